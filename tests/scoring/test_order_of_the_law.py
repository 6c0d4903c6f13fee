"""The order is law: standards, then what stands alone with its minimums, and only then the bids together."""

from __future__ import annotations

from socialvalue.model.outcome import StandardNotMet
from tests.scoring.build import bid, by_name, model, prices_and_quality, result, totals, two, two_text

STANDARD = '\n[[standard]]\nid = "living-wage"\nquestion = "Do you pay it?"\npass = "yes"\n'


def test_a_bid_that_fails_a_standard_never_sets_the_lowest_price() -> None:
    """The cheapest fails the standard: the dearer bid gets all points for price."""
    evaluation = result(
        model(two_text() + STANDARD),
        bid("cheap", price="50", plan="100", standards={"living-wage": "no"}),
        bid("dear", price="100", plan="50", standards={"living-wage": "Yes "}),
    )
    bids = by_name(evaluation)
    assert str(bids["dear"].total) == "70.00"
    assert (bids["cheap"].status, bids["cheap"].rank, bids["cheap"].total) == ("disqualified", None, None)
    assert [
        (failure.kind, failure.id) for failure in bids["cheap"].failures if isinstance(failure, StandardNotMet)
    ] == [("standard", "living-wage")]
    assert [score.points for score in bids["cheap"].scores] == [None, None]


def test_anything_but_the_passing_answer_fails_a_standard() -> None:
    """“partly” is not “yes”."""
    evaluation = result(
        model(two_text() + STANDARD), bid("part", price="50", plan="1", standards={"living-wage": "partly"})
    )
    assert evaluation.bids[0].status == "disqualified"


def test_below_a_minimum_fails_and_at_it_passes() -> None:
    """A minimum quality of 50 percent: 50 stays, 49.999 leaves and does not set the lowest price."""
    criteria = two(award="minimum-quality = 50")
    bids = by_name(prices_and_quality(criteria, {"at": ("50", "100"), "below": ("49.999", "10")}))
    assert str(bids["at"].total) == "70.00"
    assert bids["below"].status == "disqualified"
    assert "49.999 percent" in bids["below"].failed[0]
    assert [score.points is None for score in bids["below"].scores] == [True, False]


def test_a_criterion_minimum_counts_the_marks_of_its_questions_together() -> None:
    """Questions of 10 and 30 with 100% and 0% are 25% of the criterion: below a minimum of 26, at one of 25."""
    text = """
format = 1
id = "q"
version = "1"
title = "Questions"
[[dimension]]
id = "quality"
title = "Quality"
[[criterion]]
id = "plan"
dimension = "quality"
title = "Plan"
minimum = MINIMUM
[[criterion.question]]
id = "a"
title = "A"
weight = 10
input = { kind = "percent" }
score = { method = "target", full-marks-at = 100 }
[[criterion.question]]
id = "b"
title = "B"
weight = 30
input = { kind = "percent" }
score = { method = "target", full-marks-at = 100 }
[[criterion]]
id = "rest"
dimension = "quality"
title = "Rest"
weight = 60
input = { kind = "percent" }
score = { method = "highest-offer" }
"""
    for minimum, status in (("25", "ranked"), ("26", "disqualified")):
        evaluation = result(
            model(text.replace("MINIMUM", minimum)), bid("one", answers={"plan.a": "100", "plan.b": "0", "rest": "5"})
        )
        assert evaluation.bids[0].status == status


def test_a_withdrawn_bid_counts_for_nothing() -> None:
    """Neither ranked nor in anybody's lowest price."""
    evaluation = result(
        two(), bid("gone", price="1", plan="100", withdrawn="on 3 November"), bid("here", price="100", plan="100")
    )
    assert totals(evaluation) == {"here": "100.00", "gone": "None"}
    assert by_name(evaluation)["gone"].failed == ("Withdrawn: on 3 November",)


def test_no_bid_left_is_a_result_not_a_crash() -> None:
    """All disqualified: nobody is ranked, everybody has a reason."""
    evaluation = prices_and_quality(two(award="minimum-quality = 50"), {"a": ("1", "5"), "b": ("2", "6")})
    assert [(one.rank, len(one.failed)) for one in evaluation.bids] == [(None, 1), (None, 1)]


def test_one_bid_alone_gets_all_points_for_its_price() -> None:
    """With one bid lowest, highest and mean are its own."""
    assert totals(prices_and_quality(two(), {"only": ("50", "123456.78")})) == {"only": "70.00"}


def test_order_is_rank_and_then_bidder() -> None:
    """Bids that are not ranked come last, by name."""
    rows = {"z": ("1", "5"), "b": ("2", "6"), "m": ("90", "9"), "k": ("95", "9")}
    assert [one.bidder for one in prices_and_quality(two(award="minimum-quality = 50"), rows).bids] == list("kmbz")
