"""The workbook in which the authority sets all bids side by side: a row per bid, a column per answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil, fsum

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.criteria import Criteria
from socialvalue.model.field import Field, Kind
from socialvalue.model.layout import COMPARISON_SHEET, fields
from socialvalue.workbooks import checks
from socialvalue.workbooks.heights import fit_rows, height_for, set_height
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.save import describe
from socialvalue.workbooks.sheets import about_sheet, competition_title, guidance_sheet, heading, scales_sheet
from socialvalue.workbooks.style import (
    ANSWER,
    HEADER,
    IDENTIFIER,
    SECTION,
    add_styles,
    answer_style,
    protect,
    put,
    put_over_neighbours,
    safe_text,
    widths,
)

#: Rows made ready for bids where their names are not known yet.
BLANK_ROWS = 40

#: The last row in which drop-downs and limits work, beyond the rows that are made ready.
LAST_ROW = 10_000

#: Widths of columns; numbers and marks take the usual one.
_WIDTHS: dict[Kind, float] = {"bidder": 32, "standard": 19, "reason": 56, "reference": 24, "withdrawn": 19}
_WIDTH, _MONEY_WIDTH = 17, 20


def _width(field: Field) -> float:
    is_money = field.kind == "answer" and field.counts == "money"
    return _MONEY_WIDTH if is_money else _WIDTHS.get(field.kind, _WIDTH)


#: Characters that one landscape page takes at a size that can still be read.
_PAGE = 140


def comparison_form(criteria: Criteria, bidders: Sequence[str] = ()) -> Workbook:
    """Return the comparison workbook, with a row for each of ``bidders`` or, without names, blank rows."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    describe(workbook, f"Comparison of bids: {competition_title(criteria)}")
    _bids(workbook.create_sheet(COMPARISON_SHEET), criteria, bidders)
    guidance_sheet(workbook, criteria)
    scales_sheet(workbook, criteria)
    about_sheet(workbook, criteria, "comparison", "All bids side by side, with the panel's agreed marks.")
    return workbook


def _bids(sheet: Worksheet, criteria: Criteria, bidders: Sequence[str]) -> None:
    asked = fields(criteria)
    row = heading(
        sheet,
        criteria,
        "Bids",
        "One row per bid. Fill in the cream cells, with plain numbers; “Guidance” says what each column asks for. "
        "Do not change the ids above the titles.",
    )
    _groups(sheet, criteria, asked, row)
    ids, titles = row + 1, row + 2
    first = titles + 1
    last = titles + (len(bidders) or BLANK_ROWS)
    for column, field in enumerate(asked, start=1):
        letter = get_column_letter(column)
        widths(sheet, {letter: _width(field)})
        _unlock(sheet, letter)
        put(sheet, ids, column, field.id, IDENTIFIER)
        put(sheet, titles, column, field.titled, HEADER)
        for line in range(first, last + 1):
            sheet.cell(row=line, column=column).style = answer_style(field)
        checks.limit(sheet, checks.for_field(criteria, field), f"{letter}{first}:{letter}{LAST_ROW}")
    for line, bidder in enumerate(bidders, start=first):
        safe_text(put(sheet, line, 1, "", ANSWER), bidder)
        set_height(sheet, line, height_for(bidder, _WIDTHS["bidder"]))
    fit_rows(sheet, (row, ids, titles))
    sheet.freeze_panes = f"B{first}"
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    sheet.protection.insertRows = sheet.protection.deleteRows = False
    across = fsum(_width(field) for field in asked)
    printed(
        sheet,
        competition_title(criteria),
        landscape=True,
        title_rows=f"{row}:{titles}",
        title_columns="A:A",
        pages_wide=ceil(across / _PAGE),
    )


def _groups(sheet: Worksheet, criteria: Criteria, asked: Sequence[Field], row: int) -> None:
    """Write the titles of the dimensions above their columns, on a tinted bar."""
    titles = {dimension.id: dimension.title for dimension in criteria.dimension}

    def group_of(field: Field) -> str:
        if field.leaf is not None:
            return titles[field.leaf.dimension]
        return "Must-do standards" if field.kind == "standard" else ""

    column = 1
    for title, group in groupby(asked, key=group_of):
        several = list(group)
        (put_over_neighbours if len(several) > 1 else put)(sheet, row, column, title, SECTION)
        for offset in range(1, len(several)):
            put(sheet, row, column + offset, "", SECTION)
        column += len(several)


def _unlock(sheet: Worksheet, letter: str) -> None:
    """Leave the cells below the rows that are made ready open too: more bids may come than anybody thought."""
    sheet.column_dimensions[letter].protection = Protection(locked=False)
