"""An SVG drawing, read without trust: shapes and nothing that acts, calls elsewhere or grows without end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol
from xml.etree import ElementTree as ET

from socialvalue.picture.growth import growth_faults
from socialvalue.picture.numbers import number_faults

#: Deeper or fuller than any drawing of a logo, and quick to lay out still.
DEEPEST, MOST_ELEMENTS = 40, 10_000

#: What may only be drawn. All else (script, foreignObject, animate, a …) acts, or brings in another language.
_SHAPES = {
    *("svg", "g", "defs", "title", "desc", "metadata", "style", "symbol", "use", "switch", "view"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
    *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker"),
    *("filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feFlood", "feGaussianBlur"),
    *("feMerge", "feMergeNode", "feOffset", "feFuncR", "feFuncG", "feFuncB", "feFuncA", "feDropShadow"),
}

#: The only elements that may point at anything, by `href`, and what a picture in a drawing may be.
_POINTING = {"use", "image", "textPath", "linearGradient", "radialGradient", "pattern", "filter"}
_PICTURE = re.compile(r"data:image/(png|jpeg);base64,")

_SVG, _HTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)")
_ADDRESS = re.compile(r"(?:url|src|image|image-set|cross-fade|element)\(\s*+['\"]?+\s*+([^)]*+)", re.IGNORECASE)


class _Fault(Protocol):
    @property
    def found(self) -> str: ...


def drawing_faults(content: bytes, embedded: Callable[[str], Sequence[_Fault]]) -> list[str]:
    """Return what keeps an SVG from being placed on a page, each to go on after “the file, ”.

    ``embedded`` looks at a picture inside the drawing, by its `data:` address.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ["which is not saved as UTF-8"]
    declared = _ENCODING.match(text.lstrip())
    if declared is not None and declared[1].casefold() not in {"utf-8", "us-ascii"}:
        return [f"which says that it is saved as {declared[1]}, and not as UTF-8"]
    for mark, name in (("<!doctype", "a DOCTYPE"), ("<!entity", "entities"), ("<?xml-stylesheet", "a style sheet")):
        if mark in text.lower():
            return [f"which declares {name}, by which files from elsewhere can be drawn in"]
    try:
        root = _parsed(text)
    except ET.ParseError as error:
        return [f"which is not a whole SVG ({error})"]
    except ValueError as error:
        return [str(error)]
    if root.tag != f"{{{_SVG}}}svg":
        return ["which is not an SVG drawing"]
    if any(one.tag == root.tag for one in root.iter() if one is not root):
        return ["which contains an SVG inside the SVG"]
    found = [fault for one in root.iter() for fault in _element(one, embedded)]
    found += number_faults(root) or growth_faults(root)
    return list(dict.fromkeys(found))


def _parsed(text: str) -> ET.Element:
    root = ET.fromstring(text)  # noqa: S314 - no DOCTYPE and no entities: refused above
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [inner for one in level for inner in one]
    if level or sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise ValueError("which is drawn with more parts inside parts than a logo needs")
    return root


def _element(element: ET.Element, embedded: Callable[[str], Sequence[_Fault]]) -> list[str]:
    space, _, name = element.tag.rpartition("}")
    if space.lstrip("{") not in {_SVG, _HTML, ""}:
        # What a drawing program notes for itself is never drawn.
        return []
    if space.lstrip("{") != _SVG or name not in _SHAPES:
        return [f"which contains <{name}>: a logo may only draw"]
    found = _style(element.text or "") if name == "style" else []
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2]
        if plain.lower().startswith("on"):
            found.append(f"which holds {plain}=…: a logo may only draw")
        elif plain in {"href", "src"}:
            found += _pointing(name, value.strip(), embedded)
        elif plain == "base":
            found.append("which holds xml:base, which points outside the file")
        else:
            found += _style(value)
    return found


def _pointing(name: str, address: str, embedded: Callable[[str], Sequence[_Fault]]) -> list[str]:
    if name == "image" and _PICTURE.match(address):
        return [f"which contains a picture {one.found}" for one in embedded(address)]
    if name in _POINTING and address.startswith("#"):
        return []
    return [f"which points at “{address[:60]}”, outside the file"]


def _style(text: str) -> list[str]:
    # A backslash can spell any word, so that what follows would not be recognised.
    if "\\" in text or "@" in text:
        return ["whose styles bring in something from outside"]
    outside = [address for address in _ADDRESS.findall(text) if not address.startswith("#")]
    return [f"which points at “{address[:60]}”, outside the file" for address in outside]
