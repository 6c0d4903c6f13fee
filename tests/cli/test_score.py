"""`check` and `score`: all faults or a ranking, and never half an output."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import openpyxl
import pytest

from socialvalue import resources
from socialvalue.intake.sheet.workbook import Workbook
from tests.cli.run import run
from tests.models import SMALL, changed

EXPECTED = tomllib.loads((resources.folder("templates") / "demo" / "expected.toml").read_text("utf-8"))["bid"]


def _set(path: Path, cell: str, value: str | int | None, sheet: str = "Offer") -> None:
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def test_the_demo_comes_out_as_worked_by_hand(demo: Path) -> None:
    """From filled Excel forms to evaluation.json: ranks, totals and dimension points as in expected.toml."""
    ran = run("score", demo)
    assert ran.code == 0
    evaluation = json.loads((demo / "out" / "evaluation.json").read_text("utf-8"))
    assert len(evaluation["bids"]) == len(EXPECTED) == 6
    for bid in evaluation["bids"]:
        expected = EXPECTED[bid["bidder"]]
        assert (bid["status"], bid["rank"], bid["total"]) == (
            expected["status"],
            expected.get("rank"),
            expected.get("total"),
        )
        if "dimensions" in expected:
            assert {one["id"]: one["points"] for one in bid["dimensions"]} == expected["dimensions"]
    assert "1  Sallowfield" in ran.out
    assert "Tarnwick Travel Ltd (Disqualified): Standard not met" in ran.out


def test_evaluation_json_has_the_fields_of_the_contract(demo: Path) -> None:
    """Names, types and the form of a source: file, sheet and cell."""
    evaluation = json.loads(run("score", demo, "--json").out)
    assert {"format", "tool", "criteria", "inputs", "bids", "notes", "warnings", "moderation"} <= set(evaluation)
    bid = evaluation["bids"][0]
    for key in ("bidder", "status", "rank", "tied", "total", "dimensions", "scores", "failed"):
        assert key in bid
    price = next(score for score in bid["scores"] if score["criterion"] == "price")
    assert (price["question"], price["value"], price["reason"]) == (None, "1124600", None)
    assert price["working"] == "35 × 948000 ÷ 1124600"
    assert price["source"] == "bids/01-sallowfield-drivers.xlsx · Offer · D13"
    mark = next(score for score in bid["scores"] if score["question"] == "journey")
    assert (mark["criterion"], mark["value"], mark["points"]) == ("service", "4", "9.6")
    assert mark["source"].startswith("moderation.xlsx · The passenger's journey · E")
    assert mark["reason"].startswith("The panel agreed 4.")
    assert [one["file"] for one in evaluation["inputs"]] == sorted(one["file"] for one in evaluation["inputs"])


def test_json_is_all_that_is_printed_and_the_same_each_time(demo: Path) -> None:
    """Standard output is evaluation.json, byte for byte, twice."""
    first, second = run("score", demo, "--json"), run("score", demo, "--json")
    assert first.out == second.out == (demo / "out" / "evaluation.json").read_text("utf-8")


@pytest.mark.slow
def test_every_fault_is_listed_and_nothing_is_written(demo: Path) -> None:
    """Faults in three files, all in one run, each with its cell; no out folder."""
    assert run("check", demo).code == 0  # the quality marks are complete: from here on prices are read
    bids = sorted((demo / "bids").iterdir())
    _set(bids[0], "D13", "about a million")
    _set(bids[1], "D13", -5)
    _set(bids[2], "D8", None)
    for command in ("check", "score", "report"):
        ran = run(command, demo)
        assert ran.code == 1
        assert ran.out == ""
        for words in (
            "bids/01-sallowfield-drivers.xlsx · Offer · D13",
            "bids/02-wrenbeck-community.xlsx · Offer · D13",
            "bids/03-arkenfell-mobility.xlsx · Offer · D8",
            "“about a million”, where “1,124,600” was received",
            "6 problems to fix. Nothing was written.",  # each is a fault, and a change to a bid
        ):
            assert words in ran.err
    assert not (demo / "out").exists()


@pytest.mark.slow
def test_faults_leave_an_earlier_result_as_it_was(demo: Path) -> None:
    """A result on file is not touched by a run that finds faults."""
    run("score", demo)
    before = {path.name: path.read_bytes() for path in (demo / "out").iterdir()}
    _set(min((demo / "bids").iterdir()), "D13", 0)
    assert run("score", demo).code == 1
    assert {path.name: path.read_bytes() for path in (demo / "out").iterdir()} == before


def test_problems_as_json(demo: Path) -> None:
    """A program can read the faults: code, place, found, expected, action."""
    _set(min((demo / "bids").iterdir()), "D13", 0)
    ran = run("check", demo, "--json")
    (problem,) = json.loads(ran.out)["problems"]
    assert ran.code == 1
    assert (problem["file"], problem["cell"]) == ("bids/01-sallowfield-drivers.xlsx", "D13")
    assert set(problem) == {"code", "file", "sheet", "cell", "key", "found", "expected", "action"}


def test_a_form_made_from_another_version_is_refused(demo: Path) -> None:
    """The criteria changed after the forms went out: every form says so."""
    criteria = demo / "criteria.toml"
    changed = re.sub(r'(?m)^(version *= )"1.0"', r'\1"1.1"', criteria.read_text("utf-8"))
    assert '"1.1"' in changed
    criteria.write_text(changed, "utf-8")
    ran = run("check", demo)
    assert ran.code == 1
    assert ran.err.count("form-version") == 11


@pytest.mark.slow
def test_lots_are_all_done(demo: Path, tmp_path: Path) -> None:
    """A tender's folder of lots: each scored into its own out folder, faults named with the lot."""
    tender = tmp_path / "tender"
    for lot in ("lot-1", "lot-2"):
        shutil.copytree(demo, tender / lot)
    assert run("score", tender).code == 0
    assert (tender / "lot-2" / "out" / "evaluation.json").is_file()
    lots = json.loads(run("score", tender, "--json").out)["lots"]
    assert [one["lot"] for one in lots] == ["lot-1", "lot-2"]
    shutil.rmtree(tender / "lot-1" / "out")
    _set(min((tender / "lot-2" / "bids").iterdir()), "D13", 0)
    ran = run("score", tender)
    assert "lot-2/bids/01-sallowfield-drivers.xlsx" in ran.err
    assert not (tender / "lot-1" / "out").exists()


