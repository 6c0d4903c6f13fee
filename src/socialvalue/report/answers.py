"""What was asked for and how it becomes points, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from socialvalue.decimals import grouped, plain
from socialvalue.model.criteria import Criteria, Measure, Scale
from socialvalue.model.inputs import (
    CommitmentsInput,
    Input,
    MoneyInput,
    PanelInput,
    PercentInput,
    QuantityInput,
    WholeLifeCostInput,
)
from socialvalue.model.methods import AboveLowest, Bands, Benchmark, Method, Range, Target
from socialvalue.report.methods import METHODS, commitment_terms
from socialvalue.report.words import humanised, joined


def scale_title(scale: Scale) -> str:
    """Return what a scale is called: its title, else its id in words."""
    return scale.title or humanised(scale.id)


def measure_title(measure: Measure) -> str:
    """Return what a measure is called: its title, else its id in words."""
    return measure.title or humanised(measure.id)


def asks(criteria: Criteria, given: Input) -> str:
    """Return what a bidder or the panel was asked for."""
    match given:
        case MoneyInput():
            return "An amount in pounds"
        case WholeLifeCostInput(discount_rate=rate, years=years):
            span = f" over {years} years" if years else ""
            return f"Costs by year{span}, discounted at {plain(rate)}% a year"
        case QuantityInput(unit=unit):
            return f"A quantity in {unit}"
        case PercentInput():
            return "A percentage"
        case PanelInput(scale=id_):
            return f"A mark on the scale “{scale_title(criteria.scale_by_id[id_])}”"
        case CommitmentsInput():
            terms = "; ".join(f"{name} {rate}" for name, rate in commitment_terms(given))
            titles = joined(measure_title(criteria.measure_by_id[id_]) for id_ in given.measures)
            return f"Commitments valued in pounds: {titles}{f' ({terms})' if terms else ''}"
        case _:
            assert_never(given)


def scored(method: Method | None, given: Input) -> str:
    """Return how an answer becomes points, with the published figures of this model."""
    if method is None:
        return "Not scored: the basis ranks by it"
    name = METHODS[method.method].title

    def unit(number: Decimal) -> str:
        figure = grouped(number)
        if isinstance(given, MoneyInput | WholeLifeCostInput | CommitmentsInput):
            return f"£{figure}"
        return f"{figure}%" if isinstance(given, PercentInput) else figure

    match method:
        case AboveLowest(zero_at=zero):
            return f"{name}: no points at {plain(zero)} times the lowest"
        case Benchmark(ceiling=ceiling, target=target):
            return f"{name}: all points at {unit(target)} or below, none at {unit(ceiling)} or above"
        case Target(full_marks_at=full, no_marks_at=none):
            return f"{name}: all points from {unit(full)}" + (f", none up to {unit(none)}" if none else "")
        case Range(zero_at=none, full_at=full):
            return f"{name}: none at {unit(none)}, all at {unit(full)}"
        case Bands(bands=rows):
            steps = (f"{plain(row.percent)}% of the points from {unit(row.at_least)}" for row in rows)
            return f"{name}: {'; '.join(steps)}"
        case _:
            return name
