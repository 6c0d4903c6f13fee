"""The same pass over a sheet, quicker: cells written the plainest way are read a row at a time.

Calling Python for each of 300,000 cells takes longer than all the rest. So a run of cells that are plainly written is
taken out of the stream and an instruction left in its place; when the parser comes to that, it has told everything
around it, and the run is read at once, or handed on cell by cell as the parser would have done it.

It cannot see anything that the parser does not:

- A run is taken out only while the part has held no ``<!`` and no ``<?``, so it stands in no comment, marked section or
  instruction; and ``<`` can stand in no attribute, so it is made of whole elements. Any other place of it is no XML,
  with the instruction as with the cells.
- It holds no reference, no carriage return and no character that XML forbids, so its text is what is written.
- Its elements have no prefix, so they are of the default namespace, of which the parser tells every change.
- Wherever it does not stand directly in a row, or anything in it is not as expected, it is handed on cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import compress, groupby, pairwise
from math import isfinite
from typing import Any
from xml.parsers import expat

from socialvalue.intake.cells import column_of
from socialvalue.intake.look.cell_values import Value, check_numbers, indexes
from socialvalue.intake.look.styles import Format
from socialvalue.intake.package.elements import Attributes
from socialvalue.intake.package.rich_text import MOST_IN_A_CELL
from socialvalue.intake.package.xml_parts import Prepare
from socialvalue.intake.sheet.sheet_scan import MOST_COLUMNS, SheetScan

_DECLARATION = re.compile(r"<\?xml [^<>]*\?>")
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_MARK = "plain-cells"

#: A plain cell: letters, row, then its style, type and way of holding its text, and the text. The empty group says
#: that the text is an inline one.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"'
    r'((?: s="[0-9]{1,6}")?(?: t="(?:n|s|b|str|inlineStr)")?(?:/|></c|><v|><is><t(?: xml:space="preserve")?()))>'
    r"(?:(?<=/>)|(?<=/c>)|([^<>&\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*)</(?(4)t></is|v)></c>)"
)
_STEP = 6
_HEAD = re.compile(r'(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?(/|></c|><v|><is><t)( xml:space="preserve")?')

_MOST_PLANS = 1000
_TRUTH = {"0": False, "1": True}


Decode = Callable[[list[str]], list[Value]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the cells of a run are read: runs whose cells have the same columns and heads share one."""

    columns: list[int]
    #: From which cell to which, and what reads their texts at once; other texts are what they say.
    decoders: list[tuple[int, int, Decode]]
    texts: list[bool]
    numbers: list[bool]
    telling: list[tuple[int, Format]]
    filled: list[bool]
    count: int
    #: How many of the cells stand without a gap up to the last one that is filled; 0 where there are gaps.
    dense: int


