"""The other commands: `new`, `form`, `explain`, `criteria`, `report`, `doctor`, `--help`."""

from __future__ import annotations

import json
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import typer

from socialvalue import machine
from socialvalue.cli.app import app
from socialvalue.report.page import pdf
from socialvalue.report.page.documents import DOCUMENTS, DocumentKind
from socialvalue.report.words.language import LANGUAGES
from tests.cli.run import run

HERE = Path(__file__).parent


def _commands() -> list[tuple[str, ...]]:
    group = typer.main.get_command(app)
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]  # a group
        inner = getattr(command, "commands", None)
        found += [(name, part) for part in inner] if inner else [(name,)]
    return found


COMMANDS = _commands()


def test_the_commands_are_those_of_the_contract() -> None:
    """No command is listed that does nothing yet."""
    assert {words[0] for words in COMMANDS} == {
        "demo",
        "new",
        "criteria",
        "form",
        "check",
        "score",
        "explain",
        "report",
        "doctor",
        "moderate",
        "history",
        "letters",
        "analyse",
        "board-summary",
        "panel-pack",
    }
    assert {words[1] for words in COMMANDS if words[0] == "criteria"} == {"list", "show", "check", "test"}
    assert {words[1] for words in COMMANDS if words[0] == "form"} == {"bid", "comparison", "moderation", "panel"}


def test_every_document_has_its_command() -> None:
    assert [kind.name for kind in DOCUMENTS if (kind.command,) not in COMMANDS] == []
    assert len(DOCUMENTS) >= 4


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda kind: kind.name)
def test_every_document_offers_every_language(document: DocumentKind) -> None:
    text = " ".join(run(document.command, "--help").out.replace("│", " ").split())
    offered = " or ".join(f"{tag} ({name})" for tag, name in LANGUAGES.items())

    assert "Welsh" in offered
    assert offered in text


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_help_ends_in_an_example(words: tuple[str, ...]) -> None:
    """The last line of a command's help can be typed."""
    last = [line for line in run(*words, "--help").out.splitlines() if line.strip()][-1]
    assert last.strip().startswith(f"Example: socialvalue {' '.join(words)}")


@pytest.mark.parametrize("group", ["criteria", "form", "analyse"])
def test_the_help_of_a_group_ends_in_an_example(group: str) -> None:
    """A group of commands is a command too."""
    last = [line for line in run(group, "--help").out.splitlines() if line.strip()][-1]
    assert last.strip().startswith(f"Example: socialvalue {group}")


def test_worked_examples_as_json() -> None:
    """A program can read what came out."""
    data = json.loads(run("criteria", "test", "works", "--json").out)
    assert (len(data["cases"]), data["failed"]) == (12, 0)


def test_new_makes_a_folder_to_begin_with(tmp_path: Path) -> None:
    """An editable criteria file with its comments, an empty bids folder, and both blank forms."""
    folder = tmp_path / "my tender"
    ran = run("new", folder, "--criteria", "best-value")
    assert ran.code == 0
    text = (folder / "criteria.toml").read_text("utf-8")
    assert tomllib.loads(text)["id"] == "best-value"
    assert "\n# " in text
    assert list((folder / "bids").iterdir()) == []
    assert run("criteria", "check", folder).code == 0
    for name, sheet in (("bid-form.xlsx", "Offer"), ("comparison.xlsx", "Bids")):
        assert sheet in openpyxl.load_workbook(folder / "out" / name).sheetnames


def test_a_filled_in_form_is_not_overwritten(demo: Path) -> None:
    """Marks in moderation.xlsx survive a second `form moderation`, unless --replace is said."""
    before = (demo / "moderation.xlsx").read_bytes()
    assert run("form", "moderation", demo).code == 2
    assert (demo / "moderation.xlsx").read_bytes() == before
    assert run("form", "moderation", demo, "--replace").code == 0
    assert (demo / "moderation.xlsx").read_bytes() != before


