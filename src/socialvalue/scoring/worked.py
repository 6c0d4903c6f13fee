"""Whether a worked example comes out as its author expected: points, totals, ranks and statuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from socialvalue.decimals import fixed
from socialvalue.model.competition import Competition
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.scoring.evaluate import evaluate


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that did not come out as expected, with the working behind it where it has one."""

    bidder: str
    what: str
    expected: str
    actual: str
    working: str = ""


def differences(
    criteria: Criteria, competition: Competition, expected: Mapping[str, Mapping[str, Any]]
) -> tuple[Evaluation, list[Difference]]:
    """Return the evaluation of a worked example, and where it differs from what its author expected."""
    evaluation = evaluate(criteria, competition)
    by_name = {bid.bidder: bid for bid in evaluation.bids}
    found = [
        Difference(bidder, what, _text(wanted), actual, _working(by_name[bidder], what))
        for bidder, figures in expected.items()
        for what, wanted in figures.items()
        if not _same(wanted, actual := _actual(criteria, by_name[bidder], what, wanted))
    ]
    return evaluation, found


def _text(wanted: Any) -> str:
    return format(wanted, "f") if isinstance(wanted, Decimal) else str(wanted)


def _same(wanted: Any, actual: str) -> bool:
    text = _text(wanted)
    if text == actual:
        return True
    try:
        return Decimal(text) == Decimal(actual)
    except ArithmeticError:
        return False


def _actual(criteria: Criteria, bid: EvaluatedBid, what: str, wanted: Any) -> str:
    """Return the figure called ``what``, rounded to the places published or, where more, as many as expected."""
    written = len(_text(wanted).partition(".")[2])
    places = max(criteria.award.decimal_places, written)
    match what:
        case "status":
            return bid.status
        case "rank":
            return "none" if bid.rank is None else str(bid.rank)
        case "tied":
            return str(bid.tied)
        case "total":
            return "none" if bid.total is None else format(bid.total, "f")
        case _:
            scores = [score for score in bid.scores if what in {score.key, score.criterion}]
            published = next((d.points for d in bid.dimensions if d.id == what), None)
            if not scores and published is not None and written <= criteria.award.decimal_places:
                return format(published, "f")
            if not scores:
                of_dimension = {c.id for c in criteria.criterion if c.dimension == what}
                scores = [score for score in bid.scores if score.criterion in of_dimension]
            if not scores or any(score.points is None for score in scores):
                return "not scored"
            return fixed(sum((Fraction(score.points or 0) for score in scores), Fraction(0)), places)


def _working(bid: EvaluatedBid, what: str) -> str:
    return "; ".join(score.working for score in bid.scores if what in {score.key, score.criterion})
