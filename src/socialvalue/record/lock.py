"""One run at a time on a record. The operating system holds the lock, so that it ends with the run that holds it."""

from __future__ import annotations

import contextlib
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from socialvalue.errors import FilesNeedMending, Place, Problem
from socialvalue.record.history import FOLDER

LOCK = "lock"

#: Who holds the lock, in words. It is only there to be shown to whoever waits in vain.
HOLDER = "in-use.txt"

#: Seconds that a run waits for another one. Nothing holds the lock longer than it takes to write some lines.
PATIENCE = 30.0

#: Characters of the holder's own words that are shown.
_MOST_SHOWN = 200


@contextmanager
def locked(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the record of ``folder`` for oneself, after waiting for whoever holds it now.

    Raises:
        FilesNeedMending: Where another run still holds it after ``patience`` seconds.
        OSError: Where the folder cannot be written to.
    """
    path = folder / FOLDER / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with held(path, PATIENCE if patience is None else patience):
        holder = path.with_name(HOLDER)
        with contextlib.suppress(OSError):
            since = datetime.now(UTC).strftime("%d %B %Y, %H:%M:%S UTC")
            holder.write_text(f"process {os.getpid()} on {platform.node()}, since {since}\n", "utf-8")
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                holder.unlink(missing_ok=True)


@contextmanager
def waited(folder: Path) -> Iterator[None]:
    """Wait until nobody is writing to the record, to read it. A folder that cannot be written to is read without."""
    path = folder / FOLDER / LOCK
    if not path.parent.is_dir():
        yield
        return
    try:
        holding = held(path, PATIENCE)
        holding.__enter__()
    except OSError:
        # Nobody can write to it from here. Somebody elsewhere may: reading is then safe too (see `store.read`).
        yield
        return
    try:
        yield
    finally:
        holding.__exit__(None, None, None)


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock file, after waiting ``patience`` seconds at most.

    Raises:
        FilesNeedMending: Where another run still holds it.
        OSError: Where it cannot be written.
    """
    lock = FileLock(path, timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise FilesNeedMending([_in_use(path)]) from error
    try:
        yield
    finally:
        lock.release()


def _in_use(path: Path) -> Problem:
    try:
        who = " ".join(path.with_name(HOLDER).read_text("utf-8", errors="replace").split())[:_MOST_SHOWN]
    except OSError:
        who = ""
    found = "another run that is writing to this competition's record"
    return Problem(
        "record-locked",
        Place(file=f"{path.parent.name}/{path.name}"),
        f"{found} ({who})" if who else found,
        "one run at a time",
        "Wait until it has finished, and run the command again. If it hangs, end that process: the lock ends with it.",
    )
