"""`history`: what happened to every mark, and whether the record is whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.history_text import by_question
from socialvalue.cli.score import JsonOption
from socialvalue.competition.targets import Target, targets
from socialvalue.errors import FilesNeedMending, Note, Place, Problem, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from socialvalue.record.history import Line

#: Hex digits of a hash that documents print; more may be given.
PRINTED = 16

_HEAD = re.compile(rf"(?:(?P<number>[0-9]{{1,12}}):)?(?P<digits>[0-9a-f]{{{PRINTED},64}})")

FolderArgument = Annotated[Path, typer.Argument(help="The competition folder.")]


@show.guarded
def history(
    folder: FolderArgument,
    verify: Annotated[bool, typer.Option("--verify", help="Check that the record is intact, and stop.")] = False,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect",
            metavar="HEAD",
            help="With --verify: also check for the event printed on a document, such as 99:0123456789abcdef.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what happened to every mark, question by question: who changed it, when, from what to what, and why."""
    from socialvalue.record import store

    wanted = _head(expect, verify=verify)
    for target in targets(folder):
        lines, problems = store.read(target.path)
        problems += [*store.check_received(target.path, lines), *_standing(target, lines)]
        if wanted is not None:
            problems += _expected(lines, *wanted)
        if verify:
            if problems:
                raise FilesNeedMending(problems)
            show.line(
                f"{target.path}: {len(lines)} events. The record is intact and every stored copy matches the original."
            )
            if lines:
                show.line(f"The last event: {lines[-1].head}")
            continue
        show.notes([Note(Place(), f"The record is broken: {problem}") for problem in problems])
        if as_json:
            for one in lines:
                show.say_json_text(one.as_json())
            continue
        for text in by_question(lines):
            show.line(text)


def _head(text: str | None, *, verify: bool) -> tuple[int | None, str] | None:
    """Return the number and the digits of an event, as documents print them.

    Raises:
        WrongUsage: Where the text is none.
    """
    if text is None:
        return None
    match = _HEAD.fullmatch(text.strip().lower())
    if match is None or not verify:
        raise WrongUsage(
            f"Use --expect with --verify, and give the event as documents print it: its number, a colon and {PRINTED} "
            "digits (99:0123456789abcdef), or the digits alone."
        )
    return int(match["number"]) if match["number"] else None, match["digits"]


def _expected(lines: Sequence[Line], number: int | None, digits: str) -> list[Problem]:
    from socialvalue.record.chain import FILE

    if any(line.hash.startswith(digits) and number in {None, line.number} for line in lines):
        return []
    head = f"{number}:{digits}" if number is not None else digits
    action = "Find out which is genuine: the record here, or the document that names this event."
    where = Place(file=FILE, key=f"line {number}" if number is not None else "")
    return [Problem("record-head", where, f"no event {head}", "the event that the document names", action)]


def _standing(target: Target, lines: Sequence[Line]) -> list[Problem]:
    """Return what in the folder is not as the record says, as far as hashes tell."""
    from socialvalue.competition.standing import bids_there, evaluation_changed, record_missing
    from socialvalue.record.bids import bid_problem, missing, missing_problems
    from socialvalue.record.changes import Known

    if not target.is_folder:
        return []
    known, there = Known.of(lines), bids_there(target.path)
    present = there | {name: hash_ for name, hash_ in known.files.items() if (target.path / name).is_file()}
    other = [name for name, hash_ in there.items() if known.files.get(name, hash_) != hash_]
    found = "a different file from the one received: `socialvalue check` shows what has changed"
    return [
        *record_missing(target, lines),
        *evaluation_changed(target, known),
        *missing_problems(missing(known, present)),
        *(bid_problem(Place(file=name), found, "") for name in other),
    ]
