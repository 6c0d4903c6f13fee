"""What a sheet's values do not tell: formulas, errors, merges, hidden rows and columns, telling number formats."""

from __future__ import annotations

from dataclasses import dataclass, field

from socialvalue.intake.cells import position
from socialvalue.intake.look.conditional import Conditional
from socialvalue.intake.look.styles import Format
from socialvalue.intake.sheet.comments import Comment


@dataclass(frozen=True, slots=True)
class Merge:
    """A range of cells, merged or filled by one formula; rows and columns counted from zero, ends included."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Facts:
    """The facts of one sheet, by row and column counted from zero; what is ordinary is not in them.

    ``formulas`` have the formula as it is written; one that gives text and has a saved result, which may be no text at
    all, is among the ``text_formulas`` instead. ``marks`` are looks within a text, such as ``superscript``.
    """

    formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    text_formulas: dict[int, dict[int, str]] = field(default_factory=dict)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    formats: dict[int, dict[int, Format]] = field(default_factory=dict)
    marks: dict[int, dict[int, frozenset[str]]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    #: The cells that pictures, shapes and charts lie over.
    drawings: list[Merge] = field(default_factory=list)
    totals_rows: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    #: The columns that the sheet names; the others are as wide as its default says.
    named_columns: list[range] = field(default_factory=list)
    hides_others: bool = False
    #: Whether the sheet is set to show nothing where a cell holds 0.
    hides_zeros: bool = False
    conditionals: list[Conditional] = field(default_factory=list)
    comments: dict[int, dict[int, list[Comment]]] = field(default_factory=dict)
    #: Why saved results of formulas may be old, in words; and whether the workbook says how they are worked out.
    doubt: str = ""
    calculated: bool = True

    def hides(self, column: int) -> bool:
        """Whether a column is hidden, or too narrow for a single digit."""
        if any(column in columns for columns in self.hidden_columns):
            return True
        return self.hides_others and not any(column in columns for columns in self.named_columns)


def merge(reference: str) -> Merge:
    """Return the range of a reference such as ``B2:C3``; anything else raises ValueError."""
    first, _, last = reference.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    return Merge(reference, top, left, bottom, right)
