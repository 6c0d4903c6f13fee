"""The history as text, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from socialvalue.record.history import Line


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
            if event.reason:
                yield f"{' ' * 29}{event.who + ': ' if event.who else ''}{event.reason}"
        case "bids":
            yield f"{head}  read {len(event.files)} workbooks of bids"
        case "order":
            yield f"{head}  {event.who} sees the bids in this order: {now.get('order', '')}"
        case "quality-complete":
            yield f"{head}  the quality marks are complete: prices may be read; fingerprint {now.get('fingerprint')}"
        case "moderated":
            yield f"{head}  moderation.xlsx was made from the score sheets"
        case "redaction":
            yield from _withheld(head, line)
        case "bid-changed" | "removed" | "moved" | "inputs" | "evaluated" | "clock-accepted":
            yield from _about_files(head, line)
        case _:
            yield f"{head}  {event.what} by {event.who}: {event.reason}"


def _withheld(head: str, line: Line) -> Iterator[str]:
    event = line.event
    was, now = event.was or {}, event.now or {}
    told = now or was
    what = "the answer" if told.get("part") == "answer" else f"a passage of the {told.get('part', '')}"
    if not now:
        yield f"{head}  {event.bidder}: {what} is no longer withheld from the letters of other suppliers"
    else:
        again = "still " if was else ""
        yield f"{head}  {event.bidder}: {what} is {again}withheld from the letters of other suppliers"
    if told.get("passage"):
        yield f"{' ' * 29}passage: {told['passage']}"
    if now:
        yield f"{' ' * 29}ground: {now.get('ground', '')}"
        yield f"{' ' * 29}decided: by {now.get('decided-by', '')} on {now.get('decided-on', '')}"


def _about_files(head: str, line: Line) -> Iterator[str]:
    event = line.event
    was, now = event.was or {}, event.now or {}
    match event.what:
        case "bid-changed":
            where = f"{event.question} ({now.get('cell', '')})" if now.get("cell") else event.question
            yield f"{head}  {event.bidder}: {where} changed, accepted by {event.who}: {event.reason}"
            yield f"{' ' * 29}was: {was.get('value') or 'nothing'}"
            yield f"{' ' * 29}now: {now.get('value') or 'nothing'}"
        case "removed":
            yield f"{head}  {', '.join(event.files)} is gone, accepted by {event.who}: {event.reason}"
        case "moved":
            yield f"{head}  {was.get('file', '')} is now called {now.get('file', '')}"
        case "inputs":
            yield f"{head}  read {', '.join(event.files)}"
        case "evaluated":
            for name, hash_ in event.files.items():
                yield f"{head}  wrote {name}, SHA-256 {hash_}"
        case "clock-accepted":
            yield f"{head}  the clock was put back, from {was.get('when', '')}; accepted by {event.who}: {event.reason}"
        case _:
            pass
