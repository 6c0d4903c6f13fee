"""Who ranks where, as a table: one view for the evaluation report and the board summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from socialvalue.decimals import pounds
from socialvalue.model.criteria import Criteria, Dimension
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.report.words.language import _
from socialvalue.report.words.roster import (
    MOST_BESIDE_A_FIGURE,
    MOST_DIMENSIONS,
    Linked,
    Roster,
    dimension_weights,
    rank_text,
    title_of,
)
from socialvalue.report.words.wording import NOTHING, figure_name, part, published, total


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its heading, what stands below it, and what it holds. ``total`` is what ranks."""

    title: str
    below: str
    kind: Literal["points", "quality", "total", "price"]


@dataclass(frozen=True, slots=True)
class Row:
    """A bid of the ranking: ``figures`` in the order of the columns."""

    rank: str
    name: str
    anchor: str
    flags: tuple[str, ...]
    figures: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The table. ``by_figure`` says that another figure than points ranks; ``left_out`` how many rows are elsewhere."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    by_figure: bool
    left_out: str = ""


def ranking(criteria: Criteria, people: Roster, most: int, quality_below: str) -> Ranking:
    """Return the ranking of the first ``most`` bids; ``quality_below`` stands under the heading of quality."""
    shown = _dimensions(criteria, people)
    return Ranking(
        columns=tuple(_columns(criteria, people, shown, quality_below)),
        rows=tuple(
            Row(
                rank=rank_text(bid),
                name=bid.bidder,
                anchor=people.anchor(bid),
                flags=tuple(_flags(criteria, bid)),
                figures=tuple(_figures(criteria, people, bid, shown)),
            )
            for bid in people.ranked[:most]
        ),
        by_figure=not criteria.basis.by_points,
    )


def _dimensions(criteria: Criteria, people: Roster) -> tuple[Dimension, ...]:
    by_points = criteria.basis.by_points
    if len(criteria.dimension) > (MOST_DIMENSIONS if by_points else MOST_BESIDE_A_FIGURE):
        return ()
    if by_points:
        return criteria.dimension
    # A dimension that holds only the price has no points under these bases: its column would be dashes.
    given = {points.id for bid in people.ranked for points in bid.dimensions if points.points is not None}
    return tuple(dimension for dimension in criteria.dimension if dimension.id in given)


def _has_price(criteria: Criteria, people: Roster) -> bool:
    return not criteria.basis.is_price and any(bid.price is not None for bid in people.ranked)


def _columns(criteria: Criteria, people: Roster, shown: tuple[Dimension, ...], quality_below: str) -> Iterator[Column]:
    weights, basis = dimension_weights(criteria), criteria.basis
    for dimension in shown:
        yield Column(dimension.title, _("of %(weight)s", weight=weights[dimension.id]), "points")
    if basis.mixes:
        yield Column(_("Quality"), quality_below, "quality")
    order = _("lowest first") if basis.lower_first else _("highest first")
    yield Column(figure_name(criteria), _("of 100") if basis.by_points else order, "total")
    if _has_price(criteria, people):
        yield Column(criteria.price_leaves[0].title, "", "price")


def _figures(criteria: Criteria, people: Roster, bid: EvaluatedBid, shown: tuple[Dimension, ...]) -> Iterator[Linked]:
    """Yield a bid's figures, each leading to where its parts stand on the bid's page."""
    award = criteria.award
    points = {one.id: one.points for one in bid.dimensions}
    for place, dimension in enumerate(criteria.dimension, start=1):
        if dimension in shown:
            told = published(points.get(dimension.id), award.decimal_places)
            yield Linked(told, people.dimension(bid, place))
    if criteria.basis.mixes:
        yield Linked(part(bid.quality, award.decimal_places), "")
    yield Linked(total(criteria, bid.total), people.anchor(bid))
    if _has_price(criteria, people):
        yield _price(criteria, people, bid)


def _price(criteria: Criteria, people: Roster, bid: EvaluatedBid) -> Linked:
    if bid.price is None:
        return Linked(NOTHING, "")
    first = criteria.price_leaves[0]
    place = next(i for i, leaf in enumerate(criteria.leaves, start=1) if leaf.key == first.key)
    return Linked(pounds(bid.price), people.entry(bid, place))


def _flags(criteria: Criteria, bid: EvaluatedBid) -> Iterator[str]:
    if bid.queries:
        yield _("Price query")
    if bid.tied:
        yield _("Shares its rank")
    elif bid.decided_by:
        yield _("Tie decided by %(title)s", title=title_of(criteria, bid.decided_by))
