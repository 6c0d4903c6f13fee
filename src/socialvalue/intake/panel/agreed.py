"""What the panel agreed, as it stands in ``moderation.xlsx``: to be scored, or put back half-filled as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake import answer_rules as rules
from socialvalue.intake.bids.about import check_competition, check_version, told
from socialvalue.intake.bids.bid import Model
from socialvalue.intake.bids.files import find_lock
from socialvalue.intake.nothing_said import says_nothing
from socialvalue.intake.panel.agreed_rows import AgreedRow, Form, Matching, find_forms, report_hidden
from socialvalue.intake.reading import few
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.workbook import Books
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import AgreedMark
from socialvalue.model.panel_layout import ABOUT_MARKS, MODERATION_FILE
from socialvalue.reading import stands

_FINGERPRINT = re.compile("[0-9a-f]{64}")


Pair = tuple[str, str]


@dataclass(frozen=True)
class AgreedReading:
    """The rows of the panel, in the order of the file, with those that are still to be agreed.

    ``marks_hash`` is the fingerprint of the individual marks that the file was made from, where it says so. Where
    there are ``problems`` a mark may be lacking, and the file must not be made again before they are mended. What is
    ``unfinished``, with its bidder, cannot be scored and is a draft until then. ``refused`` has the marks that could
    not be read, ``place`` is where a row that is lacking belongs, and ``whole`` says that the file could be read.
    """

    agreed: tuple[AgreedMark, ...] = ()
    marks_hash: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    sha256: str = ""
    unfinished: tuple[tuple[str, Problem], ...] = ()
    refused: Mapping[Pair, Place] = field(default_factory=dict)
    place: Place = Place(MODERATION_FILE)
    whole: bool = True


@dataclass
class _Reading:
    """What was read so far."""

    model: Model
    agreed: list[AgreedMark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unfinished: list[tuple[str, Problem]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    refused: dict[Pair, Place] = field(default_factory=dict)


def read_agreed(
    folder: Path, criteria: Criteria, bidders: Sequence[str], *, complete: bool = True, books: Books | None = None
) -> AgreedReading | None:
    """Read ``moderation.xlsx`` of a competition folder, the simple form or the book; without one there is nothing.

    ``bidders`` are all whose rows may stand there, also those whose bids no longer do; ``complete`` says that all bids
    could be read.
    """
    locked = find_lock(folder, MODERATION_FILE)
    problems = [locked] if locked is not None else []
    path = folder / MODERATION_FILE
    if not stands(path):
        return AgreedReading(problems=tuple(problems), whole=False) if problems else None
    sha256 = ""
    try:
        workbook = (books or Books()).open(path, MODERATION_FILE)
        sha256 = workbook.sha256
        fault = check_version(workbook, criteria) or check_competition(workbook, criteria)
        if fault is not None:
            return AgreedReading(problems=(*problems, fault), sha256=sha256, whole=False)
        reading = _Reading(Model.of(criteria), problems=problems)
        matching = Matching(bidders, criteria.panel_leaves, complete, reading.problems)
        forms = find_forms(workbook)
        for form in forms:
            _read_form(form, reading, matching)
        said = next((text for text, _ in told(workbook, ABOUT_MARKS) if _FINGERPRINT.fullmatch(text)), None)
    except Refused as refused:
        return AgreedReading(problems=(*problems, refused.problem), sha256=sha256, whole=False)
    return AgreedReading(
        tuple(reading.agreed),
        said,
        tuple(reading.problems),
        tuple(few(reading.notes)),
        sha256,
        tuple(reading.unfinished),
        reading.refused,
        forms[0].place if len(forms) == 1 else Place(MODERATION_FILE),
    )


def _read_form(form: Form, reading: _Reading, matching: Matching) -> None:
    marked: Place | None = None
    for row in matching.rows(form):
        read = _read_row(reading, row)
        place = form.answers.place(*row.at("mark"))
        if read is not None:
            reading.agreed.append(read)
        elif not form.answers.blank(*row.at("mark")):
            reading.refused[row.bidder, row.leaf.key] = place
        if read is None or read.value is not None:
            marked = marked or place
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
    if not answers.blank(*at):
        unreasoned = rules.check_reason(leaf, reason, answers.place(*row.at("reason"))) if reason is not None else None
        reading.unfinished += [(row.bidder, unreasoned)] if unreasoned is not None else []
        if (where := row.at_all("reference")) is not None and reference and says_nothing(reference):
            reading.unfinished.append((row.bidder, answers.no_reference(reference, *where)))
    if len(reading.problems) > before or reason is None or reference is None or differs is None or change is None:
        return None
    return AgreedMark(row.bidder, leaf.key, value, reason, reference, differs, change, place)


def _text(row: AgreedRow, column: str) -> str | None:
    at = row.at_all(column)
    if at is None or row.form.answers.empty(*at):
        return ""
    return row.form.answers.text(*at)
