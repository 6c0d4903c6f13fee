"""Bids are in the record: what changes, goes or is forged afterwards stops everything until somebody answers for it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from socialvalue.competition.demo import write_competition
from socialvalue.record import store
from socialvalue.record.history import path_in
from tests.cli.run import Ran, run

pytestmark = pytest.mark.slow

PRICE = "D13"
ACCEPT = ("--accept-by", "Ann Ash", "--because", "The bidder corrected a slip on 3 November.")


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, scored: for reading only."""
    folder = tmp_path_factory.mktemp("scored") / "demo"
    write_competition(folder)
    assert run("score", folder).code == 0
    return folder


@pytest.fixture
def demo(scored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(scored, tmp_path / "demo"))


def _bid(demo: Path) -> Path:
    return demo / "bids" / "01-sallowfield-drivers.xlsx"


def _set(path: Path, cell: str, value: str | int) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook["Offer"][cell] = value
    workbook.save(path)


def _stopped(demo: Path, code: str) -> str:
    """Return what `check` says, after making sure that scores, documents and the check of the record stop as well."""
    before = {path: path.read_bytes() for path in (demo / "out").rglob("*") if path.is_file()}
    said = ""
    for words in (
        ("score", demo),
        ("report", demo, "--format", "html"),
        ("letters", demo, "--format", "html"),
        ("board-summary", demo, "--format", "html"),
        ("history", demo, "--verify"),
        ("check", demo),
    ):
        ran = run(*words)
        assert (ran.code, f"[{code}]" in ran.err) == (1, True), (words, ran.err)
        said = ran.err
    assert before == {path: path.read_bytes() for path in (demo / "out").rglob("*") if path.is_file()}
    return said


def _events(demo: Path, what: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in path_in(demo).read_text("utf-8").splitlines()]
    return [line for line in lines if line["what"] == what]


def test_every_bid_is_kept_as_it_was_first_read(demo: Path) -> None:
    assert store.check_received(demo, store.sound(demo)) == []
    kept = {path.read_bytes() for path in (demo / "record" / "received").iterdir()}
    bids = [path.read_bytes() for path in (demo / "bids").iterdir()]
    assert len(bids) == 6
    assert set(bids) <= kept


def test_every_file_beside_the_bids_is_in_the_record_by_its_hash(demo: Path) -> None:
    (event,) = _events(demo, "inputs")
    wanted = ["authority.toml", "award.toml", "criteria.toml", "logo.svg", "panel.toml", "redactions.toml"]
    assert {name: store.hash_of_file(demo / name) for name in wanted} == event["files"]


def test_a_changed_price_stops_everything_and_is_shown_with_both_values(demo: Path) -> None:
    _set(_bid(demo), PRICE, 931000)
    said = _stopped(demo, "bid-changed")
    assert "bids/01-sallowfield-drivers.xlsx · Offer · D13" in said
    assert "Sallowfield Drivers' Co-operative Ltd, “Price for the four years”" in said
    assert "“931,000”, where “1,124,600” was received" in said


def test_somebody_answers_for_a_change_and_the_record_has_both_values(demo: Path) -> None:
    old = store.hash_of_file(_bid(demo))
    _set(_bid(demo), PRICE, 931000)
    assert run("score", demo, *ACCEPT).code == 0
    (event,) = _events(demo, "bid-changed")
    assert ("Ann Ash", "price", ACCEPT[3]) == (event["who"], event["question"], event["reason"])
    assert event["was"] == {"value": "1,124,600", "cell": "Offer D13"}
    assert event["now"] == {"value": "931,000", "cell": "Offer D13"}
    assert {"bids/01-sallowfield-drivers.xlsx": store.hash_of_file(_bid(demo))} == event["files"]
    assert store.kept(demo, old) is not None
    assert run("history", demo, "--verify").code == 0
    assert run("report", demo, "--format", "html").code == 0
    assert "accepted by Ann Ash" in run("history", demo).out


