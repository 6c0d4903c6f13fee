"""What the panel agreed, as it stands in ``moderation.xlsx``: also half-filled, so that it can be put back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake import answer_rules as rules
from socialvalue.intake.bids.about import check_competition, check_version, told
from socialvalue.intake.bids.bid import Model
from socialvalue.intake.bids.files import find_lock
from socialvalue.intake.panel.agreed_rows import AgreedRow, Matching, find_forms, report_hidden
from socialvalue.intake.reading import few
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.workbook import Workbook, open_workbook
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import AgreedMark
from socialvalue.model.panel_layout import ABOUT_MARKS, MODERATION_FILE
from socialvalue.reading import stands

_FINGERPRINT = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class AgreedReading:
    """The rows of the panel, in the order of the file, with those that are still to be agreed.

    ``marks_hash`` is the fingerprint of the individual marks that the file was made from, where it says so. Where
    there are problems a mark may be lacking, and the file must not be made again before they are mended.
    """

    agreed: tuple[AgreedMark, ...] = ()
    marks_hash: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    sha256: str = ""


@dataclass
class _Reading:
    """What was read so far."""

    model: Model
    strict: bool
    agreed: list[AgreedMark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_agreed(
    folder: Path,
    criteria: Criteria,
    bidders: Sequence[str],
    *,
    strict: bool = True,
    withdrawn: Sequence[str] = (),
    complete: bool = True,
) -> AgreedReading:
    """Read ``moderation.xlsx`` of a competition folder, the simple form or the book; without it there is nothing.

    With ``strict`` a mark needs its reason; without it a half-agreed row passes as the draft that it is. ``withdrawn``
    are bidders whose bids no longer stand, but whose rows may; ``complete`` says that all bids could be read.
    """
    locked = find_lock(folder, MODERATION_FILE)
    problems = [locked] if locked is not None else []
    path = folder / MODERATION_FILE
    if not stands(path):
        return AgreedReading(problems=tuple(problems))
    sha256 = ""
    try:
        workbook = open_workbook(path, MODERATION_FILE)
        sha256 = workbook.sha256
        fault = check_version(workbook, criteria) or check_competition(workbook, criteria)
        if fault is not None:
            return AgreedReading(problems=(*problems, fault), sha256=sha256)
        reading = _Reading(Model.of(criteria), strict, problems=problems)
        matching = Matching([*bidders, *withdrawn], criteria.panel_leaves, complete, reading.problems)
        _read_forms(workbook, reading, matching)
        said = next((text for text, _ in told(workbook, ABOUT_MARKS) if _FINGERPRINT.fullmatch(text)), None)
    except Refused as refused:
        return AgreedReading(problems=(*problems, refused.problem), sha256=sha256)
    return AgreedReading(tuple(reading.agreed), said, tuple(reading.problems), tuple(few(reading.notes)), sha256)


def _read_forms(workbook: Workbook, reading: _Reading, matching: Matching) -> None:
    for form in find_forms(workbook):
        marked: Place | None = None
        for row in matching.rows(form):
            read = _read_row(reading, row)
            if read is not None:
                reading.agreed.append(read)
                marked = marked or (read.place if read.value is not None else None)
        if marked is not None:
            report_hidden(form, marked, reading.problems)
        reading.notes += form.answers.remarks()


def _read_row(reading: _Reading, row: AgreedRow) -> AgreedMark | None:
    """Return what a row says; None where its mark, or a text of it, was refused, which is reported."""
    answers, leaf, at = row.form.answers, row.leaf, row.at("mark")
    answers.problems, answers.notes = reading.problems, reading.notes
    before, place = len(reading.problems), answers.place(*at)
    value = None
    if not answers.blank(*at):
        if at[0] in answers.sheet.facts.hidden_rows:
            answers.hidden(*at, f"a hidden row ({at[0] + 1}) with an agreed mark")
        value = answers.number(reading.model.by_id[leaf.key], *at)
        fault = rules.check_mark(reading.model.criteria, leaf, value, place) if value is not None else None
        if fault is not None:
            reading.problems.append(fault)
    reason, reference, differs, change = (_text(row, name) for name in ("reason", "reference", "differs", "change"))
    if len(reading.problems) > before:
        return None
    if reading.strict and value is not None:
        unreasoned = rules.check_reason(leaf, reason, answers.place(*row.at("reason")))
        reading.problems += [unreasoned] if unreasoned is not None else []
    return AgreedMark(row.bidder, leaf.key, value, reason, reference, differs, change, place)


def _text(row: AgreedRow, column: str) -> str:
    at = row.at_all(column)
    if at is None or row.form.answers.empty(*at):
        return ""
    return row.form.answers.text(*at) or ""
