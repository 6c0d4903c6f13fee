"""Flags: what each finds, what it must let pass, and that nothing else decides them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest

from socialvalue.analysis.reasons.findings import RULES, Finding, contradicts, findings, flags, names_in
from socialvalue.analysis.spread import scale_of
from socialvalue.model.panel import Flag, Given, IndividualMark
from tests.analysis.builders import CRITERIA, SOUND, kinds, mark, panel

BIDDERS = (
    "Hopperway Ltd",
    "Arkenfell Mobility plc",
    "Wrenbeck Community Wheels (CIO)",
    "Bright Futures Ltd",
    "Northmoor Minibuses",
    "Harbour Care",
    "Harbour Care North Ltd",
    "3663",
)
PLAN = CRITERIA.leaf_by_key["plan"]


def flagged(*marks: IndividualMark, labels: dict[str, str] | None = None) -> tuple[Flag, ...]:
    return flags(CRITERIA, panel("ann", "bob", "cat"), marks, labels)


def found(
    reason: str, value: str | None = "3", bidder: str = "Hopperway Ltd", others: Sequence[str] = BIDDERS
) -> list[str]:
    names = names_in(CRITERIA, others, [reason])
    number = None if value is None else Decimal(value)
    return [one.kind for one in findings(reason, criteria=CRITERIA, leaf=PLAN, bidder=bidder, names=names, mark=number)]


def said(value: str, reason: str) -> Finding | None:
    return contradicts(reason, Decimal(value), scale_of(CRITERIA, PLAN))


def test_marks_two_apart_are_flagged_with_those_who_gave_them() -> None:
    marks = [mark(value, f"{SOUND} {who}", evaluator=who) for who, value in [("bob", 4), ("cat", 3), ("ann", 2)]]

    (flag,) = flagged(*marks)

    assert (
        Flag(
            "spread", "Hopperway Ltd", "plan", "The marks run from 2 to 4, 2 steps of the scale apart.", ("ann", "bob")
        )
        == flag
    )


def test_marks_one_apart_are_not_flagged() -> None:
    assert kinds(flagged(mark(2), mark(3, evaluator="bob"))) == []


def test_apart_is_counted_in_steps_of_the_scale() -> None:
    """On a scale of 0, 2, 4, … the marks 4 and 6 are neighbours."""
    near = [mark(4, question="carbon"), mark(6, evaluator="bob", question="carbon")]
    far = [mark(4, question="carbon"), mark(8, evaluator="bob", question="carbon")]

    assert kinds(flagged(*near)) == []
    assert kinds(flagged(*far)) == ["spread"]


def test_a_disagreement_across_the_pass_mark_is_flagged() -> None:
    """The minimum is 40 percent of the marks: 2 of 5 meets it, 1 does not."""
    flag = next(one for one in flagged(mark(1), mark(2, evaluator="bob")) if one.kind == "pass-mark")

    assert flag.evaluators == ("ann",)
    assert flag.text == "The minimum is 40 percent of the marks: 1 would be below it, 2 would not."


@pytest.mark.parametrize(("one", "other", "question"), [(2, 3, "plan"), (0, 1, "plan"), (1, 2, "people")])
def test_no_pass_mark_is_crossed(one: int, other: int, question: str) -> None:
    marks = [mark(one, question=question), mark(other, evaluator="bob", question=question)]

    assert kinds(flagged(*marks)) == []


@pytest.mark.parametrize("given", [Given.NOT_APPLICABLE, Given.ABSTAINED, Given.BLANK])
def test_what_is_no_mark_is_never_a_nought(given: Given) -> None:
    """A nought beside 4 would be far apart and below the minimum."""
    assert kinds(flagged(mark(4), mark(given, evaluator="bob"))) == []
    assert kinds(flagged(mark(4), mark(0, evaluator="bob"))) == ["spread", "pass-mark"]


@pytest.mark.parametrize("reason", ["", "   ", "–", "…", "\n"])
def test_a_missing_reason(reason: str) -> None:
    assert kinds(flagged(mark(3, reason))) == ["reason-missing"]
    assert kinds(flagged(mark(Given.ABSTAINED, reason))) == ["reason-missing"]
    assert kinds(flagged(mark(Given.BLANK, reason))) == []


def test_an_abstention_may_be_short() -> None:
    assert found("I know one of the drivers.", None) == []


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Good.", ["reason-is-descriptor"]),
        ("Clear, dated and costed", []),
        ("Seven words are not a sentence here", []),
        ("Eight words make what we call a sentence", None),
    ],
)
def test_shorter_than_a_sentence(reason: str, expected: list[str] | None) -> None:
    wanted = [] if expected is None else ["reason-short", *expected]

    assert wanted == found(reason)


def test_a_short_reason_is_flagged_at_its_own_cell() -> None:
    (flag,) = flagged(mark(3, "Thin on dates."))

    assert (
        flag.place.cell,
        flag.evaluators,
        flag.text,
    ) == ("D:Hopperway Ltd", ("ann",), "The reason has 3 words; a sentence has 8.")


@pytest.mark.parametrize(
    "reason",
    [
        "Every part is answered and would do the job, though in general terms.",
        "EVERY PART IS ANSWERED AND WOULD DO THE JOB – THOUGH IN GENERAL TERMS!",
        "Sound. Every part is answered and would do the job, though in general terms.",
        "We felt every part is answered and would do the job, though only in general terms.",
        "Every part is answered, and it would do the job, though it is in general terms.",
        "Every part was answered and would do this job, though in rather general terms.",
        "Every part is answered with named people, dates and methods for the area. All that a good answer has.",
        "Excellent",
    ],
)
def test_a_reason_pasted_from_the_descriptor(reason: str) -> None:
    assert "reason-is-descriptor" in found(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "They describe how they will book, carry and see home each passenger, and what they do when a vehicle is late.",
        "Describe how you will book, carry and see home each passenger",
        "Plan for the service",
    ],
)
def test_a_reason_pasted_from_the_question(reason: str) -> None:
    assert "reason-is-question" in found(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "Named people and dates are given on page 4, and the methods were tried on two rounds in the area in 2025.",
        "Every part is answered. Booking is by telephone from 7 to 7 (p. 4); the escort is trained and named (p. 6).",
        "The job of seeing each passenger home is given to a named escort, and late vehicles are met from a spare.",
        "Though general on escorts, the part on booking would work: two people, both named, answer within a minute.",
    ],
)
def test_a_reason_that_merely_uses_the_words_is_no_copy(reason: str) -> None:
    assert found(reason) == []


ONE = "The escort is trained and named, and a spare stands ready at Lowgate from seven, with a log kept of late runs."


@pytest.mark.parametrize(
    "other",
    [
        ONE,
        ONE.upper(),
        ONE.replace("trained and named", "named and trained"),
        ONE.replace("The escort", "The Arkenfell escort"),
        ONE.replace("from seven", "from 6.30 (pp. 11, 14)"),
        ONE + " Well shown.",
        ONE.replace("spare stands", "vehicle stands").replace("kept of", "held of"),
    ],
)
@pytest.mark.parametrize("evaluator", ["ann", "bob"])
def test_the_same_text_for_two_bids(other: str, evaluator: str) -> None:
    """Whoever wrote it, and with the edits that people make when they use a text again."""
    marks = [mark(3, ONE), mark(3, other, evaluator=evaluator, bidder="Arkenfell Mobility plc")]

    both = [flag for flag in flagged(*marks) if flag.kind == "same-reason"]

    assert [flag.bidder for flag in both] == ["Arkenfell Mobility plc", "Hopperway Ltd"]
    assert both[0].text == "The same reason is given for Hopperway Ltd."
    assert {"ann", evaluator} == set(both[0].evaluators)


@pytest.mark.parametrize(
    "other",
    [
        "The escort is trained, but a spare from Lowgate takes an hour and no log is kept of the runs that were late.",
        "Booking by telephone from seven; the driver waits at the door, and the return is rung through to the family.",
        SOUND,
    ],
)
def test_different_reasons_for_two_bids(other: str) -> None:
    assert kinds(flagged(mark(3, ONE), mark(3, other, bidder="Arkenfell Mobility plc"))) == []


def test_the_same_text_for_one_bid_or_another_question_is_not_flagged() -> None:
    assert kinds(flagged(mark(3, ONE), mark(3, ONE, evaluator="bob"))) == []
    assert kinds(flagged(mark(3, ONE), mark(3, ONE, bidder="Arkenfell Mobility plc", question="people"))) == []


def test_many_bids_of_one_text_name_three_and_count_the_rest() -> None:
    marks = [mark(3, ONE, bidder=f"Bidder number {n}") for n in range(1, 7)]

    last = flagged(*marks)[-1]

    assert last.text == "The same reason is given for Bidder number 1, Bidder number 2, Bidder number 3 and 2 more."


@pytest.mark.parametrize(
    "reason",
    [
        "The log of late runs is fuller than Arkenfell's and is read every week by the owner.",
        "Unlike Wrenbeck Community Wheels they have a spare, and it stands ready from seven.",
        "Arkenfell has more vehicles, and here four must carry all of the rounds at the peak.",
        "The door is watched, as the Bright Futures escort does, and the family is rung after.",
        "A spare from Harbour Care North would be needed, which the plan does not cost at all.",
        "This plan is better than the others in how it treats a passenger who is not ready.",
        "It is a stronger answer on escorts, stronger than the other four, and a weak one on dates.",
        "The best of the plans for passengers who use a chair, with a named escort on each run.",
        "The log is thin compared with other bids, and nobody is named as the one who keeps it.",
        "The log is fuller than that of any other tenderer and shows each late run by round.",
        "The only bidder to name an escort for each round, with a spare escort from seven.",
        "Unlike the rest, the plan says who waits at the door and what happens on steps.",
        "Escorts are worse than most and are not named for the two rounds to the hospital.",
        "Ranked first for booking, since the line is answered in a minute from seven to seven.",
    ],
)
def test_a_reason_that_compares_bids(reason: str) -> None:
    assert found(reason) == ["compares-bids"]


@pytest.mark.parametrize(
    "reason",
    [
        "Hopperway names an escort for each round, and Hopperway Ltd's log of late runs is kept.",
        "Bright escorts, in every sense, and a future for drivers that they can believe in, p. 4.",
        "Northmoor passengers are known by name, and the harbour round has a spare at seven.",
        "The community wheels out an old promise, of care at the harbour, without a date, p. 9.",
        "Punctuality is better than the 95% required, and was better than last year in every month.",
        "Late runs fell from 9% to 4%, compared with the national average of 7% in that year.",
        "The plan goes no further than the tender documents ask, and the bidder says so on p. 3.",
        "Some passengers need more help than others, and the card on p. 7 says who and how.",
        "Best of all would have been a date; the spare is promised for 'spring', no more, p. 8.",
        "On page 3663 of the annex the log is shown, month by month, with late runs in red.",
    ],
)
def test_a_reason_that_compares_no_bids(reason: str) -> None:
    assert found(reason) == []


def test_a_bid_whose_name_holds_anothers_may_be_named() -> None:
    """Harbour Care North Ltd's own reason says "Harbour Care North"; Harbour Care is another bidder."""
    own = "Harbour Care North keeps a log of late runs, and Harbour staff are named on page 4."

    assert found(own, bidder="Harbour Care North Ltd") == []
    assert found(own, bidder="Hopperway Ltd") == ["compares-bids"]
    assert found(own, bidder="Harbour Care") == ["compares-bids"]


