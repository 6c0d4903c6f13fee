"""Pictures, shapes and charts that lie over the cells of a sheet: what they show is seen there and never read."""

from __future__ import annotations

from xml.parsers import expat

from socialvalue.intake.cells import address
from socialvalue.intake.package.package import Package, SheetPart
from socialvalue.intake.sheet.facts import Merge

#: The size of an ordinary cell, in the unit of drawings; a drawing that says only how large it is covers so many.
_WIDTH, _HEIGHT = 609_600, 190_500
_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


class DrawingScan:
    """Takes in a part of drawings, element by element."""

    def __init__(self) -> None:
        self.found: list[Merge] = []
        self._inside: list[str] = []
        self._text: list[str] = []
        self._at: dict[str, int] = {}

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name in _ANCHORS:
            self._at = {}
        elif self._inside[-1:] and self._inside[-1] in _ANCHORS:
            self._at |= {f"{name} {key}": _whole(value) for key, value in attributes.items() if key in "cxcy"}
        self._inside.append(name)
        self._text.clear()

    def _end(self, _: str) -> None:
        name = self._inside.pop()
        if self._inside[-1:] in (["from"], ["to"]):
            self._at[f"{self._inside[-1]} {name}"] = _whole("".join(self._text).strip())
        elif name in _ANCHORS:
            self.found.append(self._area())

    def _area(self) -> Merge:
        at = self._at.get
        top, left = at("from row", at("pos y", 0) // _HEIGHT), at("from col", at("pos x", 0) // _WIDTH)
        if "to row" in self._at:
            # An end at the very beginning of a row or column lies on its edge.
            bottom = at("to row", 0) - (not at("to rowOff"))
            right = at("to col", 0) - (not at("to colOff"))
        else:
            bottom, right = top + at("ext cy", 0) // _HEIGHT, left + at("ext cx", 0) // _WIDTH
        top, left = min(top, _LAST_ROW), min(left, _LAST_COLUMN)
        bottom, right = min(max(top, bottom), _LAST_ROW), min(max(left, right), _LAST_COLUMN)
        return Merge(f"{address(top, left)}:{address(bottom, right)}", top, left, bottom, right)


def _whole(text: str) -> int:
    """Return a number of a drawing; what is none counts as nothing, so that the drawing begins at the first cell."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def drawings(package: Package, part: SheetPart) -> list[Merge]:
    """Return the cells that each drawing of a sheet lies over.

    Raises:
        Refused: When a part of drawings lies outside the workbook or is damaged.
    """
    scan = DrawingScan()
    for name in package.related(part.part, "drawing"):
        package.parse(name, scan.prepare, part.name)
    return scan.found
