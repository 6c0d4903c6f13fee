"""The bid form: one bidder, one row per answer, found by the ids in its rows."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.bids.bid import Model, ReadBid, read_bid
from socialvalue.intake.bids.comparison import FileReading, hidden_sheet, name_fault, nameless, note_lines
from socialvalue.intake.bids.header import ROWS_SEARCHED
from socialvalue.intake.bids.ids import find_id, titles
from socialvalue.intake.bids.not_a_bid import is_label, labelled
from socialvalue.intake.bids.title_checks import title_fault
from socialvalue.intake.names import clean, key, nearest
from socialvalue.intake.sheet.answers import Answers, as_text
from socialvalue.intake.sheet.numbers import same_unit
from socialvalue.intake.sheet.workbook import Sheet
from socialvalue.intake.wording import quoted
from socialvalue.model.field import Field
from socialvalue.model.layout import BID_COLUMNS

_FORM = "`socialvalue form bid` writes a form with every correct id."


@dataclass(frozen=True)
class FormHeader:
    """Where a form's columns stand; row and columns counted from zero."""

    row: int
    columns: dict[str, int]


def find_form_header(sheet: Sheet) -> FormHeader | None:
    """Return the header of a bid form: the first row with the cells ``id`` and ``answer``."""
    known = {column.id for column in BID_COLUMNS}
    for row, values in enumerate(sheet.rows[:ROWS_SEARCHED]):
        columns: dict[str, int] = {}
        for column, value in enumerate(values):
            if isinstance(value, str) and key(value) in known:
                columns.setdefault(key(value), column)
        if "id" in columns and "answer" in columns:
            return FormHeader(row, columns)
    return None


def read_bid_form(sheet: Sheet, header: FormHeader, model: Model) -> FileReading:
    """Read the one bid of a bid form, whose header was found before."""
    reading = FileReading()
    answers = Answers(sheet, bidders=True)
    bid = ReadBid("", sheet.place(header.row, header.columns["id"]))
    answers.problems, answers.notes = bid.problems, bid.notes
    positions = _positions(answers, header, model, bid)
    at = positions.get("bidder")
    if at is None or answers.blank(*at):
        row, column = at or (header.row, header.columns["id"])
        reading.problems.append(nameless(answers, row, column, "a bid form without a bidder's name"))
        # The rest is still looked through, so that the bidder's form is sent back once and not twice.
    elif (fault := name_fault(answers, *at)) is not None:
        reading.problems.append(fault)
    elif is_label(name := clean(answers.value(*at))):
        reading.problems.append(labelled(answers.place(*at), name))
    else:
        bid.bidder, bid.place = clean(answers.value(*at)), answers.place(*at)
        bid.notes += note_lines(answers, *at)
    read_bid(answers, model, bid, positions)
    bid.notes += answers.remarks()
    if not bid.withdrawn:
        _read_evidence(answers, header, model, positions, bid)
        _report_hidden(answers, header, positions, bid)
    if bid.bidder:
        reading.bids.append(bid)
    else:
        reading.problems += bid.problems
        reading.notes += bid.notes
    return reading


def _positions(answers: Answers, header: FormHeader, model: Model, bid: ReadBid) -> dict[str, tuple[int, int]]:
    sheet, id_at, answer_at = answers.sheet, header.columns["id"], header.columns["answer"]
    positions: dict[str, tuple[int, int]] = {}
    unknown: list[tuple[int, str]] = []
    known = titles(model)
    for row in range(header.row + 1, len(sheet.rows)):
        text = as_text(sheet.value(row, id_at))
        if not text:
            if not answers.blank(row, answer_at):
                bid.notes.append(Note(sheet.place(row, answer_at), "an answer with no id beside it was not read"))
            continue
        id_ = find_id(model, text)
        one = model.by_id.get(id_ or "")
        if id_ is None or (one is not None and one.is_of_panel):
            if id_ is None or not answers.blank(row, answer_at):
                unknown.append((row, text))
        elif not model.reads(id_):
            continue
        elif id_ in positions:
            bid.problems.append(_duplicate(sheet, row, id_at, id_, positions[id_][0]))
        else:
            positions[id_] = (row, answer_at)
            place = sheet.place(row, header.columns.get("question", id_at))
            if one is not None and "unit" in header.columns:
                _check_unit(answers, one, row, header.columns["unit"])
            question = sheet.value(row, header.columns["question"]) if "question" in header.columns else ""
            if isinstance(question, str) and (fault := title_fault(model, known, id_, question, place)) is not None:
                bid.problems.append(fault)
    _report_ids(sheet, header, model, bid, positions, unknown)
    return positions


