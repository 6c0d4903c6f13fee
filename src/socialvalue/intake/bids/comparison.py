"""The comparison workbook: one row per bid, a column per answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.bids.bid import Model, ReadBid, Ready, read_bid, read_columns
from socialvalue.intake.bids.header import Header
from socialvalue.intake.bids.ids import find_id, titles
from socialvalue.intake.bids.not_a_bid import calculated, is_label, labelled, over_other_rows, totals_row
from socialvalue.intake.bids.title_checks import title_fault
from socialvalue.intake.cells import letters
from socialvalue.intake.names import clean, has_control_character, is_on_lines, key
from socialvalue.intake.nothing_said import TURNED, says_nothing, turns_text
from socialvalue.intake.reading import Progress
from socialvalue.intake.sheet.answers import RETYPE, Answers, as_text, asked_of
from socialvalue.intake.sheet.numbers import Unread, read_value
from socialvalue.intake.sheet.workbook import Sheet, Value
from socialvalue.intake.wording import quoted, shown
from socialvalue.intake.yes_no import yes_or_no

#: Rows between two reports of progress.
_STEP = 250

#: What the column of names is called.
NAME_TITLES = {
    "bidder", "bidders", "bidder name", "name of bidder", "name of the bidder", "bidder's name", "name", "supplier",
    "suppliers", "supplier name", "tenderer", "tenderers", "tenderer name", "company", "organisation", "contractor",
    "provider", "providers", "applicant", "applicants", "firm", "firms", "vendor", "company name", "name of company",
    "name of supplier", "name of tenderer", "name of firm", "organisation name", "consultant",
}  # fmt: skip


@dataclass
class FileReading:
    """What one workbook gave: its bids, and the problems and notes that belong to no single bid."""

    bids: list[ReadBid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_comparison(sheet: Sheet, header: Header, model: Model, progress: Progress | None = None) -> FileReading:
    """Read all bids of a comparison workbook, whose header was found before."""
    reading = FileReading(problems=list(header.problems), notes=list(header.notes))
    if "bidder" not in header.columns:
        return reading
    answers = Answers(sheet)
    first = header.row + 1
    if header.by_ids:
        verdict = _titles_or_bid(sheet, header, model, first)
        if verdict == "titles":
            first += 1
        elif verdict == "unclear":
            reading.problems.append(_unclear(sheet, header, first))
            first += 1
    if header.by_ids:
        reading.problems += _title_faults(sheet, header, model, first)
    columns = frozenset(header.columns.values())
    # Up to here the prices' columns told titles from bids; from here on nobody looks at those that are not to be seen.
    header.columns = {id_: column for id_, column in header.columns.items() if model.reads(id_)}
    ready = read_columns(answers, model, header.columns)
    asked = {leaf.key for leaf in model.leaves if leaf.key in header.columns}
    done = {f"{prefix}{key}" for key in asked for prefix in ("", "reason:", "reference:")}
    others = {id_: column for id_, column in header.columns.items() if id_ not in done}
    rows = _Rows(first, len(sheet.rows) - 1, columns, ready, len(asked), others)
    total = len(sheet.rows) - first
    for row in range(first, len(sheet.rows)):
        if (bid := _read_row(answers, header, model, row, rows, reading)) is not None:
            reading.bids.append(bid)
        if progress is not None and (row - first) % _STEP == 0:
            progress(row - first, total)
    if progress is not None:
        progress(total, total)
    reading.notes += answers.remarks()
    _report_hidden(answers, header, reading)
    _note_nameless_columns(sheet, header, first, reading)
    return reading


@dataclass(frozen=True)
class _Rows:
    """Where the bids stand: their first and last row, all columns of answers, and what was read of whole columns."""

    first: int
    last: int
    columns: frozenset[int]
    ready: Ready
    #: How many answers a row has there at most, and the columns that are left where it has them all.
    most: int
    others: Mapping[str, int]


def _no_bid(answers: Answers, rows: _Rows, row: int, name_at: int) -> Problem | None:
    """Return why a row that is not empty is no bid, if it is none."""
    sheet = answers.sheet
    if row in sheet.facts.totals_rows:
        return totals_row(answers.place(row, name_at))
    name = clean(sheet.value(row, name_at))
    if is_label(name):
        return labelled(answers.place(row, name_at), name)
    formulas = sheet.facts.formulas.get(row, {}) | sheet.facts.text_formulas.get(row, {})
    if formulas:
        own = {column: text for column, text in formulas.items() if column in rows.columns}
        column = over_other_rows(own, row, sheet.name, rows.first, rows.last)
        if column is not None:
            return calculated(answers.place(row, name_at), name, own[column], column, row)
    return None


def _read_row(
    answers: Answers, header: Header, model: Model, row: int, rows: _Rows, reading: FileReading
) -> ReadBid | None:
    name_at = header.columns["bidder"]
    empty = answers.empty(row, name_at) and all(answers.empty(row, column) for column in rows.columns)
    if not empty and (problem := _no_bid(answers, rows, row, name_at)) is not None:
        reading.problems.append(problem)
        return None
    if answers.blank(row, name_at):
        filled = next((c for c in header.columns.values() if not answers.empty(row, c)), None)
        if filled is not None:
            reading.problems.append(nameless(answers, row, name_at, f"a row with answers ({letters(filled)}{row + 1})"))
        return None
    bid = ReadBid("", answers.place(row, name_at))
    fault = name_fault(answers, row, name_at)
    if fault is not None:
        reading.problems.append(fault)
        return None
    bid.bidder = clean(answers.value(row, name_at))
    bid.notes += note_lines(answers, row, name_at)
    here = rows.ready.get(row, {})
    left = rows.others if len(here) == rows.most else header.columns
    positions = {id_: (row, column) for id_, column in left.items() if id_ not in here}
    read_bid(answers, model, bid, positions, here)
    if bid.withdrawn:
        said = f"{quoted(bid.bidder)} is withdrawn, because this cell says so. The bid is listed but not scored"
        reading.notes.append(Note(answers.place(row, header.columns["withdrawn"]), said))
    for leaf in model.panel:
        if leaf.key not in header.columns:
            bid.unmarked[leaf.key] = Place(bid.place.file, bid.place.sheet)
    if row in answers.sheet.facts.hidden_rows:
        # The faults of a withdrawn bid do not count, but that nobody sees it withdrawn does.
        answers.problems = reading.problems if bid.withdrawn else bid.problems
        answers.hidden(row, name_at, f"a hidden row ({row + 1}) with the answers of {quoted(bid.bidder)}")
    return bid


def nameless(answers: Answers, row: int, column: int, found: str) -> Problem:
    """Return the problem of answers without a bidder's name."""
    action = "Type the name of the bidder who gave these answers, or clear them."
    return Problem("bidder-missing", answers.place(row, column), found, "the bidder's name beside its answers", action)


