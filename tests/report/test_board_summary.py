"""What a board summary says: the recommendation, the ranking, and where everything stands in full."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from socialvalue import resources
from socialvalue.errors import Place
from socialvalue.model.competition import StandardAnswer
from socialvalue.model.outcome import Withdrawn
from socialvalue.report.board import sources as board_sources
from socialvalue.report.board.summary import board_summary
from tests import models
from tests.report import boards, builders

NOT_MET = {"living-wage": StandardAnswer("no", Place("bids/bid.xlsx", "Offer", "D40"))}


def test_it_recommends_the_bid_that_ranks_first() -> None:
    """In one sentence made from the ranking, and who was left behind in another."""
    told = board_summary(*builders.many(2)).asked
    assert told.title == "Recommendation"
    assert told.text == (
        (
            "Award the contract “Community transport in Llanŵr” to Bidder number 2 Ltd, whose tender ranks first with "
            "76.75 of 100 points at £1,185,000."
        ),
    )
    assert told.ranked == "2 tenders received, 2 ranked."


def test_a_query_of_the_first_price_is_settled_first() -> None:
    """An award is not recommended over an open question."""
    told = board_summary(*builders.six()).asked
    assert told.text[0].endswith("Its price is being queried: resolve the query before the award is made.")
    assert told.ranked == "6 tenders received, 5 ranked, 1 disqualified."


def test_the_authoritys_own_words_stand_in_its_place() -> None:
    """The ranking is still told beside them, and who decides and when stands at the head."""
    known = boards.award(
        recommendation="Award it to Hopper.\n\nAnd sign.", board="Cabinet", board_date=date(2026, 11, 10)
    )
    told = board_summary(*builders.six(), known)
    assert told.asked.text == ("Award it to Hopper.", "And sign.")
    assert told.asked.ranked == (
        "Hopper plc ranks first with 95.50 of 100 points. 6 tenders received, 5 ranked, 1 disqualified."
    )
    assert told.top.facts[0] == "For decision by Cabinet on 10 November 2026"
    assert told.notes == ()


def test_a_recommendation_that_is_cut_for_want_of_room_says_so() -> None:
    """To whoever makes the summary: a board must not be handed half a sentence unawares."""
    told = board_summary(*builders.many(2), boards.award(recommendation="Award it to the first. " * 100))
    assert told.asked.text == (("Award it to the first. " * 100).strip(),)
    assert told.left_out == ()
    cut = told.shortened(told.shortest)
    assert cut.asked.text[0].endswith("…")
    assert cut.left_out == ("The recommendation in award.toml is too long for the page, so its end was left out.",)


def test_paragraphs_without_room_leave_a_sign() -> None:
    """Each takes a line at least, however few its words."""
    told = board_summary(*builders.many(2), boards.award(recommendation="\n".join(["Award it."] * 40)))
    cut = told.shortened(told.shortest).asked.text
    assert 1 <= len(cut) < 10
    assert cut[-1] == "Award it.…"


def test_a_tie_at_the_top_recommends_nothing() -> None:
    """It says so, names the risk, and shows the promises of both."""
    told = board_summary(*boards.tied())
    assert told.asked.title == "No recommendation"
    assert told.asked.text == (
        (
            "No recommendation: Afon and Bryn are tied in first place on 78.15, and no published tie-break separates "
            "them."
        ),
    )
    assert told.promises.whose == ("Afon", "Bryn")
    assert [line.key for line in told.risks.lines] == ["Tie"]
    assert [line.key for line in told.price.lines] == ["Afon", "Bryn", "All ranked prices"]


def test_with_nobody_ranked_nothing_is_recommended_or_promised() -> None:
    """Nor are steps towards a contract listed that nobody gave a day."""
    model = models.criteria()
    bids = [replace(models.bid(model, 1, "Afon"), standards=NOT_MET)]
    bids.append(replace(models.bid(model, 2, "Bryn"), withdrawn=Withdrawn(reason="sold to another firm")))
    told = board_summary(model, builders.evaluated(model, *bids))
    assert told.asked.text == ("No recommendation: no tender is ranked.",)
    assert told.asked.ranked == "2 tenders received, none ranked, 1 disqualified, 1 withdrawn."
    assert [(line.key, line.text) for line in told.left.lines] == [
        ("Afon", "Disqualified. Standard not met: “Real Living Wage”."),
        ("Bryn", "Withdrawn. Sold to another firm."),
    ]
    assert (told.price.lines, told.promises.groups, told.ranking.rows) == ((), (), ())
    assert told.promises.lead == "No tender is ranked, so there are no promises to accept."
    assert told.risks.checked == "No tender is ranked, so no result is at risk."
    assert [step.what for step in told.steps.steps] == ["Decision on the award"]


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("price-per-quality-point", "ranks first with £17,280.00 for each point of quality, at £1,296,000."),
        ("monetised-quality", "ranks first: its price of £1,074,000 less the value of its quality is £944,133.33."),
        ("lowest-price", "ranks first with the lowest price of those that pass, £1,074,000.00."),
        ("highest-quality", "ranks first with a quality of 75.00 of 100, at £1,296,000."),
    ],
)
def test_each_basis_has_its_own_sentence(basis: str, said: str) -> None:
    """The figure that ranks is called what it is."""
    model = models.criteria(
        models.FULL,
        ('basis = "weighted-total"', f'basis = "{basis}"\npounds-per-point = 2500'),
        ('input = { kind = "money" }\nscore = { method = "lowest-price" }', 'input = { kind = "money" }'),
        ('score = { method = "highest-offer" }', 'score = { method = "target", full-marks-at = 6000 }'),
    )
    told = board_summary(*builders.many(3, model))
    assert told.asked.text[0].endswith(said)
    assert "apart from price" not in " ".join(line.text for line in told.price.lines)


def test_what_it_points_to_are_sections_of_the_evaluation_report() -> None:
    """A pointer to a heading that is not there would send a reader on a search."""
    templates = resources.folder("templates") / "report"
    headings = "\n".join(path.read_text("utf-8") for path in sorted(templates.glob("*.html")))
    found = set(re.findall(r"<h2[^>]*>(?:{{ _\(\")?([^<\"]+)", headings))
    pointed = {board_sources.DECISION, board_sources.MODEL, board_sources.BIDS, board_sources.INPUTS}
    assert len(found) >= 8
    assert pointed <= found


def test_it_says_what_it_rests_on() -> None:
    """The fingerprints are beginnings of the hashes of the criteria file and of evaluation.json."""
    model, evaluation = builders.many(2)
    made = sha256(evaluation.to_json().encode()).hexdigest()[:16]
    assert board_summary(model, evaluation).basis == (
        f"Award model: Test transport model, version 2026.1, fingerprint {'c' * 16}. Evaluation: fingerprint {made}, "
        f"made of 2 files with socialvalue {evaluation.tool}. The full working is in the evaluation report; its "
        "section “What went in” has every file."
    )


def test_rows_that_give_way_are_summed_up_in_a_line() -> None:
    """All that can stand on a page are there to begin with; each list keeps a row, and says how many more there are."""
    told = board_summary(*builders.many(50))
    assert len(told.ranking.rows) == 40
    assert told.ranking.left_out == "And 10 more: see the evaluation report."
    short = told.shortened(told.shortest)
    assert len(short.ranking.rows) == 1
    assert short.ranking.left_out == "And 49 more: see the evaluation report."


@pytest.mark.slow
def test_each_step_says_less_than_the_one_before() -> None:
    """So that halving finds the fewest to take; long texts go first, then the chart, then rows."""
    told = board_summary(*boards.hard("wordsome"), robustness="A sentence on how robust it is. " * 40)
    first, second = told.shortest
    assert min(first, second) > 20
    for most, steps in ((first, [(n, 0) for n in range(first + 1)]), (second, [(0, n) for n in range(second + 1)])):
        lengths = [len(repr(told.shortened(step))) for step in steps]
        assert len(lengths) == most + 1
        grown = [n for n in range(most) if lengths[n + 1] > lengths[n] + ROOM_FOR_THE_REST]
        assert grown == []
        assert lengths[-1] < lengths[0] - 20_000


#: Characters of the lines that say what else there is.
ROOM_FOR_THE_REST = 80


def test_the_chart_gives_way_to_rows_and_texts_to_the_chart() -> None:
    told = board_summary(*builders.many(3))
    charts = [told.shortened((step, 0)).chart is not None for step in range(4)]
    rows = [len(told.shortened((step, 0)).ranking.rows) for step in range(4)]
    assert (charts, rows) == ([True, True, False, False], [3, 3, 3, 3])
