"""Row heights: tall enough for the text that is there, and free to grow with the text that people type.

Excel works out heights that a file leaves open, LibreOffice does not for a file that says it comes from Excel; and a
height marked as set by hand stops growing in both. So each height is estimated, and written without that mark.
"""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

LINE_HEIGHT = 15.0

#: Excel's limit for a row, in points; longer text is there, but not all of it in view.
HIGHEST = 409.0

#: Letters of running text to one of the digits that column widths are counted in; lines that break early included.
_LETTERS_PER_DIGIT = 1.0


class _GrowingRow(RowDimension):
    """A row whose height the workbook program may change as its text changes."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        return False


def height_for(text: str, width: float) -> float:
    """Return the height in points that ``text`` needs, wrapped in a column of ``width`` characters."""
    usable = max(1, int(width * _LETTERS_PER_DIGIT))
    lines = sum(-(-len(line) // usable) or 1 for line in text.split("\n"))
    return min(HIGHEST, LINE_HEIGHT * lines + 3)


def set_height(sheet: Worksheet, row: int, height: float) -> None:
    """Give a row its first height, in points."""
    sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)


def fit_rows(sheet: Worksheet, rows: Iterable[int], at_least: float = 0.0) -> None:
    """Give rows the height that their wrapped text needs at the sheet's column widths."""
    for row in rows:
        needed = max(at_least, LINE_HEIGHT + 3)
        for cell in next(sheet.iter_rows(min_row=row, max_row=row)):
            if isinstance(cell, Cell) and cell.value is not None and cell.alignment.wrap_text:
                width = sheet.column_dimensions[get_column_letter(cell.column)].width
                needed = max(needed, height_for(str(cell.value), width))
        set_height(sheet, row, needed)
