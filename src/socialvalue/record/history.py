"""The history of a competition: one JSON line an event, each chained to the one before it by hash.

Nothing in it is ever changed or taken out. A line altered, moved, added or removed breaks the chain there; a file cut
short is found by the head, which holds the number and hash of the last line.

Format history:
    1  first
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from socialvalue.errors import Place, Problem

FORMAT = 1

FOLDER = "record"
HISTORY = "history.jsonl"
HEAD = "head.json"

#: What the first line is chained to.
BEGINNING = "0" * 64

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: what changed in ``was`` and ``now``, and the hashes of the ``files`` that were read."""

    what: str
    who: str = ""
    bidder: str = ""
    question: str = ""
    was: Values | None = None
    now: Values | None = None
    reason: str = ""
    files: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """An event with its place in the chain."""

    number: int
    when: str
    event: Event
    previous: str
    hash: str

    def as_json(self) -> str:
        """Return the line as it stands in the file."""
        return json.dumps(_content(self.number, self.when, self.event, self.previous) | {"hash": self.hash}, **_COMPACT)


_COMPACT: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}


def _content(number: int, when: str, event: Event, previous: str) -> dict[str, Any]:
    return {"format": FORMAT, "number": number, "when": when, "previous": previous, **asdict(event)}


def _hash(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, **_COMPACT).encode()).hexdigest()


def chained(before: Sequence[Line], events: Iterable[Event], when: str) -> list[Line]:
    """Return ``events`` as the lines that follow ``before``, all at the time ``when``."""
    number, previous = (before[-1].number, before[-1].hash) if before else (0, BEGINNING)
    lines = []
    for event in events:
        number += 1
        made = Line(number, when, event, previous, _hash(_content(number, when, event, previous)))
        lines.append(made)
        previous = made.hash
    return lines


def head_of(lines: Sequence[Line]) -> str:
    """Return the text of the head file: the number and hash of the last line."""
    last = lines[-1]
    return json.dumps({"format": FORMAT, "number": last.number, "hash": last.hash}, indent=2) + "\n"


def parse(text: str, file: str) -> tuple[list[Line], list[Problem]]:
    """Return the lines of a history, and every place where the chain is broken, by line."""
    lines: list[Line] = []
    problems: list[Problem] = []
    previous = BEGINNING
    for number, raw in enumerate(text.splitlines(), start=1):
        place = Place(file=file, key=f"line {number}")
        try:
            data = json.loads(raw)
            claimed = data.pop("hash")
            event = Event(**{key: data[key] for key in Event.__dataclass_fields__})
            line = Line(data["number"], data["when"], event, data["previous"], claimed)
        except (ValueError, KeyError, TypeError, AttributeError):
            problems.append(_broken(place, "a line that is not an event", "one event in JSON"))
            previous = ""
            continue
        if line.number != number:
            problems.append(_broken(place, f"event number {line.number}", f"number {number}"))
        elif previous and line.previous != previous:
            problems.append(_broken(place, "a line that does not follow the one before it", "the chain unbroken"))
        elif _hash(data) != claimed:
            problems.append(_broken(place, "a line whose content does not have its hash", "the line as it was written"))
        previous = claimed
        lines.append(line)
    if text and not text.endswith("\n"):
        place = Place(file=file, key=f"line {len(text.splitlines())}")
        problems.append(_broken(place, "a last line that was cut off", "whole lines"))
    return lines, problems


def check_head(lines: Sequence[Line], head: str | None, file: str) -> list[Problem]:
    """Return a problem where lines are missing at the end: the head knows of more, or of others."""
    number, hash_ = (lines[-1].number, lines[-1].hash) if lines else (0, BEGINNING)
    try:
        known = json.loads(head) if head is not None else {"number": 0, "hash": BEGINNING}
        same = (known["number"], known["hash"]) == (number, hash_)
    except (ValueError, KeyError, TypeError):
        same = False
    if same:
        return []
    place = Place(file=file, key=f"line {number}" if number else "the beginning")
    return [_broken(place, f"a history that ends after {number} events", "the end that the head file knows of")]


def _broken(place: Place, found: str, expected: str) -> Problem:
    action = "Somebody or something changed the record: restore it from a backup, and find out what happened."
    return Problem("history-broken", place, found, expected, action)


def path_in(folder: Path) -> Path:
    """Return where the history of the competition in ``folder`` stands."""
    return folder / FOLDER / HISTORY
