"""What keeps a cell from being read as it stands: an error, a formula, a merge, a look that hides it."""

from __future__ import annotations

from collections.abc import Iterator

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.cells import address
from socialvalue.intake.look.colours import from_hex, unreadable
from socialvalue.intake.look.conditional import Conditional, drowned
from socialvalue.intake.look.looks import struck_fault, text_fault, unseen_fault
from socialvalue.intake.look.styles import PLAIN, Format, lost
from socialvalue.intake.sheet.comments import Comment
from socialvalue.intake.sheet.facts import Merge
from socialvalue.intake.sheet.workbook import Sheet, Value
from socialvalue.intake.wording import quoted

#: A longer comment is cut: nobody reads more of it in a list of notes.
_LONGEST_COMMENT = 500

_AS_VALUE = (
    "Ask the bidder for the answer itself; or, if you are the bidder, copy the cell and paste it back as a value "
    "(Paste Special, Values)."
)
_WORK_OUT = (
    "Open the workbook in Excel or LibreOffice, recalculate all formulas (Ctrl+Alt+F9; Ctrl+Shift+F9 in "
    "LibreOffice) and save it, so that the results are stored; or type the answer itself."
)


_TELLING = frozenset({"superscript", "subscript", "struck through"})


class CellChecks:
    """The checks of one sheet's cells; ``bidders`` says that a bidder filled it in, so that formulas have no place."""

    def __init__(self, sheet: Sheet, *, bidders: bool = False) -> None:
        self.sheet = sheet
        self.bidders = bidders
        self.formats = sheet.facts.formats
        self._conditionals = sheet.facts.conditionals
        self._by_column: dict[int, list[Conditional]] = {}
        self._results: set[tuple[int, int]] = set()
        self._covered: dict[Merge, set[tuple[int, int]]] = {}
        self._comments: dict[tuple[int, int], list[Comment]] = {}
        #: Almost every row of a large workbook is in none of these, and is then read without asking further.
        self.suspect = self._suspect_rows()

    def _suspect_rows(self) -> set[int]:
        facts, height = self.sheet.facts, len(self.sheet.rows)
        rows = {*facts.errors, *facts.formulas, *facts.text_formulas, *facts.comments, *facts.marks}
        for merge in (*facts.merges, *facts.drawings):
            rows.update(range(merge.top, min(merge.bottom + 1, height)))
        for conditional in self._conditionals:
            for area in conditional.areas:
                rows.update(range(area.top, min(area.bottom + 1, height)))
        return rows

    def alone(self, column: int) -> set[int]:
        """Return the rows in which a column's cell must be looked at by itself, but for its number format."""
        facts, height = self.sheet.facts, len(self.sheet.rows)
        rows = {
            row
            for found in (facts.formulas, facts.text_formulas, facts.comments, facts.marks)
            for row, columns in found.items()
            if column in columns
        }
        for merge in (*facts.merges, *facts.drawings):
            if merge.left <= column <= merge.right:
                rows.update(range(merge.top, min(merge.bottom + 1, height)))
        for conditional in self._conditionals:
            for area in conditional.areas:
                if area.left <= column <= area.right:
                    rows.update(range(area.top, min(area.bottom + 1, height)))
        return rows

    def shape(self, row: int, column: int) -> Format | None:
        """Return what is unusual about a cell's style."""
        return self.formats[row].get(column) if row in self.formats else None

    def conditionals(self, row: int, column: int) -> Iterator[Conditional]:
        """Return the conditional formats that tell and that a cell may meet."""
        if not self._conditionals or row not in self.suspect:
            return
        if column not in self._by_column:
            here = [one for one in self._conditionals if any(a.left <= column <= a.right for a in one.areas)]
            self._by_column[column] = here
        value = self.sheet.value(row, column)
        yield from (one for one in self._by_column[column] if one.covers(row, column) and one.met(value))

    def marks(self, row: int, column: int) -> frozenset[str]:
        """Return the looks within the text of a cell that change what it says, such as ``superscript``."""
        return self._marks(row, column) & _TELLING

    def _marks(self, row: int, column: int) -> frozenset[str]:
        found = self.sheet.facts.marks
        return found[row].get(column, frozenset()) if row in found else frozenset()

    def _unseen(self, row: int, column: int, value: Value) -> str:
        """Return why nobody reads a part of a cell's text, or the cell under colours that rules may give it, or ""."""
        shape = self.shape(row, column)
        look = shape.look if shape is not None else PLAIN
        for mark in sorted(self._marks(row, column) - _TELLING):
            ink = from_hex(mark.removeprefix("#")) if mark.startswith("#") else None
            if ink is None:
                return f"part of which is {mark}"
            if unreadable(ink, look.paper):
                return f"part of which is {lost(ink, look.paper)}"
        over = tuple(self.conditionals(row, column))
        return drowned(look, over) if over and value != "" else ""

    def formula(self, row: int, column: int) -> str | None:
        """Return the formula of a cell, as it is written; None where it has none."""
        facts = self.sheet.facts
        for found in (facts.formulas, facts.text_formulas):
            if row in found and column in found[row]:
                return found[row][column]
        return None

    def fault(self, row: int, column: int) -> Problem | None:
        """Return what keeps a cell from being read, if anything; else keep what is to be remarked on."""
        problem = self._cell_fault(row, column) if row in self.suspect else None
        if problem is None and (shape := self.shape(row, column)) is not None:
            problem = text_fault(self.sheet.value(row, column), shape, self.sheet.place(row, column))
        return problem

    def _cell_fault(self, row: int, column: int) -> Problem | None:
        facts, value, place = self.sheet.facts, self.sheet.value(row, column), self.sheet.place(row, column)
        comments = facts.comments.get(row, {}).get(column)
        if comments is not None:
            self._comments[row, column] = comments
        for drawing in facts.drawings:
            if drawing.top <= row <= drawing.bottom and drawing.left <= column <= drawing.right:
                self._covered.setdefault(drawing, set()).add((row, column))
        if (error := facts.errors.get(row, {}).get(column)) is not None:
            action = "Fix the formula, or type the answer itself into the cell."
            return Problem("cell-error", place, f"the error {error}", "an answer", action)
        if (formula := self.formula(row, column)) is not None:
            fault = self._formula_fault(row, column, formula, place)
            if fault is not None:
                return fault
            self._results.add((row, column))
        for merge in facts.merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                found = f"an answer in merged cells ({merge.text})"
                action = "Unmerge the cells and give each answer a cell of its own."
                return Problem("cell-merged", place, found, "one cell for one answer", action)
        if "struck through" in self.marks(row, column):
            return struck_fault(quoted(str(value)), place)
        for conditional in self.conditionals(row, column):
            if conditional.shape is not None:
                fault = text_fault(value, conditional.shape, place, conditional.said)
                if fault is not None:
                    return fault
        unseen = self._unseen(row, column, value)
        return unseen_fault(value, unseen, place) if unseen else None

    def _formula_fault(self, row: int, column: int, formula: str, place: Place) -> Problem | None:
        facts, value = self.sheet.facts, self.sheet.value(row, column)
        written = f"a formula, {quoted(f'={formula}')}" if formula else "a formula"
        if self.bidders:
            return Problem("formula-answer", place, written, "the answer itself, typed into the cell", _AS_VALUE)
        if value == "" and column in facts.formulas.get(row, ()):
            expected = "an answer, or a formula with its result saved in the file"
            return Problem("formula-unsaved", place, f"{written}, without a saved result", expected, _WORK_OUT)
        doubt = facts.doubt
        if not doubt and not facts.calculated and type(value) is float and value == 0:
            doubt = "the program that wrote this file saves 0 before it calculates anything"
        if doubt:
            found = f"{written}, with a saved result that may be out of date: {doubt}"
            expected = "a formula that was calculated before the file was saved"
            return Problem("formula-stale", place, found, expected, _WORK_OUT)
        return None

    def remarks(self) -> list[Note]:
        """Return what is to be said of the cells that were read: who wrote beside them, and where formulas stand."""
        notes = []
        for (row, column), comments in sorted(self._comments.items()):
            for one in comments:
                text = one.text if len(one.text) <= _LONGEST_COMMENT else f"{one.text[:_LONGEST_COMMENT]}…"
                said = f"a comment by {one.writer} stands" if one.writer else "a comment stands"
                notes.append(Note(self.sheet.place(row, column), f"{said} beside this answer: “{text}”"))
        for under in self._covered.values():
            found = f"a picture, shape or chart lies over {_ranges(under)}: what it shows was not read"
            notes.append(Note(self.sheet.place(*min(under)), found))
        if self._results:
            first = min(self._results)
            cells = _ranges(self._results)
            many = len(self._results) > 1
            said = "hold formulas; their saved results were" if many else "holds a formula; its saved result was"
            notes.append(Note(self.sheet.place(*first), f"{cells} {said} read"))
        return notes


def _ranges(cells: set[tuple[int, int]]) -> str:
    """Return cells in words, those below one another as a range: ``C5:C9 and D4``."""
    found: list[list[tuple[int, int]]] = []
    for column, row in sorted((column, row) for row, column in cells):
        if found and found[-1][-1] == (row - 1, column):
            found[-1].append((row, column))
        else:
            found.append([(row, column)])
    words = [address(*run[0]) + (f":{address(*run[-1])}" if len(run) > 1 else "") for run in found]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
