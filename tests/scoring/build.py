"""Small competitions for the tests of scoring: price and marks in, an evaluation out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from socialvalue.errors import Place
from socialvalue.model.competition import Amount, Answer, Bid, Competition, StandardAnswer
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.model.outcome import Withdrawn
from socialvalue.scoring import evaluate
from tests.models import SMALL, changed, criteria

LOWEST = '{ method = "lowest-price" }'
PERCENT = '{ method = "target", full-marks-at = 100 }'


def model(text: str) -> Criteria:
    """Return the criteria written in ``text``."""
    return criteria(text)


def two_text(price: str = LOWEST, weight: str = "40", award: str = "", plan: str = PERCENT) -> str:
    """Return `models.SMALL` with ``weight`` on the price, and a percentage of quality where a panel marks the plan."""
    panel = '{ kind = "panel", scale = "marks" }\nscore = { method = "panel" }'
    return changed(
        SMALL.partition("[[scale]]")[0],
        ('"social"', '"quality"'),
        ('"Social"', '"Quality"'),
        ('tie-break = ["cost"]', award),
        ('title = "Price"\nweight = 60', f'title = "Price"\nweight = {weight}'),
        ('title = "Plan"\nweight = 40', f'title = "Plan"\nweight = {100 - Decimal(weight)}'),
        (f'{{ kind = "money" }}\nscore = {LOWEST}', f'{{ kind = "money" }}\nscore = {price}'),
        (panel, f'{{ kind = "percent" }}\nscore = {plan}'),
    )


def two(price: str = LOWEST, weight: str = "40", award: str = "", plan: str = PERCENT) -> Criteria:
    """Return the model of that text."""
    return model(two_text(price, weight, award, plan))


def bid(
    name: str,
    *,
    standards: Mapping[str, str] | None = None,
    withdrawn: str = "",
    answers: Mapping[str, str] | None = None,
    **more: str,
) -> Bid:
    """Return a bid of amounts by criterion id; ids that are no Python names go into ``answers``."""
    given: dict[str, Answer] = {
        key: Amount(Decimal(value), Place(file=name, cell="D7")) for key, value in {**(answers or {}), **more}.items()
    }
    said = {key: StandardAnswer(text, Place(file=name)) for key, text in (standards or {}).items()}
    return Bid(name, given, said, Withdrawn(reason=withdrawn) if withdrawn else None)


def result(criteria: Criteria, *bids: Bid) -> Evaluation:
    """Return the evaluation of ``bids``."""
    return evaluate(criteria, Competition(bids=bids))


def by_name(evaluation: Evaluation) -> dict[str, EvaluatedBid]:
    """Return the evaluated bids by bidder."""
    return {one.bidder: one for one in evaluation.bids}


def totals(evaluation: Evaluation) -> dict[str, str]:
    """Return the published totals by bidder, as text."""
    return {one.bidder: str(one.total) for one in evaluation.bids}


def prices_and_quality(criteria: Criteria, rows: Mapping[str, tuple[str, str]]) -> Evaluation:
    """Return the evaluation of bids given as name: (quality, price)."""
    return result(criteria, *(bid(name, plan=plan, price=price) for name, (plan, price) in rows.items()))
