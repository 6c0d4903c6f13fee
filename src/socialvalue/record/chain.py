"""Whether a history is whole: every line follows the one before it, the head knows its end, and no day goes back.

What a run that was cut off leaves behind is no fault: half a line at the end, and a head that is behind.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from socialvalue.errors import Place, Problem
from socialvalue.record.history import BEGINNING, FOLDER, HEAD, HISTORY, Line, hash_of
from socialvalue.record.lines import NotAnEvent, line_of

FILE, HEAD_FILE = f"{FOLDER}/{HISTORY}", f"{FOLDER}/{HEAD}"

#: Two computers that share a folder never show quite the same time.
LEEWAY = timedelta(minutes=2)

#: The event by which somebody answers for a clock that was put back.
CLOCK_ACCEPTED = "clock-accepted"


@dataclass(frozen=True)
class Chain:
    """The lines of a history, what is wrong with it, and what a run that was cut off left behind.

    ``clock`` are the events dated before the one before them, for which somebody may answer.
    ``whole`` is how many bytes of the file are whole lines; ``torn`` says that more follows, ``unended`` that only the
    end of the last line is lacking, and ``behind`` that the head does not know of the last lines yet.
    """

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    clock: tuple[Problem, ...] = ()
    whole: int = 0
    torn: bool = False
    unended: bool = False
    behind: bool = False

    @property
    def was_cut_off(self) -> bool:
        return not self.problems and (self.torn or self.unended or self.behind)


@lru_cache(maxsize=2)
def chain_of(raw: bytes, head: bytes | None) -> Chain:
    """Return the chain in a history file and its head file, ``None`` where there is no head file."""
    # A command reads the record a dozen times, mostly unchanged: each line is checked once for the same bytes.
    end = raw.rfind(b"\n") + 1
    texts = raw[:end].split(b"\n")[:-1]
    tail = raw[end:]
    unended = bool(tail) and _is_next(tail, texts)
    if unended:
        texts.append(tail)
        end = len(raw)
    lines, problems = _linked(texts)
    behind, about_head = _held_against(lines, head, complete=not problems)
    problems = problems or about_head
    clock = clock_problems(lines) if not problems else []
    return Chain(tuple(lines), tuple(problems), tuple(clock), end, bool(tail) and not unended, unended, behind)


def _is_next(tail: bytes, texts: Sequence[bytes]) -> bool:
    """Say whether the unended last line is a whole event in its place: only its end was not written any more."""
    try:
        line = line_of(tail)
    except NotAnEvent:
        return False
    return line.number == len(texts) + 1 and hash_of(line.number, line.when, line.event, line.previous) == line.hash


def _linked(texts: Sequence[bytes]) -> tuple[list[Line], list[Problem]]:
    """Return the lines, and every place where the chain is broken."""
    lines: list[Line] = []
    problems: list[Problem] = []
    previous = BEGINNING
    for number, raw in enumerate(texts, start=1):
        place = Place(file=FILE, key=f"line {number}")
        try:
            line = line_of(raw)
        except NotAnEvent as error:
            problems.append(_broken(place, str(error), "one event in JSON"))
            previous = ""
            continue
        if line.number != number:
            problems.append(_broken(place, f"event number {line.number}", f"number {number}"))
        elif previous and line.previous != previous:
            problems.append(_broken(place, "a line that does not follow from the one before it", "an unbroken chain"))
        elif hash_of(line.number, line.when, line.event, line.previous) != line.hash:
            problems.append(_broken(place, "a line that does not match its hash", "the original line"))
        previous = line.hash
        lines.append(line)
    return lines, problems


def _held_against(lines: Sequence[Line], head: bytes | None, *, complete: bool) -> tuple[bool, list[Problem]]:
    """Say whether the head is behind, and what is wrong with it or missing at the end."""
    place = Place(file=HEAD_FILE)
    if head is None:
        found = "no head file beside the history"
        return False, [_broken(place, found, "the file that knows the history's end")] if lines else []
    known = _known(head)
    if known is None:
        return False, [_broken(place, "a head file that cannot be read", "the number and hash of the last event")]
    number, hash_ = known
    if not complete:
        return False, []
    at = Place(file=FILE, key=f"line {len(lines)}" if lines else "the beginning")
    if number > len(lines):
        found = f"a history that ends after {len(lines)} events"
        return False, [_broken(at, found, f"the {number} events that {HEAD_FILE} lists")]
    if (lines[number - 1].hash if number else BEGINNING) != hash_:
        at = Place(file=FILE, key=f"line {number}" if number else "the beginning")
        return False, [
            _broken(at, "a different event from the one in the head file", f"the event named in {HEAD_FILE}")
        ]
    return number < len(lines), []


def _known(head: bytes) -> tuple[int, str] | None:
    try:
        data = json.loads(head.decode("utf-8"))
        number, hash_ = data["number"], data["hash"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = isinstance(number, int) and not isinstance(number, bool) and number >= 0 and isinstance(hash_, str)
    return (number, hash_) if sound else None


def clock_problems(lines: Sequence[Line]) -> list[Problem]:
    """Return a problem for each event that is dated before the one before it, where nobody has answered for that."""
    answered = max((index for index, line in enumerate(lines) if line.event.what == CLOCK_ACCEPTED), default=-1)
    return [
        clock_problem(f"line {line.number}", before.when, line.when)
        for index, (before, line) in enumerate(pairwise(lines), start=1)
        if index > answered and goes_back(before.when, line.when)
    ]


def goes_back(before: str, now: str) -> bool:
    """Say whether ``now`` lies before ``before``, by more than two clocks may differ."""
    try:
        return datetime.fromisoformat(now) < datetime.fromisoformat(before) - LEEWAY
    except ValueError:
        return now < before  # a day that no calendar has, in a line that was made by hand


def clock_problem(where: str, before: str, now: str) -> Problem:
    """Return the problem of an event that would be, or is, dated before the last one."""
    return Problem(
        "record-clock",
        Place(file=FILE, key=where),
        f"an event dated {now}, after one dated {before}",
        "dates that never go back",
        "Correct this computer's clock. If it is right now and was wrong before, say who takes responsibility: "
        "`socialvalue check FOLDER --accept-by NAME --because REASON`. Both go into the record.",
    )


def _broken(place: Place, found: str, expected: str) -> Problem:
    action = "The record was changed: restore it from a backup, and find out what happened."
    return Problem("history-broken", place, found, expected, action)
