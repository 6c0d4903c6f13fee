"""A command that is killed at its n-th write: in a child process, with nothing left to it to clear up."""

from __future__ import annotations

import io
import os
import pathlib
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Self

#: What the child ends with where it was killed, as a signal would.
KILLED = 137


@dataclass
class _Countdown:
    """Counts what is done to the disk inside ``home``, and ends the process at the wanted one."""

    home: Path
    wanted: int
    count: int = 0
    by_kind: bool = True

    def now(self, path: object) -> bool:
        """Count one more; say whether this is the one."""
        if not str(path).startswith(str(self.home)):
            return False
        self.count += 1
        return self.count == self.wanted


def _die() -> NoReturn:
    os._exit(KILLED)


def _patched(countdown: _Countdown) -> None:
    """Put the countdown in front of everything by which a file is written, renamed, removed or brought to the disk.

    A file that is written is first written by half: what was under way when the process ended.
    """
    path_type: Any = pathlib.Path
    names: dict[int, str] = {}

    def before(owner: Any, name: str, at: int = 0) -> None:
        real = getattr(owner, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            if len(args) > at and countdown.now(args[at]):
                _die()
            return real(*args, **kwargs)

        setattr(owner, name, counted)

    real_write_bytes, real_open, real_fsync, real_os_open = path_type.write_bytes, io.open, os.fsync, os.open

    def write_bytes(self: Path, data: Any) -> int:
        if countdown.now(self):
            real_write_bytes(self, bytes(data)[: len(data) // 2])
            _die()
        written: int = real_write_bytes(self, data)
        return written

    def os_open(path: Any, *args: Any, **kwargs: Any) -> int:
        handle = real_os_open(path, *args, **kwargs)
        names[handle] = str(path)
        return handle

    def fsync(handle: int) -> None:
        if countdown.now(names.get(handle, "")):
            _die()
        real_fsync(handle)

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        made: Any = real_open(file, mode, *args, **kwargs)
        if set(mode) & set("wax+") and str(file).startswith(str(countdown.home)):
            names[made.fileno()] = str(file)
            return _Half(made, str(file), countdown)
        return made

    for name in ("replace", "rename", "unlink", "rmdir", "mkdir", "write_text"):
        before(path_type, name)
    for name in ("rmdir", "unlink", "mkdir"):
        before(os, name)
    path_type.write_bytes = write_bytes
    os.fsync, os.open = fsync, os_open  # type: ignore[assignment]  # files are told by number here
    io.open = opened
    path_type.open = lambda self, mode="r", *args, **kwargs: opened(self, mode, *args, **kwargs)


class _Half:
    """An open file of which, at the wanted write, only half of what was given arrives."""

    def __init__(self, file: Any, path: str, countdown: _Countdown) -> None:
        self.file, self.path, self.countdown = file, path, countdown

    def write(self, data: Any) -> int:
        if self.countdown.now(self.path):
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            _die()
        written: int = self.file.write(data)
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> Self:
        self.file.__enter__()
        return self

    def __exit__(self, *why: object) -> None:
        self.file.__exit__(*why)


def killed(command: Callable[[], object], home: Path, at: int) -> bool:
    """Run ``command`` in a child that is killed at its ``at``-th write inside ``home``; False where it has fewer."""
    child = os.fork()
    if child == 0:
        try:
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - before anything is patched
                sys.stdout = sys.stderr = nowhere
                _patched(_Countdown(home, at))
                command()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == KILLED


def writes(command: Callable[[], object], home: Path) -> int:
    """Return how many writes ``command`` makes inside ``home``: those at which it can be killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        countdown = _Countdown(home, -1)
        try:
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - before anything is patched
                sys.stdout = sys.stderr = nowhere
                _patched(countdown)
                command()
        finally:
            os.write(writing, str(countdown.count).encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return int(text)


def copied(folder: Path, to: Path) -> Path:
    """Return a fresh copy of ``folder`` at ``to``."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(folder, to)) if folder.is_dir() else to


def chosen(count: int, of: int, seed: int) -> list[int]:
    """Return so many of the numbers 1 to ``of``, in order: all where there are no more."""
    numbers = range(1, of + 1)
    return list(numbers) if count >= of else sorted(random.Random(seed).sample(numbers, count))
