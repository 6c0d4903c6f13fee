"""An SVG logo, read without trust: shapes and nothing that acts, calls elsewhere or grows without end."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

#: Deeper or fuller than any drawing of a logo, and quick to lay out still.
DEEPEST, MOST_ELEMENTS, MOST_COPIES = 40, 10_000, 50

#: What may only be drawn. All else (script, foreignObject, animate, a …) acts, or brings in another language.
_SHAPES = {
    *("svg", "g", "defs", "title", "desc", "metadata", "style", "symbol", "use", "switch", "view"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
    *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker"),
    *("filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feFlood", "feGaussianBlur"),
    *("feMerge", "feMergeNode", "feOffset", "feFuncR", "feFuncG", "feFuncB", "feFuncA", "feDropShadow"),
}

_SVG, _HTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_INSIDE = re.compile(r"#|data:image/(png|jpeg);base64,")
_ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)")
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^)]*)", re.IGNORECASE)


def svg_faults(content: bytes) -> list[str]:
    """Return what keeps an SVG from being placed on a page, each to go on after “the file, ”."""
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
    found = [*_size(root), *(fault for one in root.iter() for fault in _element(one)), *_copies(root)]
    return list(dict.fromkeys(found))


def _parsed(text: str) -> ET.Element:
    root = ET.fromstring(text)  # noqa: S314 - no DOCTYPE and no entities: refused above
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [inner for one in level for inner in one]
    if level or sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise ValueError("which is drawn with more parts inside parts than a logo needs")
    return root


def _size(root: ET.Element) -> list[str]:
    if "viewBox" in root.attrib or {"width", "height"} <= set(root.attrib):
        return []
    return ["which does not say its size (a viewBox)"]


def _element(element: ET.Element) -> list[str]:
    space, _, name = element.tag.rpartition("}")
    if space.lstrip("{") not in {_SVG, _HTML, ""}:
        # What a drawing program notes for itself is never drawn.
        return []
    if space.lstrip("{") != _SVG or name not in _SHAPES:
        return [f"which holds <{name}>: a logo only draws"]
    found = []
    if name == "style":
        found += _style(element.text or "")
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2]
        if plain.lower().startswith("on"):
            found.append(f"which holds {plain}=…: a logo only draws")
        elif plain in {"href", "src"}:
            if not _INSIDE.match(value.strip()):
                found.append(f"which points at “{value[:60]}”, outside of itself")
        elif plain == "base":
            found.append("which holds xml:base, by which it points outside of itself")
        else:
            found += _style(value)
    return found


def _style(text: str) -> list[str]:
    # A backslash can spell any word, so that what follows would not be recognised.
    if "\\" in text or "@import" in text.lower() or "@font-face" in text.lower():
        return ["whose styles bring in something from outside"]
    outside = [address for address in _ADDRESS.findall(text) if not _INSIDE.match(address)]
    return [f"which points at “{address[:60]}”, outside of itself" for address in outside]


def _copies(root: ET.Element) -> list[str]:
    """A copy of a copy of a copy doubles with each: no logo needs one, and a hostile file is made of them."""
    uses = list(root.iter(f"{{{_SVG}}}use"))
    if len(uses) > MOST_COPIES:
        return [f"which draws {len(uses)} copies of its parts, more than a logo needs"]
    copying = {
        element.get("id") for element in root.iter() if any(one.tag == f"{{{_SVG}}}use" for one in element.iter())
    }
    targets = {one.get("href") or one.get("{http://www.w3.org/1999/xlink}href") or "" for one in uses}
    return ["which draws copies of copies"] if {target[1:] for target in targets} & copying else []
