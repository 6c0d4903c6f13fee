"""Yes, no and withdrawn: a clear word counts, and nothing else passes, disqualifies or withdraws anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.build import (
    GOOD,
    cell,
    column,
    comparison,
    good,
    moderation,
    offer,
    offered,
    only,
    read,
    read_files,
)

STANDARD = "standard:living-wage"
YES = ("yes", "YES", " Yes ", "Yes.", "YES.", "y", "Y.", "true", "True", True, "yes\u00a0")
NO = ("no", "NO", "No.", "no.", "n", "N.", "false", "FALSE.", False, " no\u200b")

#: What people type, of which no one can be sure whether it is a yes or a no.
UNCLEAR = (
    "Yes - see policy", "Yes, mostly", "yes/no", "yes?", "Y/N", "yes!", "yes..", "No, but planned", "no objection",
    "not applicable", "N/A", "n/a", "none", "nil", "0", 0, 1, "–", "-", "—", "?", ".", "ie", "tick", "✓", "x", "never",
    "TBC", "not withdrawn", "on 3 May", "Y E S",
)  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), [*((one, "yes") for one in YES), *((one, "no") for one in NO)])
def test_a_clear_answer_to_a_standard_is_read(tmp_path: Path, typed: Any, said: str) -> None:
    reading = read(tmp_path, comparison([good(**{STANDARD: typed})]))
    assert reading.competition is not None, reading.problems

    assert said == reading.competition.bids[0].standards["living-wage"].text


@pytest.mark.parametrize("typed", UNCLEAR)
def test_an_unclear_answer_to_a_standard_is_a_fault_and_disqualifies_nobody(tmp_path: Path, typed: Any) -> None:
    reading = read(tmp_path, comparison([good(**{STANDARD: typed})]))
    problem = only(reading)

    assert ("standard-unclear", cell(STANDARD)) == (problem.code, problem.place.cell)
    assert "Ask the bidder" in problem.action
    assert reading.failing == ()


def test_an_answer_in_other_words_than_yes_and_no_is_noted(tmp_path: Path) -> None:
    notes = "\n".join(map(str, read(tmp_path, comparison([good(**{STANDARD: "Y"})])).notes))

    assert f'{cell(STANDARD)}: the answer "Y" was read as "yes"' in notes


@pytest.mark.parametrize("typed", [*NO, None, "", "  "])
def test_a_blank_or_a_clear_no_withdraws_nothing(tmp_path: Path, typed: object) -> None:
    agreed = moderation([("Harbour & Co", "plan", "", 3, "Meets it.", "")])
    in_comparison = read(tmp_path, comparison([good(withdrawn=typed)]))
    in_form = read_files(tmp_path, {"bids/a.xlsx": offer(offered(withdrawn=typed)), "moderation.xlsx": agreed})

    for reading in (in_comparison, in_form):
        assert (reading.problems, reading.bidders, reading.withdrawn) == ((), ("Harbour & Co",), ())


@pytest.mark.parametrize("typed", YES)
def test_a_clear_yes_in_the_comparison_workbook_withdraws_a_bid_and_is_noted(tmp_path: Path, typed: object) -> None:
    reading = read(tmp_path, comparison([good(), good("Gone", withdrawn=typed)]))
    notes = "\n".join(map(str, reading.notes))

    assert reading.withdrawn == ("Gone",)
    assert f'{cell("withdrawn", 1)}: "Gone" is withdrawn, because this cell says so' in notes


@pytest.mark.parametrize("typed", UNCLEAR)
def test_any_other_text_in_the_comparison_workbook_is_a_fault(tmp_path: Path, typed: object) -> None:
    reading = read(tmp_path, comparison([good(withdrawn=typed)]))
    problem = only(reading)

    assert ("withdrawn-unclear", cell("withdrawn")) == (problem.code, problem.place.cell)
    assert reading.bidders == ("Harbour & Co",)


@pytest.mark.parametrize("typed", [*UNCLEAR, *YES])
def test_nothing_in_a_bidders_own_form_withdraws_its_bid(tmp_path: Path, typed: object) -> None:
    agreed = moderation([("Harbour & Co", "plan", "", 3, "Meets it.", "")])
    reading = read_files(tmp_path, {"bids/a.xlsx": offer(offered(withdrawn=typed)), "moderation.xlsx": agreed})
    problem = only(reading)

    assert problem.code == "withdrawn-unclear"
    assert "move the form out of bids/" in problem.action
    assert (reading.bidders, reading.withdrawn) == (("Harbour & Co",), ())


def test_a_withdrawn_bid_may_have_any_faults(tmp_path: Path) -> None:
    gone: dict[str, Any] = {**dict.fromkeys(GOOD), "bidder": "Gone", "price": "TBC", "withdrawn": "yes"}
    reading = read(tmp_path, comparison([good(), gone]))
    assert reading.competition is not None, reading.problems

    assert [bool(bid.withdrawn) for bid in reading.competition.bids] == [False, True]
    assert reading.competition.bids[1].answers == {}


def test_nobody_is_withdrawn_where_no_one_sees_it(tmp_path: Path) -> None:
    def hide_row(sheet: Worksheet) -> None:
        sheet.row_dimensions[6].hidden = True

    def hide_column(sheet: Worksheet) -> None:
        sheet.column_dimensions[column("withdrawn")].hidden = True

    for change, at in ((hide_row, "A6"), (hide_column, cell("withdrawn", 1))):
        problem = only(read(tmp_path, comparison([good(), good("Gone", withdrawn="yes")], change=change)))
        assert ("answer-hidden", at) == (problem.code, problem.place.cell)
