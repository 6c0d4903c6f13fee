"""Bids as they were received, and what has become of them since: changed, gone, under another name, saved again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from socialvalue.errors import Place, Problem
from socialvalue.record.changes import RECEIVED, Known
from socialvalue.record.history import Event

BID_CHANGED, REMOVED, MOVED = "bid-changed", "removed", "moved"
BEGUN_AGAIN = "record-begun-again"

#: Characters of an answer that a problem shows of each version; the record has all of them.
SHOWN = 120

ACCEPT = "`socialvalue score FOLDER --accept-by NAME --because REASON`; both go into the record"


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not as it was received. Where prices may not be seen yet, a price's values are withheld."""

    bidder: str
    question: str
    title: str
    was: str
    now: str
    was_at: str
    place: Place
    withheld: bool = False

    def event(self, who: str, why: str, files: Mapping[str, str]) -> Event:
        """Return the event by which somebody answers for the change."""
        hidden = "not shown while prices are sealed"
        was, now = (hidden, hidden) if self.withheld else (self.was, self.now)
        return Event(
            BID_CHANGED,
            who,
            self.bidder,
            self.question,
            {"value": was, "cell": self.was_at},
            {"value": now, "cell": _cell(self.place)},
            why,
            dict(files),
        )

    def problem(self, copy: str) -> Problem:
        """Return the problem that stops a score until somebody answers for the change."""
        if self.withheld:
            found = f"{self.bidder}, {self.title}: a different price from the one received ({self.was_at})"
        else:
            where = f", in {self.was_at}" if self.was_at and self.was_at != _cell(self.place) else ""
            found = f"{self.bidder}, {self.title}: {_short(self.now)}, where {_short(self.was)} was received{where}"
        return bid_problem(self.place, found, copy)


def bid_problem(place: Place, found: str, copy: str) -> Problem:
    """Return the problem of a bid that is not as it was received; ``copy`` is where the kept one lies."""
    back = f"restore the bid as it was received ({copy})" if copy else "restore the bid as it was received"
    action = (
        f"If nobody meant to change it, {back}. If the change is right, say who takes responsibility for it and why: "
        f"{ACCEPT}."
    )
    return Problem("bid-changed", place, found, "the bid as it was received", action)


def _short(text: str) -> str:
    shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return f"“{shown}”" if shown else "nothing"


def _cell(place: Place) -> str:
    return f"{place.sheet} {place.cell}".strip()


def missing(known: Known, there: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """Return the files that were received and are not there, by name, each with its hash, but for those renamed."""
    moved = moves(known, there)
    gone = {name: hash_ for name, hash_ in known.files.items() if name.startswith(prefix) and name not in there}
    return {name: hash_ for name, hash_ in gone.items() if name not in moved}


def moves(known: Known, there: Mapping[str, str]) -> dict[str, str]:
    """Return the files that lie under another name now, as their content shows: the new name by the old."""
    new = {hash_: name for name, hash_ in there.items() if name not in known.files}
    return {name: new[hash_] for name, hash_ in known.files.items() if name not in there and hash_ in new}


def move_events(known: Known, there: Mapping[str, str]) -> list[Event]:
    """Return an event for each file that was renamed."""
    return [
        Event(MOVED, was={"file": old}, now={"file": new}, files={new: there[new]})
        for old, new in moves(known, there).items()
    ]


def missing_problems(gone: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each file that was received and is not there any more."""
    action = (
        "Restore it: record/received/ has a copy, named by the first part of its hash. If it was removed on purpose, "
        "say who takes responsibility and why: {ACCEPT}."
    )
    return [
        Problem(
            "received-missing", Place(file=name), "no such file", f"the file that was received ({hash_[:16]}…)", action
        )
        for name, hash_ in gone.items()
    ]


def removed_events(gone: Mapping[str, str], who: str, why: str) -> list[Event]:
    """Return the events by which somebody answers for files that are gone."""
    return [Event(REMOVED, who, reason=why, files={name: hash_}) for name, hash_ in gone.items()]


def accepted_events(differences: Sequence[Difference], who: str, why: str, files: Mapping[str, str]) -> list[Event]:
    """Return the events of accepted changes: the differences first, then the files as they are from now on.

    In this order, a run that is cut off between them leaves the change to be answered for again, and never in silence.
    """
    return [
        *(one.event(who, why, {one.place.file: files[one.place.file]}) for one in differences),
        *(Event(RECEIVED, who, reason=why, files={name: hash_}) for name, hash_ in files.items()),
    ]
