"""The panel from end to end: private sheets, moderation that refuses to average, a record that keeps everything."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from socialvalue.record.lock import locked
from tests.cli.run import run

pytestmark = pytest.mark.slow

MOBILISATION = "Starting well and keeping going"
WINNER = "Sallowfield Drivers' Co-operative Ltd"


def _cell(path: Path, sheet: str, bidder: str, column: str, who: str | None = "agreed") -> tuple[object, str]:
    """Return the workbook and the address of a cell, found as the readers find it: by ids."""
    workbook = openpyxl.load_workbook(path, rich_text=True)
    page = workbook[sheet]
    header = next(row for row in page.iter_rows() if any(cell.value == "bidder" for cell in row))
    columns = {str(cell.value): cell.column_letter for cell in header if cell.value}
    for row in page.iter_rows(min_row=(header[0].row or 0) + 1):
        number = row[0].row
        named = page[f"{columns['bidder']}{number}"].value == bidder
        if named and (who is None or page[f"{columns['who']}{number}"].value == who):
            return workbook, f"{columns[column]}{number}"
    raise AssertionError(f"no row for {bidder}")


def _set(path: Path, sheet: str, bidder: str, who: str | None = "agreed", **values: str | int | None) -> str:
    address = ""
    for column, value in values.items():
        workbook, address = _cell(path, sheet, bidder, column, who)
        workbook[sheet][address] = value  # type: ignore[index]  # openpyxl has no common type for its workbooks
        workbook.save(path)  # type: ignore[attr-defined]  # as above
    return address


def test_from_private_sheets_to_a_ranking(demo: Path) -> None:
    """New sheets are filled in by copying the demonstration's, moderated, agreed and scored: the same result."""
    (demo / "moderation.xlsx").unlink()
    ran = run("moderate", demo)
    assert (ran.code, ran.err) == (0, "")
    assert "4 score sheets with 68 marks; 0 of 20 marks agreed so far." in ran.out
    ran = run("score", demo)
    assert ran.code == 1
    assert ran.err.count("no agreed mark for") == 20
    assert "Prices were not read" in ran.err
    assert not (demo / "out").exists()


def test_moderate_never_fills_in_a_mark(demo: Path) -> None:
    """Even where everyone gave the same, the panel agrees it and says why."""
    (demo / "moderation.xlsx").unlink()
    run("moderate", demo)
    workbook, address = _cell(demo / "moderation.xlsx", MOBILISATION, WINNER, "mark")
    assert workbook[MOBILISATION][address].value is None  # type: ignore[index]  # see _set


def test_moderating_again_keeps_what_was_agreed(demo: Path) -> None:
    """Any number of re-runs leave the ranking as it was."""
    first = run("score", demo, "--json").out
    for _ in range(3):
        assert run("moderate", demo).code == 0
    second = json.loads(run("score", demo, "--json").out)
    assert [(bid["bidder"], bid["total"]) for bid in second["bids"]] == [
        (bid["bidder"], bid["total"]) for bid in json.loads(first)["bids"]
    ]


def test_a_sheet_changed_after_moderation_stops_the_score(demo: Path) -> None:
    """The moderation file is older than the sheets: moderate shows what changed, and scoring goes on."""
    sheet = demo / "panel" / "marsden.xlsx"
    _set(sheet, MOBILISATION, WINNER, None, mark=2, reason="The depot on p. 16 is not settled, so no start is sure.")
    ran = run("check", demo)
    assert ran.code == 1
    assert "moderation-older" in ran.err
    ran = run("moderate", demo)
    assert f"changed since: Helen Marsden, {WINNER}, service.mobilisation: 3 is now 2" in ran.out
    assert run("score", demo).code == 0


def test_an_agreed_mark_changed_without_a_reason_stops_the_score(demo: Path) -> None:
    """3 for 4 without a word is refused with its cell; with a reason it is scored and the report warns of it."""
    assert run("score", demo).code == 0
    path = demo / "moderation.xlsx"
    address = _set(path, MOBILISATION, "Arkenfell Mobility plc", mark=4)
    ran = run("score", demo)
    assert ran.code == 1
    assert f"moderation.xlsx · {MOBILISATION} · {address}" in ran.err
    assert "the panel had agreed 5" in ran.err
    _set(path, MOBILISATION, "Arkenfell Mobility plc", change="The spare vehicle on p. 27 was read as two; it is one.")
    evaluation = json.loads(run("score", demo, "--json").out)
    (warning,) = evaluation["warnings"]
    assert "Arkenfell Mobility plc" in warning
    assert "changed from 5 to 4" in warning
    assert "after prices had been opened" in warning


