"""What the report says, as data, before any page is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from socialvalue.errors import WrongUsage
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.outcome import Withdrawn
from socialvalue.report.evaluation.decision import Decision
from socialvalue.report.evaluation.report import ReportView, view
from socialvalue.report.page.document import NO_DATE
from socialvalue.report.words.roster import IN_FULL, LISTED
from tests import models
from tests.report import builders

Golden = Callable[[str, Path], None]


def text_of(value: Any) -> str:
    """All strings of a view, a line each."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(text_of(each) for each in value.values())
    return "\n".join(map(text_of, value)) if isinstance(value, list | tuple) else str(value)


def made(criteria: Criteria, evaluation: Evaluation) -> ReportView:
    return view(criteria, evaluation)


def test_the_whole_report_in_words(golden: Golden) -> None:
    """Six bids: four ranked, one with a price query, one disqualified. Read the difference when this changes."""
    criteria, evaluation = builders.six()
    data = asdict(made(criteria, evaluation.model_copy(update={"tool": "0.0.0"})))
    assert "<svg" in data["decision"].pop("chart")
    text = json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"
    golden(text, Path(__file__).parent / "golden" / "six-bids.json")


def test_titles_stand_where_ids_would() -> None:
    """No id of a criterion, question, standard, scale or measure is shown to a reader."""
    criteria, evaluation = builders.six()
    text = text_of(asdict(made(criteria, evaluation)))
    for id_ in ("living-wage", "zero-to-five", "volunteer-hours", "service.journey", "promises", "apprenticeships"):
        assert id_ not in text, id_


def test_one_bid_has_no_margin() -> None:
    """With one bid the report says so and draws its bar."""
    decision = made(*builders.many(1)).decision
    assert decision.margin == "Only one bid is ranked, so there is no margin between first and second."
    assert decision.lead == "1 bid received, 1 ranked."
    assert decision.chart is not None


def test_all_disqualified_is_a_result() -> None:
    """No ranking, no chart, and each bid with its reason."""
    criteria = models.criteria()
    bids = [models.bid(criteria, i, name) for i, name in enumerate(("Wren", "Afon"), start=1)]
    answers = [{key: replace(answer, text="no") for key, answer in bid.standards.items()} for bid in bids]
    failing = [replace(bid, standards=answer) for bid, answer in zip(bids, answers, strict=True)]
    decision = made(criteria, builders.evaluated(criteria, *failing)).decision
    assert decision.headline == "No bid is ranked"
    assert decision.ranking.rows == ()
    assert decision.chart is None
    reason = "Standard not met: “Do you pay the real Living Wage?” was answered “no”; only “yes” passes."
    assert [("Afon", (reason,)), ("Wren", (reason,))] == [(bid.name, bid.reasons) for bid in decision.unranked]


def test_no_bids_is_a_result() -> None:
    """An empty competition makes a report that says so."""
    report = made(models.criteria(), builders.evaluated(models.criteria()))
    assert report.decision.lead == "0 bids received, none ranked."
    assert report.scores.tables == ()
    assert report.bids == ()


def test_a_withdrawn_bid_says_why_once() -> None:
    """The reason that was typed in is given, without the word twice."""
    criteria = models.criteria()
    gone = replace(models.bid(criteria, 2, "Wren"), withdrawn=Withdrawn(reason="by letter of 3 August"))
    (named,) = made(criteria, builders.evaluated(criteria, models.bid(criteria, 1, "Afon"), gone)).decision.unranked
    assert (named.status, named.reasons) == ("Withdrawn", ("By letter of 3 August.",))


def test_a_tie_that_survives_is_shown_as_a_tie() -> None:
    """Equal bids share the rank, are marked so, and the report says what was tried."""
    criteria = models.criteria()
    report = made(criteria, builders.evaluated(criteria, *(models.bid(criteria, 2, name) for name in ("Wren", "Afon"))))
    assert [row.rank for row in report.decision.ranking.rows] == ["1=", "1="]
    assert report.decision.headline.startswith("Afon and Wren are tied in first place on ")
    assert report.decision.margin.startswith("None: the first two bids have the same figure")
    (tie,) = report.decision.ties
    assert tie.endswith("Bids that no tie-break separates share rank 1.")


def _total(decision: Decision, row: int) -> str:
    place = next(i for i, column in enumerate(decision.ranking.columns) if column.kind == "total")
    return decision.ranking.rows[row].figures[place].text


