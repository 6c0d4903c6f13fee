"""The rows of agreed marks in either kind of moderation file: the simple form, and the book with a sheet a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from socialvalue.errors import Place, Problem
from socialvalue.intake.bids.comparison import hidden_sheet
from socialvalue.intake.bids.header import ROWS_SEARCHED
from socialvalue.intake.names import Bidders, clean, key, nearest
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.answers import Answers, as_text
from socialvalue.intake.sheet.workbook import Sheet, Workbook
from socialvalue.intake.wording import quoted
from socialvalue.model.criteria import Leaf
from socialvalue.model.layout import MODERATION_COLUMNS, MODERATION_SHEET, full_title
from socialvalue.model.panel_layout import AGREED, MODERATION_BOOK_COLUMNS

_NEEDED = ("bidder", "question", "mark", "reason")
_KNOWN = {*MODERATION_COLUMNS, *MODERATION_BOOK_COLUMNS}


@dataclass(frozen=True)
class Form:
    """A sheet of agreed marks: its answers, the row of its header, and its columns by heading."""

    answers: Answers
    header: int
    columns: Mapping[str, int]

    @property
    def place(self) -> Place:
        sheet = self.answers.sheet
        return Place(sheet.label, sheet.name)


def find_forms(workbook: Workbook) -> list[Form]:
    """Return the one sheet of the simple form, or all sheets of the book, whose rows say `who` they are of.

    Raises:
        Refused: When the workbook holds no such sheet.
    """
    named = workbook.named(MODERATION_SHEET)
    found = [form for part in workbook.sheets if (form := _form(workbook.sheet(part))) is not None]
    simple = [form for form in found if "who" not in form.columns]
    if found and not simple:
        return found
    if len(found) > 1:
        # Marks on a sheet that is left out in silence are lost.
        names = " and ".join(quoted(form.answers.sheet.name) for form in found)
        raise Refused(
            Problem(
                "workbook-unclear",
                simple[-1].place,
                f"agreed marks on more than one sheet ({names})",
                "one sheet of agreed marks, or the sheets that `socialvalue moderate` made",
                "Put all the marks on one sheet, and delete the other sheets.",
            )
        )
    if simple:
        return simple
    raise Refused(
        Problem(
            "workbook-unknown",
            Place(workbook.label, MODERATION_SHEET if named is not None else ""),
            "no row of headings for agreed marks",
            f"a sheet with the headings {', '.join(_NEEDED)}",
            "Make the form with `socialvalue form moderation` and enter the marks there.",
        )
    )


def _form(sheet: Sheet) -> Form | None:
    for row, values in enumerate(sheet.rows[:ROWS_SEARCHED]):
        columns: dict[str, int] = {}
        for column, value in enumerate(values):
            if isinstance(value, str) and key(value) in _KNOWN:
                columns.setdefault(key(value), column)
        if all(name in columns for name in _NEEDED):
            return Form(Answers(sheet), row, columns)
    return None


@dataclass(frozen=True)
class AgreedRow:
    """One row that was matched with a bid and a question."""

    form: Form
    row: int
    bidder: str
    leaf: Leaf

    def at(self, column: str) -> tuple[int, int]:
        """Return where the row's cell of a column stands."""
        return self.row, self.form.columns[column]

    def at_all(self, column: str) -> tuple[int, int] | None:
        """Return where the row's cell of a column stands, if the form has that column."""
        return self.at(column) if column in self.form.columns else None


