"""Blank forms filled in by program: for the demonstration, and for whoever keeps answers elsewhere.

Cells are found as the readers find them, by the ids in the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.layout import BID_COLUMNS, BID_SHEET
from socialvalue.model.panel_layout import PANEL_COLUMNS, QUESTION_LABEL
from socialvalue.workbooks.style import safe_text

Value = str | Decimal | int


@dataclass(frozen=True, slots=True)
class GivenMark:
    """What one evaluator gave one bid on one question: a mark, N/A, abstain, or nothing yet."""

    question: str
    bidder: str
    mark: Decimal | int | str | None
    reason: str = ""
    reference: str = ""
    more: str = ""


def fill_bid_form(form: Workbook, answers: Mapping[str, Value], evidence: Mapping[str, str] | None = None) -> None:
    """Fill in a bid form: answers, and what stands in the evidence column, by the ids of its rows.

    Raises:
        KeyError: For an id that the form does not ask for.
    """
    sheet = form[BID_SHEET]
    columns, rows = _by_id(sheet, [column.id for column in BID_COLUMNS])
    for column, given in (("answer", answers), ("evidence", evidence or {})):
        for id_, value in given.items():
            _set(sheet, rows[id_], columns[column], value)


def fill_panel_form(form: Workbook, marks: Sequence[GivenMark]) -> None:
    """Fill in an evaluator's sheets; bidders go by what the sheets call them, which on blind ones is their label.

    Raises:
        KeyError: For a question or a bidder that the form does not have.
    """
    found = {question: _by_id(sheet, PANEL_COLUMNS) for question, sheet in _question_sheets(form).items()}
    sheets = _question_sheets(form)
    for one in marks:
        columns, rows = found[one.question]
        for column in PANEL_COLUMNS[1:]:
            value = getattr(one, column)
            if value is not None:
                _set(sheets[one.question], rows[one.bidder], columns[column], value)


def _question_sheets(book: Workbook) -> dict[str, Worksheet]:
    """Return the sheets of a panel's workbook by the question that each names."""
    return {
        str(row[1].value): sheet
        for sheet in book.worksheets
        for row in sheet.iter_rows(max_col=2)
        if row[0].value == QUESTION_LABEL
    }


def _by_id(sheet: Worksheet, header: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the columns by their heading, and the rows below it by what stands in the first column."""
    for row in sheet.iter_rows():
        found = {str(cell.value): cell.column for cell in row if isinstance(cell, Cell) and cell.value in header}
        if len(found) == len(header):
            first = found[header[0]]
            below = range((row[0].row or 0) + 1, sheet.max_row + 1)
            return found, {str(sheet.cell(r, first).value): r for r in below if sheet.cell(r, first).value}
    raise KeyError(f"the sheet {sheet.title} has no row with {', '.join(header)}")


def _set(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        safe_text(cell, value)
    else:
        cell.value = value
