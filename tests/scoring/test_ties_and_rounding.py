"""Rounded once, half up, at the end; ranks and tie-breaks judged on what was published; ties shown as ties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.decimals import from_cell, grouped, half_up, plain, pounds, to_decimal
from tests.scoring.build import by_name, prices_and_quality, totals, two

OWN = '{ method = "benchmark", ceiling = 100, target = 0 }'


def test_a_tie_that_survives_is_shown_as_a_tie() -> None:
    """Ranks 1, 1, 3: never broken by the order of the rows."""
    evaluation = prices_and_quality(two(OWN), {"b": ("50", "50"), "c": ("10", "50"), "a": ("50", "50")})
    assert [(one.bidder, one.rank, one.tied) for one in evaluation.bids] == [
        ("a", 1, True),
        ("b", 1, True),
        ("c", 3, False),
    ]
    assert "a and b are tied at 50.00" in evaluation.notes[0]


def test_a_tie_of_three_is_told_as_one() -> None:
    """Three equal bids are one tie, not two pairs."""
    evaluation = prices_and_quality(two(OWN), dict.fromkeys("abc", ("50", "50")))
    assert [one.rank for one in evaluation.bids] == [1, 1, 1]
    assert evaluation.notes == ("a, b and c are tied at 50.00: no tie-break was published.",)


def test_a_tie_below_a_tie_break_is_marked_alike() -> None:
    """Of three bids with one total two are equal in quality too: the tie-break decided for both of them."""
    criteria = two(OWN, "50", 'tie-break = ["quality"]')
    evaluation = prices_and_quality(criteria, {"a": ("60", "60"), "b": ("60", "60"), "c": ("40", "40")})
    assert [(one.rank, one.decided_by) for one in evaluation.bids] == [(1, "quality"), (1, "quality"), (3, "quality")]


def test_a_basis_with_too_few_places_says_so() -> None:
    """Weighted value of prices in the millions is 0.00 at two places: a tie that rounding made, and said to be so."""
    evaluation = prices_and_quality(
        two(award='basis = "weighted-value"'), {"a": ("60", "100000"), "b": ("70", "90000")}
    )
    assert any("needs more decimal-places" in note for note in evaluation.notes)


def test_the_tie_break_that_decided_is_named() -> None:
    """The same total of 50.00, quality first: the bid with more quality points wins, and the note says why."""
    criteria = two(OWN, "50", 'tie-break = ["quality", "price"]')
    evaluation = prices_and_quality(criteria, {"thrifty": ("40", "40"), "good": ("60", "60")})
    assert [(one.bidder, one.rank, one.decided_by) for one in evaluation.bids] == [
        ("good", 1, "quality"),
        ("thrifty", 2, "quality"),
    ]
    assert "Quality decided, 30.00 to 20.00" in evaluation.notes[0]


def test_ranks_are_judged_on_the_published_figures() -> None:
    """66.665 and 66.674 are both published as 66.67, so they are tied; 66.664 is not."""
    criteria = two(OWN, "0", 'tie-break = ["cost"]')
    evaluation = prices_and_quality(criteria, {"a": ("66.665", "1"), "b": ("66.674", "1"), "c": ("66.664", "1")})
    assert [(one.bidder, str(one.total), one.rank) for one in evaluation.bids] == [
        ("a", "66.67", 1),
        ("b", "66.67", 1),
        ("c", "66.66", 3),
    ]


def test_thirds_add_up_exactly() -> None:
    """Three bids at a third of 50 each carry no drift into the total: 16.67 + 50 is published as 66.67, not 66.66."""
    rows = {"a": ("100", "300"), "low": ("0", "100")}
    assert totals(prices_and_quality(two(weight="50"), rows)) == {"a": "66.67", "low": "50.00"}


def test_the_parts_are_shown_as_they_are() -> None:
    """A point score that never ends is shown to 28 digits, one that ends is exact."""
    score = by_name(prices_and_quality(two(weight="50"), {"a": ("12.5", "300"), "low": ("0", "100")}))["a"].scores
    assert str(score[0].points) == "16.66666666666666666666666667"
    assert str(score[1].points) == "6.25"
    assert score[0].working == "50 × 100 ÷ 300"


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("2.675", 2, "2.68"), ("66.665", 2, "66.67"), ("-0.005", 2, "-0.01"), ("0.004", 2, "0.00"), ("0.5", 0, "1")],
)
def test_half_up(value: str, places: int, expected: str) -> None:
    """Half goes up (away from zero), from the exact value and not from a float."""
    assert str(half_up(Decimal(value), places)) == expected


def test_a_cell_is_read_at_excels_precision() -> None:
    """What Excel shows as 0.3 is 0.3, though the file says 0.30000000000000004."""
    assert from_cell(0.1 + 0.2) == Decimal("0.3")
    assert from_cell(1234567.89) == Decimal("1234567.89")
    with pytest.raises(ValueError, match="not a number"):
        from_cell(float("nan"))


def test_figures_for_people() -> None:
    """No exponents, no trailing zeros, thousands separators, pence only where there are some."""
    assert plain(Decimal("1E+5")) == "100000"
    assert plain(Decimal("0.50")) == "0.5"
    assert grouped(Decimal("1234567.5")) == "1,234,567.5"
    assert (pounds(Decimal(1200000)), pounds(Decimal("16.5")), pounds(-3)) == ("£1,200,000", "£16.50", "-£3")


exact = st.fractions(min_value=-1000000, max_value=1000000, max_denominator=10**6)


@given(exact, st.integers(0, 6))
def test_rounding_is_never_further_than_half_a_unit(value: Fraction, places: int) -> None:
    """The rounded figure is the nearest, and the upper of two that are equally near (away from zero)."""
    rounded = Fraction(half_up(value, places))
    gap, half = abs(rounded) - abs(value), Fraction(1, 2 * 10**places)
    assert -half < gap <= half


@given(exact)
def test_a_figure_that_ends_is_shown_exactly(value: Fraction) -> None:
    """`to_decimal` loses nothing where there is an end, and little where there is none."""
    shown = Fraction(to_decimal(value))
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    assert shown == value if rest == 1 else abs(shown - value) < Fraction(1, 10**20)
