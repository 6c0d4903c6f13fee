"""No letter is made with a reason that could not be sent, and no lawful letter is stopped by a reason that could."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from socialvalue.analysis.reasons.published import (
    RULES,
    Explanation,
    ReasonFault,
    as_problem,
    explanations,
    letter_bids,
    letter_faults,
    no_winner,
    winner,
)
from socialvalue.errors import Place
from socialvalue.model.competition import Bid, Competition, Mark
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation, IndividualScore, Moderated
from socialvalue.model.outcome import Withdrawn
from socialvalue.problems import EXPLANATIONS
from socialvalue.scoring import evaluate
from tests.analysis.builders import CRITERIA

HOPPERWAY, WRENBECK = "Hopperway Ltd", "Wrenbeck Community Wheels (CIO)"

#: Fit to stand beside any mark below the top with nothing in the reference column: of the first bid, then the second.
SOUND = {
    "plan": (
        "Booking is described from the passenger's side on page 8, but nothing is said of weekends.",
        "A second vehicle is promised after forty minutes (para 2.19), which is long for a frail passenger.",
    ),
    "people": (
        "Section 3 names the person who leads; how drivers are kept after a year is left general.",
        "Training is set out month by month in Annex B, without a word on relief staff.",
    ),
    "carbon": (
        "Targets are given for 2028 and 2031, and the years between would need one each.",
        "Charging overnight is calculated in table 5.2; the assumption on mileage is not explained.",
    ),
}

ENOUGH = [
    "Good answer in section 3 with named staff; no dates are given for the second year, which a 5 would need.",
    "The response says who leads the transfer and by when, but leaves open what happens if the depot is late.",
    "Booking is covered from 7 am to 7 pm (p. 9). Weekend cover is not described.",
    "Apprenticeships are named with their college and start dates; retention after the first year is left general.",
    "A clear programme in Annex B. The risk table has causes and remedies and no owner for any of them.",
    "The tender proposes a passengers' panel that meets “every quarter”, although its powers are not set out.",
    "Para 4.2 commits to 94% punctuality; how it would be measured could be firmer.",
    "Two spare vehicles and nine relief drivers; a tested reserve would have earned the next mark.",
    "Staff, premises and timetable are set out in full. Sub-contractors are only mentioned in passing.",
    "The method statement shows a sound grasp of the route network, with limited evidence that lateness is noticed.",
    "Carbon figures for each year to 2031 on page 27, without the assumptions that lie behind them.",
    "All parts are answered by reference to existing contracts; the figures for complaints stop in 2024.",
    "The transfer plan (Annex D) has a named lead. It falls short of Excellent: nothing shows that it has worked.",
    "Mae'r ymateb yn disgrifio'r gwasanaeth archebu ar dudalen 8, ond nid yw'n dweud pwy sy'n ateb y ffôn.",
    "Ceir cynllun clir yn adran 4 gyda dyddiadau; heb dystiolaeth o waith tebyg ni ellid rhoi marc uwch.",
    "Disgrifir y panel teithwyr yn fanwl (para 4.11). Byddai ymweliadau uniongyrchol wedi ennill 5.",
    "Enwir y staff ym mharagraff 3.2 ond mae diffyg manylion am yr ail flwyddyn.",
    "Mae'r tendr yn cynnig tri phrentis yn Atodiad B; prin yw'r sôn am yr hyn sy'n digwydd wedyn.",
]

NOT_ENOUGH = [
    ("A good answer overall with some minor weaknesses and a sound approach to the service.", {"no-reference"}),
    ("Satisfactory and generally acceptable, although it could have been stronger in places.", {"no-reference"}),
    ("The panel agreed 3 because the quality was sound but not more than that.", {"no-reference"}),
    ("The panel was broadly content and scored this 3 out of 5, with reservations.", {"no-reference"}),
    ("Fully acceptable standard; more evidence in two areas would have been welcome here.", {"no-reference"}),
    ("Ateb da ar y cyfan, ond gellid bod wedi gwneud yn well mewn mannau.", {"no-reference"}),
    ("A very good and thorough answer that gave the panel every confidence.", {"no-next-mark"}),
    ("A thorough and convincing answer in every way, liked by all.", {"no-reference", "no-next-mark"}),
    ("The response on pages 8 to 14 describes booking, escort and late running with figures.", {"no-next-mark"}),
    ("Section 3 names the transfer lead and gives the dates of every meeting with staff.", {"no-next-mark"}),
    ("Mae'r ymateb ar dudalen 8 yn disgrifio'r gwasanaeth archebu a'r hebryngwyr yn glir iawn.", {"no-next-mark"}),
    ("Good, see section 3.", {"reason-short", "no-next-mark"}),
    ("  \n ", {"reason-missing"}),
    ("Every part is answered and would do the job, though in general terms.", {"reason-is-descriptor"}),
    (
        "Describe how you will book, carry and see home each passenger, and what you do when a vehicle is late.",
        {"reason-is-question"},
    ),
    ("Page 4 has better figures than Wrenbeck, but no dates for the second year.", {"compares-bids"}),
    ("Page 4 has clear figures, but the other tenders had dates for the second year.", {"compares-bids"}),
    ("Ceir ffigurau ar dudalen 4, ond roedd dyddiadau yn y cynigion eraill.", {"compares-bids"}),
    ("Page 4 has clear figures, but Bidder C gave dates for the second year.", {"compares-bids"}),
    ("Page 4 has clear figures, but Tenderer 2 gave dates for the second year.", {"compares-bids"}),
]

Given = Mapping[str, tuple[int | str, str] | tuple[int | str, str, str]]


def evaluation(bids: Mapping[str, Given], criteria: Criteria = CRITERIA, **withdrawn: str) -> Evaluation:
    """Return the evaluation of marks with reasons, by bidder and question; questions left out get sound reasons."""
    made = []
    for number, (bidder, given) in enumerate(bids.items()):
        sound = {key: (4, reasons[number]) for key, reasons in SOUND.items()}
        answers = {}
        for key, (value, reason, *reference) in {**sound, **given}.items():
            place = Place(file="moderation.xlsx", sheet=key, cell=f"D{number + 7}")
            answers[key] = Mark(Decimal(value), place, reason, "".join(reference))
        why = withdrawn.get(bidder.split()[0].lower())
        made.append(Bid(bidder, dict(answers), withdrawn=Withdrawn(reason=why) if why else None))
    return evaluate(criteria, Competition(bids=tuple(made)))


def kinds(faults: tuple[ReasonFault, ...], bidder: str = HOPPERWAY) -> set[str]:
    return {fault.kind for fault in faults if fault.bidder == bidder}


def test_sound_reasons_are_let_through_although_no_reference_is_given() -> None:
    result = evaluation({HOPPERWAY: {}, WRENBECK: {}})

    assert sum(score.value is not None for bid in result.bids for score in bid.scores) == 6
    assert letter_faults(CRITERIA, result) == ()


@pytest.mark.parametrize("mark", [2, 4])
@pytest.mark.parametrize("reason", ENOUGH)
def test_a_short_reason_that_says_enough_stops_no_letter(reason: str, mark: int) -> None:
    assert letter_faults(CRITERIA, evaluation({HOPPERWAY: {"plan": (mark, reason)}, WRENBECK: {}})) == ()


@pytest.mark.parametrize(("reason", "wanted"), NOT_ENOUGH)
def test_a_reason_that_explains_too_little_is_a_fault(reason: str, wanted: set[str]) -> None:
    """Several faults of one reason are told together, so that the panel meets once."""
    found = letter_faults(CRITERIA, evaluation({HOPPERWAY: {"plan": (3, reason)}, WRENBECK: {}}))

    assert wanted == kinds(found)
    assert {fault.bidder for fault in found} == {HOPPERWAY}
    assert {fault.question for fault in found} == {"plan"}


def test_the_tables_above_try_every_kind_of_fault() -> None:
    tried = set().union(*(wanted for _reason, wanted in NOT_ENOUGH))

    assert RULES.keys() - tried == {"contradicts-mark", "same-reason"}


def test_a_reference_beside_the_reason_is_enough_of_a_pointer() -> None:
    reason = "A good answer overall with some minor weaknesses and a sound approach to the service."

    assert letter_faults(CRITERIA, evaluation({HOPPERWAY: {"plan": (3, reason, "pp. 4–6")}, WRENBECK: {}})) == ()


def test_a_dash_in_the_reference_column_is_no_pointer() -> None:
    reason = "A good answer overall with some minor weaknesses and a sound approach to the service."
    found = letter_faults(CRITERIA, evaluation({HOPPERWAY: {"plan": (3, reason, "–")}, WRENBECK: {}}))

    assert kinds(found) == {"no-reference"}


def test_the_highest_mark_needs_no_word_on_a_higher_one() -> None:
    reason = "Section 3 names the transfer lead and gives the dates of every meeting with staff."

    assert letter_faults(CRITERIA, evaluation({HOPPERWAY: {"plan": (5, reason)}, WRENBECK: {}})) == ()


def test_the_highest_mark_is_that_of_the_questions_own_scale() -> None:
    """5 of ten is not the top: the carbon question is marked on a scale of its own."""
    reason = "Section 3 names the transfer lead and gives the dates of every meeting with staff."
    result = evaluation({HOPPERWAY: {"carbon": (6, reason)}, WRENBECK: {"carbon": (10, reason.replace("3", "4"))}})

    assert {"no-next-mark"} <= kinds(letter_faults(CRITERIA, result))
    assert "no-next-mark" not in kinds(letter_faults(CRITERIA, result), WRENBECK)


def test_praise_beside_a_low_mark_and_failure_beside_the_highest_are_faults() -> None:
    praised = evaluation({HOPPERWAY: {"people": (1, "Outstanding plans in section 4, pages 3 to 9.")}, WRENBECK: {}})
    failing = evaluation({HOPPERWAY: {"plan": (5, "Section 3 fails to say who leads it or when.")}, WRENBECK: {}})

    assert "contradicts-mark" in kinds(letter_faults(CRITERIA, praised))
    assert "contradicts-mark" in kinds(letter_faults(CRITERIA, failing))


def test_one_reason_beside_two_bids_is_a_fault_of_both_even_with_names_and_figures_changed() -> None:
    reason = "{who} shows on page {n} who leads the work and how drivers are kept, but gives no dates for {n} of them."
    result = evaluation(
        {
            HOPPERWAY: {"people": (3, reason.format(who="Hopperway", n=4))},
            WRENBECK: {"people": (3, reason.format(who="Wrenbeck", n=17))},
        }
    )
    found = letter_faults(CRITERIA, result)

    assert sorted((one.bidder, one.kind) for one in found) == [(HOPPERWAY, "same-reason"), (WRENBECK, "same-reason")]


def test_the_same_words_on_another_question_are_no_fault() -> None:
    reason = "Section 3 names the lead and the dates of every meeting; what happens when she is away is left open."

    assert letter_faults(CRITERIA, evaluation({HOPPERWAY: {"plan": (3, reason), "people": (3, reason)}})) == ()


@pytest.mark.parametrize("reason", ["No answer was given.", "The question was not answered.", "Dim ateb i'r cwestiwn."])
def test_of_no_answer_there_is_no_more_to_say(reason: str) -> None:
    """Beside the lowest mark it is the whole explanation, and may be that of two bids."""
    result = evaluation({HOPPERWAY: {"people": (0, reason)}, WRENBECK: {"people": (0, reason)}})

    assert letter_faults(CRITERIA, result) == ()


def test_no_answer_does_not_excuse_a_mark_above_the_lowest() -> None:
    result = evaluation({HOPPERWAY: {"people": (2, "No answer was given.")}, WRENBECK: {}})

    assert kinds(letter_faults(CRITERIA, result)) == {"reason-short"}


def test_a_withdrawn_bid_gets_no_letter_but_may_not_be_named_in_one() -> None:
    named = "Page 4 is clear, but Wrenbeck is said to have had dates for the second year."
    result = evaluation({HOPPERWAY: {"plan": (3, named)}, WRENBECK: {"plan": (3, "Poor.")}}, wrenbeck="No drivers")
    found = letter_faults(CRITERIA, result)

    assert [bid.bidder for bid in letter_bids(result)] == [HOPPERWAY]
    assert [(fault.bidder, fault.kind) for fault in found] == [(HOPPERWAY, "compares-bids")]


def test_a_disqualified_bid_gets_a_letter_so_its_reasons_are_looked_at() -> None:
    """One mark of five is under the minimum of 40 percent: the bid is out, and its supplier is told why."""
    result = evaluation({HOPPERWAY: {"plan": (1, "Thin.")}, WRENBECK: {}})

    assert [bid.status for bid in letter_bids(result)] == ["ranked", "disqualified"]
    assert kinds(letter_faults(CRITERIA, result)) == {"reason-short", "no-reference"}


def test_a_bid_that_was_not_marked_owes_no_reason() -> None:
    bids = tuple(bid for bid in evaluation({HOPPERWAY: {}, WRENBECK: {}}).bids)
    unmarked = bids[1].model_copy(update={"scores": (), "status": "disqualified", "rank": None})
    result = evaluation({HOPPERWAY: {}}).model_copy(update={"bids": (bids[0], unmarked)})

    assert letter_faults(CRITERIA, result) == ()


class TestAveragedMarks:
    """Where the tender documents said that marks are averaged, nobody agreed a reason."""

    CRITERIA = CRITERIA.model_copy(update={"award": CRITERIA.award.model_copy(update={"moderation": "mean"})})

    def averaged(self, *individual: tuple[str, str, str, str]) -> Evaluation:
        """Return an evaluation whose Hopperway plan was averaged from (mark, reason, reference, more)."""
        text = "Mean of the individual marks, as published.\n" + "\n".join(
            f"Chair ({m}): {r}" for m, r, _, _ in individual
        )
        result = evaluation({HOPPERWAY: {"plan": ("3.5", text)}, WRENBECK: {}}, self.CRITERIA)
        given = tuple(
            IndividualScore(
                evaluator="Chair", mark=mark, reason=reason, reference=reference, more=more, source="a.xlsx"
            )
            for mark, reason, reference, more in individual
        )
        record = Moderated(
            bidder=HOPPERWAY,
            question="plan",
            agreed=None,
            reason=text,
            reference="",
            differs="",
            change="",
            individual=given,
        )
        return result.model_copy(update={"moderation": (record,)})

    def test_the_reasons_stand_together_without_names_and_marks(self) -> None:
        result = self.averaged(
            ("3", "Section 3 names the lead.", "p. 3", "Dates for the second year."),
            ("4", "The dates are set out in Annex B.", "p. 9", ""),
            ("4", "Section 3 names the lead.", "p. 3", ""),
        )
        reason = "Section 3 names the lead.\nDates for the second year.\nThe dates are set out in Annex B."

        assert Explanation(reason, "p. 3; p. 9") == explanations(self.CRITERIA, result)[HOPPERWAY, "plan"]

    def test_what_those_wrote_who_gave_no_mark_goes_nowhere(self) -> None:
        """Somebody who abstained may have written of an interest."""
        result = self.averaged(
            ("3", "Section 3 names the lead, but gives no dates at all for it.", "", ""),
            ("abstain", "My sister works for them.", "", ""),
            ("N/A", "I could not judge this.", "", ""),
            ("", "Not finished", "", ""),
        )
        told = explanations(self.CRITERIA, result)[HOPPERWAY, "plan"].reason

        assert told == "Section 3 names the lead, but gives no dates at all for it."
        assert letter_faults(self.CRITERIA, result) == ()

    def test_an_average_without_any_reason_is_a_fault(self) -> None:
        result = self.averaged(("3", "", "p. 3", ""), ("4", " – ", "", ""))

        assert kinds(letter_faults(self.CRITERIA, result)) == {"reason-missing"}

    def test_an_agreed_mark_among_averaged_ones_keeps_its_reason(self) -> None:
        result = self.averaged(("3", "Section 3 names the lead.", "p. 3", ""))
        settled = result.moderation[0].model_copy(update={"agreed": Decimal(4)})
        told = explanations(self.CRITERIA, result.model_copy(update={"moderation": (settled,)}))

        assert told[HOPPERWAY, "plan"].reason.startswith("Mean of")


def test_a_fault_is_told_with_its_cell_the_reasons_beginning_and_what_to_do() -> None:
    result = evaluation({HOPPERWAY: {"plan": (3, NOT_ENOUGH[0][0])}, WRENBECK: {}})
    problem = as_problem(letter_faults(CRITERIA, result)[0], CRITERIA)

    assert problem.code == "letter-no-reference"
    assert Place(file="moderation.xlsx", sheet="plan", cell="D7") == problem.place
    assert problem.found == (
        "Hopperway Ltd, Plan for the service: neither the reference nor the reason refers to the tender: "
        "“A good answer overall with some minor weaknesses …”"
    )
    assert problem.expected == "the part of the tender that supports the mark"
    assert problem.action.endswith(".")


@pytest.mark.parametrize("kind", RULES)
def test_every_kind_has_a_code_that_is_explained(kind: str) -> None:
    fault = ReasonFault(HOPPERWAY, "plan", kind, "Something is wrong.", Place("bids.xlsx", "plan"))

    assert EXPLANATIONS[as_problem(fault, CRITERIA).code]


def test_the_faults_come_in_the_order_of_the_criteria_and_then_of_the_ranking() -> None:
    thin = {key: (3, f"Adequate overall, although limited in {key}, the panel thought.") for key in SOUND}
    found = letter_faults(CRITERIA, evaluation({WRENBECK: {**thin, "plan": (2, "Adequate.")}, HOPPERWAY: thin}))

    assert list(dict.fromkeys(fault.question for fault in found)) == ["plan", "people", "carbon"]
    assert next(fault.bidder for fault in found if fault.question == "plan") == HOPPERWAY


def test_the_winner_is_the_one_bid_that_ranks_first() -> None:
    result = evaluation({HOPPERWAY: {}, WRENBECK: {"plan": (5, ENOUGH[0])}})
    best = winner(result)

    assert best is not None
    assert best.bidder == WRENBECK
    assert no_winner(result) is None


def test_two_bids_that_share_the_first_place_are_no_winner() -> None:
    problem = no_winner(evaluation({HOPPERWAY: {}, WRENBECK: {}}))

    assert problem is not None
    assert problem.code == "letter-no-winner"
    assert problem.found == f"2 bids that share the first place: {HOPPERWAY}, {WRENBECK}"


def test_without_a_ranked_bid_there_is_no_winner() -> None:
    problem = no_winner(evaluation({HOPPERWAY: {}}, hopperway="No drivers"))

    assert problem is not None
    assert problem.found == "no bid that is ranked"


@pytest.mark.parametrize(
    ("other", "reason", "reference"),
    [
        ("ISS Ltd", "Page 4 is clear; but it lacks what ISS set out.", ""),
        ("Scope", "The scope on page 4 is clear, but what Scope sets out is not there.", ""),
        ("Cedar Group", "Page 4 is clear, but nothing like the CEDAR-GROUP plan is there.", ""),
        ("3i plc", "Page 4 is clear, but 3i is not met.", ""),
        ("Cedar Group", "Page 4 is clear, but no dates are given for the second year.", "p. 4; see also Cedar Group"),
    ],
)
def test_a_name_counts_however_short_and_wherever_it_stands(other: str, reason: str, reference: str) -> None:
    """In the reference too, which letters print beside the reason."""
    result = evaluation({HOPPERWAY: {"plan": (3, reason, reference)}, other: {}})
    assert kinds(letter_faults(CRITERIA, result)) == {"compares-bids"}


def test_an_everyday_word_that_begins_a_sentence_names_nobody() -> None:
    """Where a bidder is called so, the reason may still begin with it."""
    reason = "Scope and dates are clear on page 4, but the scope of the second year is not."
    assert letter_faults(CRITERIA, evaluation({HOPPERWAY: {"plan": (3, reason)}, "Scope": {}})) == ()


def test_the_price_of_another_tender_is_found_in_a_reason() -> None:
    """With or without its commas; the bid's own price is its own."""
    result = evaluation({HOPPERWAY: {"plan": (3, "Page 4 is clear, but not at £1,259,537.")}, WRENBECK: {}})

    def priced(own: int, other: int) -> Evaluation:
        bids = tuple(
            bid.model_copy(update={"price": Decimal(own if bid.bidder == HOPPERWAY else other)}) for bid in result.bids
        )
        return result.model_copy(update={"bids": bids})

    assert kinds(letter_faults(CRITERIA, priced(1_000_000, 1_259_537))) == {"compares-bids"}
    assert letter_faults(CRITERIA, priced(1_259_537, 1_000_000)) == ()


@pytest.mark.parametrize("reference", ["n/a", "None", "TBC", "see bid"])
def test_a_reference_that_points_nowhere_is_none(reference: str) -> None:
    reason = "A good answer overall with some minor weaknesses and a sound approach to the service."
    result = evaluation({HOPPERWAY: {"plan": (3, reason, reference)}, WRENBECK: {}})
    assert kinds(letter_faults(CRITERIA, result)) == {"no-reference"}
