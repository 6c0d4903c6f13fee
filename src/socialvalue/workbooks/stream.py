"""Sheets written row by row, each row as one piece of XML.

openpyxl makes everything around the rows: styles, widths, panes, filters, print set-up, charts. A cell made by openpyxl
costs about 30 times what its XML costs, and results of thousands of bids have millions of cells; these few lines are
what keeps `score` quick for twelve bids and possible for five thousand.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import Any, cast

from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.workbooks.style import BROKEN, RESULT, RESULT_NUMBER, WHOLE, is_risky, printable


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the format that it is shown in; rounded to what a workbook can hold only when written."""

    value: Decimal | int
    format: str

    @classmethod
    def of(cls, value: Decimal) -> Figure:
        """Return a plain number: whole, or with at least two decimals."""
        return cls(value, WHOLE if value == value.to_integral_value() else BROKEN)


#: Bytes of rows kept in memory before they go to a temporary file.
_IN_MEMORY = 8_000_000

_NO_ROWS, _HERE = re.compile(rb"<sheetData\s*(?:/>|></sheetData>)"), b"<!-- rows -->"

#: Texts whose XML is remembered: the same names and titles stand in row after row.
_MOST_KNOWN = 2_000

Value = str | Figure | None
Row = Sequence[Value]


class _StreamedSheet(WriteOnlyWorksheet):
    """openpyxl's write-only sheet, whose rows are written by us and put in when all else has been written."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        super().__init__(workbook, name)
        self._streamed = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when the sheet is
        self.links: list[Hyperlink] = []

    def stream(self, row: str) -> None:
        """Take a row's XML."""
        self._streamed.write(row.encode())

    def close(self) -> None:
        """Write the sheet: what openpyxl makes of it without rows, with the rows put in their place."""
        inner = cast("Any", self)
        inner._get_writer()  # noqa: SLF001 - which forgets the links that were there before it
        inner._hyperlinks.extend(self.links)  # noqa: SLF001 - openpyxl fills this from the cells that it writes
        super().close()
        around = Path(inner._writer.out)  # noqa: SLF001 - the file that openpyxl will pack
        above, _, below = _NO_ROWS.sub(_HERE, around.read_bytes(), count=1).partition(_HERE)
        with around.open("wb") as whole, self._streamed as rows:
            whole.write(above + b"<sheetData>")
            rows.seek(0)
            copyfileobj(rows, whole)
            whole.write(b"</sheetData>" + below)


class RowStream:
    """One sheet that takes rows; set-up goes on beside them, until the workbook is saved."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self._streamed = _StreamedSheet(workbook, name)
        cast("Any", workbook)._add_sheet(self._streamed)  # noqa: SLF001 - create_sheet knows only openpyxl's own
        # Set up like any other sheet; openpyxl's published types do not say so.
        self.sheet = cast("Worksheet", self._streamed)
        self.last_row = 0
        self._letters: list[str] = []
        self._styles: dict[tuple[str, str, bool], int] = {}
        self._known: dict[tuple[str, str], str] = {}

    def write(self, row: Row, height: float) -> None:
        """Write a row of texts and figures; its height stays free to change."""
        self._send([self._cell(value, RESULT) for value in row], height)

    def write_texts(self, style: str, *texts: str, height: float = 18) -> None:
        """Write a row of texts in a named style."""
        self._send([self._cell(text, style) for text in texts], height)

    def write_styled(self, cells: Sequence[tuple[Value, str]], height: float) -> None:
        """Write a row of values, each in a named style of its own."""
        self._send([self._cell(value, style) for value, style in cells], height)

    def link(self, column: str, location: str) -> None:
        """Make a cell of the last row, by its column's letter, a link to a place in the workbook."""
        self._streamed.links.append(Hyperlink(ref=f"{column}{self.last_row}", location=location))

    def _send(self, cells: list[str], height: float) -> None:
        self.last_row += 1
        while len(self._letters) < len(cells):
            self._letters.append(get_column_letter(len(self._letters) + 1))
        placed = "".join(
            f'<c r="{letter}{self.last_row}"{cell}' for letter, cell in zip(self._letters, cells, strict=False)
        )
        self._streamed.stream(f'<row r="{self.last_row}" ht="{height:g}">{placed}</row>')

    def _cell(self, value: Value, style: str) -> str:
        """Return a cell's XML from its style on: text as text whatever it starts with, a figure as a number."""
        if isinstance(value, Figure):
            figure_style = RESULT_NUMBER if style == RESULT else style
            return f' s="{self._style(figure_style, value.format)}"><v>{_number(value.value)}</v></c>'
        key = (style, value or "")
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = self._text(value or "", style)
        return known

    def _text(self, value: str, style: str) -> str:
        text = printable(value)
        if not text:
            return f' s="{self._style(style)}"/>'
        # A carriage return would be read back as a line feed if it were not written as a reference.
        quoted = html.escape(text, quote=False).replace("\r", "&#13;")
        style_id = self._style(style, risky=is_risky(text))
        return f' s="{style_id}" t="inlineStr"><is><t xml:space="preserve">{quoted}</t></is></c>'

    def _style(self, style: str, number_format: str = "", *, risky: bool = False) -> int:
        key = (style, number_format, risky)
        if key not in self._styles:
            cell = WriteOnlyCell(self.sheet)
            cell.style = style
            if number_format:
                cell.number_format = number_format
            if risky:
                cell.quotePrefix = True
            self._styles[key] = cell.style_id
        return self._styles[key]


def _number(value: Decimal | int) -> str:
    return repr(float(value)) if isinstance(value, Decimal) else str(value)