@pytest.mark.parametrize("words", [ACCEPT[:2], ACCEPT[2:], ("--accept-by", " ", *ACCEPT[2:])])
def test_a_change_is_accepted_only_with_a_name_and_a_reason(demo: Path, words: tuple[str, ...]) -> None:
    _set(_bid(demo), PRICE, 931000)
    assert run("score", demo, *words).code == 2
    assert _events(demo, "bid-changed") == []


def test_a_written_response_and_its_evidence_are_answers_too(demo: Path) -> None:
    """No score is read from them; the panel reads them."""
    workbook = openpyxl.load_workbook(_bid(demo))
    sheet = workbook["Offer"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "id" for cell in row))
    columns = {cell.value: place for place, cell in enumerate(header)}
    rows = {row[columns["id"]].value: row for row in sheet.iter_rows(min_row=(header[0].row or 0) + 1)}
    rows["service.mobilisation"][columns["answer"]].value = "We begin in June."
    rows["price"][columns["evidence"]].value = "Another page."
    workbook.save(_bid(demo))
    said = _stopped(demo, "bid-changed")
    assert "“We begin in June.”" in said
    assert "evidence for “Price for the four years”: “Another page.”" in said


def test_a_bid_saved_again_is_a_note_and_a_new_hash(demo: Path) -> None:
    openpyxl.load_workbook(_bid(demo)).save(_bid(demo))
    ran = run("check", demo)
    assert (ran.code, "was saved again after it was received; no answer changed" in ran.err) == (0, True)
    assert "saved again" not in run("check", demo).err
    assert store.hash_of_file(_bid(demo)) in str(_events(demo, "received")[-1]["files"])
    assert run("history", demo, "--verify").code == 0


def test_a_price_that_may_not_be_seen_is_not_shown_as_a_change_either(tmp_path: Path) -> None:
    """Quality is not complete: that the price cell changed is said, and what it holds and held is not."""
    demo = tmp_path / "demo"
    write_competition(demo)
    (demo / "moderation.xlsx").rename(tmp_path / "moderation.xlsx")
    assert run("check", demo).code == 1
    _set(_bid(demo), PRICE, 931000)
    ran = run("check", demo)
    assert "a different price from the one received (Offer D13)" in ran.err
    told = ran.err + run("history", demo).out + run("history", demo, "--json").out + run("check", demo, *ACCEPT).err
    told += run("history", demo).out + path_in(demo).read_text("utf-8")
    assert "Ann Ash" in told
    assert not re.search(r"931,?000|1,?124,?600", told)


@pytest.mark.parametrize("name", ["bids/03-arkenfell-mobility.xlsx", "panel/peake.xlsx", "moderation.xlsx"])
def test_what_was_received_and_is_gone_is_missed(demo: Path, name: str) -> None:
    (demo / name).unlink()
    said = _stopped(demo, "received-missing")
    assert name in said


def test_a_deleted_panel_folder_is_missed(demo: Path) -> None:
    shutil.rmtree(demo / "panel")
    assert _stopped(demo, "received-missing").count("[received-missing]") == 4


def test_a_bid_under_another_name_is_a_note(demo: Path) -> None:
    _bid(demo).rename(demo / "bids" / "sallowfield.xlsx")
    ran = run("score", demo)
    assert (ran.code, "received as bids/01-sallowfield-drivers.xlsx, and renamed" in ran.err) == (0, True)
    assert run("history", demo, "--verify").code == 0


def test_somebody_answers_for_a_bid_that_is_gone(demo: Path) -> None:
    (demo / "bids" / "03-arkenfell-mobility.xlsx").unlink()
    ran = run("check", demo, *ACCEPT)
    assert "received-missing" not in ran.err
    assert "received-missing" not in run("check", demo).err
    assert [event["who"] for event in _events(demo, "removed")] == ["Ann Ash"]