def name_fault(answers: Answers, row: int, column: int) -> Problem | None:
    """Return what is wrong with a bidder's name that is not blank, if anything."""
    problems = answers.problems = []
    if not answers.sound(row, column):
        return problems[0]
    value = answers.value(row, column)
    name = clean(value)
    if name and not (has_control_character(name) or turns_text(name) or says_nothing(name)):
        return None
    found, expected, action = shown(value), "the bidder's name as text", "Type the bidder's full name."
    if has_control_character(name):
        found, action = f"the name {found}, which holds a control character", "Type the name again by hand."
    elif turns_text(name):
        found, action = f"the name {found}, with {TURNED}", RETYPE
    elif name:
        found = f"{found} in place of a name"
        action = f'Type the bidder\'s full name. If it is called so, add its legal form, as in "{name} Ltd".'
    return Problem("bidder-name", answers.place(row, column), found, expected, action)


def note_lines(answers: Answers, row: int, column: int) -> list[Note]:
    """Return a note where a bidder's name was typed on more than one line, which is read as one."""
    if not is_on_lines(answers.value(row, column)):
        return []
    name = clean(answers.value(row, column))
    return [Note(answers.place(row, column), f"the name has a line break, and was read as {quoted(name)}")]


def _titles_or_bid(sheet: Sheet, header: Header, model: Model, row: int) -> Literal["titles", "bid", "unclear"]:
    """Say what the row below the ids is: a bid must never be skipped, nor titles be read as one."""
    known = titles(model)
    seen_title = seen_answer = seen_anything = False
    for id_, column in header.columns.items():
        value = sheet.value(row, column)
        if value == "":
            continue
        seen_anything = True
        if isinstance(value, str) and (
            id_ in known.get(key(value), ())
            or (id_ == "bidder" and key(value) in NAME_TITLES)
            or _names_its_column(model, id_, value)
        ):
            seen_title = True
        elif _is_answer(model, id_, value):
            seen_answer = True
    if not seen_anything or (seen_answer and not seen_title):
        return "bid"
    return "titles" if seen_title and not seen_answer else "unclear"


