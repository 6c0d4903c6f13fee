"""From individual marks to agreed ones: never averaged unless published, and then from the marks that were given."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from socialvalue.errors import Place
from socialvalue.model.competition import Amount, Bid, Competition, Mark
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import AgreedMark, Given, IndividualMark, Panel
from socialvalue.scoring.moderated import averaged_marks, moderation_record
from tests.scoring.build import model

MODEL = """
format = 1
id = "panel"
version = "1"
title = "Panel"
award = { moderation = "RULE" }
dimension = [ { id = "all", title = "All" } ]
scale = [ { id = "marks", levels = [ { mark = 0, label = "None" }, { mark = 5, label = "All" } ] } ]
[[criterion]]
id = "plan"
dimension = "all"
title = "Plan"
weight = 100
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
"""


def _criteria(rule: str) -> Criteria:
    return model(MODEL.replace("RULE", rule))


def _panel(show: str = "name") -> Panel:
    row = {"questions": ["plan"], "declared": "2026-01-01", "interest": "none"}
    people = [("amir", "Amir", "Buyer"), ("beth", "Beth", "Engineer"), ("cai", "Cai", "Buyer")]
    rows = [{"id": id_, "name": name, "role": role, **row} for id_, name, role in people]
    return Panel.model_validate({"format": 1, "show": show, "evaluator": rows})


def _mark(evaluator: str, value: str | Given, reason: str = "", bidder: str = "A") -> IndividualMark:
    given, number = (value, None) if isinstance(value, Given) else (Given.MARK, Decimal(value))
    place = Place("panel/x.xlsx", "plan", f"C{len(evaluator)}")
    return IndividualMark(evaluator, bidder, "plan", given, number, reason, f"p. {evaluator}", "more", place, place)


def _averaged(rule: str, *marks: IndividualMark, agreed: tuple[AgreedMark, ...] = ()) -> dict[tuple[str, str], Mark]:
    return averaged_marks(_criteria(rule), _panel(), marks, agreed)


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ("mean", ["1", "2", "4"], Fraction(7, 3)),
        ("median", ["1", "2", "5"], Fraction(2)),
        ("median", ["1", "2"], Fraction(3, 2)),
        ("mean", ["4", Given.NOT_APPLICABLE, "1"], Fraction(5, 2)),
        ("mean", ["4", Given.ABSTAINED], Fraction(4)),
        ("median", [Given.ABSTAINED, "3", Given.NOT_APPLICABLE], Fraction(3)),
    ],
)
def test_an_average_is_of_the_marks_that_were_given(rule: str, values: list[str | Given], expected: Fraction) -> None:
    """N/A and abstentions are left out, of the sum and of the count."""
    people = ("amir", "beth", "cai")
    marks = [_mark(person, value) for person, value in zip(people, values, strict=False)]
    assert {pair: mark.value for pair, mark in _averaged(rule, *marks).items()} == {("A", "plan"): expected}


@pytest.mark.parametrize(
    "marks",
    [
        [_mark("amir", "4"), _mark("beth", Given.BLANK)],
        [_mark("amir", Given.ABSTAINED), _mark("beth", Given.NOT_APPLICABLE)],
    ],
    ids=["one has not marked yet", "nobody gave a mark"],
)
def test_no_average_is_made_where_it_would_be_half_a_panel(marks: list[IndividualMark]) -> None:
    assert _averaged("mean", *marks) == {}


def test_an_agreed_mark_stands_and_one_still_to_be_agreed_does_not() -> None:
    marks = [_mark("amir", "4"), _mark("beth", "2")]
    assert _averaged("mean", *marks, agreed=(AgreedMark("A", "plan", Decimal(5)),)) == {}
    open_ = AgreedMark("A", "plan", None)
    assert [Fraction(3)] == [mark.value for mark in _averaged("mean", *marks, agreed=(open_,)).values()]


def test_nothing_is_averaged_unless_it_was_published() -> None:
    marks = [_mark("amir", "4"), _mark("beth", "2")]
    assert _averaged("consensus", *marks) == {}
    assert averaged_marks(_criteria("mean"), None, marks, []) == {}


def test_the_reason_of_an_average_holds_every_mark_and_reason() -> None:
    """Who gave no reason is not quoted; who abstained is, with that word."""
    given = [_mark("amir", "4.50", "Clear."), _mark("beth", Given.ABSTAINED, "I know the firm."), _mark("cai", "2")]
    (mark,) = _averaged("median", *given).values()
    assert (mark.averaged, mark.reason) == ("median", "Amir (4.5): Clear.\nBeth (abstain): I know the firm.")
    (mean,) = _averaged("mean", *given).values()
    assert ("mean", given[0].place) == (mean.averaged, mean.place)


def test_bids_are_averaged_each_by_itself() -> None:
    found = _averaged("mean", _mark("amir", "4"), _mark("amir", "1", bidder="B"), _mark("beth", "2"))
    assert {pair: mark.value for pair, mark in found.items()} == {("A", "plan"): 3, ("B", "plan"): 1}


def test_the_record_tells_how_each_mark_came_about() -> None:
    """Agreed with its change and why others came round; averaged without an agreed mark; a blank shown as one."""
    answer = Mark(Decimal(4), Place("moderation.xlsx"), "The panel agreed.", "p. 9")
    competition = Competition(
        bids=(Bid("A", {"plan": answer}), Bid("B", {"plan": answer}), Bid("C", {"plan": Amount(Decimal(1), Place())}))
    )
    agreed = [
        AgreedMark("A", "plan", Decimal("4.0"), differs="Cai came round.", change="After prices."),
        AgreedMark("B", "plan", None),
    ]
    marks = [_mark("amir", "4", "Clear."), _mark("cai", Given.BLANK), _mark("beth", Given.NOT_APPLICABLE)]
    first, second = moderation_record(_criteria("mean"), _panel("role"), marks, agreed, competition)
    assert (
        first.bidder,
        first.question,
        first.agreed,
        first.reason,
        first.reference,
    ) == ("A", "plan", Decimal(4), "The panel agreed.", "p. 9")
    assert (first.differs, first.change) == ("Cai came round.", "After prices.")
    assert [(one.evaluator, one.mark) for one in first.individual] == [
        ("Buyer 1", "4"),
        ("Buyer 2", ""),
        ("Engineer", "N/A"),
    ]
    assert ("Clear.", "p. amir", "more", str(marks[0].place)) == (
        first.individual[0].reason,
        first.individual[0].reference,
        first.individual[0].more,
        first.individual[0].source,
    )
    assert (second.bidder, second.agreed, second.differs, second.change, second.individual) == ("B", None, "", "", ())


def test_without_a_panel_there_is_nothing_to_tell() -> None:
    bid = Bid("A", {"plan": Mark(Decimal(4), Place(), "Agreed.", "")})
    assert moderation_record(_criteria("mean"), None, [], [], Competition(bids=(bid,))) == ()