def test_no_price_is_read_before_quality_is_complete(demo: Path) -> None:
    """A faulty price stays unread while a mark is missing; when quality is complete it is found."""
    price = min((demo / "bids").iterdir())
    workbook = openpyxl.load_workbook(price)
    workbook["Offer"]["D13"] = "about a million"
    workbook.save(price)
    path = demo / "moderation.xlsx"
    _set(path, MOBILISATION, "Hopperway Ltd", mark=None, change="Taken back for another look.")
    ran = run("check", demo)
    assert "mark-missing" in ran.err
    assert "D13" not in ran.err
    assert "quality-complete" not in (demo / "record" / "history.jsonl").read_text("utf-8")
    _set(path, MOBILISATION, "Hopperway Ltd", mark=2, change="Looked at again: 2 stands.")
    ran = run("check", demo)
    assert "D13" in ran.err
    assert "quality-complete" in (demo / "record" / "history.jsonl").read_text("utf-8")


def test_prices_opened_early_need_a_name_and_a_reason_and_are_told(demo: Path) -> None:
    """The override is recorded, and stands in the report for good."""
    assert run("score", demo, "--open-prices-by", "Martin Iredale").code == 2
    words = ("--open-prices-by", "Martin Iredale", "--because", "The bids expire today.")
    assert run("score", demo, *words).code == 0
    (warning,) = json.loads(run("score", demo, "--json").out)["warnings"]
    assert "by Martin Iredale" in warning
    assert "The bids expire today." in warning
    assert "Martin Iredale: The bids expire today." in run("history", demo).out


def test_the_history_tells_what_happened_and_a_broken_one_is_found(demo: Path) -> None:
    """The change of the demonstration with its reason; then one letter altered, and the line is named."""
    told = run("history", demo).out
    assert "the panel agreed 4, before: 3" in told
    assert "A mistake of fact" in told
    assert "The record is intact" in run("history", demo, "--verify").out
    path = demo / "record" / "history.jsonl"
    lines = path.read_text("utf-8").splitlines()
    lines[20] = lines[20].replace('"mark":"', '"mark":"1')
    path.write_text("\n".join(lines) + "\n", "utf-8")
    ran = run("history", demo, "--verify")
    assert ran.code == 1
    assert "record/history.jsonl · line 21" in ran.err
    assert run("score", demo).code == 1


def test_every_version_of_a_sheet_is_kept(demo: Path) -> None:
    """A sheet handed in again does not take the first one away: both are under record/received."""
    kept = demo / "record" / "received"
    before = {path.name for path in kept.iterdir()}
    sheet = demo / "panel" / "peake.xlsx"
    _set(sheet, MOBILISATION, WINNER, None, more="A date for the depot.")
    run("moderate", demo)
    after = {path.name for path in kept.iterdir()}
    assert before < after


