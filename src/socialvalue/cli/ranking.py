"""How a ranking is shown: the table, who is out and why, what to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialvalue.cli import show

if TYPE_CHECKING:
    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.model.evaluation import EvaluatedBid


def show_ranking(one: Evaluated) -> None:
    """Show the ranking, who is out and why, price queries and notes."""
    from socialvalue.model.evaluation import STATUSES

    criteria, bids = one.criteria, one.evaluation.bids
    title = criteria.competition.title or criteria.title
    show.heading(f"{one.target.lot}: {title}" if one.target.lot else title)
    model = criteria.title if criteria.title != title else "Award model"
    show.line(f"{model}, version {criteria.version}")
    show.line()
    ranked = [bid for bid in bids if bid.in_ranking]
    if ranked:
        header = ["Rank", "Bidder", criteria.basis.figure, *(d.title for d in criteria.dimension), "Price"]
        show.table(header, [_row(bid) for bid in ranked], right=[0, *range(2, len(header))])
    else:
        show.line("No bid is ranked.")
    for bid in bids:
        for reason in (*bid.failed, *bid.queries):
            show.line()
            show.line(f"{bid.bidder} ({STATUSES[bid.status]}): {reason}")
    show.line()
    show.warnings(one.evaluation.warnings)
    show.notes(one.evaluation.notes)
    show.notes([note for note in one.notes if str(note) not in one.evaluation.notes])
    show.line(f"Written: {one.target.out / 'evaluation.json'} and {one.target.out / 'results.xlsx'}")


def _row(bid: EvaluatedBid) -> list[str]:
    from socialvalue.decimals import pounds

    dimensions = ["–" if d.points is None else format(d.points, "f") for d in bid.dimensions]
    price = "–" if bid.price is None else pounds(bid.price)
    rank = f"{bid.rank}=" if bid.tied else str(bid.rank)
    return [rank, bid.bidder, format(bid.total or 0, "f"), *dimensions, price]
