"""How an answer becomes points: a closed set of methods, as they are written in a criteria file, and in words.

Nothing is claimed that was not seen: where only secondary sources were found, or none, the words say so.
The formulas stand in `scoring/formulas.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from socialvalue.decimals import plain
from socialvalue.model.base import FromFile, Number, Percent
from socialvalue.model.said import N_, Said, Words


@dataclass(frozen=True, slots=True)
class MethodWords:
    """A method explained: its formula in symbols and in words, what it does, and where it comes from."""

    title: Words
    symbols: str
    formula: Words
    meaning: Words
    source: Words


class Method(FromFile):
    """What methods have in common.

    Each says of itself whether it is ``relative``, which depends on the other bids and is judged only after rejected
    bids have left, and its ``words``. Neither stands here, so that mypy names the method that left it out.
    ``above_zero`` methods divide by the lowest price, so that a zero has no defined result.
    """

    above_zero: ClassVar[bool] = False
    name: ClassVar[str]

    @classmethod
    def __pydantic_init_subclass__(cls, **_said: Any) -> None:
        (cls.name,) = get_args(cls.model_fields["method"].annotation)
        if set(cls.model_fields) != {"method"} and "terms" not in vars(cls):
            raise TypeError(f"{cls.__name__} has parameters, and no `terms` to say them to a bidder")

    @property
    def terms(self) -> tuple[Said, ...]:
        """The figures that an award model sets for this method; a bare number is in the unit of the answer."""
        return ()

    @property
    def line(self) -> tuple[Decimal, Decimal] | None:
        """The published figures for no points and for all, where points lie on a straight line between the two."""
        return None


class LowestPrice(Method):
    method: Literal["lowest-price"]
    relative: ClassVar = True
    above_zero: ClassVar = True
    words: ClassVar = MethodWords(
        title=N_("Lowest price"),
        symbols="W × min ÷ p",
        formula=N_("points = weight × lowest price ÷ this price"),
        meaning=N_("The lowest price gets all the points, and a price twice as high gets half. No price gets zero."),
        source=N_(
            "Source: described by several procurement trainers and tools as the proportional method; seen in "
            "part only. Some authorities call it “standard differential”, a name that others give to other "
            "formulas."
        ),
    )


class PriceRange(Method):
    method: Literal["price-range"]
    relative: ClassVar = True
    words: ClassVar = MethodWords(
        title=N_("Price range"),
        symbols="W × (max − p) ÷ (max − min)",
        formula=N_("points = weight × (highest price − this price) ÷ (highest price − lowest price)"),
        meaning=N_(
            "The lowest price gets all the points, the highest gets none, and the others fall between. If all prices "
            "are equal, each gets all the points."
        ),
        source=N_(
            "Source not verified: listed in Stilger, Siderius and van Raaij (2017), but only the abstract was seen."
        ),
    )


class AboveLowest(Method):
    method: Literal["above-lowest"]
    relative: ClassVar = True
    above_zero: ClassVar = True
    words: ClassVar = MethodWords(
        title=N_("Percentage above the lowest price"),
        symbols="W × max(0, 1 − (p ÷ min − 1) ÷ (zero-at − 1))",
        formula=N_("points = weight × (1 − (this price ÷ lowest price − 1) ÷ (zero-at − 1)), never below 0"),
        meaning=N_(
            "The lowest price gets all the points; each percent above it costs the same, down to none at the "
            "published multiple of the lowest price (zero-at, or 2 if the model does not say)."
        ),
        source=N_("Source not verified: a variant described by a tender-advice site."),
    )
    zero_at: Annotated[Number, Field(gt=1)] = Decimal(2)

    @property
    def terms(self) -> tuple[Said, ...]:
        return (Said(N_("no points at %(times)s times the lowest"), {"times": plain(self.zero_at)}),)


class DeviationFromMean(Method):
    method: Literal["deviation-from-mean"]
    relative: ClassVar = True
    words: ClassVar = MethodWords(
        title=N_("Deviation from the mean price"),
        symbols="W × clamp(50 − 100 × (p − mean) ÷ mean, 0, 100) ÷ 100",
        formula=N_(
            "points = weight × (50 − 100 × (this price − mean price) ÷ mean price) ÷ 100, kept between 0 and the weight"
        ),
        meaning=N_(
            "A price at the mean gets half the points; each percent below or above the mean adds or takes one "
            "percent of the weight."
        ),
        source=N_("Source not verified: described by a supplier of procurement templates."),
    )


class Benchmark(Method):
    method: Literal["benchmark"]
    relative: ClassVar = False
    words: ClassVar = MethodWords(
        title=N_("Benchmark"),
        symbols="W × clamp((ceiling − p) ÷ (ceiling − target), 0, 1)",
        formula=N_("points = weight × (ceiling − this figure) ÷ (ceiling − target), kept between 0 and the weight"),
        meaning=N_(
            "At the published target or below it a bid gets all the points, at the published ceiling or above it none."
        ),
        source=N_(
            "Source not verified: the Bid Evaluation Guidance Note (Government Commercial Function, May 2021) "
            "names benchmark price scoring; its formula was not seen."
        ),
    )
    ceiling: Number
    target: Number

    @model_validator(mode="after")
    def _the_ceiling_is_above(self) -> Self:
        if self.ceiling <= self.target:
            raise ValueError("a ceiling (no points) above the target (full points)")
        return self

    @property
    def line(self) -> tuple[Decimal, Decimal]:
        return self.ceiling, self.target

    @property
    def terms(self) -> tuple[Said, ...]:
        message = N_("all points at %(target)s or below, none at %(ceiling)s or above")
        return (Said(message, {"target": self.target, "ceiling": self.ceiling}),)


class HighestOffer(Method):
    method: Literal["highest-offer"]
    relative: ClassVar = True
    words: ClassVar = MethodWords(
        title=N_("Highest offer"),
        symbols="W × p ÷ max",
        formula=N_("points = weight × this offer ÷ highest offer"),
        meaning=N_(
            "The highest offer gets all the points, the others in proportion to it. If every offer is zero, "
            "each gets none."
        ),
        source=N_("Source not verified: common in the scoring of social value commitments."),
    )


class LowestOffer(Method):
    method: Literal["lowest-offer"]
    relative: ClassVar = True
    words: ClassVar = MethodWords(
        title=N_("Lowest offer"),
        symbols="W for the lowest, else W × min ÷ p",
        formula=N_("points = weight for the lowest offer, otherwise weight × lowest offer ÷ this offer"),
        meaning=N_(
            "For quantities where less is better. The lowest offer gets all the points. Zero is a fair "
            "answer: then only zero scores."
        ),
        source=N_("Source not verified: the proportional method for prices, applied to a quantity."),
    )


class Target(Method):
    method: Literal["target"]
    relative: ClassVar = False
    words: ClassVar = MethodWords(
        title=N_("Target"),
        symbols="W × clamp((p − no-marks-at) ÷ (full-marks-at − no-marks-at), 0, 1)",
        formula=N_(
            "points = weight × (this figure − no-marks-at) ÷ (full-marks-at − no-marks-at), kept between 0 and "
            "the weight"
        ),
        meaning=N_(
            "A bid at or past the published target gets all the points. A bid up to the published start (0 if the "
            "model does not say) gets none. Between them it gets its share."
        ),
        source=N_("Source: the authority's own published figures; no outside source is needed or claimed."),
    )
    full_marks_at: Number
    no_marks_at: Number = Decimal(0)

    @model_validator(mode="after")
    def _two_points(self) -> Self:
        if self.full_marks_at == self.no_marks_at:
            raise ValueError("full-marks-at and no-marks-at that differ")
        return self

    @property
    def line(self) -> tuple[Decimal, Decimal]:
        return self.no_marks_at, self.full_marks_at

    @property
    def terms(self) -> tuple[Said, ...]:
        from_zero, from_above = N_("all points from %(full)s"), N_("all points from %(full)s, none up to %(none)s")
        ends = {"full": self.full_marks_at, "none": self.no_marks_at}
        return (Said(from_above if self.no_marks_at else from_zero, ends),)


class Range(Method):
    method: Literal["range"]
    relative: ClassVar = False
    words: ClassVar = MethodWords(
        title=N_("Range"),
        symbols="W × clamp((p − zero-at) ÷ (full-at − zero-at), 0, 1)",
        formula=N_("points = weight × (this figure − zero-at) ÷ (full-at − zero-at), kept between 0 and the weight"),
        meaning=N_("A straight line between two published figures, in either direction."),
        source=N_("Source: the authority's own published figures; no outside source is needed or claimed."),
    )
    zero_at: Number
    full_at: Number

    @model_validator(mode="after")
    def _two_points(self) -> Self:
        if self.zero_at == self.full_at:
            raise ValueError("zero-at and full-at that differ")
        return self

    @property
    def line(self) -> tuple[Decimal, Decimal]:
        return self.zero_at, self.full_at

    @property
    def terms(self) -> tuple[Said, ...]:
        return (Said(N_("none at %(none)s, all at %(full)s"), {"none": self.zero_at, "full": self.full_at}),)


class Band(FromFile):
    at_least: Number
    percent: Percent


class Bands(Method):
    method: Literal["bands"]
    relative: ClassVar = False
    words: ClassVar = MethodWords(
        title=N_("Bands"),
        symbols="W × percent of the last band that p reaches ÷ 100",
        formula=N_("points = weight × percent of the last band that this figure reaches ÷ 100"),
        meaning=N_("A published table of bands: every figure within a band gets the same points."),
        source=N_("Source: the authority's own published table; no outside source is needed or claimed."),
    )
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        starts = [band.at_least for band in self.bands]
        if any(later <= earlier for earlier, later in pairwise(starts)):
            raise ValueError("rows in rising order: each at-least above the one before it")
        return self

    @property
    def terms(self) -> tuple[Said, ...]:
        message = N_("%(share)s of the points from %(start)s")
        return tuple(Said(message, {"share": f"{plain(row.percent)}%", "start": row.at_least}) for row in self.bands)


class Panel(Method):
    method: Literal["panel"]
    relative: ClassVar = False
    words: ClassVar = MethodWords(
        title=N_("Panel mark"),
        symbols="W × mark ÷ highest mark of the scale",
        formula=N_("points = weight × agreed mark ÷ highest mark of the scale"),
        meaning=N_(
            "The mark is the one that the panel agreed against the published scale, with its reason. It is not "
            "stretched to the best bidder."
        ),
        source=N_("Source not verified: general practice; no official text for the formula was found."),
    )


AnyMethod = Annotated[
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

#: Every method, in the order of the guide.
METHODS: tuple[type[AnyMethod], ...] = get_args(get_args(AnyMethod)[0])

WorkingKind = Literal[
    "lowest-price",
    "price-range",
    "all-equal",
    "above-lowest",
    "deviation-from-mean",
    "all-zero",
    "benchmark",
    "highest-offer",
    "every-offer-zero",
    "lowest-offer",
    "is-lowest-offer",
    "from-zero",
    "between",
    "bands",
    "panel",
    "ranks-by-price",
    "not-scored",
]

#: How points are worked out, in figures by name; what is all figures and signs reads the same in every language.
WORKINGS: Mapping[WorkingKind, str] = {
    "lowest-price": "%(weight)s × %(lowest)s ÷ %(value)s",
    "price-range": "%(weight)s × (%(highest)s − %(value)s) ÷ (%(highest)s − %(lowest)s)",
    "all-equal": N_("%(weight)s, because all are equal at %(value)s"),
    "above-lowest": "%(weight)s × (1 − (%(value)s ÷ %(lowest)s − 1) ÷ (%(zero_at)s − 1))",
    "deviation-from-mean": "%(weight)s × (50 − 100 × (%(value)s − %(mean)s) ÷ %(mean)s) ÷ 100",
    "all-zero": N_("%(weight)s × 50 ÷ 100, because all are zero"),
    "benchmark": "%(weight)s × (%(ceiling)s − %(value)s) ÷ (%(ceiling)s − %(target)s)",
    "highest-offer": "%(weight)s × %(value)s ÷ %(highest)s",
    "every-offer-zero": N_("0, because every offer is zero"),
    "lowest-offer": "%(weight)s × %(lowest)s ÷ %(value)s",
    "is-lowest-offer": N_("%(weight)s, the lowest offer"),
    "from-zero": "%(weight)s × %(value)s ÷ %(full)s",
    "between": "%(weight)s × (%(value)s − %(none)s) ÷ (%(full)s − %(none)s)",
    "bands": N_("%(weight)s × %(percent)s ÷ 100, the band from %(start)s"),
    "panel": "%(weight)s × %(value)s ÷ %(highest)s",
    "ranks-by-price": N_("Not given points: the basis ranks by the price itself"),
    "not-scored": N_("Not scored"),
}

#: Workings that are a sentence, after which the points stand behind a colon.
IN_WORDS = {"all-equal", "all-zero", "every-offer-zero", "is-lowest-offer", "bands"}
