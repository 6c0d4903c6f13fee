"""`import socialvalue` costs next to nothing, its names are what it says, and the page about it runs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import socialvalue
from tests.cli.run import run
from tests.house.source import ROOT, imports, modules
from tests.house.test_help_is_light import HEAVY

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

#: What commands share. Everything else in `cli/` is a command.
SHARED = {"__init__", "app", "early", "harmless", "options", "progress", "ranking", "show", "writing"}

#: A command parses, calls and shows. With its options, `history` is the longest.
MOST_LINES = 40


def _python(code: str) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return ran.stdout.split()


def test_importing_it_loads_nothing_heavy() -> None:
    loaded = _python("import sys, socialvalue; dir(socialvalue); print(*{n.split('.')[0] for n in sys.modules})")

    assert "socialvalue" in loaded
    assert [name for name in (*HEAVY, "typer", "pydantic") if name in loaded] == []


@pytest.mark.parametrize("name", socialvalue.__all__)
def test_each_name_is_there(name: str) -> None:
    offered = getattr(socialvalue, name)
    assert name in dir(socialvalue)
    assert name == "__version__" or offered.__doc__


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = socialvalue.no_such_name  # type: ignore[attr-defined]  # which is the point


def test_what_the_type_checker_is_told_is_what_is_loaded() -> None:
    """The names stand in the source three times: for types, for loading and for `import *`."""
    tree = modules()["__init__.py"]
    typed = {name.rpartition(".")[2] for name in imports(tree, "__init__.py") if name.startswith("socialvalue.")}

    assert typed | {"__version__"} == set(socialvalue.__all__)
    assert set(socialvalue._HOME) == typed


@pytest.mark.parametrize("first", ["socialvalue.report.page.html", "socialvalue.competition.letters"])
def test_the_room_of_the_same_name_does_not_take_the_place_of_the_function(first: str) -> None:
    """Python would make the folder `report` an attribute, when a module of it is first imported."""
    code = f"import socialvalue, importlib; importlib.import_module('{first}'); print(socialvalue.report.__module__)"

    assert _python(code) == ["socialvalue.competition.documents"]


def _commands() -> dict[str, ast.Module]:
    found = {path: tree for path, tree in modules().items() if path.startswith("cli/")}
    return {path: tree for path, tree in found.items() if Path(path).stem not in SHARED}


def test_no_command_imports_another() -> None:
    commands = _commands()
    assert len(commands) >= 15
    names = {f"socialvalue.cli.{Path(path).stem}" for path in commands}
    taken = {
        path: [name for name in imports(tree, path) if name in names or name.rpartition(".")[0] in names]
        for path, tree in commands.items()
    }

    assert {path: found for path, found in taken.items() if found} == {}


def test_a_command_parses_calls_and_shows() -> None:
    lengths = {
        f"{path}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in _commands().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    }

    assert len(lengths) >= 20
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


@pytest.mark.slow
def test_the_python_of_the_pages_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each block is run by itself, beside a competition called my-tender."""
    blocks = [block for page in PAGES for block in re.findall(r"(?ms)^```python\n(.*?)^```$", page.read_text("utf-8"))]
    assert blocks
    monkeypatch.chdir(tmp_path)
    assert run("demo", "my-tender").code == 0
    capsys.readouterr()
    for block in blocks:
        exec(compile(block, "page", "exec"), {})  # noqa: S102 - what our own pages show
        assert "evaluation-report" in capsys.readouterr().out
