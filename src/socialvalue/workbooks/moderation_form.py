"""The form for the panel's agreed marks, where bids came in one-bidder forms: a row per bid and question."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Border, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.criteria import Criteria
from socialvalue.model.layout import MODERATION_COLUMNS, MODERATION_SHEET, full_title
from socialvalue.workbooks import checks
from socialvalue.workbooks.heights import fit_rows
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.save import describe
from socialvalue.workbooks.sheets import (
    about_sheet,
    competition_title,
    header_row,
    heading,
    scale_of,
    scales_sheet,
)
from socialvalue.workbooks.style import (
    ANSWER,
    ANSWER_CHOICE,
    IDENTIFIER,
    INK,
    LABEL,
    LINE,
    add_styles,
    protect,
    put,
    widths,
)

#: Height in points of a row in which a reason is to be written.
ROOM_FOR_A_REASON = 48.0

_WIDTHS = {"A": 30, "B": 24, "C": 34, "D": 10, "E": 70, "F": 28}


def moderation_form(criteria: Criteria, bidders: Sequence[str]) -> Workbook:
    """Return the moderation form: for each question that the panel marks, a row for each of ``bidders``."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    describe(workbook, f"Moderation: {competition_title(criteria)}")
    _moderation(workbook.create_sheet(MODERATION_SHEET), criteria, bidders)
    scales_sheet(workbook, criteria)
    about_sheet(workbook, criteria, "moderation", "The panel's agreed marks, each with its reason.")
    return workbook


def _moderation(sheet: Worksheet, criteria: Criteria, bidders: Sequence[str]) -> None:
    widths(sheet, _WIDTHS)
    leaves = criteria.panel_leaves
    fill = (
        "For each bid and question: the mark that the panel agreed, the reason for it, and where in the tender it was "
        "earned. Marks are agreed, not averaged."
        if leaves
        else "The panel marks no questions in this award model, so there is nothing to fill in."
    )
    thin, thick = Side(style="thin", color=LINE), Side(style="medium", color=INK)
    start = Border(left=thin, right=thin, bottom=thin, top=thick)
    row = first = heading(sheet, criteria, "Moderation", fill)
    header_row(sheet, row, MODERATION_COLUMNS)
    for leaf in leaves:
        top = row + 1
        for bidder in bidders:
            row += 1
            put(sheet, row, 1, bidder, LABEL)
            put(sheet, row, 2, leaf.key, IDENTIFIER)
            put(sheet, row, 3, full_title(leaf), LABEL)
            put(sheet, row, 4, "", ANSWER_CHOICE)
            put(sheet, row, 5, "", ANSWER)
            put(sheet, row, 6, "", ANSWER)
            fit_rows(sheet, [row], at_least=ROOM_FOR_A_REASON)
        if not bidders:
            continue
        for column in range(1, len(MODERATION_COLUMNS) + 1):  # a line where the next question begins
            sheet.cell(row=top, column=column).border = start
        scale = scale_of(criteria, leaf)
        if scale is not None:
            checks.limit(sheet, checks.mark(scale, full_title(leaf)), f"D{top}:D{row}")
    sheet.auto_filter.ref = f"A{first}:F{row}"
    sheet.freeze_panes = f"B{first + 1}"
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    printed(sheet, competition_title(criteria), landscape=True, title_rows=f"{first}:{first}")
