"""What a criterion asks for: the kinds of answer, and what the forms and documents must know of each."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import pydantic
from pydantic import field_validator

from socialvalue.model.base import FromFile, Identifier, Positive, Rate, Text
from socialvalue.model.field import Asked, Field
from socialvalue.model.said import N_, Words

if TYPE_CHECKING:
    from socialvalue.model.criteria import Measure

#: Rows offered for a table of yearly costs whose length the criteria file leaves open.
OPEN_YEARS = 11

#: The sign of a figure; none where it is a number of something, or a mark.
Sign = Literal["£", "%", ""]


class AnyInput(FromFile):
    """What every kind of answer says of itself; what it leaves out is an error when its class is made.

    ``figure`` names what is scored, as documents show it. A ``price`` makes a price criterion, in whatever dimension
    it stands.
    """

    figure: ClassVar[Words]
    sign: ClassVar[Sign]
    is_price: ClassVar[bool]

    def __init_subclass__(cls, *, figure: Words, sign: Sign, price: bool = False) -> None:
        super().__init_subclass__()
        cls.figure, cls.sign, cls.is_price = figure, sign, price

    @classmethod
    def __pydantic_init_subclass__(cls, **_said: Any) -> None:
        if cls.__abstractmethods__:
            raise TypeError(f"{cls.__name__} does not say: {', '.join(sorted(cls.__abstractmethods__))}")

    @abstractmethod
    def fields(self, asked: Asked) -> tuple[Field, ...]:
        """Return what the forms ask."""

    @property
    def counted_in(self) -> str:
        """The unit that a figure is followed by, or its sign; nothing for a mark."""
        return self.sign


class MoneyInput(AnyInput, figure=N_("Price"), sign="£", price=True):
    """An amount in pounds. Zero is a fault unless `at_least_zero` allows it."""

    kind: Literal["money"]
    at_least_zero: bool = False

    def fields(self, asked: Asked) -> tuple[Field, ...]:
        return (_answer(asked, "£", "money", above_zero=not self.at_least_zero),)


class WholeLifeCostInput(AnyInput, figure=N_("Present value"), sign="£", price=True):
    """Costs in pounds by year from year 0, discounted to year 0 at `discount_rate` percent a year."""

    kind: Literal["whole-life-cost"]
    discount_rate: Rate
    years: Annotated[int, pydantic.Field(ge=1, le=100)] | None = None

    @field_validator("discount_rate")
    @classmethod
    def _a_credible_rate(cls, rate: Decimal) -> Decimal:
        if rate > 20:
            raise ValueError("a discount rate above 20% is a typing error: write 3.5 for 3.5% a year")
        return rate

    def fields(self, asked: Asked) -> tuple[Field, ...]:
        leaf, needed = asked.leaf, self.years is not None

        def cost(year: int) -> Field:
            id_, title = f"{leaf.key}:year-{year}", f"{asked.title}, year {year}"
            return Field(id_, "year", title, "£", leaf.guidance, leaf, year=year, counts="money", needed=needed)

        return tuple(cost(year) for year in range(self.years or OPEN_YEARS))


class QuantityInput(AnyInput, figure=N_("Offered"), sign=""):
    """A quantity of something, zero or more, in `unit`. An offer above `at_most` is a fault, and is not scored."""

    kind: Literal["quantity"]
    unit: Text
    at_most: Positive | None = None

    def fields(self, asked: Asked) -> tuple[Field, ...]:
        return (_answer(asked, self.unit, "quantity", at_most=self.at_most),)

    @property
    def counted_in(self) -> str:
        return self.unit


class PercentInput(AnyInput, figure=N_("Offered"), sign="%"):
    """A percentage from 0 to 100."""

    kind: Literal["percent"]

    def fields(self, asked: Asked) -> tuple[Field, ...]:
        return (_answer(asked, "percent, 0 to 100", "percent", at_most=Decimal(100)),)


class PanelInput(AnyInput, figure=N_("Mark"), sign=""):
    """A mark agreed by the panel, on the scale with the id `scale`."""

    kind: Literal["panel"]
    scale: Identifier

    def fields(self, asked: Asked) -> tuple[Field, ...]:
        leaf, title = asked.leaf, asked.title
        return (
            Field(leaf.key, "mark", f"{title}: agreed mark", "", leaf.guidance, leaf, counts="mark"),
            Field(f"reason:{leaf.key}", "reason", f"{title}: reason", leaf=leaf),
            Field(f"reference:{leaf.key}", "reference", f"{title}: reference to the tender", leaf=leaf),
        )


class CommitmentsInput(AnyInput, figure=N_("Valued at"), sign="£"):
    """Promised quantities of measures, valued in pounds by their proxies.

    The rates are percentages: what would have happened anyway (`deadweight`), what is lost elsewhere
    (`displacement`), what others cause (`attribution`), what fades each year (`drop_off`). With `years` above 1 the
    quantity is a yearly one, counted once a year.
    """

    kind: Literal["commitments"]
    measures: Annotated[tuple[Identifier, ...], pydantic.Field(min_length=1)]
    deadweight: Rate = Decimal(0)
    displacement: Rate = Decimal(0)
    attribution: Rate = Decimal(0)
    drop_off: Rate = Decimal(0)
    years: Annotated[int, pydantic.Field(ge=1, le=100)] = 1

    def fields(self, asked: Asked) -> tuple[Field, ...]:
        def promise(m: Measure) -> Field:
            id_, title = f"commitment:{m.id}", m.title or m.id
            made = Field(id_, "commitment", title, m.unit, m.guidance, asked.leaf, measure=m)
            return replace(made, counts="quantity", needed=True)

        known = {measure.id: measure for measure in asked.measures}
        return tuple(promise(known[id_]) for id_ in self.measures if id_ in known)


def _answer(
    asked: Asked,
    unit: str,
    counts: Literal["money", "quantity", "percent"],
    *,
    at_most: Decimal | None = None,
    above_zero: bool = False,
) -> Field:
    leaf = asked.leaf
    made = Field(leaf.key, "answer", asked.title, unit, leaf.guidance, leaf, counts=counts, needed=True)
    return replace(made, at_most=at_most, above_zero=above_zero)


Input = Annotated[
    MoneyInput | WholeLifeCostInput | QuantityInput | PercentInput | PanelInput | CommitmentsInput,
    pydantic.Field(discriminator="kind"),
]
