"""What each letter says: to the winner, to those ranked below it, to those disqualified, and why."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import pytest

from socialvalue.model.authority import Authority, Look
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation, IndividualScore, Moderated
from socialvalue.report.letters.file_names import file_names
from socialvalue.report.letters.letters import LetterView, letters
from socialvalue.report.letters.outcome import disqualified
from socialvalue.report.page.html import render_page
from socialvalue.report.words.language import speaking
from tests import models
from tests.report import builders
from tests.report.letter_builders import HOURS, MODEL, NAMES, award, bid, entry, four, model, said, tied, views

WINNER, SECOND, THIRD, OUT = NAMES


def test_the_winner_is_told_of_its_own_tender_once() -> None:
    """It has the contract, no reason why not, and no second account of a tender."""
    view = views(*four())[WINNER]
    assert view.outcome == "Your tender was successful."
    assert "intends to award the contract to you" in view.intent
    assert (view.why, view.winner, view.winner_party) == (None, None, None)


def test_a_loser_is_told_who_won_and_both_totals() -> None:
    """By name, with what the law wants of both suppliers: address, e-mail address, identifier."""
    view = views(*four())[SECOND]
    assert view.outcome == "Your tender was not successful."
    assert f"to {WINNER}, whose tender was assessed as the most advantageous tender" in view.intent
    assert view.why is not None
    assert view.why.rule == "The award goes to the tender with the highest total of points."
    assert [(figure.name, said(figure.text)) for figure in view.why.figures] == [
        ("Your tender", "69.69 of 100"),
        (WINNER, "81.02 of 100"),
    ]
    assert view.winner_party is not None
    assert view.winner_party.address == ("0 Marigold Lanterns Street",)
    assert view.winner_party.lines == ("E-mail: bids@marigold.example", "Unique identifier: ID-0")
    assert view.to.address == ("1 Copper Kettles Street",)


def test_why_tells_where_points_were_lost_and_no_comparison() -> None:
    """Each dimension where fewer were gained than there were, the most lost first; one gained in full is not there."""
    view = views(*four())[SECOND]
    assert view.why is not None
    assert [(row.title, row.score) for row in view.why.gained] == [("Social value", "29.69 of 60")]
    third = views(*four())[THIRD].why
    assert third is not None
    assert [row.title for row in third.gained] == ["Social value", "Cost"]


def test_every_criterion_has_its_weight_and_how_it_was_scored() -> None:
    """Title, weight, what was asked for, the method with its figures; each scale once; where all is in full."""
    part = views(*four())[SECOND].criteria
    rows = [row for group in part.groups for row in group.criteria]
    assert [(row.title, row.weight) for row in rows] == [
        ("Price for four years", "40"),
        ("Hours lent", "20"),
        ("Commitments", "10"),
        ("The service", "30"),
    ]
    assert [(one.title, one.weight) for one in rows[3].questions] == [("A visit", "20"), ("A good start", "10")]
    assert "all points from 9,000" in rows[1].how
    assert "£12.71 for each of the hours" in rows[2].how
    assert [*part.scales[0].levels] == [
        ("0 Nothing", "No answer."),
        ("3 Sound", "It would do."),
        ("5 Excellent", "All of it."),
    ]
    assert "Schedule 4 of the invitation to tender" in part.where
    assert [(one.title, one.passes) for one in part.standards] == [("Real Living Wage", "Passes with “yes”.")]


def test_each_score_has_its_explanation() -> None:
    """Of a mark: what it is called, its points, where it rests, each paragraph of the reason."""
    view = views(*four())[SECOND]
    visit = entry(view, "A visit")
    assert visit.score == "12.00 of 20"
    assert said(visit.given) == "Mark: 3 of 5, Sound. 20 × 3 ÷ 5 = 12.00. In the tender: section copper kettles, visit"
    assert [said(paragraph) for paragraph in visit.why] == [
        "The visit rests on copper kettles (p. 5).",
        "More copper kettles in each visit would have earned more.",
    ]
    promises = entry(view, "Commitments")
    assert said(promises.why) == "Paid time for groups: 5,153 hours at £12.71, counted as £52,395.70"
    assert (entry(view, "The service").score, len(entry(view, "The service").questions)) == ("18.00 of 30", 2)


METHODS = {
    '{ method = "target", full-marks-at = 9000 }': "20 × 2,641 ÷ 9,000 = 5.87",
    '{ method = "target", full-marks-at = 2000 }': "This reaches 2,000, the published figure for all 20 points.",
    '{ method = "target", full-marks-at = 9000, no-marks-at = 2641 }': (
        "This is not better than 2,641, the published figure for no points."
    ),
    '{ method = "target", full-marks-at = 9000, no-marks-at = 1000 }': "20 × (2,641 − 1,000) ÷ (9,000 − 1,000) = 4.10",
    '{ method = "range", zero-at = 6000, full-at = 1000 }': "20 × (2,641 − 6,000) ÷ (1,000 − 6,000) = 13.44",
    '{ method = "benchmark", ceiling = 5000, target = 2000 }': "20 × (5,000 − 2,641) ÷ (5,000 − 2,000) = 15.73",
    '{ method = "bands", bands = [{ at-least = 0, percent = 5 }, { at-least = 2641, percent = 50 }] }': (
        "This reaches the published band from 2,641: 50% of 20 points."
    ),
    '{ method = "highest-offer" }': "By the published method “Highest offer”, compared with the other scored tenders.",
}


@pytest.mark.parametrize("method", METHODS)
def test_how_an_answer_became_points_is_told_by_its_method(method: str) -> None:
    """With published figures and the tender's own; a method that depends on the others by its name alone."""
    view = views(*four(model(hours=method)))[SECOND]
    assert said(entry(view, "Hours lent").given) == f"Offered: {HOURS[1]:,} hours. {METHODS[method]}"


