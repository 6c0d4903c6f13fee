"""Work in processes of their own, by pebble's pool: what goes wrong there stops nothing here, and none outlives us.

Pebble starts them, hands out the work, ends what takes too long and replaces what has died. Ours are the limit on
memory, the end of all with this process, however it ends, and the last words of one that a library brought down.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

P = ParamSpec("P")
R = TypeVar("R")

#: Until the first process has started and loaded what it needs, on a busy machine.
STARTING = 60


class Exceeded(Exception):
    """Raised when the work took too long, too much memory, or ended its process; the message says which.

    ``words`` is what a process that ended has left: where it was, as far as it could say.
    """

    def __init__(self, took: str, *, ended: bool = False, words: str = "") -> None:
        super().__init__(took)
        self.ended, self.words = ended, words


class Lost(Exception):
    """Raised for work of which nobody knows how far it came, as all processes ended at once."""


class NoHelper(Exception):
    """Raised when this machine starts no process for us."""


def usual_context() -> BaseContext:
    """Return a way to start processes that is safe whatever threads this one has."""
    return multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")


class Helpers:
    """So many processes that do one piece of work after another, started when they are first asked.

    Each has called ``prepare``, may use ``megabytes`` more than it then has, and is replaced after ``most`` pieces of
    work. Windows limits the time alone: it has no limit on memory that a process can set for itself.
    """

    def __init__(
        self,
        count: int = 1,
        *,
        megabytes: int = 0,
        most: int = 0,
        prepare: Callable[[], object] = list,
        context: BaseContext | None = None,
    ) -> None:
        self.count, self.megabytes, self.most, self.prepare = count, megabytes, most, prepare
        self._context = context
        self._pool: ProcessPool | None = None
        self._aside = ""
        self._ends: tuple[Callable[[], object], ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what ``work`` returns; what it raises is raised here.

        Raises:
            Exceeded: If it took more than ``seconds`` or the megabytes given, or ended its process.
            NoHelper: If no process could be started.
        """
        try:
            return self.answer(self.submit(seconds, work, *args, **kwargs))
        except Lost:
            raise Exceeded(_ENDED, ended=True) from None
        except MemoryError:
            # What a process that ran out of memory still holds, nobody knows.
            self.stop()
            raise Exceeded(f"more than {self.megabytes:,} MB") from None

    def submit(self, seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Hand out a piece of work, which may take so many seconds once it has begun.

        Raises:
            NoHelper: If no process could be started.
        """
        # What cannot be packed or unpacked is so an error of this work alone: in pebble's hands it stops the pool.
        try:
            packed = pickle.dumps((work, args, kwargs))
        except Exception as error:  # noqa: BLE001 - whatever keeps it here
            future = Future[R]()
            future.set_exception(error)
            return future
        return self._started().schedule(_worked, (packed,), timeout=seconds)

    def answer(self, future: Future[R]) -> R:
        """Return what became of a piece of work, or raise it.

        Raises:
            Exceeded: If it took too long, or ended its process.
            Lost: If all processes ended; they are started again when they are next asked.
        """
        from pebble import ProcessExpired  # noqa: PLC0415 - few commands start a process

        try:
            return future.result()
        except TimeoutError as error:
            if isinstance(error.errno, int):
                raise  # the work's own, of a disk that does not answer
            raise Exceeded(f"more than {error.args[-1]:g} seconds") from None
        except ProcessExpired as died:
            left = Path(self._aside) / f"{died.pid}.crash"
            words = left.read_text("utf-8", errors="replace") if left.is_file() else ""
            raise Exceeded(_ENDED, ended=True, words=words) from None
        except BrokenProcessPool:
            self.stop()
            raise Lost from None

    def stop(self) -> None:
        """End the processes, whatever they are doing, and clear away what their libraries have put aside."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]  # pebble has types, but for this one
            for end in self._ends:
                end()
            pool.join()
            shutil.rmtree(self._aside, ignore_errors=True)

    def _started(self) -> ProcessPool:
        if self._pool is not None and self._pool.active:
            return self._pool
        self.stop()
        try:
            from pebble import ProcessPool  # noqa: PLC0415 - few commands start a process

            context = self._context or usual_context()
            there, here = context.Pipe(duplex=False)
            self._aside = tempfile.mkdtemp(prefix="socialvalue-")
            given = (there, here, self._aside, self.megabytes, self.prepare)
            self._pool = ProcessPool(self.count, self.most, _begin, given, context)
            # Also where this is such a process itself, which ends without what `atexit` knows.
            at_exit = Finalize(None, self.stop, exitpriority=1)
            self._ends = (here.close, there.close, at_exit.cancel)
            self._pool.schedule(os.getpid).result(STARTING)
        except (OSError, ImportError, BrokenProcessPool) as error:  # ImportError: a platform without semaphores
            self.stop()
            raise NoHelper(str(error)) from error
        return self._pool


_ENDED = "so much memory or time that its process ended"


def _worked(packed: bytes) -> Any:
    work, args, kwargs = pickle.loads(packed)  # noqa: S301 - from the process that started this one
    return work(*args, **kwargs)


def _begin(there: Connection, here: Connection, aside: str, megabytes: int, prepare: Callable[[], object]) -> None:
    here.close()
    threading.Thread(target=_end_with, args=(there, aside), daemon=True).start()
    faulthandler.enable((Path(aside) / f"{os.getpid()}.crash").open("w", encoding="utf-8"))
    tempfile.tempdir = aside
    prepare()
    if megabytes:
        _limit(megabytes)


def _end_with(there: Connection, aside: str) -> None:
    """End when the process that started us has ended, however it did: its end of the pipe is then closed."""
    there.poll(None)
    shutil.rmtree(aside, ignore_errors=True)
    os._exit(1)


def _limit(megabytes: int) -> None:
    """Let this process have so many megabytes more than it has now, where the system can say so."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows

        now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        most = now + megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, OSError, ValueError):
        return
