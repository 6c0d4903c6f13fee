"""Whether what a competition's folder holds is what its record says: before anything is scored or printed from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from socialvalue.errors import FilesNeedMending, Note, Place, Problem
from socialvalue.record import bids as recorded
from socialvalue.record import store
from socialvalue.record.bids import Difference
from socialvalue.record.changes import RECEIVED, Known
from socialvalue.record.history import FOLDER, Event

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from socialvalue.competition.evaluate import Override
    from socialvalue.competition.record import Record
    from socialvalue.competition.targets import Target
    from socialvalue.model.criteria import Criteria
    from socialvalue.record.history import Line

EVALUATION = "evaluation.json"


@dataclass
class Standing:
    """What is not as the record says, and what the user should know."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def held_against_record(
    record: Record, target: Target, criteria: Criteria, accepted: Override | None, *, prices: bool
) -> Standing:
    """Record bids that are new, each with a copy, and return what became of those received before.

    ``accepted`` is who answers for what has changed. Without ``prices``, what a price was or is remains unsaid.

    Raises:
        FilesNeedMending: Where there is no record any more.
    """
    if lost := record_missing(target, record.lines):
        if accepted is None:
            raise FilesNeedMending(lost)
        record.add(lambda _: [Event(recorded.BEGUN_AGAIN, accepted.by, reason=accepted.because)])
    answered = bool(lost) or (accepted is not None and record.accept_clock(accepted.by, accepted.because))
    standing = Standing([*record.clock, *evaluation_changed(target, record.known)])
    there = bids_there(target.path)
    answered |= _gone(record, target, there, accepted, standing)
    answered |= _changed(record, criteria, there, accepted, standing, prices=prices)
    if accepted is not None and not answered:
        standing.notes.append(Note(Place(), "No change needs accepting, so --accept-by had no effect."))
    return standing


def bids_there(folder: Path) -> dict[str, str]:
    """Return the workbooks in bids/ by name, each with its hash. One that cannot be read is a fault of its own."""
    from socialvalue.intake.bids.files import find_bid_files
    from socialvalue.intake.folder import BIDS_FOLDER
    from socialvalue.intake.package.package import MOST_BYTES

    there = {}
    for path in find_bid_files(folder / BIDS_FOLDER, BIDS_FOLDER).workbooks:
        try:
            if path.stat().st_size > MOST_BYTES:
                continue
            there[f"{BIDS_FOLDER}/{path.name}"] = store.hash_of_file(path)
        except OSError:
            continue
    return there


def record_missing(target: Target, lines: Sequence[Line]) -> list[Problem]:
    """Return a problem where there is no record although there must have been one."""
    if lines:
        return []
    received = target.path / FOLDER / store.RECEIVED
    signs = [target.out / EVALUATION, *(sorted(received.iterdir()) if received.is_dir() else [])]
    sign = next((path.name for path in signs if path.is_file()), "") or _moderated(target.path)
    if not sign:
        return []
    action = (
        "Restore the folder record/ from a backup. If there is none, say who takes responsibility for starting it "
        "again, and why: "
        f"{recorded.ACCEPT}."
    )
    found = f"no record of this competition, although one existed when {sign} was made"
    return [Problem("record-missing", Place(file=FOLDER), found, "the original record", action)]


def _moderated(folder: Path) -> str:
    """Return the name of the moderation workbook where it names a record."""
    from socialvalue.intake.bids.about import told
    from socialvalue.intake.refused import Refused
    from socialvalue.intake.sheet.workbook import open_workbook
    from socialvalue.model.panel_layout import ABOUT_RECORD, MODERATION_FILE

    path = folder / MODERATION_FILE
    try:
        return MODERATION_FILE if path.is_file() and told(open_workbook(path, path.name), ABOUT_RECORD) else ""
    except Refused:
        return ""  # which is a fault of its own


def evaluation_changed(target: Target, known: Known) -> list[Problem]:
    """Return a problem where evaluation.json is none that was written by this tool for this competition."""
    path = target.out / EVALUATION
    if not path.is_file() or not known.evaluated or store.hash_of_file(path) in known.evaluated:
        return []
    found = "an evaluation that is not in the record: someone changed it by hand, or it belongs to another competition"
    action = (
        "Find out who changed it and why. Then delete it and run `socialvalue score` to make it again from the bids."
    )
    place = Place(file=f"{target.out.name}/{EVALUATION}")
    return [Problem("evaluation-changed", place, found, "the original evaluation", action)]


def _gone(record: Record, target: Target, there: dict[str, str], accepted: Override | None, standing: Standing) -> bool:
    """Look for what was received and is not there; say whether somebody has answered for it."""
    known = record.known
    present = there | {
        name: hash_ for name, hash_ in known.files.items() if name not in there and (target.path / name).is_file()
    }
    if moved := recorded.move_events(known, present):
        record.add(lambda now: recorded.move_events(now, present))
        standing.notes += [
            Note(
                Place(file=(event.now or {})["file"]), f"was received as {(event.was or {})['file']}, and renamed since"
            )
            for event in moved
        ]
    gone = recorded.missing(record.known, present)
    if gone and accepted is not None:
        record.add(lambda _: recorded.removed_events(gone, accepted.by, accepted.because))
        return True
    standing.problems += recorded.missing_problems(gone)
    return False


def _changed(
    record: Record,
    criteria: Criteria,
    there: dict[str, str],
    accepted: Override | None,
    standing: Standing,
    *,
    prices: bool,
) -> bool:
    """Keep the bids that are new, and look for those that have changed; say whether somebody has answered for them."""
    from socialvalue.competition.bid_changes import compared

    known = record.known
    before = known.bids | {name: hash_ for name, hash_ in known.files.items() if name.startswith("bids/")}
    new = {name: hash_ for name, hash_ in there.items() if before.get(name, hash_) == hash_ and name not in known.files}
    _received(record, new, "")
    answered = False
    for name, hash_ in there.items():
        if before.get(name, hash_) == hash_:
            continue
        found = compared(record.folder, name, before[name], criteria, prices=prices)
        if not found.matters:
            _received(record, {name: hash_}, found.said)
            standing.notes.append(Note(Place(file=name), found.said))
        elif accepted is None:
            standing.problems += found.problems
        else:
            _accepted(record, found.differences, name, accepted)
            answered = True
    return answered


def _received(record: Record, files: dict[str, str], why: str) -> None:
    kept = {name: record.keep(name) for name in files}
    record.add(
        lambda known: (
            [Event(RECEIVED, reason=why, files=kept)] if kept and not kept.items() <= known.files.items() else []
        )
    )


def _accepted(record: Record, differences: Sequence[Difference], name: str, accepted: Override) -> None:
    files = {name: record.keep(name)}
    record.add(lambda _: recorded.accepted_events(differences, accepted.by, accepted.because, files))


def sha256(text: str) -> str:
    """Return the hash under which an evaluation stands in the record."""
    return hashlib.sha256(text.encode()).hexdigest()