def test_what_decided_a_tie_is_named_by_its_title() -> None:
    """Two bids of equal total: ten points more for the service against ten more for the price."""
    criteria = models.criteria(
        models.FULL, ('method = "lowest-price"', 'method = "benchmark", ceiling = 1400000, target = 1000000')
    )
    cheaper = models.bid(criteria, 2, "Wren", price="1100000", **{"service.start": "0"})
    better = models.bid(criteria, 2, "Afon", price="1200000", **{"service.start": "5"})
    decision = made(criteria, builders.evaluated(criteria, cheaper, better)).decision
    assert _total(decision, 0) == _total(decision, 1)
    assert [(row.rank, row.name) for row in decision.ranking.rows] == [("1", "Afon"), ("2", "Wren")]
    assert decision.ranking.rows[0].flags == ("Tie decided by Social value",)
    assert "The published tie-break decided by Social value." in decision.ties[0]


@pytest.mark.parametrize(
    "basis,head,first",
    [
        ("price-per-quality-point", "Price per quality point", "£"),
        ("monetised-quality", "Price less value of quality", "£"),
        ("weighted-value", "Weighted value", "0."),
        ("lowest-price", "Price", "£"),
        ("highest-quality", "Quality", ""),
    ],
)
def test_under_another_basis_the_figure_that_ranks_is_named(basis: str, head: str, first: str) -> None:
    """The total is then no number of points, and the page says what it is and which way it ranks."""
    places = 6 if basis == "weighted-value" else 2
    changes = [('basis = "weighted-total"', f'basis = "{basis}"'), ("decimal-places = 2", f"decimal-places = {places}")]
    if basis == "monetised-quality":
        changes.append(('tie-break = ["social"]', 'tie-break = ["social"]\npounds-per-point = 1000'))
    decision = made(*builders.six(models.criteria(models.FULL, *changes))).decision
    (column,) = (column for column in decision.ranking.columns if column.kind == "total")
    assert column.title == head
    assert column.below in ("lowest first", "highest first")
    assert _total(decision, 0).startswith(first)
    assert "points" not in decision.headline.replace("quality point", "")
    assert decision.chart is not None


def test_mean_moderation_is_said_where_it_was_published() -> None:
    """Averages are the exception, and a reader of the decision must know."""
    criteria = models.criteria(models.FULL, ("decimal-places = 2", 'decimal-places = 2\nmoderation = "mean"'))
    assert "mean of the evaluators' individual marks" in made(*builders.six(criteria)).decision.moderation
    assert made(*builders.six()).decision.moderation == ""


def test_more_bids_than_a_report_can_hold_are_left_to_the_workbook() -> None:
    """Forty have pages and columns, two hundred are listed, and the report says where the rest is."""
    report = made(*builders.many(LISTED + 20))
    assert len(report.bids) == sum(len(table.heads) for table in report.scores.tables) == IN_FULL
    assert len(report.decision.ranking.rows) == LISTED
    assert "results.xlsx" in report.decision.left_out


@pytest.mark.parametrize("count", [1, 2, 4, 5, 8, 9, 12, 17, 40])
def test_every_bid_has_one_column_and_tables_are_even(count: int) -> None:
    """Columns are shared out so that no table has one lonely bid beside a full one."""
    tables = made(*builders.many(count)).scores.tables
    sizes = [len(table.heads) for table in tables]
    assert sum(sizes) == count
    assert max(sizes) <= 8
    assert max(sizes) - min(sizes) < len(sizes)


def test_a_report_is_refused_for_another_model() -> None:
    """An evaluation is never shown under criteria that it was not made with."""
    _, evaluation = builders.six()
    other = models.criteria(models.FULL, ('version = "2026.1"', 'version = "2026.2"'))
    with pytest.raises(
        WrongUsage, match=r"version 2026\.1; the criteria file given is test-transport, version 2026\.2"
    ):
        view(other, evaluation)


@pytest.mark.parametrize(
    "kept,stamp",
    [("evaluation-date", "2026-10-16"), ("tender-date", "2026-07-06"), ("", str(NO_DATE))],
)
def test_the_stamp_comes_from_the_competition_and_never_from_the_clock(kept: str, stamp: str) -> None:
    """Evaluation date, else tender date, else a fixed day."""
    lines = models.FULL.splitlines()
    dates = ("evaluation-date", "tender-date")
    first = dates.index(kept) if kept else len(dates)
    text = "\n".join(line for line in lines if not line.startswith(dates[:first])) if first else models.FULL
    assert str(made(*builders.six(models.criteria(text))).stamped) == stamp
