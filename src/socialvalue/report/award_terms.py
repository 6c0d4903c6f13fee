"""The terms of the award: how bids are weighed, ranked, rounded, parted and queried, as published."""

from __future__ import annotations

from socialvalue.decimals import plain, pounds
from socialvalue.model.criteria import Award, Criteria
from socialvalue.report.methods import BASES
from socialvalue.report.roster import title_of
from socialvalue.report.words import counted, day, joined


def award_terms(criteria: Criteria) -> list[tuple[str, str]]:
    """Return the terms by name, in the order in which they are read; those that do not apply are blank."""
    award = criteria.award
    weighing = {
        "of-total": "Each weight is a share of the total; all weights add up to 100",
        "of-parent": "Dimensions add up to 100, and the parts of each add up to 100; shown here as shares of the total",
    }
    return [
        ("Based on", criteria.source),
        ("Applies in", criteria.jurisdiction),
        ("Ranked by", f"{BASES[award.basis].title}: {BASES[award.basis].formula}"),
        ("Weights", weighing[award.weights]),
        ("Rounding", f"Half up, once, to {counted(award.decimal_places, 'decimal place')}"),
        ("Ties", _tie_break(criteria)),
        ("Panel marks", _moderation(award)),
        ("Minimum quality", _minimum_quality(award)),
        ("Pounds per quality point", "" if award.pounds_per_point is None else pounds(award.pounds_per_point)),
        ("Estimate", "" if award.estimate is None else f"{pounds(award.estimate)}, the authority's own"),
        ("Price queries", _price_queries(award)),
        ("In force", _in_force(criteria)),
        ("Licence", criteria.licence),
    ]


def _tie_break(criteria: Criteria) -> str:
    if not criteria.award.tie_break:
        return "No tie-break: equal totals share the rank"
    titles = [title_of(criteria, id_) for id_ in criteria.award.tie_break]
    return f"More points in {', then '.join(titles)}; what is still equal shares the rank"


def _moderation(award: Award) -> str:
    if award.moderation == "consensus":
        return "One mark agreed by the panel; marks are never averaged"
    return f"The {award.moderation} of the evaluators' individual marks"


def _minimum_quality(award: Award) -> str:
    if award.minimum_quality is None:
        return ""
    return f"{plain(award.minimum_quality)}% of all non-price points; below it, not at it, a bid is disqualified"


def _price_queries(award: Award) -> str:
    low, tests = award.abnormally_low, []
    if low and low.below_mean_sd is not None:
        one = low.below_mean_sd == 1
        deviations = "one standard deviation" if one else f"{plain(low.below_mean_sd)} standard deviations"
        tests.append(f"more than {deviations} below the mean of the bids being scored (five bids or more)")
    if low and low.below_estimate_percent is not None:
        tests.append(f"{plain(low.below_estimate_percent)}% or more below the authority's estimate")
    return f"A price is queried when it is {joined(tests, 'or')}. A query excludes nobody." if tests else ""


def _in_force(criteria: Criteria) -> str:
    start, end = day(criteria.effective_from), day(criteria.effective_to)
    if start:
        return f"From {start} to {end}" if end else f"From {start}"
    return f"To {end}" if end else ""
