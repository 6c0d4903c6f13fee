"""The moderation form: what the panel agreed, one row per bid and question."""

from __future__ import annotations

from dataclasses import dataclass, field

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.answers import Answers, as_text
from socialvalue.intake.bids import Model, ReadBid, read_mark
from socialvalue.intake.comparison import hidden_sheet
from socialvalue.intake.header import ROWS_SEARCHED
from socialvalue.intake.ids import key, nearest
from socialvalue.intake.names import clean, keys
from socialvalue.intake.refused import Refused
from socialvalue.intake.wording import quoted
from socialvalue.intake.workbook import Sheet, Workbook
from socialvalue.model.criteria import Leaf
from socialvalue.model.layout import MODERATION_COLUMNS, MODERATION_SHEET, full_title

_NEEDED = ("bidder", "question", "mark", "reason")


@dataclass
class Moderation:
    """What was read of the moderation form beside the marks, which go straight into the bids.

    ``unmarked`` has the blank mark cells by bidder and question; ``marked`` the marks, also those that were refused.
    """

    place: Place
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unmarked: dict[tuple[str, str], Place] = field(default_factory=dict)
    marked: dict[tuple[str, str], Place] = field(default_factory=dict)


@dataclass(frozen=True)
class _Row:
    """One row that was matched with a bid and a question; its cells by column heading."""

    bid: ReadBid
    leaf: Leaf
    cells: dict[str, tuple[int, int]]


def read_moderation(workbook: Workbook, model: Model, bids: list[ReadBid], *, complete: bool) -> Moderation:
    """Read the agreed marks into ``bids``. ``complete`` says that no bid is lacking because its file was refused.

    Raises:
        Refused: When the workbook holds no such form.
    """
    sheet, row, columns = _find(workbook)
    reading = Moderation(Place(sheet.label, sheet.name))
    answers = Answers(sheet)
    answers.formula_note()
    reading.notes += answers.notes
    by_name = {one: bid for bid in bids for one in keys(bid.bidder)}
    questions = _questions(model)
    first_rows: dict[tuple[str, str], int] = {}
    for at in range(row + 1, len(sheet.rows)):
        if all(answers.blank(at, column) for column in columns.values()):
            continue
        name, question = clean(sheet.value(at, columns["bidder"])), as_text(sheet.value(at, columns["question"]))
        if key(name) == "bidder":
            continue  # A row of titles below the header.
        bid = next((by_name[one] for one in keys(name) if one in by_name), None) if name else None
        leaf = questions.get(key(question))
        if bid is None and (complete or not name):
            reading.problems.append(_unknown_bidder(sheet.place(at, columns["bidder"]), name, bids))
        if leaf is None:
            reading.problems.append(_unknown_question(sheet.place(at, columns["question"]), question, model))
        if bid is None or leaf is None:
            continue
        pair = (bid.bidder, leaf.key)
        if pair in first_rows:
            reading.problems.append(_second_row(sheet.place(at, columns["bidder"]), pair, first_rows[pair]))
            continue
        first_rows[pair] = at
        cells = {name: (at, column) for name, column in columns.items()}
        _read_row(answers, model, reading, _Row(bid, leaf, cells))
    _report_hidden(answers, reading, columns)
    return reading


def _find(workbook: Workbook) -> tuple[Sheet, int, dict[str, int]]:
    named = workbook.named(MODERATION_SHEET)
    parts = [named] if named is not None else list(workbook.sheets)
    for part in parts:
        sheet = workbook.sheet(part)
        for row, values in enumerate(sheet.rows[:ROWS_SEARCHED]):
            columns: dict[str, int] = {}
            for column, value in enumerate(values):
                if isinstance(value, str) and key(value) in MODERATION_COLUMNS:
                    columns.setdefault(key(value), column)
            if all(name in columns for name in _NEEDED):
                return sheet, row, columns
    raise Refused(
        Problem(
            "workbook-unknown",
            Place(workbook.label, MODERATION_SHEET if named is not None else ""),
            "no row of headings for agreed marks",
            f"a sheet with the headings {', '.join(_NEEDED)}",
            "Make the form with `socialvalue form moderation` and enter the marks there.",
        )
    )


def _questions(model: Model) -> dict[str, Leaf]:
    by_title: dict[str, list[Leaf]] = {}
    for leaf in model.panel:
        for title in {key(full_title(leaf)), key(leaf.title)}:
            by_title.setdefault(title, []).append(leaf)
    found = {title: leaves[0] for title, leaves in by_title.items() if len(leaves) == 1}
    return found | {leaf.key: leaf for leaf in model.panel}


def _read_row(answers: Answers, model: Model, reading: Moderation, row: _Row) -> None:
    bid, leaf, at = row.bid, row.leaf, row.cells["mark"]
    pair, place = (bid.bidder, leaf.key), answers.place(*at)
    if answers.blank(*at):
        reading.unmarked[pair] = place
        return
    reading.marked[pair] = place
    answers.problems, answers.notes = bid.problems, bid.notes
    if at[0] in answers.sheet.facts.hidden_rows:
        answers.hidden(*at, f"a hidden row ({at[0] + 1}) with an agreed mark")
    if (first := bid.mark_place(leaf.key)) is not None:
        action = "Clear one of them: which of the two counts is never guessed."
        found = f'a second mark for {quoted(bid.bidder)} on "{leaf.title}" (the first is at {first})'
        answers.problems.append(Problem("mark-twice", place, found, "one mark for each bid and question", action))
        return
    mark = read_mark(answers, model, leaf, at, row.cells["reason"], row.cells.get("reference"))
    if mark is not None:
        bid.answers[leaf.key] = mark


def _unknown_bidder(place: Place, name: str, bids: list[ReadBid]) -> Problem:
    meant = nearest(name, [key(bid.bidder) for bid in bids])
    known = next((bid.bidder for bid in bids if key(bid.bidder) == meant), None) if meant else None
    found = f"the bidder {quoted(name)}, from whom there is no bid" if name else "a row without a bidder"
    expected = f"{quoted(known)}, or another bidder in bids/" if known else "the name of a bidder as in its bid"
    return Problem("bidder-unknown", place, found, expected, "Correct the name, or remove the row.")


def _unknown_question(place: Place, question: str, model: Model) -> Problem:
    ids = [leaf.key for leaf in model.panel]
    found = (
        f"the question {quoted(question)}, which the panel does not mark" if question else "a row without a question"
    )
    meant = nearest(question, ids)
    expected = f'"{meant}"' if meant else f"one of {', '.join(ids)}" if ids else "no marks: the panel marks nothing"
    return Problem("question-unknown", place, found, expected, "Correct the id of the question, or remove the row.")


def _second_row(place: Place, pair: tuple[str, str], first: int) -> Problem:
    found = f"a second row for {quoted(pair[0])} on {pair[1]} (the first is row {first + 1})"
    action = "Remove the row that does not belong there: which of the two counts is never guessed."
    return Problem("mark-twice", place, found, "one row for each bid and question", action)


def _report_hidden(answers: Answers, reading: Moderation, columns: dict[str, int]) -> None:
    sheet = answers.sheet
    answers.problems = reading.problems
    if not reading.marked:
        return
    first = next(iter(reading.marked.values()))
    if sheet.hidden:
        reading.problems.append(hidden_sheet(sheet, first))
    row = int(first.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
    for name, column in columns.items():
        if name != "title" and sheet.facts.hides(column):
            answers.hidden(row, column, f'the hidden column "{name}" with what the panel agreed')