def _read_evidence(
    answers: Answers, header: FormHeader, model: Model, positions: dict[str, tuple[int, int]], bid: ReadBid
) -> None:
    """Read what the bidder wrote beside its answers; where several rows make one answer, each with its title."""
    column = header.columns.get("evidence")
    if column is None:
        return
    for leaf in model.leaves:
        if leaf.input.kind == "panel":
            continue  # The panel's own reference stands beside its mark.
        asked = [one for one in model.by_leaf[leaf.key] if one.id in positions]
        told = []
        for one in asked:
            row, _ = positions[one.id]
            if answers.empty(row, column) or not (text := answers.reference(row, column)):
                continue
            if answers.sheet.facts.hides(column):
                answers.hidden(row, column, "a hidden column with evidence")
            told.append(f"{one.title}: {text}" if len(asked) > 1 else text)
        if told:
            bid.evidence[leaf.key] = "\n".join(told)


def _duplicate(sheet: Sheet, row: int, column: int, id_: str, first: int) -> Problem:
    return Problem(
        "id-duplicate",
        sheet.place(row, column),
        f'a second row for "{id_}" (the first is row {first + 1})',
        "one row for each id",
        "Delete the row that is wrong; the tool does not choose between them.",
    )


def _check_unit(answers: Answers, one: Field, row: int, column: int) -> None:
    unit = as_text(answers.value(row, column))
    if one.counts in (None, "mark") or not unit or same_unit(unit, one.unit):
        return
    if one.counts == "percent" and same_unit(unit, "%"):
        return
    answers.problems.append(
        Problem(
            "wrong-unit",
            answers.place(row, column),
            f"the unit {quoted(unit)}",
            f'the unit "{one.unit}" for "{one.title}"',
            "Ask the bidder which unit the answer is in, and enter it in the unit asked for.",
        )
    )


def _report_ids(
    sheet: Sheet,
    header: FormHeader,
    model: Model,
    bid: ReadBid,
    positions: dict[str, tuple[int, int]],
    unknown: list[tuple[int, str]],
) -> None:
    missing = [id_ for id_ in _needed(model) if id_ not in positions]
    for row, text in unknown:
        meant = nearest(text, missing)
        if meant:
            missing.remove(meant)
            if not model.reads(meant):
                continue
        expected = f'"{meant}"' if meant else "an id of the criteria file that bidders answer"
        found = f"the id {quoted(text)}, which bidders are not asked about"
        action = f"Correct the id, or delete the row. {_FORM}"
        bid.problems.append(Problem("id-unknown", sheet.place(row, header.columns["id"]), found, expected, action))
    place = sheet.place(header.row, header.columns["id"])
    for id_ in missing:
        if id_ != "bidder" and model.reads(id_):  # A form without a name is reported as that.
            found = f'no row for "{model.by_id[id_].title}"'
            action = f"Add the row and its answer. {_FORM}"
            bid.problems.append(Problem("id-missing", place, found, f'a row with the id "{id_}"', action))


def _needed(model: Model) -> list[str]:
    return [one.id for one in model.by_id.values() if one.needed or (one.is_open_year and one.year == 0)]


def _report_hidden(answers: Answers, header: FormHeader, positions: dict[str, tuple[int, int]], bid: ReadBid) -> None:
    sheet, column = answers.sheet, header.columns["answer"]
    answers.problems = bid.problems
    filled = [row for row, _ in positions.values() if not answers.blank(row, column)]
    first = Place(sheet.label, sheet.name)
    if filled:
        first = sheet.place(filled[0], column)
    if sheet.hidden:
        bid.problems.append(hidden_sheet(sheet, first))
    if sheet.facts.hides(column) and filled:
        answers.hidden(filled[0], column, "a hidden column with the answers")
    for row in filled:
        if row in sheet.facts.hidden_rows:
            answers.hidden(row, column, f"a hidden row ({row + 1}) with an answer")
