"""One question's sheet of an evaluator's workbook: a row per bid, in whatever order, each mark as it was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from socialvalue.decimals import grouped, plain
from socialvalue.errors import Note, Place, Problem
from socialvalue.intake import answer_rules as rules
from socialvalue.intake.bids.comparison import hidden_sheet, name_fault, nameless
from socialvalue.intake.bids.header import ROWS_SEARCHED
from socialvalue.intake.cells import letters
from socialvalue.intake.names import clean, key
from socialvalue.intake.nothing_said import says_nothing
from socialvalue.intake.panel.labels import PanelNames, no_key
from socialvalue.intake.sheet.answers import Answers, as_text
from socialvalue.intake.sheet.numbers import Asked, Unread
from socialvalue.intake.sheet.workbook import Sheet
from socialvalue.intake.wording import quoted, shown
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.panel import Evaluator, Given, IndividualMark
from socialvalue.model.panel_layout import ABSTAIN, NOT_APPLICABLE, PANEL_COLUMNS, QUESTION_LABEL

_NEEDED = ("bidder", "mark", "reason")
_FILLED = ("mark", "reason", "reference", "more")
_OTHERWISE = {
    key(NOT_APPLICABLE): Given.NOT_APPLICABLE,
    key(ABSTAIN): Given.ABSTAINED,
    "abstained": Given.ABSTAINED,
}
_TITLES = {"bidder", "bidders"}
_MARK = Asked("mark")


@dataclass
class Received:
    """What was read of one evaluator's workbook so far."""

    evaluator: Evaluator
    criteria: Criteria
    names: PanelNames
    complete: bool
    marks: list[IndividualMark] = field(default_factory=list)
    order: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    reason_problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class QuestionSheet:
    """A sheet on which a question is marked: where its label and its header stand, if they do; rows from zero."""

    sheet: Sheet
    labels: tuple[tuple[int, int], ...]
    header: int | None
    columns: dict[str, int]

    def questions(self) -> Iterator[tuple[str, Place]]:
        """Yield what stands beside the label `question`: as a rule one id, and the cell that it is in."""
        for row, column in self.labels:
            beside = next((c for c in range(column + 1, len(self.sheet.rows[row])) if self.sheet.text(row, c)), None)
            if beside is not None:
                yield self.sheet.text(row, beside), self.sheet.place(row, beside)


def find_question_sheet(sheet: Sheet) -> QuestionSheet | None:
    """Return where the marks of a sheet stand; None for a sheet without them, such as instructions."""
    labels: list[tuple[int, int]] = []
    for row, values in enumerate(sheet.rows[:ROWS_SEARCHED]):
        columns: dict[str, int] = {}
        for column, value in enumerate(values):
            if isinstance(value, str) and value:
                folded = key(value)
                if folded in PANEL_COLUMNS:
                    columns.setdefault(folded, column)
                elif folded == QUESTION_LABEL:
                    labels.append((row, column))
        if sum(name in columns for name in _NEEDED) > 1:
            return QuestionSheet(sheet, tuple(labels), row, columns)
    return QuestionSheet(sheet, tuple(labels), None, {}) if labels else None


def read_question(found: QuestionSheet, leaf: Leaf, received: Received, bidders: list[str]) -> None:
    """Read the marks of one question into ``received``; ``bidders`` are those that its evaluator is to mark."""
    assert found.header is not None
    sheet, columns = found.sheet, found.columns
    answers = Answers(sheet)
    answers.problems, answers.notes = received.problems, received.notes
    first: dict[str, Place] = {}
    reader = _Reader(answers, leaf, received, columns)
    due = set(bidders)
    for row in range(found.header + 1, len(sheet.rows)):
        bidder = reader.bidder(row, header_below=found.header + 1)
        if bidder is None:
            continue
        place = answers.place(row, columns["bidder"])
        if bidder in first:
            received.problems.append(_second_row(place, bidder, first[bidder]))
            continue
        first[bidder] = place
        received.order.setdefault(bidder)
        if bidder in due:
            reader.mark(row, bidder)
        else:
            reader.not_due(row, bidder)
    lacking = [bidder for bidder in bidders if bidder not in first]
    received.marks += [blank(received, leaf, bidder, Place(sheet.label, sheet.name)) for bidder in lacking]
    if lacking:
        named = ", ".join(map(quoted, lacking[:5])) + (f" and {len(lacking) - 5} more" if len(lacking) > 5 else "")
        said = f"no row for {named}; counted as not marked yet"
        received.notes.append(Note(Place(sheet.label, sheet.name), said))
    reader.report_hidden()
    received.notes += answers.remarks()


