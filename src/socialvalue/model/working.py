"""How a figure came about: the parts of a value, and how it became points, as facts with their working in symbols."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, computed_field

from socialvalue.decimals import pounds
from socialvalue.errors import Place
from socialvalue.model.base import Figure, Frozen, Told
from socialvalue.model.methods import IN_WORDS, WORKINGS, WorkingKind
from socialvalue.model.said import N_, Money, Said, Values


class Working(Frozen):
    """How a value became points. ``kept`` says at which end of the scale the formula was stopped."""

    kind: WorkingKind
    figures: dict[str, Figure] = Field(default_factory=dict)
    kept: Literal["floor", "ceiling"] | None = None

    @property
    def said(self) -> Said:
        formula = Said(WORKINGS[self.kind], self.figures)
        match self.kept:
            case "floor":
                return Said(N_("%(sum)s, not below 0"), {"sum": formula})
            case "ceiling":
                return Said(N_("%(sum)s, not above %(weight)s"), {"sum": formula, "weight": self.figures["weight"]})
            case None:
                return formula

    @property
    def is_in_words(self) -> bool:
        """Whether it ends in words, so that an equals sign after it would not read well."""
        return self.kept is not None or self.kind in IN_WORDS


class _Part(Told):
    """A part of a value: what it is worth, in pounds, and the cell that it came from."""

    worth: Figure
    place: Place

    @property
    def said(self) -> Said:
        raise NotImplementedError

    @computed_field
    @property
    def label(self) -> str:
        return str(self.said)

    @computed_field
    @property
    def value(self) -> str:
        return pounds(self.worth)

    @computed_field
    @property
    def source(self) -> str:
        return str(self.place)


class YearStep(_Part):
    """The cost of one year, in pounds, and what it is worth in year 0 at ``rate`` percent a year."""

    kind: Literal["year"] = "year"
    year: int
    cost: Figure
    rate: Figure

    @property
    def said(self) -> Said:
        return Said(N_("Year %(year)s: %(sum)s"), {"year": self.year, "sum": self.sum})

    @property
    def sum(self) -> Said:
        """The discounting in figures and signs."""
        return Said(_DISCOUNTED, {"year": self.year, "cost": Money(self.cost), "rate": self.rate})


class CommitmentStep(_Part):
    """A promised quantity and its worth in pounds: the value of one unit, less the published reductions in percent."""

    kind: Literal["commitment"] = "commitment"
    measure: str
    title: str
    quantity: Figure
    unit: str
    proxy: Figure
    deadweight: Figure
    displacement: Figure
    attribution: Figure
    drop_off: Figure
    years: int

    @property
    def said(self) -> Said:
        values: Values = {"title": self.title, "quantity": self.quantity, "unit": self.unit}
        said = Said("%(title)s: %(quantity)s %(unit)s × £%(proxy)s", {**values, "proxy": self.proxy})
        rates = (
            (N_("(1 − %(rate)s%% deadweight)"), self.deadweight),
            (N_("(1 − %(rate)s%% displacement)"), self.displacement),
            (N_("(1 − %(rate)s%% attribution)"), self.attribution),
        )
        for message, rate in rates:
            if rate:
                said = Said("%(before)s × %(part)s", {"before": said, "part": Said(message, {"rate": rate})})
        if self.years > 1:
            over = Said(N_("over %(years)s years"), {"years": self.years})
            said = Said("%(before)s, %(part)s", {"before": said, "part": over})
            if self.drop_off:
                fading = Said(N_("%(rate)s%% drop-off a year"), {"rate": self.drop_off})
                said = Said("%(before)s, %(part)s", {"before": said, "part": fading})
        return said


Step = Annotated[YearStep | CommitmentStep, Field(discriminator="kind")]

_DISCOUNTED = "%(cost)s ÷ (1 + %(rate)s%%)^%(year)s"


def span(places: tuple[Place, ...]) -> str:
    """Name the cells that a value was read from: the first in full, and the last where there is more than one."""
    first, last = places[0], places[-1]
    if first == last or not last.cell:
        return str(first)
    return f"{first} to {last.cell}" if (first.file, first.sheet) == (last.file, last.sheet) else f"{first}, {last}"
