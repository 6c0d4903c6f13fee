"""What could undo a result, and what happens next, on a board summary: each risk once, the days in their order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.model.authority import Authority, Look
from socialvalue.model.award_details import NextStep
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.board.limits import WHOLE
from socialvalue.report.board.risks import CLOSE_MARGIN, Risks, risks
from socialvalue.report.board.summary import board_summary
from tests import models
from tests.facts import opened_early
from tests.report import boards, builders


def of(made: tuple[Criteria, Evaluation], text: str) -> tuple[str, ...]:
    """What is said of the risks called ``text``."""
    return tuple(line.text for line in board_summary(*made).risks.lines if line.key == text)


def risks_of(made: tuple[Criteria, Evaluation]) -> Risks:
    return risks(*made, (), "")


@pytest.mark.parametrize(("second", "warned"), [("95.01", True), ("95.00", False)])
def test_a_lead_under_the_threshold_is_warned_of(second: str, warned: bool) -> None:
    """Under it, not at it."""
    model, evaluation = builders.many(2)
    totals = [Decimal(100), Decimal(second)]
    bids = [bid.model_copy(update={"total": total}) for bid, total in zip(evaluation.bids, totals, strict=True)]
    told = risks_of((model, evaluation.model_copy(update={"bids": tuple(bids)})))
    assert CLOSE_MARGIN == 5
    assert [line.key for line in told.lines] == (["Close margin"] if warned else [])


def test_a_close_margin_says_how_close_and_what_one_mark_is_worth() -> None:
    """With the doubt about where the threshold comes from."""
    assert of(builders.hostile(), "Close margin")[0].endswith(
        "is 1.72 points behind, 2.5% of the winning total. This summary warns under 5%: leads of about 3% and of about "
        "1% are reported to have gone to court. One mark less on any one of 2 questions would lose the lead."
    )


def test_a_tie_break_that_decided_is_a_risk() -> None:
    """With what it was decided by."""
    model = models.criteria()
    # 8 has more for social value, by its marks; the other makes up for it by a lower price and fewer weeks.
    bids = [models.bid(model, 8, "Afon"), models.bid(model, 8, "Bryn")]
    evaluation = builders.evaluated(model, *bids)
    parted = [
        bid.model_copy(update={"tied": False, "decided_by": "social", "rank": rank})
        for rank, bid in enumerate(evaluation.bids, start=1)
    ]
    told = of((model, evaluation.model_copy(update={"bids": tuple(parted)})), "Tie-break")
    assert told == (
        "Afon and Bryn have the same figure, 85.00. The published tie-break decided: more points for Social value.",
    )


def test_one_bid_alone_is_a_risk() -> None:
    assert len(of(builders.many(1), "One tender")) == 1


def test_averaged_marks_are_a_risk() -> None:
    """Even where the tender documents said so."""
    model = models.criteria(models.FULL, ("decimal-places = 2", 'decimal-places = 2\nmoderation = "mean"'))
    assert "mean of the evaluators' own" in of(builders.many(4, model), "Averaged marks")[0]


@pytest.mark.parametrize(("minimum", "near"), [("50", False), ("51", True), ("60", True)])
def test_a_minimum_narrowly_passed_is_a_risk(minimum: str, near: bool) -> None:
    """Of a mark of 3 of 5: from less than ten percentage points above it, down to the minimum itself."""
    model = models.criteria(models.FULL, ("minimum = 20", f"minimum = {minimum}"))
    told = of(builders.many(2, model), "Near a minimum")
    assert told == (
        (
            (
                "Bidder number 2 Ltd has 60% of the marks for The passenger's journey; under "
                f"{minimum}% it would have been disqualified."
            ),
        )
        if near
        else ()
    )


def test_a_query_of_another_price_says_that_the_points_hang_on_it() -> None:
    """A price that is disregarded takes its place in the formula with it."""
    model = models.criteria()
    bids = [models.bid(model, 8, "Afon", price="1000000"), models.bid(model, 2, "Bryn", price="900000")]
    assert of((model, builders.evaluated(model, *bids)), "Price query") == (
        (
            "Bryn, rank 2. Price for four years: £900,000 is 25% below the authority's estimate of £1,200,000; prices "
            "20% or more below it are queried. Other bids' points depend on it: without this tender they would have "
            "to be worked out again."
        ),
    )


def test_what_is_on_record_is_told_and_many_are_summed_up() -> None:
    """Prices opened early, marks changed afterwards: the first three, and how many more."""
    model, evaluation = builders.many(4)
    made = (model, evaluation.model_copy(update={"warned": tuple(opened_early(f"Officer {n}") for n in range(5))}))
    assert of(made, "On record") == (
        *(str(opened_early(f"Officer {n}").said) for n in range(3)),
        "2 more of this kind: see “The decision” in the evaluation report.",
    )


def test_without_risks_it_says_what_was_looked_for() -> None:
    """“None” alone could mean that nobody looked."""
    told = board_summary(*builders.many(4)).risks
    assert told.lines == ()
    assert told.checked.startswith("None found. Looked for: prices being queried, a lead under 5%")


def test_robustness_is_told_only_where_it_was_analysed() -> None:
    """Nothing is made up."""
    made = builders.many(4)
    assert of(made, "Robustness") == ()
    told = board_summary(*made, robustness="First in 97% of the runs.").risks.lines
    assert [(line.key, line.text) for line in told] == [("Robustness", "First in 97% of the runs.")]


def test_risks_without_room_are_named() -> None:
    """A board is told of what else there is, even where there is no room to say it."""
    told = risks(*boards.tied(), (), "It is robust.")
    assert told.shortened(1, WHOLE).left_out == "No room for: Robustness."


def test_steps_are_sorted_by_day_with_the_standstill_counted() -> None:
    """The eight working days begin with the day of the notice; what has no day stands last."""
    known = boards.award(
        board="Cabinet",
        board_date=date(2026, 11, 10),
        notice_date=date(2026, 11, 13),
        contract_start=date(2027, 4, 1),
        next_step=(NextStep(what="Sign the contract", on=date(2026, 11, 30)),),
    )
    told = board_summary(*builders.many(2), known, Look(Authority(format=1, nation="England"))).steps
    assert [(step.on, step.what) for step in told.steps] == [
        ("10 November 2026", "Decision by Cabinet"),
        ("13 November 2026", "Contract award notice published"),
        ("24 November 2026", "Standstill ends at midnight: 8 working days, beginning with the day of the notice"),
        ("30 November 2026", "Sign the contract"),
        ("1 April 2027", "Contract starts"),
        ("date to be set", "Assessment summary sent to each supplier whose tender was assessed"),
    ]
    assert [step.is_set for step in told.steps] == [True] * 5 + [False]


def test_no_standstill_is_stated_where_none_is_known() -> None:
    """And whoever makes the summary is told."""
    told = board_summary(*builders.many(2), boards.award(regime="scotland", notice_date=date(2026, 11, 13)))
    assert [step.what for step in told.steps.steps if "tandstill" in step.what] == []
    assert "Suppliers informed of the decision" in [step.what for step in told.steps.steps]
    assert len(told.notes) == 1
    assert "no standstill" in told.notes[0]


def test_days_out_of_order_are_a_risk() -> None:
    """The notice before the decision, the contract inside its standstill."""
    known = boards.award(
        board_date=date(2026, 11, 20), notice_date=date(2026, 11, 13), contract_start=date(2026, 11, 24)
    )
    told = [line.text for line in board_summary(*builders.many(4), known).risks.lines if line.key == "Dates"]
    assert told == [
        "The contract award notice is dated 13 November 2026, before the decision on 20 November 2026.",
        "The contract starts on 24 November 2026, but the standstill runs to the end of 24 November 2026.",
    ]
