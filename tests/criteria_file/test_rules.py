"""The rules between the keys of a criteria file: each has a file that breaks it, and a file that just keeps it.

A minimum never rests on the other bids: whether a bid passes would otherwise depend on who else bid (Procurement Act
2023, section 19: tenders are assessed by the award criteria, and may be disregarded only on grounds known beforehand).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.criteria_file.test_faults import COMMITTED, MEASURE, problems
from tests.models import SMALL as GOOD

PLAN = """weight = 40
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
"""

#: The plan in two questions: W1 and W2 are their weights, S the score method of the first, and M its minimum.
ASKED = """
[[criterion.question]]
id = "a"
title = "First"
weight = W1
M
input = { kind = "quantity", unit = "weeks" }
score = { method = S }
[[criterion.question]]
id = "b"
title = "Second"
weight = W2
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
"""

TARGET = '"target", full-marks-at = 5'

OF_PARENT = {
    "[award]": '[award]\nweights = "of-parent"',
    'title = "Cost"': 'title = "Cost"\nweight = 60',
    'title = "Social"': 'title = "Social"\nweight = 40',
    "weight = 60\ninput": "weight = 100\ninput",
    "weight = 40\ninput": "weight = 100\ninput",
}


def changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def asked(*, minimum: str = "", method: str = TARGET, weights: tuple[str, str] = ("10", "30"), own: str = "") -> str:
    """Return the good file with its plan in two questions; ``own`` stands before them."""
    first, second = weights
    questions = (
        ASKED.replace("W1", first).replace("W2", second).replace("M\n", f"{minimum}\n").replace("S }", f"{method} }}")
    )
    return changed(GOOD, {PLAN: f"{own}\n{questions}"})


def of_parent(**changes: str) -> str:
    return changed(changed(GOOD, OF_PARENT), dict(changes.items()))


def keys(text: str, tmp_path: Path) -> list[tuple[str, str]]:
    return [(problem.place.key, problem.found) for problem in problems(text, tmp_path)]


@pytest.mark.parametrize(
    "text",
    [
        asked(),
        asked(minimum="minimum = 50"),
        asked(own="minimum = 50"),
        asked(method='"highest-offer"'),
        of_parent(),
        changed(
            asked(weights=("25", "75"), own="weight = 100"),
            {k: v for k, v in OF_PARENT.items() if "40\ninput" not in k},
        ),
    ],
    ids=["questions", "a minimum", "a criterion's minimum", "a relative question", "of-parent", "of-parent, questions"],
)
def test_what_the_faults_are_made_from_is_sound(text: str, tmp_path: Path) -> None:
    assert keys(text, tmp_path) == []


RELATIVE = ["lowest-price", "price-range", "above-lowest", "deviation-from-mean", "highest-offer", "lowest-offer"]


@pytest.mark.parametrize("method", RELATIVE)
def test_no_minimum_rests_on_the_other_bids(method: str, tmp_path: Path) -> None:
    """Of a question, of the criterion around it, and of all quality."""
    text = f'"{method}"'
    question = "criterion.plan.question.a.minimum"
    assert [(question, f"a minimum on “First”, which is scored by {method}")] == keys(
        asked(minimum="minimum = 50", method=text), tmp_path
    )
    assert keys(asked(own="minimum = 50", method=text), tmp_path) == [
        ("criterion.plan.minimum", f"a minimum on “Plan”, which is scored by {method} (“First”)")
    ]
    quality = changed(asked(method=text), {"[award]": "[award]\nminimum-quality = 50"})
    found = f"a minimum on all non-price points, which is scored by {method} (“First”)"
    assert [("award.minimum-quality", found)] == keys(quality, tmp_path)


def test_a_minimum_quality_does_not_mind_how_prices_are_scored(tmp_path: Path) -> None:
    assert keys(changed(GOOD, {"[award]": "[award]\nminimum-quality = 50"}), tmp_path) == []


SECOND_PRICE = """[[criterion]]
id = "later"
dimension = "cost"
title = "Later"
weight = 0
input = { kind = "money" }
score = { method = "lowest-price" }
[[criterion]]
id = "plan"
"""

ALL_PRICE = {"weight = 60": "weight = 100", "weight = 40": "weight = 0"}

FAULTS: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "a criterion of both kinds",
        asked(own='input = { kind = "money" }'),
        [("criterion.plan", "questions, and an input or score beside them")],
    ),
    (
        "a criterion that asks nothing",
        changed(
            GOOD,
            {'input = { kind = "money" }\nscore = { method = "lowest-price" }\n': "", "weight = 40": "weight = 100"},
        ),
        [("criterion.price.input", "nothing")],
    ),
    (
        "a question twice",
        changed(asked(), {'id = "b"': 'id = "a"'}),
        [("criterion.plan.question.a", "the id “a” more than once")],
    ),
    (
        "a dimension twice",
        changed(GOOD, {'id = "social"': 'id = "cost"', 'dimension = "social"': 'dimension = "cost"'}),
        [("dimension.cost", "the id “cost” more than once")],
    ),
    (
        "a criterion called withdrawn",
        changed(GOOD, {'id = "plan"': 'id = "withdrawn"'}),
        [("criterion.withdrawn", "the id “withdrawn”")],
    ),
    (
        "of-parent: a dimension without a weight",
        changed(of_parent(), {'title = "Social"\nweight = 40': 'title = "Social"'}),
        [("dimension.social.weight", "nothing"), ("award.weights", "60 (60 + 0)")],
    ),
    (
        "of-parent: a dimension without a criterion",
        changed(of_parent(), {'dimension = "social"': 'dimension = "cost"'}),
        [("dimension.cost", "200 (100 + 100)"), ("dimension.social", "no criterion")],
    ),
    (
        "of-parent: criteria that do not add up",
        changed(of_parent(), {"weight = 100": "weight = 99"}),
        [("dimension.cost", "99 (99)")],
    ),
    (
        "of-parent: dimensions that do not add up",
        changed(of_parent(), {"weight = 60": "weight = 61"}),
        [("award.weights", "101 (61 + 40)")],
    ),
    (
        "of-parent: a criterion with questions and no weight",
        changed(asked(weights=("25", "75")), {k: v for k, v in OF_PARENT.items() if "40\ninput" not in k}),
        [("dimension.social", "0 (0)"), ("criterion.plan.weight", "nothing")],
    ),
    (
        "of-parent: questions that do not add up",
        changed(
            asked(weights=("25", "74"), own="weight = 100"),
            {k: v for k, v in OF_PARENT.items() if "40\ninput" not in k},
        ),
        [("criterion.plan", "99 (25 + 74)")],
    ),
    (
        "of-total: a criterion that is not the sum of its questions",
        asked(own="weight = 39"),
        [("criterion.plan.weight", "39")],
    ),
    (
        "of-total: a dimension that is not the sum of its criteria",
        changed(GOOD, {'title = "Cost"': 'title = "Cost"\nweight = 59'}),
        [("dimension.cost.weight", "59")],
    ),
    (
        "an unknown measure",
        changed(COMMITTED, {'["hours"]': '["days"]'}) + MEASURE,
        [("criterion.plan.input.measures", "“days”")],
    ),
    (
        "two proxies from one day",
        COMMITTED + MEASURE + MEASURE.partition('unit = "hours"\n')[2],
        [
            ("measure.hours.proxy", "two proxies from 2025-04-01"),
            ("measure.hours.proxy", "several proxies, and no date to choose by"),
        ],
    ),
    (
        "a measure without a proxy",
        COMMITTED + MEASURE.partition("[[measure.proxy]]")[0],
        [("measure.hours.proxy", "no proxy")],
    ),
    (
        "a minimum over questions that weigh nothing",
        changed(asked(weights=("0", "0"), own="minimum = 50"), {"weight = 60": "weight = 100"}),
        [("criterion.plan.minimum", "questions that all weigh 0")],
    ),
    (
        "a minimum without a method",
        changed(
            GOOD,
            {'tie-break = ["cost"]': 'basis = "lowest-price"', 'score = { method = "lowest-price" }': "minimum = 5"},
        ),
        [("criterion.price.minimum", "a minimum without a score method")],
    ),
    (
        "a minimum quality and no quality",
        changed(GOOD, {"[award]": "[award]\nminimum-quality = 50", **ALL_PRICE}),
        [("award.minimum-quality", "no non-price weight")],
    ),
    (
        "a basis of quality and no quality",
        changed(GOOD, {"[award]": '[award]\nbasis = "highest-quality"', **ALL_PRICE}),
        [("award.basis", "no non-price weight")],
    ),
    (
        "weighted-value and a price that weighs nothing",
        changed(
            GOOD,
            {
                "[award]": '[award]\nbasis = "weighted-value"',
                "weight = 60": "weight = 0",
                "weight = 40": "weight = 100",
            },
        ),
        [("award.basis", "“Price” with the weight 0")],
    ),
    (
        "a tie-break twice",
        changed(GOOD, {'["cost"]': '["cost", "plan", "cost"]'}),
        [("award.tie-break", "“cost” more than once")],
    ),
    (
        "a tie-break on what is given no points",
        changed(GOOD, {"[award]": '[award]\nbasis = "lowest-price"', 'score = { method = "lowest-price" }\n': ""}),
        [("award.tie-break", "“cost”, which is given no points")],
    ),
    (
        "queries about prices and no price",
        changed(
            GOOD,
            {
                "[award]": "[award]\nabnormally-low = { below-mean-sd = 1 }",
                '{ kind = "money" }': '{ kind = "quantity", unit = "weeks" }',
            },
        ),
        [("award.abnormally-low", "no price criterion")],
    ),
    (
        "an estimate and two prices",
        changed(
            GOOD,
            {
                "[award]": "[award]\nestimate = 100\nabnormally-low = { below-estimate-percent = 20 }",
                '[[criterion]]\nid = "plan"\n': SECOND_PRICE,
            },
        ),
        [("award.abnormally-low.below-estimate-percent", "2 price criteria")],
    ),
    (
        "a tender before the model",
        changed(GOOD, {'title = "Good"': 'title = "Good"\neffective-from = 2026-05-01'})
        + "[competition]\ntender-date = 2026-04-30",
        [("competition.tender-date", "2026-04-30")],
    ),
    (
        "a tender after the model",
        changed(GOOD, {'title = "Good"': 'title = "Good"\neffective-to = 2026-05-01'})
        + "[competition]\ntender-date = 2026-05-02",
        [("competition.tender-date", "2026-05-02")],
    ),
    (
        "an evaluation before the tender",
        GOOD + "[competition]\ntender-date = 2026-05-02\nevaluation-date = 2026-05-01",
        [("competition.evaluation-date", "2026-05-01")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_each_rule_is_kept(text: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    assert keys(text, tmp_path) == expected


KEPT = [
    changed(GOOD, {'title = "Good"': 'title = "Good"\neffective-from = 2026-05-01\neffective-to = 2026-05-01'})
    + "[competition]\ntender-date = 2026-05-01\nevaluation-date = 2026-05-01",
    changed(GOOD, {"[award]": "[award]\nestimate = 100\nabnormally-low = { below-estimate-percent = 20 }"}),
    changed(GOOD, {'["cost"]': '["cost", "plan", "social"]'}),
    changed(
        GOOD, {'title = "Cost"': 'title = "Cost"\nweight = 60', 'title = "Social"': 'title = "Social"\nweight = 40'}
    ),
    asked(own="weight = 40"),
    changed(asked(weights=("0", "40"), own="minimum = 50"), {}),
    changed(
        GOOD,
        {
            '["cost"]': '["social"]',
            "[award]": '[award]\nbasis = "lowest-price"',
            'score = { method = "lowest-price" }\n': "",
        },
    ),
]


@pytest.mark.parametrize("text", KEPT)
def test_what_just_keeps_a_rule_is_no_fault(text: str, tmp_path: Path) -> None:
    """The same day, the exact sum, the one price."""
    assert keys(text, tmp_path) == []
