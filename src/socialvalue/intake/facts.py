"""What a sheet's values do not tell: formulas, errors, merges, hidden rows and columns, telling number formats.

One streaming pass over the sheet's XML. Calling Python for every cell of a large sheet costs more than decoding all
its values, so cells that are plainly ordinary (no formula, no error, no telling format, written the way that Excel,
LibreOffice and openpyxl write them) are first taken out of the stream by one regular expression. A whole element
taken out leaves well-formed XML, and whatever the expression does not know stays in and reaches the parser: it can
only make the pass slower, never blind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from socialvalue.intake.cells import address, column_of, position
from socialvalue.intake.package import Package, SheetPart
from socialvalue.intake.refused import damaged, unsafe
from socialvalue.intake.styles import Format

#: The values come as a full grid: a used area above this, and mostly empty, holds a stray cell far from its answers.
MOST_CELLS = 4_000_000

#: Ordinary cells are taken out within this corner only (columns A to CZ, rows to 19,999), so that the pass always
#: sees a cell that stands far out.
_CORNER_COLUMNS, _CORNER_ROWS = 104, 19_999
_ADDRESS = rb"[A-C]?[A-Z](?:[1-9][0-9]{0,3}|1[0-9]{4})"
_LONGEST_CELL = 2**20
_CONTENT = rb"<v>[^<]*</v>|<is><t(?: xml:space=\"preserve\")?>[^<]*</t></is>"


@lru_cache(maxsize=64)
def _ordinary(telling_styles: tuple[str, ...]) -> re.Pattern[bytes]:
    other = rb"(?!(?:" + b"|".join(style.encode() for style in telling_styles) + rb')")' if telling_styles else b""
    return re.compile(
        rb'<c r="' + _ADDRESS + rb'"(?: s="' + other + rb'[0-9]+")?(?: t="(?:n|s|str|inlineStr)")?'
        rb"(?:/>|>(?:" + _CONTENT + rb")</c>)"
    )


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns counted from zero, ends included."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Facts:
    """The facts of one sheet, by row and column counted from zero; what is ordinary is not in them."""

    formulas: dict[int, set[int]] = field(default_factory=dict)
    text_formulas: dict[int, set[int]] = field(default_factory=dict)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    formats: dict[int, dict[int, Format]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)

    def hides(self, column: int) -> bool:
        """Whether a column is hidden."""
        return any(column in columns for columns in self.hidden_columns)


class _Scan:
    """The handlers of one pass over one sheet."""

    def __init__(self, facts: Facts, formats: Mapping[str, Format]) -> None:
        self.facts = facts
        self.formats = formats
        self.prefix: str | None = None
        self.cells = 0
        self.unnamed = False
        self.row = self.last_row = self.last_column = -1
        self.row_text = "0"
        self.reference = ""
        self.kind: str | None = None
        self.error: list[str] = []

    def prepare(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.prefix is None:
            self.prefix = tag[: tag.index(":") + 1] if ":" in tag else ""
        # A tag of another prefix (an extension's) is left as it is, and so matches none of these.
        match tag.removeprefix(self.prefix):
            case "c":
                self.cell(attributes)
            case "v" | "is":
                self.value()
            case "f":
                self.formula()
            case "row":
                self.start_row(attributes)
            case "col":
                if _true(attributes.get("hidden")) or _zero(attributes.get("width")):
                    columns = range(int(attributes["min"]) - 1, int(attributes["max"]))
                    self.facts.hidden_columns.append(columns)
            case "mergeCell":
                self.facts.merges.append(_merge(attributes["ref"]))
            case "mergeCells" | "conditionalFormatting" | "dataValidations" | "extLst":
                self.reference = ""  # Past the last cell: an "f" from here on belongs to no cell.
            case _:
                pass

    def start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self.row = int(number) - 1 if number is not None else self.row + 1
        self.row_text = str(self.row + 1)
        self.reference = ""
        if _true(attributes.get("hidden")) or _zero(attributes.get("ht")):
            self.facts.hidden_rows.add(self.row)

    def cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            # A cell that does not name its place is the one after the cell before it.
            self.unnamed = True
            reference = address(self.row, self.column + 1 if self.reference else 0)
        self.reference = reference
        self.kind = attributes.get("t")
        if self.kind == "e":
            self.facts.errors.setdefault(self.row, {})[self.column] = "an error"
        telling = self.formats.get(attributes.get("s", ""))
        if telling is not None:
            self.facts.formats.setdefault(self.row, {})[self.column] = telling

    @property
    def column(self) -> int:
        return column_of(self.reference.removesuffix(self.row_text))

    def value(self) -> None:
        self.cells += 1
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self.kind == "e":
            self.error = []
            self.parser.CharacterDataHandler = self.error.append
            self.parser.EndElementHandler = self.end_error

    def end_error(self, _: str) -> None:
        self.parser.CharacterDataHandler = None
        self.parser.EndElementHandler = None
        self.facts.errors[self.row][self.column] = "".join(self.error).strip() or "an error"

    def formula(self) -> None:
        if self.reference:
            found = self.facts.text_formulas if self.kind == "str" else self.facts.formulas
            found.setdefault(self.row, set()).add(self.column)


def read_facts(package: Package, sheet: SheetPart, formats: Mapping[str, Format]) -> Facts:
    """Return the facts of one sheet.

    Raises:
        Refused: When the part is damaged or unsafe, or when a stray cell stands so far out that the area between it
            and the answers would fill the memory.
    """
    facts = Facts()
    scan = _Scan(facts, formats)
    ordinary = _ordinary(tuple(sorted(formats)))
    taken_out = 0

    def without_ordinary(chunks: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal taken_out
        rest = b""
        for chunk in chunks:
            whole = rest + chunk
            end = whole.rfind(b"<c ")  # The last cell may go on in the next chunk.
            if end < 0 or len(whole) - end > _LONGEST_CELL:
                end = len(whole)
            remaining, count = ordinary.subn(b"", whole[:end])
            taken_out += count
            rest = whole[end:]
            yield remaining
        yield rest

    try:
        package.parse(sheet.part, scan.prepare, sheet.name, without_ordinary)
    except (ValueError, KeyError) as error:
        raise damaged(package.label, f"a cell or range without a proper address ({error})", sheet.name) from error
    if scan.unnamed and taken_out:
        raise damaged(package.label, "a sheet in which only some cells say where they stand", sheet.name)
    rows = max(scan.last_row, min(scan.row, _CORNER_ROWS - 1) if taken_out else -1) + 1
    columns = max(scan.last_column + 1, _CORNER_COLUMNS)
    if rows * columns > max(MOST_CELLS, 8 * (scan.cells + taken_out)):
        stray = address(max(scan.last_row, 0), max(scan.last_column, 0))
        what = f"a used area that reaches to {stray}, nearly all of it empty"
        raise unsafe(package.label, what, sheet.name, stray)
    return facts


def _merge(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    return Merge(reference, top, left, bottom, right)


def _true(text: str | None) -> bool:
    return text in {"1", "true"}


def _zero(text: str | None) -> bool:
    return bool(text) and not (text or "").strip("0.")
