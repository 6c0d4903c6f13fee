"""What the analysis of a panel says of evaluators, questions and agreed marks, and that it never guesses."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.analysis.coefficient import Agreement, Unsaid
from socialvalue.analysis.panel.analysis import OutsideMark, PanelAnalysis, analyse_panel
from socialvalue.analysis.panel.evaluators import EvaluatorAnalysis, OrderEffect, RangeUsed, Severity
from socialvalue.model.panel import Given, IndividualMark
from tests.analysis.builders import CRITERIA, agreed, panel, row, sheets

PEOPLE = ("ann", "bob", "cat")
BIDS = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir")


def analysed(
    marks: list[IndividualMark], *, orders: dict[str, list[str]] | None = None, seed: int = 1
) -> PanelAnalysis:
    return analyse_panel(CRITERIA, panel(*PEOPLE), sheets(marks, orders), seed=seed)


def of(analysis: PanelAnalysis, evaluator: str) -> EvaluatorAnalysis:
    return next(one for one in analysis.evaluators if one.evaluator == evaluator)


def test_the_spread_of_each_bid_is_exact() -> None:
    marks = row("plan", "Ash", {"ann": 1, "bob": 3, "cat": 2}) + row("plan", "Birch", {"ann": 4, "bob": 4})
    marks += row("carbon", "Ash", {"ann": 4, "bob": 6})

    plan, people, carbon = analysed(marks).questions

    ash, birch = plan.bids
    assert (
        ash.bidder,
        ash.marks,
        ash.spread.lowest,
        ash.spread.highest,
        ash.spread.range,
        ash.spread.steps,
    ) == ("Ash", 3, Decimal(1), Decimal(3), Decimal(2), 2)
    assert (birch.spread.range, birch.spread.steps) == (Decimal(0), 0)
    # On the scale of 0, 2, 4, … the marks 4 and 6 differ by two and are one step apart.
    assert (carbon.bids[0].spread.range, carbon.bids[0].spread.steps) == (Decimal(2), 1)
    assert (plan.far_apart, people.far_apart, carbon.far_apart) == (1, 0, 0)


def test_severity_is_the_mean_difference_from_colleagues() -> None:
    """Ann: (1 − 2.5) and (3 − 4), mean −1.25 of five marks, which is 25 percent of the scale."""
    marks = row("plan", "Ash", {"ann": 1, "bob": 3, "cat": 2}) + row("plan", "Birch", {"ann": 3, "bob": 4})

    analysis = analysed(marks)

    assert Severity(Fraction(-25), Fraction(-5, 4), 2) == of(analysis, "ann").severity
    assert Severity(Fraction(25), Fraction(5, 4), 2) == of(analysis, "bob").severity
    assert Severity(Fraction(0), Fraction(0), 1) == of(analysis, "cat").severity


def test_severity_across_scales_is_in_percent_alone() -> None:
    """One mark of five and two of ten are the same 20 percent; a mean of marks would be of nothing."""
    marks = row("plan", "Ash", {"ann": 2, "bob": 3}) + row("carbon", "Ash", {"ann": 4, "bob": 6})

    assert Severity(Fraction(-20), None, 2) == of(analysed(marks), "ann").severity


def test_who_marks_alone_is_set_beside_nobody() -> None:
    ann = of(analysed(row("plan", "Ash", {"ann": 2})), "ann")

    assert (1, Unsaid("too-few", 0), Unsaid("too-few", 0)) == (ann.marks, ann.severity, ann.order)


def test_a_thing_that_is_no_mark_is_counted_as_what_it_is_and_never_as_nought() -> None:
    marks = row("plan", "Ash", {"ann": 4, "bob": Given.ABSTAINED, "cat": 4})
    marks += row("plan", "Birch", {"ann": 4, "bob": Given.NOT_APPLICABLE, "cat": Given.BLANK})
    marks += row("plan", "Cedar", {"ann": 4, "bob": 0})

    analysis = analysed(marks)

    bob, cat = of(analysis, "bob"), of(analysis, "cat")
    assert (bob.marks, bob.not_applicable, bob.abstained, bob.blank) == (1, 1, 1, 0)
    assert (cat.marks, cat.not_applicable, cat.abstained, cat.blank) == (1, 0, 0, 1)
    assert Severity(Fraction(-80), Fraction(-4), 1) == bob.severity
    assert [bid.marks for bid in analysis.questions[0].bids] == [2, 1, 2]


def test_the_range_used_is_of_each_scale() -> None:
    marks = row("plan", "Ash", {"ann": 2}) + row("plan", "Birch", {"ann": 4}) + row("people", "Ash", {"ann": 2})
    marks += row("carbon", "Ash", {"ann": 8})

    assert (
        RangeUsed("five", Decimal(2), Decimal(4), 2, 6),
        RangeUsed("ten", Decimal(8), Decimal(8), 1, 6),
    ) == of(analysed(marks), "ann").ranges


def test_halo_is_the_same_mark_for_everything() -> None:
    """Ash got 60 percent of the marks from Ann on all three questions, Birch did not; two bids are too few for Elm."""
    marks = row("plan", "Ash", {"ann": 3}) + row("people", "Ash", {"ann": 3}) + row("carbon", "Ash", {"ann": 6})
    marks += row("plan", "Birch", {"ann": 3}) + row("people", "Birch", {"ann": 4}) + row("carbon", "Birch", {"ann": 6})
    marks += row("plan", "Elm", {"ann": 3}) + row("people", "Elm", {"ann": 3})

    ann = of(analysed(marks), "ann")

    assert (ann.same_for_bid, ann.same_for_question) == (("Ash",), ("plan",))


def test_the_effect_of_order_compares_early_and_late_bids_beside_colleagues() -> None:
    """Ann gives one mark more than Bob to the first two of six shown and one less to the last two, 20 percent each."""
    marks = []
    for bidder, more in zip(BIDS, (1, 1, 0, 0, -1, -1), strict=True):
        marks += row("plan", bidder, {"ann": 3 + more, "bob": 3})

    analysis = analysed(marks, orders={"ann": list(BIDS), "bob": list(reversed(BIDS))})

    assert OrderEffect(Fraction(20), Fraction(-20), 6) == of(analysis, "ann").order
    assert OrderEffect(Fraction(20), Fraction(-20), 6) == of(analysis, "bob").order
    ann = of(analysis, "ann").order
    assert isinstance(ann, OrderEffect)
    assert ann.difference == 40


def test_five_bids_are_too_few_for_an_effect_of_order() -> None:
    marks = [mark for bidder in BIDS[:5] for mark in row("plan", bidder, {"ann": 3, "bob": 3})]
    marks += row("plan", "Fir", {"ann": 3})  # marked by Ann alone: nothing to set it beside

    assert Unsaid("too-few", 5) == of(analysed(marks), "ann").order


def test_agreement_is_by_scale_and_icc_says_whose() -> None:
    """Cat marked one bid in six: ICC is of Ann and Bob, who marked them all, and alpha of all three."""
    marks = []
    for number, bidder in enumerate(BIDS):
        marks += row("plan", bidder, {"ann": number % 5, "bob": (number + 1) % 5, "cat": 3 if number == 0 else None})
        marks += row("people", bidder, {"ann": number % 4, "bob": number % 4})

    five, ten = analysed(marks).agreement

    assert (five.scale, five.questions, five.icc_evaluators) == ("five", ("plan", "people"), ("ann", "bob"))
    assert isinstance(five.alpha, Agreement)
    assert isinstance(five.icc, Agreement)
    assert (five.alpha.evaluators, five.alpha.pairs, five.alpha.units) == (3, 14, 12)
    assert (five.icc.evaluators, five.icc.pairs, five.icc.units) == (2, 12, 12)
    assert (five.alpha.drawn, five.icc.drawn) == ("bids", "bids")
    assert (Unsaid("too-few", 0), Unsaid("too-few", 0), ()) == (ten.alpha, ten.icc, ten.icc_evaluators)


def test_icc_is_found_where_nobody_marked_everything() -> None:
    """Each of three misses other bids: the two who share most units are taken."""
    marks = []
    for number in range(30):
        gone = ("ann", "ann", "ann", "bob", "cat", "cat")[number % 6]
        marks += row("plan", f"Bid {number:02}", {who: number % 5 for who in PEOPLE if who != gone})

    found = analysed(marks).agreement[0]

    assert found.icc_evaluators == ("bob", "cat")
    assert isinstance(found.icc, Agreement)
    assert (found.icc.pairs, found.icc.value) == (15, 1.0)


def test_agreed_marks_lie_against_the_individual_ones() -> None:
    marks = row("plan", "Ash", {"ann": 2, "bob": 3, "cat": 3})  # median 3
    marks += row("plan", "Birch", {"ann": 2, "bob": 3})  # median 2.5
    marks += row("plan", "Cedar", {"ann": 2, "bob": 2})  # outside
    marks += row("plan", "Damson", {"ann": 4, "bob": 5})  # not agreed yet
    marks += row("plan", "Elm", {"ann": 1, "bob": 4})
    settled = [agreed(3, "Ash"), agreed(3, "Birch"), agreed(4, "Cedar"), agreed(None, "Damson"), agreed(1, "Elm")]
    settled += [agreed(3, "Fir")]  # nobody's individual mark

    found = analyse_panel(CRITERIA, panel(*PEOPLE), sheets(marks), settled, seed=1).moderated

    assert found is not None
    assert (found.agreed, found.at_median, found.above_median, found.below_median) == (5, 1, 2, 1)
    assert (1, 1, Fraction(1, 4)) == (found.without_individual, found.still_to_agree, found.share_at_median)
    assert (OutsideMark("plan", "Cedar", Decimal(4), Decimal(2), Decimal(2)),) == found.outside
    assert found.as_json()["percent-at-median"] == "25.0"


def test_before_moderation_nothing_is_said_of_it() -> None:
    marks = row("plan", "Ash", {"ann": 2, "bob": 3})

    assert analyse_panel(CRITERIA, panel(*PEOPLE), sheets(marks), [agreed(None, "Ash")], seed=1).moderated is None


def test_nothing_marked_is_a_defined_result() -> None:
    found = analyse_panel(CRITERIA, panel(*PEOPLE), [], seed=1)

    assert [one.question for one in found.questions] == ["plan", "people", "carbon"]
    assert [(who, 0, Unsaid("too-few", 0)) for who in PEOPLE] == [
        (one.evaluator, one.marks, one.severity) for one in found.evaluators
    ]
    assert [Unsaid("too-few", 0)] * 2 == [one.alpha for one in found.agreement]
    json.dumps(found.as_json())


def test_the_order_of_sheets_and_marks_does_not_matter() -> None:
    marks = [
        mark
        for number, bidder in enumerate(BIDS)
        for mark in row("plan", bidder, {"ann": number % 5, "bob": (number * 2) % 5, "cat": (number * 3) % 6})
    ]
    orders = {who: list(BIDS) for who in PEOPLE}
    first = analysed(marks, orders=orders)

    for mixed in permutations(sheets(marks, orders)):
        assert first == analyse_panel(CRITERIA, panel(*PEOPLE), mixed, seed=1)
    assert first == analysed(marks[::-1], orders=orders)
    assert first != analysed(marks, orders=orders, seed=2)


given_or_not = st.one_of(st.none(), st.sampled_from(list(Given)[1:]), st.integers(0, 5))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(PEOPLE, given_or_not)), max_size=6))
def test_any_marks_give_plain_data_and_severities_that_cancel_out(rows: list[dict[str, int | Given | None]]) -> None:
    """Whoever is above colleagues has colleagues below: over everybody the differences of a bid add up to nothing."""
    marks = [mark for bidder, given in zip(BIDS, rows, strict=False) for mark in row("plan", bidder, given)]

    found = analysed(marks)

    severities = [one.severity for one in found.evaluators if isinstance(one.severity, Severity)]
    assert sum(one.percent * one.compared for one in severities) == 0
    assert found.as_json() == json.loads(json.dumps(found.as_json(), allow_nan=False))
