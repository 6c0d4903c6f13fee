"""What letters rest on beside the scores: a winner, a regime, what is on file, the standstill, what is withheld."""

from __future__ import annotations

from datetime import date

import pytest

from socialvalue.errors import FilesNeedMending
from socialvalue.model.authority import Authority, Look
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.letters.letters import LetterView, letters
from tests.facts import below_estimate
from tests.report import builders
from tests.report.letter_builders import NAMES, award, bid, entry, four, model, redaction, said, tied, views

WINNER, SECOND, THIRD, _ = NAMES


def test_without_one_first_there_are_no_letters() -> None:
    """A tie at the top and a competition that nobody passed are told as a problem, together with the regime's."""
    for evaluated in (tied(""), _nobody()):
        with pytest.raises(FilesNeedMending) as caught:
            letters(*evaluated, award(regime="provider-selection-regime"))
        assert [problem.code for problem in caught.value.problems] == ["letter-regime", "letter-no-winner"]


def _nobody() -> tuple[Criteria, Evaluation]:
    criteria = model()
    return criteria, builders.evaluated(criteria, bid(0, criteria, wage="no"))


@pytest.mark.parametrize(
    ("changes", "nation"), [({"regime": "scotland"}, None), ({"nation": "Scotland"}, None), ({}, "Scotland")]
)
def test_a_regime_without_letters_says_so(changes: dict[str, object], nation: str | None) -> None:
    """By the award's regime, by its nation, or by the authority's."""
    look = Look(Authority.model_validate({"format": 1} | ({"nation": nation} if nation else {})))
    with pytest.raises(FilesNeedMending) as caught:
        letters(*four(), award(**changes), look=look)
    assert [problem.code for problem in caught.value.problems] == ["letter-regime"]


def test_below_the_threshold_nothing_is_called_most_advantageous() -> None:
    """The words of the Act are for contracts under it."""
    found = views(*four(), award(regime="below-threshold"))
    for view in found.values():
        assert "most advantageous" not in said(view)
        assert view.document == "Outcome of your tender"
    assert found[SECOND].intent == f"The authority intends to award the contract to {WINNER}."
    assert (
        found[SECOND].winner_title,
        found[WINNER].intent,
    ) == ("The successful tender", "The authority intends to award the contract to you.")


def test_who_withdrew_gets_no_letter_and_is_noted() -> None:
    """Its tender was not assessed to the end."""
    criteria = model()
    gone = bid(2, criteria, withdrawn="on 1 August, for want of drivers")
    made = letters(criteria, builders.evaluated(criteria, bid(0, criteria), bid(1, criteria), gone), award())
    assert [document.view.to.name for document in made.documents] == [WINNER, SECOND]  # type: ignore[attr-defined]  # a LetterView
    assert f"{THIRD} withdrew its tender, so it gets no letter." in map(str, made.notes)


def test_what_is_not_on_file_is_said_and_noted() -> None:
    """In the supplier's own letter, in the others' where it is the winner's, and to whoever sends them."""
    bare = award(supplier=[], letter_date=None, full_criteria="", signed_by="", questions_to="", notice_date=None)
    criteria, evaluation = four()
    made = letters(criteria, evaluation, bare)
    view = next(one.view for one in made.documents if one.title.startswith(f"Assessment summary for {SECOND}"))
    assert isinstance(view, LetterView)
    nothing = ("Postal address: not on file",), ("E-mail: not on file", "Unique identifier: not on file")
    assert nothing == (view.to.address, view.to.lines)
    assert view.winner_party is not None
    assert nothing == (view.winner_party.address, view.winner_party.lines)
    assert "not on file" in view.criteria.where
    notes = "\n".join(map(str, made.notes))
    for name in NAMES:
        assert f"{name}'s letter says that" in notes
    for key in ("letter-date", "full-criteria", "signed-by", "questions-to", "notice-date"):
        assert f"award.toml · {key}: " in notes
    assert (
        tuple(note for note in letters(criteria, evaluation, award(nation="England")).notes if "not " in str(note)[:40])
        == ()
    )


def test_the_standstill_ends_on_a_day_that_is_named() -> None:
    """Eight working days from the notice, with the bank holidays that are left out."""
    view = views(*four(), award(notice_date=date(2026, 12, 21), letter_date=date(2026, 12, 21)))[SECOND]
    assert "ends at the end of 5 January 2027" in view.standstill[0]
    assert "Christmas Day on 25 December 2026" in view.standstill[0]
    assert "Boxing Day (substitute day) on 28 December 2026" in view.standstill[0]
    assert "eight working days" in view.standstill[1]
    undated = views(*four(), award(notice_date=None))[SECOND].standstill
    assert "eight working days" in undated[0]
    assert undated[1] == "We will tell you the last day when the notice is published."


