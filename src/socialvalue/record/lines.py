"""One line of the history, read strictly: whatever somebody wrote there, it is an event or it is a fault in words."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

from socialvalue.record.history import FORMAT, Event, Line, hash_of

_WHEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_HASH = re.compile(r"[0-9a-f]{64}")
_TEXTS = ("what", "who", "bidder", "question", "reason")
_KEYS = {field.name for field in fields(Event)} | {"format", "number", "when", "previous", "hash"}

#: No event is so long; what is longer is not read at all.
LONGEST = 4_000_000


class NotAnEvent(ValueError):
    """Raised for a line that cannot be an event; the message says why, in words for a problem."""


def line_of(raw: bytes) -> Line:
    """Return the line that ``raw`` holds, without its end.

    Raises:
        NotAnEvent: Where it is not a line as this tool writes them.
    """
    if len(raw) > LONGEST:
        raise NotAnEvent("a line that is far too long for an event")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAnEvent(f"a line that is not UTF-8, at byte {error.start + 1}") from error
    data = _object(text)
    if data.get("format") != FORMAT or isinstance(data["format"], bool):
        raise NotAnEvent("a line in a format that this version of the tool does not know")
    line = _line(data)
    # What is read must be what is hashed: a key given twice, say, would be shown one way and hashed the other.
    if line.as_json() != text:
        raise NotAnEvent("a line that this tool did not write")
    return line


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAnEvent("a line that is not an event") from error
    if not isinstance(data, dict) or set(data) != _KEYS:
        raise NotAnEvent("a line that is not an event")
    return data


def _line(data: dict[str, Any]) -> Line:
    number, when, previous, hash_ = (data[key] for key in ("number", "when", "previous", "hash"))
    sound = (
        isinstance(number, int)
        and not isinstance(number, bool)
        and all(isinstance(data[key], str) for key in _TEXTS)
        and all(_is_values(data[key]) for key in ("was", "now") if data[key] is not None)
        and _is_values(data["files"])
        and _matches(_WHEN, when)
        and _matches(_HASH, previous)
        and _matches(_HASH, hash_)
    )
    if not sound:
        raise NotAnEvent("an event with a value of the wrong kind")
    try:
        event = Event(**{field.name: data[field.name] for field in fields(Event)})
        hash_of(number, when, event, previous)
    except UnicodeEncodeError as error:
        raise NotAnEvent("an event with half a character in it (a lone surrogate)") from error
    return Line(number, when, event, previous, hash_)


def _is_values(data: object) -> bool:
    return isinstance(data, dict) and all(isinstance(value, str) for value in data.values())


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
