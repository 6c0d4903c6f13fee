"""What the bids are worth: the hinge between scoring and everything that is made from it (`evaluation.json`).

Format history:
    1  first
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import computed_field

from socialvalue.errors import Place
from socialvalue.model.base import Figure, Frozen, Told
from socialvalue.model.outcome import Failure, Query, Remark, Warned
from socialvalue.model.said import N_, Said, Words
from socialvalue.model.working import Step, Working, span

FORMAT = 1

Status = Literal["ranked", "disqualified", "withdrawn", "price-query"]

#: What a bid is called by how it stands, everywhere.
STATUSES: Mapping[Status, Words] = {
    "ranked": N_("Ranked"),
    "price-query": N_("Ranked, price queried"),
    "disqualified": N_("Disqualified"),
    "withdrawn": N_("Withdrawn"),
}

Averaged = Literal["mean", "median"]

_AVERAGED: dict[Averaged, str] = {
    "mean": N_("Mean of the individual marks, as published."),
    "median": N_("Median of the individual marks, as published."),
}


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


class Explained(Frozen):
    """What people wrote beside a mark; ``averaged`` says by which rule their marks were averaged, if they were."""

    reason: str | None = None
    averaged: Averaged | None = None
    reference: str | None = None

    @property
    def rule(self) -> Said | None:
        """The rule by which the marks were averaged; nothing where one was agreed."""
        return Said(_AVERAGED[self.averaged]) if self.averaged else None

    @property
    def explanation(self) -> str:
        """The rule, where there is one, and what people wrote, in English."""
        lines = (str(self.rule) if self.rule else "", self.reason or "")
        return "\n".join(line for line in lines if line)


class Score(Explained, Told):
    """One score with its working. ``points`` and ``percent`` are null where the bid was not scored on it.

    ``value`` is what was scored (pounds, a quantity, a mark); ``steps`` show how it was made where it is not
    simply a cell: yearly costs discounted, commitments valued. ``places`` are the first and the last cell it was read
    from.
    """

    criterion: str
    question: str | None
    value: Figure | None
    points: Figure | None
    percent: Figure | None
    worked: Working
    places: tuple[Place, ...]
    weight: Figure
    method: str | None
    formula: str
    steps: tuple[Step, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.criterion}.{self.question}" if self.question else self.criterion

    @computed_field
    @property
    def working(self) -> str:
        return str(self.worked.said)

    @computed_field
    @property
    def source(self) -> str:
        return span(self.places)


class StandardResult(Frozen):
    id: str
    answer: str
    passed: bool
    source: str


class EvaluatedBid(Told):
    """One bid's result. ``failures`` say why a bid is not ranked, ``price_queries`` why its price is queried."""

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
    failures: tuple[Failure, ...] = ()
    price_queries: tuple[Query, ...] = ()

    @computed_field
    @property
    def failed(self) -> tuple[str, ...]:
        return tuple(str(failure.said) for failure in self.failures)

    @computed_field
    @property
    def queries(self) -> tuple[str, ...]:
        return tuple(str(query.said) for query in self.price_queries)

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


class Moderated(Explained):
    """How one agreed mark came about: the individual scores, and what the panel made of them.

    ``agreed`` is null where the mark was averaged, as the tender documents said.
    """

    bidder: str
    question: str
    agreed: Figure | None
    differs: str
    change: str
    individual: tuple[IndividualScore, ...]


class Evaluation(Told):
    """The result of a competition; keys and order as `evaluation.json` has them.

    ``warned`` is what a reader must not miss: marks changed after prices were opened, prices opened early.
    """

    format: Literal[1] = 1
    tool: str
    criteria: CriteriaIdentity
    inputs: tuple[Input, ...]
    bids: tuple[EvaluatedBid, ...]
    remarks: tuple[Remark, ...] = ()
    warned: tuple[Warned, ...] = ()
    moderation: tuple[Moderated, ...] = ()

    @computed_field
    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(str(remark.said) for remark in self.remarks)

    @computed_field
    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(str(warning.said) for warning in self.warned)

    def to_json(self) -> str:
        """Return the text of `evaluation.json`: the same evaluation gives the same bytes."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
