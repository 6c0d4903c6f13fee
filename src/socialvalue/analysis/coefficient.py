"""A figure about a panel, or why there is none. It needs no numpy, so that pages can be made without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from socialvalue.model.said import N_, Said

_WHY: Mapping[str, str] = {
    "too-few": N_("too few to say"),
    "no-variation": N_("no variation to judge by: every mark is the same"),
}


@dataclass(frozen=True, slots=True)
class Unsaid:
    """That a figure was not worked out, and why: never shown as a number. ``count`` is what there was too little of."""

    kind: Literal["too-few", "no-variation"]
    count: int

    @property
    def said(self) -> Said:
        return Said(_WHY[self.kind])

    def as_json(self) -> dict[str, str | int | float | None]:
        return {"value": None, "why": str(self.said), "count": self.count}


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient (1 is perfect agreement, 0 what chance would give), with the interval of `LEVEL` around it.

    ``units`` and ``evaluators`` say what it rests on, ``drawn`` what the bootstrap drew again. ``low`` and ``high``
    are missing where too many of its draws had no variation. Figures are rounded to four decimals.
    """

    value: float
    low: float | None
    high: float | None
    units: int
    evaluators: int
    pairs: int
    drawn: Literal["bids", "units"]

    def as_json(self) -> dict[str, str | int | float | None]:
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "units": self.units,
            "evaluators": self.evaluators,
            "pairs": self.pairs,
            "drawn": self.drawn,
        }