def test_a_record_in_use_is_not_written_to(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two panels at once on one folder: the second waits, is told who holds it, and nothing is lost."""
    monkeypatch.setattr("socialvalue.record.lock.PATIENCE", 0.1)
    _set(demo / "panel" / "peake.xlsx", MOBILISATION, WINNER, None, more="A date for the depot.")
    before = (demo / "moderation.xlsx").read_bytes()
    with locked(demo):
        ran = run("moderate", demo)
    assert ran.code == 1
    assert "another run" in ran.err
    assert (demo / "moderation.xlsx").read_bytes() == before


def test_form_panel_makes_private_sheets_in_an_order_that_can_be_drawn_again(demo: Path) -> None:
    """Each evaluator has a workbook with only their questions; the order is recorded and is the same each time."""
    shutil.rmtree(demo / "panel")
    assert run("form", "panel", demo).code == 0
    assert {path.name for path in (demo / "panel").iterdir()} == {
        "ackroyd.xlsx",
        "chatterjee.xlsx",
        "marsden.xlsx",
        "peake.xlsx",
    }
    first = _order(demo, "marsden")
    assert first != _order(demo, "peake")
    assert "Wrenbeck Community Wheels (CIO)" not in _order(demo, "ackroyd", "Community and service-user governance")
    assert run("form", "panel", demo).code == 2
    assert run("form", "panel", demo, "--replace").code == 0
    assert _order(demo, "marsden") == first
    assert f"in this order: {' | '.join(first)}" in run("history", demo).out


def _order(demo: Path, evaluator: str, sheet: str = "") -> list[str]:
    workbook = openpyxl.load_workbook(demo / "panel" / f"{evaluator}.xlsx")
    title = next(name for name in workbook.sheetnames if name.startswith(sheet[:20] or MOBILISATION[:20]))
    page = workbook[title]
    start = next(row[0].row or 0 for row in page.iter_rows() if row[0].value == "bidder")
    values = [page.cell(row, 1).value for row in range(start + 2, page.max_row + 1)]
    return [str(value) for value in values if value]


def test_blind_sheets_read_back_under_the_real_names(demo: Path) -> None:
    """Bidder A, B, … on the sheets; the key in a file of its own; marks arrive at the right bids."""
    shutil.rmtree(demo / "panel")
    (demo / "moderation.xlsx").unlink()
    assert run("form", "panel", demo, "--blind").code == 0
    key = (demo / "panel" / "blind-key.toml").read_text("utf-8")
    label = re.search(rf'"(Bidder [A-Z])" = "{re.escape(WINNER)}"', key)
    assert label is not None
    _set(
        demo / "panel" / "marsden.xlsx",
        MOBILISATION,
        label.group(1),
        None,
        mark=4,
        reason="The programme on p. 19 names people and dates for each step.",
    )
    assert "with 1 mark" in run("moderate", demo).out
    workbook, address = _cell(demo / "moderation.xlsx", MOBILISATION, WINNER, "mark", "marsden")
    assert workbook[MOBILISATION][address].value == 4  # type: ignore[index]  # see _set


def test_a_mark_without_a_reason_is_a_fault_for_check_and_a_flag_for_moderate(demo: Path) -> None:
    """The evaluator is asked before the meeting; the meeting is not stopped by it."""
    address = _set(demo / "panel" / "peake.xlsx", MOBILISATION, WINNER, None, reason=None)
    ran = run("check", demo)
    assert ran.code == 1
    assert f"panel/peake.xlsx · {MOBILISATION} · {address}" in ran.err
    assert run("moderate", demo).code == 0


def test_a_published_mean_is_taken_and_said(demo: Path) -> None:
    """With moderation = "mean" in the criteria file the marks are averaged exactly, in thirds, and nothing else."""
    shutil.rmtree(demo / "record")
    (demo / "moderation.xlsx").unlink()
    criteria = demo / "criteria.toml"
    criteria.write_text(re.sub(r'(?m)^(moderation *= )"consensus"', r'\1"mean"', criteria.read_text("utf-8")), "utf-8")
    for path in [*(demo / "bids").iterdir(), *(demo / "panel").glob("*.xlsx")]:
        _new_fingerprint(path, criteria)
    ran = run("score", demo, "--json")
    assert ran.code == 0, ran.err
    bids = {bid["bidder"]: bid for bid in json.loads(ran.out)["bids"]}
    score = next(one for one in bids[WINNER]["scores"] if one["question"] == "mobilisation")
    assert score["value"].startswith("3.")
    assert score["working"].endswith("÷ 5")
    assert score["averaged"] == "mean"


def _new_fingerprint(path: Path, criteria: Path) -> None:
    """Make a form belong to the changed criteria, as if it had been made from them."""
    from socialvalue.intake.criteria.file import load_criteria
    from socialvalue.model.fingerprint import fingerprint
    from socialvalue.model.layout import ABOUT_FINGERPRINT
    from socialvalue.model.panel_layout import ABOUT_COMPETITION, competition_fingerprint

    model = load_criteria(criteria).criteria
    workbook = openpyxl.load_workbook(path, rich_text=True)
    values = {ABOUT_FINGERPRINT: fingerprint(model), ABOUT_COMPETITION: competition_fingerprint(model)}
    for row in workbook["About"].iter_rows():
        if row[0].value in values:
            row[1].value = values[str(row[0].value)]
    workbook.save(path)


def test_analyse_panel_says_what_there_is_to_talk_about(demo: Path) -> None:
    """A table for people, figures for programs, and not a score changed."""
    ran = run("analyse", "panel", demo)
    assert "Krippendorff's alpha (ordinal) 0." in ran.out
    assert "No score changes." in ran.out
    data = json.loads(run("analyse", "panel", demo, "--json").out)
    assert len(data["evaluators"]) == 4


def test_a_panel_command_without_a_panel_shows_how_to_write_one(demo: Path) -> None:
    """The example in the message can be pasted."""
    (demo / "panel.toml").unlink()
    for words in (("moderate",), ("form", "panel"), ("analyse", "panel"), ("panel-pack",)):
        ran = run(*words, demo)
        assert ran.code == 2
        assert "[[evaluator]]" in ran.err


@pytest.mark.parametrize("gone", ["declared", "interest"])
def test_nobody_marks_without_a_declaration(demo: Path, gone: str) -> None:
    """A conflict declaration is a gate: without one the evaluator cannot be loaded."""
    path = demo / "panel.toml"
    path.write_text(re.sub(rf"(?m)^{gone} .*\n", "", path.read_text("utf-8"), count=1), "utf-8")
    ran = run("moderate", demo)
    assert ran.code == 1
    assert f"evaluator.marsden.{gone}" in ran.err
