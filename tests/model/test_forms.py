"""What forms ask and under which ids, and by what a form knows its competition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from socialvalue.errors import Place
from socialvalue.model.criteria import Criteria
from socialvalue.model.inputs import OPEN_YEARS
from socialvalue.model.layout import fields
from socialvalue.model.panel import Evaluator, Given, IndividualMark
from socialvalue.model.panel_layout import blind_labels, competition_fingerprint, marks_fingerprint, sheet_name
from tests.scoring.build import model

TEXT = """
format = 1
id = "f"
version = "1"
title = "F"
competition = { COMPETITION }
dimension = [ { id = "d", title = "D" } ]
scale = [ { id = "marks", levels = [ { mark = 0, label = "None" }, { mark = 5, label = "All" } ] } ]
[[standard]]
id = "wage"
question = "Do you pay it?"
pass = "yes"
[[standard]]
id = "law"
title = "The law"
question = "Do you keep it?"
pass = "yes"
[[criterion]]
id = "price"
dimension = "d"
title = "Price"
weight = 20
input = { kind = "money" }
score = { method = "lowest-price" }
[[criterion]]
id = "whole"
dimension = "d"
title = "Whole life"
weight = 20
input = { kind = "whole-life-cost", discount-rate = 3.5YEARS }
score = { method = "lowest-price" }
[[criterion]]
id = "share"
dimension = "d"
title = "Share"
weight = 20
input = { kind = "percent" }
score = { method = "target", full-marks-at = 100 }
[[criterion]]
id = "promises"
dimension = "d"
title = "Promises"
weight = 20
input = { kind = "commitments", measures = ["hours", "gone", "jobs"] }
score = { method = "highest-offer" }
[[criterion]]
id = "plan"
dimension = "d"
title = "Plan"
[[criterion.question]]
id = "people"
title = "People"
weight = 20
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
[[measure]]
id = "hours"
title = "Volunteering"
unit = "h"
[[measure]]
id = "jobs"
unit = "jobs"
"""


def _model(competition: str = "", years: str = ", years = 2") -> Criteria:
    return model(TEXT.replace("COMPETITION", competition).replace("YEARS", years))


def test_everything_is_asked_once_in_order_and_with_its_unit() -> None:
    """A measure that does not exist is left out here; that it does not is a fault of the criteria file."""
    assert [(field.id, field.titled) for field in fields(_model())] == [
        ("bidder", "Bidder"),
        ("standard:wage", "Do you pay it? (yes or no)"),
        ("standard:law", "The law (yes or no)"),
        ("price", "Price (£)"),
        ("whole:year-0", "Whole life, year 0 (£)"),
        ("whole:year-1", "Whole life, year 1 (£)"),
        ("share", "Share (percent, 0 to 100)"),
        ("commitment:hours", "Volunteering (h)"),
        ("commitment:jobs", "jobs (jobs)"),
        ("plan.people", "Plan: People: agreed mark"),
        ("reason:plan.people", "Plan: People: reason"),
        ("reference:plan.people", "Plan: People: reference to the tender"),
        ("withdrawn", "Withdrawn (yes, or leave blank)"),
    ]


def test_costs_of_no_fixed_length_are_asked_from_year_0_to_year_10() -> None:
    asked = [field.year for field in fields(_model(years="")) if field.kind == "year"]
    assert list(range(11)) == asked
    assert len(asked) == OPEN_YEARS


def test_a_title_may_be_corrected_where_there_is_a_reference() -> None:
    """Without one, the title is all that tells two competitions apart."""
    referenced = [competition_fingerprint(_model(f'reference = "R", title = "{title}"')) for title in "AB"]
    assert len(set(referenced)) == 1
    titled = [competition_fingerprint(_model(f'title = "{title}"')) for title in "AB"]
    assert len({*titled, *referenced}) == 3


def test_a_moderation_file_knows_the_marks_that_it_was_made_from() -> None:
    """In whatever order they came; another mark, or another word of a reason, is another set of marks."""
    place = Place("panel/x.xlsx")
    marks = [
        IndividualMark(evaluator, "A", "plan.people", Given.MARK, Decimal(4), "Clear.", "p. 1", "", place, place)
        for evaluator in ("amir", "beth")
    ]
    known = marks_fingerprint(marks)
    assert known == marks_fingerprint(marks[::-1])
    others: list[dict[str, Any]] = [
        {"value": Decimal(3)},
        {"reason": "Clear"},
        {"reference": "p. 2"},
        {"more": "x"},
        {"bidder": "B"},
    ]
    assert len(others) + 1 == len({known, *(marks_fingerprint([replace(marks[0], **one), marks[1]]) for one in others)})


def test_a_workbook_of_an_evaluator_is_called_by_their_id() -> None:
    row = {"id": "amir", "name": "A", "role": "R", "questions": ["q"], "declared": date(2026, 1, 1), "interest": "none"}
    assert sheet_name(Evaluator.model_validate(row)) == "amir.xlsx"


def test_blind_labels_go_on_after_z_as_columns_do() -> None:
    """A to Z, AA to ZZ, AAA: each bidder has one, and no two the same."""
    labels = blind_labels(_model(), [f"Firm {number}" for number in range(703)])
    letters = [label.removeprefix("Bidder ") for label in labels.values()]
    assert len(set(letters)) == 703
    assert [letters[n] for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A",
        "B",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
