"""Worked examples: each fault of a case file is told by its key, and nothing in one is passed over."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.errors import Problem, WrongUsage
from socialvalue.intake.criteria.cases import find_cases, read_case
from socialvalue.model.competition import Amount, Commitments, Mark, YearlyCosts

MODEL = """
[model]
format = 1
id = "m"
version = "1"
title = "M"
dimension = [ { id = "cost", title = "Cost" }, { id = "social", title = "Social" } ]
scale = [ { id = "marks", levels = [ { mark = 0, label = "None" }, { mark = 5, label = "All" } ] } ]
standard = [ { id = "wage", question = "Do you pay it?", pass = "yes" } ]
[[model.criterion]]
id = "whole"
dimension = "cost"
title = "Whole-life cost"
weight = 30
input = { kind = "whole-life-cost", discount-rate = 3.5 }
score = { method = "lowest-price" }
[[model.criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 30
input = { kind = "money" }
score = { method = "lowest-price" }
[[model.criterion]]
id = "promises"
dimension = "social"
title = "Promises"
weight = 20
input = { kind = "commitments", measures = ["hours"] }
score = { method = "highest-offer" }
[[model.criterion]]
id = "plan"
dimension = "social"
title = "Plan"
[[model.criterion.question]]
id = "people"
title = "People"
weight = 20
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
[[model.measure]]
id = "hours"
unit = "hours"
proxy = [ { value = 10, from = 2025-04-01, price-year = 2025, source = "s", licence = "l" } ]
[[model.measure]]
id = "days"
unit = "days"
"""

BIDS = """
[bids.A]
whole = [100, 5]
price = 100
plan = { people = 5 }
standards = { wage = "yes" }
commitments = { hours = 3 }
[bids."B & Co"]
whole = { year-0 = 100, year-1 = 5 }
price = 100.50
"plan.people" = 0
commitments = { hours = 0 }
[expect.A]
plan = { people = "20.00" }
price = 30
total = "100"
rank = 1
tied = false
status = "ranked"
"""

GOOD = 'name = "Good"\n' + MODEL + BIDS


def case(text: str, tmp_path: Path) -> list[Problem]:
    path = tmp_path / "case.toml"
    path.write_text(text, "utf-8")
    read, problems = read_case(path)
    assert (read is None) == bool(problems)
    return problems


def test_a_sound_case_is_read_exactly(tmp_path: Path) -> None:
    """Questions in quotation marks or as tables; years as a list or by name; figures as written."""
    path = tmp_path / "case.toml"
    path.write_text(GOOD, "utf-8")
    read, problems = read_case(path)
    assert problems == []
    assert read is not None
    first, second = read.competition.bids
    assert (read.name, first.bidder, second.bidder) == ("Good", "A", "B & Co")
    amounts = [
        answer.value for answer in (first.answers["price"], second.answers["price"]) if isinstance(answer, Amount)
    ]
    marks = [bid.answers["plan.people"] for bid in (first, second)]
    assert amounts == [Decimal(100), Decimal("100.50")]
    assert [mark.value for mark in marks if isinstance(mark, Mark)] == [Decimal(5), Decimal(0)]
    for bid in (first, second):
        costs, promised = bid.answers["whole"], bid.answers["promises"]
        assert isinstance(costs, YearlyCosts)
        assert [cost.value for cost in costs.costs] == [Decimal(100), Decimal(5)]
        assert isinstance(promised, Commitments)
    assert (read.expected["A"]) == {
        "plan.people": "20.00",
        "price": 30,
        "total": "100",
        "rank": 1,
        "tied": False,
        "status": "ranked",
    }


#: What is replaced by what, the key that the problem names, its code, and words that it says.
FAULTS = [
    ('name = "Good"', "name = 5", "name", "criteria-invalid", "5"),
    ('name = "Good"', "nmae = 5", "nmae", "criteria-unknown-key", "name, criteria or model, bids, expect"),
    ('name = "Good"', 'criteria = "best-value"', "criteria", "criteria-missing", "both"),
    (MODEL, "", "criteria", "criteria-missing", "neither"),
    (MODEL, 'criteria = "no-such-pack"\n', "criteria", "criteria-missing", "“no-such-pack”"),
    (MODEL, f'criteria = "{"x" * 5000}"\n', "criteria", "criteria-missing", "“xxx"),
    (MODEL, "criteria = 5\n", "criteria", "criteria-missing", "neither"),
    (MODEL, 'model = "m"\n', "criteria", "criteria-missing", "neither"),
    ('id = "m"', 'id = "M"', "model.id", "criteria-invalid", "“M”"),
    (
        'weight = 30\ninput = { kind = "money"',
        'weight = 31\ninput = { kind = "money"',
        "model.award.weights",
        "weights-sum",
        "101",
    ),
    (BIDS, "[expect.A]\nrank = 1\n", "bids", "criteria-missing", "no bids"),
    (BIDS, "bids = 5\n[expect.A]\nrank = 1\n", "bids", "criteria-missing", "no bids"),
    (BIDS.partition("[expect")[2], "", "", "criteria-syntax", "at line"),
    (BIDS[BIDS.index("[expect") :], "", "expect", "criteria-missing", "nothing"),
    (BIDS[BIDS.index("[expect") :], "[expect]\n", "expect", "criteria-missing", "nothing"),
    ("[expect.A]", "[expect.C]", "expect.C", "criteria-unknown-key", "A, B & Co"),
    ("whole = [100, 5]", 'whole = "100, 5"', "bids.A.whole", "criteria-invalid", "a list of yearly costs"),
    ("whole = [100, 5]", 'whole = [100, "5"]', "bids.A.whole", "criteria-invalid", "a list of 2"),
    ("whole = [100, 5]", "whole = []", "bids.A.whole", "criteria-invalid", "a list of 0"),
    ("whole = [100, 5]", "whole = [100, -5]", "bids.A.whole[1]", "number-negative", "-£5"),
    ("whole = [100, 5]", "whole = [0, 0]", "bids.A.whole", "years-all-zero", "£0"),
    ("whole = [100, 5]", "whole = [100, 5, 5]", "bids.*.whole", "years-number", "tables of 2 and 3 years"),
    ("year-1 = 5", "year-2 = 5", "bids.B & Co.whole", "criteria-invalid", "year-2 = 5"),
    ("year-1 = 5", "year-1 = 5, 1 = 7", "bids.B & Co.whole", "criteria-invalid", "1 = 7"),
    ("price = 100\n", "prise = 100\nprice = 100\n", "bids.A.prise", "criteria-unknown-key", "“prise”"),
    ("price = 100\n", "", "bids.A.price", "criteria-missing", "an answer (money)"),
    ("price = 100\n", 'price = "100"\n', "bids.A.price", "criteria-invalid", "“100”"),
    ("price = 100\n", "price = true\n", "bids.A.price", "criteria-invalid", "true"),
    ("price = 100\n", "price = nan\n", "bids.A.price", "criteria-invalid", "NaN"),
    ("price = 100\n", "price = inf\n", "bids.A.price", "criteria-invalid", "Infinity"),
    ("price = 100\n", "price = 0\n", "bids.A.price", "amount-zero", "£0"),
    ("people = 5", "people = 4", "bids.A.plan.people", "mark-off-scale", "the mark 4"),
    (
        "plan = { people = 5 }",
        '"plan.people" = 5\nplan = { people = 0 }',
        "bids.A.plan",
        "criteria-invalid",
        "Keep one.",
    ),
    ('wage = "yes"', 'wages = "yes"', "bids.A.standards.wages", "criteria-unknown-key", "one of the standards: wage"),
    ('wage = "yes"', 'wage = "perhaps"', "bids.A.standards.wage", "criteria-invalid", "“perhaps”"),
    ('wage = "yes"', "wage = 5", "bids.A.standards.wage", "criteria-invalid", "5"),
    ('standards = { wage = "yes" }', 'standards = "yes"', "bids.A.standards", "criteria-invalid", "“yes”"),
    (
        "hours = 3",
        "days = 3, hours = 3",
        "bids.A.commitments.days",
        "criteria-unknown-key",
        "one of the measures: hours",
    ),
    ("hours = 3", "hours = -3", "bids.A.commitments.hours", "number-negative", "-3"),
    ("hours = 3", 'hours = "3"', "bids.A.commitments.hours", "criteria-missing", "a quantity in hours"),
    ("commitments = { hours = 3 }", "commitments = [3]", "bids.A.commitments", "criteria-invalid", "a list of 1"),
    ("price = 100\n", "price = 100\nwithdrawn = 5\n", "bids.A.withdrawn", "criteria-invalid", "5"),
    ("price = 30\n", "prise = 30\n", "expect.A.prise", "criteria-unknown-key", "one of: total, rank"),
    ("price = 30\n", 'price = "thirty"\n', "expect.A.price", "criteria-invalid", "“thirty”"),
    ("price = 30\n", 'price = "1e999999999"\n', "expect.A.price", "criteria-invalid", "“1e999999999”"),
    ("price = 30\n", 'price = "NaN"\n', "expect.A.price", "criteria-invalid", "“NaN”"),
    ("price = 30\n", "price = true\n", "expect.A.price", "criteria-invalid", "true"),
    ('status = "ranked"', 'status = "won"', "expect.A.status", "criteria-invalid", "ranked, price-query, disqualified"),
    ('status = "ranked"', "status = []", "expect.A.status", "criteria-invalid", "a list of 0"),
    ("tied = false", 'tied = "no"', "expect.A.tied", "criteria-invalid", "true or false"),
    ("rank = 1", "rank = []", "expect.A.rank", "criteria-invalid", "a list of 0"),
]
IDS = [f"{number} {key}" for number, (_, _, key, _, _) in enumerate(FAULTS)]


@pytest.mark.parametrize(("old", "new", "key", "code", "words"), FAULTS, ids=IDS)
def test_each_fault_is_named_by_its_key(old: str, new: str, key: str, code: str, words: str, tmp_path: Path) -> None:
    assert old in GOOD
    found = case(GOOD.replace(old, new, 1), tmp_path)
    assert (code, key) in [(one.code, one.place.key) for one in found]
    (one,) = [one for one in found if (one.code, one.place.key) == (code, key)]
    assert words in str(one)
    assert (tmp_path / "case.toml").as_posix() == one.place.file


def test_a_bid_that_is_no_table_is_a_fault(tmp_path: Path) -> None:
    found = case(f"{MODEL}\n[bids]\nA = 5\n[expect.A]\nrank = 1\n", tmp_path)
    assert ("bids.A", "5") in [(one.place.key, one.found) for one in found]


def test_a_bid_that_has_left_needs_no_answers(tmp_path: Path) -> None:
    """Withdrawn, by true or with its reason; or failing a standard, and then no marks."""
    for said in ("true", '"by e-mail"'):
        bid = f"[bids.C]\nwithdrawn = {said}\n[expect.A]"
        assert case(GOOD.replace("[expect.A]", bid), tmp_path) == []
    failing = GOOD.replace("plan = { people = 5 }\n", "").replace('wage = "yes"', "wage = false")
    assert case(failing, tmp_path) == []


@pytest.mark.parametrize("content", [b"a = " + b"[" * 3000, b"\xff", b"a = 1\na = 2", b"a = 1e999999999"])
def test_a_file_that_cannot_be_read_is_told_as_such(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    assert [path] == find_cases(path)
    read, problems = read_case(path)
    assert read is None
    assert [path.as_posix()] == [one.place.file for one in problems]


def test_a_faulty_criteria_file_beside_is_told_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "criteria.toml").write_text("format = 2", "utf-8")
    found = case(f'criteria = "criteria.toml"\n{BIDS}', tmp_path)
    assert {(tmp_path / "criteria.toml").as_posix()} == {one.place.file for one in found}


def test_examples_are_found_by_pack_folder_file_or_criteria_file(tmp_path: Path) -> None:
    assert 10 <= len(find_cases("best-value")) == len(find_cases("works")) - 1
    with pytest.raises(WrongUsage, match="no worked examples"):
        find_cases(tmp_path)
    (tmp_path / "criteria.toml").write_text("format = 1", "utf-8")
    (tmp_path / "b.toml").write_text(GOOD, "utf-8")
    assert [tmp_path / "b.toml"] == find_cases(tmp_path) == find_cases(tmp_path / "criteria.toml")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.toml").write_text(GOOD, "utf-8")
    assert [tmp_path / "cases" / "a.toml"] == find_cases(tmp_path)
    assert [tmp_path / "b.toml"] == find_cases(tmp_path / "b.toml")
