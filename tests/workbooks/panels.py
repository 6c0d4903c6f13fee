"""A small panel for the award model of `builders`, and marks, for the tests of the panel's workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import Place
from socialvalue.model.panel import Given, IndividualMark, Panel
from socialvalue.model.panel_layout import QUESTION_LABEL
from tests.workbooks.builders import NAMES

QUESTIONS = ("service.journey", "service.start")
CONFLICTED = "Carers' Link (charity)"
INTEREST = "Trustee of Carers' Link (charity) until 2025."


def panel(names: Sequence[str] = ("Ann Ash", "Ben Birch", "Cy Cedar")) -> Panel:
    """Return a panel of three: the first chairs, the second has an interest, the third marks one question."""
    people: list[dict[str, object]] = [
        {"id": "ash", "chair": True, "questions": ["service"], "interest": "none"},
        {
            "id": "birch",
            "questions": ["service"],
            "interest": INTEREST,
            "decision": "Does not mark that tender.",
            "excluded": [{"bidder": CONFLICTED, "reason": "Was a trustee until 2025."}],
        },
        {"id": "cedar", "questions": ["service.start"], "interest": "none"},
    ]
    given = [
        person | {"name": name, "role": f"Officer {number}", "declared": date(2026, 9, 7)}
        for number, (name, person) in enumerate(zip(names, people, strict=True), start=1)
    ]
    return Panel.model_validate({"format": 1, "facilitator": "Fay Fir, procurement", "evaluator": given})


def mark(
    evaluator: str,
    value: int | Given,
    *,
    bidder: str = NAMES[0],
    question: str = QUESTIONS[0],
    reason: str = "The duty manager is named for every shift, but cover starts late.",
    reference: str = "p. 4",
    more: str = "A programme with dates.",
) -> IndividualMark:
    """Return what an evaluator gave: a number, or another of the four things."""
    given = value if isinstance(value, Given) else Given.MARK
    number = None if isinstance(value, Given) else Decimal(value)
    place = Place(file=f"panel/{evaluator}.xlsx")
    return IndividualMark(evaluator, bidder, question, given, number, reason, reference, more, place, place)


def question_row(sheet: Worksheet) -> int:
    """Return the row that names the question of a sheet."""
    return next(row for row in range(1, 30) if sheet.cell(row, 1).value == QUESTION_LABEL)


def id_row(sheet: Worksheet) -> int:
    """Return the row of ids."""
    return next(row for row in range(1, 60) if sheet.cell(row, 1).value == "bidder")


def texts(sheet: Worksheet) -> list[str]:
    """Return every text of a sheet."""
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
