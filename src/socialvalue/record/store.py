"""The record on disk: read, checked, added to under a lock, and carried on with after a run that was cut off."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from socialvalue.errors import FilesNeedMending, Note, Place, Problem
from socialvalue.files import not_written, to_disk, whole, write_text, written
from socialvalue.reading import read_regular, stands
from socialvalue.record.chain import CLOCK_ACCEPTED, FILE, Chain, chain_of, clock_problem, goes_back
from socialvalue.record.history import FOLDER, HEAD, Event, Line, chained, head_of, path_in
from socialvalue.record.lock import locked, waited

#: Far more than the history of any tender, and what a workbook may have.
MOST_BYTES = 1_000_000_000

RECEIVED = "received"


def read(folder: Path) -> tuple[list[Line], list[Problem]]:
    """Return the history of the competition in ``folder``, and where its chain is broken.

    Raises:
        FilesNeedMending: Where another run holds the record and does not end.
    """
    with waited(folder):
        chain = _read(folder)
    return list(chain.lines), [*chain.problems, *chain.clock]


def _read(folder: Path) -> Chain:
    # The head first: lines are only ever added, and the head follows them. Where no lock can be had, a head that is
    # read before the lines can be behind them and never ahead, which would look like lines cut off.
    head = _content(folder / FOLDER / HEAD)
    return chain_of(_content(path_in(folder)) or b"", head)


def _content(path: Path) -> bytes | None:
    return read_regular(path, most=MOST_BYTES) if stands(path) else None


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
        FilesNeedMending: Where the chain is broken, the clock was put back, or another run holds the record.
        OSError: Where the disk refuses (full, say); the history is then as it was.
    """
    with waited(folder):
        before = _unbroken(_read(folder))
    if not new(before):
        return before
    path = path_in(folder)
    try:
        with locked(folder):
            # Somebody else may have added to it in the meantime: what is new is judged on what stands there now.
            chain = _read(folder)
            before = _unbroken(chain)
            _mend(folder, chain)
            events = new(before)
            if not events:
                return before
            _refuse_clock(chain, events, when)
            added = chained(before, events, when)
            if not before:
                # A head that says 0 comes first, so that lines without any head are never the work of a run cut off.
                write_text(path.with_name(HEAD), head_of([]))
            _add(path, "".join(f"{line.as_json()}\n" for line in added).encode())
            write_text(path.with_name(HEAD), head_of([*before, *added]))
    except OSError as error:
        if (problem := not_written(error, path)) is None:
            raise
        raise FilesNeedMending([problem]) from error
    return [*before, *added]


def _unbroken(chain: Chain) -> list[Line]:
    if chain.problems:
        raise FilesNeedMending(list(chain.problems))
    return list(chain.lines)


def _refuse_clock(chain: Chain, events: Sequence[Event], when: str) -> None:
    """Add nothing while days go back, unless somebody answers for it in this very event."""
    if events[0].what == CLOCK_ACCEPTED:
        return
    if chain.clock:
        raise FilesNeedMending(list(chain.clock))
    if chain.lines and goes_back(chain.lines[-1].when, when):
        raise FilesNeedMending([clock_problem("the next event", chain.lines[-1].when, when)])


def _add(path: Path, content: bytes) -> None:
    is_new = not path.exists()
    size = 0 if is_new else path.stat().st_size
    try:
        with path.open("ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            to_disk(path.parent)
        written.append(path)
    except BaseException:
        # Half a line is worse than none: what was there before stays, whole.
        with path.open("ab") as file:
            file.truncate(size)
        raise


def carry_on(folder: Path) -> list[Note]:
    """Finish what a run that was cut off left half done in the record, and say so. A broken record is left alone."""
    if not (folder / FOLDER).is_dir():
        return []
    if not _read(folder).was_cut_off:
        return []
    try:
        with locked(folder):
            chain = _read(folder)
            _mend(folder, chain)
    except (OSError, FilesNeedMending):
        return []  # A folder that cannot be written to, or is in use, is read as it is.
    return _told(chain)


def _mend(folder: Path, chain: Chain) -> None:
    path = path_in(folder)
    if not chain.was_cut_off:
        return
    if chain.torn or chain.unended:
        with path.open("r+b") as file:
            file.truncate(chain.whole)
            file.seek(0, os.SEEK_END)
            file.write(b"\n" if chain.unended else b"")
            file.flush()
            os.fsync(file.fileno())
    if chain.behind:
        write_text(path.with_name(HEAD), head_of(chain.lines))


def _told(chain: Chain) -> list[Note]:
    """Return what was put right, in words that accuse nobody."""
    if not chain.was_cut_off:
        return []
    what = "half an event at the end was removed" if chain.torn else "its last events are kept"
    text = f"An earlier run was cut off while it wrote to the record: {what}, and everything before it is intact."
    return [Note(Place(file=FILE), text)]


def keep(folder: Path, path: Path) -> str:
    """Keep a copy of a workbook as it was received, under its content's hash, and return the hash."""
    content = read_regular(path, most=MOST_BYTES)
    hash_ = hashlib.sha256(content).hexdigest()
    copy = folder / FOLDER / RECEIVED / f"{hash_}{path.suffix.lower()}"
    if not copy.is_file():
        with whole(copy) as beside:
            beside.write_bytes(content)
    return hash_


def kept(folder: Path, hash_: str) -> Path | None:
    """Return where the copy with this hash lies, if it is there and still has it."""
    found = (path for path in sorted((folder / FOLDER / RECEIVED).glob(f"{hash_}.*")) if path.is_file())
    return next((path for path in found if hash_of_file(path) == hash_), None)


def hash_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(read_regular(path, most=MOST_BYTES)).hexdigest()


def check_received(folder: Path, lines: Sequence[Line]) -> list[Problem]:
    """Return a problem for each kept copy that is missing or no longer what was received."""
    problems = []
    wanted = {
        hash_: name for line in lines if line.event.what == "received" for name, hash_ in line.event.files.items()
    }
    for hash_, name in wanted.items():
        if kept(folder, hash_) is not None:
            continue
        other = next(iter((folder / FOLDER / RECEIVED).glob(f"{hash_}.*")), None)
        found = "no copy" if other is None else "a copy that has been changed"
        place = Place(file=f"{FOLDER}/{RECEIVED}/{other.name if other else hash_}")
        action = "Restore the copy from a backup."
        problems.append(Problem("received-changed", place, found, f"{name} as it was received", action))
    return problems
