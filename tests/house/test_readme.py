"""The commands of the README and of docs/ print what the pages say; their links and tables are whole."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from socialvalue.cli.app import app
from socialvalue.folder_files import FOLDER_FILES
from socialvalue.machine import doctor

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = sorted((ROOT / "docs").glob("*.md"))

pytestmark = pytest.mark.slow
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")


def _run(command: str) -> str:
    words = shlex.split(command)
    assert words[0] == "socialvalue", f"a page may show only our own commands: {command}"
    result = CliRunner().invoke(app, words[1:])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demonstration, made once by its command, and what that printed; each page has a copy of its own."""
    if not all(finding.ok for finding in doctor()):
        pytest.skip("the pages show a machine that can make PDFs; `socialvalue doctor` says what is missing here")
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return folder / "demo", _run("socialvalue demo")


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_it_shows(
    page: Path,
    demo: tuple[Path, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Each block is run line by line; `…` alone on a line stands for lines left out. `--update-golden` renews it."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(demo[0], tmp_path / "demo")
    text = page.read_text("utf-8")
    seen = 0

    def renewed(block: re.Match[str]) -> str:
        nonlocal seen
        shown, parts = block.group(1), []
        for piece in re.split(r"(?m)^(?=\$ )", shown):
            command, _, expected = piece.partition("\n")
            if not command:
                continue
            seen += 1
            words = command.removeprefix("$ ")
            actual = demo[1] if words == "socialvalue demo" else _run(words)
            parts.append(f"{command}\n{_same(expected, actual)}")
        return f"```console\n{''.join(parts)}```"

    made = BLOCK.sub(renewed, text)
    assert seen == text.count("\n$ socialvalue "), "a command stands outside of a console block"
    assert page != README or seen >= 4, "the README lost its tour"
    if request.config.getoption("--update-golden"):
        page.write_text(made, "utf-8", newline="\n")
    assert made == text, f"{page.name} shows other output than its commands print: make update-golden"


def test_the_pages_show_commands_too() -> None:
    """The pages of docs/ are found, and most of them are run."""
    assert len(PAGES) >= 7
    assert sum("```console" in page.read_text("utf-8") for page in PAGES) >= 6


def test_the_readme_is_short_and_names_every_command_and_file() -> None:
    """At most 130 lines; a row for each command of `socialvalue --help`, and for each file of a competition folder."""
    text = README.read_text("utf-8")
    rows = set(re.findall(r"(?m)^\| `([^`]+)` \|", text))
    commands = set(typer.main.get_group(app).commands)
    files = {f"{one.word}.toml" for one in FOLDER_FILES} | {"bids/", "panel/", "moderation.xlsx", "record/", "out/"}
    assert len(text.splitlines()) <= 130
    assert len(commands) >= 15
    assert commands | files == rows


def test_links_of_the_pages_lead_to_files() -> None:
    links = [
        (page, link)
        for page in (README, ROOT / "CONTRIBUTING.md", *PAGES)
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]
    assert len(links) >= 20
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def _same(expected: str, actual: str) -> str:
    """Return ``expected`` where it is ``actual`` with lines left out, else ``actual``."""
    if "\n…\n" not in f"\n{expected}":
        return actual
    pieces = re.split(r"(?m)^…\n", expected)
    pattern = r"(?s)" + r"(?:.*?)".join(re.escape(piece) for piece in pieces)
    return expected if re.fullmatch(pattern, actual) else actual
