"""Tables of results: headed, formatted, frozen, filterable, printable, for six bids and for six thousand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.workbooks.heights import LINE_HEIGHT, height_for
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.stream import Row, RowStream
from socialvalue.workbooks.style import HEADER, SUBTITLE, TITLE

#: Rows of data on one sheet, below Excel's limit of 1,048,576; a longer table goes on on the next sheet.
MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a table: its title, the lines below it, and the page header in print."""

    title: str
    lines: tuple[str, ...]
    printed: str


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet that was written: the row of its column headings, and its last row."""

    sheet: Worksheet
    top: int
    last: int


def write_table(
    workbook: Workbook, name: str, heading: Heading, columns: Sequence[Column], rows: Iterable[Row], *, frozen: int = 1
) -> Written:
    """Write a table onto a sheet called ``name``, going on onto others if it is longer than a sheet.

    ``frozen`` columns stay in view. Returns the first sheet.
    """
    remaining = iter(rows)
    first = _write_sheet(RowStream(workbook, name), heading, columns, islice(remaining, MOST_ROWS), frozen)
    number = 1
    while (ahead := next(remaining, None)) is not None:
        number += 1
        more = islice(chain([ahead], remaining), MOST_ROWS)
        _write_sheet(RowStream(workbook, f"{name} {number}"), heading, columns, more, frozen)
    return first


def write_heading(stream: RowStream, heading: Heading) -> None:
    """Write the title and the lines that stand above a sheet's content."""
    stream.sheet.sheet_view.showGridLines = False
    stream.write_texts(TITLE, heading.title, height=24)
    for line in heading.lines:
        stream.write_texts(SUBTITLE, line)


def _write_sheet(
    stream: RowStream, heading: Heading, columns: Sequence[Column], rows: Iterable[Row], frozen: int
) -> Written:
    sheet, top = stream.sheet, len(heading.lines) + 2
    for position, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{top + 1}"
    printed(sheet, heading.printed, landscape=True, title_rows=f"{top}:{top}")
    write_heading(stream, heading)
    height = max(height_for(column.title, column.width) for column in columns)
    stream.write_texts(HEADER, *(column.title for column in columns), height=height)
    widths = [column.width for column in columns]
    for row in rows:
        stream.write(row, _height(row, widths))
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(columns))}{stream.last_row}"
    return Written(sheet, top, stream.last_row)


def _height(row: Row, widths: Sequence[float]) -> float:
    # Most texts are short; only those that may need a second line are measured.
    height = LINE_HEIGHT + 3
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str) and (len(value) * 1.1 > width or "\n" in value):
            height = max(height, height_for(value, width))
    return height
