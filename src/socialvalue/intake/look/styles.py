"""How cells look, where it tells: formats that change what a number means, and letters that nobody can read.

A cell's style is one number; the styles part says which number format, font, fill and alignment it stands for. Most
styles show a cell as it is and are not kept. The others are looked at where an answer has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from socialvalue.intake.look.cell_values import Dated
from socialvalue.intake.look.colours import BLACK, NAMED, WHITE, Colour, unreadable, words
from socialvalue.intake.look.date_formats import date_format
from socialvalue.intake.look.number_format import Section, parse
from socialvalue.intake.look.render import number_shown
from socialvalue.intake.look.shows import harmless, is_dash
from socialvalue.intake.look.styles_part import Fill, Font, StylesPart, ThemeScan, Xf, read_font
from socialvalue.intake.package.package import Package
from socialvalue.intake.refused import unsafe

#: What Excel allows.
MOST_STYLES = 65_490

#: Smaller letters cannot be read; the smallest that Excel's list offers is 8 points, and 4 make half a millimetre.
LEAST_POINTS = 4.0


@dataclass(frozen=True, slots=True)
class Look:
    """What of a font, fill and alignment tells: why nobody reads it, and the colours that the fill swallows."""

    unseen: str = ""
    ink: str = ""
    struck: bool = False
    swallowed: frozenset[str] = frozenset()
    #: The colours of its letters and of what they stand on, for looks that something else puts over it.
    colour: Colour | None = BLACK
    paper: tuple[Colour | None, ...] = (WHITE,)

    @property
    def tinted(self) -> bool:
        """Whether its letters are not about black, or do not stand on about white."""
        return not unreadable(self.colour, [BLACK]) or not unreadable(WHITE, self.paper)


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Format:
    """A style worth knowing about: its number format, and what is unusual about its look."""

    code: str = "General"
    look: Look = PLAIN
    zero_as_dash: bool = False
    #: Whether it shows every number and text as it is, and only its colours matter.
    only_tinted: bool = False

    @property
    def shows_dash(self) -> bool:
        """Whether a zero is shown as the accountant's dash."""
        return self.zero_as_dash or any(text and is_dash(text) for text in number_shown(Decimal(0), self.code))

    def percent(self, number: Decimal) -> bool:
        """Whether a number is shown as a percentage: 0.25 as 25%."""
        return any(section.has("%") for section, _ in parse(self.code).sections_for(number))

    def unseen(self, value: object) -> str:
        """Return why nobody can read a value under this style, or ""."""
        if self.look.unseen:
            return self.look.unseen
        shape = parse(self.code)
        sections: list[Section] = [shape.text]
        if isinstance(value, Decimal):
            sections = [section for section, _ in shape.sections_for(value)]
        for section in sections:
            if not section.colour and self.look.ink:
                return self.look.ink
            if section.colour in self.look.swallowed:
                return f"shown in {section.colour} by its number format, on a fill of nearly the same colour"
        return ""


