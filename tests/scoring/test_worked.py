"""A worked example: each figure that its author may expect, and what is told where it comes out otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from socialvalue.model.competition import Competition
from socialvalue.scoring.worked import Difference, differences
from tests.scoring.build import bid, model, two

#: 40 × 100 ÷ 300 = 13.333… for the price; 60 × 55.55 ÷ 100 = 33.33 for the plan.
COMPETITION = Competition(
    bids=(
        bid("Low", price="100", plan="10"),
        bid("High", price="300", plan="55.55"),
        bid("Gone", price="200", plan="50", withdrawn="by e-mail"),
    )
)


def _found(bidder: str, what: str, wanted: Any, award: str = "") -> list[Difference]:
    return differences(two(award=award), COMPETITION, {bidder: {what: wanted}})[1]


@pytest.mark.parametrize(
    ("bidder", "what", "right", "wrong"),
    [
        ("High", "price", "13.33", "13.34"),
        ("High", "price", "13.3333", "13.33330001"),
        ("High", "price", Decimal("13.33"), Decimal("13.3")),
        ("High", "cost", "13.33", "13.32"),
        ("High", "cost", "13.3333333", "13.3333334"),
        ("High", "quality", "33.330", "33.331"),
        ("High", "plan", "33.33", "33.30"),
        ("High", "total", "46.66", "46.67"),
        ("High", "rank", 1, 2),
        ("Low", "rank", "2", "1"),
        ("Low", "tied", False, True),
        ("Low", "status", "ranked", "disqualified"),
        ("Gone", "status", "withdrawn", "ranked"),
    ],
)
def test_each_figure_is_held_against_what_came_out(bidder: str, what: str, right: Any, wrong: Any) -> None:
    """To the places published, or to as many more as the author wrote."""
    assert _found(bidder, what, right) == []
    (one,) = _found(bidder, what, wrong)
    shown = format(wrong, "f") if isinstance(wrong, Decimal) else str(wrong)
    assert (bidder, what, shown) == (one.bidder, one.what, one.expected)


def test_what_a_bid_was_not_given_is_said_to_be_none() -> None:
    assert [_found("Gone", what, "5")[0].actual for what in ("rank", "total", "price", "cost")] == [
        "none",
        "none",
        "not scored",
        "not scored",
    ]


def test_the_working_behind_a_figure_is_shown_and_no_other() -> None:
    assert _found("High", "price", "0")[0].working == "40 × 100 ÷ 300"
    assert _found("High", "plan", "0")[0].working == "60 × 55.55 ÷ 100"
    assert _found("High", "total", "0")[0].working == ""


def test_questions_add_up_to_their_criterion_and_dimension() -> None:
    """50 × 1 ÷ 3 = 16.666… each: 33.33 of the criterion, and not 16.67 twice."""
    text = """
format = 1
id = "q"
version = "1"
title = "Q"
dimension = [ { id = "d", title = "D" } ]
[[criterion]]
id = "c"
dimension = "d"
title = "C"
question = [ Q1, Q2 ]
"""
    row = '{ id = "ID", title = "T", weight = 50, input = INPUT, score = { method = "target", full-marks-at = 3 } }'
    row = row.replace("INPUT", '{ kind = "quantity", unit = "u" }')
    criteria = model(text.replace("Q1", row.replace("ID", "a")).replace("Q2", row.replace("ID", "b")))
    competition = Competition(bids=(bid("A", answers={"c.a": "1", "c.b": "1"}),))
    expected = {"A": {"c": "33.33", "d": "33.33", "c.a": "16.67", "c.b": "16.6667"}}
    assert differences(criteria, competition, expected)[1] == []
    (one,) = differences(criteria, competition, {"A": {"c": "33.34"}})[1]
    assert one.working == "50 × 1 ÷ 3; 50 × 1 ÷ 3"
