"""What the forms ask, and under which ids: the one list that the form writers and the readers share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from socialvalue.model.criteria import Criteria, Leaf, Measure, Standard
from socialvalue.model.inputs import CommitmentsInput, MoneyInput, PanelInput, QuantityInput, WholeLifeCostInput

#: Sheets, by the form they belong to. Readers look for ids, and use these names only to say where to look.
COMPARISON_SHEET = "Bids"
BID_SHEET = "Offer"
MODERATION_SHEET = "Moderation"
ABOUT_SHEET = "About"

#: Rows of the sheet `About`, label in column A and value in column B, by which a form knows its criteria.
ABOUT_ID = "criteria-id"
ABOUT_VERSION = "criteria-version"
ABOUT_FINGERPRINT = "criteria-fingerprint"

BID_COLUMNS = ("id", "question", "unit", "answer", "evidence")
MODERATION_COLUMNS = ("bidder", "question", "title", "mark", "reason", "reference")

#: Rows offered for a table of yearly costs whose length the criteria file leaves open.
OPEN_YEARS = 11

Kind = Literal[
    "bidder",
    "withdrawn",
    "money",
    "year",
    "quantity",
    "percent",
    "mark",
    "reason",
    "reference",
    "commitment",
    "standard",
]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks for: a column of the comparison workbook, a row of the bid form."""

    id: str
    kind: Kind
    title: str
    unit: str = ""
    guidance: str = ""
    leaf: Leaf | None = None
    measure: Measure | None = None
    standard: Standard | None = None
    year: int | None = None

    @property
    def titled(self) -> str:
        """The title with its unit, as the comparison workbook shows it."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


def full_title(leaf: Leaf) -> str:
    """Return a title that stands alone: with its criterion's title before a question's."""
    return f"{leaf.criterion.title}: {leaf.title}" if leaf.question else leaf.title


def _leaf_fields(criteria: Criteria, leaf: Leaf) -> list[Field]:
    title, guidance = full_title(leaf), leaf.guidance
    match leaf.input:
        case MoneyInput():
            return [Field(leaf.key, "money", title, "£", guidance, leaf)]
        case WholeLifeCostInput(years=years):
            return [
                Field(f"{leaf.key}:year-{year}", "year", f"{title}, year {year}", "£", guidance, leaf, year=year)
                for year in range(years or OPEN_YEARS)
            ]
        case QuantityInput(unit=unit):
            return [Field(leaf.key, "quantity", title, unit, guidance, leaf)]
        case PanelInput():
            return [
                Field(leaf.key, "mark", f"{title}: agreed mark", "", guidance, leaf),
                Field(f"reason:{leaf.key}", "reason", f"{title}: reason", "", "", leaf),
                Field(f"reference:{leaf.key}", "reference", f"{title}: reference to the tender", "", "", leaf),
            ]
        case CommitmentsInput(measures=ids):
            known = [criteria.measure_by_id[id_] for id_ in ids if id_ in criteria.measure_by_id]
            return [
                Field(f"commitment:{m.id}", "commitment", m.title or m.id, m.unit, m.guidance, leaf, measure=m)
                for m in known
            ]
        case _:
            return [Field(leaf.key, "percent", title, "percent, 0 to 100", guidance, leaf)]


def fields(criteria: Criteria) -> tuple[Field, ...]:
    """Return everything that is asked about one bid, in order: bidder, standards, answers and marks, withdrawn."""
    asked = [Field("bidder", "bidder", "Bidder")]
    for standard in criteria.standard:
        title = standard.title or standard.question
        asked.append(
            Field(f"standard:{standard.id}", "standard", title, "yes or no", standard.guidance, standard=standard)
        )
    for leaf in criteria.leaves:
        asked += _leaf_fields(criteria, leaf)
    asked.append(Field("withdrawn", "withdrawn", "Withdrawn (yes, or leave blank)"))
    return tuple(asked)
