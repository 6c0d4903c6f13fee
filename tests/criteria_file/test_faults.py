"""A criteria file's faults: every one at once, by key path, in words, with what to do next."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.errors import FilesNeedMending, Problem, WrongUsage
from socialvalue.intake.criteria.file import load_criteria
from tests.models import SMALL as GOOD

MEASURE = """
[[measure]]
id = "hours"
unit = "hours"
[[measure.proxy]]
value = 10
from = 2025-04-01
price-year = 2025
source = "s"
licence = "OGL-3.0"
"""

COMMITTED = GOOD.replace('kind = "panel", scale = "marks"', 'kind = "commitments", measures = ["hours"]').replace(
    'method = "panel"', 'method = "target", full-marks-at = 100'
)


def problems(text: str, tmp_path: Path) -> list[Problem]:
    """Return the problems of a criteria file with this text."""
    path = tmp_path / "criteria.toml"
    path.write_text(text, encoding="utf-8")
    return list(load_criteria(path, "criteria.toml").problems)


def test_a_good_file_has_no_faults(tmp_path: Path) -> None:
    """The text that the faults below are made from is itself good."""
    assert problems(GOOD, tmp_path) == []
    assert problems(COMMITTED + MEASURE, tmp_path) == []


#: What is replaced by what, the key that the problem must name, and words that it must say.
FAULTS = [
    ("weight = 60", "weight = 57", "award.weights", ["97 (57 + 40)", "exactly 100", "3 too little"]),
    ("weight = 60", "weight = 60.01", "award.weights", ["100.01", "0.01 too much"]),
    ("weight = 60", "wieght = 60", "criterion.price.wieght", ["“wieght”", "Did you mean “weight”"]),
    ("weight = 60", 'weight = "60"', "criterion.price.weight", ["“60”", "without quotation marks"]),
    ("weight = 60", "weight = -60", "criterion.price.weight", ["-60", "greater than or equal to 0"]),
    ("weight = 60", "weight = true", "criterion.price.weight", ["true", "a number, without"]),
    ("weight = 60\n", "", "criterion.price.weight", ["nothing", "published weight"]),
    ('"lowest-price"', '"lowest-prise"', "criterion.price.score.method", ["“lowest-prise”", "price-range", "bands"]),
    ('"money"', '"monney"', "criterion.price.input.kind", ["“monney”", "whole-life-cost", "Did you mean “money”"]),
    ('{ kind = "money" }', "{ }", "criterion.price.input", ["a table", "kind"]),
    ('score = { method = "panel" }\n', "", "criterion.plan.score", ["nothing", "a score method"]),
    ('dimension = "cost"', 'dimension = "costs"', "criterion.price.dimension", ["“costs”", "cost, social"]),
    ('scale = "marks"', 'scale = "stars"', "criterion.plan.input.scale", ["“stars”", "marks"]),
    ('tie-break = ["cost"]', 'tie-break = ["price", "speed"]', "award.tie-break", ["“speed”", "cost, plan, price"]),
    ('tie-break = ["cost"]', 'basis = "cheapest"', "award.basis", ["“cheapest”", "lowest-price", "weighted-total"]),
    ('tie-break = ["cost"]', 'basis = "monetised-quality"', "award.pounds-per-point", ["nothing", "monetised"]),
    ('tie-break = ["cost"]', "decimal-places = 2.5", "award.decimal-places", ["2.5", "integer"]),
    ('tie-break = ["cost"]', "abnormally-low = {}", "award.abnormally-low", ["an empty table", "below-mean-sd"]),
    (
        'tie-break = ["cost"]',
        "abnormally-low = { below-estimate-percent = 20 }",
        "award.estimate",
        ["nothing", "estimate in pounds"],
    ),
    ("weight = 60", "weight = 60\nminimum = 50", "criterion.price.minimum", ["lowest-price", "does not depend"]),
    ('title = "Price"\n', "", "criterion.price.title", ["nothing", "“title”"]),
    ('id = "plan"', 'id = "Plan A"', "criterion.Plan A.id", ["“Plan A”", "lower-case"]),
    ('id = "plan"', 'id = "price"', "criterion.price", ["more than once", "each id once"]),
    ('id = "plan"', 'id = "bidder"', "criterion.bidder", ["“bidder”", "the forms do not use"]),
    ("mark = 5", "mark = 0", "scale.marks.levels", ["0, 0", "marks in rising order"]),
    ("format = 1", "format = 2", "format", ["2", "one of: 1"]),
    ("format = 1\n", "", "format", ["nothing", "“format”"]),
    (
        'kind = "panel", scale = "marks"',
        'kind = "quantity", unit = "weeks"',
        "criterion.plan.score.method",
        ["the method panel on an input of kind quantity"],
    ),
    (
        '{ kind = "panel", scale = "marks" }\nscore = { method = "panel" }',
        '{ kind = "quantity", unit = "weeks", at-most = 199 }\nscore = { method = "target", full-marks-at = 200 }',
        "criterion.plan.input.at-most",
        ["199, below 200", "a credible offer"],
    ),
    (
        '{ kind = "panel", scale = "marks" }\nscore = { method = "panel" }',
        '{ kind = "quantity", unit = "weeks", at-most = 0 }\nscore = { method = "target", full-marks-at = 200 }',
        "criterion.plan.input.at-most",
        ["0", "greater than 0"],
    ),
    (
        'method = "lowest-price"',
        'method = "benchmark", ceiling = 5, target = 10',
        "criterion.price.score",
        ["ceiling", "above the target"],
    ),
    (
        'method = "lowest-price"',
        'method = "bands", bands = [{ at-least = 5, percent = 1 }, { at-least = 5, percent = 2 }]',
        "criterion.price.score.bands",
        ["rows in rising order"],
    ),
    (
        'method = "lowest-price"',
        'method = "above-lowest", zero-at = 1',
        "criterion.price.score.zero-at",
        ["1", "greater than 1"],
    ),
    (
        'method = "lowest-price"',
        'method = "target", full_marks_at = 5, full-marks-at = 5',
        "criterion.price.score.full_marks_at",
        ["“full_marks_at”", "full-marks-at"],
    ),
    (
        'kind = "money"',
        'kind = "whole-life-cost", discount-rate = 35',
        "criterion.price.input.discount-rate",
        ["35", "3.5"],
    ),
    ('version = "1"', 'version = "1"\neffective-from = "May"', "effective-from", ["“May”", "date"]),
    (
        'version = "1"',
        'version = "1"\neffective-from = 2026-05-01\neffective-to = 2026-04-01',
        "effective-to",
        ["2026-04-01", "2026-05-01"],
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "words"), FAULTS, ids=[fault[1][:40] for fault in FAULTS])
def test_each_fault_is_named_by_its_key(old: str, new: str, key: str, words: list[str], tmp_path: Path) -> None:
    """One fault, one problem: where, found, expected, what to do."""
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1), tmp_path)
    assert [problem.place.key for problem in found] == [key]
    for word in words:
        assert word in str(found[0])


PROXIES = [
    ("2025-04-01", "competition", "2024-12-01", "2025-04-01, after the tender date, 2024-12-01"),
    ("2025-04-01", "model", "2025-01-01", "after the first day of this model, 2025-01-01"),
]


@pytest.mark.parametrize(("start", "where", "day", "words"), PROXIES)
def test_a_proxy_must_have_started_by_the_tender_date(
    start: str, where: str, day: str, words: str, tmp_path: Path
) -> None:
    """A value that was not in force when tenders were invited was never published to bidders."""
    dated = f"\n[competition]\ntender-date = {day}\n" if where == "competition" else ""
    first = COMMITTED.replace('version = "1"', f'version = "1"\neffective-from = {day}') if not dated else COMMITTED
    found = problems(first + dated + MEASURE.replace("2025-04-01", start), tmp_path)
    assert [problem.place.key for problem in found] == ["measure.hours.proxy"]
    assert words in found[0].found


def test_several_proxies_need_a_day_to_choose_by(tmp_path: Path) -> None:
    """Two values and no tender date: the tool does not choose by today's date."""
    second = MEASURE.partition("[[measure.proxy]]")[2].replace("2025-04-01", "2026-04-01").replace("10", "11")
    found = problems(COMMITTED + MEASURE + "[[measure.proxy]]" + second, tmp_path)
    assert "no date to choose by" in found[0].found


