"""Figures as text with the signs of the language being written in: what `decimals` shows, for documents."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from socialvalue import decimals
from socialvalue.report.language import figure_text, money_text, percent_text

Figure = Fraction | Decimal | int


def plain(value: Figure) -> str:
    """Return the number without thousands separators or trailing zeros: ``100000``, ``0.5``."""
    return figure_text(decimals.plain(value))


def fixed(value: Figure, places: int) -> str:
    """Return the number rounded half up and shown with exactly ``places`` decimals: ``92.00``."""
    return figure_text(decimals.fixed(value, places))


def grouped(value: Figure, places: int | None = None) -> str:
    """Return the number with thousands separators: ``1,200,000`` or, with places, ``16.50``."""
    return figure_text(decimals.grouped(value, places))


def pounds(value: Figure) -> str:
    """Return an amount of money: ``£1,200,000`` or, where there are pence, ``£16.50``."""
    return money_text(decimals.pounds(value).replace("£", ""))


def pounds_exactly(value: Figure, places: int | None = None) -> str:
    """Return an amount of money to its last digit, or to ``places``: ``£0.125``."""
    return money_text(decimals.grouped(value, places))


def percent(value: Figure) -> str:
    """Return a percentage: ``7.5%``."""
    return percent_text(decimals.plain(value))
