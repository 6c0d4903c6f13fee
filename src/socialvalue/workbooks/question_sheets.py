"""What the panel's two workbooks share: a sheet a question, with the question and its scale in view at the top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import fsum

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.decimals import plain
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.layout import ABOUT_SHEET, full_title
from socialvalue.model.panel_layout import QUESTION_LABEL
from socialvalue.workbooks.bid_form import INSTRUCTIONS_SHEET
from socialvalue.workbooks.heights import LINE_HEIGHT, height_for, set_height
from socialvalue.workbooks.sheets import paragraphs, scale_of
from socialvalue.workbooks.stream import Figure, RowStream, Value
from socialvalue.workbooks.style import (
    FONT,
    GREY,
    HEADER,
    IDENTIFIER,
    INK,
    LINE,
    PALE,
    PLAIN,
    SUBTITLE,
    TITLE,
    add_styles,
    printable,
    safe_text,
)

OVERVIEW_SHEET = "Overview"

DESCRIPTOR, DESCRIPTOR_MARK, SMALL, SMALL_ID = "Descriptor", "Descriptor mark", "Small words", "Small id"
BID, BID_FLAG, GIVEN, GIVEN_MARK = "Bid heading", "Bid flag", "Given", "Given mark"
AGREED_NAME, SECTION_LINE = "Agreed name", "Form section line"

#: Height in points of what may stay in view above the bids: on a small laptop it leaves room for one of them.
MOST_FROZEN = 250.0

#: A scale with more levels than this is described on a sheet of its own.
MOST_LEVELS = 12

#: Letters of ten points to one of the eleven that heights are counted in.
_SMALLER = 1.1

#: Excel's limit for the name of a sheet, in UTF-16 units.
_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
#: Our own sheets, and the one that Excel keeps for itself.
_TAKEN = (INSTRUCTIONS_SHEET, OVERVIEW_SHEET, ABOUT_SHEET, "History")


@dataclass(frozen=True, slots=True)
class Line:
    """A row above the bids: values in named styles from column A on, and what is joined into one wide cell."""

    cells: tuple[tuple[Value, str], ...]
    height: float = 18.0
    joined: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a question's sheet: ids (empty where nothing is read), titles, widths, and where marks stand."""

    ids: tuple[str, ...]
    titles: tuple[str, ...]
    widths: tuple[float, ...]
    mark: int

    @property
    def last(self) -> int:
        return len(self.widths)

    @property
    def mark_letter(self) -> str:
        return get_column_letter(self.mark)

    @property
    def last_letter(self) -> str:
        return get_column_letter(self.last)

    def span(self, first: int, last: int) -> float:
        """Return the width of some columns together."""
        return fsum(self.widths[first - 1 : last])


def add_panel_styles(workbook: Workbook) -> None:
    """Give a workbook the named styles of our forms, and those of the panel's sheets."""
    add_styles(workbook, money=False)
    side = Side(style="thin", color=LINE)
    box = Border(left=side, right=side, top=side, bottom=side)
    edge = Border(top=Side(style="medium", color=INK))
    pale = PatternFill("solid", fgColor=PALE)
    top, centre = Alignment(vertical="top", wrap_text=True), Alignment(horizontal="center", vertical="top")
    small, words, bold = Font(name=FONT, size=10), Font(name=FONT, size=11), Font(name=FONT, size=10, bold=True)
    strong = Font(name=FONT, size=11, bold=True)
    bid, flag = Font(name=FONT, size=12, bold=True, color=INK), Font(name=FONT, size=11, color="7A3B00")
    one_line = Alignment(vertical="center")
    made: Sequence[tuple[str, Font, Alignment, PatternFill | None, Border | None]] = (
        (DESCRIPTOR, small, top, None, box),
        (DESCRIPTOR_MARK, bold, centre, None, box),
        (SMALL, small, top, None, None),
        (SMALL_ID, Font(name=FONT, size=10, color=GREY), one_line, None, None),
        (BID, bid, one_line, pale, edge),
        (BID_FLAG, flag, one_line, pale, None),
        (GIVEN, words, top, None, box),
        (GIVEN_MARK, strong, centre, None, box),
        (AGREED_NAME, strong, top, None, box),
        (SECTION_LINE, bid, one_line, pale, None),
    )
    for name, font, alignment, fill, border in made:
        style = NamedStyle(name=name, font=font, alignment=alignment, protection=Protection(locked=True))
        if fill is not None:
            style.fill = fill
        if border is not None:
            style.border = border
        workbook.add_named_style(style)


def sheet_names(criteria: Criteria) -> dict[str, str]:
    """Return the name of each question's sheet by the question's id: from its title, short, and no two alike."""
    taken = {name.casefold() for name in _TAKEN}
    names = {}
    for leaf in criteria.panel_leaves:
        wanted = " ".join(_NOT_IN_NAMES.sub(" ", printable(leaf.title)).split()).strip("' ") or leaf.key
        name, number = _shortened(wanted, _NAME), 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = _shortened(wanted, _NAME - len(ending)) + ending
        taken.add(name.casefold())
        names[leaf.key] = name
    return names


