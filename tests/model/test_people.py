"""The panel as `panel.toml` has it: who marks what and whom, and how each is called."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from socialvalue.model.panel import Panel
from tests.intake.panel_build import criteria

MODEL = criteria()


def _panel(*people: dict[str, Any], show: str = "role") -> Panel:
    common = {"name": "N", "role": "Buyer", "questions": ["voice"], "declared": date(2026, 1, 1), "interest": "none"}
    rows = [{"id": f"p{number}", **common, **one} for number, one in enumerate(people, start=1)]
    return Panel.model_validate({"format": 1, "show": show, "evaluator": rows})


def test_people_are_called_by_role_and_numbered_where_two_share_one() -> None:
    panel = _panel({}, {"role": "Engineer"}, {})
    assert [panel.label(id_) for id_ in ("p1", "p2", "p3")] == ["Buyer 1", "Engineer", "Buyer 2"]
    assert [_panel({"name": "A"}, {"name": "A"}, show="name").label(id_) for id_ in ("p1", "p2")] == ["A", "A"]


def test_roles_are_shown_unless_names_are_asked_for() -> None:
    data = _panel({}).model_dump(by_alias=True)
    del data["show"]
    assert Panel.model_validate(data).show == "role"


@pytest.mark.parametrize(
    ("interest", "has"), [("none", False), (" None. ", False), ("NONE", False), ("My sister works there.", True)]
)
def test_an_interest_is_whatever_is_not_none(interest: str, has: bool) -> None:
    assert has == _panel({"interest": interest}).evaluator[0].has_interest


def test_an_id_of_a_criterion_stands_for_its_questions() -> None:
    panel = _panel({"questions": ["service"]}, {"questions": ["service.start"]}, {"questions": ["voice"]})
    marked = [[leaf.key for leaf in panel.leaves_of(one, MODEL)] for one in panel.evaluator]
    assert marked == [["service.journey", "service.start"], ["service.start"], ["voice"]]


def test_nobody_marks_a_bid_from_which_they_are_excluded() -> None:
    panel = _panel({"excluded": [{"bidder": "Alder", "reason": "sister"}]}, {}, {"questions": ["service"]})
    voice = MODEL.leaf_by_key["voice"]
    assert [one.id for one in panel.of(voice, "Alder")] == ["p2"]
    assert [one.id for one in panel.of(voice, "Birch")] == ["p1", "p2"]


def test_a_panel_has_somebody_who_marks_something() -> None:
    with pytest.raises(ValidationError):
        Panel.model_validate({"format": 1, "evaluator": []})
    with pytest.raises(ValidationError):
        _panel({"questions": []})
    assert [one.chair for one in _panel({}).evaluator] == [False]
