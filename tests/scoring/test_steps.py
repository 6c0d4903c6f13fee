"""How a figure was made, as the report and `explain` print it: each year, each commitment, and its cells."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from socialvalue.errors import Place
from socialvalue.model.competition import Amount, Commitments, Mark, YearlyCosts
from socialvalue.model.criteria import Criteria
from socialvalue.model.working import span
from socialvalue.scoring.values import Valued, value_of
from tests.scoring.build import model

MODEL = """
format = 1
id = "steps"
version = "1"
title = "Steps"
dimension = [ { id = "all", title = "All" } ]
scale = [ { id = "marks", levels = [ { mark = 0, label = "None" }, { mark = 5, label = "All" } ] } ]
[[criterion]]
id = "cost"
dimension = "all"
title = "Cost"
weight = 50
input = { kind = "whole-life-cost", discount-rate = 3.5 }
score = { method = "lowest-price" }
[[criterion]]
id = "promises"
dimension = "all"
title = "Promises"
weight = 40
input = { kind = "commitments", measures = ["hours", "jobs"], TERMS }
score = { method = "highest-offer" }
[[criterion]]
id = "plan"
dimension = "all"
title = "Plan"
weight = 10
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
[[measure]]
id = "hours"
title = "Volunteering"
unit = "hours"
proxy = [ { value = 16.50, from = 2025-04-01, price-year = 2025, source = "s", licence = "OGL-3.0" } ]
[[measure]]
id = "jobs"
unit = "jobs"
proxy = [ { value = 1000, from = 2025-04-01, price-year = 2025, source = "s", licence = "OGL-3.0" } ]
"""


def _model(terms: str = "years = 1") -> Criteria:
    return model(MODEL.replace("TERMS", terms))


def _cell(cell: str, sheet: str = "Offer", file: str = "bids/a.xlsx") -> Place:
    return Place(file, sheet, cell)


def _costs(*costs: str, places: tuple[Place, ...] = ()) -> Valued:
    given = places or tuple(_cell(f"D{row}") for row in range(7, 7 + len(costs)))
    amounts = tuple(Amount(Decimal(cost), place) for cost, place in zip(costs, given, strict=True))
    criteria = _model()
    return value_of(criteria, criteria.leaf_by_key["cost"], YearlyCosts(amounts))


def test_each_year_of_a_whole_life_cost_is_shown_at_its_present_value() -> None:
    """£100,000 now; £10,000 ÷ 1.035 = £9,661.84; £10,350 ÷ 1.035² = £10,000 ÷ 1.035 = £9,661.84."""
    valued = _costs("100000", "10000", "10350")
    assert [(step.label, step.value, step.source) for step in valued.steps] == [
        ("Year 0: £100,000 ÷ (1 + 3.5%)^0", "£100,000", "bids/a.xlsx · Offer · D7"),
        ("Year 1: £10,000 ÷ (1 + 3.5%)^1", "£9,661.84", "bids/a.xlsx · Offer · D8"),
        ("Year 2: £10,350 ÷ (1 + 3.5%)^2", "£9,661.84", "bids/a.xlsx · Offer · D9"),
    ]


def test_a_year_without_a_cost_is_worth_nothing() -> None:
    assert [step.value for step in _costs("0", "0", "1.071225").steps] == ["£0", "£0", "£1"]  # 1.035² is 1.071225


def test_the_source_names_the_first_cell_and_the_last() -> None:
    assert span(_costs("1").places) == "bids/a.xlsx · Offer · D7"
    assert span(_costs("1", "2", "3").places) == "bids/a.xlsx · Offer · D7 to D9"


def test_cells_of_two_sheets_or_files_are_named_in_full() -> None:
    """A worked example has keys and no cells: the first stands for all."""
    first = _cell("D7")
    for last in (_cell("D8", sheet="More"), _cell("D8", file="bids/b.xlsx")):
        assert span(_costs("1", "2", places=(first, last)).places) == f"{first}, {last}"
    key = Place(file="case.toml", key="bids.A.cost[0]")
    assert str(key) == span(_costs("1", "2", places=(key, Place(file="case.toml", key="bids.A.cost[1]"))).places)


def _promised(terms: str) -> Valued:
    criteria = _model(terms)
    given = {"hours": Amount(Decimal(100), _cell("D7")), "jobs": Amount(Decimal(2), _cell("D8"))}
    return value_of(criteria, criteria.leaf_by_key["promises"], Commitments(given))


def test_each_commitment_is_shown_with_its_value_and_cell() -> None:
    """100 hours × £16.50 = £1,650, 2 jobs × £1,000 = £2,000; a measure without a title goes by its id."""
    valued = _promised("years = 1")
    assert valued.value == Decimal(3650)
    assert span(valued.places) == "bids/a.xlsx · Offer · D7 to D8"
    assert [(step.label, step.value, step.source) for step in valued.steps] == [
        ("Volunteering: 100 hours × £16.5", "£1,650", "bids/a.xlsx · Offer · D7"),
        ("jobs: 2 jobs × £1000", "£2,000", "bids/a.xlsx · Offer · D8"),
    ]


def test_only_the_terms_that_change_a_value_are_shown() -> None:
    """£1,650 × (1 − 20%) × (1 − 50%) = £660 a year; over two years with 10% drop-off × 1.9 = £1,254."""
    one = _promised("deadweight = 20, attribution = 50")
    assert one.steps[0].label == "Volunteering: 100 hours × £16.5 × (1 − 20% deadweight) × (1 − 50% attribution)"
    assert one.steps[0].value == "£660"
    two = _promised("deadweight = 20, attribution = 50, years = 2, drop-off = 10")
    assert two.steps[0].label.endswith("(1 − 50% attribution), over 2 years, 10% drop-off a year")
    assert two.steps[0].value == "£1,254"
    assert _promised("years = 3").steps[0].label.endswith("× £16.5, over 3 years")


def test_a_mark_keeps_its_reason_and_reference() -> None:
    criteria = _model()
    mark = Mark(Decimal(4), _cell("D4"), "Clear.", "p. 3")
    told = value_of(criteria, criteria.leaf_by_key["plan"], mark)
    assert (Fraction(4), mark, "bids/a.xlsx · Offer · D4") == (told.value, told.mark, span(told.places))
    assert _costs("1").mark is None
