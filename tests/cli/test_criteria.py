"""`criteria`: list, show, check and test, as people read them and as programs do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socialvalue.intake.criteria.file import load_criteria, packs
from socialvalue.model.fingerprint import fingerprint
from tests.cli.run import run
from tests.conftest import Golden

HERE = Path(__file__).parent

#: An award model with everything that `criteria show` can say.
EVERYTHING = """
format = 1
id = "everything"
version = "2"
title = "Everything"
source = "Written for a test"
jurisdiction = "England"
effective-from = 2026-01-01
effective-to = 2026-12-31
licence = "Apache-2.0"
references = [ "A reference" ]
doubts = [ "A doubt" ]
[award]
basis = "monetised-quality"
pounds-per-point = 12500
tie-break = ["social", "cost"]
decimal-places = 3
moderation = "median"
minimum-quality = 45.50
estimate = 1200000
abnormally-low = { below-mean-sd = 1, below-estimate-percent = 20 }
[[dimension]]
id = "cost"
title = "Cost"
[[dimension]]
id = "social"
title = "Social value"
[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 40
input = { kind = "whole-life-cost", discount-rate = 0.035 }
score = { method = "lowest-price" }
[[criterion]]
id = "weeks"
dimension = "social"
title = "Weeks"
guidance = "Count only weeks on this contract."
weight = 20.50
minimum = 20
input = { kind = "quantity", unit = "weeks" }
score = { method = "bands", bands = [ { at-least = 0, percent = 0 }, { at-least = 50, percent = 40.0 } ] }
[[criterion]]
id = "plan"
dimension = "social"
title = "Plan"
[[criterion.question]]
id = "people"
title = "People"
weight = 19.50
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
[[criterion.question]]
id = "promises"
title = "Promises"
weight = 20
input = { kind = "commitments", measures = ["hours"], years = 2 }
score = { method = "target", full-marks-at = 100000 }
[[standard]]
id = "living-wage"
question = "Do you pay the real Living Wage?"
pass = "yes"
[[scale]]
id = "marks"
title = "Nought to five"
levels = [ { mark = 0, label = "None", means = "Nothing." }, { mark = 5, label = "All", means = "Everything." } ]
[[measure]]
id = "hours"
title = "Volunteering"
unit = "hours"
[[measure.proxy]]
value = 16.50
from = 2025-04-01
price-year = 2025
source = "A source"
licence = "OGL-3.0"
doubt = "A doubt about it."
"""


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    path = tmp_path / "criteria.toml"
    path.write_text(EVERYTHING, "utf-8")
    return path


def test_show_says_everything_that_the_file_says(everything: Path, golden: Golden) -> None:
    """Weights, methods with their figures, minimums, standards, scales, values in force with source, doubts."""
    ran = run("criteria", "show", everything)
    assert (ran.code, ran.err) == (0, "")
    golden(ran.out, HERE / "golden" / "criteria-show.txt")


@pytest.mark.parametrize("pack", packs())
def test_show_names_every_question_of_a_pack(pack: str) -> None:
    shown, model = run("criteria", "show", pack).out, load_criteria(pack).criteria
    assert shown.startswith(f"{model.title} ({pack}, version {model.version})\n")
    ids = [
        *(leaf.key for leaf in model.leaves),
        *(one.id for one in model.standard),
        *(one.id for one in model.measure),
    ]
    asked = [f"[{id_}]" for id_ in ids]
    assert len(asked) >= 8
    assert [id_ for id_ in asked if id_ not in shown] == []


def test_show_without_tie_break_says_that_ties_are_shown(everything: Path) -> None:
    everything.write_text(EVERYTHING.replace('tie-break = ["social", "cost"]\n', ""), "utf-8")
    assert "Ties: shown as ties\n" in run("criteria", "show", everything).out


def test_show_as_json_is_the_model_with_exact_figures(everything: Path) -> None:
    data = json.loads(run("criteria", "show", everything, "--json").out)
    assert (
        data["id"],
        data["criterion"][1]["weight"],
        data["criterion"][0]["input"]["discount-rate"],
    ) == ("everything", "20.50", "3.500")
    assert data["award"]["abnormally-low"] == {"below-mean-sd": "1", "below-estimate-percent": "20"}
    assert "minimum" not in data["criterion"][0], "what is not given is left out"


def test_list_names_every_pack() -> None:
    ran = run("criteria", "list")
    assert ran.code == 0
    for pack, path in packs().items():
        model = load_criteria(path).criteria
        (row,) = [line for line in ran.out.splitlines() if line.split("  ")[0] == pack]
        assert model.version in row


def test_list_as_json_is_what_the_packs_say() -> None:
    data = json.loads(run("criteria", "list", "--json").out)
    models = [load_criteria(path).criteria for path in packs().values()]
    assert [one.id for one in models] == [one["id"] for one in data]
    assert set(data[0]) == {"id", "version", "title", "jurisdiction", "source"}
    assert [one.source for one in models] == [one["source"] for one in data]


_COARSE = (
    "weighted-value gives very small figures: at 3 decimal places bids that differ may be published as a tie. "
    "Consider decimal-places = 8 or more."
)


def test_check_says_what_is_allowed_and_worth_a_second_thought(everything: Path) -> None:
    """Four remarks, each on a file that has its reason; none stops anything."""
    text = EVERYTHING.replace('basis = "monetised-quality"', 'basis = "weighted-value"')
    text = text.replace('tie-break = ["social", "cost"]\n', "")
    text = text.replace('kind = "whole-life-cost", discount-rate = 0.035', 'kind = "money", at-least-zero = true')
    everything.write_text(text, "utf-8")
    ran = run("criteria", "check", everything)
    assert ran.code == 0
    assert ran.out.startswith("No faults: Everything, version 2; 4 scored questions, weights add up to 100.\n")
    remarks = [line.partition(": ")[2] for line in ran.err.splitlines()]
    assert remarks == [
        "award.pounds-per-point has no effect on the basis weighted-value.",
        _COARSE,
        "award.tie-break is not given: equal totals will be shown as a tie.",
        "Evaluators' marks are combined by median: the tender documents must say so.",
        "price may be zero, but its score method divides by the lowest value: a zero will be refused.",
    ]


def test_check_of_a_model_with_nothing_to_say_is_silent(everything: Path) -> None:
    everything.write_text(EVERYTHING.replace('moderation = "median"\n', ""), "utf-8")
    assert run("criteria", "check", everything).err == ""


def test_check_as_json_has_the_remarks_and_both_hashes(everything: Path) -> None:
    data = json.loads(run("criteria", "check", everything, "--json").out)
    loaded = load_criteria(everything)
    assert data["problems"] == []
    assert data["notes"] == ["Evaluators' marks are combined by median: the tender documents must say so."]
    assert (fingerprint(loaded.criteria), loaded.sha256) == (data["fingerprint"], data["sha256"])


def test_check_as_json_has_each_problem_by_its_key(everything: Path) -> None:
    everything.write_text(EVERYTHING.replace("weight = 40", "weight = 41"), "utf-8")
    ran = run("criteria", "check", everything, "--json")
    assert ran.code == 1
    (problem,) = json.loads(ran.out)["problems"]
    assert ("weights-sum", "award.weights", everything.as_posix()) == (
        problem["code"],
        problem["key"],
        problem["file"],
    )


CASE = """
name = "A case"
criteria = "criteria.toml"
[bids.A]
price = [100]
weeks = 50
plan = { people = 5 }
commitments = { hours = 0 }
[expect.A]
weeks = "8.200"
status = "price-query"
"""


def test_a_worked_example_that_comes_out_otherwise_says_how(everything: Path) -> None:
    """20.5 × 40% = 8.2; the working stands beside what was expected, and the others still run."""
    (everything.parent / "a.toml").write_text(CASE, "utf-8")
    (everything.parent / "b.toml").write_text(CASE.replace("8.200", "8.201"), "utf-8")
    assert run("criteria", "test", everything.parent / "a.toml").code == 0
    ran = run("criteria", "test", everything.parent)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "passed  A case  (a.toml)",
        "FAILED  A case  (b.toml)",
        "        A · weeks: expected 8.201, came out as 8.200",
        "        working: 20.5 × 40 ÷ 100, the band from 50",
        "1 of 2 worked examples came out as expected.",
    ]


def test_a_worked_example_with_faults_is_a_problem_and_not_a_failure(everything: Path) -> None:
    """The others are run first; the faults are named by key."""
    (everything.parent / "a.toml").write_text(CASE, "utf-8")
    (everything.parent / "b.toml").write_text(CASE.replace("weeks = 50", "weaks = 50"), "utf-8")
    ran = run("criteria", "test", everything.parent)
    assert ran.code == 1
    assert "passed  A case  (a.toml)" in ran.out
    assert "b.toml · bids.A.weaks" in ran.err
    assert "b.toml · bids.A.weeks" in ran.err
    assert ran.err.endswith("2 problems to fix. Nothing was written.\n")