def test_the_moderation_form_has_a_row_for_each_bid_and_question(demo: Path) -> None:
    """Six bids and four questions, with nothing filled in."""
    (demo / "moderation.xlsx").unlink()
    assert run("form", "moderation", demo).code == 0
    sheet = openpyxl.load_workbook(demo / "moderation.xlsx")["Moderation"]
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows()]
    rows = rows[next(n for n, row in enumerate(rows) if row[0] == "bidder") + 1 :]
    asked = {(row[0], row[1]) for row in rows}
    assert len(asked) == 24
    assert {row[3] for row in rows} == {None}


def test_explain_shows_the_working_as_a_tree(demo: Path, golden: Callable[[str, Path], None]) -> None:
    """From cell to points, with reason and rule."""
    golden(run("explain", demo, "sallowfield").out, HERE / "golden" / "explain-sallowfield.txt")


def test_explain_says_why_a_bid_is_not_ranked(demo: Path) -> None:
    """The reason stands under the name."""
    lines = run("explain", demo, "tarnwick").out.splitlines()
    assert lines[0] == "Tarnwick Travel Ltd: Disqualified"
    assert "Standard not met" in lines[1]


def test_explain_as_json(demo: Path) -> None:
    """One bid with the scores that were asked for."""
    data = json.loads(run("explain", demo, "arkenfell", "price", "--json").out)
    assert [score["criterion"] for score in data["scores"]] == ["price"]


def test_criteria_test_fails_where_a_figure_differs(tmp_path: Path) -> None:
    """A wrong expectation is named with both figures and the working, and the exit code is 1."""
    case = tmp_path / "case.toml"
    case.write_text(
        'name = "wrong"\ncriteria = "works"\n[bids.A]\n'
        "whole-life-cost = [3000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
        '"construction.approach" = 5\n"construction.team" = 5\n"construction.neighbours" = 5\nprogramme = 44\n'
        "apprenticeship-weeks = 400\nlocal-employment = 1500\nvolunteer-hours = 0\n"
        "recycling = 99\nupfront-carbon = 0\n"
        '[expect.A]\nwhole-life-cost = "49.00"\nprogramme = "9.00"\n',
        "utf-8",
    )
    ran = run("criteria", "test", case)
    if ran.code == 1 and "to fix" in ran.err:
        pytest.fail(ran.err)
    assert ran.code == 1
    assert "A · whole-life-cost: expected 49.00, came out as 50.00" in ran.out
    assert "programme" not in ran.out
    assert "0 of 1 worked examples" in ran.out


def test_a_worked_example_may_bring_its_model(tmp_path: Path) -> None:
    """The whole model inline under [model]: the contract's own example, 92.00."""
    case = tmp_path / "case.toml"
    case.write_text(
        """
name = "Two bids, price 60 and quality 40"
[model]
format = 1
id = "inline"
version = "1"
title = "Inline"
dimension = [ { id = "cost", title = "Cost" }, { id = "quality", title = "Quality" } ]
[[model.criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 60
input = { kind = "money" }
score = { method = "lowest-price" }
[[model.criterion]]
id = "plan"
dimension = "quality"
title = "Plan"
weight = 40
input = { kind = "panel", scale = "s" }
score = { method = "panel" }
[[model.standard]]
id = "living-wage"
question = "Paid?"
pass = "yes"
[[model.scale]]
id = "s"
levels = [ { mark = 0, label = "No", means = "" }, { mark = 5, label = "Yes", means = "" } ]
[bids."Harbour & Co"]
price = 100000
plan = 5
standards = { living-wage = "yes" }
[bids.Low]
price = 50000
plan = 5
standards = { living-wage = "no" }
[bids.Dear]
price = 150000
plan = 0
[expect."Harbour & Co"]
price = "60.00"
plan = 40
total = "100.00"
rank = 1
[expect.Low]
status = "disqualified"
[expect.Dear]
total = "40.00"
rank = 2
""",
        "utf-8",
    )
    ran = run("criteria", "test", case)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.slow
