"""How a sheet prints: A4, fitted to the width, header rows on every page, page x of y."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.workbooks.style import FONT, printable

_A4 = 9
_HEADER_LENGTH = 110


def printed(
    sheet: Worksheet,
    name: str,
    *,
    landscape: bool,
    title_rows: str = "",
    title_columns: str = "",
    pages_wide: int = 1,
) -> None:
    """Set up printing. ``name`` goes into the page header; rows and columns given as ``"1:5"`` and ``"A:A"`` repeat."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    properties = sheet.sheet_properties.pageSetUpPr
    assert properties is not None
    properties.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.8, 0.7
    if title_rows:
        sheet.print_title_rows = title_rows
    if title_columns:
        sheet.print_title_cols = title_columns
    header, footer = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    assert header is not None
    assert footer is not None
    _say(header.left, _as_text(name))
    _say(header.right, "&A")
    _say(footer.right, "Page &P of &N")


def _say(part: Any, text: str) -> None:
    part.text, part.font, part.size = text, f"{FONT},Regular", 10


def _as_text(name: str) -> str:
    """Return ``name`` on one line, shortened, with its ampersands kept from being read as codes."""
    line = " ".join(printable(name).split())
    if len(line) > _HEADER_LENGTH:
        line = line[: _HEADER_LENGTH - 1] + "…"
    return line.replace("&", "&&")
