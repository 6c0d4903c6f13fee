"""Prices that look abnormally low: flagged so that the bidder is asked, never excluded by the tool.

The Procurement Act 2023, section 19, has the authority notify the supplier and give a reasonable opportunity to explain
before it may disregard such a tender.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import half_up, to_decimal
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.outcome import BelowEstimate, BelowMean, Query, TooFewForMean

#: Below this number of bids a standard deviation says nothing.
FEWEST_BIDS = 5

Prices = Mapping[str, Fraction]


def below_mean(prices: Prices, deviations: Decimal) -> list[str]:
    """Return the bidders whose price is below the mean less ``deviations`` population deviations."""
    count = len(prices)
    mean = sum(prices.values(), Fraction(0)) / count
    variance = sum(((price - mean) ** 2 for price in prices.values()), Fraction(0)) / count
    # Squared on both sides, so that no root is drawn and nothing is rounded.
    limit = Fraction(deviations) ** 2 * variance
    return [bidder for bidder, price in prices.items() if price < mean and (mean - price) ** 2 > limit]


def below_estimate(prices: Prices, estimate: Decimal, percent: Decimal) -> list[str]:
    """Return the bidders whose price is ``percent`` percent or more below the authority's estimate."""
    limit = Fraction(estimate) * (1 - Fraction(percent) / 100)
    return [bidder for bidder, price in prices.items() if price <= limit]


def price_queries(
    criteria: Criteria, prices: Mapping[str, Prices]
) -> tuple[dict[str, tuple[Query, ...]], list[TooFewForMean]]:
    """Return why a bidder's price is to be queried, by bidder, and which tests do not apply.

    ``prices`` are those of the bids being scored, by price criterion and then bidder, in pounds.
    """
    low, reasons, remarks = criteria.award.abnormally_low, dict[str, list[Query]](), list[TooFewForMean]()
    if low is None:
        return {}, []
    for leaf in criteria.price_leaves:
        given = prices[leaf.key]
        if low.below_mean_sd is not None:
            if len(given) < FEWEST_BIDS:
                remarks.append(TooFewForMean(id=leaf.key, title=leaf.title, bids=len(given), needed=FEWEST_BIDS))
            else:
                for bidder in below_mean(given, low.below_mean_sd):
                    reasons.setdefault(bidder, []).append(_below_mean(leaf, given, bidder, low.below_mean_sd))
        if low.below_estimate_percent is not None and criteria.award.estimate is not None:
            estimate, percent = criteria.award.estimate, low.below_estimate_percent
            for bidder in below_estimate(given, estimate, percent):
                gap = half_up(100 * (1 - given[bidder] / Fraction(estimate)), 1)
                query = BelowEstimate(
                    id=leaf.key,
                    title=leaf.title,
                    price=to_decimal(given[bidder]),
                    estimate=estimate,
                    percent=percent,
                    gap=gap,
                )
                reasons.setdefault(bidder, []).append(query)
    return {bidder: tuple(why) for bidder, why in reasons.items()}, remarks


def _below_mean(leaf: Leaf, prices: Prices, bidder: str, deviations: Decimal) -> BelowMean:
    mean = sum(prices.values(), Fraction(0)) / len(prices)
    return BelowMean(
        id=leaf.key,
        title=leaf.title,
        price=to_decimal(prices[bidder]),
        deviations=deviations,
        bids=len(prices),
        mean=to_decimal(mean),
    )
