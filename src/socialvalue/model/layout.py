"""What the forms ask, and under which ids: the one list that the form writers and the readers share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from socialvalue.model.criteria import Criteria, Leaf, Standard
from socialvalue.model.field import Asked, Field

#: Sheets, by the form they belong to. Readers look for ids, and use these names only to say where to look.
COMPARISON_SHEET = "Bids"
BID_SHEET = "Offer"
MODERATION_SHEET = "Moderation"
ABOUT_SHEET = "About"

#: Rows of the sheet `About`, label in column A and value in column B, by which a form knows its criteria.
ABOUT_ID = "criteria-id"
ABOUT_VERSION = "criteria-version"
ABOUT_FINGERPRINT = "criteria-fingerprint"

BidColumnId = Literal["id", "question", "unit", "answer", "evidence"]


@dataclass(frozen=True, slots=True)
class BidColumn:
    """A column of the bid form: what heads it, by which it is found again, and its width in characters."""

    id: BidColumnId
    width: float


BID_COLUMNS = (
    BidColumn("id", 24),
    BidColumn("question", 58),
    BidColumn("unit", 18),
    BidColumn("answer", 34),
    BidColumn("evidence", 44),
)
MODERATION_COLUMNS = ("bidder", "question", "title", "mark", "reason", "reference")


def full_title(leaf: Leaf) -> str:
    """Return a title that stands alone: with its criterion's title before a question's."""
    return f"{leaf.criterion.title}: {leaf.title}" if leaf.question else leaf.title


def fields(criteria: Criteria) -> tuple[Field, ...]:
    """Return everything that is asked about one bid, in order: bidder, standards, answers and marks, withdrawn."""
    asked = [Field("bidder", "bidder", "Bidder", needed=True), *map(_standard, criteria.standard)]
    for leaf in criteria.leaves:
        asked += leaf.input.fields(Asked(leaf, full_title(leaf), criteria.committed_measures))
    return (*asked, Field("withdrawn", "withdrawn", "Withdrawn (yes, or leave blank)"))


def _standard(one: Standard) -> Field:
    title = one.title or one.question
    return Field(f"standard:{one.id}", "standard", title, "yes or no", one.guidance, standard=one, needed=True)
