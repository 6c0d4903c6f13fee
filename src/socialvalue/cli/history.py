"""`history`: what happened to every mark, and whether the record is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.score import JsonOption
from socialvalue.cli.targets import targets
from socialvalue.errors import FilesNeedMending, Note, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from socialvalue.record.history import Line

FolderArgument = Annotated[Path, typer.Argument(help="The competition folder.")]


@show.guarded
def history(
    folder: FolderArgument,
    verify: Annotated[bool, typer.Option("--verify", help="Check the chain and the kept copies, and stop.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what happened to every mark, by question: from what to what, whose, when and why."""
    from socialvalue.record import store

    for target in targets(folder):
        lines, problems = store.read(target.path)
        problems += store.check_received(target.path, lines)
        if verify:
            if problems:
                raise FilesNeedMending(problems)
            show.line(f"{target.path}: {len(lines)} events, the chain is whole, the kept copies are as received.")
            continue
        show.notes([Note(Place(), f"The record is broken: {problem}") for problem in problems])
        if as_json:
            for one in lines:
                show.say_json_text(one.as_json())
            continue
        for text in by_question(lines):
            show.line(text)


def by_question(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the history as text: first what concerns the whole competition, then question by question."""
    questions = list(dict.fromkeys(line.event.question for line in lines))
    for question in sorted(questions, key=lambda id_: (id_ != "", questions.index(id_))):
        yield question or "The competition"
        for line in lines:
            if line.event.question == question:
                yield from _told(line)
        yield ""


def _told(line: Line) -> Iterator[str]:
    event = line.event
    head = f"  {line.number:>4}  {line.when.replace('T', ' ').rstrip('Z')}"
    was, now = event.was or {}, event.now or {}
    match event.what:
        case "individual-mark" | "agreed-mark":
            who = f"{event.who} gave" if event.who else "the panel agreed"
            before = f", before: {was['mark'] or 'blank'}" if was and was.get("mark") != now.get("mark") else ""
            yield f"{head}  {event.bidder}: {who} {now.get('mark') or 'no mark'}{before}"
            for name in ("reason", "reference", "differs", "change"):
                if now.get(name) and now.get(name) != was.get(name):
                    yield f"{' ' * 29}{name}: {now[name]}"
        case "received":
            for name, hash_ in event.files.items():
                yield f"{head}  received {name}, SHA-256 {hash_}"
        case "bids":
            yield f"{head}  read {len(event.files)} workbooks of bids"
        case "order":
            yield f"{head}  {event.who} is shown the bids in this order: {now.get('order', '')}"
        case "quality-complete":
            yield f"{head}  the quality marks are complete: prices may be read; fingerprint {now.get('fingerprint')}"
        case "moderated":
            yield f"{head}  moderation.xlsx was made from the score sheets"
        case "redaction":
            yield from _withheld(head, line)
        case _:
            yield f"{head}  {event.what} by {event.who}: {event.reason}"


def _withheld(head: str, line: Line) -> Iterator[str]:
    event = line.event
    was, now = event.was or {}, event.now or {}
    told = now or was
    what = "the answer" if told.get("part") == "answer" else f"a passage of the {told.get('part', '')}"
    if not now:
        yield f"{head}  {event.bidder}: {what} is no longer withheld from the letters of the others"
    else:
        again = "still " if was else ""
        yield f"{head}  {event.bidder}: {what} is {again}withheld from the letters of the others"
    if told.get("passage"):
        yield f"{' ' * 29}passage: {told['passage']}"
    if now:
        yield f"{' ' * 29}ground: {now.get('ground', '')}"
        yield f"{' ' * 29}decided: by {now.get('decided-by', '')} on {now.get('decided-on', '')}"
