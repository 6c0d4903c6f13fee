"""What was asked for and how it becomes points, in words."""

from __future__ import annotations

from typing import assert_never

from socialvalue.decimals import percent
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
from socialvalue.model.methods import AnyMethod
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.methods import METHODS, commitment_terms
from socialvalue.report.words.wording import humanised, joined, say, signed


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
            return _("An amount in pounds")
        case WholeLifeCostInput(discount_rate=rate, years=years):
            if years is None:
                return _("Costs by year, discounted at %(rate)s a year", rate=percent(rate))
            return ngettext(
                "Costs by year over %(n)s year, discounted at %(rate)s a year",
                "Costs by year over %(n)s years, discounted at %(rate)s a year",
                years,
                rate=percent(rate),
            )
        case QuantityInput(unit=unit):
            return _("A quantity in %(unit)s", unit=unit)
        case PercentInput():
            return _("A percentage")
        case PanelInput(scale=id_):
            return _("A mark on the scale “%(scale)s”", scale=scale_title(criteria.scale_by_id[id_]))
        case CommitmentsInput():
            titles = joined(measure_title(criteria.measure_by_id[id_]) for id_ in given.measures)
            text = _("Commitments valued in pounds: %(measures)s", measures=titles)
            terms = "; ".join(f"{name} {rate}" for name, rate in commitment_terms(given))
            return f"{text} ({terms})" if terms else text
        case _:
            assert_never(given)


def scored(method: AnyMethod | None, given: Input) -> str:
    """Return how an answer becomes points, with the published figures of this model."""
    if method is None:
        return _("It has no points: the published basis of the award says how it counts")
    name = METHODS[method.method].title
    terms = _terms(method, given)
    return f"{name}: {terms}" if terms else name


def _terms(method: AnyMethod, given: Input) -> str:
    """Return the figures that the model sets for a method; nothing where it sets none."""
    return "; ".join(say(term, lambda number: signed(given, number, exactly=True)) for term in method.terms)
