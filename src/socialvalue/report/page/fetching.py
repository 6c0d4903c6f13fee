"""What a page or a style sheet would fetch or run, and whether it may: pictures and fonts that are in it, no more."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from socialvalue.picture.picture import NAMES, picture_faults

#: Stands where a template will put something of which nothing is known before.
DYNAMIC = "\ufffc"

MOST_FONT = 2_000_000
FONTS = {".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf"}

#: What runs something, or brings in another page.
_ACTING = {
    *("script", "object", "embed", "iframe", "frame", "frameset", "applet", "base", "portal", "fencedframe"),
    *("audio", "video", "source", "track", "form", "input", "button", "foreignobject", "animate", "set"),
    *("animatemotion", "animatetransform", "link", "template", "noscript"),
}

#: What is fetched for a page to be shown.
_FETCHED = {"src", "srcset", "poster", "background", "data", "imagesrcset", "lowsrc", "dynsrc", "href", "xlink:href"}

#: What sends something away, or says so to whom.
_SENDING = {
    "action",
    "formaction",
    "ping",
    "manifest",
    "codebase",
    "archive",
    "classid",
    "longdesc",
    "srcdoc",
    "xml:base",
}

_LINK = re.compile(r"\s*(#|https?:|mailto:|tel:)", re.IGNORECASE)

#: Whether a relative address names a file that may be used: given by whoever knows the folder.
Known = Callable[[str], bool]


def element_faults(tag: str, attributes: Mapping[str, str], known: Known) -> Iterator[str]:
    """Yield what an element would run or fetch although it may not, each as what was found."""
    tag = tag.lower()
    if tag in _ACTING:
        yield f"<{tag}>, which runs something, sends something or brings in another page"
        return
    if tag == "meta" and attributes.get("http-equiv", "").strip().lower() not in ("", "content-security-policy"):
        yield "<meta http-equiv>, which can lead to another page"
    if "attachment" in attributes.get("rel", "").lower():
        yield 'rel="attachment", which puts a file into the PDF: only the tool does that'
    for name, value in attributes.items():
        if name.startswith("on"):
            yield f"{name}=…, which runs a program"
        elif name in _SENDING:
            yield f"{name}=“{value[:60]}”, which leads elsewhere"
        elif name in ("href", "xlink:href") and tag in ("a", "area"):
            if not (_LINK.match(value) or value.startswith(DYNAMIC)):
                yield f"a link to “{value[:60]}”, which is no address on the web"
        elif name in _FETCHED:
            found = address_fault(value, known)
            if found:
                yield found
        elif name == "style" or "(" in value:
            yield from (found for _, found in style_faults(value, known, rules=False))


def style_faults(text: str, known: Known, *, rules: bool = True) -> Iterator[tuple[int, str]]:
    """Yield what a style sheet would fetch, the line and what was found; without ``rules`` of declarations alone."""
    import tinycss2  # noqa: PLC0415 - with an authority's own templates alone

    parsed = tinycss2.parse_stylesheet(text) if rules else tinycss2.parse_component_value_list(text)
    for node in _nodes(parsed):
        if node.type == "at-rule" and node.lower_at_keyword in ("import", "namespace", "charset"):
            if node.lower_at_keyword == "import":
                yield node.source_line, "@import, which brings in another style sheet"
        elif node.type == "url":
            found = address_fault(node.value, known)
            if found:
                yield node.source_line, found
        elif node.type == "function" and node.lower_name in _ADDRESSES:
            for part in node.arguments:
                found = address_fault(part.value, known) if part.type == "string" else ""
                if found:
                    yield node.source_line, found


_ADDRESSES = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"}


def _nodes(parsed: Any) -> Iterator[Any]:
    waiting = list(reversed(parsed or ()))
    while waiting:
        node = waiting.pop()
        yield node
        inside = [getattr(node, name, None) or () for name in ("prelude", "content", "arguments")]
        waiting.extend(one for part in reversed(inside) for one in reversed(part))


def address_fault(address: str, known: Known) -> str:
    """Return why nothing is fetched from an address, or nothing where it may be used."""
    address = address.strip()
    if not address or address.startswith(("#", DYNAMIC)):
        return ""
    if address[:5].lower() == "data:":
        return "" if DYNAMIC in address else data_fault(address)
    if DYNAMIC not in address and known(address):
        return ""
    return f"“{address[:60].replace(DYNAMIC, '…')}”, which is fetched from elsewhere"


def data_fault(address: str) -> str:
    """Return what is wrong with a `data:` address: it may hold a picture or a font, and must be what it says."""
    head, _, packed = address.partition(",")
    media_type, _, coding = head[5:].partition(";")
    if media_type.lower() not in {*NAMES, *FONTS.values(), "image/jpg"} or coding.lower() not in (
        "base64",
        "charset=utf-8;base64",
    ):
        return f"“{head[:60]}”, which holds neither a picture nor a font in base64"
    try:
        content = base64.b64decode(unquote("".join(packed.split())), validate=True)
    except (binascii.Error, ValueError):
        return f"“{head[:60]}”, which is not whole"
    if media_type.lower().startswith("font/"):
        return f"“{address[:60]}”, a font of {len(content):,} bytes" if len(content) > MOST_FONT else ""
    faults = picture_faults(content, media_type.lower())
    return f"“{address[:60]}”, a picture {faults[0].found}" if faults else ""
