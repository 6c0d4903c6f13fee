"""Texts that say nothing, and figures that are not plain ones, are refused where they stand and never scored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from socialvalue.intake.nothing_said import is_error, says_nothing
from socialvalue.model.competition import Amount
from socialvalue.model.criteria import Criteria
from tests.intake.build import (
    MODEL,
    YEARS,
    cell,
    comparison,
    good,
    model,
    moderation,
    offer,
    offered,
    only,
    read,
    read_files,
)

ERRORS = (
    "#N/A", "#n/a", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!",
    "#BLOCKED!", "#ERROR!", "#GETTING_DATA", "#WERT!", "#NV", "#¡VALOR!", "#N/D", " #REF! ", "Loading...", "Loading…",
    "LOADING..", "Err:502", "err:504", "Err: 508", "#ÜBERLAUF!",
)  # fmt: skip
NOTHING = (
    "–", "-", "--", "—", "...", "…", "?", "!", "_", ".", "/", "n/a", "N/A", "n.a.", "NA", "not applicable", "None",
    "nil", "TBC", "TRUE", "FALSE", "true.", True, False, "👍", "\u2800", "\u3164",
)  # fmt: skip


@pytest.mark.parametrize("typed", [*ERRORS, *NOTHING, "12", "\u2800\u3164 -"])
def test_what_says_nothing_is_no_reason(tmp_path: Path, typed: Any) -> None:
    problem = only(read(tmp_path, comparison([good(**{"reason:plan": typed})])))

    assert problem.code in {"reason-missing", "cell-error"}
    assert cell("reason:plan") == problem.place.cell


@pytest.mark.parametrize("typed", [*ERRORS, *NOTHING])
def test_what_says_nothing_is_no_reference(tmp_path: Path, typed: Any) -> None:
    problem = only(read(tmp_path, comparison([good(**{"reference:plan": typed})])))

    assert problem.code in {"text-empty", "cell-error"}
    assert cell("reference:plan") == problem.place.cell


@pytest.mark.parametrize("typed", ["#REF!", "Loading...", "n/a", "TRUE", "–"])
def test_it_is_no_reason_in_the_moderation_form_either(tmp_path: Path, typed: str) -> None:
    agreed = moderation([("Harbour & Co", "plan", "", 3, typed, "")])
    problem = only(read_files(tmp_path, {"bids/a.xlsx": offer(offered()), "moderation.xlsx": agreed}))

    assert problem.code in {"reason-missing", "cell-error"}
    assert str(problem.place) == "moderation.xlsx · Moderation · E2"


@pytest.mark.parametrize("typed", ERRORS)
def test_an_error_as_text_is_no_answer_to_a_standard(tmp_path: Path, typed: str) -> None:
    problem = only(read(tmp_path, comparison([good(**{"standard:living-wage": typed})])))

    assert ("cell-error", cell("standard:living-wage")) == (problem.code, problem.place.cell)


@pytest.mark.parametrize(
    "said",
    [
        "Meets it; no evidence of #N/A errors.",
        "None of the risks is addressed.",
        "True to the brief.",
        "Good.",
        "Na, ond da",
    ],
)
def test_sentences_that_hold_such_words_are_read(tmp_path: Path, said: str) -> None:
    assert (
        read(tmp_path, comparison([good(**{"reason:plan": said, "reference:plan": "Loading bay, p. 4"})])).problems
        == ()
    )
    assert not says_nothing(said)
    assert not is_error(said)


@pytest.mark.parametrize("id_", ["bidder", "standard:living-wage", "reason:plan", "reference:plan", "price", "weeks"])
@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c"])
def test_characters_that_turn_text_round_are_refused_in_every_answer(tmp_path: Path, id_: str, mark: str) -> None:
    typed = f"12{mark}34" if id_ in {"price", "weeks"} else f"ye{mark}s"
    problem = only(read(tmp_path, comparison([{**good(), id_: typed}])))

    assert problem.code in {"text-turned", "bidder-name"}
    assert (cell(id_), True) == (problem.place.cell, f"[U+{ord(mark):04X}]" in problem.found)


ODD_FIGURES = (
    "12²", "1²00", "⁵", "₅", "\uff11\uff12\uff10\uff10", "12\uff10", "①", "½", "1½", "٣", "1\uff0c200", "1\uff0e5",
    "\uff0d5", "\uffe15", "Ⅻ",
)  # fmt: skip


@pytest.mark.parametrize("typed", ODD_FIGURES)
@pytest.mark.parametrize("id_", ["price", "weeks", "electric", "plan", "commitment:hours"])
def test_figures_that_are_not_plain_ones_are_refused(tmp_path: Path, id_: str, typed: str) -> None:
    assert cell(id_) == only(read(tmp_path, comparison([{**good(), id_: typed}]))).place.cell


@pytest.mark.parametrize(
    "typed", [100.005, "100.0051", 0.001, "0.009", 100.005000000001, 1234.0999, "1.2345678901m", 0.0149]
)
def test_a_fraction_of_a_penny_is_refused(tmp_path: Path, typed: object) -> None:
    bids = [good("A", price=90), good("B", price=typed), good("C", price=5_000_000)]
    problem = only(read(tmp_path, comparison(bids)))

    assert ("amount-pence", cell("price", 1)) == (problem.code, problem.place.cell)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [(1234.0999999999999, "1234.1"), (0.1 + 0.2, "0.3"), (0.01, "0.01"), (999999999999.99, "999999999999.99")],
)
def test_the_noise_of_stored_numbers_is_no_fraction(tmp_path: Path, typed: float, read_as: str) -> None:
    reading = read(tmp_path, comparison([good("A", price=90), good("B", price=typed)]))
    assert reading.competition is not None, reading.problems

    answer = reading.competition.bids[1].answers["price"]
    assert isinstance(answer, Amount)
    assert Decimal(read_as) == answer.value


def test_a_fraction_of_a_penny_in_one_year_is_refused(tmp_path: Path) -> None:
    bid = {"bidder": "A", "life:year-0": 100, "life:year-1": 10.005}
    problem = only(read(tmp_path, comparison([bid], ids=list(bid)), model(YEARS)))

    assert (problem.code, problem.place.cell) == ("amount-pence", "C5")


def test_an_offer_far_above_the_others_is_noted(tmp_path: Path) -> None:
    bids = [good("A", weeks=10), good("B", weeks=12), good("C", weeks=11_001), good("D", weeks=10)]
    hours = [good("A", **{"commitment:hours": 20_001}), good("B", **{"commitment:hours": 20})]
    fine = [good("A", weeks=0), good("B", weeks=0), good("C", weeks=10_000), good("D", weeks=10)]

    (note,) = read(tmp_path, comparison(bids)).notes
    assert (cell("weeks", 2), "the median of the other bids, 10: check" in note.text) == (note.place.cell, True)
    (note,) = read(tmp_path, comparison(hours)).notes
    assert cell("commitment:hours") == note.place.cell
    assert read(tmp_path, comparison(fine)).notes == ()
    assert read(tmp_path, comparison(bids), _at_most()).notes == ()


def _at_most() -> Criteria:
    return model(MODEL.replace('unit = "weeks" }', 'unit = "weeks", at-most = 20000 }'))
