"""The README's commands are run, in order and in one folder, and print what it says they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from socialvalue.cli.app import app
from socialvalue.machine import doctor

pytestmark = pytest.mark.slow

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")


def _run(command: str) -> str:
    words = shlex.split(command)
    assert words[0] == "socialvalue", f"the README may show only our own commands: {command}"
    result = CliRunner().invoke(app, words[1:])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


def test_the_commands_of_the_readme_print_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Each block is run line by line; `…` alone on a line stands for lines left out. `--update-golden` renews it."""
    if not all(finding.ok for finding in doctor()):
        pytest.skip("the README shows a machine that can make PDFs; `socialvalue doctor` says what is missing here")
    monkeypatch.chdir(tmp_path)
    text = README.read_text("utf-8")
    seen = 0

    def renewed(block: re.Match[str]) -> str:
        nonlocal seen
        shown, parts = block.group(1), []
        for piece in re.split(r"(?m)^(?=\$ )", shown):
            command, _, expected = piece.partition("\n")
            if not command:
                continue
            seen += 1
            actual = _run(command.removeprefix("$ "))
            parts.append(f"{command}\n{_same(expected, actual)}")
        return f"```console\n{''.join(parts)}```"

    made = BLOCK.sub(renewed, text)
    assert seen >= 8, "the README lost its tour"
    if request.config.getoption("--update-golden"):
        README.write_text(made, "utf-8", newline="\n")
    assert made == text, "the README shows other output than its commands print: make update-golden"


def _same(expected: str, actual: str) -> str:
    """Return ``expected`` where it is ``actual`` with lines left out, else ``actual``."""
    if "\n…\n" not in f"\n{expected}":
        return actual
    pieces = re.split(r"(?m)^…\n", expected)
    pattern = r"(?s)" + r"(?:.*?)".join(re.escape(piece) for piece in pieces)
    return expected if re.fullmatch(pattern, actual) else actual
