"""The colours of a workbook, and whether letters in one can be read on another."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Colour = tuple[int, int, int]

WHITE, BLACK = (255, 255, 255), (0, 0, 0)

#: Below this contrast (as WCAG counts it: 1 is none, 21 is black on white) letters cannot be seen. The palest of the
#: colours that Excel's formats name and a reader still sees, cyan on white, has 1.254; yellow on white has 1.07.
LEAST_CONTRAST = 1.25

#: The colours that a number format names.
NAMED = {
    "black": BLACK,
    "white": WHITE,
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "magenta": (255, 0, 255),
    "cyan": (0, 255, 255),
}

#: The numbered colours 8 to 63 of every workbook that does not bring its own; 0 to 7 repeat the first eight.
_PALETTE = re.findall(
    ".{6}",
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C0808080"
    "9999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF"
    "00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696"
    "003366339966003300333300993300993366333399333333",
)
_FOREGROUND, _BACKGROUND = 64, 65

#: A theme as Office brings it, in the order in which styles count: light 1, dark 1, light 2, dark 2, accents, links.
_OFFICE = re.findall(".{6}", "FFFFFF000000E7E6E644546A4472C4ED7D31A5A5A5FFC0005B9BD570AD470563C1954F72")
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")

_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_COLOUR_N = re.compile(r"color([0-9]{1,2})")


def from_hex(text: str) -> Colour | None:
    """Return the colour of ``RRGGBB`` or ``AARRGGBB``; None for anything else."""
    match = _HEX.fullmatch(text)
    return None if match is None else (int(match[1][:2], 16), int(match[1][2:4], 16), int(match[1][4:], 16))


@dataclass(slots=True)
class Palette:
    """What the colours of one workbook's styles stand for."""

    numbered: list[str] = field(default_factory=list)
    theme: dict[str, str] = field(default_factory=dict)

    def colour(self, attributes: Mapping[str, str], automatic: Colour) -> Colour | None:
        """Return the colour that an element of the styles gives; None where nobody can say."""
        if "rgb" in attributes:
            found = from_hex(attributes["rgb"])
        elif "theme" in attributes:
            found = self._themed(attributes["theme"])
        elif "indexed" in attributes:
            found = self._numbered(attributes["indexed"])
        else:
            return automatic
        return None if found is None else _tinted(found, attributes.get("tint", ""))

    def named(self, name: str) -> Colour | None:
        """Return the colour that a number format names: ``white``, ``color2``."""
        match = _COLOUR_N.fullmatch(name)
        return self._numbered(str(int(match[1]) + 7)) if match else NAMED.get(name)

    def _themed(self, text: str) -> Colour | None:
        if not text.isdigit() or int(text) >= len(_OFFICE):
            return None
        index = int(text)
        return from_hex(self.theme.get(_THEME_ORDER[index], _OFFICE[index]))

    def _numbered(self, text: str) -> Colour | None:
        if not text.isdigit() or len(text) > 3:
            return None
        index = int(text)
        if index in {_FOREGROUND, _BACKGROUND}:
            return BLACK if index == _FOREGROUND else WHITE
        if index < len(self.numbered):
            return from_hex(self.numbered[index])
        standard = index - 8 if index >= 8 else index
        return from_hex(_PALETTE[standard]) if standard < len(_PALETTE) else None


def _tinted(colour: Colour, tint: str) -> Colour:
    """Make a colour lighter (above zero) or darker (below), in its lightness, as Excel does."""
    try:
        change = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return colour
    if not change:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + change) if change < 0 else light * (1 - change) + change
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours as WCAG defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def unreadable(ink: Colour | None, paper: Iterable[Colour | None]) -> bool:
    """Whether letters in one colour cannot be seen on a fill of these colours; what nobody can say counts as seen."""
    fills = list(paper)
    return ink is not None and all(fill is not None and contrast(ink, fill) < LEAST_CONTRAST for fill in fills)


def words(colour: Colour) -> str:
    """Return a colour in words for a problem: ``white``, ``black`` or its code."""
    return next((name for name, one in NAMED.items() if one == colour), "#{:02X}{:02X}{:02X}".format(*colour))
