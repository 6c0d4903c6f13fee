"""The one reader of TOML files: what no honest file holds is refused at once, with its line or key."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.errors import Problem
from socialvalue.intake.award.authority import load_look
from socialvalue.intake.award.award import load_award
from socialvalue.intake.award.redactions import load_redactions
from socialvalue.intake.criteria.cases import read_case
from socialvalue.intake.criteria.file import load_criteria
from socialvalue.intake.panel.file import load_panel
from socialvalue.intake.panel.labels import read_names
from socialvalue.intake.toml.text import MOST_BYTES, MOST_LEVELS, MOST_VALUES, parsed, read_toml
from socialvalue.model.competition import Competition
from socialvalue.scoring import evaluate
from tests.intake.panel_build import criteria


def problems(text: str | bytes) -> list[Problem]:
    content = text if isinstance(text, bytes) else text.encode()
    data, found = parsed(content, "c.toml", "criteria")
    assert (data is None) == bool(found)
    return found


LIMITS = [
    ("a = 1\nb = " + "[" * 5000, "", "line 2"),
    ("a = " + "[" * (MOST_LEVELS + 1) + "]" * (MOST_LEVELS + 1), "", "line 1"),
    ("a = " + "{b = " * 500 + "1" + "}" * 500, "", "line 1"),
    ("\n\na" + ".a" * 100_000 + " = 1", "", "line 3"),
    ("[" + "a." * 100_000 + "a]", "", "line 1"),
    ("k" * 101 + " = 1", "", "a key or number of 101 characters, in line 1"),
    ("a = " + "9" * 5000, "", "a key or number of 5000 characters"),
    ("a = 0x" + "f" * 5000, "", "a key or number of 5002 characters"),
    ('"' + "k" * 401 + '" = 1', "k" * 80 + "…", "401 characters"),
    ("[[row]]\nid = 'x'\nb = 1e999999999", "row.x.b", "the number 1E+999999999"),
    ("a = 1e-999999999", "a", "the number 1E-999999999"),
    ("a = -1e9999999999999999999999", "a", "the number -1e9999999999999999999999"),
    ("a = 1e15", "a", "the number 1E+15"),
    ("a = -1000000000000000", "a", "the number -1000000000000000"),
    ("a = 0." + "3" * 61, "a", "the number 0.333"),
    ("a = 0e999999999", "a", "the number 0E+999999999"),
    ("a = 1899-12-31", "a", "the day 1899-12-31"),
    ("a = 0001-01-01T00:00:00Z", "a", "the day 0001-01-01"),
    ('a = "x\\u0000"', "a", "the control character U+0000"),
    ('a = ["x", "\\u001b[2J"]', "a[2]", "the control character U+001B"),
    ('[t]\n"a\\u0085" = 1', "t.a", "a key with the control character U+0085"),
    ('a = "' + "x" * 32_768 + '"', "a", "32,768 characters"),
    ("a = [" + "1," * MOST_VALUES + "]", "a", "more than 20,000 values"),
    ("#" * (MOST_BYTES + 1), "", "more than 1,000,000 bytes"),
]


@pytest.mark.parametrize(("text", "key", "found"), LIMITS, ids=[found[:40] for _, _, found in LIMITS])
def test_what_could_stop_the_tool_is_refused_with_its_key_or_line(text: str, key: str, found: str) -> None:
    (problem,) = problems(text)
    assert ("toml-limits", "c.toml", key) == (problem.code, problem.place.file, problem.place.key)
    assert found in problem.found


SYNTAX = [
    (b"a = 1\nb = \xff", "not UTF-8, at byte 11, in line 2"),
    (b"\xff\xfea\x00", "UTF-16"),
    ("a = 'é'".encode("utf-16"), "UTF-16"),
    ("a = 1".encode("utf-16-le"), "UTF-16"),
    (b"a = 1\x00", "UTF-16, or no text at all"),
    (b"a = '\xed\xa0\x80'", "not UTF-8, at byte 6"),
    (b'a = "\\ud800"', "line 1"),
    (b"a = 2026-02-30", "line 1"),
    (b"a = 2026-13-01", "line 1"),
    (b"a.b = 1\na.b.c = 2", "line 2"),
    (b"a = 1\n[a]", "line 2"),
    (b"a = 1\na = 2", "line 2"),
    (b'a = """', "document"),
    (b"a = \x1b[2J", "line 1"),
]