def test_a_price_by_which_is_ranked_has_no_points() -> None:
    """Under another basis the figure is told, with the quality beside it where both make it."""
    criteria = model(award='basis = "price-per-quality-point"\ndecimal-places = 2', price="")
    view = views(*four(criteria))[SECOND]
    assert entry(view, "Price for four years").score == ""
    assert "It has no points. The published basis of the award says how it counts." in said(
        entry(view, "Price for four years").given
    )
    totals = [(fact.name, said(fact.text)) for fact in view.own.totals]
    assert [name for name, _ in totals] == ["Price for four years", "Quality (Q)", "Price per quality point"]
    assert totals[0][1] == "£1,037,411"


def test_the_sum_of_thirds_is_told_as_it_was_published() -> None:
    """A criterion's own sub-total is rounded once, from its exact sum."""
    view = views(*four())[SECOND]
    dimension = view.own.dimensions[1]
    assert (dimension.title, dimension.score) == ("Social value", "29.69 of 60")
    assert view.own.dimensions[0].score == "40.00 of 40"


def failing(award_text: str, *changes: tuple[str, str]) -> tuple[Criteria, Evaluation]:
    """A second bid that fails something, under these changes to the model."""
    base = [("AWARD", award_text), ("PRICEINPUT", '{ kind = "money" }')]
    scores = [
        ("PRICESCORE", 'score = { method = "lowest-price" }'),
        ("HOURSCORE", '{ method = "target", full-marks-at = 9000 }'),
        ("PROMISESCORE", '{ method = "target", full-marks-at = 90000 }'),
        ("STARTSCORE", '{ method = "panel" }'),
    ]
    criteria = models.criteria(MODEL, *changes, *base, *scores)
    hours = 0 if award_text.startswith('basis = "highest') else 3000
    return criteria, builders.evaluated(criteria, bid(0, criteria), bid(1, criteria, mark=0, hours=hours, quantity=0))


