"""One pass over a sheet: of every cell its value and its facts, from the same elements at the same moment.

A cell is read where it is written as the format says, and the sheet is refused, naming the cell, where it is written
as no honest program does: two programs would show two different workbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from socialvalue.intake.cells import address, column_of, position
from socialvalue.intake.look.cell_values import Value, indexes, iso_date, number
from socialvalue.intake.look.conditional import MOST_AREAS, Rules
from socialvalue.intake.look.styles import Format, Styles
from socialvalue.intake.package.elements import SKIPPED, Attributes, Level
from socialvalue.intake.package.rich_text import MOST_IN_A_CELL, RichText, SharedTexts
from socialvalue.intake.refused import damaged, unsafe
from socialvalue.intake.sheet.facts import Facts, Merge, merge
from socialvalue.intake.sheet.outline import Outline

#: The values come as a full grid: a used area above this, and mostly empty, holds a stray cell far from its answers.
MOST_CELLS = 4_000_000

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384

#: A lower row shows no letters that can be read, a narrower column not one digit.
LEAST_HEIGHT, LEAST_WIDTH = 4.0, 1.0

_LATER_CONDITIONAL = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main conditionalFormatting"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_STYLE = re.compile(r"[0-9]{1,6}")
_ERROR = re.compile(r"#[A-Z0-9_/]+[?!]?")
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006 AlternateContent"
_WORDS = {"s": "shared text", "b": "TRUE or FALSE", "d": "date"}
_KINDS = {"n", "s", "b", "e", "d", "str", "inlineStr"}


class SheetScan(RichText):
    """The handlers of one pass over one sheet; what they find is in ``rows`` and ``facts``."""

    def __init__(self, label: str, sheet: str, namespace: str, texts: SharedTexts, styles: Styles) -> None:
        super().__init__(namespace, "worksheet", styles.looks.of_run)
        self.label, self.sheet = label, sheet
        self.shared, self.styles = texts, styles
        self.facts = Facts()
        #: The values by row, each row as far as its last value.
        self.rows: dict[int, list[Value]] = {}
        self.row = -1
        self.row_text = "0"
        #: The column of the cell before, and of the last one that holds anything or says where it stands.
        self.column = self.taken = -1
        #: How many cells hold anything, and how many places they and the empty ones between them take.
        self.cells = self.slots = 0
        self._arrays: list[Merge] = []
        self._tables = 0
        self._in_alternate = self._exact = False
        #: Looks of whole rows and columns: Excel does not give them to a cell without a style, LibreOffice does.
        self.row_look: Format | None = None
        self.column_looks: list[tuple[range, Format]] = []
        #: Whether a row that does not say how high it is cannot be seen.
        self._low_rows = False
        self._outline = Outline()
        #: The first cell that a frozen sheet can show, and how many rows stand above what it can.
        self._corner, self._above = (0, 0), 0
        tag = self.tag
        #: The sheet's own elements outside its cells that tell something, at whatever depth they stand.
        self.outside: dict[str, Callable[[Attributes], None]] = {
            tag("col"): self._col,
            tag("sheetFormatPr"): self._defaults_of_sheet,
            tag("sheetView"): self._view,
            tag("pane"): self._pane,
            tag("outlinePr"): self._outline.order,
            tag("conditionalFormatting"): lambda _: None,  # read where it belongs, directly in the sheet
            tag("mergeCell"): lambda attributes: self.facts.merges.append(merge(attributes["ref"])),
        }
        self._sheet: Level = {
            tag("sheetData"): self._start_table,
            tag("conditionalFormatting"): self._start_conditional,
            tag("extLst"): self._start_extensions,
        }
        self._other: Level = {}  # inside the sheet's other elements
        self._conditional: Level = {}
        self._extensions: Level = {}
        self.rules = Rules()
        self._table: Level = {tag("row"): self._start_row}
        self.row_level: Level = {tag("c"): self._start_cell, tag("extLst"): self.skip}
        self._cell: Level = {
            tag("v"): self._start_value,
            tag("f"): self._start_formula,
            tag("is"): self._start_inline,
            tag("extLst"): self.skip,
        }

    # What stands around the cells.

    def refuse(self, what: str) -> NoReturn:
        inside = self.strict
        cell = address(self.row, max(self.column, 0)) if inside else f"A{self.row + 1}" if self.row >= 0 else ""
        what = f"a {'cell' if inside else 'sheet'} with {what}"
        raise unsafe(self.label, what, self.sheet, cell)

    def start_root(self, _: Attributes) -> None:
        self.expected = self._sheet

    def other(self, tag: str, attributes: Attributes) -> None:
        name = tag.rpartition(" ")[2]
        own = tag.startswith(f"{self.namespace} ")
        if name == "sheetData" or (own and (name in {"row", "c"} or (self._in_alternate and tag in self.outside))):
            self.refuse(f"a second place for its cells or their looks ({name})")
        elif self.expected is self._conditional:
            self._in_conditional(name, attributes)
        elif self.expected is self._extensions:
            if tag == _LATER_CONDITIONAL:
                self._start_conditional(attributes)
        elif self.expected is not self._sheet and self.expected is not self._other:
            super().other(tag, attributes)
        elif own and name == "extLst":
            self.expected = SKIPPED
        elif own or self._in_alternate:
            if tag in self.outside:
                self.outside[tag](attributes)
            self.expected = self._other
        elif tag == _COMPATIBILITY:
            self._in_alternate = True
            self.leave = self._end_alternate
            self.expected = self._other
        else:
            self.refuse(f"an element of another namespace ({name})")

    def _end_alternate(self) -> None:
        self._in_alternate = False

    def _col(self, attributes: Attributes) -> None:
        columns = range(int(attributes["min"]) - 1, int(attributes["max"]))
        if "width" in attributes or _true(attributes.get("hidden")):
            self.facts.named_columns.append(columns)
        self._outline.column(columns, attributes)
        if (look := self.styles.telling.get(attributes.get("style", "0"))) is not None:
            self.column_looks.append((columns, look))
        if _true(attributes.get("hidden")) or _under(attributes.get("width"), LEAST_WIDTH):
            self.facts.hidden_columns.append(columns)

    def _defaults_of_sheet(self, attributes: Attributes) -> None:
        self._low_rows = _true(attributes.get("zeroHeight")) or _under(attributes.get("defaultRowHeight"), LEAST_HEIGHT)
        width = attributes.get("defaultColWidth")
        # Without a width the columns are so many characters wide, and five pixels of seven more.
        characters = attributes.get("baseColWidth", "8")
        self.facts.hides_others = _under(width, LEAST_WIDTH) if width is not None else _under(characters, 0.3)

    def _view(self, attributes: Attributes) -> None:
        self.facts.hides_zeros |= attributes.get("showZeros") in {"0", "false"}
        self._corner = position(attributes.get("topLeftCell", "A1"))

    def _pane(self, attributes: Attributes) -> None:
        """Take in where a sheet is frozen: nobody can scroll back to what stands above or left of the frozen part."""
        if attributes.get("state") not in {"frozen", "frozenSplit"}:
            return
        top, left = self._corner
        if attributes.get("ySplit", "0") != "0" and top:
            self._above = max(self._above, top)
        if attributes.get("xSplit", "0") != "0" and left:
            self.facts.hidden_columns.append(range(left))

    def _start_conditional(self, attributes: Attributes) -> None:
        self.expected = self._conditional
        self._in_conditional("conditionalFormatting", attributes)

    def _in_conditional(self, name: str, attributes: Attributes) -> None:
        """Hand an element of a conditional format on, and its text when it ends."""
        self.rules.start(name, attributes)
        self.gather()
        self.expected = self._conditional
        self.leave = lambda: self.rules.end(self.gathered())

    def _start_extensions(self, _: Attributes) -> None:
        self.expected = self._extensions

    def _start_table(self, _: Attributes) -> None:
        self._tables += 1
        if self._tables > 1:
            self.refuse("a second table of cells")
        self.expected = self._table

    def _start_row(self, attributes: Attributes) -> None:
        written = attributes.get("r")
        row = self.row + 1
        if written is not None:
            if _ROW.fullmatch(written) is None:
                raise damaged(self.label, f"a row without a proper number ({written})", self.sheet)
            row = int(written) - 1
        if row <= self.row:
            self.refuse(f"row {row + 1} twice, or after a later one")
        if self.slots > max(MOST_CELLS, 8 * self.cells):
            self._stray(self.row, len(self.rows[self.row]) - 1)
        if row >= MOST_ROWS:
            raise damaged(self.label, f"a row beyond the last one ({row + 1})", self.sheet)
        self.row, self.row_text = row, str(row + 1)
        self.column = self.taken = -1
        self.row_look = self.styles.telling.get(attributes.get("s", "0"))
        if "outlineLevel" in attributes or "collapsed" in attributes:
            self._outline.row(row, attributes)
        height, hidden = attributes.get("ht"), attributes.get("hidden")
        if _true(hidden) or _under(height, LEAST_HEIGHT) or (self._low_rows and height is None and hidden is None):
            self.facts.hidden_rows.add(row)
        self.expected = self.row_level

    # What a cell is.

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        column = self.column + 1
        self.strict = True
        if reference is not None:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise damaged(self.label, f"a cell without a proper address ({reference})", self.sheet)
            self.column = column = column_of(match[1])
            if match[2] != self.row_text:
                self.refuse(f"the address {reference} in row {self.row_text}")
        if column >= MOST_COLUMNS:
            raise damaged(self.label, "a cell beyond the last column", self.sheet, address(self.row, column))
        self.column, self._named = column, reference is not None
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "0")
        self._styled = "s" in attributes
        if self.kind not in _KINDS:
            self.refuse(f"an unknown type ({self.kind})")
        if _STYLE.fullmatch(self.style) is None or any(" " in name for name in attributes):
            self.refuse("attributes that no program writes")
        self._value: str | None = None
        self._inline: str | None = None
        self._formula: str | None = None
        self.marks = set()
        self._exact = False
        self.expected = self._cell
        self.leave = self._end_cell

    def _start_value(self, _: Attributes) -> None:
        if self._value is not None or self._inline is not None or self.kind == "inlineStr":
            self.refuse("two values")
        self.gather()
        self._exact = self.kind != "str"
        self.leave = self._end_value

    def _end_value(self) -> None:
        if self.kind != "str" and len(self.pieces) > 1:
            self.refuse("a value in more than one piece")
        self._value = self.gathered()
        self._exact = False

    def _start_formula(self, attributes: Attributes) -> None:
        if self._formula is not None or self._value is not None or self._inline is not None:
            self.refuse("two formulas, or a formula behind its value")
        if attributes.get("t") in {"array", "dataTable"} and "ref" in attributes:
            self._arrays.append(merge(attributes["ref"]))
        self.gather()
        self.leave = self._end_formula

    def _end_formula(self) -> None:
        self._formula = self.gathered()

    def _start_inline(self, _: Attributes) -> None:
        if self._value is not None or self._inline is not None or self.kind != "inlineStr":
            self.refuse("two values")
        self.begin_rich()
        self.leave = self._end_inline

    def _end_inline(self) -> None:
        self._inline = self.end_rich()

    def characters(self, text: str) -> None:
        if self.gathering and self.source and self.expected is not SKIPPED and self._exact and self.at_reference:
            self.refuse("a value written as references to characters")
        super().characters(text)

    def _end_cell(self) -> None:
        filled = self._value is not None or self._inline is not None or self._formula is not None
        if filled or self._named:
            # A nameless empty cell only moves the count on: what is placed over it stands there first.
            if self.column <= self.taken:
                self.refuse("the place of another cell, or after a later one")
            self.taken = self.column
        if filled:
            value = self._decoded()
            if self._formula is not None:
                of_text = self.kind == "str" and self._value is not None
                found = self.facts.text_formulas if of_text else self.facts.formulas
                found.setdefault(self.row, {})[self.column] = self._formula
            self.place(value)
        telling = self.styles.telling.get(self.style)
        if telling is None and not self._styled:
            looks = (look for columns, look in self.column_looks if self.column in columns)
            telling = self.row_look or next(looks, None)
        if telling is not None:
            self.facts.formats.setdefault(self.row, {})[self.column] = telling
        if self.marks:
            self.facts.marks.setdefault(self.row, {})[self.column] = frozenset(self.marks)
        self.strict = False

    def place(self, value: Value) -> None:
        if type(value) is str and len(value) > MOST_IN_A_CELL:
            self.refuse(f"a text of {len(value):,} characters, where a cell holds {MOST_IN_A_CELL:,}")
        cells = self.rows.get(self.row)
        if cells is None:
            cells = self.rows[self.row] = []
        gap = self.column - len(cells)
        if gap:
            cells.extend([""] * gap)
        cells.append(value)
        self.cells += 1
        self.slots += gap + 1

    def _decoded(self) -> Value:
        """Return what the cell's text stands for."""
        text = self._value if self.kind != "inlineStr" else self._inline
        if self.kind == "e" and text:
            if _ERROR.fullmatch(text) is None:
                self.refuse(f"an error that Excel does not have ({text[:40]})")
            self.facts.errors.setdefault(self.row, {})[self.column] = text
            return ""
        if not text or self.kind == "inlineStr":
            return text or ""
        try:
            match self.kind:
                case "str":
                    return self.unescaped(text)
                case "s":
                    (at,) = indexes([text])
                    self.marks = set(self.shared.marks.get(at, ()))
                    return self.shared.texts[at]
                case "b":
                    return {"0": False, "1": True}[text]
                case "d":
                    return iso_date(text)
                case _:
                    dated = self.styles.dated.get(self.style)
                    return number(text) if dated is None else dated(number(text))
        except (ValueError, LookupError):
            self.refuse(f"a value that is no {_WORDS.get(self.kind, 'number')} to Excel ({text[:40]})")

    # What comes of it.

    def finish(self) -> list[list[Value]]:
        """Return the values as a full grid, the facts being complete.

        Raises:
            Refused: When a stray cell stands so far out that the area between it and the answers would fill the memory.
        """
        self._spread()
        self.facts.hidden_rows |= self._outline.folded_rows() | {row for row in self.rows if row < self._above}
        self.facts.hidden_columns += [range(at, at + 1) for at in self._outline.folded_columns()]
        self.facts.conditionals = self.rules.telling(self.styles.looks)
        if sum(len(one.areas) for one in self.facts.conditionals) > MOST_AREAS:
            raise unsafe(self.label, f"a sheet with more than {MOST_AREAS:,} conditional formats that hide", self.sheet)
        height = max(self.rows, default=-1) + 1
        width = max(map(len, self.rows.values()), default=0)
        if height * width > max(MOST_CELLS, 8 * self.cells):
            widest = next(row for row, cells in self.rows.items() if len(cells) == width)
            row = height - 1 if len(self.rows[height - 1]) * height > MOST_CELLS or height > 2 * width else widest
            self._stray(row, len(self.rows[row]) - 1)
        grid = []
        for row in range(height):
            cells = self.rows.pop(row, [])
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            grid.append(cells)
        return grid

    def _stray(self, row: int, column: int) -> NoReturn:
        cell = address(row, column)
        raise unsafe(self.label, f"a used area that reaches to {cell}, nearly all of it empty", self.sheet, cell)

    def _spread(self) -> None:
        """Tell of every cell that a formula of many cells fills that it holds one."""
        formulas, texts = self.facts.formulas, self.facts.text_formulas
        for array in self._arrays:
            text = formulas.get(array.top, {}).get(array.left) or texts.get(array.top, {}).get(array.left, "")
            for row, cells in self.rows.items():
                if not array.top <= row <= array.bottom:
                    continue
                for column in range(array.left, min(array.right + 1, len(cells))):
                    if cells[column] != "" and column not in texts.get(row, ()):
                        formulas.setdefault(row, {}).setdefault(column, text)


def _true(text: str | None) -> bool:
    return text not in {None, "0", "false"}


def _under(text: str | None, least: float) -> bool:
    try:
        return bool(text) and not float(text or 0) >= least  # what is no number (NaN) is not seen either
    except ValueError:
        return True
