"""Processes that make documents: none outlives this one, and one that dies leaves word of where."""

from __future__ import annotations

import faulthandler
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeVar

R = TypeVar("R")

#: Where nobody says how many: each takes 100 MB and half a second to start, so more would seldom be sooner.
MOST = 8


class WorkerDied(Exception):
    """Raised when a process ended before it gave its answer; the message says where, as far as it could."""


class NoWorkers(Exception):
    """Raised when this machine starts no process for us."""


def usual_count() -> int:
    """Return how many processes this one may keep busy."""
    mine = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(mine, MOST)


@contextmanager
def pool(count: int, context: BaseContext, prepare: Callable[[], object]) -> Iterator[Executor]:
    """Give worker processes that have each called ``prepare``; on any way out, wanted or not, none is left behind.

    Each holds one end of a pipe and ends when nobody holds the other, so that it does not outlive this process either.
    What their libraries put aside on the disk is cleared away with them.

    Raises:
        NoWorkers: If none could be started.
        WorkerDied: If one ended too soon; the others are ended too.
    """
    with tempfile.TemporaryDirectory(prefix="socialvalue-", ignore_cleanup_errors=True) as aside:
        there, here = context.Pipe(duplex=False)
        executor = None
        try:
            executor = _started(count, context, (there, here, aside, prepare))
            yield executor
        except BrokenExecutor as error:
            raise WorkerDied(_last_words(aside)) from error
        except BaseException:
            here.close()  # which ends them in the midst of their work
            raise
        finally:
            if executor is not None:
                executor.shutdown(cancel_futures=True)
            here.close()
            there.close()


def _started(count: int, context: BaseContext, given: tuple[Any, ...]) -> Executor:
    executor = None
    try:
        executor = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=given)
        asked = [executor.submit(os.getpid) for _ in range(count)]  # as many, so that all start at once
        asked[0].result()
    except BaseException as error:
        if executor is not None:
            executor.shutdown(cancel_futures=True)
        if isinstance(error, BrokenExecutor | OSError | ImportError):  # ImportError: a platform without semaphores
            raise NoWorkers from error
        raise
    return executor


def _begin(there: Connection, here: Connection, aside: str, prepare: Callable[[], object]) -> None:
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; who started us sees to it
    threading.Thread(target=_end_with, args=(there, aside), daemon=True).start()
    faulthandler.enable((Path(aside) / f"{os.getpid()}.crash").open("w", encoding="utf-8"))
    tempfile.tempdir = aside
    prepare()


def _end_with(there: Connection, aside: str) -> None:
    there.poll(None)
    shutil.rmtree(aside, ignore_errors=True)
    os._exit(1)


def _last_words(aside: str) -> str:
    words = (file.read_text("utf-8", errors="replace") for file in sorted(Path(aside).glob("*.crash")))
    return "\n".join(filter(None, words)) or (
        "The process that made it ended without a word, as one does that the system ends for want of memory.\n"
    )
