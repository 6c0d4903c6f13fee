"""What gives way where a page of a board summary has no room for all: long texts first, then the last rows of lists.

How long a text may be is told in ems, as `cut` takes them. No page depends on their being right: it is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from socialvalue.report.page.fit import shorter


@dataclass(frozen=True, slots=True)
class Limits:
    """How long texts are at most, in ems, and how few rows a list gives way to.

    ``groups`` is how many dimensions have their promises told, where not all.
    """

    title: float = inf
    description: float = inf
    recommended: float = inf
    sentence: float = inf
    reason: float = inf
    note: float = inf
    name: float = inf
    groups: int | None = None
    least: int = 0


#: Nothing gives way.
WHOLE = Limits()

#: One after the other, each with the rows that the one before left.
LIMITS = (
    Limits(45, 150, 400, 160, 90, 330, 40, 6, 6),
    Limits(45, 50, 255, 120, 70, 220, 32, 5, 3),
    Limits(45, 0, 145, 80, 45, 165, 24, 4, 1),
)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a page has given way: the length of its texts, and how many rows each of its lists shows."""

    limits: Limits
    shown: tuple[int, ...]


def steps_down(counts: Sequence[int], least: Sequence[int]) -> Iterator[Step]:
    """Yield how a page with lists of so many rows says less and less; each list keeps its ``least`` while it can."""
    shown = tuple(counts)
    yield Step(WHOLE, shown)
    for limits in LIMITS:
        yield Step(limits, shown)
        for fewer in shorter(shown, [min(few, limits.least) for few in least]):
            shown = fewer
            yield Step(limits, shown)