def test_labels_of_blind_sheets_are_names() -> None:
    labels = {"Hopperway Ltd": "Bidder A", "Arkenfell Mobility plc": "Bidder B"}
    text = "Bidder {} keeps a log of late runs, and the owner reads it on Fridays."

    (flag,) = flagged(mark(3, text.format("B")), labels=labels)

    assert flag.text == "The reason for this bid names Arkenfell Mobility plc."
    assert kinds(flagged(mark(3, text.format("A")), labels=labels)) == []
    assert (
        kinds(flagged(mark(3, "So says the bidder. B roads are slow, so the round starts at 7."), labels=labels)) == []
    )
    assert (
        kinds(flagged(mark(3, "The bidder b-lines for the clinic first, and then for the homes."), labels=labels)) == []
    )


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("0", "An excellent plan, with a named escort on each round and a log of late runs."),
        ("1", "This fully meets what was asked, page by page, and the log of late runs is kept."),
        ("1", "Outstanding care for passengers who use a chair, shown on the hospital rounds."),
        ("5", "There is no evidence that the spare stands ready, and the log stops in June."),
        ("5", "Poor on escorts and on the door, with the log of late runs as its one strength."),
        ("5", "The plan fails to say who waits at the door, and the escort is not named."),
        ("5", "The escort on the hospital rounds is missing, and so is the log of late runs."),
    ],
)
def test_words_that_contradict_the_mark(value: str, reason: str) -> None:
    assert found(reason, value) == ["contradicts-mark"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2", "An excellent plan, with a named escort on each round and a log of late runs."),
        ("1", "The escort is excellent, but nothing is said of booking, late runs or the door."),
        ("1", "The plan is far from excellent, and is not fully costed or dated in any part."),
        ("1", "It claims to be an outstanding operator and shows none of it on these rounds."),
        ("1", "Three outstanding actions of the last audit are listed and none has a date."),
        ("0", "Nothing is fully explained: not the escort, not the door, and not the log."),
        ("4", "The escort on the hospital rounds is missing, and so is the log of late runs."),
        ("5", "No part is missing, and passengers with poor sight are met at their own door."),
        ("5", "If a vehicle fails, a spare leaves Lowgate in ten minutes, as logged in 2025."),
        ("5", "The exercise found a weak point, a missing tail-lift key, and how it was put right."),
        ("5", "It never fails to ring: 2,000 calls were made in 2025, each one of them logged."),
    ],
)
def test_words_that_contradict_nothing(value: str, reason: str) -> None:
    assert found(reason, value) == []


