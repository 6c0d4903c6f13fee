"""A supplier learns nothing of another loser: looked for in every text of every letter, under every way of scoring."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialvalue.model.competition import Mark
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.outcome import AsRead
from socialvalue.model.redactions import Redaction
from socialvalue.report.page.html import render_page
from tests.facts import below_estimate, opened_early
from tests.report import builders
from tests.report.letter_builders import (
    NAMES,
    PRICES,
    QUANTITIES,
    bid,
    four,
    leaks,
    model,
    redaction,
    secrets_of,
    texts,
    views,
)

ALONE = {
    "price": 'score = { method = "benchmark", ceiling = 1500000, target = 900000 }',
    "hours": '{ method = "range", zero-at = 1000, full-at = 6000 }',
    "promises": '{ method = "bands", bands = [ { at-least = 0, percent = 10 }, { at-least = 50000, percent = 80 } ] }',
}

#: Every method that depends on the other bids, for each kind of answer that it may be given; every basis.
MODELS: dict[str, dict[str, str]] = {
    **{
        f"price by {method}": {"price": f'score = {{ method = "{method}" }}'}
        for method in ("lowest-price", "price-range", "above-lowest", "deviation-from-mean")
    },
    **{
        f"all else by {method}": dict.fromkeys(kinds, f'{{ method = "{method}" }}')
        for method, kinds in (
            ("highest-offer", ("hours", "promises", "start")),
            ("price-range", ("hours", "promises", "start")),
            ("deviation-from-mean", ("hours", "promises", "start")),
            ("lowest-offer", ("hours", "promises")),
        )
    },
    **{
        basis: {"award": f'basis = "{basis}"\n{rest}', "price": ""}
        for basis, rest in (
            ("price-per-quality-point", "decimal-places = 2"),
            ("weighted-value", "decimal-places = 12"),
            ("monetised-quality", "decimal-places = 2\npounds-per-point = 1500"),
            ("lowest-price", "decimal-places = 2"),
            ("highest-quality", "decimal-places = 4"),
        )
    },
    "a price scored under another basis": {"award": 'basis = "lowest-price"\ndecimal-places = 2'},
    "twelve decimal places": {"award": 'basis = "weighted-total"\ndecimal-places = 12'},
    "every method that stands alone": ALONE,
    "a whole-life cost": {"asked": '{ kind = "whole-life-cost", discount-rate = 3.5, years = 3 }'},
}


def page_of(view: object) -> str:
    """The source of the page as it is read, without style sheets and fonts, which hold no words."""
    return html.unescape(render_page("letters/letter.html", view, styled=False))


@pytest.mark.parametrize("name", MODELS)
def test_no_letter_tells_anything_of_another_loser(name: str) -> None:
    """Neither name, price, figure, sentence, reference nor file: in the texts of its view, and in its page's source."""
    criteria, evaluation = four(model(**MODELS[name]))
    found = views(criteria, evaluation)
    assert set(found) == set(NAMES)
    for bidder, view in found.items():
        assert leaks(criteria, evaluation, bidder, "\n".join(texts(view))) == []
        assert leaks(criteria, evaluation, bidder, page_of(view)) == []


@pytest.mark.parametrize("name", MODELS)
def test_the_search_finds_what_a_letter_does_tell(name: str) -> None:
    """The same search for the supplier's own and for the winner's finds names, prices, reasons: it is not blind."""
    criteria, evaluation = four(model(**MODELS[name]))
    (winner,) = (one.bidder for one in evaluation.bids if one.rank == 1)
    for bidder, view in views(criteria, evaluation).items():
        text = "\n".join(texts(view))
        for known in {bidder, winner}:
            secrets = secrets_of(criteria, evaluation, known)
            found = secrets.found_in(text)
            untold = set(secrets.words) - set(found)
            assert untold == {f"bids/secret-{NAMES.index(known)}.xlsx"}, "all but the file that it came from"
            assert len(set(secrets.figures) & set(found)) >= 3


@pytest.mark.parametrize("name", [name for name in MODELS if "by" in name])
def test_the_working_of_a_relative_method_would_have_leaked(name: str) -> None:
    """It holds the figure of another bid, which the search finds there: that is what the letters do not print."""
    criteria, evaluation = four(model(**MODELS[name]))
    workings = {one.bidder: "\n".join(score.working for score in one.scores) for one in evaluation.bids}

    if "deviation" in name:
        assert any("÷" in text for text in workings.values()), "a mean of all is no bid's own, but theirs together"
    else:
        assert any(leaks(criteria, evaluation, bidder, text) for bidder, text in workings.items())


