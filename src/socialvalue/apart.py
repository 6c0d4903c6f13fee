"""Work in a process of its own, with so much time and memory and no more: what goes wrong there stops nothing here."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

#: Until the process has started and loaded what it needs, on a busy machine.
STARTING = 60


class Exceeded(Exception):
    """Raised when the work took too long, too much memory, or ended its process; the message says which."""


class NoHelper(Exception):
    """Raised when this machine starts no process for us."""


def usual_context() -> BaseContext:
    """Return a way to start processes that is safe whatever threads this one has."""
    return multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")


class Apart:
    """A helper process, started when it is first asked, that does one piece of work after another.

    Windows limits the time alone: it has no limit on memory that a process can set for itself.
    """

    def __init__(self, megabytes: int, context: BaseContext | None = None) -> None:
        self.megabytes = megabytes
        self._context = context
        self._process: Any = None
        self._line: Connection | None = None
        self._alive: Any = None
        atexit.register(self.stop)

    def run(self, seconds: float, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what ``work`` returns; what it raises is raised here.

        Raises:
            Exceeded: If it took more than ``seconds`` or the megabytes given, or ended its process.
            NoHelper: If no process could be started.
        """
        line = self._started()
        try:
            line.send((work, args, kwargs))
            if not line.poll(seconds):
                raise Exceeded(f"more than {seconds:g} seconds")
            done, answer = line.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise Exceeded("so much that its process ended") from None
        finally:
            if sys.exc_info()[0] is not None:
                self.stop()
        if done == "memory":
            # What a process that ran out of memory still holds, nobody knows.
            self.stop()
            raise Exceeded(f"more than {self.megabytes:,} MB")
        if done == "raised":
            raise answer
        result: R = answer
        return result

    def stop(self) -> None:
        """End the helper, whatever it is doing."""
        if self._line is not None:
            self._line.close()
            self._alive.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._line = self._process = None

    def _started(self) -> Connection:
        if self._line is not None and self._process.is_alive():
            return self._line
        self.stop()
        context = self._context or usual_context()
        here, there = context.Pipe()
        until, self._alive = context.Pipe(duplex=False)
        try:
            self._process = context.Process(target=_serve, args=(there, until, self.megabytes), daemon=True)  # type: ignore[attr-defined]  # every context has it
            self._process.start()
            there.close()
            until.close()
            ready = here.poll(STARTING) and here.recv() == "ready"
        except (OSError, EOFError, AssertionError) as error:  # AssertionError: a daemon may not have children
            self.stop()
            raise NoHelper(str(error)) from error
        if not ready:
            self.stop()
            raise NoHelper("the process did not answer")
        self._line = here
        return here


def _serve(line: Connection, until: Connection, megabytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; who started us sees to it
    threading.Thread(target=_end_with, args=(until,), daemon=True).start()
    _limit(megabytes)
    line.send("ready")
    with suppress(EOFError, BrokenPipeError):  # the parent is gone
        while True:
            work, args, kwargs = line.recv()
            try:
                answer = ("done", work(*args, **kwargs))
            except MemoryError:
                answer = ("memory", None)
            except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to whoever asked
                answer = ("raised", error)
            line.send(answer)


def _end_with(until: Connection) -> None:
    """End when the process that started us has ended, however it did: its end of the pipe is then closed."""
    until.poll(None)
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
