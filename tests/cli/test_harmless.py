"""No text from outside steers the terminal that it is shown on, whichever way it comes there."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from socialvalue.cli import show
from socialvalue.cli.harmless import harmless, harmless_json
from socialvalue.errors import Note, Place, Problem
from tests.cli.run import Ran, run
from tests.house.source import modules

pytestmark = pytest.mark.slow

#: Clears the screen, rings, turns text back to front, starts a line, hides, and says in Unicode's tags what none sees.
HOSTILE = "\x1b[2J\x07\u202eevil\u2066\u200f\x9b31m\x85\u2028\u2029\r\x00\x7f\u200b\xad\U000e0041\ue000\ufeff"

#: What may print.
PRINTERS = {"cli/show.py"}

#: What prints, by the last part of its name.
PRINTING = {"print", "echo", "secho", "echo_via_pager", "confirm", "prompt", "progressbar", "Console", "pprint"}

WRITING = tuple(f"{stream}.{name}" for stream in ("stdout", "stderr") for name in ("write", "writelines", "buffer"))


def printing(tree: ast.AST) -> list[str]:
    """Everything in a module that would print."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in PRINTING:
                found.append(name)
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(WRITING):
            found.append(ast.unparse(node))
        if isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            found += [name for name in names if name.split(".")[0] in {"rich", "click"}]
    return found


def test_nothing_prints_past_the_one_point() -> None:
    prints = {path: printing(tree) for path, tree in modules().items()}

    assert {path for path, found in prints.items() if found} == PRINTERS
    assert set(prints["cli/show.py"]) == {"echo", "rich.cells"}  # the second measures, and prints nothing


@pytest.mark.parametrize(
    "source",
    ["print(1)", "typer.echo(1)", "sys.stdout.write('')", "from rich.console import Console", "typer.confirm('')"],
)
def test_a_module_that_prints_is_seen(source: str) -> None:
    assert printing(ast.parse(source))


def test_each_hostile_character_is_shown_by_its_number_and_what_is_harmless_stays() -> None:
    assert harmless(HOSTILE[:11]) == "[U+001B][2J[U+0007][U+202E]evil[U+2066]"
    assert harmless(HOSTILE).isprintable()
    assert harmless("Harbour & Co · Llanŵr\u00a0£5 日本語 🚌\n") == "Harbour & Co · Llanŵr\u00a0£5 日本語 🚌⏎"


def test_json_means_the_same_and_is_harmless() -> None:
    text = json.dumps({"name": HOSTILE, "lone": "\ud800"}, ensure_ascii=False, indent=2)
    shown = harmless_json(text)

    assert json.loads(shown) == {"name": HOSTILE, "lone": "\ud800"}
    assert all(line.isprintable() for line in shown.split("\n"))


def _is_harmless(ran: Ran) -> bool:
    return all(line.isprintable() or "\u00a0" in line for line in (ran.out + ran.err).split("\n"))


def test_every_way_to_show_a_text_passes_the_point(capsys: pytest.CaptureFixture[str]) -> None:
    show.line(HOSTILE)
    show.lines([HOSTILE])
    show.heading(HOSTILE)
    show.aside(HOSTILE)
    show.over(HOSTILE)
    show.over("")
    show.aside("")
    show.notes([HOSTILE, Note(Place(file=HOSTILE), HOSTILE)])
    show.warnings([HOSTILE])
    show.problems([Problem("x", Place(file=HOSTILE, cell=HOSTILE), HOSTILE, HOSTILE, HOSTILE)], HOSTILE)
    show.say_json({HOSTILE: HOSTILE})
    show.table([HOSTILE], [[HOSTILE], ["\x1b[31m" * 40]])
    show.crash(ValueError, ValueError(HOSTILE), None)
    printed = capsys.readouterr()

    # Only the progress bar steers, by itself: it goes back to the start of its line, here twice.
    assert printed.err.count("\r") == 2
    assert [text for text in (printed.out + printed.err.replace("\r", "")).split("\n") if not text.isprintable()] == []
    assert (printed.out + printed.err).count("[U+202E]") >= 12


@pytest.mark.parametrize(
    "words",
    [
        ("sc\x1b[31more\u202e",),
        ("score", "no\x1b[31m\u202e"),
        ("score", ".", "--criteria", "no\x1b[31m\u202e"),
        ("score", "--no\x1b[31m\u202e"),
        ("letters", ".", "--notice-date", "no\x1b[31m\u202e"),
        ("criteria", "sh\x1b[31mow\u202e"),
    ],
)
def test_a_wrong_command_line_is_repeated_harmlessly(words: tuple[str, ...]) -> None:
    ran = run(*words)

    assert ran.code == 2
    assert ran.err
    assert _is_harmless(ran)


def test_hostile_answers_are_shown_harmlessly(demo: Path) -> None:
    form = min((demo / "bids").glob("*.xlsx"))
    book = load_workbook(form)
    answers = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).lower() == "yes"]
    for cell in answers:
        cell.value = "\u202eeno\u2066\u200f\x85\u2028"
    book.save(form)
    commands = [("check", demo), ("check", demo, "--json"), ("score", demo)]
    ran = [run(*words) for words in commands]

    assert answers
    assert [words for words, one in zip(commands, ran, strict=True) if not _is_harmless(one)] == []
    assert ["[U+202E]" in one.err for one in ran] == [True, False, True]


def test_a_hostile_award_model_and_history_are_shown_harmlessly(demo: Path) -> None:
    criteria = demo / "criteria.toml"
    criteria.write_text(criteria.read_text("utf-8").replace('title = "', 'title = "\\u202e', 1), "utf-8")
    (demo / "record").mkdir(exist_ok=True)
    (demo / "record" / "history.jsonl").write_text('{"number": 1, "who": "\u202e\x85\\u001b[31m"}\n', "utf-8")
    ran = [run("criteria", "show", demo), run("criteria", "check", demo), run("history", demo)]

    assert all(_is_harmless(one) and one.out + one.err for one in ran)
    assert "[U+202E]" in ran[0].out + ran[0].err


def test_columns_of_a_table_line_up_whatever_letters_are_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A name in Japanese takes two columns a letter, an accent that is put over one takes none."""
    names = ["Ash", "日本語の会社名株式会社", "Cwmni Llanw\u0302r", "🚌 Bus", "東" * 100]
    show.table(["Bidder", "Total"], [[name, "97.50"] for name in names], right=[1])
    lines = capsys.readouterr().out.splitlines()

    assert 1 + len(names) + 1 == len(lines)  # the last name is broken once
    assert sum(2 * line.count("東") for line in lines) == 200
    figures = [cell_len(line) for line in lines if line.endswith("97.50")]
    assert [figures[0]] * 5 == figures
    assert all(cell_len(line) <= 140 for line in lines)
