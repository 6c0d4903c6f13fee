"""The formulas of the score methods: each a bare function from exact figures to a share of the weight, 0 to 1.

Points are the weight times the share. Sources of the formulas: the guide for criteria authors (`criteria/methods.md`)
names them beside each method, with what could not be verified.
"""

from __future__ import annotations

from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)


def clamp(value: Fraction, low: Fraction = ZERO, high: Fraction = ONE) -> Fraction:
    """Keep ``value`` between ``low`` and ``high``."""
    return max(low, min(high, value))


def lowest_price(price: Fraction, lowest: Fraction) -> Fraction:
    """Return lowest ÷ price: the lowest price gets all, twice the lowest gets half; prices are above zero."""
    return lowest / price


def price_range(price: Fraction, lowest: Fraction, highest: Fraction) -> Fraction:
    """Return (highest − price) ÷ (highest − lowest); all when every price is the same."""
    return ONE if highest == lowest else (highest - price) / (highest - lowest)


def above_lowest(price: Fraction, lowest: Fraction, zero_at: Fraction) -> Fraction:
    """Return 1 − (price ÷ lowest − 1) ÷ (zero_at − 1), not below 0: nothing from ``zero_at`` times the lowest."""
    return max(ZERO, 1 - (price / lowest - 1) / (zero_at - 1))


def deviation_from_mean(price: Fraction, mean: Fraction) -> Fraction:
    """Return 50 − 100 × (price − mean) ÷ mean, kept from 0 to 100, as a share: a price at the mean gets half."""
    # Only offers that may be zero can all be zero; each is then at the mean.
    percent = Fraction(50) if mean == 0 else 50 - 100 * (price - mean) / mean
    return clamp(percent, ZERO, Fraction(100)) / 100


def benchmark(price: Fraction, ceiling: Fraction, target: Fraction) -> Fraction:
    """Return (ceiling − price) ÷ (ceiling − target), kept from 0 to 1; both figures are published."""
    return clamp((ceiling - price) / (ceiling - target))


def highest_offer(offer: Fraction, highest: Fraction) -> Fraction:
    """Return offer ÷ highest; nothing for anybody when every offer is zero."""
    return ZERO if highest == 0 else offer / highest


def lowest_offer(offer: Fraction, lowest: Fraction) -> Fraction:
    """Return all for the lowest, else lowest ÷ offer; zero is a fair answer, and then only zero scores."""
    return ONE if offer == lowest else lowest / offer


def between(value: Fraction, zero_at: Fraction, full_at: Fraction) -> Fraction:
    """Return (value − zero_at) ÷ (full_at − zero_at), kept from 0 to 1; works in both directions."""
    return clamp((value - zero_at) / (full_at - zero_at))


def panel(mark: Fraction, highest: Fraction) -> Fraction:
    """Return mark ÷ highest mark of the scale; marks are not stretched to the best bidder."""
    return mark / highest
