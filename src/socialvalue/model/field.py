"""One thing that a form asks for, and what an answer to it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from socialvalue.model.criteria import Leaf, Measure, Standard

#: What a field is for. What is typed into it is said by `Field.counts`.
Kind = Literal["bidder", "withdrawn", "answer", "year", "mark", "reason", "reference", "commitment", "standard"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks: the leaf, its title standing alone, and the measures that the criteria file's inputs name."""

    leaf: Leaf
    title: str
    measures: Sequence[Measure]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the comparison workbook, a row of the bid form.

    ``counts`` is what kind of number is asked for; None where it is text, or yes or no. A ``needed`` field must be in
    every form; the others depend on what else is there. ``at_most`` and ``above_zero`` bound the number.
    """

    id: str
    kind: Kind
    title: str
    unit: str = ""
    guidance: str = ""
    leaf: Leaf | None = None
    measure: Measure | None = None
    standard: Standard | None = None
    year: int | None = None
    counts: Literal["money", "quantity", "percent", "mark"] | None = None
    needed: bool = False
    at_most: Decimal | None = None
    above_zero: bool = False

    @property
    def titled(self) -> str:
        """The title with its unit, as the comparison workbook shows it."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def is_yes_or_no(self) -> bool:
        return self.kind in ("standard", "withdrawn")

    @property
    def is_of_panel(self) -> bool:
        """Whether the panel fills it in beside its mark, so that no bidder is asked."""
        return self.kind in ("reason", "reference")

    @property
    def is_open_year(self) -> bool:
        """Whether it is a year of a table whose length the criteria file leaves open."""
        return self.kind == "year" and not self.needed
