"""One look for every workbook: headings, labels, input cells, number formats, and text that stays text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.field import Field

FONT = "Calibri"

#: A restrained palette that survives printing in grey.
INK, WHITE, INPUT, PALE, LINE, GREY = "1D3557", "FFFFFF", "FFF9E3", "E9EEF4", "A6A6A6", "595959"

MONEY = "£#,##0.00"
WHOLE = "#,##0"
BROKEN = "#,##0.00##"

TITLE, SUBTITLE, SECTION, HEADER = "Form title", "Form subtitle", "Form section", "Form header"
RESULT, RESULT_NUMBER = "Result", "Result number"
LABEL, IDENTIFIER, PLAIN, FACT = "Form label", "Form identifier", "Form words", "Form fact"
ANSWER, ANSWER_CHOICE, ANSWER_MONEY, ANSWER_NUMBER = "Answer", "Answer choice", "Answer money", "Answer number"

#: Excel's own limit for the text of one cell, in UTF-16 units.
LONGEST_TEXT = 32_767

_ILLEGAL_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def printable(text: str) -> str:
    """Return ``text`` without characters that XML forbids, and no longer than a cell can hold."""
    clean = _ILLEGAL_IN_XML.sub("", text)
    if len(clean) * 2 > LONGEST_TEXT:
        clean = clean.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", errors="ignore")
    return clean


def is_risky(text: str) -> bool:
    """Tell whether a workbook program could take ``text`` for a formula when somebody edits its cell."""
    return text.startswith(_LOOKS_LIKE_A_FORMULA)


def safe_text(cell: Cell, text: str) -> None:
    """Write ``text`` as text, whatever it starts with: never a formula, never an error value.

    Give the cell its style first: the mark that keeps the text a text on editing belongs to the style.
    """
    clean = printable(text)
    cell.value = clean or None
    if clean:
        cell.data_type = "s"
    if is_risky(clean):
        cell.quotePrefix = True


def put(sheet: Worksheet, row: int, column: int, text: str, style: str) -> Cell:
    """Write ``text`` into a cell in a named style, and return the cell."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)
    cell.style = style
    if text:
        safe_text(cell, text)
    return cell


def put_over_neighbours(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    """Write a title that may run over the empty cells to its right instead of breaking within its own."""
    put(sheet, row, column, text, style).alignment = Alignment(vertical="center")


def put_with_guidance(sheet: Worksheet, row: int, column: int, text: str, guidance: str) -> Cell:
    """Write a label with its guidance below it, smaller and grey, in the same cell."""
    cell = put(sheet, row, column, text, LABEL)
    if guidance:
        small = InlineFont(rFont=FONT, sz=10, color=Color(rgb=f"FF{GREY}"))
        words = InlineFont(rFont=FONT, sz=11)
        cell.value = CellRichText(
            TextBlock(words, printable(text)), TextBlock(small, printable("\n" + guidance.strip()))
        )
    return cell


def add_styles(workbook: Workbook, *, money: bool = True) -> None:
    """Give a workbook the named styles of our forms: what is typed by people looks different from what is not.

    Without ``money`` there is no pound sign anywhere in the workbook.
    """
    side = Side(style="thin", color=LINE)
    box = Border(left=side, right=side, top=side, bottom=side)
    top = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(vertical="center", wrap_text=True)
    pale, cream = PatternFill("solid", fgColor=PALE), PatternFill("solid", fgColor=INPUT)
    locked, unlocked = Protection(locked=True), Protection(locked=False)

    def style(name: str, font: Font, alignment: Alignment, fill: PatternFill | None = None, **more: object) -> None:
        made = NamedStyle(name=name, font=font, alignment=alignment, protection=locked)
        if fill is not None:
            made.fill = fill
        for key, value in more.items():
            setattr(made, key, value)
        workbook.add_named_style(made)

    words, grey = Font(name=FONT, size=11), Font(name=FONT, size=10, color=GREY)
    style(TITLE, Font(name=FONT, size=16, bold=True, color=INK), Alignment(vertical="center"))
    style(SUBTITLE, Font(name=FONT, size=11, color=GREY), Alignment(vertical="center"))
    style(SECTION, Font(name=FONT, size=12, bold=True, color=INK), middle, pale)
    ink = PatternFill("solid", fgColor=INK)
    style(HEADER, Font(name=FONT, size=11, bold=True, color=WHITE), middle, ink, border=box)
    style(LABEL, words, top, border=box)
    style(IDENTIFIER, grey, top, border=box)
    style(PLAIN, words, top)
    style(FACT, words, top, border=box, number_format="@")
    style(ANSWER, words, top, cream, border=box, protection=unlocked)
    style(RESULT, words, Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1), border=box)
    style(RESULT_NUMBER, words, Alignment(horizontal="right", vertical="top"), border=box)
    choice = Alignment(horizontal="center", vertical="top")
    style(ANSWER_CHOICE, words, choice, cream, border=box, protection=unlocked)
    figure = Alignment(horizontal="right", vertical="top")
    if money:
        style(ANSWER_MONEY, words, figure, cream, border=box, protection=unlocked, number_format=MONEY)
    style(ANSWER_NUMBER, words, figure, cream, border=box, protection=unlocked, number_format="General")


def widths(sheet: Worksheet, columns: Mapping[str, float]) -> None:
    """Set column widths, in characters."""
    for letter, width in columns.items():
        sheet.column_dimensions[letter].width = width


def protect(sheet: Worksheet) -> None:
    """Lock the labels without a password; sizes, sorting and filters stay free, so that rows grow with their text."""
    protection = sheet.protection
    protection.sheet = True
    for free in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(protection, free, False)


def answer_style(field: Field) -> str:
    """Return the style of the cells in which a field is answered."""
    if field.is_yes_or_no or field.counts == "mark":
        return ANSWER_CHOICE
    if field.counts is None:
        return ANSWER
    return ANSWER_MONEY if field.counts == "money" else ANSWER_NUMBER
