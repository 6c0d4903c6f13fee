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
from itertools import compress, pairwise
from typing import Any
from xml.parsers import expat

from socialvalue.intake.cell_values import NUMBER_CHARACTERS, Dated, Value, number
from socialvalue.intake.cells import column_of
from socialvalue.intake.elements import Attributes
from socialvalue.intake.sheet_scan import MOST_COLUMNS, SheetScan
from socialvalue.intake.styles import Format
from socialvalue.intake.xml_parts import Prepare

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

_TRUTH = {"0": False, "1": True}


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the cells of a run are read: runs whose cells have the same columns and heads share one."""

    columns: list[int]
    decoders: list[Callable[[str], Value]]
    numbers: list[bool]
    indexes: list[bool]
    texts: list[bool]
    telling: list[tuple[int, Format]]
    filled: int
    #: How many of the cells stand without a gap up to the last one that is filled; 0 where there are gaps.
    dense: int


class QuickScan(SheetScan):
    """A pass over a sheet that sets plain cells aside; with ``quick`` off it is the same pass without that."""

    quick = True

    @property
    def prepare(self) -> Prepare:
        self._defaults: list[str] = [""]
        self._aside: dict[str, tuple[list[Any], int, int]] = {}
        self._plans: dict[tuple[tuple[str, ...], tuple[str, ...]], _Plan | None] = {}
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
            if text.find("<!", start) >= 0 or text.find("<?", start) >= 0:
                self.quick = False
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
        for at, some in enumerate(between):
            if not (some or at == last):
                continue
            if at > begun:
                self._marks += 1
                self._aside[str(self._marks)] = (parts, begun, at)
                kept.append(f"<?{_MARK} {self._marks}?>")
            kept.append(some)
            begun = at
        return "".join(kept)

    def instruction(self, target: str, data: str) -> None:
        run = self._aside.pop(data, None) if target == _MARK else None
        if run is None:
            super().instruction(target, data)
            return
        parts, begun, end = run
        letters, rows, heads, _, texts = (
            parts[_STEP * begun + group : _STEP * end : _STEP] for group in range(1, _STEP)
        )
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
        for line in (text or "").splitlines(keepends=True):
            self.characters(line)
        for name in reversed(inside):
            self.end(space + name)
        self.end(f"{space}c")

    def _read(self, letters: list[str], rows: list[str], heads: list[str], texts: list[str]) -> bool:
        """Read a run at once; return False, and read nothing, where anything in it is not as expected."""
        if rows.count(self.row_text) != len(rows):
            return False
        if (self.row_look or self.column_looks) and not all(head.startswith(' s="') for head in heads):
            return False
        key = (tuple(letters), tuple(heads))
        if key in self._plans:
            plan = self._plans[key]
        else:
            plan = self._plans[key] = self._planned(letters, heads)
        if plan is None or plan.columns[0] <= self.taken:
            return False
        if "".join(compress(texts, plan.numbers)).strip(NUMBER_CHARACTERS):
            return False
        if "".join(compress(texts, plan.indexes)).strip("0123456789") or "_x" in "".join(compress(texts, plan.texts)):
            return False
        try:
            values = [decode(text) for decode, text in zip(plan.decoders, texts, strict=True)]
        except (ValueError, LookupError):
            return False
        self._place_run(plan, values)
        return True

    def _place_run(self, plan: _Plan, values: list[Value]) -> None:
        row = self.row
        if plan.filled:
            cells = self.rows.get(row)
            if cells is None:
                cells = self.rows[row] = []
            before = len(cells)
            if plan.dense:
                cells.extend([""] * (plan.columns[0] - before))
                cells.extend(values[: plan.dense])
            else:
                for column, value, decode in zip(plan.columns, values, plan.decoders, strict=True):
                    if decode is not _empty:
                        cells.extend([""] * (column - len(cells)))
                        cells.append(value)
            self.cells += plan.filled
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
        if not ascending or columns[-1] >= MOST_COLUMNS or (self.shared.marks and ("s" in {k for k, _ in kinds})):
            return None
        decoders = [self._decoder(*kind) for kind in kinds]
        filled = [at for at, (kind, _) in enumerate(kinds) if kind]
        last = filled[-1] + 1 if filled else 0
        return _Plan(
            columns,
            decoders,
            [decode is float for decode in decoders],
            [kind == "s" for kind, _ in kinds],
            [kind in {"str", "inlineStr"} for kind, _ in kinds],
            telling,
            len(filled),
            last if last and columns[last - 1] - columns[0] == last - 1 else 0,
        )

    def _decoder(self, kind: str, style: str) -> Callable[[str], Value]:
        match kind:
            case "":
                return _empty
            case "n":
                dated = self.styles.dated.get(style)
                return float if dated is None else _dated(dated)
            case "s":
                texts = self.shared.texts
                return lambda text: texts[int(text)]
            case "b":
                return _TRUTH.__getitem__
            case _:
                return str


def _empty(_: str) -> Value:
    return ""


def _dated(dated: Dated) -> Callable[[str], Value]:
    return lambda text: dated(number(text))