def test_the_newest_proxy_in_force_is_used(tmp_path: Path) -> None:
    """Of values from April 2025 and April 2026 a tender of May 2026 has the second, one of May 2025 the first."""
    second = MEASURE.partition("[[measure.proxy]]")[2].replace("2025-04-01", "2026-04-01").replace("= 10", "= 11")
    for day, value in (("2026-05-01", 11), ("2026-04-01", 11), ("2025-05-01", 10)):
        path = tmp_path / f"{day}.toml"
        text = COMMITTED + f"\n[competition]\ntender-date = {day}\n" + MEASURE + "[[measure.proxy]]" + second
        path.write_text(text, encoding="utf-8")
        criteria = load_criteria(path).criteria
        proxy = criteria.proxy_in_force(criteria.measure[0])
        assert proxy is not None
        assert proxy.value == value


def test_a_measure_is_valued_once(tmp_path: Path) -> None:
    """The same promise under two criteria would count twice."""
    twice = COMMITTED.replace('kind = "money"', 'kind = "commitments", measures = ["hours"]').replace(
        'method = "lowest-price"', 'method = "target", full-marks-at = 9'
    )
    found = problems(twice + MEASURE, tmp_path)
    assert [problem.expected for problem in found] == ["no commitment counted twice"]


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    """Six faults of six kinds in one file: none hides another."""
    text = GOOD
    for old, new in (
        ("weight = 40", "weight = 30"),
        ('title = "Price"', 'title = "Price"\ncolour = "red"'),
        ('"panel" }', '"pannel" }'),
        ('dimension = "social"', 'dimension = "socials"'),
        ('tie-break = ["cost"]', 'tie-break = ["nobody"]\nminimum-quality = 101'),
    ):
        text = text.replace(old, new)
    assert {(problem.code, problem.place.key) for problem in problems(text, tmp_path)} == {
        ("weights-sum", "award.weights"),
        ("criteria-unknown-key", "criterion.price.colour"),
        ("criteria-unknown-method", "criterion.plan.score.method"),
        ("criteria-rule", "criterion.plan.dimension"),
        ("criteria-rule", "award.tie-break"),
        ("criteria-invalid", "award.minimum-quality"),
    }


