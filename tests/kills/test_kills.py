"""A run that is killed at any write: the next one carries on, nothing is lost, and nobody is accused.

All kills of every command are made by hand: `python -m tests.kills.all`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from socialvalue.competition.making import made
from socialvalue.competition.tidy import UNFINISHED
from socialvalue.errors import FilesNeedMending, WrongUsage
from socialvalue.files import write_text
from socialvalue.record import store
from socialvalue.record.history import HEAD, Event, Line, path_in
from tests.cli.run import run
from tests.kills.kill import chosen, copied, killed, writes
from tests.kills.pairs import both

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")]

WHEN = "2026-10-01T09:30:00Z"


def _events(count: int, first: int = 0) -> list[Event]:
    return [
        Event("agreed-mark", bidder=f"Bidder {n}", question="plan", now={"mark": str(n)})
        for n in range(first, first + count)
    ]


@pytest.mark.parametrize("before", [0, 3])
def test_a_record_is_whole_after_a_kill_at_any_write(tmp_path: Path, before: int) -> None:
    """Three events and then five more: after the next run there are all eight of them, whenever the first one ended."""
    begun, folder = tmp_path / "begun", tmp_path / "folder"
    begun.mkdir()
    store.append(begun, lambda _: _events(before), WHEN)

    def add() -> list[str]:
        def new(lines: list[Line]) -> list[Event]:
            return _events(8)[len(lines) :]

        return [line.event.bidder for line in store.append(folder, new, WHEN)]

    copied(begun, folder)
    count = writes(add, folder)
    assert count >= 8
    for at in range(1, count + 1):
        copied(begun, folder)
        assert killed(add, folder, at)
        assert store.read(folder)[1] == [], at
        assert [f"Bidder {n}" for n in range(before)] == [one.event.bidder for one in store.sound(folder)][:before]
        store.carry_on(folder)
        assert [f"Bidder {n}" for n in range(8)] == add(), at
        assert store.read(folder)[1] == []
        assert not store.carry_on(folder)


def _tampered(folder: Path, how: str) -> None:
    path = path_in(folder)
    lines = path.read_bytes().splitlines(keepends=True)
    match how:
        case "altered":
            lines[1] = lines[1].replace(b"Bidder 1", b"Bidder 9")
        case "the last one altered":
            lines[-1] = lines[-1].replace(b"Bidder 2", b"Bidder 9")
        case "the last one altered, without its end":
            lines[-1] = lines[-1].replace(b"Bidder 2", b"Bidder 9").rstrip()
        case "taken out":
            del lines[1]
        case "cut off":
            del lines[-1]
        case "cut off in a line":
            lines[-1] = lines[-1][:20]
        case "no head":
            path.with_name(HEAD).unlink()
        case _:
            raise AssertionError(how)
    path.write_bytes(b"".join(lines))


@pytest.mark.parametrize(
    "how",
    [
        "altered",
        "the last one altered",
        "the last one altered, without its end",
        "taken out",
        "cut off",
        "cut off in a line",
        "no head",
    ],
)
def test_what_no_kill_leaves_behind_is_still_found(tmp_path: Path, how: str) -> None:
    """A crash is forgiven; what only somebody's hand does is not, and nothing is put right by itself."""
    store.append(tmp_path, lambda _: _events(3), WHEN)
    _tampered(tmp_path, how)
    left = path_in(tmp_path).read_bytes()

    assert store.carry_on(tmp_path) == []
    with pytest.raises(FilesNeedMending) as caught:
        store.append(tmp_path, lambda _: _events(1), WHEN)
    assert {problem.code for problem in caught.value.problems} == {"history-broken"}
    assert left == path_in(tmp_path).read_bytes()


def test_a_folder_that_was_half_made_is_finished_or_made_again(tmp_path: Path) -> None:
    """Three files and what the command then does with them: all there after the next run, whenever the first ended."""
    folder = tmp_path / "tender"

    def build(home: Path) -> None:
        for name in ("a", "b", "sub/c"):
            write_text(home / name, name)

    def make() -> None:
        with made(folder, "new", build):
            write_text(folder / "done", "done")

    count = writes(make, folder)
    assert count >= 12
    copied(tmp_path / "nothing", folder)
    for at in range(1, count + 1):
        assert killed(make, folder, at)
        left = {path.name for path in folder.iterdir()} if folder.exists() else set()
        if left - {UNFINISHED} and not (folder / UNFINISHED / "complete.txt").exists():
            assert left >= {"a", "b", "sub", "done"}, at  # it had ended but for its own traces
            with pytest.raises(WrongUsage, match="not empty"):
                make()
        else:
            make()
        assert {path.name for path in folder.iterdir()} == {"a", "b", "sub", "done"}, at
        copied(tmp_path / "nothing", folder)


def test_the_next_command_carries_on_after_a_killed_score(demo: Path, tmp_path: Path) -> None:
    """Four of all its writes: the result is the one of a run that was left alone."""
    folder, whole = tmp_path / "killed", tmp_path / "whole"
    copied(demo, whole)
    assert run("score", whole).code == 0
    wanted = (whole / "out" / "evaluation.json").read_bytes()
    copied(demo, folder)
    count = writes(lambda: run("score", folder), folder)
    assert count >= 15
    for at in chosen(4, count, seed=8):
        copied(demo, folder)
        assert killed(lambda: run("score", folder), folder, at)
        ran = run("score", folder)
        assert ran.code == 0, (at, ran.err)
        assert "broken" not in ran.err
        assert wanted == (folder / "out" / "evaluation.json").read_bytes()
        assert [path.name for path in folder.rglob("*.part")] == []
        assert run("history", folder, "--verify").code == 0


def test_two_commands_at_the_same_time_hinder_nobody(demo: Path) -> None:
    """A writer beside a reader and beside another writer. A hundred pairs are run by hand."""
    assert [ended for number in range(2) for ended in both(demo, number)] == ["as it should"] * 4
    assert run("history", demo, "--verify").code == 0