def blank(received: Received, leaf: Leaf, bidder: str, place: Place) -> IndividualMark:
    """Return what is recorded of a mark that nobody has given yet."""
    return IndividualMark(received.evaluator.id, bidder, leaf.key, Given.BLANK, None, "", "", "", place, place)


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, answers: Answers, leaf: Leaf, received: Received, columns: dict[str, int]) -> None:
        self.answers, self.leaf, self.received, self.columns = answers, leaf, received, columns
        self.filled_columns = [columns[name] for name in _FILLED if name in columns]
        self.marked: tuple[int, int] | None = None

    def filled(self, row: int) -> tuple[int, int] | None:
        """Return the first cell of a row in which the evaluator wrote something."""
        column = next((c for c in self.filled_columns if not self.answers.empty(row, c)), None)
        return (row, column) if column is not None else None

    def bidder(self, row: int, *, header_below: int) -> str | None:
        """Return whom a row is about; None where it is about nobody, which is reported if anything is marked there."""
        answers, received, column = self.answers, self.received, self.columns["bidder"]
        filled = self.filled(row)
        if answers.empty(row, column):
            if filled is not None:
                cell = f"a row with a mark or reason ({letters(filled[1])}{row + 1})"
                received.problems.append(nameless(answers, row, column, cell))
            return None
        before = len(received.problems)
        if not answers.sound(row, column):
            if filled is None:
                del received.problems[before:]  # Nothing is marked there, so nothing has to be mended.
            return None
        value = answers.value(row, column)
        bidder = received.names.find(clean(value))
        if bidder is not None or filled is None or (row == header_below and key(as_text(value)) in _TITLES):
            return bidder
        fault = name_fault(answers, row, column)
        answers.problems = received.problems
        if fault is None:
            self._stranger(clean(value), answers.place(row, column))
        else:
            received.problems.append(fault)
        return None

    def _stranger(self, name: str, place: Place) -> None:
        received = self.received
        labelled = received.names.is_label(name) and not received.names.labels
        # One problem for a name, and one for all labels without a key: each stands on every sheet.
        once = "" if labelled else key(name)
        explained = received.names.faulty_key and received.names.is_label(name)
        if once in received.strangers or explained or (not labelled and not received.complete):
            return
        received.strangers.add(once)
        meant = received.names.nearest(name)
        received.problems.append(
            no_key(place, name)
            if labelled
            else Problem(
                "bidder-unknown",
                place,
                f"the bidder {quoted(name)}, who has not sent a bid",
                f"{quoted(meant)}, or another bidder in bids/" if meant else "the name of a bidder as in its bid",
                "Correct the name, or delete the row.",
            )
        )

    def not_due(self, row: int, bidder: str) -> None:
        """Report a mark for a bid that this evaluator is excluded from; note one for a bid that needs none."""
        filled = self.filled(row)
        if filled is None:
            return
        place, evaluator = self.answers.place(*filled), self.received.evaluator
        if evaluator.may_mark(bidder):
            said = f"{quoted(bidder)} needs no mark any more; what {evaluator.name} wrote about it was not read"
            self.received.notes.append(Note(place, said))
            return
        reason = next(one.reason for one in evaluator.excluded if one.bidder == bidder)
        self.received.problems.append(
            Problem(
                "mark-excluded",
                place,
                f"something written about {quoted(bidder)} by {evaluator.name}, who does not mark it ({reason})",
                "nothing in this row",
                "Tell the chair, then clear the row: it is not counted. If the exclusion no longer applies, change "
                "panel.toml and record the decision there.",
            )
        )

    def mark(self, row: int, bidder: str) -> None:
        """Read the mark of one bid: a mark, N/A, an abstention or a blank, with what was written beside it."""
        answers, received, at = self.answers, self.received, self.columns["mark"]
        place, reason_place = answers.place(row, at), answers.place(row, self.columns["reason"])
        filled = self.filled(row)
        if filled is None:
            nothing = blank(received, self.leaf, bidder, place)
            received.marks.append(nothing)
            return
        self.marked = self.marked or filled
        if row in answers.sheet.facts.hidden_rows:
            answers.hidden(*filled, f"a hidden row ({row + 1}) with a mark or reason for {quoted(bidder)}")
        given, value = self._given(row, at)
        texts = [self._text(row, name) for name in ("reason", "reference", "more")]
        if given is None or None in texts:
            return
        reason, reference, more = (text or "" for text in texts)
        received.marks.append(
            IndividualMark(
                received.evaluator.id, bidder, self.leaf.key, given, value, reason, reference, more, place, reason_place
            )
        )
        if given is Given.BLANK:
            received.notes.append(Note(place, f"something is written about {quoted(bidder)}, but there is no mark yet"))
        else:
            self._check_reason(given, value, reason, reason_place)

    def _given(self, row: int, column: int) -> tuple[Given | None, Decimal | None]:
        answers, place = self.answers, self.answers.place(row, column)
        if answers.blank(row, column):
            return Given.BLANK, None
        if answers.sheet.facts.errors.get(row, {}).get(column) == "#N/A":
            found = "the error #N/A, which Excel shows where a formula finds nothing; it is not the answer N/A"
            self._refuse("cell-error", place, found)
            return None, None
        if not answers.sound(row, column):
            return None, None
        value = answers.value(row, column)
        if isinstance(value, str) and (otherwise := _OTHERWISE.get(key(value))) is not None:
            return otherwise, None
        read = answers.read(row, column, _MARK)
        if isinstance(read, Unread):
            self._refuse(read.code, place, read.found)
            return None, None
        fault = rules.check_mark(self.received.criteria, self.leaf, read, place, individual=True)
        if fault is not None:
            answers.problems.append(fault)
            return None, None
        if isinstance(value, str):
            answers.notes.append(Note(place, f"text {shown(value)} was read as the mark {grouped(read)}"))
        return Given.MARK, read

    def _refuse(self, code: str, place: Place, found: str) -> None:
        scale = self.received.criteria.scale_by_id.get(getattr(self.leaf.input, "scale", ""))
        marks = sorted(level.mark for level in scale.levels) if scale is not None else []
        expected = (
            f"one of the marks {', '.join(map(plain, marks))}, the text {NOT_APPLICABLE} or {ABSTAIN}, or nothing"
        )
        action = "Ask the evaluator what they meant, and ask them to choose it from the list in the cell."
        self.answers.problems.append(Problem(code, place, found, expected, action))

    def _text(self, row: int, name: str) -> str | None:
        column = self.columns.get(name)
        if column is None or self.answers.empty(row, column):
            return ""
        return self.answers.reference(row, column) if name == "reference" else self.answers.text(row, column)

    def _check_reason(self, given: Given, value: Decimal | None, reason: str, place: Place) -> None:
        """Report a mark without a reason that others could weigh: none at all, or a single word."""
        words = list(islice((word for word in reason.split() if any(map(str.isalnum, word))), 2))
        what = f"the mark {plain(value)}" if value is not None else f"“{given.value}”"
        name = self.received.evaluator.name
        if not words or says_nothing(reason):
            code, found = "reason-missing", f"no reason for {what}"
        elif len(words) == 1 and given is Given.MARK:
            code, found = "reason-too-short", f"one word, {quoted(reason)}, as the reason for {what}"
        else:
            return
        expected = "at least a sentence that says what in the tender earned it"
        if given is not Given.MARK:
            expected = "why no mark was given"
        action = f"Ask {name} to write it alone, before the panel meets. Nobody else can write it for them."
        self.received.reason_problems.append(Problem(code, place, found, expected, action))

    def report_hidden(self) -> None:
        """Report a hidden sheet, and hidden columns, with something that the evaluator wrote."""
        if self.marked is None:
            return
        sheet = self.answers.sheet
        if sheet.hidden:
            self.received.problems.append(hidden_sheet(sheet, self.answers.place(*self.marked)))
        for name, column in self.columns.items():
            if sheet.facts.hides(column):
                self.answers.hidden(self.marked[0], column, f'the hidden column "{name}" with what was written')


def _second_row(place: Place, bidder: str, first: Place) -> Problem:
    found = f"a second row for {quoted(bidder)} (the first is at {first.cell})"
    action = "Delete the row that is wrong; the tool does not choose between them."
    return Problem("mark-twice", place, found, "one row for each bid", action)


def check_columns(found: QuestionSheet, received: Received) -> bool:
    """Report a header that is not there, or lacks what no mark can be read without; return whether it is whole."""
    sheet, place = found.sheet, Place(found.sheet.label, found.sheet.name)
    missing = [f'no column "{name}"' for name in _NEEDED if name not in found.columns]
    if found.header is None:
        missing = ["no row of headings above the marks"]
    else:
        place = sheet.place(found.header, min(found.columns.values()))
    for what in missing:
        received.problems.append(
            Problem(
                "id-missing",
                place,
                what,
                f"the headings {', '.join(PANEL_COLUMNS)}",
                "Put the headings back as `socialvalue form panel` writes them. A new form shows where they go.",
            )
        )
    optional = [name for name in PANEL_COLUMNS if name not in (*_NEEDED, *found.columns)]
    if not missing and optional:
        received.notes.append(Note(place, f"no column for {' and '.join(optional)}: it was not read"))
    return not missing
