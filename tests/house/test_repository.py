"""The repository keeps its own rules: what is pinned, what is explained, and what must never be in it."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, tracked_files, unignored

PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
PINS = (ROOT / ".requirements.txt").read_text("utf-8")

TOP_LEVEL = {
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"),
    *("src", "criteria", "docs", "templates", "tests"),
}

#: A path of one person's machine. Put together here, so that this file does not hold what it looks for.
PRIVATE = re.compile("|".join(["/" + name + "/" for name in ("work", "home", "root", "Users")] + [r"C:\\Users"]))

BINARY = {".woff2", ".xlsx", ".xlsm", ".xls", ".ods", ".pdf", ".png"}


def texts() -> dict[str, str]:
    here = Path(__file__).name
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in tracked_files()
        if path.suffix not in BINARY and path.name != here
    }


def test_a_folder_without_git_has_the_same_files() -> None:
    """A ZIP, a source archive: the house rules are looked after there too."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is such a folder")

    assert sorted(tracked_files()) == [path for path in sorted(unignored(ROOT)) if path.is_file()]


def test_the_repository_holds_no_links() -> None:
    """A link to somebody's own tools would take the place of everybody's."""
    links = [path for path in unignored(ROOT) if path.is_symlink()]

    assert links == []


def test_nothing_names_a_private_path() -> None:
    named = {name: PRIVATE.findall(text) for name, text in texts().items()}

    assert {name: paths for name, paths in named.items() if paths} == {}
    assert len(named) >= 40


@pytest.mark.parametrize("text", ["see /" + "work/main", "/" + "home/ann/x", "C:" + r"\Users\ann"])
def test_a_private_path_would_be_seen(text: str) -> None:
    assert PRIVATE.search(text)


def test_the_top_level_holds_what_was_agreed() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}

    assert {name for name in top if not name.startswith(".")} - TOP_LEVEL == set()
    assert "src" in top


def test_only_the_command_line_prints() -> None:
    """Lint says so too; this says it where a file exempts itself."""
    printing = [
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert [path for path in printing if not path.startswith("cli/")] == []


def test_every_lint_exemption_has_its_reason_on_the_line() -> None:
    """In the configuration, and wherever a line of code switches a rule off."""
    configured = re.findall(r'^\s*"([A-Z]+\d*)",?(.*)$', PYPROJECT, re.MULTILINE)
    inline = {
        f"{name}:{number}": line
        for name, text in texts().items()
        if name.endswith(".py")
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(r"# (noqa|type: ignore)", line)
    }

    assert [code for code, rest in configured if "# " not in rest] == []
    assert [
        place for place, line in inline.items() if not re.search(r"# (noqa: |type: ignore\[)[^#]* (#|-) ", line)
    ] == []
    assert len(configured) >= 15


def test_every_dependency_is_pinned_once_a_condition() -> None:
    project = tomllib.loads(PYPROJECT)
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[><=]", requirement)[0] for requirement in wanted}

    pinned = re.findall(r"(?m)^[a-z].*", PINS)  # below each stand its hashes

    assert [line for line in pinned if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; .+)? \\", line)] == []
    assert names - {line.split("==")[0] for line in pinned} == set()
    assert len(set(pinned)) == len(pinned)


def test_every_dependency_has_its_reason_in_the_contributing_page() -> None:
    project = tomllib.loads(PYPROJECT)
    wanted = (
        project["project"]["dependencies"] + project["dependency-groups"]["dev"] + project["build-system"]["requires"]
    )
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

    assert [name for each in wanted if f"- `{(name := re.split(r'[><=]', each)[0])}`: " not in page] == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a ZIP that was unpacked need not keep what may be run")
def test_scripts_can_be_run() -> None:
    scripts = [path for path in (ROOT / ".ci").iterdir() if not path.suffix]

    assert [path.name for path in scripts if not os.access(path, os.X_OK)] == []
    assert len(scripts) >= 6