def _shortened(text: str, limit: int) -> str:
    def units(part: str) -> int:
        return len(part.encode("utf-16-le")) // 2

    if units(text) <= limit:
        return text
    while units(text) > limit - 1:
        text = text[:-1]
    return text.rstrip(" '") + "…"


def top_lines(criteria: Criteria, leaf: Leaf, shape: Shape, who: str, note: str = "") -> list[Line]:
    """Return the rows above the bids of a question: title, id, guidance, scale, and the heading in ids and in words."""
    everywhere = (1, shape.last)
    between: list[tuple[Value, str]] = [(None, PLAIN)] * (shape.last - 4)  # room for a long id
    lines = [
        Line(((full_title(leaf), TITLE),), 24.0),
        Line(((QUESTION_LABEL, SMALL_ID), (leaf.key, SMALL_ID), *between, (who, SUBTITLE)), 16.0),
    ]
    guidance = paragraphs(leaf.criterion.guidance if leaf.question else "", leaf.guidance)
    if guidance:
        lines.append(Line(((guidance, PLAIN),), height_for(guidance, shape.span(*everywhere)), everywhere))
    lines += _scale_lines(criteria, leaf, shape)
    if note:
        lines.append(Line(((note, SMALL),), height_for(note, shape.span(*everywhere) * _SMALLER), everywhere))
    lines.append(Line(tuple((id_, IDENTIFIER) for id_ in shape.ids), 15.0))
    titles = max(height_for(title, width * 0.9) for title, width in zip(shape.titles, shape.widths, strict=True))
    lines.append(Line(tuple((title, HEADER) for title in shape.titles), max(titles, 21.0)))
    return lines


def _scale_lines(criteria: Criteria, leaf: Leaf, shape: Shape) -> list[Line]:
    scale = scale_of(criteria, leaf)
    if scale is None:
        return []
    levels = sorted(scale.levels, key=lambda level: level.mark)
    if len(levels) > MOST_LEVELS:  # as running text, or the bids would be out of sight
        text = ".  ".join(f"{plain(one.mark)} {one.label}{f': {one.means}' if one.means else ''}" for one in levels)
        return [Line(((text, SMALL),), height_for(text, shape.span(1, shape.last) * _SMALLER), (1, shape.last))]
    lines = []
    for level in levels:
        before: list[tuple[Value, str]] = [(None, PLAIN)] * (shape.mark - 2)
        after: list[tuple[Value, str]] = [(None, DESCRIPTOR)] * (shape.last - shape.mark - 1)
        cells = (
            *before,
            (level.label, DESCRIPTOR),
            (Figure(level.mark, "General"), DESCRIPTOR_MARK),
            (level.means or None, DESCRIPTOR),
            *after,
        )
        room = shape.span(shape.mark + 1, shape.last) * _SMALLER
        needed = max(height_for(level.means, room), height_for(level.label, shape.widths[shape.mark - 2]))
        lines.append(Line(cells, needed - 3, (shape.mark + 1, shape.last)))
    return lines


def frozen_below(lines: Sequence[Line]) -> str | None:
    """Return the cell at which to freeze the panes, or nothing where that would leave no room for the bids."""
    height = fsum(line.height for line in lines)
    return f"A{len(lines) + 1}" if height <= MOST_FROZEN else None


def write_lines(sheet: Worksheet, lines: Iterable[Line], row: int = 1) -> int:
    """Write lines onto a sheet from ``row`` on, and return the first free row below them."""
    for line in lines:
        for column, (value, style) in enumerate(line.cells, start=1):
            cell = sheet.cell(row, column)
            assert isinstance(cell, Cell)
            cell.style = style
            if isinstance(value, Figure):
                cell.value, cell.number_format = value.value, value.format
            elif value:
                safe_text(cell, value)
        _join(sheet, line, row)
        set_height(sheet, row, line.height)
        row += 1
    return row


def stream_lines(stream: RowStream, lines: Iterable[Line]) -> None:
    """Write lines onto a streamed sheet."""
    for line in lines:
        stream.write_styled(line.cells, line.height)
        _join(stream.sheet, line, stream.last_row)


def _join(sheet: Worksheet, line: Line, row: int) -> None:
    if line.joined is not None:
        first, last = (get_column_letter(column) for column in line.joined)
        sheet.merged_cells.add(f"{first}{row}:{last}{row}")


def room_for(texts: Iterable[tuple[str, float]], at_least: float = LINE_HEIGHT + 3) -> float:
    """Return the height of a row with these texts, each with the width of its column."""
    return max(at_least, *(height_for(text, width) for text, width in texts))


def set_widths(sheet: Worksheet, shape: Shape) -> None:
    """Set the widths of a sheet's columns."""
    for number, width in enumerate(shape.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def as_figure(value: Decimal | None) -> Figure | None:
    """Return a mark as a number cell; nothing stays an empty cell."""
    return None if value is None else Figure(value, "General")
