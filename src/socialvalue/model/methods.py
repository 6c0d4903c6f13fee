"""How an answer becomes points: the eleven methods, a closed set, as they are written in a criteria file."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from socialvalue.model.base import FromFile, Number, Percent


class LowestPrice(FromFile):
    method: Literal["lowest-price"]


class PriceRange(FromFile):
    method: Literal["price-range"]


class AboveLowest(FromFile):
    method: Literal["above-lowest"]
    zero_at: Annotated[Number, Field(gt=1)] = Decimal(2)


class DeviationFromMean(FromFile):
    method: Literal["deviation-from-mean"]


class Benchmark(FromFile):
    method: Literal["benchmark"]
    ceiling: Number
    target: Number

    @model_validator(mode="after")
    def _the_ceiling_is_above(self) -> Self:
        if self.ceiling <= self.target:
            raise ValueError("a ceiling (no points) above the target (full points)")
        return self


class HighestOffer(FromFile):
    method: Literal["highest-offer"]


class LowestOffer(FromFile):
    method: Literal["lowest-offer"]


class Target(FromFile):
    method: Literal["target"]
    full_marks_at: Number
    no_marks_at: Number = Decimal(0)

    @model_validator(mode="after")
    def _two_points(self) -> Self:
        if self.full_marks_at == self.no_marks_at:
            raise ValueError("full-marks-at and no-marks-at that differ")
        return self


class Range(FromFile):
    method: Literal["range"]
    zero_at: Number
    full_at: Number

    @model_validator(mode="after")
    def _two_points(self) -> Self:
        if self.zero_at == self.full_at:
            raise ValueError("zero-at and full-at that differ")
        return self


class Band(FromFile):
    at_least: Number
    percent: Percent


class Bands(FromFile):
    method: Literal["bands"]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        starts = [band.at_least for band in self.bands]
        if any(later <= earlier for earlier, later in pairwise(starts)):
            raise ValueError("rows that rise: each at-least above the one before it")
        return self


class Panel(FromFile):
    method: Literal["panel"]


Method = Annotated[
    LowestPrice
    | PriceRange
    | AboveLowest
    | DeviationFromMean
    | Benchmark
    | HighestOffer
    | LowestOffer
    | Target
    | Range
    | Bands
    | Panel,
    Field(discriminator="method"),
]

#: Methods whose points depend on the other bids: they are judged only after rejected bids have left.
RELATIVE = (LowestPrice, PriceRange, AboveLowest, DeviationFromMean, HighestOffer, LowestOffer)

#: Methods that divide by the lowest price, so that a zero has no defined result.
NEEDS_ABOVE_ZERO = (LowestPrice, AboveLowest)
