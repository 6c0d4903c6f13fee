"""The numbers of an SVG drawing: what is drawn by one that is none, or by one without measure, is not drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

#: Nothing in a logo is longer, in its own units; and no logo is so much longer than broad.
MOST_UNITS, MOST_DRAWN_OUT = 1_000_000, 50

# Every repetition is possessive (`++`): a text that is long and almost right takes no longer than any other.
_NUMBER = r"[+-]?(?>\d++(?>\.\d*+)?+|\.\d++)(?>[eE][+-]?\d{1,3}+)?+"
_LENGTH = re.compile(rf"\s*+({_NUMBER})\s*+(?>px|pt|pc|cm|mm|in|em|rem|ex|Q|%)?+\s*+")
_NUMBERS = re.compile(rf"\s*+(?>{_NUMBER}(?>\s*+,\s*+|\s++|(?=[+.-])|$))++")
_EACH = re.compile(_NUMBER)
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAaEe0-9+\-.,\s]*+")
_ARGUMENT = rf"\s*+{_NUMBER}(?>deg|rad|grad|turn|px|%)?+\s*+,?+"
_TRANSFORM = re.compile(rf"\s*+(?>[a-zA-Z]++\s*+\((?>{_ARGUMENT})++\s*+\)[\s,]*+)*+|\s*+none\s*+")
_PLACING = re.compile(r"\s*(none|x(Min|Mid|Max)Y(Min|Mid|Max))(\s+(meet|slice))?\s*")

_LENGTHS = {
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "width", "height", "refX"),
    *("refY", "markerWidth", "markerHeight", "stroke-width", "stroke-miterlimit", "stroke-dashoffset", "startOffset"),
    *("textLength", "font-size"),
}
#: Words that may stand in the place of a length.
_WORDS = {"auto", "inherit", "medium", "small", "large", "smaller", "larger", "x-small", "x-large", "none"}


def number_faults(root: ET.Element) -> list[str]:
    """Return what is wrong with the sizes and places that a drawing gives, the size of the whole first."""
    return [*_size(root), *(fault for element in root.iter() for fault in _element(element))]


def _size(root: ET.Element) -> list[str]:
    given = {key: root.attrib[key] for key in ("viewBox", "width", "height") if key in root.attrib}
    if "viewBox" not in given and not {"width", "height"} <= set(given):
        return ["which does not say its size (a viewBox)"]
    size = [_length(given[key]) for key in ("width", "height") if key in given and "%" not in given[key]]
    if any(one is not None and one <= 0 for one in size):
        return ["which has no size: its width or height is nothing"]
    numbers = [float(one) for one in _EACH.findall(given.get("viewBox", ""))][2:] or [one for one in size if one]
    if len(numbers) == 2 and min(numbers) > 0 and max(numbers) > MOST_DRAWN_OUT * min(numbers):
        return [f"which is more than {MOST_DRAWN_OUT} times as long as it is wide"]
    return []


def _element(element: ET.Element) -> list[str]:
    if not element.tag.startswith("{http://www.w3.org/2000/svg}"):
        return []
    return [
        f"whose {key}=“{value.strip()[:40]}” {fault}"
        for key, value in element.attrib.items()
        if (fault := _fault(key, value))
    ]


def _fault(key: str, value: str) -> str:
    if key in _LENGTHS:
        return _lengths(value.replace(",", " ").split() if key in {"x", "y"} else [value])
    match key:
        case "viewBox":
            return _view(value)
        case "preserveAspectRatio":
            return "" if _PLACING.fullmatch(value) else "cannot be read"
        case "d":
            return _sizes(value, "is no path") if _PATH.fullmatch(value) else "is no path"
        case "points":
            return _sizes(value, "are no points") if not value.strip() or _NUMBERS.fullmatch(value) else "are no points"
        case "transform" | "gradientTransform" | "patternTransform":
            return _sizes(value, "cannot be read") if _TRANSFORM.fullmatch(value) else "cannot be read"
        case _:
            return ""


def _lengths(parts: list[str]) -> str:
    lengths = [0.0 if part.strip() in _WORDS else _length(part) for part in parts]
    if not lengths or None in lengths:
        return "is no length"
    return "is absurdly large" if any(abs(one or 0) > MOST_UNITS for one in lengths) else ""


def _view(value: str) -> str:
    numbers = [float(one) for one in _EACH.findall(value)] if _NUMBERS.fullmatch(value) else []
    if len(numbers) != 4:
        return "is not four numbers"
    if min(numbers[2:]) <= 0:
        return "has no size: its third and fourth number are the width and the height"
    return "is absurdly large" if max(map(abs, numbers)) > MOST_UNITS else ""


def _sizes(value: str, unread: str) -> str:
    try:
        numbers = [abs(float(one)) for one in _EACH.findall(value)]
    except ValueError:
        return unread
    return "is absurdly large" if max(numbers, default=0) > MOST_UNITS else ""


def _length(value: str) -> float | None:
    found = _LENGTH.fullmatch(value)
    return float(found[1]) if found else None
