"""The award model as its readers ask it: what is scored, by what weight, and which £ value is in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.model.criteria import Criteria
from tests.scoring.build import model

TEXT = """
format = 1
id = "m"
version = "1"
title = "M"
DATES
award = { weights = "WEIGHTS" }
dimension = [ { id = "cost", title = "Cost", weight = 40 }, { id = "social", title = "Social", weight = 60 } ]
[[scale]]
id = "marks"
levels = [ { mark = 7, label = "High" }, { mark = 10, label = "Top" }, { mark = 9, label = "x" } ]
[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 100
guidance = "All in."
input = { kind = "money" }
score = { method = "lowest-price" }
[[criterion]]
id = "plan"
dimension = "social"
title = "Plan"
weight = 50
[[criterion.question]]
id = "a"
title = "First"
weight = 20
guidance = "How."
minimum = 40
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
[[criterion.question]]
id = "b"
title = "Second"
weight = 80
input = { kind = "commitments", measures = ["hours", "gone"] }
score = { method = "highest-offer" }
[[criterion]]
id = "more"
dimension = "social"
title = "More"
weight = 50
input = { kind = "commitments", measures = ["jobs", "hours"] }
score = { method = "target", full-marks-at = 5 }
[[measure]]
id = "jobs"
unit = "jobs"
[[measure]]
id = "hours"
unit = "hours"
proxy = [
  { value = 1, from = 2025-04-01, PROXY },
  { value = 3, from = 2027-04-01, PROXY },
  { value = 2, from = 2026-04-01, PROXY },
]
"""


def _model(weights: str = "of-parent", dates: str = "") -> Criteria:
    proxy = 'price-year = 2025, source = "s", licence = "l"'
    return model(TEXT.replace("WEIGHTS", weights).replace("DATES", dates).replace("PROXY", proxy))


def test_weights_of_a_parent_are_multiplied() -> None:
    """40% × 100%; 60% × 50% × 20% = 6; 60% × 50% × 80% = 24; 60% × 50% = 30."""
    leaves = _model().leaves
    assert {one.key: one.weight for one in leaves} == {"price": 40, "plan.a": 6, "plan.b": 24, "more": 30}


def test_weights_of_the_total_are_as_written() -> None:
    """Of a criterion with questions it is the questions that weigh."""
    assert [one.weight for one in _model("of-total").leaves] == [100, 20, 80, 50]


def test_a_leaf_speaks_for_its_question_or_its_criterion() -> None:
    criteria = _model()
    price, question = criteria.leaf_by_key["price"], criteria.leaf_by_key["plan.a"]
    assert (
        price.title,
        price.guidance,
        price.dimension,
        price.minimum,
        price.is_price,
        price.is_relative,
    ) == ("Price", "All in.", "cost", None, True, True)
    assert (
        question.title,
        question.guidance,
        question.dimension,
        question.minimum,
        question.is_price,
        question.is_relative,
    ) == ("First", "How.", "social", Decimal(40), False, False)


def test_what_is_a_price_and_what_the_panel_marks() -> None:
    criteria = _model()
    assert [leaf.key for leaf in criteria.price_leaves] == ["price"]
    assert [leaf.key for leaf in criteria.panel_leaves] == ["plan.a"]
    assert list(criteria.scale_by_id) == ["marks"]


def test_full_points_are_divided_by_the_highest_mark_wherever_it_stands() -> None:
    assert _model().scale[0].highest == 10


def test_bidders_are_asked_for_each_measure_once_in_the_order_of_the_criteria() -> None:
    """A measure that does not exist is a fault told elsewhere, and no traceback here."""
    assert [measure.id for measure in _model().committed_measures] == ["hours", "jobs"]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2025-03-31", None),
        ("2025-04-01", 1),
        ("2026-03-31", 1),
        ("2026-04-01", 2),
        ("2027-03-31", 2),
        ("2030-01-01", 3),
    ],
)
def test_the_newest_value_that_has_started_is_in_force(day: str, value: int | None) -> None:
    """From its first day on, in whatever order the file has them."""
    for dates in (f"competition = {{ tender-date = {day} }}", f"effective-from = {day}"):
        criteria = _model(dates=dates)
        proxy = criteria.proxy_in_force(criteria.measure_by_id["hours"])
        assert value == (None if proxy is None else proxy.value)


def test_the_tender_date_goes_before_the_first_day_of_the_model() -> None:
    dates = "effective-from = 2025-04-01\ncompetition = { tender-date = 2026-04-01 }"
    assert _model(dates=dates).judged_on == date(2026, 4, 1)
    assert _model().judged_on is None


def test_without_a_day_only_a_single_value_is_certain() -> None:
    criteria = _model()
    hours = criteria.measure_by_id["hours"]
    assert criteria.proxy_in_force(hours) is None
    assert criteria.proxy_in_force(criteria.measure_by_id["jobs"]) is None
    single = hours.model_copy(update={"proxy": hours.proxy[:1]})
    assert hours.proxy[0] == criteria.proxy_in_force(single)
