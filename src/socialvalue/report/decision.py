"""The decision on one page: who ranks where, by how much, what decided, who left and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from socialvalue.decimals import pounds
from socialvalue.model.criteria import LOWER_FIRST, NEEDS_QUALITY, Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.report.ranking_chart import ranking_chart
from socialvalue.report.roster import LISTED, Roster, dimension_weights, rank_text, title_of
from socialvalue.report.words import FIGURE, NOTHING, counted, joined, part, published, sentence, total

#: More dimensions than this do not fit beside names and prices on a page; the table of scores has them all.
MOST_DIMENSIONS = 6

#: Under a basis that ranks by another figure, which is often a long amount of money.
MOST_BESIDE_A_FIGURE = 4

#: Up to this many ranked bids stand on one page with their chart and what decided.
ON_ONE_PAGE = 10


@dataclass(frozen=True, slots=True)
class RankingRow:
    rank: str
    name: str
    anchor: str
    flags: tuple[str, ...]
    dimensions: tuple[str, ...]
    quality: str
    total: str
    price: str


@dataclass(frozen=True, slots=True)
class Named:
    """A bid and what is said of it: why it is not ranked, why its price is queried."""

    name: str
    anchor: str
    status: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    title: str
    below: str


@dataclass(frozen=True, slots=True)
class Decision:
    headline: str
    lead: str
    dimension_heads: tuple[Head, ...]
    quality_head: Head | None
    total_head: Head
    by_figure: bool
    price_head: Head | None
    rows: tuple[RankingRow, ...]
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
    award, ranked = criteria.award, people.ranked
    basis, places = award.basis, award.decimal_places
    weights = dimension_weights(criteria)
    most = MOST_DIMENSIONS if basis == "weighted-total" else MOST_BESIDE_A_FIGURE
    shown = criteria.dimension if len(criteria.dimension) <= most else ()
    if basis != "weighted-total":
        # A dimension that holds only the price has no points under these bases: its column would be dashes.
        given = {points.id for bid in ranked for points in bid.dimensions if points.points is not None}
        shown = tuple(dimension for dimension in shown if dimension.id in given)
    has_price = basis != "lowest-price" and any(bid.price is not None for bid in ranked)
    return Decision(
        headline=_headline(criteria, people),
        lead=_lead(people),
        dimension_heads=tuple(Head(d.title, f"of {weights[d.id]}") for d in shown),
        quality_head=Head("Quality", "Q, of 100") if basis in NEEDS_QUALITY and basis != "highest-quality" else None,
        total_head=_total_head(criteria),
        by_figure=basis != "weighted-total",
        price_head=Head(criteria.price_leaves[0].title, "") if has_price else None,
        rows=tuple(
            RankingRow(
                rank=rank_text(bid),
                name=bid.bidder,
                anchor=people.anchor(bid),
                flags=_flags(criteria, bid),
                dimensions=tuple(_points(bid, d.id, places) for d in shown),
                quality=part(bid.quality, places),
                total=total(basis, bid.total, places),
                price=NOTHING if bid.price is None else pounds(bid.price),
            )
            for bid in ranked[:LISTED]
        ),
        chart=ranking_chart(criteria, people),
        is_long=len(ranked) > ON_ONE_PAGE,
        margin=_margin(criteria, ranked),
        ties=_ties(criteria, ranked),
        unranked=tuple(_unranked(people, bid) for bid in people.unranked[:LISTED]),
        queries=tuple(
            Named(bid.bidder, people.anchor(bid), "Price query", tuple(map(sentence, bid.queries)))
            for bid in ranked
            if bid.queries
        ),
        moderation=averaging(criteria),
        warnings=warnings,
        left_out=people.left_out,
    )


def _total_head(criteria: Criteria) -> Head:
    basis = criteria.award.basis
    if basis == "weighted-total":
        return Head("Total", "of 100")
    return Head(FIGURE[basis], "lowest first" if basis in LOWER_FIRST else "highest first")


def _points(bid: EvaluatedBid, id_: str, places: int) -> str:
    return next((published(d.points, places) for d in bid.dimensions if d.id == id_), NOTHING)


def _flags(criteria: Criteria, bid: EvaluatedBid) -> tuple[str, ...]:
    flags = []
    if bid.queries:
        flags.append("Price query")
    if bid.tied:
        flags.append("Shares its rank")
    elif bid.decided_by:
        flags.append(f"Tie decided by {title_of(criteria, bid.decided_by)}")
    return tuple(flags)


def _figure(criteria: Criteria, figure: Decimal | None) -> str:
    award = criteria.award
    text = total(award.basis, figure, award.decimal_places)
    match award.basis:
        case "weighted-total":
            return f"{text} points"
        case "price-per-quality-point":
            return f"{text} per quality point"
        case "highest-quality":
            return f"a quality of {text}"
        case "weighted-value":
            return f"a value index of {text}"
        case _:
            return text


def _headline(criteria: Criteria, people: Roster) -> str:
    ranked = people.ranked
    if not ranked:
        return "No bid is ranked"
    first = [bid for bid in ranked if bid.rank == 1]
    names = joined(bid.bidder for bid in first[:3]) if len(first) <= 3 else f"{len(first)} bids"
    figure = _figure(criteria, ranked[0].total)
    return f"{names} {'ranks first' if len(first) == 1 else 'share the first rank'} with {figure}"


def _lead(people: Roster) -> str:
    left = [
        f"{count} {status}"
        for status in ("disqualified", "withdrawn")
        if (count := sum(bid.status == status for bid in people.unranked))
    ]
    parts = [f"{counted(people.count, 'bid')} received", f"{len(people.ranked) or 'none'} ranked", *left]
    text = f"{', '.join(parts)}."
    if people.ranked and people.ranked[0].queries:
        text += " The price of the bid in first place is being queried."
    return text


def _margin(criteria: Criteria, ranked: Sequence[EvaluatedBid]) -> str:
    if not ranked:
        return "No bid remained to be ranked, so there is no margin."
    if len(ranked) == 1:
        return "Only one bid is ranked, so there is no margin between first and second."
    first, second = ranked[0], ranked[1]
    if first.total is None or second.total is None:
        return ""
    gap = abs(first.total - second.total)
    if gap == 0:
        return f"None: the first two bids have the same figure, {_figure(criteria, first.total)}."
    basis, places = criteria.award.basis, criteria.award.decimal_places
    unit = " points" if basis == "weighted-total" else ""
    return (
        f"{total(basis, gap, places)}{unit} between {first.bidder} ({total(basis, first.total, places)}) and "
        f"{second.bidder} ({total(basis, second.total, places)})."
    )


def _ties(criteria: Criteria, ranked: Sequence[EvaluatedBid]) -> tuple[str, ...]:
    """Return, for each group of bids with the same figure, what decided between them or that nothing did."""
    made = []
    for figure, group in groupby(ranked, key=lambda bid: bid.total):
        together = list(group)
        if len(together) < 2:
            continue
        deciders = dict.fromkeys(bid.decided_by for bid in together if bid.decided_by)
        shared = dict.fromkeys(bid.rank for bid in together if bid.tied)
        text = f"{joined(bid.bidder for bid in together)} have the same figure, {_figure(criteria, figure)}."
        if deciders:
            text += f" The published tie-break decided by {joined(title_of(criteria, id_) for id_ in deciders)}."
        elif not criteria.award.tie_break:
            text += " No tie-break was published."
        if shared:
            text += f" What no tie-break separates shares its rank: {joined(str(rank) for rank in shared)}."
        made.append(text)
    return tuple(made)


def _unranked(people: Roster, bid: EvaluatedBid) -> Named:
    status = "Withdrawn" if bid.status == "withdrawn" else "Disqualified"
    reasons = tuple(sentence(reason.removeprefix(f"{status}: ")) for reason in bid.failed)
    return Named(bid.bidder, people.anchor(bid), status, reasons or ("No reason is recorded.",))


def averaging(criteria: Criteria) -> str:
    """Say by which rule the panel's marks were averaged; nothing where they were agreed."""
    if criteria.award.moderation == "consensus":
        return ""
    rule = criteria.award.moderation
    return f"The {rule} of the evaluators' individual marks, as the tender documents said it would be."