def test_the_finding_quotes_the_words() -> None:
    finding = said("5", "The plan is poor on dates.")

    assert finding is not None
    assert finding.text == "The reason says “poor” beside 5, the highest mark of the scale."


def test_every_kind_has_its_rule_and_shows_in_that_order() -> None:
    text = "Excellent, and better than the others."
    marks = [
        mark(0, ""),
        mark(4, text, evaluator="bob"),
        mark(0, text, evaluator="cat"),
        mark(4, text, evaluator="bob", bidder="Arkenfell Mobility plc"),
        mark(5, "Poor. The people who deliver it.", bidder="Bright Futures Ltd", question="people"),
        mark(5, "Excellent", bidder="Bright Futures Ltd", question="people", evaluator="bob"),
        mark(5, "People who deliver it", bidder="Bright Futures Ltd", question="people", evaluator="cat"),
    ]

    shown = flagged(*marks)

    assert set(kinds(shown)) == set(RULES)
    assert all(flag.text.endswith(".") for flag in shown)
    here = [flag.kind for flag in shown if flag.bidder == "Hopperway Ltd"]
    assert here == sorted(here, key=list(RULES).index)


def test_a_name_of_right_to_left_letters_or_of_markup_is_found_and_breaks_nothing() -> None:
    others = ["شركة الأمل", "<script>alert(1)</script>", "=SUM(A1) Ltd", "🚐 Ltd", "(", "O'Brien & Sons Ltd"]
    marks = [mark(3, SOUND + " So do شركة الأمل.")]
    marks += [mark(3, f"{SOUND} {number}", bidder=name, question="people") for number, name in enumerate(others)]

    assert [flag.kind for flag in flagged(*marks) if flag.question == "plan"] == ["compares-bids"]
    assert found("O’Brien names an escort, and it is not done so here on any round.", others=others) == [
        "compares-bids"
    ]


def test_nothing_marked_has_no_flags() -> None:
    assert flagged() == ()


def test_the_order_of_marks_does_not_matter() -> None:
    chance = Random(4)  # noqa: S311 - the same marks every time, and no secret
    reasons = [ONE, ONE + " Well shown.", SOUND, "Good.", "Excellent", "Better than the others in all that it says."]
    marks = [
        mark(chance.randint(0, 5), chance.choice(reasons), evaluator=who, bidder=bidder, question=question)
        for who in ("ann", "bob", "cat")
        for bidder in BIDDERS
        for question in ("plan", "people")
    ]
    expected = flagged(*marks)
    for _ in range(5):
        chance.shuffle(marks)
        assert flagged(*marks) == expected
    assert {"same-reason", "spread", "reason-short"} <= set(kinds(expected))