def test_a_deleted_record_is_missed(demo: Path) -> None:
    shutil.rmtree(demo / "record")
    assert "when evaluation.json was made" in _stopped(demo, "record-missing")
    assert not (demo / "record").exists()
    assert run("moderate", demo).code == 1
    assert run("score", demo, *ACCEPT).code == 0
    assert [event["who"] for event in _events(demo, "record-begun-again")] == ["Ann Ash"]


def test_a_deleted_record_is_missed_by_the_moderation_workbook_too(demo: Path) -> None:
    shutil.rmtree(demo / "record")
    shutil.rmtree(demo / "out")
    assert "when moderation.xlsx was made" in run("check", demo).err


def test_an_evaluation_changed_by_hand_is_found(demo: Path) -> None:
    path = demo / "out" / "evaluation.json"
    path.write_text(path.read_text("utf-8").replace("76.47", "86.47"), "utf-8")
    said = _stopped(demo, "evaluation-changed")
    assert "out/evaluation.json" in said
    path.unlink()
    assert run("score", demo).code == 0


def test_an_evaluation_changed_by_hand_is_no_document_where_the_bids_are_gone(demo: Path) -> None:
    path = demo / "out" / "evaluation.json"
    path.write_text(path.read_text("utf-8").replace("76.47", "86.47"), "utf-8")
    shutil.rmtree(demo / "bids")
    ran = run("report", demo, "--format", "html")
    assert (ran.code, "[evaluation-changed]" in ran.err) == (1, True)


def _at(demo: Path, monkeypatch: pytest.MonkeyPatch, when: int, *words: str) -> Ran:
    """Run `check` after a change, at a time of the clock."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(when))
    path = demo / "award.toml"
    path.write_text(f"{path.read_text('utf-8')}# {when} {words}\n", "utf-8")
    return run("check", demo, *words)


def test_a_clock_that_goes_back_stops_until_somebody_answers_for_it(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_900_000_000
    assert _at(demo, monkeypatch, now).code == 0
    assert _at(demo, monkeypatch, now - 60).code == 0  # two computers a minute apart
    ran = _at(demo, monkeypatch, now - 3600)
    assert (ran.code, "[record-clock]" in ran.err) == (1, True)
    assert _at(demo, monkeypatch, now - 3600, *ACCEPT).code == 0
    assert _at(demo, monkeypatch, now - 3000).code == 0
    assert run("history", demo, "--verify").code == 0


def test_the_head_is_printed_and_found_again(demo: Path) -> None:
    """The report names the event of its evaluation; the record that holds it is the one, and a shorter one is not."""
    assert run("report", demo, "--format", "html").code == 0
    page = (demo / "out" / "evaluation-report.html").read_text("utf-8")
    head = re.search(r"Record at event</span> (\d+:[0-9a-f]{16})<", page)
    assert head is not None
    number, digits = head[1].split(":")
    for expected in (head[1], digits, head[1].upper()):
        assert run("history", demo, "--verify", "--expect", expected).code == 0
    for other in (f"{int(number) - 1}:{digits}", f"{number}:{'0' * 16}", "f" * 16):
        ran = run("history", demo, "--verify", "--expect", other)
        assert (ran.code, "[record-head]" in ran.err) == (1, True)
    assert run("history", demo, "--verify", "--expect", "12").code == 2
    assert run("history", demo, "--expect", head[1]).code == 2


def test_documents_made_twice_name_the_same_event(demo: Path) -> None:
    """Nothing that a document leaves in the record changes the next one."""

    def made() -> dict[str, bytes]:
        assert run("moderate", demo).code == 0
        assert run("panel-pack", demo, "--format", "html").code == 0
        assert run("score", demo).code == 0
        assert run("report", demo, "--format", "html").code == 0
        found = [demo / "moderation.xlsx", *sorted((demo / "out").glob("*.html"))]
        return {path.name: path.read_bytes() for path in found}

    made()
    first = made()
    assert len(first) == 6
    assert b"Record at event" in first["panel-pack-marsden.html"]
    assert first == made()