@pytest.mark.parametrize(("content", "found"), SYNTAX, ids=[repr(content)[:30] for content, _ in SYNTAX])
def test_what_is_no_toml_is_refused_with_its_line(content: bytes, found: str) -> None:
    (problem,) = problems(content)
    assert (problem.code, problem.place.file) == ("criteria-syntax", "c.toml")
    assert found in problem.found
    assert problem.found.isprintable()


def test_every_limit_in_a_file_is_told_at_once() -> None:
    found = problems('a = 1e99\n[b]\nc = "\\u0007"\nd = 1000-01-01')
    assert [problem.place.key for problem in found] == ["a", "b.c", "b.d"]


def test_what_people_write_is_read_exactly() -> None:
    """Brackets, quotes and hashes in texts and comments count for nothing; a byte-order mark is skipped."""
    text = "\ufeff" + "\n".join(
        (
            f"# {'[' * 100}",
            f'a = "{"[" * 100} \\" {"." * 100} # no comment"',
            f"b = '''{'{' * 100}\n''quoted'' {'.a' * 100}'''",
            f'c = """{"[" * 100} ""two"" """',
            f"long = '{'w' * 32_767}'",
            "third = 0." + "3" * 60,
            "most = 999999999999999",
            f"deep = {'[' * MOST_LEVELS}{']' * MOST_LEVELS}",
            "day = 1900-01-01",
        )
    )
    data, found = parsed(text.encode(), "c.toml", "criteria")
    assert found == []
    assert data is not None
    assert data["third"] == Decimal("0." + "3" * 60)
    assert data["most"] == 999_999_999_999_999
    assert data["a"] == "[" * 100 + ' " ' + "." * 100 + " # no comment"


def test_a_file_that_may_not_be_opened_is_a_problem(tmp_path: Path) -> None:
    read = read_toml(tmp_path, "c.toml", "criteria")  # a folder opens on no system
    assert [problem.code for problem in read.problems] == ["file-not-regular"]


HOSTILE = [
    b"a = " + b"[" * 3000,
    b"a = 1e999999999",
    b"format = 1e999999999",
    b"\xff",
    "format = 1".encode("utf-16"),
    b'format = "\\u0000"',
    b"format = [1, {}, 'a']",
    b"supplier = [1, {}, 'a']\nevaluator = [{}, 2, []]\nredaction = [[], {}]\nlabels = [1]\ncriterion = [{}, 1]",
    b"a.b = 1\na = 2",
]


@pytest.mark.parametrize("content", HOSTILE, ids=[repr(content)[:30] for content in HOSTILE])
def test_every_file_that_people_write_is_read_so(content: bytes, tmp_path: Path) -> None:
    """Criteria, a worked example, panel, award, authority, redactions and the key of blind sheets."""
    model = criteria()
    evaluation = evaluate(model, Competition(bids=()))
    (tmp_path / "panel").mkdir()
    names = ("criteria.toml", "case.toml", "panel.toml", "award.toml", "authority.toml", "redactions.toml")
    for name in (*names, "panel/blind-key.toml"):
        (tmp_path / name).write_bytes(content)
    read = {
        "criteria": load_criteria(tmp_path / "criteria.toml").problems,
        "case": read_case(tmp_path / "case.toml")[1],
        "panel": load_panel(tmp_path, model, ["A"]).problems,
        "award": load_award(tmp_path, ["A"]).problems,
        "authority": load_look(tmp_path).problems,
        "redactions": load_redactions(tmp_path, model, evaluation).problems,
        "key": read_names(tmp_path, ["A"], (), complete=True)[1],
    }
    assert len(read) == 7
    for kind, found in read.items():
        assert found, kind
        assert all(one.place.file and one.found and one.expected and one.action for one in found), kind
