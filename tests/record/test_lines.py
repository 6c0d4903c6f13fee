"""Whatever stands in the history or its head, it is an event or a located problem: never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.record.chain import chain_of
from socialvalue.record.history import Event, chained, head_of, path_in
from tests.cli.run import run

WHEN = "2026-10-01T09:30:00Z"
LINES = chained([], [Event("agreed-mark", bidder=f"Bidder {n}", now={"mark": str(n)}) for n in range(3)], WHEN)
HEAD = head_of(LINES).encode()
GOOD = LINES[1].as_json()


def _with(**changes: object) -> bytes:
    return json.dumps(json.loads(GOOD) | changes, sort_keys=True, separators=(",", ":")).encode()


BAD = {
    "not UTF-8": GOOD.encode().replace(b"Bidder", b"Bid\x97er"),
    "a lone surrogate": GOOD.replace("Bidder", "\\ud800").encode(),
    "deep nesting": b"[" * 100_000 + b"]" * 100_000,
    "a huge number": GOOD.replace('"number":2', f'"number":{"9" * 5000}').encode(),
    "a huge exponent": GOOD.replace('"number":2', '"number":1e999').encode(),
    "NaN": GOOD.replace('"number":2', '"number":NaN').encode(),
    "a number that is true": _with(number=True),
    "a list as values": _with(now=[[]]),
    "a number as a value": _with(now={"mark": 3}),
    "an object as a name": _with(bidder={}),
    "no files": _with(files=None),
    "a day that is none": _with(when="hash"),
    "an unknown key": _with(more=""),
    "a later format": _with(format=2),
    "a key twice": GOOD.replace('"who":""', '"who":"","who":""').encode(),
    "written otherwise": GOOD.replace(",", ", ").encode(),
    "a text": b'"text"',
    "nothing": b"",
    "zeros": b"\0" * 40,
}


@pytest.mark.parametrize("what", BAD)
def test_a_line_that_is_no_event_is_named(what: str) -> None:
    raw = b"".join(line + b"\n" for line in (LINES[0].as_json().encode(), BAD[what], LINES[2].as_json().encode()))
    problems = chain_of(raw, HEAD).problems
    assert (problems[0].code, str(problems[0].place)) == ("history-broken", "record/history.jsonl · line 2")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"number": 3}',
        b'{"number": true, "hash": ""}',
        HEAD * 2,
        *(HEAD.replace(b": 3", b": " + number) for number in (b"-1", b"1e9", b"0x10", b"2", b"4", b"9" * 5000)),
    ],
)
def test_a_head_that_says_nothing_or_something_else_is_named(head: bytes) -> None:
    raw = "".join(f"{line.as_json()}\n" for line in LINES).encode()
    assert chain_of(raw, HEAD).problems == ()
    assert [problem.code for problem in chain_of(raw, head).problems] == ["history-broken"]


@given(st.data())
def test_no_change_of_bytes_is_passed_over_or_ends_in_a_traceback(data: st.DataObject) -> None:
    """A change before the end is found; one of the last line's end is what a run that was cut off leaves."""
    raw = bytearray("".join(f"{line.as_json()}\n" for line in LINES).encode())
    at = data.draw(st.integers(0, len(raw) - 2))
    raw[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[at]))
    assert chain_of(bytes(raw), HEAD).problems


def test_a_line_separator_in_a_reason_is_no_end_of_a_line(tmp_path: Path) -> None:
    """Word processors put U+2028 into what is pasted; JSON leaves it as it stands."""
    lines = chained([], [Event("x", reason="one\u2028two\u0085three\x0bfour")], WHEN)
    raw = f"{lines[0].as_json()}\n".encode()
    assert tuple(lines) == chain_of(raw, head_of(lines).encode()).lines


@pytest.mark.slow
def test_the_command_names_what_it_cannot_read(demo: Path) -> None:
    path = path_in(demo)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[4] = b"[" * 100_000 + b"\n"
    path.write_bytes(b"".join(lines))
    for words in (("history", demo, "--verify"), ("check", demo), ("moderate", demo), ("letters", demo)):
        ran = run(*words)
        assert (ran.code, "record/history.jsonl · line 5" in ran.err) == (1, True)
    assert run("history", demo).code == 0
