"""From a value to points with their working: every score method, none forgotten (`assert_never`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from socialvalue.decimals import plain
from socialvalue.model.methods import (
    AboveLowest,
    Bands,
    Benchmark,
    DeviationFromMean,
    HighestOffer,
    LowestOffer,
    LowestPrice,
    Method,
    Panel,
    PriceRange,
    Range,
    Target,
)
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
    working: str


def _figures(value: Fraction) -> str:
    return plain(value)


def _kept(raw: Fraction, working: str, weight: str) -> str:
    """Say it in the working where the formula ran past its ends and was kept inside them."""
    if raw < 0:
        return f"{working}, not below 0"
    return f"{working}, not above {weight}" if raw > 1 else working


def score(  # noqa: PLR0912 - one branch a method, so that mypy names one that was only half added
    method: Method, weight: Decimal, value: Fraction, field: Field | None, highest_mark: Decimal | None
) -> Scored:
    """Return the share of ``weight`` that ``value`` earns by ``method``, with its working.

    ``field`` is needed by methods that depend on the other bids, ``highest_mark`` by the method panel.

    Raises:
        ValueError: For a value below the first row of `bands`, which intake refuses with its cell.
    """
    w, p = plain(weight), _figures(value)
    others = field or Field(value, value, value)
    low, high, mean = _figures(others.lowest), _figures(others.highest), _figures(others.mean)
    match method:
        case LowestPrice():
            return Scored(formulas.lowest_price(value, others.lowest), "W × min ÷ p", f"{w} × {low} ÷ {p}")
        case PriceRange():
            share = formulas.price_range(value, others.lowest, others.highest)
            working = f"{w} × ({high} − {p}) ÷ ({high} − {low})"
            if others.lowest == others.highest:
                working = f"{w}, as all are equal at {p}"
            return Scored(share, "W × (max − p) ÷ (max − min)", working)
        case AboveLowest(zero_at=zero_at):
            raw = 1 - (value / others.lowest - 1) / (Fraction(zero_at) - 1)
            working = _kept(raw, f"{w} × (1 − ({p} ÷ {low} − 1) ÷ ({plain(zero_at)} − 1))", w)
            share = formulas.above_lowest(value, others.lowest, Fraction(zero_at))
            return Scored(share, "W × max(0, 1 − (p ÷ min − 1) ÷ (zero-at − 1))", working)
        case DeviationFromMean():
            share = formulas.deviation_from_mean(value, others.mean)
            raw = Fraction(1, 2) if others.mean == 0 else Fraction(3, 2) - value / others.mean
            working = f"{w} × (50 − 100 × ({p} − {mean}) ÷ {mean}) ÷ 100"
            if others.mean == 0:
                working = f"{w} × 50 ÷ 100, as all are zero"
            return Scored(share, "W × clamp(50 − 100 × (p − mean) ÷ mean, 0, 100) ÷ 100", _kept(raw, working, w))
        case Benchmark(ceiling=ceiling, target=target):
            raw = (Fraction(ceiling) - value) / (Fraction(ceiling) - Fraction(target))
            c, t = plain(ceiling), plain(target)
            working = _kept(raw, f"{w} × ({c} − {p}) ÷ ({c} − {t})", w)
            share = formulas.benchmark(value, Fraction(ceiling), Fraction(target))
            return Scored(share, "W × clamp((ceiling − p) ÷ (ceiling − target), 0, 1)", working)
        case HighestOffer():
            working = f"{w} × {p} ÷ {high}" if others.highest else "0, as every offer is zero"
            return Scored(formulas.highest_offer(value, others.highest), "W × p ÷ max", working)
        case LowestOffer():
            working = f"{w}, the lowest offer" if value == others.lowest else f"{w} × {low} ÷ {p}"
            formula = "W for the lowest, else W × min ÷ p"
            return Scored(formulas.lowest_offer(value, others.lowest), formula, working)
        case Target(full_marks_at=full, no_marks_at=none):
            formula = "W × clamp((p − no-marks-at) ÷ (full-marks-at − no-marks-at), 0, 1)"
            return _line(w, p, value, none, full, formula)
        case Range(zero_at=none, full_at=full):
            return _line(w, p, value, none, full, "W × clamp((p − zero-at) ÷ (full-at − zero-at), 0, 1)")
        case Bands(bands=rows):
            reached = [row for row in rows if Fraction(row.at_least) <= value]
            if not reached:
                raise ValueError(f"{p} is below the first band, {plain(rows[0].at_least)}")
            row = reached[-1]
            working = f"{w} × {plain(row.percent)} ÷ 100, the band from {plain(row.at_least)}"
            return Scored(Fraction(row.percent) / 100, "W × percent of the last band that p reaches ÷ 100", working)
        case Panel():
            top = Fraction(highest_mark or 1)
            working = f"{w} × {p} ÷ {_figures(top)}"
            return Scored(formulas.panel(value, top), "W × mark ÷ highest mark of the scale", working)
        case _:
            assert_never(method)


def _line(w: str, p: str, value: Fraction, none: Decimal, full: Decimal, formula: str) -> Scored:
    raw = (value - Fraction(none)) / (Fraction(full) - Fraction(none))
    zero, top = plain(none), plain(full)
    working = f"{w} × {p} ÷ {top}" if none == 0 else f"{w} × ({p} − {zero}) ÷ ({top} − {zero})"
    return Scored(formulas.between(value, Fraction(none), Fraction(full)), formula, _kept(raw, working, w))
