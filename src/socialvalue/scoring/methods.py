"""From a value to points with their working: every score method, none forgotten (`assert_never`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, assert_never

from socialvalue.decimals import plain, to_decimal
from socialvalue.model.methods import (
    AboveLowest,
    AnyMethod,
    Bands,
    Benchmark,
    DeviationFromMean,
    HighestOffer,
    LowestOffer,
    LowestPrice,
    Panel,
    PriceRange,
    Range,
    Target,
    WorkingKind,
)
from socialvalue.model.working import Working
from socialvalue.scoring import formulas


@dataclass(frozen=True, slots=True)
class Field:
    """What a relative method needs to know of the values that are being scored together."""

    lowest: Fraction
    highest: Fraction
    mean: Fraction

    @classmethod
    def of(cls, values: Sequence[Fraction]) -> Field:
        """Return lowest, highest and mean of the values of the bids that are being scored; one at least."""
        return cls(min(values), max(values), sum(values, Fraction(0)) / len(values))


@dataclass(frozen=True, slots=True)
class Scored:
    """A share of the weight (0 to 1), the formula in symbols and the working in figures."""

    share: Fraction
    formula: str
    working: Working


def _kept(raw: Fraction) -> Literal["floor", "ceiling"] | None:
    """Say where the formula ran past an end of its scale and was stopped there."""
    return "floor" if raw < 0 else "ceiling" if raw > 1 else None


def score(  # noqa: PLR0912 - one branch a method, so that mypy names one that was only half added
    method: AnyMethod, weight: Decimal, value: Fraction, field: Field | None, highest_mark: Decimal | None
) -> Scored:
    """Return the share of ``weight`` that ``value`` earns by ``method``, with its working.

    ``field`` is needed by methods that depend on the other bids, ``highest_mark`` by the method panel.

    Raises:
        ValueError: For a value below the first row of `bands`, which intake refuses with its cell.
    """
    others, symbols = field or Field(value, value, value), method.words.symbols

    def working(
        kind: WorkingKind, kept: Literal["floor", "ceiling"] | None = None, **more: Fraction | Decimal
    ) -> Working:
        figures = {"weight": weight, "value": value, **more}
        return Working(kind=kind, kept=kept, figures={name: to_decimal(figure) for name, figure in figures.items()})

    match method:
        case LowestPrice():
            share = formulas.lowest_price(value, others.lowest)
            return Scored(share, symbols, working("lowest-price", lowest=others.lowest))
        case PriceRange():
            share = formulas.price_range(value, others.lowest, others.highest)
            made = working("price-range", lowest=others.lowest, highest=others.highest)
            if others.lowest == others.highest:
                made = working("all-equal")
            return Scored(share, symbols, made)
        case AboveLowest(zero_at=zero_at):
            raw = 1 - (value / others.lowest - 1) / (Fraction(zero_at) - 1)
            made = working("above-lowest", _kept(raw), lowest=others.lowest, zero_at=zero_at)
            share = formulas.above_lowest(value, others.lowest, Fraction(zero_at))
            return Scored(share, symbols, made)
        case DeviationFromMean():
            share = formulas.deviation_from_mean(value, others.mean)
            if others.mean == 0:
                made = working("all-zero")
            else:
                raw = Fraction(3, 2) - value / others.mean
                made = working("deviation-from-mean", _kept(raw), mean=others.mean)
            return Scored(share, symbols, made)
        case Benchmark(ceiling=ceiling, target=target):
            raw = (Fraction(ceiling) - value) / (Fraction(ceiling) - Fraction(target))
            made = working("benchmark", _kept(raw), ceiling=ceiling, target=target)
            share = formulas.benchmark(value, Fraction(ceiling), Fraction(target))
            return Scored(share, symbols, made)
        case HighestOffer():
            made = working("highest-offer", highest=others.highest) if others.highest else working("every-offer-zero")
            return Scored(formulas.highest_offer(value, others.highest), symbols, made)
        case LowestOffer():
            is_lowest = value == others.lowest
            made = working("is-lowest-offer") if is_lowest else working("lowest-offer", lowest=others.lowest)
            return Scored(formulas.lowest_offer(value, others.lowest), symbols, made)
        case Target(full_marks_at=full, no_marks_at=none) | Range(full_at=full, zero_at=none):
            pass
        case Bands(bands=rows):
            reached = [row for row in rows if Fraction(row.at_least) <= value]
            if not reached:
                raise ValueError(f"{plain(value)} is below the first band, {plain(rows[0].at_least)}")
            row = reached[-1]
            made = working("bands", percent=row.percent, start=row.at_least)
            return Scored(Fraction(row.percent) / 100, symbols, made)
        case Panel():
            top = Fraction(highest_mark or 1)
            made = working("panel", highest=top)
            return Scored(formulas.panel(value, top), symbols, made)
        case _:
            assert_never(method)
    raw = (value - Fraction(none)) / (Fraction(full) - Fraction(none))
    made = working("between", _kept(raw), none=none, full=full) if none else working("from-zero", _kept(raw), full=full)
    return Scored(formulas.between(value, Fraction(none), Fraction(full)), symbols, made)