OF_PARENT = """
format = 1
id = "p"
version = "1"
title = "Of parent"
[award]
weights = "of-parent"
[[dimension]]
id = "cost"
title = "Cost"
weight = 60
[[dimension]]
id = "quality"
title = "Quality"
weight = 40
[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 100
input = { kind = "money" }
score = { method = "lowest-price" }
[[criterion]]
id = "plan"
dimension = "quality"
title = "Plan"
weight = 100
[[criterion.question]]
id = "a"
title = "A"
weight = 33.3
input = { kind = "percent" }
score = { method = "target", full-marks-at = 100 }
[[criterion.question]]
id = "b"
title = "B"
weight = 66.7
input = { kind = "percent" }
score = { method = "target", full-marks-at = 100 }
"""


def test_a_broken_input_hides_no_other_fault(tmp_path: Path) -> None:
    """An input without its unit, and beside it a wrong scale, tie-break and minimum: all four are told."""
    text = GOOD.replace('{ kind = "money" }', '{ kind = "quantity" }')
    text = text.replace('scale = "marks"', 'scale = "stars"').replace('["cost"]', '["nobody"]')
    text = text.replace("weight = 60", "weight = 60\nminimum = 20")
    assert {problem.place.key for problem in problems(text, tmp_path)} == {
        "criterion.price.input.unit",
        "criterion.plan.input.scale",
        "criterion.price.minimum",
        "award.tie-break",
    }