def test_one_comparison_workbook_without_a_folder(tmp_path: Path) -> None:
    """Form, fill in, score by pack id: results in out/ beside the workbook."""
    path = tmp_path / "bids.xlsx"
    assert run("form", "comparison", "--criteria", "works", "--out", path, "--bidder", "A & Co").code == 0
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Bids"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "bidder" for cell in row))
    row = (header[0].row or 0) + 2
    for cell in header:
        id_ = str(cell.value or "")
        answer: str | int | None = 10 if id_ else None
        if id_.startswith("standard:"):
            answer = "yes"
        elif id_.startswith(("reason:", "reference:")):
            answer = "Section 2, page 4: the programme names people and dates, but not what happens if it slips."
        elif ":year-" in id_:
            answer = 300000
        elif id_ in {"construction.approach", "construction.team", "construction.neighbours"}:
            answer = 3
        elif id_ in {"bidder", "withdrawn"}:
            continue
        if answer is not None and cell.column is not None:
            sheet.cell(row, cell.column, answer)
    workbook.save(path)
    ran = run("score", path, "--criteria", "works")
    assert ran.err.count("expected") == 0, ran.err
    assert ran.code == 0
    evaluation = json.loads((tmp_path / "out" / "evaluation.json").read_text("utf-8"))
    assert [bid["bidder"] for bid in evaluation["bids"]] == ["A & Co"]
    assert evaluation["bids"][0]["scores"][0]["source"].startswith("bids.xlsx · Bids · ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("score", "nowhere"), "no file or folder called “nowhere”"),
        (("score", "empty"), "has no criteria.toml"),
        (("score", "book.xlsx"), "--criteria best-value"),
        (("explain", "demo", "Nobody"), "The bidders are: Sallowfield"),
        (("explain", "demo", "Sallow", "speed"), "There is: price, service.journey"),
        (("criteria", "check", "nothing"), "best-value, works"),
        (("form", "bid"), "a competition folder, or --criteria"),
        (("new", "demo", "--criteria", "works"), "exists already"),
        (("demo", "demo"), "exists already"),
    ],
)
def test_wrong_usage_exits_with_two_and_says_what_to_do(
    words: tuple[str, ...], says: str, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 is for the command, 1 for the files."""
    monkeypatch.chdir(demo.parent)
    (demo.parent / "empty").mkdir()
    (demo.parent / "book.xlsx").write_bytes(b"")
    ran = run(*words)
    assert ran.code == 2
    assert says in ran.err


@pytest.mark.parametrize(
    "titles",
    [
        ["Bidder", "Living wage?", "Price (£)", "How", "Why"],
        ["Name of the organisation", "", "The price, all in", "", "Reason"],
        ["", "", "Price", "Plan", "Reason"],
    ],
)
def test_the_titles_below_the_ids_may_be_worded_freely(titles: list[str], tmp_path: Path) -> None:
    """Text under the id of a price that names it can only be a title; the bids below are all read."""
    path = tmp_path / "bids.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Bids"
    sheet.append(["bidder", "standard:pays", "price", "plan", "reason:plan"])
    sheet.append(titles)
    sheet.append(["Harbour & Co", "yes", 100000, 4, "The programme on p. 4 names people and dates."])
    sheet.append(["Vale", "yes", 120000, 5, "Every part is answered, with dates on p. 9."])
    workbook.save(path)
    (tmp_path / "c.toml").write_text(MODEL, "utf-8")
    ran = run("score", path, "--criteria", tmp_path / "c.toml", "--json")
    assert ran.code == 0, ran.err
    assert [(bid["bidder"], bid["total"]) for bid in json.loads(ran.out)["bids"]] == [
        ("Harbour & Co", "92.00"),
        ("Vale", "90.00"),
    ]


def test_a_full_stop_is_no_reason(tmp_path: Path) -> None:
    """A mark beside “.” has no reason: a fault with its cell."""
    path = tmp_path / "bids.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Bids"
    sheet.append(["bidder", "standard:pays", "price", "plan", "reason:plan"])
    sheet.append(["Bidder", "Pays?", "Price", "Plan", "Reason"])
    sheet.append(["Harbour & Co", "yes", 100000, 4, "."])
    workbook.save(path)
    (tmp_path / "c.toml").write_text(MODEL, "utf-8")
    ran = run("check", path, "--criteria", tmp_path / "c.toml")
    assert ran.code == 1
    assert "bids.xlsx · Bids · E3" in ran.err


MODEL = (
    changed(SMALL, ("{ mark = 5", '{ mark = 4, label = "Good" }, { mark = 5'))
    + '[[standard]]\nid = "pays"\nquestion = "Do you pay it?"\npass = "yes"\n'
)


@pytest.mark.slow
@pytest.mark.parametrize("blind", ["true", "false"])
def test_every_workbook_is_opened_once(demo: Path, monkeypatch: pytest.MonkeyPatch, blind: str) -> None:
    """So that what was looked at without its prices, or put on record, is what is scored."""
    criteria = demo / "criteria.toml"
    text = criteria.read_text("utf-8")
    assert "price-blind" in text
    criteria.write_text(re.sub(r"price-blind( *)= \w+", rf"price-blind\1= {blind}", text), "utf-8")
    opened: list[str] = []
    real = Workbook.__init__

    def counted(book: Workbook, data: bytes, label: str) -> None:
        opened.append(label)
        real(book, data, label)

    monkeypatch.setattr(Workbook, "__init__", counted)
    run("check", demo)

    files = {"moderation.xlsx"}
    for folder in ("bids", "panel"):
        files |= {f"{folder}/{path.name}" for path in (demo / folder).glob("*.xlsx")}
    assert len(files) >= 8
    assert sorted(files) == sorted(opened)
