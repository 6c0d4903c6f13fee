"""The rest of the risks on a board summary: queries of other prices, minimums of every kind, leads of other bases."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.outcome import BelowEstimate
from socialvalue.report.board.risks import risks
from tests import models
from tests.report import builders


def told(model: Criteria, evaluation: Evaluation, kind: str) -> list[str]:
    return [line.text for line in risks(model, evaluation, (), "").lines if line.key == kind]


def changed(evaluation: Evaluation, *updates: dict[str, Any]) -> Evaluation:
    """Return the evaluation with its bids changed, the first by the first update, and so on."""
    rest: list[dict[str, Any]] = [{}] * (len(evaluation.bids) - len(updates))
    bids = [bid.model_copy(update=update) for bid, update in zip(evaluation.bids, [*updates, *rest], strict=True)]
    return evaluation.model_copy(update={"bids": tuple(bids)})


def query(price: int) -> BelowEstimate:
    """Return a query of a price, told by the gap to an estimate of £100."""
    return BelowEstimate(
        id="price",
        title="Price",
        price=Decimal(price),
        estimate=Decimal(100),
        percent=Decimal(5),
        gap=Decimal(100 - price),
    )


def test_other_queries_are_told_two_by_name_and_the_rest_counted() -> None:
    """With the first reason of each, and how many more there are."""
    model, evaluation = builders.many(5)
    prices = ([90, 80, 70], [60, 50], [40], [30])
    queries: list[dict[str, Any]] = [{}, *({"price_queries": tuple(map(query, asked))} for asked in prices)]
    first, second, third = told(model, changed(evaluation, *queries), "Price query")
    assert "rank 2. Price: £90 is 10% below" in first
    assert " And 2 more reasons. " in first
    assert "rank 3. Price: £60 is 40% below" in second
    assert " And 1 more reason. " in second
    assert third == "2 more tenders have their prices queried."
    assert told(model, changed(evaluation, *queries[:4]), "Price query")[2] == "1 more tender has its price queried."


def test_a_query_of_a_price_that_moves_no_other_says_nothing_of_points() -> None:
    """A benchmark does not depend on the other prices."""
    fixed = ('score = { method = "lowest-price" }', 'score = { method = "benchmark", ceiling = 2000000, target = 1 }')
    model, evaluation = builders.many(2, models.criteria(models.FULL, fixed))
    (text,) = told(model, changed(evaluation, {}, {"price_queries": (query(80),)}), "Price query")
    assert text.endswith("prices 5% or more below it are queried.")


def test_the_query_of_the_first_is_told_in_full_and_once() -> None:
    model, evaluation = builders.many(2)
    (text,) = told(model, changed(evaluation, {"price_queries": (query(80), query(70))}), "Price query")
    assert ", in first place. Price: £80 is 20% below" in text
    assert "Price: £70 is 30% below" in text


JOURNEY = ("  minimum = 20", "")


@pytest.mark.parametrize(
    ("minimum", "near"),
    [("56.67", True), ("60", True), ("50", False), ("50.01", True)],
)
def test_a_minimum_of_a_criterion_counts_all_its_questions(minimum: str, near: bool) -> None:
    """3 of 5 on both questions: 60% of 20 and of 10 is 18 of 30, 60% of the marks."""
    whole = ('guidance = "What passengers meet."', f"minimum = {minimum}")
    model, evaluation = builders.many(2, models.criteria(models.FULL, JOURNEY, whole))
    first = evaluation.bids[0]
    marks = [score.percent for score in first.scores if score.criterion == "service"]
    assert marks == [Decimal(60), Decimal(60)]
    shown = minimum.rstrip("0").rstrip(".") if "." in minimum else minimum
    expected = f"{first.bidder} has 60% of the marks for The service; under {shown}% it would have been disqualified."
    assert ([expected] if near else []) == told(model, evaluation, "Near a minimum")


@pytest.mark.parametrize(("quality", "near"), [("50", True), ("59.99", True), ("60", False), ("49.9", False)])
def test_a_minimum_of_all_quality_is_told_too(quality: str, near: bool) -> None:
    """From the minimum itself to just under ten percentage points above it."""
    least = ("decimal-places = 2", "decimal-places = 2\nminimum-quality = 50")
    relative = ('score = { method = "highest-offer" }', 'score = { method = "target", full-marks-at = 5000 }')
    model, evaluation = builders.many(2, models.criteria(models.FULL, JOURNEY, least, relative))
    lines = told(model, changed(evaluation, {"quality": Decimal(quality)}), "Near a minimum")
    assert [near] == [any("for all that is not price; under 50%" in line for line in lines)]


@pytest.mark.parametrize(
    ("basis", "totals", "words"),
    [
        ("lowest-price", ("1000000", "1030000"), "is £30,000.00 higher, 3% of the winning figure."),
        ("highest-quality", ("80.00", "78.00"), "is 2.00 lower, 2.5% of the winning figure."),
    ],
)
def test_a_close_lead_is_told_in_the_terms_of_its_basis(basis: str, totals: tuple[str, str], words: str) -> None:
    """And no mark is worth points where points do not rank."""
    model, evaluation = builders.many(2)
    award = model.award.model_copy(update={"basis": basis, "estimate": None, "abnormally_low": None})
    model = model.model_copy(update={"award": award})
    first, second = ({"total": Decimal(total)} for total in totals)
    (text,) = told(model, changed(evaluation, first, second), "Close margin")
    assert words in text
    assert text.endswith("are reported to have gone to court.")


def test_the_median_is_named_as_the_median() -> None:
    model = models.criteria(models.FULL, ("decimal-places = 2", 'decimal-places = 2\nmoderation = "median"'))
    (text,) = told(*builders.many(2, model), "Averaged marks")
    assert text.startswith("The panel's marks are the median")


def test_where_marks_are_averaged_no_single_mark_is_worth_the_lead() -> None:
    """An average moves by less than a mark; and the lowest mark of a scale has none below it."""
    model, evaluation = builders.many(2)
    close = changed(evaluation, {"total": Decimal(80)}, {"total": Decimal(79)})
    assert "One mark less on any one of 2 questions would lose the lead." in told(model, close, "Close margin")[0]
    award = model.award.model_copy(update={"moderation": "mean"})
    averaged = model.model_copy(update={"award": award})
    assert "One mark less" not in told(averaged, close, "Close margin")[0]
    nothing = [score.model_copy(update={"value": Decimal(0)}) for score in close.bids[0].scores]
    lowest = changed(close, {"total": Decimal(80), "scores": tuple(nothing)})
    assert "One mark less" not in told(model, lowest, "Close margin")[0]
