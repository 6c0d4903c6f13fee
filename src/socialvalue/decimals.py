"""Exact numbers: made from a cell in one way, shown in one way, rounded in one way.

Inputs are `Decimal`. Between input and page the arithmetic is done in `Fraction`, so that a third stays a third and
a tie is a tie; the one rounding, half up, makes a `Decimal` again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction

#: Excel keeps at most 15 significant digits; what a float shows beyond them is noise of the file format.
EXCEL_DIGITS = 15

#: The first number that Excel can no longer hold exactly.
TOO_LARGE = Decimal(10) ** EXCEL_DIGITS

#: Decimal places of a number that people write: enough for a third, and few enough to calculate with exactly.
MOST_PLACES = 60

#: Holds the product of three weights of `MOST_PLACES` places without rounding.
EXACT = Context(prec=4 * (EXCEL_DIGITS + MOST_PLACES))

#: Significant digits shown of a number that never ends (a third), in JSON and workings.
SHOWN_DIGITS = 28

_EXCEL = Context(prec=EXCEL_DIGITS, rounding=ROUND_HALF_EVEN)


def from_cell(number: float) -> Decimal:
    """Return the number that a cell holds, at Excel's own precision: ``0.1 + 0.2`` is 0.3.

    Raises:
        ValueError: For infinities and not-a-number, which no workbook program writes.
    """
    value = _EXCEL.create_decimal(repr(number))
    if not value.is_finite():
        raise ValueError(f"{number!r} is not a number")
    return value


def from_cells(numbers: Sequence[float]) -> list[Decimal]:
    """Return the numbers of many cells, each as `from_cell` does, in half the time.

    Raises:
        ValueError: As `from_cell`.
    """
    values = list(map(_EXCEL.create_decimal, map(repr, numbers)))
    if not all(map(Decimal.is_finite, values)):
        raise ValueError("not every one is a number")
    return values


def fits(value: Decimal) -> bool:
    """Tell whether a number may be calculated with: below `TOO_LARGE`, and not finer than `MOST_PLACES`.

    It looks at the digits only: to make a fraction of 1e999999999 would take hours.
    """
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or not -MOST_PLACES <= exponent <= MOST_PLACES:
        return False
    return not value or value.adjusted() < EXCEL_DIGITS


def total(values: Iterable[Decimal]) -> Decimal:
    """Return the exact sum. Python's own sum rounds to 28 digits, so that 99.99…9 would add up to 100."""
    return to_decimal(sum(map(Fraction, values), Fraction(0)))


def half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Round half up (away from zero at the half) to ``places`` decimals, from the exact value.

    66.665 is 66.67; -0.005 is -0.01. Source: the rule is ours and is printed with every result, as no official one
    was found.
    """
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if exact < 0 and whole else ""
    return Decimal(f"{sign}{whole}").scaleb(-places, Context(prec=len(str(whole)) + places + 1))


def to_decimal(value: Fraction | Decimal | int) -> Decimal:
    """Return ``value`` as a Decimal: exactly where it ends, else to `SHOWN_DIGITS` significant digits."""
    if isinstance(value, Decimal):
        return value
    exact = Fraction(value)
    if exact.denominator == 1:
        return Decimal(exact.numerator)
    rest = exact.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    digits = SHOWN_DIGITS if rest != 1 else len(str(abs(exact.numerator))) + exact.denominator.bit_length() * 2 + 5
    with localcontext(Context(prec=digits)):
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def plain(value: Fraction | Decimal | int) -> str:
    """Return the number as text, without exponent, thousands separators or trailing zeros: ``100000``, ``0.5``."""
    text = format(to_decimal(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def fixed(value: Fraction | Decimal | int, places: int) -> str:
    """Return the number rounded half up and shown with exactly ``places`` decimals: ``92.00``."""
    return format(half_up(value, places), "f")


def grouped(value: Fraction | Decimal | int, places: int | None = None) -> str:
    """Return the number for people, with thousands separators: ``1,200,000`` or, with places, ``16.50``."""
    text = plain(value) if places is None else fixed(value, places)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, part = digits.partition(".")
    return f"{sign}{int(whole):,}{dot}{part}"


def pounds(value: Fraction | Decimal | int) -> str:
    """Return an amount of money for people: ``£1,200,000`` or, where there are pence, ``£16.50``."""
    amount = half_up(value, 2)
    return pounds_exactly(amount, 2 if amount != amount.to_integral_value() else 0)


def pounds_exactly(value: Fraction | Decimal | int, places: int | None = None) -> str:
    """Return an amount of money to its last digit, or to ``places``: ``£0.125``."""
    text = grouped(value, places)
    return f"-£{text[1:]}" if text.startswith("-") else f"£{text}"


def percent(value: Fraction | Decimal | int) -> str:
    """Return a percentage: ``7.5%``."""
    return f"{plain(value)}%"