WEIGHTED = 'basis = "weighted-total"\ndecimal-places = 2'
FAILED = {
    "a question's minimum": (
        WEIGHTED,
        ('title = "A visit"', 'title = "A visit"\n  minimum = 40'),
        "“The service: A visit”",
    ),
    "a criterion's minimum": (
        WEIGHTED,
        ('title = "The service"', 'title = "The service"\nminimum = 40'),
        "“The service”",
    ),
    "a quantity's minimum": (
        WEIGHTED,
        ('title = "Hours lent"', 'title = "Hours lent"\nminimum = 33.34'),
        "“Hours lent”: your tender has 33.33% of the marks. The published minimum is 33.34%",
    ),
    "the minimum quality": (f"{WEIGHTED}\nminimum-quality = 50", ("", ""), "of the non-price points"),
    "no quality at all": ('basis = "highest-quality"\ndecimal-places = 2', ("", ""), "no points for quality"),
}


@pytest.mark.parametrize("name", FAILED)
def test_a_disqualification_is_told_from_the_results(name: str) -> None:
    """As many sentences as the evaluation has reasons, with the share and the published minimum; no total."""
    text, change, expected = FAILED[name]
    criteria, evaluation = failing(text, change) if change[0] else failing(text)
    (out,) = (one for one in evaluation.bids if one.status == "disqualified")
    reasons = disqualified(criteria, out)
    assert len(out.failed) == len(reasons) == 1
    assert expected in reasons[0]
    view = views(criteria, evaluation)[SECOND]
    assert view.outcome == "Your tender was disqualified."
    assert view.why is not None
    assert tuple(reasons) == view.why.reasons
    assert () == view.own.totals == view.why.figures
    assert "disqualified, so it has no total" in view.own.lead
    assert view.winner is not None


def test_several_failures_are_each_told() -> None:
    """A standard and, had it been scored, more: what was judged is told, the standard with question and answer."""
    criteria, evaluation = four()
    view = views(criteria, evaluation)[OUT]
    assert view.why is not None
    (reason,) = view.why.reasons
    assert "“Do you pay the real Living Wage?” Your tender answered “no”; only “yes” passes" in reason
    assert "before points were given" in view.own.lead
    assert view.own.standards == ("Real Living Wage: not met. The answer was “no”.",)
    assert entry(view, "Hours lent").score == "–"
    assert said(entry(view, "Hours lent").given) == "Offered: 1,723 hours."
    assert "velvet anchors" in said(entry(view, "A visit").why)
    assert f"to {WINNER}" in view.intent


def test_a_share_below_a_minimum_never_looks_as_if_it_met_it() -> None:
    """39.999% under a minimum of 40% is cut, not rounded up."""
    criteria, evaluation = failing(WEIGHTED, ('title = "Hours lent"', 'title = "Hours lent"\nminimum = 40'))
    out = next(one for one in evaluation.bids if one.status == "disqualified")
    near = out.scores[1].model_copy(update={"percent": Decimal("39.9999")})
    out = out.model_copy(update={"scores": (out.scores[0], near, *out.scores[2:])})
    assert "has 39.99% of the marks" in disqualified(criteria, out)[0]


def test_a_tie_is_told_with_what_decided_it() -> None:
    """The published tie-break, and the two tenders' points of it."""
    criteria, evaluation = tied('tie-break = ["cost", "hours"]')
    view = views(criteria, evaluation)[SECOND]
    assert view.why is not None
    assert [said(figure.text) for figure in view.why.figures] == ["10.00 of 100", "10.00 of 100"]
    assert f"more points in “Hours lent”. Your tender scored 0.00; {WINNER} scored 10.00." in view.why.reasons[0]
    assert view.why.gained == ()


def test_where_marks_were_averaged_the_reasons_of_who_marked_are_told() -> None:
    """Together, without names and marks, and with the rule that made the mark."""
    criteria = model(award=f'{WEIGHTED}\nmoderation = "mean"')
    _, evaluation = four(criteria)
    alone = tuple(
        IndividualScore(
            evaluator=who, mark=mark, reason=f"{who[:3]} thinks so.", reference=f"p. {mark}", more="", source=""
        )
        for who, mark in (("Priya Raman", "3"), ("Tom Weir", "4"))
    )
    told = Moderated(
        bidder=SECOND,
        question="service.visit",
        agreed=None,
        reason="",
        reference="",
        differs="",
        change="",
        individual=alone,
    )
    view = views(criteria, evaluation.model_copy(update={"moderation": (told,)}))[SECOND]
    assert [said(paragraph) for paragraph in entry(view, "A visit").why] == ["Pri thinks so.", "Tom thinks so."]
    assert "In the tender: p. 3; p. 4" in said(entry(view, "A visit").given)
    assert "Raman" not in said(view)
    assert "The mark is the mean of the evaluators' individual marks." in said(view.criteria)