def test_nothing_that_stays_with_the_authority_is_told() -> None:
    """Cells and files, individual marks and evaluators, warnings and notes, hashes, who else left and why."""
    criteria, evaluation = four()
    noted = evaluation.model_copy(
        update={"warned": (opened_early(),), "remarks": (AsRead(text="A note to the panel"),)}
    )
    queried = noted.bids[0].model_copy(update={"price_queries": (below_estimate(),), "status": "price-query"})
    noted = noted.model_copy(update={"bids": (queried, *noted.bids[1:])})
    for view in views(criteria, noted).values():
        page = page_of(view)
        for secret in ("Offer ·", "D3", "bids/", "Mo Rees", "note to", "1,200,000", "c" * 16, "quer"):
            assert secret not in page


def _redacted(*redactions: Redaction) -> tuple[Criteria, Evaluation, dict[str, str]]:
    criteria, evaluation = four()
    found = views(criteria, evaluation, None, *redactions)
    return criteria, evaluation, {name: page_of(view) for name, view in found.items()}


def test_what_is_withheld_is_in_no_letter_but_the_winners_own() -> None:
    """A passage of a reason, one of a reference, and an answer with all that it was made of."""
    _, _, pages = _redacted(
        redaction("service.visit", "marigold lanterns (p. 4)"),
        redaction("service.start", "section marigold lanterns", "reference"),
        redaction("promises", part="answer"),
        redaction("price", part="answer"),
    )
    withheld = (
        "visit rests on marigold lanterns",
        "section marigold lanterns, start",
        f"{QUANTITIES[0]:,}",
        f"{PRICES[0]:,}",
    )
    own = pages.pop(NAMES[0])
    assert "withheld" not in own
    for passage in withheld:
        assert passage in own
        assert [name for name, page in pages.items() if passage in page] == []
    for page in pages.values():
        assert page.count("[withheld: A trade secret]") == 4
        assert "4 passages withheld: A trade secret. Decided by Martin Iredale on 19 October 2026." in page


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="§"), max_size=30)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            words, words, st.integers(100_003, 99_999_999), st.integers(1_001, 99_999), st.sampled_from([0, 3, 5])
        ),
        min_size=3,
        max_size=7,
    ),
    st.sampled_from(sorted(MODELS)),
)
@example([("", "", price, 1001, 0) for price in (100_003, 100_021, 939_220, 939_222)], "a whole-life cost")
@example([("", "", price, 1001, 0) for price in (1_100_003, 1_200_000, 100_003)], "price by lowest-price")
def test_no_generated_competition_leaks(rows: list[tuple[str, str, int, int, int]], name: str) -> None:
    """Whatever names, reasons, prices and marks: what is marked as one bid's own is in no other loser's letter."""
    criteria = model(**MODELS[name])
    bids = []
    for number, (who, why, price, hours, mark) in enumerate(rows):
        one = bid(0, criteria, price=price, hours=hours, mark=mark)
        answers = dict(one.answers)
        for key in ("service.visit", "service.start"):
            old = answers[key]
            assert isinstance(old, Mark)
            answers[key] = replace(old, reason=f"{why} reason§{number}§ {why}", reference=f"§r{number}§")
        bids.append(replace(one, bidder=f"{who} name§{number}§", answers=answers))
    evaluation = builders.evaluated(criteria, *bids)
    first = [one for one in evaluation.bids if one.rank == 1]
    if len(first) != 1:
        return
    for view_of, view in views(criteria, evaluation).items():
        text = "\n".join(texts(view))
        pounds = set(re.findall(r"\d[\d,]*", text))
        own = int(view_of.split("§")[1])
        winner = int(first[0].bidder.split("§")[1])
        for number, (_, _, price, _, _) in enumerate(rows):
            told = number in (own, winner)
            assert told is all(f"{mark}§{number}§" in text for mark in ("name", "reason"))
            assert told or f"§{number}§" not in text
            # A whole-life cost here is the price, and a pound more each year: these figures may be anybody's.
            known = {rows[one][2] + year for one in (own, winner) for year in range(3)}
            assert told or price in known or f"{price:,}" not in pounds