def test_a_report_is_made_from_evaluation_json_a_year_later(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the workbooks the report is made from the evaluation on file, and says so."""
    monkeypatch.setattr(pdf, "pango_missing", lambda: "no Pango here")
    run("score", demo)
    shutil.rmtree(demo / "bids")
    ran = run("report", demo)
    assert ran.code == 0
    assert "made from evaluation.json" in ran.err
    assert "This computer cannot make PDFs yet" in ran.err
    page = (demo / "out" / "evaluation-report.html").read_text("utf-8")
    assert "Sallowfield Drivers" in page
    assert "<script" not in page


@pytest.mark.slow
def test_a_report_of_changed_criteria_is_refused(demo: Path) -> None:
    """Without the bids, an evaluation is never shown under another award model than its own."""
    run("score", demo)
    shutil.rmtree(demo / "bids")
    with (demo / "criteria.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    ran = run("report", demo)
    assert ran.code == 1
    assert "criteria-changed" in ran.err


@pytest.mark.slow
def test_no_document_is_made_of_an_evaluation_that_is_older_than_the_bids(demo: Path) -> None:
    """Nor is it scored again unasked: what has changed is said, and which command to run."""
    run("score", demo)
    path = min((demo / "bids").iterdir())
    workbook = openpyxl.load_workbook(path)
    workbook["Offer"]["D13"] = 1124601
    workbook.save(path)
    assert "bid-changed" in run("report", demo).err
    assert run("check", demo, "--accept-by", "Ann Ash", "--because", "A slip, put right by e-mail.").code == 0
    before = (demo / "out" / "evaluation.json").read_bytes()
    for command in ("report", "board-summary", "letters"):
        ran = run(command, demo, "--format", "html")
        assert ran.code == 1
        assert "evaluation-outdated" in ran.err
        assert f"before these files changed: bids/{path.name}\n" in ran.err
        assert "Run `socialvalue score`" in ran.err
    assert before == (demo / "out" / "evaluation.json").read_bytes()
    assert sorted(one.name for one in (demo / "out").iterdir()) == ["evaluation.json", "results.xlsx"]
    assert run("score", demo).code == 0
    assert run("report", demo, "--format", "html").code == 0
    assert '"1124601"' in (demo / "out" / "evaluation.json").read_text("utf-8")


@pytest.mark.slow
def test_another_version_of_the_tool_changes_no_evaluation_and_claims_no_change(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document is made from the evaluation on file, whichever version wrote it, and the file stays as it is."""
    run("score", demo)
    path = demo / "out" / "evaluation.json"
    before = path.read_bytes()
    monkeypatch.setattr(sys.modules["socialvalue.scoring.evaluate"], "__version__", "99.0.1")
    for command in ("report", "board-summary", "letters"):
        ran = run(command, demo, "--format", "html")
        assert (0, before) == (ran.code, path.read_bytes())
        assert "changed" not in ran.err
    run("score", demo)
    assert b'"tool": "99.0.1"' in path.read_bytes(), "the other version was the one that ran"


def test_doctor_says_what_it_found() -> None:
    """Every line is a finding, but for the last, which says what they come to."""
    lines = run("doctor").out.splitlines()
    assert lines[0].split()[0] in {"ok", "MISSING"}
    assert any("Pango" in line for line in lines)


@pytest.mark.parametrize(
    ("missing", "code", "closing"),
    [
        ((), 0, "This computer has everything it needs."),
        (("HarfBuzz-subset",), 0, "This computer has everything it needs."),
        (("Pango", "PangoFT2"), 1, "This computer can do everything except make PDFs: documents are written as HTML."),
        (("Pango", "Fonts"), 1, "Missing: Pango, Fonts."),
    ],
)
def test_a_script_can_tell_whether_something_is_missing(
    monkeypatch: pytest.MonkeyPatch, missing: tuple[str, ...], code: int, closing: str
) -> None:
    """It asks for PDFs and must know whether it will get them; a library that only makes them sooner is no fault."""
    found = [
        machine.Finding(name, name not in missing, "1", "Do this." if name in missing else "", needed=name[0] != "H")
        for name in ("Python", "Pango", "PangoFT2", "HarfBuzz-subset", "Fonts")
    ]
    monkeypatch.setattr(machine, "doctor", lambda: found)
    ran = run("doctor")
    assert (ran.code, ran.out.splitlines()[-1]) == (code, closing)
    assert ran.out.count("Do this.") == len(missing)
    as_json = run("doctor", "--json")
    assert as_json.code == code
    assert [one["name"] for one in json.loads(as_json.out) if not one["ok"]] == list(missing)
