"""What the bids are worth: the hinge between scoring and everything that is made from it (`evaluation.json`).

Format history:
    1  first
"""

from __future__ import annotations

import re
from typing import Literal

from socialvalue.model.base import Figure, Frozen

FORMAT = 1

Status = Literal["ranked", "disqualified", "withdrawn", "price-query"]


class CriteriaIdentity(Frozen):
    id: str
    version: str
    sha256: str


class Input(Frozen):
    file: str
    sha256: str


class DimensionPoints(Frozen):
    """Points of a dimension, rounded half up to the published places from the exact sum."""

    id: str
    points: Figure | None


class Step(Frozen):
    """One line of a working: what, how much, and the cell it came from where it is an answer."""

    label: str
    value: str
    source: str | None = None


class Score(Frozen):
    """One score with its working. ``points`` and ``percent`` are null where the bid was not scored on it.

    ``value`` is what was scored (pounds, a quantity, a mark); ``steps`` show how it was made where it is not
    simply a cell: yearly costs discounted, commitments valued.
    """

    criterion: str
    question: str | None
    value: Figure | None
    points: Figure | None
    percent: Figure | None
    working: str
    source: str
    reason: str | None
    reference: str | None = None
    weight: Figure
    method: str | None
    formula: str
    steps: tuple[Step, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.criterion}.{self.question}" if self.question else self.criterion


class StandardResult(Frozen):
    id: str
    answer: str
    passed: bool
    source: str


class EvaluatedBid(Frozen):
    """One bid's result. ``failed`` says why a bid is not ranked, ``queries`` why its price is queried."""

    bidder: str
    status: Status
    rank: int | None
    tied: bool
    total: Figure | None
    decided_by: str | None = None
    price: Figure | None = None
    quality: Figure | None = None
    dimensions: tuple[DimensionPoints, ...]
    scores: tuple[Score, ...]
    standards: tuple[StandardResult, ...] = ()
    failed: tuple[str, ...]
    queries: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the bid is not ranked, for people: without the id in brackets that each reason ends with."""
        return tuple(re.sub(r" \[[a-z0-9.-]+\]$", "", reason) for reason in self.failed)

    @property
    def in_ranking(self) -> bool:
        return self.rank is not None


class IndividualScore(Frozen):
    """What one evaluator gave alone: ``mark`` is a mark, "N/A", "abstain", or "" where the cell was left blank."""

    evaluator: str
    mark: str
    reason: str
    reference: str
    more: str
    source: str


class Moderated(Frozen):
    """How one agreed mark came about: the individual scores, and what the panel made of them.

    ``agreed`` is null where the mark was averaged, as the tender documents said.
    """

    bidder: str
    question: str
    agreed: Figure | None
    reason: str
    reference: str
    differs: str
    change: str
    individual: tuple[IndividualScore, ...]


class Evaluation(Frozen):
    """The result of a competition; keys and order as `evaluation.json` has them.

    ``warnings`` are notes that a reader must not miss: marks changed after prices were opened, prices opened early.
    """

    format: Literal[1] = 1
    tool: str
    criteria: CriteriaIdentity
    inputs: tuple[Input, ...]
    bids: tuple[EvaluatedBid, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    moderation: tuple[Moderated, ...] = ()

    def to_json(self) -> str:
        """Return the text of `evaluation.json`: the same evaluation gives the same bytes."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
