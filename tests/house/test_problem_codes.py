"""Every kind of fault has a stable code, and every code a paragraph for the person whose file it is in."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from socialvalue.problems import EXPLANATIONS
from tests.house.source import ROOT, modules

CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def codes(tree: ast.AST) -> set[str]:
    """The codes that a module makes problems with, each as a pattern: one made from parts stands for several."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            given += node.args[:1] if name == "Problem" else []
            found |= {pattern for value in given for pattern in patterns(value)}
    return found


def patterns(value: ast.expr) -> list[str]:
    """What an expression can be: its text, either side of a conditional, anything in the gaps of an f-string."""
    match value:
        case ast.Constant(value=str(text)):
            return [re.escape(text)]
        case ast.IfExp(body=body, orelse=orelse):
            return [*patterns(body), *patterns(orelse)]
        case ast.JoinedStr(values=parts):
            return ["".join(patterns(part)[0] if isinstance(part, ast.Constant) else "[a-z-]+" for part in parts)]
        case _:
            return []


def written(tree: ast.AST) -> set[str]:
    """Every text of a module: a code may be named far from the problem that it goes into."""
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts | {code for pattern in codes(tree) for code in EXPLANATIONS if re.fullmatch(pattern, code)}


def unexplained(tree: ast.AST) -> list[str]:
    return [
        pattern.replace("\\", "")
        for pattern in codes(tree)
        if not any(re.fullmatch(pattern, known) for known in EXPLANATIONS)
    ]


@pytest.mark.parametrize("path", modules())
def test_every_code_used_is_explained(path: str) -> None:
    assert unexplained(modules()[path]) == []


def test_every_code_explained_is_used() -> None:
    used = set().union(*(written(tree) for path, tree in modules().items() if path != "problems.py"))

    assert [code for code in EXPLANATIONS if code not in used] == []


def test_the_search_finds_codes() -> None:
    source = """
Problem("no-such-one", place)
errors.Problem(code="no-such-two" if x else "no-such-three")
fault(code=f"no-such-{kind}-fault")
Problem("criteria-syntax")
"""

    found = {"no-such-one", "no-such-two", "no-such-three", "no-such-[a-z-]+-fault"}
    assert found == set(unexplained(ast.parse(source)))
    assert len(EXPLANATIONS) >= 15


def test_the_catalogue_is_in_alphabetical_order() -> None:
    assert sorted(EXPLANATIONS) == list(EXPLANATIONS)


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_a_code_is_words_joined_by_hyphens_and_its_paragraph_is_sentences(code: str) -> None:
    assert CODE.fullmatch(code)
    assert EXPLANATIONS[code].endswith(".")
    assert EXPLANATIONS[code].count(". ") >= 1, "what it means, and what to do"
    assert "  " not in EXPLANATIONS[code]


def test_the_list_of_problems_for_readers_is_fresh(golden: Callable[[str, Path], None]) -> None:
    """What each code means can be read without the program; `--update-golden` writes it anew."""
    head = (
        "# What each problem means\n\n"
        "Every problem that `socialvalue check` shows ends in a code in square brackets. "
        "This is what stands behind each.\n"
    )
    body = "".join(f"\n**{code}**: {text}\n" for code, text in EXPLANATIONS.items())
    golden(head + body, ROOT / "criteria" / "problems.md")
