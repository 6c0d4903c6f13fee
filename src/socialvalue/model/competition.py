"""What came back: bids and their answers, each answer with the cell that it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from socialvalue.errors import Note, Place
from socialvalue.model.outcome import Withdrawn


@dataclass(frozen=True, slots=True)
class Amount:
    """One number as given: money in pounds, a quantity, a percentage."""

    value: Decimal
    place: Place


@dataclass(frozen=True, slots=True)
class YearlyCosts:
    """A table of costs in pounds, year 0 first."""

    costs: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Commitments:
    """Promised quantities by measure id."""

    quantities: dict[str, Amount]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark agreed by the panel, with its reason and reference to the tender.

    A mark that was ``averaged``, as the tender documents said, may be a third: it is kept as a fraction.
    """

    value: Decimal | Fraction
    place: Place
    reason: str = ""
    reference: str = ""
    averaged: Literal["mean", "median"] | None = None


Answer = Amount | YearlyCosts | Commitments | Mark


@dataclass(frozen=True, slots=True)
class StandardAnswer:
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Bid:
    """One tender. ``answers`` go by criterion or criterion.question id, ``standards`` by standard id.

    A standard that is not there was passed (worked examples only: intake refuses a blank). ``evidence`` is where the
    bidder says that an answer is borne out, by the same ids; a panel's mark has its own reference.
    """

    bidder: str
    answers: dict[str, Answer]
    standards: dict[str, StandardAnswer] = field(default_factory=dict)
    withdrawn: Withdrawn | None = None
    place: Place = Place()
    evidence: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InputFile:
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Competition:
    """Everything that is evaluated: bids whose answers have no faults, and where they came from."""

    bids: tuple[Bid, ...]
    inputs: tuple[InputFile, ...] = ()
    criteria_sha256: str = ""
    notes: tuple[Note, ...] = ()
