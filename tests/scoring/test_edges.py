"""The edges of an evaluation: exactly at a minimum, answers that are not there, what is given no points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from socialvalue.errors import Place
from socialvalue.model.competition import Bid, Competition, Mark
from socialvalue.model.criteria import Criteria
from socialvalue.model.outcome import BelowMinimum, BelowMinimumQuality, TooCoarse
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
        assert only.failures == ()
    else:
        expected = BelowMinimum(id="c.a", title="Whole: Question a", share=Decimal(share), minimum=Decimal(40))
        assert only.failures == (expected,)


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
    assert [score.key for score in by_name["Gone"].scores] == ["price"]
    assert by_name["Gone"].scores[0].working == "Not scored"
    assert by_name["A"].scores[0].percent == Decimal(100), "a bid that has left sets no lowest price"
    assert by_name["Gone"].price == Decimal(50)


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
    assert (
        price.points,
        price.percent,
        price.working,
    ) == (None, None, "Not given points: the basis ranks by the price itself")
    assert plan.points == Decimal(30)
    assert [one.points for one in found.dimensions] == [None, Decimal("30.0000")]


def test_without_one_price_there_is_none_to_show() -> None:
    (only,) = result(_questions("100"), bid("A", answers={"c.a": "5"})).bids
    assert (only.price, only.quality) == (None, Decimal("0.8333333333333333333333333333"))


def test_a_sum_of_thirds_is_rounded_from_the_exact_sum() -> None:
    """1 × 200 ÷ 600 twice and 1 × 203 ÷ 600 are 1.005 exactly, 1.01; the three figures as shown add up to less."""
    criteria = _questions("1", "1", "1")
    given = bid("A", answers={"c.a": "200", "c.b": "200", "c.c": "203"})
    assert differences(criteria, Competition(bids=(given,)), {"A": {"d": "1.01", "total": "1.010"}})[1] == []


def test_bids_are_told_by_rank_and_then_by_name() -> None:
    """Those without a rank stand last."""
    bids = [bid("Z", price="100", plan="90"), bid("B", price="100", plan="50"), bid("A", price="100", plan="50")]
    left = [bid("D", price="1", plan="1", withdrawn="x"), bid("C", price="1", plan="1", withdrawn="x")]
    told = result(two(), *left, *bids).bids
    assert [(one.bidder, one.rank) for one in told] == [("Z", 1), ("A", 2), ("B", 2), ("C", None), ("D", None)]
    assert [one.tied for one in told] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("weight", "quality", "price", "total"),
    [
        ("20", "50", "100", "62500.0000"),
        ("50", "62.5", "50", "1.2500"),
        ("40", "2.25", "2", "1.6875"),
        ("80", "81", "10", "0.3000"),
    ],
)
def test_weighted_value_is_q_to_the_ratio_of_the_weights_over_the_price(
    weight: str, quality: str, price: str, total: str
) -> None:
    """50^(80÷20) ÷ 100; 62.5^1 ÷ 50; 2.25^(60÷40) ÷ 2 = 3.375 ÷ 2; 81^(20÷80) ÷ 10 = 3 ÷ 10."""
    criteria = two(weight=weight, award='basis = "weighted-value"\ndecimal-places = 4')
    (only,) = result(criteria, bid("A", price=price, plan=quality)).bids
    assert Decimal(total) == only.total


def test_a_tie_is_broken_by_the_criterion_that_was_named() -> None:
    """And not by all of its dimension: B has more for the first, A for the second, both the same in all."""
    text = """
format = 1
id = "t"
version = "1"
title = "T"
award = { tie-break = ["first"] }
dimension = [ { id = "d", title = "D" } ]
[[criterion]]
id = "second"
dimension = "d"
title = "Second"
weight = 50
input = { kind = "percent" }
score = { method = "target", full-marks-at = 100 }
[[criterion]]
id = "first"
dimension = "d"
title = "First"
weight = 50
input = { kind = "percent" }
score = { method = "target", full-marks-at = 100 }
"""
    told = result(model(text), bid("A", first="40", second="60"), bid("B", first="60", second="40")).bids
    assert [(one.bidder, one.rank, one.decided_by) for one in told] == [("B", 1, "first"), ("A", 2, "first")]


def test_a_score_says_by_which_method_and_how_far() -> None:
    (only,) = result(two(), bid("A", price="100", plan="55.55")).bids
    assert [(score.method, score.percent) for score in only.scores] == [
        ("lowest-price", Decimal(100)),
        ("target", Decimal("55.55")),
    ]
    unscored = result(model(UNSCORED.replace("BASIS", "lowest-price")), bid("A", price="500", plan="80")).bids[0]
    assert [score.method for score in unscored.scores] == [None, "highest-offer"]


def test_a_mark_is_told_with_its_reason_or_with_nothing() -> None:
    """An empty text is nothing."""
    text = """
