"""What a criterion asks for: the kinds of answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator

from socialvalue.model.base import FromFile, Identifier, Positive, Rate, Text


class MoneyInput(FromFile):
    """An amount in pounds. Zero is a fault unless `at_least_zero` allows it."""

    kind: Literal["money"]
    at_least_zero: bool = False


class WholeLifeCostInput(FromFile):
    """Costs in pounds by year from year 0, discounted to year 0 at `discount_rate` percent a year."""

    kind: Literal["whole-life-cost"]
    discount_rate: Rate
    years: Annotated[int, Field(ge=1, le=100)] | None = None

    @field_validator("discount_rate")
    @classmethod
    def _a_credible_rate(cls, rate: Decimal) -> Decimal:
        if rate > 20:
            raise ValueError("a discount rate above 20% is a slip of the pen: write 3.5 for 3.5% a year")
        return rate


class QuantityInput(FromFile):
    """A quantity of something, zero or more, in `unit`. An offer above `at_most` is a fault, and is not scored."""

    kind: Literal["quantity"]
    unit: Text
    at_most: Positive | None = None


class PercentInput(FromFile):
    """A percentage from 0 to 100."""

    kind: Literal["percent"]


class PanelInput(FromFile):
    """A mark agreed by the panel, on the scale with the id `scale`."""

    kind: Literal["panel"]
    scale: Identifier


class CommitmentsInput(FromFile):
    """Promised quantities of measures, valued in pounds by their proxies.

    The rates are percentages: what would have happened anyway (`deadweight`), what is lost elsewhere
    (`displacement`), what others cause (`attribution`), what fades each year (`drop_off`). With `years` above 1 the
    quantity is a yearly one, counted once a year.
    """

    kind: Literal["commitments"]
    measures: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    deadweight: Rate = Decimal(0)
    displacement: Rate = Decimal(0)
    attribution: Rate = Decimal(0)
    drop_off: Rate = Decimal(0)
    years: Annotated[int, Field(ge=1, le=100)] = 1


Input = Annotated[
    MoneyInput | WholeLifeCostInput | QuantityInput | PercentInput | PanelInput | CommitmentsInput,
    Field(discriminator="kind"),
]

#: Inputs that make a criterion a price criterion, in whatever dimension it stands.
PRICE_KINDS = (MoneyInput, WholeLifeCostInput)
