"""The history of a competition: one JSON line an event, each chained to the one before it by hash.

Nothing in it is ever changed or taken out. A line altered, moved, added or removed breaks the chain there; a file cut
short is found by the head, which holds the number and hash of the last line.

The head is made first and says 0, then lines are added, then the head is brought up to date. So a run that was cut off
leaves a head that is behind, or half a line at the end; a head that is missing or ahead is never left by it.

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

FORMAT = 1

FOLDER = "record"
HISTORY = "history.jsonl"
HEAD = "head.json"

#: What the first line is chained to.
BEGINNING = "0" * 64

#: Hex digits of a hash that are printed on documents: enough that nobody makes another line with the same ones.
PRINTED = 16

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

    @property
    def head(self) -> str:
        """The line as a document names it: its number and the first digits of its hash."""
        return f"{self.number}:{self.hash[:PRINTED]}"


# Texts and whole numbers only: sorted keys and no spaces are then the canonical JSON of RFC 8785.
_COMPACT: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}


def _content(number: int, when: str, event: Event, previous: str) -> dict[str, Any]:
    return {"format": FORMAT, "number": number, "when": when, "previous": previous, **asdict(event)}


def hash_of(number: int, when: str, event: Event, previous: str) -> str:
    """Return the hash that chains a line to the one before it."""
    return hashlib.sha256(json.dumps(_content(number, when, event, previous), **_COMPACT).encode()).hexdigest()


def chained(before: Sequence[Line], events: Iterable[Event], when: str) -> list[Line]:
    """Return ``events`` as the lines that follow ``before``, all at the time ``when``."""
    number, previous = (before[-1].number, before[-1].hash) if before else (0, BEGINNING)
    lines = []
    for event in events:
        number += 1
        made = Line(number, when, event, previous, hash_of(number, when, event, previous))
        lines.append(made)
        previous = made.hash
    return lines


def head_of(lines: Sequence[Line]) -> str:
    """Return the text of the head file: the number and hash of the last line, or of the beginning."""
    number, hash_ = (lines[-1].number, lines[-1].hash) if lines else (0, BEGINNING)
    return json.dumps({"format": FORMAT, "number": number, "hash": hash_}, indent=2) + "\n"


def path_in(folder: Path) -> Path:
    """Return where the history of the competition in ``folder`` stands."""
    return folder / FOLDER / HISTORY
