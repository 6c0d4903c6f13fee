"""The record on disk: read, checked, added to under a lock, and never half a line."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from socialvalue.errors import FilesNeedMending, Place, Problem
from socialvalue.files import whole, write_text
from socialvalue.record.history import FOLDER, HEAD, HISTORY, Event, Line, chained, check_head, head_of, parse, path_in

RECEIVED = "received"
LOCK = "lock"


def read(folder: Path) -> tuple[list[Line], list[Problem]]:
    """Return the history of the competition in ``folder``, and where its chain is broken."""
    path, name = path_in(folder), f"{FOLDER}/{HISTORY}"
    text = path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else ""
    head = path.with_name(HEAD)
    lines, problems = parse(text, name)
    return lines, problems or check_head(lines, head.read_text("utf-8") if head.is_file() else None, name)


def sound(folder: Path) -> list[Line]:
    """Return the history of the competition in ``folder``.

    Raises:
        FilesNeedMending: Where its chain is broken: nothing more is written to a record that cannot be trusted.
    """
    lines, problems = read(folder)
    if problems:
        raise FilesNeedMending(problems)
    return lines


def append(folder: Path, new: Callable[[list[Line]], Sequence[Event]], when: str) -> list[Line]:
    """Add to the history the events that ``new`` makes of it, and return it whole. Nothing new writes nothing.

    Raises:
        FilesNeedMending: Where the chain is broken, or another run is adding to it at this moment.
        OSError: Where the disk refuses (full, say); the history is then as it was.
    """
    path = path_in(folder)
    size, before = _size(path), sound(folder)
    events = new(before)
    if not events:
        return before
    with locked(folder):
        if _size(path) != size:
            # Somebody else added to it in the meantime: what is new is judged on what stands there now.
            size, before = _size(path), sound(folder)
            events = new(before)
        added = chained(before, events, when)
        try:
            with path.open("ab") as file:
                file.write("".join(f"{line.as_json()}\n" for line in added).encode())
                file.flush()
                os.fsync(file.fileno())
            write_text(path.with_name(HEAD), head_of([*before, *added]))
        except BaseException:
            # Half a line is worse than none: what was there before stays, whole.
            with path.open("ab") as file:
                file.truncate(size)
            raise
    return [*before, *added]


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the record of ``folder`` for oneself.

    Raises:
        FilesNeedMending: Where another run holds it.
    """
    path = folder / FOLDER / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError as error:
        action = (
            "Wait until it has finished. If no other run is going on (one may have been cut off), delete this file."
        )
        place = Place(file=f"{FOLDER}/{LOCK}")
        found = "another run that is writing to the record of this competition"
        raise FilesNeedMending([Problem("record-locked", place, found, "one run at a time", action)]) from error
    try:
        os.close(handle)
        yield
    finally:
        path.unlink(missing_ok=True)


def keep(folder: Path, path: Path) -> str:
    """Keep a copy of a workbook as it was received, under its content's hash, and return the hash."""
    content = path.read_bytes()
    hash_ = hashlib.sha256(content).hexdigest()
    kept = folder / FOLDER / RECEIVED / f"{hash_}{path.suffix.lower()}"
    if not kept.is_file():
        with whole(kept) as beside:
            beside.write_bytes(content)
    return hash_


def check_received(folder: Path, lines: Sequence[Line]) -> list[Problem]:
    """Return a problem for each kept copy that is missing or no longer what was received."""
    problems = []
    wanted = {
        hash_: name for line in lines if line.event.what == "received" for name, hash_ in line.event.files.items()
    }
    for hash_, name in wanted.items():
        kept = next(iter((folder / FOLDER / RECEIVED).glob(f"{hash_}.*")), None)
        if kept is not None and hashlib.sha256(kept.read_bytes()).hexdigest() == hash_:
            continue
        found = "no copy" if kept is None else "a copy that has been changed"
        place = Place(file=f"{FOLDER}/{RECEIVED}/{kept.name if kept else hash_}")
        action = "Restore the copy from a backup."
        problems.append(Problem("received-changed", place, found, f"{name} as it was received", action))
    return problems
