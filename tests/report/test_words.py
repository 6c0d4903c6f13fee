"""How figures and names are worded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.model.basis import BasisName
from socialvalue.model.outcome import Withdrawn
from socialvalue.report.words import wording as words
from tests.report.builders import ranked_by


@pytest.mark.parametrize(
    "number,shown",
    [
        ("1000000", "1,000,000"),
        ("12699.616", "12,699.616"),
        ("33.3333333333333333333333333333", "33.333333…"),
        ("0.00000012", "0.000000…"),
        ("960", "960"),
        ("2026", "2026"),
        ("-12000.5", "-12,000.5"),
    ],
)
def test_a_figure_of_a_working_is_grouped_and_cut_but_never_changed(number: str, shown: str) -> None:
    """Thousands get separators, and endless fractions an ellipsis."""
    assert shown == words.readable(Decimal(number))


@pytest.mark.parametrize(
    "points,places,shown",
    [("60", 2, "60.00"), ("33.33333333", 2, "33.3333"), ("9.5", 0, "9.5"), ("2.625", 2, "2.625"), ("0", 2, "0.00")],
)
def test_points_of_a_criterion_show_two_places_more_than_is_published(points: str, places: int, shown: str) -> None:
    """Nobody has to wonder why the parts of a rounded total do not add up."""
    assert shown == words.part(Decimal(points), places)


def test_nothing_is_shown_as_a_dash() -> None:
    """A score that was not given is not a nought."""
    assert words.NOTHING == words.part(None, 2) == words.published(None, 2)


def test_dates_do_not_depend_on_the_language_of_the_machine() -> None:
    """A date is written in full, without a leading zero."""
    assert words.day(date(2026, 3, 1)) == "1 March 2026"


def test_a_reason_keeps_what_stands_in_its_brackets() -> None:
    """A reference that a person typed is no id of ours."""
    assert words.sentence("by e-mail of 3 November [ref-12]") == "By e-mail of 3 November [ref-12]."
    assert words.reason(Withdrawn(reason="by e-mail [ref-12]")) == "By e-mail [ref-12]."


@settings(deadline=None)
@given(st.text(max_size=300), st.floats(5, 60))
def test_a_cut_name_always_fits(name: str, ems: float) -> None:
    """However long or wide a name is, its short form is as wide as was asked for, or less."""
    assert words.width(words.cut(name, ems)) <= ems + 1e-9


def test_names_that_are_cut_alike_are_told_apart() -> None:
    """Two firms of one group must not stand under the same heading."""
    same = "The Northern Community Transport Company of "
    first, second, other = words.short_names([f"{same}Ashby", f"{same}Brill", "Wren"], 15)
    assert first != second
    assert other == "Wren"


@pytest.mark.parametrize("basis,shown", [("weighted-total", "1,234.50"), ("lowest-price", "£1,234.50")])
def test_money_that_ranks_has_its_sign(basis: BasisName, shown: str) -> None:
    """A figure in pounds is not mistaken for points."""
    assert shown == words.total(ranked_by(basis), Decimal("1234.5"))


def test_a_price_below_zero_has_its_minus_before_the_pound() -> None:
    """Price less the value of quality may be negative."""
    assert words.total(ranked_by("monetised-quality"), Decimal("-20.5")) == "-£20.50"
