"""The edges of an evaluation: exactly at a minimum, answers that are not there, what is given no points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from socialvalue.model.competition import Competition
from socialvalue.model.criteria import Criteria
from socialvalue.model.outcome import BelowMinimum, BelowMinimumQuality
from socialvalue.scoring.worked import differences
from tests.scoring.build import bid, model, result, two

QUESTION = """
[[criterion.question]]
id = "ID"
title = "Question ID"
weight = WEIGHT
minimum = MINIMUM
input = { kind = "quantity", unit = "u" }
score = { method = "target", full-marks-at = 600 }
"""


def _questions(*weights: str, minimum: str = "0", whole: str = "", award: str = "") -> Criteria:
    head = f"""
format = 1
id = "q"
version = "1"
title = "Q"
award = {{ {award} }}
dimension = [ {{ id = "d", title = "D" }} ]
[[criterion]]
id = "c"
dimension = "d"
title = "Whole"
{whole}
"""
    rows = [QUESTION.replace("ID", "abc"[n]).replace("WEIGHT", weight) for n, weight in enumerate(weights)]
    return model(head + "".join(rows).replace("MINIMUM", minimum))


@pytest.mark.parametrize(("value", "share"), [("239.9", "39.98333333333333333333333333"), ("240", None)])
def test_a_minimum_is_met_at_it_and_missed_just_below(value: str, share: str | None) -> None:
    """40% of 600 is 240. The failure names question and criterion, and the exact share."""
    (only,) = result(_questions("100", minimum="40"), bid("A", answers={"c.a": value})).bids
    if share is None:
        assert () == only.failures
    else:
        expected = BelowMinimum(id="c.a", title="Whole: Question a", share=Decimal(share), minimum=Decimal(40))
        assert (expected,) == only.failures


@pytest.mark.parametrize(("first", "fails"), [("59.9", True), ("60", False)])
def test_a_minimum_of_a_criterion_weighs_its_questions(first: str, fails: bool) -> None:
    """75 × 60 ÷ 600 + 25 × 600 ÷ 600 = 32.5 of 100."""
    criteria = _questions("75", "25", whole="minimum = 32.5")
    (only,) = result(criteria, bid("A", answers={"c.a": first, "c.b": "600"})).bids
    assert [fails] == [bool(only.failures)]
    assert ["Whole"] * fails == [one.title for one in only.failures if isinstance(one, BelowMinimum)]


@pytest.mark.parametrize(("value", "fails"), [("299.99", True), ("300", False)])
def test_a_minimum_quality_is_met_at_it(value: str, fails: bool) -> None:
    criteria = _questions("100", award="minimum-quality = 50")
    (only,) = result(criteria, bid("A", answers={"c.a": value})).bids
    assert fails == any(isinstance(one, BelowMinimumQuality) for one in only.failures)


def test_answers_that_are_not_there_leave_no_score() -> None:
    """A bid that was withdrawn, or fails a standard, need not have answered everything."""
    gone = bid("Gone", price="50", withdrawn="by e-mail")
    evaluation = result(two(), bid("A", price="100", plan="50"), gone)
    by_name = {one.bidder: one for one in evaluation.bids}
    assert ["price"] == [score.key for score in by_name["Gone"].scores]
    assert "Not scored" == by_name["Gone"].scores[0].working
    assert Decimal(100) == by_name["A"].scores[0].percent, "a bid that has left sets no lowest price"
    assert Decimal(50) == by_name["Gone"].price


UNSCORED = """
format = 1
id = "u"
version = "1"
title = "U"
award = { basis = "BASIS", pounds-per-point = 10, decimal-places = 4 }
dimension = [ { id = "cost", title = "Cost" }, { id = "quality", title = "Quality" } ]
[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 40
input = { kind = "money" }
[[criterion]]
id = "plan"
dimension = "quality"
title = "Plan"
weight = 60
input = { kind = "percent" }
score = { method = "highest-offer" }
"""


@pytest.mark.parametrize(
    ("basis", "total"),
    [
        ("lowest-price", "200.0000"),
        ("highest-quality", "50.0000"),
        ("price-per-quality-point", "4.0000"),
        ("monetised-quality", "-300.0000"),
    ],
)
def test_a_price_that_only_ranks_is_given_no_points(basis: str, total: str) -> None:
    """Q of B is 100 × 30 ÷ 60 = 50: £200 ÷ 50 = £4 a point, £200 − 50 × £10 = −£300."""
    evaluation = result(
        model(UNSCORED.replace("BASIS", basis)), bid("A", price="500", plan="80"), bid("B", price="200", plan="40")
    )
    found = {one.bidder: one for one in evaluation.bids}["B"]
    assert (Decimal(total), Decimal(200), Decimal(50)) == (found.total, found.price, found.quality)
    price, plan = found.scores
    assert (None, None, "Not given points: the basis ranks by the price itself") == (
        price.points,
        price.percent,
        price.working,
    )
    assert Decimal(30) == plan.points
    assert [None, Decimal("30.0000")] == [one.points for one in found.dimensions]


def test_without_one_price_there_is_none_to_show() -> None:
    (only,) = result(_questions("100"), bid("A", answers={"c.a": "5"})).bids
    assert (None, Decimal("0.8333333333333333333333333333")) == (only.price, only.quality)


def test_a_sum_of_thirds_is_rounded_from_the_exact_sum() -> None:
    """1 × 200 ÷ 600 twice and 1 × 203 ÷ 600 are 1.005 exactly, 1.01; the three figures as shown add up to less."""
    criteria = _questions("1", "1", "1")
    given = bid("A", answers={"c.a": "200", "c.b": "200", "c.c": "203"})
    assert [] == differences(criteria, Competition(bids=(given,)), {"A": {"d": "1.01", "total": "1.010"}})[1]


def test_bids_are_told_by_rank_and_then_by_name() -> None:
    """Those without a rank stand last."""
    bids = [bid("Z", price="100", plan="90"), bid("B", price="100", plan="50"), bid("A", price="100", plan="50")]
    left = [bid("D", price="1", plan="1", withdrawn="x"), bid("C", price="1", plan="1", withdrawn="x")]
    told = result(two(), *left, *bids).bids
    assert [("Z", 1), ("A", 2), ("B", 2), ("C", None), ("D", None)] == [(one.bidder, one.rank) for one in told]
    assert [False, True, True, False, False] == [one.tied for one in told]