def test_a_negative_deviation_is_one_fault(tmp_path: Path) -> None:
    """The table is not empty: its one key is wrong."""
    text = GOOD.replace('tie-break = ["cost"]', "abnormally-low = { below-mean-sd = -1 }")
    assert [problem.place.key for problem in problems(text, tmp_path)] == ["award.abnormally-low.below-mean-sd"]


def test_weights_of_parent_add_up_at_every_level(tmp_path: Path) -> None:
    """Dimensions, criteria and questions: each level is exactly 100, and a leaf's weight is the product."""
    assert problems(OF_PARENT, tmp_path) == []
    leaves = load_criteria(tmp_path / "criteria.toml").criteria.leaves
    assert [str(leaf.weight.normalize()) for leaf in leaves] == ["6E+1", "13.32", "26.68"]
    for old, new, key in (
        ("weight = 60", "weight = 50", "award.weights"),
        ("weight = 33.3", "weight = 33.2", "criterion.plan"),
        ('title = "Price"\nweight = 100', 'title = "Price"\nweight = 99', "dimension.cost"),
    ):
        found = problems(OF_PARENT.replace(old, new), tmp_path)
        assert [(problem.code, problem.place.key) for problem in found] == [("weights-sum", key)]


def test_of_total_weights_of_parents_must_agree_where_given(tmp_path: Path) -> None:
    """A dimension may state its weight, and then it is the sum of its criteria."""
    text = GOOD.replace('title = "Cost"', 'title = "Cost"\nweight = 61')
    assert [problem.place.key for problem in problems(text, tmp_path)] == ["dimension.cost.weight"]


def test_minimum_quality_over_a_relative_method_is_a_fault(tmp_path: Path) -> None:
    """Whether a bid passes must not depend on who else bid."""
    text = GOOD.replace('tie-break = ["cost"]', "minimum-quality = 50").replace(
        'method = "panel"', 'method = "highest-offer"'
    )
    found = problems(text, tmp_path)
    assert [problem.place.key for problem in found] == ["award.minimum-quality"]
    assert "“Plan”" in found[0].found


@pytest.mark.parametrize("basis", ["price-per-quality-point", "weighted-value", "monetised-quality", "lowest-price"])
def test_bases_that_rank_by_price_need_exactly_one(basis: str, tmp_path: Path) -> None:
    """Two price criteria: which one would it be?"""
    award = f'basis = "{basis}"\npounds-per-point = 5'
    text = GOOD.replace('tie-break = ["cost"]', award).replace('kind = "panel", scale = "marks"', 'kind = "money"')
    found = problems(text.replace('method = "panel"', 'method = "lowest-offer"'), tmp_path)
    assert ("award.basis", "2 price criteria (price, plan)") in [(one.place.key, one.found) for one in found]


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    """A missing quotation mark on line 3 is found there."""
    found = problems('format = 1\nid = "x"\nversion = "1\n', tmp_path)
    assert found[0].code == "criteria-syntax"
    assert "line 3" in found[0].found


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    """Saved by an old editor in Windows-1252: the pound sign is not UTF-8."""
    path = tmp_path / "criteria.toml"
    path.write_bytes(GOOD.replace('"Price"', '"Price in £"').encode("cp1252"))
    assert "UTF-8" in load_criteria(path).problems[0].action


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Notepad writes one."""
    path = tmp_path / "criteria.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_criteria(path).problems == ()


def test_no_such_pack_lists_the_packs() -> None:
    """A wrong name is answered with the right ones."""
    with pytest.raises(WrongUsage, match="best-value, works"):
        load_criteria("best-valu")


def test_a_faulty_file_never_becomes_criteria(tmp_path: Path) -> None:
    """Asking for the model of a faulty file raises its problems."""
    path = tmp_path / "criteria.toml"
    path.write_text(GOOD.replace("weight = 60", "weight = 50"), encoding="utf-8")
    with pytest.raises(FilesNeedMending, match="exactly 100"):
        _ = load_criteria(path).criteria


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("weight = 60", f"weight = 60.{'0' * 40}1", "award.weights"),
        ("weight = 60", f"weight = 59.{'9' * 34}", "award.weights"),
        ("weight = 60", f"weight = 59.{'9' * 59}", "award.weights"),
    ],
)
def test_weights_are_added_up_exactly(old: str, new: str, key: str, tmp_path: Path) -> None:
    """Python's own sum of Decimals rounds to 28 digits, and would call these 100."""
    (problem,) = problems(GOOD.replace(old, new, 1), tmp_path)
    assert ("weights-sum", key) == (problem.code, problem.place.key)


