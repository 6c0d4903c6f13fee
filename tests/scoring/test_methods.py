"""Every score method: its ends, its edges, and what must hold for any figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from socialvalue.model.methods import AnyMethod
from socialvalue.scoring.methods import Field, score

ADAPTER: TypeAdapter[AnyMethod] = TypeAdapter(AnyMethod)

D = Decimal


def _share(method: dict[str, object], value: str, others: tuple[str, ...] = (), top: str = "5") -> Fraction:
    made = ADAPTER.validate_python(method)
    field = Field.of([Fraction(other) for other in (*others, value)])
    return score(made, D(60), Fraction(value), field, D(top)).share


@pytest.mark.parametrize(
    ("method", "value", "others", "expected"),
    [
        ({"method": "lowest-price"}, "150", ("100",), "2/3"),
        ({"method": "price-range"}, "100", ("100", "100"), "1"),
        ({"method": "price-range"}, "150", ("100", "200"), "1/2"),
        ({"method": "above-lowest"}, "150", ("100",), "1/2"),
        ({"method": "above-lowest"}, "250", ("100",), "0"),
        ({"method": "above-lowest", "zero-at": D("1.5")}, "125", ("100",), "1/2"),
        ({"method": "deviation-from-mean"}, "0", ("0",), "1/2"),
        ({"method": "benchmark", "ceiling": 200, "target": 100}, "150", (), "1/2"),
        ({"method": "benchmark", "ceiling": 200, "target": 100}, "90", (), "1"),
        ({"method": "benchmark", "ceiling": 200, "target": 100}, "201", (), "0"),
        ({"method": "highest-offer"}, "0", ("0",), "0"),
        ({"method": "highest-offer"}, "3", ("4",), "3/4"),
        ({"method": "lowest-offer"}, "0", ("5",), "1"),
        ({"method": "lowest-offer"}, "5", ("0",), "0"),
        ({"method": "lowest-offer"}, "8", ("4",), "1/2"),
        ({"method": "target", "full-marks-at": 200}, "250", (), "1"),
        ({"method": "target", "full-marks-at": 200}, "50", (), "1/4"),
        ({"method": "target", "full-marks-at": 200, "no-marks-at": 100}, "150", (), "1/2"),
        ({"method": "target", "full-marks-at": 200, "no-marks-at": 100}, "50", (), "0"),
        ({"method": "range", "zero-at": 60, "full-at": 20}, "30", (), "3/4"),
        ({"method": "range", "zero-at": 20, "full-at": 60}, "30", (), "1/4"),
        ({"method": "panel"}, "4", (), "4/5"),
    ],
)
def test_shares_by_hand(method: dict[str, object], value: str, others: tuple[str, ...], expected: str) -> None:
    """Each figure can be worked in the head from the formula in the contract."""
    assert _share(method, value, others) == Fraction(expected)


BANDS: dict[str, object] = {
    "method": "bands",
    "bands": [{"at-least": 0, "percent": 0}, {"at-least": 50, "percent": 40}, {"at-least": 80, "percent": 100}],
}


@pytest.mark.parametrize(
    ("value", "expected"), [("0", "0"), ("49.999", "0"), ("50", "2/5"), ("79.99", "2/5"), ("80", "1"), ("1000", "1")]
)
def test_bands_give_the_last_row_that_is_reached(value: str, expected: str) -> None:
    """At the edge the higher row counts."""
    assert _share(BANDS, value) == Fraction(expected)


def test_below_the_first_band_there_is_no_result() -> None:
    """Intake refuses it with its cell; scoring never makes a zero of it."""
    with pytest.raises(ValueError, match="below the first band"):
        _share(BANDS, "-1")


WORKINGS = [
    ({"method": "lowest-price"}, "60 × 100 ÷ 150"),
    ({"method": "price-range"}, "60 × (200 − 150) ÷ (200 − 100)"),
    ({"method": "above-lowest"}, "60 × (1 − (150 ÷ 100 − 1) ÷ (2 − 1))"),
    ({"method": "deviation-from-mean"}, "60 × (50 − 100 × (150 − 150) ÷ 150) ÷ 100"),
    ({"method": "benchmark", "ceiling": 200, "target": 100}, "60 × (200 − 150) ÷ (200 − 100)"),
    ({"method": "highest-offer"}, "60 × 150 ÷ 200"),
    ({"method": "lowest-offer"}, "60 × 100 ÷ 150"),
    ({"method": "target", "full-marks-at": 300}, "60 × 150 ÷ 300"),
    ({"method": "target", "full-marks-at": 100}, "60 × 150 ÷ 100, not above 60"),
    ({"method": "range", "zero-at": 100, "full-at": 0}, "60 × (150 − 100) ÷ (0 − 100), not below 0"),
    (BANDS, "60 × 100 ÷ 100, the band from 80"),
]


@pytest.mark.parametrize(("method", "working"), WORKINGS)
def test_the_working_is_the_sum_that_a_reader_can_do(method: dict[str, object], working: str) -> None:
    """Weight, figures and operations, with what was kept inside the ends said in words."""
    field = Field.of([Fraction(100), Fraction(150), Fraction(200)])
    assert str(score(ADAPTER.validate_python(method), D(60), Fraction(150), field, None).working.said) == working


figures = st.fractions(min_value=1, max_value=10**9, max_denominator=100)
ANY = [method for method, _ in WORKINGS] + [{"method": "panel"}]


@pytest.mark.slow
@given(st.sampled_from(ANY), st.lists(figures, min_size=1, max_size=8), st.data())
def test_a_share_is_always_from_nothing_to_all(
    method: dict[str, object], values: list[Fraction], data: st.DataObject
) -> None:
    """No method gives less than nothing or more than its weight, whatever the figures."""
    value = data.draw(st.sampled_from(values))
    top = Decimal(10) ** 12 if method["method"] == "panel" else None
    share = score(ADAPTER.validate_python(method), D(60), value, Field.of(values), top).share
    assert 0 <= share <= 1


LESS_IS_BETTER = ["lowest-price", "price-range", "above-lowest", "deviation-from-mean", "lowest-offer"]


@pytest.mark.slow
@given(st.sampled_from(LESS_IS_BETTER), st.lists(figures, min_size=2, max_size=8))
def test_a_lower_price_never_gets_fewer_points(method: str, values: list[Fraction]) -> None:
    """Among the same bids, points fall as the price rises."""
    made, field = ADAPTER.validate_python({"method": method}), Field.of(values)
    shares = [score(made, D(60), value, field, None).share for value in sorted(values)]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.slow
@given(st.lists(figures, min_size=1, max_size=8), st.fractions(min_value="1/100", max_value=100))
def test_price_methods_do_not_care_about_the_currency(values: list[Fraction], factor: Fraction) -> None:
    """Prices in pence score as prices in pounds."""
    for method in ("lowest-price", "price-range", "above-lowest", "deviation-from-mean", "highest-offer"):
        made, scaled = ADAPTER.validate_python({"method": method}), [value * factor for value in values]
        first = [score(made, D(1), value, Field.of(values), None).share for value in values]
        assert first == [score(made, D(1), value, Field.of(scaled), None).share for value in scaled]
