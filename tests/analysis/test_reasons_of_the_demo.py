"""The demonstration's panel, whose reasons are as people write them: what is planted is found, and nothing else."""

from __future__ import annotations

import tomllib
from decimal import Decimal

from socialvalue.analysis.reasons.findings import findings, flags, names_in
from socialvalue.errors import Place
from socialvalue.intake.criteria.file import load_criteria
from socialvalue.model.panel import Given, IndividualMark, Panel
from socialvalue.resources import folder

DEMO = folder("templates") / "demo"
CRITERIA = load_criteria(DEMO / "criteria.toml").criteria
PANEL = Panel.model_validate(tomllib.loads((DEMO / "panel.toml").read_text("utf-8"), parse_float=Decimal))
MARKS = [
    IndividualMark(
        row["evaluator"],
        row["bidder"],
        row["question"],
        Given.MARK,
        Decimal(row["mark"]),
        row["reason"],
        row["reference"],
        row.get("more", ""),
        Place(),
        Place(),
    )
    for row in tomllib.loads((DEMO / "marks.toml").read_text("utf-8"), parse_float=Decimal)["mark"]
]


def test_the_one_comparison_is_found_and_no_other_reason_is_blamed() -> None:
    found = [flag for flag in flags(CRITERIA, PANEL, MARKS) if flag.kind not in {"spread", "pass-mark"}]

    assert len(MARKS) > 60
    assert [(flag.kind, flag.bidder, flag.question, flag.evaluators) for flag in found] == [
        ("compares-bids", "Brackenside Minibuses Ltd", "carbon-plan", ("peake",))
    ]


def test_the_agreed_reasons_are_without_fault() -> None:
    """They weigh both sides at length, speak of faults that were put right, and quote the tender."""
    agreed = tomllib.loads((DEMO / "moderation.toml").read_text("utf-8"), parse_float=Decimal)["agreed"]
    names = names_in(CRITERIA, {mark.bidder for mark in MARKS}, [row["reason"] for row in agreed])

    assert len(agreed) == 20
    assert [
        (row["bidder"], row["question"], finding)
        for row in agreed
        for finding in findings(
            row["reason"],
            criteria=CRITERIA,
            leaf=CRITERIA.leaf_by_key[row["question"]],
            bidder=row["bidder"],
            names=names,
            mark=Decimal(row["mark"]),
        )
    ] == []