@lru_cache(maxsize=4096)
def describe(code: str, look: Look = PLAIN) -> Format | None:
    """Return what a style does to the cells that have it, or None where it shows everything as it is."""
    shape = parse(code)
    named = {section.colour for section in (*shape.numbers, shape.text)} & look.swallowed
    if look.unseen or look.ink or look.struck or named or not harmless(code, zero_as_dash=True):
        return Format(code, look)
    if harmless(code):
        return Format(code, look, only_tinted=True) if look.tinted else None
    return Format(code, look, zero_as_dash=True)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a workbook by the number that cells carry: those that tell, and those that show dates."""

    looks: Looks
    telling: dict[str, Format] = field(default_factory=dict)
    dated: dict[str, Dated] = field(default_factory=dict)


#: Styles by the content of the parts that they were read from: the forms of one tender mostly share them, and working
#: them out takes a quarter of the time of a form.
_KEPT: dict[tuple[object, ...], Styles] = {}
_MOST_KEPT, _LARGEST_KEPT = 8, 2**20


def read_styles(package: Package) -> Styles:
    """Return the styles of a workbook that change how a cell reads, or what it holds."""
    themes = package.related(package.workbook, "theme")
    contents = [package.content(part) for part in (package.styles, *themes) if part]
    key = (package.namespace, package.from_1904, bool(package.styles), *contents)
    styles = _KEPT.get(key)
    if styles is None:
        styles = _read(package, themes)
        if sum(map(len, contents)) <= _LARGEST_KEPT:
            if len(_KEPT) >= _MOST_KEPT:
                _KEPT.clear()
            _KEPT[key] = styles
    return styles


def _read(package: Package, themes: Sequence[str]) -> Styles:
    part = StylesPart()
    if package.styles:
        try:
            package.parse(package.styles, part.prepare, root="styleSheet")
        except ValueError as error:
            raise unsafe(package.label, f"a part ({package.styles}) with {error}") from error
    if len(part.cells) > MOST_STYLES:
        raise unsafe(package.label, f"a workbook with {len(part.cells):,} cell formats")
    if part.twice:
        raise unsafe(package.label, f"a workbook that says twice what its {part.twice} is")
    for theme in themes:
        package.parse(theme, ThemeScan(part.palette).prepare)
    styles = Styles(looks := Looks(part))
    for index, style in enumerate(part.cells):
        code = part.code(style.number)
        if (described := describe(code, looks.of(style))) is not None:
            styles.telling[str(index)] = described
        if (dated := date_format(code, from_1904=package.from_1904)) is not None:
            styles.dated[str(index)] = dated
    return styles


class Looks:
    """What of the fonts, fills and alignments of a workbook tells; each is worked out once."""

    def __init__(self, part: StylesPart) -> None:
        self.part = part
        self._found: dict[Xf, Look] = {}
        self._swallowed: dict[tuple[Colour | None, ...], frozenset[str]] = {}

    def of(self, style: Xf) -> Look:
        """Return what of a style's font, fill and alignment tells."""
        key = replace(style, number=0)
        if key not in self._found:
            fonts, fills = self.part.fonts, self.part.fills
            font = fonts[style.font] if style.font < len(fonts) else Font()
            fill = fills[style.fill] if style.fill < len(fills) else Fill()
            self._found[key] = self.seen(font, self.part.paper(fill, solid="fgColor"), repeated=style.repeated)
        return self._found[key]

    def seen(self, font: Font, paper: list[Colour | None], *, repeated: bool = False) -> Look:
        """Return what tells of letters in this font on a fill of these colours."""
        unseen = ""
        if font.points < LEAST_POINTS:
            unseen = f"in letters of {font.points:g} points"
        elif font.symbols:
            unseen = f"in a font of signs ({font.name or 'unnamed'})"
        elif repeated:
            unseen = "repeated until its cell is full (alignment Fill)"
        ink = self.part.palette.colour(font.colour or {}, BLACK)
        swallowed = self._swallowed.get(tuple(paper))
        if swallowed is None:
            swallowed = frozenset(name for name in _FORMAT_COLOURS if unreadable(self.part.palette.named(name), paper))
            self._swallowed[tuple(paper)] = swallowed
        if ink is None or not unreadable(ink, paper):
            return Look(unseen, "", font.struck, swallowed, ink, tuple(paper))
        return Look(unseen, lost(ink, paper), font.struck, swallowed, ink, tuple(paper))

    def of_run(self, elements: Sequence[tuple[str, dict[str, str]]]) -> set[str]:
        """Return what tells of a run of letters within a text: why nobody reads it, and its colour as ``#RRGGBB``."""
        font = Font()
        for name, attributes in elements:
            read_font(font, name, attributes)
        look = self.seen(font, [None])
        marks = {look.unseen} if look.unseen else set()
        if font.colour is not None and look.colour is not None:
            marks.add("#{:02X}{:02X}{:02X}".format(*look.colour))
        return marks


def lost(ink: Colour, paper: Sequence[Colour | None]) -> str:
    """Say in words what letters in a colour are that cannot be told from the fill under them."""
    return f"in {words(ink)} on {'white' if set(paper) == {WHITE} else 'a fill of nearly the same colour'}"


_FORMAT_COLOURS = (*NAMED, *(f"color{number}" for number in range(1, 57)))
