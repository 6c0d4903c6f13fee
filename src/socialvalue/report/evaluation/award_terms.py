"""The terms of the award: how bids are weighed, ranked, rounded, parted and queried, as published."""

from __future__ import annotations

from socialvalue.decimals import percent, plain, pounds
from socialvalue.model.criteria import Award, Criteria
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.methods import BASES
from socialvalue.report.words.roster import title_of
from socialvalue.report.words.wording import day, joined


def award_terms(criteria: Criteria) -> list[tuple[str, str]]:
    """Return the terms by name, in the order in which they are read; those that do not apply are blank."""
    award = criteria.award
    weighing = {
        "of-total": _("Each weight is a share of the total; all weights add up to 100"),
        "of-parent": _(
            "Dimensions add up to 100, and the parts of each add up to 100; shown here as shares of the total"
        ),
    }
    return [
        (_("Based on"), criteria.source),
        (_("Applies in"), criteria.jurisdiction),
        (_("Ranked by"), f"{BASES[award.basis].title}: {BASES[award.basis].formula}"),
        (_("Weights"), weighing[award.weights]),
        (_("Rounding"), _rounding(award)),
        (_("Ties"), _tie_break(criteria)),
        (_("Panel marks"), _moderation(award)),
        (_("Minimum quality"), _minimum_quality(award)),
        (_("Pounds per quality point"), "" if award.pounds_per_point is None else pounds(award.pounds_per_point)),
        (_("Estimate"), _estimate(award)),
        (_("Price queries"), _price_queries(award)),
        (_("In force"), _in_force(criteria)),
        (_("Licence"), criteria.licence),
    ]


def _rounding(award: Award) -> str:
    return ngettext(
        "Half up, once, to %(n)s decimal place", "Half up, once, to %(n)s decimal places", award.decimal_places
    )


def _tie_break(criteria: Criteria) -> str:
    titles = [title_of(criteria, id_) for id_ in criteria.award.tie_break]
    if not titles:
        return _("No tie-break: equal totals share the rank")
    more = titles[0]
    for title in titles[1:]:
        more = _("%(first)s, then %(next)s", first=more, next=title)
    return _("More points in %(titles)s; bids that are still equal share the rank", titles=more)


def _moderation(award: Award) -> str:
    match award.moderation:
        case "consensus":
            return _("One mark agreed by the panel; marks are never averaged")
        case "mean":
            return _("The mean of the evaluators' individual marks")
        case "median":
            return _("The median of the evaluators' individual marks")


def _minimum_quality(award: Award) -> str:
    if award.minimum_quality is None:
        return ""
    return _(
        "%(minimum)s of all non-price points; a bid below this (not at it) is disqualified",
        minimum=percent(award.minimum_quality),
    )


def _estimate(award: Award) -> str:
    return "" if award.estimate is None else _("%(amount)s, the authority's own", amount=pounds(award.estimate))


def _price_queries(award: Award) -> str:
    low, tests = award.abnormally_low, []
    if low and low.below_mean_sd is not None:
        if low.below_mean_sd == 1:
            tests.append(
                _("more than one standard deviation below the mean of the bids being scored (five bids or more)")
            )
        else:
            tests.append(
                _(
                    "more than %(deviations)s standard deviations below the mean of the bids being scored (five bids "
                    "or more)",
                    deviations=plain(low.below_mean_sd),
                )
            )
    if low and low.below_estimate_percent is not None:
        tests.append(_("%(share)s or more below the authority's estimate", share=percent(low.below_estimate_percent)))
    if not tests:
        return ""
    return _("A price is queried when it is %(tests)s. A query does not exclude a bid.", tests=joined(tests, "or"))


def _in_force(criteria: Criteria) -> str:
    start, end = day(criteria.effective_from), day(criteria.effective_to)
    if start and end:
        return _("From %(start)s to %(end)s", start=start, end=end)
    if start:
        return _("From %(start)s", start=start)
    return _("To %(end)s", end=end) if end else ""
