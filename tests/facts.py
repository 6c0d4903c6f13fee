"""Facts of an evaluation for tests: a warning, a price query."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from socialvalue.model.outcome import BelowEstimate, PricesOpenedEarly


def opened_early(who: str = "Mo Rees", reason: str = "The panel asked for it.") -> PricesOpenedEarly:
    return PricesOpenedEarly(by=who, on=date(2026, 10, 2), reason=reason)


def below_estimate() -> BelowEstimate:
    """£900,000, a quarter below an estimate of £1,200,000."""
    return BelowEstimate(
        id="price",
        title="Price",
        price=Decimal(900000),
        estimate=Decimal(1200000),
        percent=Decimal(20),
        gap=Decimal(25),
    )
