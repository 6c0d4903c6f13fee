"""What the house tests read: the project's own modules and tracked files."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "socialvalue"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its path within it, parsed."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"), str(path))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imports(tree: ast.AST, path: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it; `path` makes relative ones whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                inside = ["socialvalue", *Path(path).parent.parts]
                base = ".".join([*inside[: len(inside) - node.level + 1], *filter(None, [base])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def for_types_only(tree: ast.AST) -> ast.Module:
    """What stands under `if TYPE_CHECKING`: read by the type checker, never run."""
    blocks = (node.body for node in ast.walk(tree) if isinstance(node, ast.If) and _names(node.test, "TYPE_CHECKING"))
    return ast.Module([statement for body in blocks for statement in body], [])


def _names(test: ast.expr, name: str) -> bool:
    return (isinstance(test, ast.Name) and test.id == name) or (isinstance(test, ast.Attribute) and test.attr == name)


def tracked_files() -> list[Path]:
    """Every file that belongs to the project: what git tracks or would add, so that a new file is judged at once.

    In a folder that came as a ZIP or a source archive, every file that git would not ignore.
    """
    if not (ROOT / ".git").exists():
        return [path for path in unignored(ROOT) if path.is_file()]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def unignored(folder: Path) -> Iterator[Path]:
    """Every file and folder below ``folder`` that no line of the project's .gitignore names.

    PKG-INFO is what a source archive adds.
    """
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()]
    for path in sorted(folder.iterdir()):
        names = (path.name, f"/{path.relative_to(ROOT).as_posix()}")
        if path.name in {".git", "PKG-INFO"} or any(fnmatch(name, pattern) for name in names for pattern in ignored):
            continue
        yield path
        if path.is_dir():
            yield from unignored(path)
