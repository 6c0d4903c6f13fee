"""Yearly costs discounted and commitments valued, against figures worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import fixed
from socialvalue.errors import Place
from socialvalue.model.competition import Amount, Bid, Commitments, Competition
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.scoring.unscorable import unscorable
from socialvalue.scoring.values import commitment_value, present_value
from tests.scoring.build import model


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


def test_a_valued_answer_below_the_first_band_is_a_fault_with_its_place() -> None:
    """Commitments worth £90 under bands that start at £100: told before anything is scored, never a traceback."""
    text = """
format = 1
id = "b"
version = "1"
title = "B"
dimension = [ { id = "social", title = "Social" } ]
[[criterion]]
id = "hours"
dimension = "social"
title = "Hours"
weight = 100
input = { kind = "commitments", measures = ["volunteer-hours"] }
score = { method = "bands", bands = [ { at-least = 100, percent = 0 }, { at-least = 200, percent = 100 } ] }
[[measure]]
id = "volunteer-hours"
unit = "hours"
proxy = [ { value = 10, from = 2025-04-01, price-year = 2025, source = "s", licence = "OGL-3.0" } ]
"""
    criteria = model(text)
    for hours, faults in ((9, 1), (10, 0)):
        place = Place("bids/a.xlsx", "Offer", "D9")
        given = Commitments({"volunteer-hours": Amount(Decimal(hours), place)})
        found = unscorable(criteria, Competition(bids=(Bid("A", {"hours": given}),)))
        assert [str(problem.place) for problem in found] == ["bids/a.xlsx · Offer · D9"] * faults