class QuickScan(SheetScan):
    """A pass over a sheet that sets plain cells aside; with ``quick`` off it is the same pass without that."""

    quick = True

    @property
    def prepare(self) -> Prepare:
        self._defaults: list[str] = [""]
        self._aside: dict[str, tuple[list[Any], int, int]] = {}
        self._plans: dict[str, _Plan | None] = {}
        self._marks = 0
        others = super().prepare

        def prepare(parser: expat.XMLParserType) -> None:
            others(parser)
            parser.StartNamespaceDeclHandler = self._start_namespace
            parser.EndNamespaceDeclHandler = self._end_namespace

        return prepare

    def _start_namespace(self, prefix: str | None, uri: str | None) -> None:
        if prefix is None:
            self._defaults.append(uri or "")

    def _end_namespace(self, prefix: str | None) -> None:
        if prefix is None:
            self._defaults.pop()

    def stream(self, texts: Iterator[str]) -> Iterator[bytes]:
        """Return the part's pieces for the parser, with plain cells set aside."""
        first, fed = True, 0
        for text in texts:
            start = match.end() if first and (match := _DECLARATION.match(text)) else 0
            first = False
            # Looking for the one sign first is quicker: "<" is everywhere.
            if ("!" in text and "<!" in text) or ("?" in text and text.find("<?", start) >= 0):
                self.quick = False
            self._escapes = "_x" in text
            piece = (self._set_aside(text) if self.quick else text).encode()
            self.before, self.source = fed, piece if b"&" in piece else b""
            fed += len(piece)
            yield piece

    def _set_aside(self, text: str) -> str:
        parts = _CELL.split(text)
        between = parts[::_STEP]
        last = len(between) - 1
        kept: list[str] = []
        begun = 0
        for at in (*compress(range(last), between), last):
            if at > begun:
                self._marks += 1
                self._aside[str(self._marks)] = (parts, begun, at)
                kept.append(f"<?{_MARK} {self._marks}?>")
            kept.append(between[at])
            begun = at
        return "".join(kept)

    def instruction(self, target: str, data: str) -> None:
        run = self._aside.pop(data, None) if target == _MARK else None
        if run is None:
            super().instruction(target, data)
            return
        parts, begun, end = run
        begun, end = _STEP * begun, _STEP * end
        letters, rows, heads, texts = (parts[begun + group : end : _STEP] for group in (1, 2, 3, 5))
        in_row = self.expected is self.row_level and self._defaults[-1] == self.namespace
        if not (in_row and self._read(letters, rows, heads, texts)):
            source, self.source = self.source, b""
            for cell in zip(letters, rows, heads, texts, strict=True):
                self._hand_on(*cell)
            self.source = source

    def _hand_on(self, letters: str, row: str, head: str, text: str | None) -> None:
        """Make the calls that the parser would have made for a cell."""
        space = f"{self._defaults[-1]} " if self._defaults[-1] else ""
        style, kind, form, preserved = _HEAD.fullmatch(head).groups()  # type: ignore[union-attr]  # it was found so
        attributes: Attributes = {"r": letters + row}
        if style is not None:
            attributes["s"] = style
        if kind is not None:
            attributes["t"] = kind
        self.start(f"{space}c", attributes)
        inside = {"><v": ["v"], "><is><t": ["is", "t"]}.get(form, [])
        for name in inside:
            self.start(space + name, {_SPACE: "preserve"} if name == "t" and preserved else {})
        if text:
            self.characters(text)
        for name in reversed(inside):
            self.end(space + name)
        self.end(f"{space}c")

    def _read(self, letters: list[str], rows: list[str], heads: list[str], texts: list[str]) -> bool:
        """Read a run at once; return False, and read nothing, where anything in it is not as expected."""
        if rows.count(self.row_text) != len(rows):
            return False
        if (self.row_look or self.column_looks) and not all(head.startswith(' s="') for head in heads):
            return False
        key = "\n".join(letters + heads)
        if key in self._plans:
            plan = self._plans[key]
        else:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._planned(letters, heads)
        if plan is None or plan.columns[0] <= self.taken:
            return False
        if self._escapes and "_x" in "".join(compress(texts, plan.texts)):
            return False
        if max(map(len, compress(texts, plan.texts)), default=0) > MOST_IN_A_CELL:
            return False
        values: list[Value] = texts.copy()
        try:
            check_numbers("".join(compress(texts, plan.numbers)))
            for begun, end, decode in plan.decoders:
                values[begun:end] = decode(texts[begun:end])
        except (ValueError, LookupError):
            return False
        self._place_run(plan, values)
        return True

    def _place_run(self, plan: _Plan, values: list[Value]) -> None:
        row = self.row
        if plan.count:
            cells = self.rows.get(row)
            if cells is None:
                cells = self.rows[row] = []
            before = len(cells)
            if plan.dense:
                cells.extend([""] * (plan.columns[0] - before))
                cells.extend(values[: plan.dense])
            else:
                for column, value in compress(zip(plan.columns, values, strict=True), plan.filled):
                    cells.extend([""] * (column - len(cells)))
                    cells.append(value)
            self.cells += plan.count
            self.slots += len(cells) - before
        self.column = self.taken = plan.columns[-1]
        if plan.telling:
            self.facts.formats.setdefault(row, {}).update(plan.telling)

    def _planned(self, letters: list[str], heads: list[str]) -> _Plan | None:
        columns = [column_of(one) for one in letters]
        ascending = all(one < other for one, other in pairwise(columns))
        kinds = []
        telling = []
        for column, head in zip(columns, heads, strict=True):
            style, kind, form, _ = _HEAD.fullmatch(head).groups()  # type: ignore[union-attr]  # it was found so
            if form in {"/", "></c"}:
                kinds.append(("", ""))
            elif (form == "><v") != (kind != "inlineStr"):
                return None
            else:
                kinds.append((kind or "n", style or "0"))
            if (format_ := self.styles.telling.get(style or "0")) is not None:
                telling.append((column, format_))
        if not ascending or columns[-1] >= MOST_COLUMNS:
            return None
        decoders = []
        for (kind, style), group in groupby(range(len(kinds)), key=kinds.__getitem__):
            if (decode := self._decoder(kind, style)) is not None:
                cells = [*group]
                decoders.append((cells[0], cells[-1] + 1, decode))
        filled = [kind != "" for kind, _ in kinds]
        last = len(kinds) - filled[::-1].index(True) if any(filled) else 0
        dense = last if last and columns[last - 1] - columns[0] == last - 1 else 0
        texts = [kind in {"str", "inlineStr"} for kind, _ in kinds]
        numbers = [kind == "n" for kind, _ in kinds]
        return _Plan(columns, decoders, texts, numbers, telling, filled, sum(filled), dense)

    def _decoder(self, kind: str, style: str) -> Decode | None:
        """Return what reads the texts of cells of one kind and style; None where they are what they say."""
        match kind:
            case "":
                return _empty
            case "n":
                dated = self.styles.dated.get(style)
                return _floats if dated is None else lambda texts: list(map(dated, _floats(texts)))
            case "s":
                return self._shared
            case "b":
                return lambda texts: list(map(_TRUTH.__getitem__, texts))
            case _:
                return None

    def _shared(self, texts: list[str]) -> list[Value]:
        places = indexes(texts)
        if not self.shared.telling.isdisjoint(places):
            raise LookupError  # its marks are facts of the cell, and its length a fault
        return list(map(self.shared.texts.__getitem__, places))


def _floats(texts: list[str]) -> list[Value]:
    floats = list(map(float, texts))
    if not isfinite(sum(floats)):
        raise ValueError  # one of them is too large, or all together
    return floats


def _empty(texts: list[str]) -> list[Value]:
    return [""] * len(texts)