def _title_faults(sheet: Sheet, header: Header, model: Model, first: int) -> list[Problem]:
    """Return the titles beside the row of ids that belong to another id, or ask in another unit."""
    known, found = titles(model), []
    for row in {max(header.row - 1, 0), first - 1} - {header.row}:
        for id_, column in header.columns.items():
            value = sheet.value(row, column)
            if isinstance(value, str) and model.reads(id_):
                found.append(title_fault(model, known, id_, value, sheet.place(row, column)))
    return [fault for fault in found if fault is not None]


def _names_its_column(model: Model, id_: str, value: str) -> bool:
    """Tell whether text under the id of a number can only be its title: no figure in it, and a word of the title."""
    one = model.by_id.get(find_id(model, id_) or "")
    if one is None or one.counts is None or any(letter.isdigit() for letter in value):
        return False
    return not _words(value).isdisjoint(_words(f"{one.title} {one.id}"))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 3}


def _is_answer(model: Model, id_: str, value: Value) -> bool:
    one = model.by_id.get(find_id(model, id_) or "")
    # An id that is no field of the forms is that of a year beyond those that they offer.
    if one is not None and one.is_yes_or_no:
        return yes_or_no(as_text(value)) is not None
    if one is not None and one.counts is None:
        return False
    if not isinstance(value, str):
        return True
    return one is not None and not isinstance(read_value(value, None, asked_of(one)), Unread)


def _unclear(sheet: Sheet, header: Header, row: int) -> Problem:
    column = header.columns["bidder"]
    return Problem(
        "titles-unclear",
        sheet.place(row, column),
        f"a row below the ids ({shown(sheet.value(row, column))}) that could be titles or answers",
        "a row of titles, or a bid with its answers",
        'If it is a row of titles, write "Bidder" in this cell; if it is a bid, insert an empty row above it.',
    )


def _report_hidden(answers: Answers, header: Header, reading: FileReading) -> None:
    answers.problems = reading.problems
    sheet = answers.sheet
    if sheet.hidden and reading.bids:
        first = reading.bids[0].place
        reading.problems.append(hidden_sheet(sheet, first))
    at = {int(bid.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1: bid for bid in reading.bids}
    for id_, column in sorted(header.columns.items(), key=lambda one: one[1]):
        if sheet.facts.hides(column):
            rows = [row for row, bid in at.items() if id_ == "withdrawn" or not bid.withdrawn]
            filled = next((row for row in rows if not answers.blank(row, column)), None)
            if filled is not None:
                answers.hidden(filled, column, f"a hidden column ({letters(column)}) with answers")


def hidden_sheet(sheet: Sheet, place: Place) -> Problem:
    """Return the problem of a sheet of answers that nobody sees."""
    found = f"a hidden sheet ({quoted(sheet.name)}) with answers"
    action = "Unhide the sheet, check what it contains, and save the workbook."
    return Problem("answer-hidden", place, found, "answers that can be seen", action)


def _note_nameless_columns(sheet: Sheet, header: Header, first: int, reading: FileReading) -> None:
    width = max((len(row) for row in sheet.rows), default=0)
    nameless_columns = [c for c in range(width) if not as_text(sheet.value(header.row, c))]
    for column in nameless_columns:
        filled = next((r for r in range(first, len(sheet.rows)) if as_text(sheet.value(r, column))), None)
        if filled is not None:
            reading.notes.append(Note(sheet.place(filled, column), "a column without an id was not read"))
