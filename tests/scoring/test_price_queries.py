"""Abnormally low prices are flagged, still scored, and never excluded by the tool."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from socialvalue.scoring.price_queries import below_mean
from tests.scoring.build import by_name, prices_and_quality, two

MEAN = "abnormally-low = { below-mean-sd = 1 }"


def _statuses(award: str, *prices: str) -> list[str]:
    rows = {f"bid {number}": ("50", price) for number, price in enumerate(prices, start=1)}
    bids = by_name(prices_and_quality(two(award=award), rows))
    return [bids[name].status for name in rows]


def test_more_than_one_deviation_below_the_mean_is_queried() -> None:
    """60, 100, 100, 100, 140: mean 100, population deviation 25.3; 60 is below 74.7, and still ranked."""
    rows = {f"bid {n}": ("50", price) for n, price in enumerate(("60", "100", "100", "100", "140"))}
    bids = by_name(prices_and_quality(two(award=MEAN), rows))
    assert bids["bid 0"].status == "price-query"
    assert bids["bid 0"].rank == 1
    assert "£60 is more than one standard deviation below the mean of the 5 bids" in bids["bid 0"].queries[0]
    assert {bids[f"bid {n}"].status for n in range(1, 5)} == {"ranked"}


def test_exactly_one_deviation_below_is_not_queried() -> None:
    """80, 80, 100, 120, 120 has the mean 100 and a deviation of √320 = 17.9; 90, 90, 110, 110 and so on sit on it."""
    assert _statuses(MEAN, "90", "110", "90", "110", "90", "110") == ["ranked"] * 6


def test_fewer_than_five_bids_and_the_test_says_that_it_does_not_apply() -> None:
    """Four bids: nothing is flagged, and a note says so."""
    evaluation = prices_and_quality(two(award=MEAN), {f"b{n}": ("50", p) for n, p in enumerate(("1", "9", "9", "9"))})
    assert {one.status for one in evaluation.bids} == {"ranked"}
    assert "does not apply, because it needs at least 5 bids" in evaluation.notes[-1]


def test_twenty_percent_below_the_estimate_is_queried_at_exactly_twenty() -> None:
    """Estimate 1,200,000 less 20% is 960,000: that price is queried, a penny more is not."""
    award = "estimate = 1200000\nabnormally-low = { below-estimate-percent = 20 }"
    assert _statuses(award, "960000", "960000.01") == ["price-query", "ranked"]


def test_a_rejected_bid_does_not_move_the_mean() -> None:
    """The mean is over the bids that are being scored: a rejected outlier does not make others look low."""
    award = MEAN + "\nminimum-quality = 50"
    rows = {f"b{n}": ("50", p) for n, p in enumerate(("95", "100", "100", "105", "100"))}
    rows["rejected"] = ("0", "100000")
    assert by_name(prices_and_quality(two(award=award), rows))["b2"].status == "ranked"


@pytest.mark.parametrize(("deviations", "flagged"), [("1", ["A"]), ("1.5", ["A"]), ("1.58", ["A"]), ("1.59", [])])
def test_deviations_are_those_of_the_whole_population(deviations: str, flagged: list[str]) -> None:
    """8, 12, 10, 10, 10: the mean is 10, the variance (4 + 4) ÷ 5 = 1.6, so 8 lies 2 ÷ √1.6 = 1.581 below."""
    prices = {name: Fraction(price) for name, price in zip("ABCDE", (8, 12, 10, 10, 10), strict=True)}
    assert flagged == below_mean(prices, Decimal(deviations))


def test_a_query_has_the_figures_that_a_bidder_is_asked_about() -> None:
    """£75.44 is 24.56% below £100, told as 24.6%; of 75.44, 100, 100, 100 and 124.56 the mean is £100."""
    award = "estimate = 100\nabnormally-low = { below-mean-sd = 1, below-estimate-percent = 20 }"
    rows = {f"bid {n}": ("50", price) for n, price in enumerate(("75.44", "100", "100", "100", "124.56"))}
    mean, estimate = by_name(prices_and_quality(two(award=award), rows))["bid 0"].price_queries
    assert mean.model_dump(include={"kind", "id", "title", "bids"}) == {
        "kind": "below-mean",
        "id": "price",
        "title": "Price",
        "bids": 5,
    }
    assert mean.model_dump(include={"price", "deviations", "mean"}) == {
        "price": Decimal("75.44"),
        "deviations": 1,
        "mean": 100,
    }
    assert estimate.model_dump(include={"price", "estimate", "percent", "gap"}) == {
        "price": Decimal("75.44"),
        "estimate": 100,
        "percent": 20,
        "gap": Decimal("24.6"),
    }


def test_an_estimate_alone_queries_nothing() -> None:
    award = "estimate = 100\nabnormally-low = { below-mean-sd = 1 }"
    assert _statuses(award, "10", "11") == ["ranked", "ranked"]