format = 1
id = "p"
version = "1"
title = "P"
dimension = [ { id = "d", title = "D" } ]
scale = [ { id = "marks", levels = [ { mark = 0, label = "None" }, { mark = 5, label = "All" } ] } ]
[[criterion]]
id = "plan"
dimension = "d"
title = "Plan"
weight = 100
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
"""
    place = Place("moderation.xlsx", "Moderation", "D4")
    bids = [
        Bid("A", {"plan": Mark(Decimal(5), place, "Clear.", "p. 3")}),
        Bid("B", {"plan": Mark(Decimal(0), place, "", "")}),
    ]
    first, second = (one.scores[0] for one in result(model(text), *bids).bids)
    assert (first.reason, first.reference, first.points) == ("Clear.", "p. 3", Decimal(100))
    assert (second.reason, second.reference, second.points) == (None, None, Decimal(0))


def _coarse(basis: str, *figures: tuple[str, str], places: str = "2") -> bool:
    criteria = two(award=f'basis = "{basis}"\npounds-per-point = 1\ndecimal-places = {places}')
    bids = [bid(f"B{number}", price=price, plan=plan) for number, (price, plan) in enumerate(figures)]
    return any(isinstance(remark, TooCoarse) for remark in result(criteria, *bids).remarks)


def test_figures_that_only_rounding_made_equal_or_nothing_are_noted() -> None:
    """£ a point: 100 ÷ 30 and 100.01 ÷ 30 are both 3.33; 81^1.5 ÷ 10 million is 0.00007, 0.00."""
    per_point = "price-per-quality-point"
    assert _coarse(per_point, ("100", "30"), ("100.01", "30"))
    assert not _coarse(per_point, ("100", "30"), ("100", "30")), "a tie that is one"
    assert not _coarse(per_point, ("100", "30"), ("200", "30"))
    assert not _coarse(per_point, ("100", "30"), ("100.01", "30"), places="4")
    assert _coarse("weighted-value", ("10000000", "81"))
    assert not _coarse("weighted-value", ("10000000", "81"), places="8")
    assert not _coarse("monetised-quality", ("50", "50")), "£50 − 50 × £1 is nothing, exactly"


def test_points_that_rounding_made_equal_are_a_tie_as_published() -> None:
    """Under a weighted total that is the published rule, and needs no note."""
    assert not _coarse("weighted-total", ("100", "30"), ("100", "30.001"))


def test_the_tie_break_that_decided_is_told_and_not_the_first_that_was_asked() -> None:
    """Both have the same for cost; the first half of quality decides, 30 points to 10."""
    text = """
format = 1
id = "t"
version = "1"
title = "T"
award = { tie-break = ["cost", "first"] }
dimension = [ { id = "cost", title = "Cost" }, { id = "d", title = "D" } ]
"""
    row = '[[criterion]]\nid = "ID"\ndimension = "DIM"\ntitle = "ID"\nweight = WEIGHT\ninput = { kind = "percent" }\n'
    row += 'score = { method = "target", full-marks-at = 100 }\n'
    for id_, dimension, weight in (("low", "cost", "20"), ("first", "d", "40"), ("second", "d", "40")):
        text += row.replace("ID", id_).replace("DIM", dimension).replace("WEIGHT", weight)
    told = result(model(text), bid("A", low="50", first="25", second="75"), bid("B", low="50", first="75", second="25"))
    assert [(one.bidder, one.rank, one.decided_by) for one in told.bids] == [("B", 1, "first"), ("A", 2, "first")]
    assert list(told.notes) == ["B and A have the same total, 50.00: first decided, 30.00 to 10.00."]
