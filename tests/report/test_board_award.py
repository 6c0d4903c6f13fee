"""What is bought, on a board summary: the price held against others, each promise with its value and points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from socialvalue.report.board.commitments import Cell
from socialvalue.report.board.limits import WHOLE
from socialvalue.report.board.price import point_in_pounds
from socialvalue.report.board.summary import board_summary
from tests import models
from tests.report import builders


def test_the_price_is_held_against_the_estimate_and_the_others() -> None:
    """In pounds and percent; with what the dearer tender has more, and what a point weighs."""
    assert [(line.key, line.text) for line in board_summary(*builders.many(4)).price.lines] == [
        ("First place", "£1,296,000: £96,000 (8%) above the authority's estimate of £1,200,000."),
        (
            "All ranked prices",
            (
                "4 ranked tenders, from £1,074,000 to £1,407,000; their mean is £1,240,500. This price is £55,500 "
                "(4.5%) above the mean."
            ),
        ),
        (
            "Lowest price",
            (
                "£222,000 (20.7%) more than Bidder number 1 Ltd's price, the lowest at £1,074,000, with 14.29 more "
                "points apart from price."
            ),
        ),
        (
            "What a point is worth",
            (
                "At this price one point is worth about £40,313: a tender £40,313 dearer would score one price "
                "point fewer."
            ),
        ),
    ]


def test_one_bid_has_no_mean_to_be_held_against() -> None:
    """A mean of one says nothing."""
    assert [line.key for line in board_summary(*builders.many(1)).price.lines] == ["First place"]


@pytest.mark.parametrize(
    ("method", "worth"),
    [
        # 40 × 1,074,000 ÷ 1,296,000 points; one less is reached at 40 × 1,074,000 ÷ (points − 1)
        ('{ method = "lowest-price" }', Fraction(40 * 1074000) / (Fraction(40 * 1074, 1296) - 1) - 1296000),
        # a straight line down to twice the lowest: 1,074,000 ÷ 40
        ('{ method = "above-lowest" }', Fraction(1074000, 40)),
        # a straight line to the highest, 1,407,000: (1,407,000 − 1,074,000) ÷ 40
        ('{ method = "price-range" }', Fraction(1407000 - 1074000, 40)),
        # a straight line between published figures: (2,000,000 − 1,000,000) ÷ 40
        ('{ method = "benchmark", ceiling = 2000000, target = 1000000 }', Fraction(1000000, 40)),
        # its own price moves the mean, and so everybody's points
        ('{ method = "deviation-from-mean" }', None),
    ],
)
def test_what_a_point_weighs_is_exact_or_not_told(method: str, worth: Fraction | None) -> None:
    """A tender dearer by that much, the others' prices as they are, has exactly one price point less."""
    model = models.criteria(models.FULL, ('{ method = "lowest-price" }', method))
    _model, evaluation = builders.many(4, model)
    winner = next(bid for bid in evaluation.bids if bid.bidder == "Bidder number 3 Ltd")
    prices = {bid.bidder: bid.price for bid in evaluation.bids if bid.price is not None}
    assert point_in_pounds(model, model.leaf_by_key["price"], winner, prices) == worth


def test_what_a_point_weighs_is_not_told_of_the_lowest_price() -> None:
    """A dearer lowest price would change the points of all the others."""
    model, evaluation = builders.many(4)
    lowest = next(bid for bid in evaluation.bids if bid.price == Decimal(1074000))
    prices = {bid.bidder: bid.price for bid in evaluation.bids if bid.price is not None}
    assert point_in_pounds(model, model.leaf_by_key["price"], lowest, prices) is None


def test_an_amount_of_pence_keeps_them() -> None:
    """A mean of hourly rates in whole pounds would be no mean at all."""
    model = models.criteria()
    bids = [models.bid(model, 2, "Afon", price="17.25"), models.bid(model, 5, "Bryn", price="18.50")]
    told = board_summary(model, builders.evaluated(model, *bids)).price.lines
    assert "from £17.25 to £18.50; their mean is £17.88" in told[1].text


def test_each_promise_has_its_quantity_value_and_points() -> None:
    """Commitments are valued after deductions; what the panel marked stands there so that the points add up."""
    told = board_summary(*builders.six()).promises
    assert told.lead == "Across all social value criteria, Hopper plc scored 93% of the 60 points available."
    assert [
        (group.title, group.points, group.shares, [(row.title, *row.cells) for row in group.rows])
        for group in told.groups[1:]
    ] == [
        (
            "Economic value",
            ("10.50 of 15",),
            ("70%",),
            [("Apprenticeship weeks", Cell("210 weeks", "", "10.50 of 15"))],
        ),
        (
            "Environmental value",
            ("15.00 of 15",),
            ("100%",),
            [("Paid time given to community groups", Cell("650 hours", "£6,609.20", "15.00 of 15"))],
        ),
    ]
    assert [row.kind for row in told.groups[0].rows] == ["marked", "marked"]
    assert told.footnote == (
        "Valued with the published figures, not money received. Worked out with: deadweight 20%. Paid time given to "
        "community groups: £12.71 a unit (An invented source). “The award model as published” states the doubts "
        "about these figures."
    )


def test_quality_is_no_social_value() -> None:
    """Its panel marks are not told as promises, and its points are in no share; what it promises in figures is told."""
    model = models.criteria(
        models.FULL,
        ('id = "social"\ntitle', 'id = "quality"\ntitle'),
        ('dimension = "social"', 'dimension = "quality"'),
        ('tie-break = ["social"]', 'tie-break = ["quality"]'),
        ('id = "apprenticeships"\ndimension = "economic"', 'id = "apprenticeships"\ndimension = "quality"'),
    )
    told = board_summary(*builders.many(2, model)).promises
    assert [(group.title, [row.title for row in group.rows]) for group in told.groups] == [
        ("Environmental value", ["Paid time given to community groups"]),
        ("Social value", ["Apprenticeship weeks"]),
    ]
    assert "of the 15 points" in told.lead


def test_commitments_valued_together_stand_below_their_sum() -> None:
    """Points belong to the criterion; each measure has its own quantity and value."""
    second = """
[[measure]]
id = "trees"
unit = "trees"
  [[measure.proxy]]
  value = 3
  from = 2026-01-01
  price-year = 2026
  source = "Another"
  licence = "OGL-3.0"
"""
    model = models.criteria(
        models.FULL + second, ('measures = ["volunteer-hours"]', 'measures = ["volunteer-hours", "trees"]')
    )
    rows = board_summary(*builders.many(1, model)).promises.groups[-1].rows
    assert [(row.title, row.kind, row.cells[0]) for row in rows] == [
        ("Further commitments", "promise", Cell("", "£5,027.20", "15.00 of 15")),
        ("Paid time given to community groups", "part", Cell("400 hours", "£4,067.20", "")),
        ("Trees", "part", Cell("400 trees", "£960", "")),
    ]


def test_of_many_promises_the_weightiest_stay() -> None:
    """And how many more there are, and where, is said."""
    told = board_summary(*builders.six()).promises
    short = told.shortened(1, WHOLE)
    assert [row.title for group in short.groups for row in group.rows] == ["Apprenticeship weeks"]
    assert short.left_out == "And 3 more: see the evaluation report."
