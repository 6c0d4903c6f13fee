"""The panel: who marks what, what each gave alone, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

from pydantic import Field

from socialvalue.errors import Place
from socialvalue.model.base import FromFile, Identifier, Text
from socialvalue.model.criteria import Criteria, Leaf


class Excluded(FromFile):
    """A bid that an evaluator does not mark, and why."""

    bidder: Text
    reason: Text


class Evaluator(FromFile):
    """A panel member. Without a dated declaration of interests nobody marks: ``interest`` is "none", or what it is.

    ``questions`` are criterion or criterion.question ids; an id of a criterion stands for all of its questions.
    """

    id: Identifier
    name: Text
    role: Text
    organisation: str = ""
    chair: bool = False
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    declared: date
    interest: Text
    decision: str = ""
    excluded: tuple[Excluded, ...] = ()

    @property
    def has_interest(self) -> bool:
        return self.interest.strip().casefold() not in {"none", "none."}

    def marks(self, leaf: Leaf) -> bool:
        """Tell whether this evaluator marks ``leaf``."""
        return leaf.key in self.questions or leaf.criterion.id in self.questions

    def may_mark(self, bidder: str) -> bool:
        """Tell whether this evaluator marks ``bidder``, having no declared interest in the bid."""
        return bidder not in {one.bidder for one in self.excluded}


class Panel(FromFile):
    """A whole `panel.toml`. ``show`` says how evaluators appear in the report: by name or by role."""

    format: Literal[1]
    show: Literal["name", "role"] = "role"
    facilitator: str = ""
    moderation_meetings: tuple[date, ...] = ()
    evaluator: Annotated[tuple[Evaluator, ...], Field(min_length=1)]

    def of(self, leaf: Leaf, bidder: str) -> tuple[Evaluator, ...]:
        """Return the evaluators who are to mark ``bidder`` on ``leaf``, in the order of the file."""
        return tuple(one for one in self.evaluator if one.marks(leaf) and one.may_mark(bidder))

    def leaves_of(self, evaluator: Evaluator, criteria: Criteria) -> tuple[Leaf, ...]:
        """Return what ``evaluator`` marks, in the order of the criteria file."""
        return tuple(leaf for leaf in criteria.panel_leaves if evaluator.marks(leaf))

    def label(self, evaluator_id: str) -> str:
        """Return how an evaluator is named in the report: by name, or by role (numbered where two share one)."""
        one = next(e for e in self.evaluator if e.id == evaluator_id)
        if self.show == "name":
            return one.name
        same = [e.id for e in self.evaluator if e.role == one.role]
        return one.role if len(same) == 1 else f"{one.role} {same.index(one.id) + 1}"


class Given(Enum):
    """What stands in a mark's cell: four different things, none of which is ever taken for another."""

    MARK = "mark"
    NOT_APPLICABLE = "N/A"
    ABSTAINED = "abstain"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class IndividualMark:
    """What one evaluator gave one bid on one question alone. ``value`` is there for `Given.MARK` only."""

    evaluator: str
    bidder: str
    question: str
    given: Given
    value: Decimal | None
    reason: str
    reference: str
    more: str
    place: Place
    reason_place: Place


@dataclass(frozen=True, slots=True)
class AgreedMark:
    """What the panel agreed; ``differs`` says why those who marked otherwise came round, ``change`` why it changed.

    ``value`` is nothing while the mark is still to be agreed.
    """

    bidder: str
    question: str
    value: Decimal | None
    reason: str = ""
    reference: str = ""
    differs: str = ""
    change: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One evaluator's workbook as received: its marks and the order in which it showed the bids."""

    evaluator: str
    file: str
    sha256: str
    marks: tuple[IndividualMark, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at before a mark is agreed. ``evaluators`` is empty where it concerns them all."""

    kind: str
    bidder: str
    question: str
    text: str
    evaluators: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