@dataclass
class Matching:
    """Finds out which bid and question each row is about; what fits neither is a problem.

    ``complete`` says that no bid is lacking because its file was refused.
    """

    bidders: Sequence[str]
    leaves: Sequence[Leaf]
    complete: bool = True
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._known = Bidders(self.bidders)
        self._questions = questions_by_name(self.leaves)
        self._first: dict[tuple[str, str], Place] = {}

    def rows(self, form: Form) -> Iterator[AgreedRow]:
        """Yield the rows of agreed marks of one sheet; a pair's second row is a problem."""
        sheet, columns = form.answers.sheet, form.columns
        for row in range(form.header + 1, len(sheet.rows)):
            if not self._is_agreed(form, row):
                continue
            name, question = clean(sheet.value(row, columns["bidder"])), as_text(sheet.value(row, columns["question"]))
            if key(name) == "bidder":
                continue  # A row of titles below the header.
            bidder, leaf = self._bidder(name), self._questions.get(key(question))
            if (bidder is None or leaf is None) and "who" in columns and not _written(form, row):
                continue  # An empty row of a bid that has gone, in a book made before.
            if bidder is None and (self.complete or not name):
                self.problems.append(_unknown_bidder(sheet.place(row, columns["bidder"]), name, self.bidders))
            if leaf is None:
                place = sheet.place(row, columns["question"])
                self.problems.append(_unknown_question(place, question, self.leaves))
            if bidder is None or leaf is None:
                continue
            first = self._first.setdefault((bidder, leaf.key), sheet.place(row, columns["bidder"]))
            if first != sheet.place(row, columns["bidder"]):
                self.problems.append(_second_row(sheet.place(row, columns["bidder"]), bidder, leaf, first))
                continue
            yield AgreedRow(form, row, bidder, leaf)

    def _bidder(self, name: str) -> str | None:
        return self._known.find(name) if name else None

    def _is_agreed(self, form: Form, row: int) -> bool:
        answers, who = form.answers, form.columns.get("who")
        if who is None:
            return not all(answers.blank(row, column) for column in form.columns.values())
        text = answers.value(row, who)
        if text == "" and not answers.empty(row, form.columns["mark"]):
            self.problems.append(
                Problem(
                    "who-missing",
                    answers.place(row, who),
                    "a mark with no evaluator beside it",
                    f"“{AGREED}” for the panel's agreed mark, or the id of an evaluator",
                    "Write who gave the mark, or delete the row.",
                )
            )
        return isinstance(text, str) and key(text) == AGREED


def _written(form: Form, row: int) -> bool:
    typed = ("mark", "reason", "reference", "differs", "change")
    return any(name in form.columns and not form.answers.empty(row, form.columns[name]) for name in typed)


def questions_by_name(leaves: Sequence[Leaf]) -> dict[str, Leaf]:
    """Return what the panel marks by id, and by those titles that fit one question only."""
    by_title: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        for title in {key(full_title(leaf)), key(leaf.title)}:
            by_title.setdefault(title, []).append(leaf)
    found = {title: leaves[0] for title, leaves in by_title.items() if len(leaves) == 1}
    return found | {leaf.key: leaf for leaf in leaves}


def _unknown_bidder(place: Place, name: str, bidders: Sequence[str]) -> Problem:
    by_key = {key(bidder): bidder for bidder in bidders}
    meant = nearest(name, by_key)
    found = f"the bidder {quoted(name)}, who has not sent a bid" if name else "a row without a bidder"
    expected = f"{quoted(by_key[meant])}, or another bidder in bids/" if meant else "the name of a bidder as in its bid"
    return Problem("bidder-unknown", place, found, expected, "Correct the name, or delete the row.")


def _unknown_question(place: Place, question: str, leaves: Sequence[Leaf]) -> Problem:
    ids = [leaf.key for leaf in leaves]
    found = (
        f"the question {quoted(question)}, which the panel does not mark" if question else "a row without a question"
    )
    meant = nearest(question, ids)
    expected = f'"{meant}"' if meant else f"one of {', '.join(ids)}" if ids else "no marks: the panel marks nothing"
    return Problem("question-unknown", place, found, expected, "Correct the id of the question, or delete the row.")


def _second_row(place: Place, bidder: str, leaf: Leaf, first: Place) -> Problem:
    where = f"row {first.cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" if first.sheet == place.sheet else str(first)
    found = f"a second row for {quoted(bidder)} on {leaf.key} (the first is {where})"
    action = "Delete the row that is wrong; the tool does not choose between them."
    return Problem("mark-twice", place, found, "one row for each bid and question", action)


def report_hidden(form: Form, first: Place, problems: list[Problem]) -> None:
    """Report a hidden sheet, and hidden columns, of agreed marks, of which the first stands at ``first``."""
    answers, sheet = form.answers, form.answers.sheet
    answers.problems = problems
    if sheet.hidden:
        problems.append(hidden_sheet(sheet, first))
    row = int(first.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1
    for name, column in form.columns.items():
        if name != "title" and sheet.facts.hides(column):
            answers.hidden(row, column, f'the hidden column "{name}" with what the panel agreed')
