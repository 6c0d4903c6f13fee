"""The decision on one page: who ranks where, by how much, what decided, who left and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from socialvalue.decimals import pounds
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.report.charts.ranking import ranking_chart
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.ranking import Ranking, ranking
from socialvalue.report.words.roster import LISTED, Roster, averaging, title_of
from socialvalue.report.words.wording import STATUS, figure_name, joined, queries, reason, total

#: Up to this many ranked bids stand with their chart before what decided; beyond, what decided stands first.
ON_ONE_PAGE = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A bid and what is said of it: why it is not ranked, why its price is queried."""

    name: str
    anchor: str
    status: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    headline: str
    lead: str
    key_figures: tuple[tuple[str, str, str], ...]
    ranking: Ranking
    chart: Markup | None
    is_long: bool
    margin: str
    ties: tuple[str, ...]
    unranked: tuple[Named, ...]
    queries: tuple[Named, ...]
    moderation: str
    warnings: tuple[str, ...]
    left_out: str


def decision(criteria: Criteria, people: Roster, warnings: tuple[str, ...] = ()) -> Decision:
    """Return the page that a panel reads first, with the ``warnings`` that nobody may miss."""
    ranked = people.ranked
    return Decision(
        headline=_headline(criteria, people),
        lead=_lead(people),
        key_figures=tuple(_key_figures(criteria, ranked)),
        ranking=ranking(criteria, people, LISTED, _("Q, of 100")),
        chart=ranking_chart(criteria, people),
        is_long=len(ranked) > ON_ONE_PAGE,
        margin=_margin(criteria, ranked),
        ties=_ties(criteria, ranked),
        unranked=tuple(_unranked(people, bid) for bid in people.unranked[:LISTED]),
        queries=tuple(
            Named(bid.bidder, people.anchor(bid), _("Price query"), queries(bid)) for bid in ranked if bid.price_queries
        ),
        moderation=averaging(criteria),
        warnings=warnings,
        left_out=people.left_out,
    )


def _key_figures(criteria: Criteria, ranked: Sequence[EvaluatedBid]) -> list[tuple[str, str, str]]:
    """Return what stands out: the figure of the first place, how far it is ahead, and its price."""
    basis = criteria.basis
    first = ranked[0] if ranked else None
    if first is None or first.total is None:
        return []
    of_100 = _("of 100") if basis.of_100 else ""
    made = [(figure_name(criteria), total(criteria, first.total), of_100)]
    if len(ranked) > 1 and ranked[1].total is not None:
        gap = abs(first.total - ranked[1].total)
        ahead = total(criteria, gap) if gap else _("None")
        made.append((_("Margin over second"), ahead, _("points") if gap and basis.by_points else ""))
    if first.price is not None and not basis.is_price:
        made.append((criteria.price_leaves[0].title, pounds(first.price), ""))
    return made


def _figure(criteria: Criteria, figure: Decimal | None) -> str:
    return _(criteria.basis.with_figure, figure=total(criteria, figure))


def _headline(criteria: Criteria, people: Roster) -> str:
    ranked = people.ranked
    if not ranked:
        return _("No bid is ranked")
    first = [bid.bidder for bid in ranked if bid.rank == 1]
    figure = _figure(criteria, ranked[0].total)
    if len(first) == 1:
        return _("%(bidder)s ranks first with %(figure)s", bidder=first[0], figure=figure)
    if len(first) <= 3:
        return _("%(bidders)s are tied in first place on %(figure)s", bidders=joined(first), figure=figure)
    return _("%(count)s bids are tied in first place on %(figure)s", count=len(first), figure=figure)


def _lead(people: Roster) -> str:
    text = people.summed_up(ngettext("%(n)s bid received", "%(n)s bids received", people.count))
    if people.ranked and people.ranked[0].queries:
        text += " " + _("The price of the bid in first place is being queried.")
    return text


def _margin(criteria: Criteria, ranked: Sequence[EvaluatedBid]) -> str:
    if not ranked:
        return _("No bid is ranked, so there is no margin.")
    if len(ranked) == 1:
        return _("Only one bid is ranked, so there is no margin between first and second.")
    first, second = ranked[0], ranked[1]
    if first.total is None or second.total is None:
        return ""
    gap = abs(first.total - second.total)
    if gap == 0:
        return _("None: the first two bids have the same figure, %(figure)s.", figure=_figure(criteria, first.total))
    values = {
        "gap": total(criteria, gap),
        "first": first.bidder,
        "first_figure": total(criteria, first.total),
        "second": second.bidder,
        "second_figure": total(criteria, second.total),
    }
    if criteria.basis.by_points:
        return _("%(gap)s points between %(first)s (%(first_figure)s) and %(second)s (%(second_figure)s).", **values)
    return _("%(gap)s between %(first)s (%(first_figure)s) and %(second)s (%(second_figure)s).", **values)


def _ties(criteria: Criteria, ranked: Sequence[EvaluatedBid]) -> tuple[str, ...]:
    """Return, for each group of bids with the same figure, what decided between them or that nothing did."""
    made = []
    for figure, group in groupby(ranked, key=lambda bid: bid.total):
        together = list(group)
        if len(together) < 2:
            continue
        deciders = dict.fromkeys(bid.decided_by for bid in together if bid.decided_by)
        shared = dict.fromkeys(bid.rank for bid in together if bid.tied)
        bidders = joined(bid.bidder for bid in together)
        said = [_("%(bidders)s have the same figure, %(figure)s.", bidders=bidders, figure=_figure(criteria, figure))]
        if deciders:
            titles = joined(title_of(criteria, id_) for id_ in deciders)
            said.append(_("The published tie-break decided by %(titles)s.", titles=titles))
        elif not criteria.award.tie_break:
            said.append(_("No tie-break was published."))
        if shared:
            ranks = joined(str(rank) for rank in shared)
            said.append(_("Bids that no tie-break separates share rank %(ranks)s.", ranks=ranks))
        made.append(" ".join(said))
    return tuple(made)


def _unranked(people: Roster, bid: EvaluatedBid) -> Named:
    reasons = tuple(map(reason, bid.failures))
    return Named(bid.bidder, people.anchor(bid), STATUS[bid.status], reasons or (_("No reason is recorded."),))
