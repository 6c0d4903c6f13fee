"""The chart of the decision: points by dimension, or the figure that ranks, a bar a bid."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from socialvalue.model.criteria import Criteria
from socialvalue.report.charts import bars as charts
from socialvalue.report.words.language import _
from socialvalue.report.words.roster import Roster, rank_text
from socialvalue.report.words.wording import figure_name, published, total


def ranking_chart(criteria: Criteria, people: Roster) -> Markup | None:
    """Return points by dimension as stacked bars, or under another basis the figure that ranks as plain bars."""
    award, ranked = criteria.award, [bid for bid in people.in_full if bid.in_ranking]
    if not ranked:
        return None
    places = award.decimal_places
    if not criteria.basis.by_points:
        figures = [total(criteria, bid.total) for bid in ranked]
        bars = [
            charts.Bar(bid.bidder, figure, (bid.total or Decimal(0),), rank=rank_text(bid))
            for bid, figure in zip(ranked, figures, strict=True)
        ]
        order = (
            _("The lowest figure ranks first.") if criteria.basis.lower_first else _("The highest figure ranks first.")
        )
        told = "; ".join(f"{bid.bidder} {figure}" for bid, figure in zip(ranked, figures, strict=True))
        return charts.simple(_("%(figure)s by bid", figure=figure_name(criteria)), f"{order} {told}.", bars)
    titles = [dimension.title for dimension in criteria.dimension]
    bars = [
        charts.Bar(
            bid.bidder,
            published(bid.total, places),
            tuple(d.points or Decimal(0) for d in bid.dimensions),
            tuple(published(d.points, places) for d in bid.dimensions),
            rank_text(bid),
        )
        for bid in ranked
    ]
    told = "; ".join(
        f"{bid.bidder} {published(bid.total, places)}: "
        + ", ".join(f"{t} {published(d.points, places)}" for t, d in zip(titles, bid.dimensions, strict=True))
        for bid in ranked
    )
    title = _("Points by dimension, a bar for each ranked bid")
    return charts.stacked(title, f"{told}.", titles, bars, Decimal(100))
