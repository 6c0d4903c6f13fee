"""One sheet's cells as answers: each read or refused where it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from math import isfinite
from typing import Any

from socialvalue.decimals import from_cell, from_cells, grouped
from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.cells import letters
from socialvalue.intake.nothing_said import TURNED, is_error, says_nothing, turns_text
from socialvalue.intake.sheet.cell_checks import CellChecks
from socialvalue.intake.sheet.numbers import Asked, Unread, asked_quantity, read_number, read_value, wrong_shape
from socialvalue.intake.sheet.records import records
from socialvalue.intake.sheet.workbook import Sheet, Value
from socialvalue.intake.wording import figures, shown
from socialvalue.intake.yes_no import yes_or_no
from socialvalue.model.field import Field

_BLANK = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\u202f"
#: A text that is figures has no unit.
_FIGURES = Asked("mark")


def asked_of(field: Field) -> Asked:
    """Return what kind of number a field asks for."""
    if field.counts == "quantity" or field.counts is None:
        return asked_quantity(field.unit)
    return Asked(field.counts)


RETYPE = "Type the text again by hand, without copying it from elsewhere."

_PENNY = Decimal("0.01")

#: A mark is the panel's: no bidder can be asked about it.
MARK_ACTION = "Enter the mark that the panel agreed, as a number of the scale."


class Answers:
    """The answers of one sheet. What is found wrong or worth saying is added to `problems` and `notes`."""

    def __init__(self, sheet: Sheet, *, bidders: bool = False) -> None:
        self.sheet = sheet
        self._file, self._sheet = sheet.label, sheet.name
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.formats = sheet.facts.formats
        self.checks = CellChecks(sheet, bidders=bidders)
        self._asked: dict[str, Asked] = {}
        self._suspect = self.checks.suspect

    def column(self, field: Field, column: int, fits: Callable[[Decimal], bool]) -> dict[int, Decimal]:
        """Return the plain numbers of a whole column by row, where the least and the greatest of them fit.

        Every rule on a number allows a range without holes (a scale's marks are looked at one by one), so what lies
        between two that fit fits too. Whatever is not a plain number in a plain cell is left to be read by itself.
        """
        asked, values = asked_of(field), [row[column] for row in self.sheet.rows]
        rows = [row for row, value in enumerate(values) if type(value) is float]
        numbers: list[float] = values if len(rows) == len(values) else [values[row] for row in rows]
        if not rows or not isfinite(sum(numbers)) or field.kind == "year" or asked.kind != field.counts:
            return {}
        if asked.kind == "percent" and any(0 < number < 1 for number in numbers):
            return {}
        different = set(numbers) if asked.kind == "mark" else {min(numbers), max(numbers)}
        exact = {number: from_cell(number) for number in different}
        if not all(map(fits, exact.values())):
            return {}
        all_exact = map(exact.__getitem__, numbers) if asked.kind == "mark" else from_cells(numbers)
        read = dict(zip(rows, all_exact, strict=True))
        if asked.kind == "money":
            # An amount with a fraction of a penny lies between two that fit, and is refused.
            read = {row: number for row, number in read.items() if number == number.quantize(_PENNY)}
        for row, formats in self.formats.items():
            shape = formats.get(column)
            if shape is not None and not (shape.only_tinted or (shape.zero_as_dash and read.get(row))):
                read.pop(row, None)
        for row in self.checks.alone(column):
            read.pop(row, None)
        if self.sheet.facts.hides_zeros:
            return {row: number for row, number in read.items() if number}
        return read

    def texts(self, column: int | None) -> list[str | None]:
        """Return the texts of a whole column by row; None where it is no plain text in a plain cell."""
        if column is None:
            return [""] * len(self.sheet.rows)
        suspect = self._suspect.union(row for row, formats in self.formats.items() if column in formats)
        return [
            value.strip(_BLANK)
            if type(value := cells[column]) is str and row not in suspect and not turns_text(value)
            else None
            for row, cells in enumerate(self.sheet.rows)
        ]

    @cached_property
    def _row_numbers(self) -> list[str]:
        return list(map(str, range(1, len(self.sheet.rows) + 1)))

    def places(self, column: int, rows: Collection[int]) -> list[Place]:
        """Return the places of a column's cells in these rows."""
        cells = map(letters(column).__add__, map(self._row_numbers.__getitem__, rows))
        blank: Iterable[str] = repeat("")
        return records(Place, len(rows), file=repeat(self._file), sheet=repeat(self._sheet), cell=cells, key=blank)

    def value(self, row: int, column: int) -> Value:
        return self.sheet.value(row, column)

    def place(self, row: int, column: int) -> Place:
        return Place(self._file, self._sheet, f"{letters(column)}{row + 1}")

    def empty(self, row: int, column: int) -> bool:
        """Whether a cell holds nothing that can be seen: no value, and no error or formula either."""
        value = self.sheet.value(row, column)
        if value != "" and not (isinstance(value, str) and not value.strip(_BLANK)):
            return False
        facts = self.sheet.facts
        return row not in self._suspect or not (
            column in facts.errors.get(row, ())
            or column in facts.formulas.get(row, ())
            or (self.checks.bidders and column in facts.text_formulas.get(row, ()))
        )

    def blank(self, row: int, column: int) -> bool:
        """Whether a cell is empty and shows no answer of another cell either, as one under a merge does."""
        if not self.empty(row, column):
            return False
        return row not in self._suspect or not any(
            merge.top <= row <= merge.bottom
            and merge.left <= column <= merge.right
            and self.sheet.value(merge.top, merge.left) != ""
            for merge in self.sheet.facts.merges
        )

    def sound(self, row: int, column: int) -> bool:
        """Report what keeps a cell from being read as it stands; return whether there is nothing."""
        problem = self.checks.fault(row, column)
        if problem is not None:
            self.problems.append(problem)
        return problem is None

    def missing(self, field: Field, row: int, column: int) -> None:
        """Report a blank where an answer is needed."""
        expected = asked_of(field).words if field.kind != "standard" else "yes or no"
        action = "Ask the bidder for the answer and type it in. A blank does not mean zero or no."
        self.problems.append(
            Problem("answer-blank", self.place(row, column), f'no answer to "{field.title}"', expected, action)
        )

    def read(self, row: int, column: int, asked: Asked) -> Decimal | Unread:
        """Return the number in a sound cell that is not blank, or why it was not read."""
        value = self.sheet.value(row, column)
        read = read_value(value, self.checks.shape(row, column), asked)
        if isinstance(read, Unread):
            return read
        if read == 0 and type(value) is float and self.sheet.facts.hides_zeros:
            action = "Have Excel show zeros (Options, Advanced, Display options for this worksheet); check the cell."
            return Unread("answer-hidden", "a 0 that does not show because the sheet is set to hide zeros", action)
        if isinstance(value, str) and (marks := self.checks.marks(row, column)):
            return Unread("answer-shown-otherwise", f"{shown(value)}, part of it in {' and '.join(sorted(marks))}")
        for conditional in self.checks.conditionals(row, column):
            shape = conditional.shape
            wrong = wrong_shape(from_cell(value), shape, asked) if shape and type(value) is float else None
            if wrong is not None:
                return replace(wrong, found=wrong.found + conditional.said)
        return read

    def number(self, field: Field, row: int, column: int) -> Decimal | None:
        """Return the number in a cell that is not blank; None where it was refused, which is reported."""
        value = self.sheet.value(row, column)
        if not self.sound(row, column):
            return None
        asked = self._asked.get(field.id)
        if asked is None:
            asked = self._asked[field.id] = asked_of(field)
        shape, place = self.checks.shape(row, column), self.place(row, column)
        read = self.read(row, column, asked)
        if isinstance(read, Unread):
            action = MARK_ACTION if field.kind == "mark" else read.action
            self.problems.append(Problem(read.code, place, read.found, asked.words, action))
            return None
        if isinstance(value, str):
            self.notes.append(Note(place, f"text {shown(value)} was read as the number {grouped(read)}"))
        elif shape is not None and read == 0 and shape.shows_dash:
            self.notes.append(Note(place, 'the cell shows a dash, "-", and was read as the number 0 that it holds'))
        return read

    def text(self, row: int, column: int) -> str | None:
        """Return a cell as trimmed text; None where it was refused, which is reported."""
        if not self.sound(row, column):
            return None
        value = self.sheet.value(row, column)
        if (shape := self.checks.shape(row, column)) is not None and type(value) is float:
            # A text may be typed in figures; they too must be what the cell shows.
            read = read_number(value, shape, _FIGURES)
            if isinstance(read, Unread):
                self.problems.append(Problem(read.code, self.place(row, column), read.found, "text", read.action))
                return None
        text = as_text(value)
        if (problem := self._text_fault(text, row, column)) is not None:
            self.problems.append(problem)
            return None
        return text

    def reference(self, row: int, column: int) -> str | None:
        """Return where in the tender something stands, "" where nobody says; None where it was refused."""
        text = self.text(row, column)
        if not text or not says_nothing(text):
            return text
        self.problems.append(self.no_reference(text, row, column))
        return None

    def no_reference(self, text: str, row: int, column: int) -> Problem:
        """Return the problem of a text that does not say where in the tender something stands."""
        expected = "a page or section of the tender, or an empty cell"
        action = "Type the page or section of the tender, or empty the cell."
        return Problem("text-empty", self.place(row, column), shown(text), expected, action)

    def _text_fault(self, text: str, row: int, column: int) -> Problem | None:
        if is_error(text):
            action = "Type the right content; a program left its error there as text."
            return Problem("cell-error", self.place(row, column), f"the error {text}, as text", "an answer", action)
        if turns_text(text):
            found = f"{shown(text)}, with {TURNED}"
            return Problem("text-turned", self.place(row, column), found, "plain text", RETYPE)
        return None

    def yes_or_no(self, field: Field, row: int, column: int) -> str | None:
        """Return the answer to a standard, ``yes`` or ``no``; None where it was refused, which is reported."""
        text = self.text(row, column)
        if text is None:
            return None
        read = yes_or_no(text)
        if read is None:
            expected = f'yes or no as the answer to "{field.title}"'
            action = "Ask the bidder whether the answer is yes or no, and type that word alone."
            self.problems.append(Problem("standard-unclear", self.place(row, column), shown(text), expected, action))
        elif text.casefold() != read:
            self.notes.append(Note(self.place(row, column), f'the answer {shown(text)} was read as "{read}"'))
        return read

    def hidden(self, row: int, column: int, what: str) -> None:
        """Report an answer that nobody sees when the workbook is opened."""
        self.problems.append(
            Problem(
                "answer-hidden",
                self.place(row, column),
                what,
                "answers that can be seen",
                "Unhide it, check what it contains, and save the workbook.",
            )
        )

    def remarks(self) -> list[Note]:
        """Return what is to be said of the cells read so far: comments beside them, and formulas in them."""
        return self.checks.remarks()


def as_text(value: Any) -> str:
    """Return any value of a cell as trimmed text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return figures(value)
    return str(value).strip(_BLANK)
