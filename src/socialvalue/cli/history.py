"""`history`: what happened to every mark, and whether the record is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.options import JsonOption, found_at
from socialvalue.errors import FilesNeedMending, Note, Place, WrongUsage


@show.guarded
def history(
    folder: Annotated[Path, typer.Argument(help="The competition folder.")],
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
    from socialvalue.competition.history import HOW_EXPECTED
    from socialvalue.competition.history import history as history_of

    if expect is not None and not verify:
        raise WrongUsage(HOW_EXPECTED)
    for target in found_at(folder):
        told = history_of(target, expect=expect)
        if verify:
            if told.problems:
                raise FilesNeedMending(list(told.problems))
            intact = "The record is intact and every stored copy matches the original."
            show.line(f"{target.path}: {len(told.events)} events. {intact}")
            show.lines(f"The last event: {line.head}" for line in told.events[-1:])
            continue
        show.notes([Note(Place(), f"The record is broken: {problem}") for problem in told.problems])
        if as_json:
            for line in told.events:
                show.say_json_text(line.as_json())
            continue
        show.lines(told.lines())