def test_weights_of_a_parent_are_added_up_exactly(tmp_path: Path) -> None:
    """Of the dimensions, of the criteria of one, and of the questions of one."""
    parent = GOOD.replace("[award]", '[award]\nweights = "of-parent"')
    parent = parent.replace('title = "Cost"', f'title = "Cost"\nweight = 60.{"0" * 40}1')
    parent = parent.replace('title = "Social"', 'title = "Social"\nweight = 40').replace(
        "weight = 60\n", "weight = 100\n"
    )
    parent = parent.replace("weight = 40\ninput", f"weight = 99.{'9' * 40}\ninput")
    assert [problem.place.key for problem in problems(parent, tmp_path)] == ["dimension.social", "award.weights"]


def test_a_weight_of_a_weight_is_exact(tmp_path: Path) -> None:
    """Of-parent weights are multiplied: 33.33…3% (30 digits) of 50 keeps all its digits."""
    third = "33." + "3" * 30
    text = GOOD.replace("[award]", '[award]\nweights = "of-parent"')
    text = text.replace('title = "Cost"', f'title = "Cost"\nweight = {third}').replace(
        "weight = 60\n", "weight = 100\n"
    )
    rest = "66." + "6" * 29 + "7"
    text = text.replace('title = "Social"', f'title = "Social"\nweight = {rest}').replace(
        "weight = 40\n", "weight = 100\n"
    )
    path = tmp_path / "criteria.toml"
    path.write_text(text, "utf-8")
    assert [Decimal(third), Decimal(rest)] == [leaf.weight for leaf in load_criteria(path).criteria.leaves]


TWO_SLIPS = [
    (
        'score = { method = "lowest-price" }',
        'score = { method = "bands", bands = [{ at-lest = 1, percnt = 2 }] }',
        ["bands[1].at-lest", "bands[1].percnt"],
    ),
    (
        'levels = [ { mark = 0, label = "None", means = "n" }',
        'levels = [ { marc = 0, lable = "None", means = "n" }',
        ["levels[1].marc", "levels[1].lable"],
    ),
    (
        '[[scale]]\nid = "marks"',
        '[[standard]]\nqestion = "?"\npas = "yes"\n[[scale]]\nid = "marks"',
        ["standard[1].id", "standard[1].qestion", "standard[1].pas"],
    ),
    ('dimension = "social"\ntitle = "Plan"', 'dimenson = "social"\ntitel = "Plan"', ["plan.dimenson", "plan.titel"]),
    (
        'input = { kind = "money" }\nscore = { method = "lowest-price" }',
        'imput = { kind = "money" }\nscor = { method = "lowest-price" }',
        ["price.imput", "price.scor"],
    ),
]


@pytest.mark.parametrize(("old", "new", "keys"), TWO_SLIPS, ids=[keys[0] for _, _, keys in TWO_SLIPS])
def test_two_slips_in_one_row_are_both_named(old: str, new: str, keys: list[str], tmp_path: Path) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1), tmp_path)
    assert sorted(keys) == sorted(
        next(key for key in [*keys, problem.place.key] if problem.place.key.endswith(key)) for problem in found
    )


def test_faults_in_the_ninth_and_tenth_row_move_no_other(tmp_path: Path) -> None:
    """Rows are taken out from the last, counted as numbers: as text, 10 comes before 9."""
    rows = "".join(
        f'[[standard]]\nid = "s{n}"\n{"question" if n < 9 else "qestion"} = "?"\npass = "yes"\n' for n in range(12)
    )
    found = problems(GOOD + rows, tmp_path)
    assert [f"standard.s{n}.qestion" for n in (9, 10, 11)] == [problem.place.key for problem in found]
