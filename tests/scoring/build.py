"""Small competitions for the tests of scoring: price and marks in, an evaluation out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal

from socialvalue.errors import Place
from socialvalue.model.competition import Amount, Answer, Bid, Competition, StandardAnswer
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.model.outcome import Withdrawn
from socialvalue.scoring import evaluate

#: A model with a price and a quality percentage; the words in capitals are replaced.
PRICE_AND_QUALITY = """
format = 1
id = "two"
version = "1"
title = "Price and quality"
[award]
AWARD
[[dimension]]
id = "cost"
title = "Cost"
[[dimension]]
id = "quality"
title = "Quality"
[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = PRICEWEIGHT
input = { kind = "money" }
score = PRICESCORE
[[criterion]]
id = "plan"
dimension = "quality"
title = "Plan"
weight = QUALITYWEIGHT
input = { kind = "percent" }
score = PLANSCORE
"""

PERCENT = '{ method = "target", full-marks-at = 100 }'


def model(text: str) -> Criteria:
    """Return the criteria written in ``text``."""
    return Criteria.model_validate(tomllib.loads(text, parse_float=Decimal))


def two(
    price: str = '{ method = "lowest-price" }', weight: str = "40", award: str = "", plan: str = PERCENT
) -> Criteria:
    """Return a model of price and a quality percentage, with ``weight`` on the price."""
    rest = str(100 - Decimal(weight))
    text = PRICE_AND_QUALITY.replace("PRICEWEIGHT", weight).replace("QUALITYWEIGHT", rest)
    return model(text.replace("PRICESCORE", price).replace("PLANSCORE", plan).replace("AWARD", award))


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
