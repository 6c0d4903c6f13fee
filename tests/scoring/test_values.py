"""Yearly costs discounted and commitments valued, against figures worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import fixed
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.scoring.values import commitment_value, present_value


def test_discount_factors_of_the_green_book() -> None:
    """At 3.5% the factors for years 0 to 5 are 1, .966184, .933511, .901943, .871442, .841973."""
    factors = [present_value([Decimal(0)] * year + [Decimal(1)], Decimal("3.5")) for year in range(6)]
    assert [fixed(factor, 6) for factor in factors] == [
        "1.000000",
        "0.966184",
        "0.933511",
        "0.901943",
        "0.871442",
        "0.841973",
    ]


def test_without_discounting_costs_are_simply_added() -> None:
    """At 0% 100 + 20 + 3 is 123."""
    assert present_value([Decimal(100), Decimal(20), Decimal(3)], Decimal(0)) == 123


def test_every_term_of_a_commitment() -> None:
    """100 × £10 × (1 − 20%)(1 − 25%)(1 − 50%) = £300 in year 0, 90% of it the year after: £570 over two years."""
    terms = CommitmentsInput.model_validate(
        {
            "kind": "commitments",
            "measures": ["hours"],
            "deadweight": 20,
            "displacement": Decimal("0.25"),
            "attribution": 50,
            "drop-off": 10,
            "years": 2,
        }
    )
    assert commitment_value(Decimal(100), Decimal(10), terms) == Fraction(570)
