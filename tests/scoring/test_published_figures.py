"""Worked figures from the literature on award methods, to the published places.

The pathologies (rank reversal, the punished middle, one silly bid) are known properties of the methods: a tool that
"mends" them would not be applying the published rule.
"""

from __future__ import annotations

import pytest

from tests.scoring.build import by_name, prices_and_quality, totals, two

RANGE = '{ method = "price-range" }'


def test_a_losing_bid_reverses_the_winner_under_lowest_price() -> None:
    """60 quality and 40 price: A wins 76.00 to 75.33, until D comes in last and B wins 62.00 to 60.00."""
    rows = {"A": ("60", "100"), "B": ("70", "120")}
    assert totals(prices_and_quality(two(), rows)) == {"A": "76.00", "B": "75.33"}
    rows["D"] = ("20", "60")
    assert totals(prices_and_quality(two(), rows)) == {"B": "62.00", "A": "60.00", "D": "52.00"}


def test_a_losing_bid_reverses_the_winner_under_price_range() -> None:
    """A 76.00, B 42.00; with a dear third bid B wins 77.00 to 76.00."""
    rows = {"A": ("60", "100"), "B": ("70", "110")}
    assert totals(prices_and_quality(two(RANGE), rows)) == {"A": "76.00", "B": "42.00"}
    rows["D"] = ("20", "180")
    assert totals(prices_and_quality(two(RANGE), rows)) == {"B": "77.00", "A": "76.00", "D": "12.00"}


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ('{ method = "lowest-price" }', {"low": "75.00", "high": "75.00", "middle": "70.83"}),
        (RANGE, {"low": "75.00", "middle": "62.50", "high": "50.00"}),
    ],
)
def test_the_middle_bid_is_punished(method: str, expected: dict[str, str]) -> None:
    """(50, £50), (75, £75), (100, £100) at 50/50: the convex curve favours the ends."""
    rows = {"low": ("50", "50"), "middle": ("75", "75"), "high": ("100", "100")}
    assert totals(prices_and_quality(two(method, "50"), rows)) == expected


def test_deviation_from_mean_gives_half_at_the_mean() -> None:
    """Prices 90, 100, 110 get 60, 50 and 40 of 100; a silly fourth of 300 lifts everyone."""
    criteria = two('{ method = "deviation-from-mean" }', "100")
    rows = {"a": ("0", "90"), "b": ("0", "100"), "c": ("0", "110")}
    assert totals(prices_and_quality(criteria, rows)) == {"a": "60.00", "b": "50.00", "c": "40.00"}
    rows["silly"] = ("0", "300")
    assert totals(prices_and_quality(criteria, rows)) == {"a": "90.00", "b": "83.33", "c": "76.67", "silly": "0.00"}


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ('basis = "price-per-quality-point"\ndecimal-places = 4', {"Y": "1.6000", "X": "1.6667", "Z": "1.7778"}),
        ('basis = "weighted-value"\ndecimal-places = 4', {"Y": "5.4127", "Z": "5.3363", "X": "4.6476"}),
        (
            'basis = "monetised-quality"\npounds-per-point = 1.5\ndecimal-places = 1',
            {"Y": "7.5", "X": "10.0", "Z": "25.0"},
        ),
        ('basis = "lowest-price"', {"X": "100.00", "Y": "120.00", "Z": "160.00"}),
        ('basis = "highest-quality"', {"Z": "90.00", "Y": "75.00", "X": "60.00"}),
    ],
)
def test_the_award_bases_rank_by_their_own_figure(award: str, expected: dict[str, str]) -> None:
    """X (60, £100), Y (75, £120), Z (90, £160), quality 60 and cost 40: the order of the keys is the ranking."""
    rows = {"X": ("60", "100"), "Y": ("75", "120"), "Z": ("90", "160")}
    evaluation = prices_and_quality(two(award=award), rows)
    assert list(totals(evaluation).items()) == list(expected.items())
    assert [one.rank for one in evaluation.bids] == [1, 2, 3]


def test_a_bid_without_any_quality_has_no_price_per_quality_point() -> None:
    """A Q of zero is disqualified with that reason; nothing is divided by it."""
    criteria = two(award='basis = "price-per-quality-point"')
    bids = by_name(prices_and_quality(criteria, {"X": ("60", "100"), "nothing": ("0", "1")}))
    assert bids["nothing"].status == "disqualified"
    assert "Q is zero" in bids["nothing"].failed[0]
    assert (bids["X"].rank, str(bids["X"].total)) == (1, "1.67")


def test_highest_offer_shrinks_everyone_when_a_huge_promise_comes_in() -> None:
    """100k and 400k get 25% and 100%; beside 2m they get 5% and 20%."""
    criteria = two('{ method = "highest-offer" }', "100")
    assert totals(prices_and_quality(criteria, {"a": ("0", "100000"), "b": ("0", "400000")})) == {
        "b": "100.00",
        "a": "25.00",
    }
    three = {"a": ("0", "100000"), "b": ("0", "400000"), "c": ("0", "2000000")}
    assert totals(prices_and_quality(criteria, three)) == {"c": "100.00", "b": "20.00", "a": "5.00"}
