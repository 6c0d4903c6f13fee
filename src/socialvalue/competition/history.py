"""What happened to every mark, and whether the record of it is whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.competition.history_text import by_question
from socialvalue.errors import Place, Problem, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from socialvalue.competition.targets import Target
    from socialvalue.record.history import Line

#: Hex digits of a hash that documents print; more may be given.
PRINTED = 16

HOW_EXPECTED = (
    f"Use --expect with --verify, and give the event as documents print it: its number, a colon and {PRINTED} "
    "digits (99:0123456789abcdef), or the digits alone."
)

_HEAD = re.compile(rf"(?:(?P<number>[0-9]{{1,12}}):)?(?P<digits>[0-9a-f]{{{PRINTED},64}})")


@dataclass(frozen=True)
class History:
    """The events of a record, each chained to the one before it, and what speaks against trusting them."""

    events: tuple[Line, ...]
    problems: tuple[Problem, ...]

    def lines(self) -> Iterator[str]:
        """Yield the history as text: first what concerns the whole competition, then question by question."""
        return by_question(self.events)


def history(target: Target, *, expect: str | None = None) -> History:
    """Return the record of a competition, its chain, its kept copies and the folder checked against each other.

    ``expect`` is an event as documents print it: a record that does not hold it is another one than they were made by.

    Raises:
        WrongUsage: Where ``expect`` is no event.
    """
    from socialvalue.record import store

    wanted = _head(expect) if expect is not None else None
    lines, problems = store.read(target.path)
    problems += [*store.check_received(target.path, lines), *_standing(target, lines)]
    if wanted is not None:
        problems += _expected(lines, *wanted)
    return History(tuple(lines), tuple(problems))


def _head(text: str) -> tuple[int | None, str]:
    """Return the number and the digits of an event, as documents print them.

    Raises:
        WrongUsage: Where the text is none.
    """
    match = _HEAD.fullmatch(text.strip().lower())
    if match is None:
        raise WrongUsage(HOW_EXPECTED)
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