def test_file_names_are_readable_and_tell_no_rank() -> None:
    """Numbered only where they must be, by the alphabet and not by the order of the ranking."""
    names = [
        "Zed & Co.",
        "Tŷ Coch (Cymru) Cyf",
        "شركة النقل",
        "ACME Ltd",
        "Acme, Ltd",
        "日本 Bus",
        "Łódź Øst",
        "CON",
        "x" * 300,
    ]
    found = file_names(names)
    assert found == {
        "Zed & Co.": "zed-and-co",
        "Tŷ Coch (Cymru) Cyf": "ty-coch-cymru-cyf",
        "Łódź Øst": "lodz-ost",
        "x" * 300: "x" * 60,
        "ACME Ltd": "1-acme-ltd",
        "Acme, Ltd": "2-acme-ltd",
        "CON": "3-con",
        "شركة النقل": "4-supplier",
        "日本 Bus": "5-bus",
    }
    assert len(set(file_names(["A.", "A", "1 A", "!!!"]).values())) == 4, (
        "a number that is a name already is passed over"
    )


def test_a_letter_is_data_that_any_process_may_write() -> None:
    """It pickles whole; its title is its own, its day the letter's, and nothing is attached."""
    made = letters(*four(), award())
    for document, again in zip(made.documents, pickle.loads(pickle.dumps(made.documents)), strict=True):  # noqa: S301 - our own bytes
        assert document == again
        assert (document.attachments, document.stamped) == ((), date(2026, 11, 12))
        assert sum(name in document.title for name in NAMES) == 1


def test_the_marking_is_that_of_letters() -> None:
    """Never the marking of what stays with the authority."""
    authority = Authority.model_validate({"format": 1, "marking": "SECRET", "letter-marking": "OFFICIAL"})
    made = letters(*four(), award(), look=Look(authority))
    assert {document.look.authority.marking for document in made.documents} == {"OFFICIAL"}


def test_a_letter_in_welsh_is_welsh_all_through() -> None:
    """Its dates too, which no message holds; the names of criteria and the reasons stay as they were written."""
    made = letters(*four(), award(), language="cy")
    assert {document.language for document in made.documents} == {"cy"}
    view = next(one.view for one in made.documents if SECOND in one.title)
    assert isinstance(view, LetterView)
    assert "12 Tachwedd 2026" in said(view.facts)
    assert "copper kettles" in said(entry(view, "A visit").why)
    with speaking("en"):
        assert "12 November 2026" in said(views(*four())[SECOND].facts)


def test_hostile_names_and_reasons_are_text() -> None:
    """No mark-up gets through, and the template's own language is not read in them."""
    criteria, evaluation = builders.hostile()
    first = evaluation.bids[0].model_copy(update={"rank": 1, "tied": False})
    rest = tuple(one.model_copy(update={"rank": 2}) if one.rank == 1 else one for one in evaluation.bids[1:])
    made = letters(criteria, evaluation.model_copy(update={"bids": (first, *rest)}), award(supplier=[]))
    assert len(builders.HOSTILE) == len({document.name for document in made.documents}) == len(made.documents)
    for document in made.documents:
        page = render_page(document.template, document.view, styled=False)
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
    assert any("{{ 7 * 7 }}" in render_page(d.template, d.view, styled=False) for d in made.documents)


def test_points_are_told_no_finer_than_they_were_published() -> None:
    """More digits of points that depend on other tenders would tell more of the others' figures."""
    for places in (2, 4):
        text = f'basis = "weighted-total"\ndecimal-places = {places}'
        view = views(*four(model(award=text)))[THIRD]
        score = entry(view, "Price for four years").score.split()[0]
        assert places == len(score.partition(".")[2])