def test_a_long_ground_stands_at_the_end_and_a_short_one_in_the_gap() -> None:
    """Each ground once, with how many passages, who decided and when; the winner's own letter has no gap."""
    long = "Sensitive commercial information, given in confidence by another customer of the supplier."
    kept = [
        redaction("service.visit", "marigold"),
        redaction("service.start", "marigold lanterns (p. 4).\nMore marigold", ground=long),
    ]
    found = views(*four(), None, *kept)
    visit = entry(found[SECOND], "A visit", of_winner=True)
    assert [
        [run.text for run in visit.why[0]],
        len(visit.why[1]),
    ] == [["The visit rests on ", "[withheld: A trade secret]", " lanterns (p. 4)."], 3]
    start = entry(found[SECOND], "A good start", of_winner=True)
    (paragraph,) = start.why
    gap = "[withheld: the grounds are at the end of this part]"
    assert (
        "".join(run.text for run in paragraph)
        == f"The start rests on {gap} lanterns in each start would have earned more."
    )
    part = found[SECOND].winner
    assert part is not None
    assert part.grounds == (
        "2 passages withheld: A trade secret. Decided by Martin Iredale on 19 October 2026.",
        f"1 passage withheld: {long} Decided by Martin Iredale on 19 October 2026.",
    )
    assert "withheld" not in said(found[WINNER])


def test_a_withheld_answer_is_nowhere_in_what_ranks_either() -> None:
    """Neither the price, nor the figure that is the price, nor its working."""
    criteria = model(award='basis = "lowest-price"\ndecimal-places = 2', price="")
    bids = [bid(number, criteria, price=price) for number, price in enumerate((1_000_003, 1_148_923, 1_259_537))]
    evaluation = builders.evaluated(criteria, *bids)
    kept = redaction("price", part="answer")
    made = letters(criteria, evaluation, award(), redactions=[kept])
    for document in made.documents:
        assert ("1,000,003" in said(document.view)) is (document.name == "quillfeather-homecare-ltd")
    view = views(criteria, evaluation, None, kept)[SECOND]
    assert view.why is not None
    assert [tuple(run.withheld for run in figure.text) for figure in view.why.figures] == [(False,), (True,)]
    assert view.winner is not None
    assert len(view.winner.grounds) == 1
    assert view.winner.grounds[0].startswith("1 passage withheld")


def test_whoever_withholds_an_answer_is_told_where_it_can_be_found() -> None:
    """From the points of a method, and in a reason that names it."""
    criteria, evaluation = four()
    winner = evaluation.bids[0]
    telling = winner.scores[3].model_copy(update={"reason": "At 3,529 hours it is clear."})
    bids = (
        winner.model_copy(update={"scores": (*winner.scores[:3], telling, *winner.scores[4:])}),
        *evaluation.bids[1:],
    )
    made = letters(
        criteria, evaluation.model_copy(update={"bids": bids}), award(), redactions=[redaction("hours", part="answer")]
    )
    notes = [str(note) for note in made.notes if "redactions.toml" in str(note)]
    assert len(notes) == 2
    assert "can be worked out from its points" in notes[0]
    assert "also appears under “service.visit”" in notes[1]


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("price-per-quality-point", "the ranking figure and the quality"),
        ("highest-quality", ""),
        ("lowest-price", ""),
    ],
)
def test_a_withheld_price_may_follow_from_what_ranks(basis: str, told: str) -> None:
    """Where the published figure is made of the price and of what else is told; not where it is left out with it."""
    criteria, evaluation = four(model(award=f'basis = "{basis}"\ndecimal-places = 2', price=""))
    winner = next(one.bidder for one in evaluation.bids if one.rank == 1)
    kept = redaction("price", part="answer").model_copy(update={"bidder": winner})
    notes = [str(note) for note in letters(criteria, evaluation, award(), redactions=[kept]).notes]
    found = [note for note in notes if "can be worked out" in note]
    assert (1 if told else 0) == len(found)
    assert all(told in note for note in found)


def test_an_open_query_of_the_first_price_is_noted_and_not_told() -> None:
    """The commissioner must settle it first; no supplier hears of it."""
    criteria, evaluation = four()
    queried = evaluation.bids[0].model_copy(update={"price_queries": (below_estimate(),), "status": "price-query"})
    evaluation = evaluation.model_copy(update={"bids": (queried, *evaluation.bids[1:])})
    made = letters(criteria, evaluation, award())
    assert any("(ranked first) has been flagged for query" in str(note) for note in made.notes)
    assert "1,200,000" not in said([document.view for document in made.documents])
