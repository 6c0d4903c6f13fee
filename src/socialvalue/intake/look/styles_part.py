"""The styles part of a workbook as it stands: number formats, fonts and fills, and which of them a style names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from socialvalue.intake.look.colours import BLACK, WHITE, Colour, Palette
from socialvalue.intake.look.number_format import BUILT_IN
from socialvalue.intake.package.xml_parts import local

#: Fonts that show a sign in place of each digit or letter.
_SIGN_FONTS = re.compile(
    r"wingdings|webdings|marlett|symbol|bookshelf symbol|.*(?:dingbats|barcode|code ?(?:39|93|128)|blank|redacted)"
)
_SYMBOL_CHARSET = "2"


@dataclass(slots=True)
class Font:
    points: float = 11.0
    name: str = ""
    symbols: bool = False
    struck: bool = False
    colour: dict[str, str] | None = None


@dataclass(slots=True)
class Fill:
    pattern: str = ""
    colours: dict[str, dict[str, str]] = field(default_factory=dict)
    stops: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Xf:
    number: int = 0
    font: int = 0
    fill: int = 0
    repeated: bool = False


@dataclass(slots=True)
class Differential:
    """What a conditional format puts over a cell's own style."""

    font: Font | None = None
    fill: Fill | None = None
    code: str = ""


class StylesPart:
    """The handlers that read a styles part, and what they found."""

    def __init__(self) -> None:
        self.palette = Palette()
        self.codes: dict[int, str] = {}
        self.fonts: list[Font] = []
        self.fills: list[Fill] = []
        self.cells: list[Xf] = []
        self.differentials: list[Differential] = []
        #: What the part says twice, in different ways; programs then differ on which of the two counts.
        self.twice = ""
        self._groups: set[str] = set()
        self._inside: list[str] = []

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        inside = self._inside
        group = inside[1] if len(inside) > 1 else ""
        if len(inside) == 1:
            self.twice = self.twice or (name if name in self._groups else "")
            self._groups.add(name)
        if group == "dxfs":
            self._start_differential(name, attributes)
        elif name == "numFmt" and group == "numFmts":
            number, code = _number(attributes.get("numFmtId")), attributes.get("formatCode", "")
            if self.codes.setdefault(number, code) != code:
                self.twice = f"number format {number}"
        elif group == "fonts":
            if len(inside) == 2:
                self.fonts.append(Font())
            elif self.fonts:
                read_font(self.fonts[-1], name, attributes)
        elif group == "fills":
            if len(inside) == 2:
                self.fills.append(Fill())
            elif self.fills:
                read_fill(self.fills[-1], name, inside[-1], attributes)
        elif group == "cellXfs":
            if name == "xf" and len(inside) == 2:
                number, font, fill = (_number(attributes.get(key)) for key in ("numFmtId", "fontId", "fillId"))
                self.cells.append(Xf(number, font, fill))
            elif name == "alignment" and self.cells and attributes.get("horizontal") == "fill":
                self.cells[-1] = replace(self.cells[-1], repeated=True)
        elif name == "rgbColor" and group == "colors":
            self.palette.numbered.append(attributes.get("rgb", ""))
        inside.append(name)

    def end(self, _: str) -> None:
        self._inside.pop()

    def _start_differential(self, name: str, attributes: dict[str, str]) -> None:
        inside = self._inside
        if len(inside) == 2:
            self.differentials.append(Differential())
        elif self.differentials:
            read_differential(self.differentials[-1], inside[3:], name, attributes)

    def code(self, number: int) -> str:
        """Return the format code of a number; the built-in ones may be written over."""
        return self.codes.get(number, BUILT_IN.get(number, "General"))

    def paper(self, fill: Fill, solid: str) -> list[Colour | None]:
        """Return the colours that letters stand on; ``solid`` is where a solid fill keeps its colour."""
        if fill.stops:
            return [self.palette.colour(stop, WHITE) for stop in fill.stops]
        front = self.palette.colour(fill.colours.get("fgColor", {}), BLACK)
        back = self.palette.colour(fill.colours.get("bgColor", {}), WHITE)
        if fill.pattern in {"", "none"}:
            return [back] if solid == "bgColor" and "bgColor" in fill.colours else [WHITE]
        if fill.pattern == "solid":
            return [back if solid == "bgColor" and "bgColor" in fill.colours else front]
        return [front, back]


class ThemeScan:
    """The handlers that read the colours of a theme into a palette."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._inside: list[str] = []

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start
        parser.EndElementHandler = lambda _: self._inside.pop()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._inside[:-1] == ["theme", "themeElements", "clrScheme"]:
            # A colour of the system is black or white; the last one seen stands beside its name.
            self.palette.theme.setdefault(self._inside[-1], attributes.get("lastClr", attributes.get("val", "")))
        self._inside.append(tag.rpartition(" ")[2])


def read_font(font: Font, name: str, attributes: dict[str, str]) -> None:
    """Take in one element of a font."""
    value = attributes.get("val", "")
    if name == "sz":
        font.points = _decimal(value)
    elif name in {"name", "rFont"}:
        font.name = value
        font.symbols = font.symbols or _SIGN_FONTS.match(value.strip().casefold()) is not None
    elif name == "charset":
        font.symbols = font.symbols or value == _SYMBOL_CHARSET
    elif name == "strike":
        font.struck = attributes.get("val", "1") in {"1", "true"}
    elif name == "color":
        font.colour = attributes


def read_fill(fill: Fill, name: str, parent: str, attributes: dict[str, str]) -> None:
    """Take in one element of a fill."""
    if name == "patternFill":
        fill.pattern = attributes.get("patternType", "")
    elif name in {"fgColor", "bgColor"}:
        fill.colours[name] = attributes
    elif name == "color" and parent == "stop":
        fill.stops.append(attributes)


def read_differential(one: Differential, inside: list[str], name: str, attributes: dict[str, str]) -> None:
    """Take in one element of a differential style; ``inside`` are the elements around it, within the style."""
    if name == "font" and not inside:
        one.font = Font()
    elif name == "fill" and not inside:
        one.fill = Fill()
    elif name == "numFmt":
        one.code = attributes.get("formatCode", "")
    elif inside[:1] == ["font"] and one.font is not None:
        read_font(one.font, name, attributes)
    elif inside[:1] == ["fill"] and one.fill is not None:
        read_fill(one.fill, name, inside[-1], attributes)


def _number(text: str | None) -> int:
    if text is None:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(f"{text!r} as the number of a style")
    return int(text)


def _decimal(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
