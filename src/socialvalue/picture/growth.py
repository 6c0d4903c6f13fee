"""How much an SVG drawing draws: a part that is drawn by reference a thousand times is drawn a thousand times."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

#: More than any logo draws, counted with every copy; and more references from one to the next than any needs.
MOST_DRAWN, LONGEST_CHAIN = 50_000, 6

_SVG = "{http://www.w3.org/2000/svg}"
_INSIDE = re.compile(r"url\(\s*+['\"]?+\s*+#([^)'\"\s]++)")
_WORD = re.compile(r"([.#]?)([\w-]+)")


class _Endless(Exception):
    """Raised when a drawing draws itself inside itself, or too much."""


def growth_faults(root: ET.Element) -> list[str]:
    """Return a fault where parts that are drawn by reference grow beyond what a logo needs."""
    try:
        _Growth(root).of(root)
    except _Endless as endless:
        return [str(endless)]
    return []


class _Growth:
    """How many parts each element draws, with all that it points at, each counted as often as it is drawn."""

    def __init__(self, root: ET.Element) -> None:
        self.by_id = {one.get("id", ""): one for one in root.iter() if one.get("id")}
        self.by_style = _styles(root)
        self.known: dict[ET.Element, tuple[int, int]] = {}
        self.above: set[ET.Element] = set()

    def of(self, element: ET.Element) -> tuple[int, int]:
        """Return how many parts an element draws, and how many references lead on from one to the next."""
        if element in self.above:
            raise _Endless("which draws a part inside itself, without end")
        if element not in self.known:
            self.above.add(element)
            inside = [self.of(inner) for inner in element]
            copies = [self.of(self.by_id[name]) for name in self._names(element) if name in self.by_id]
            self.above.discard(element)
            drawn = 1 + sum(count for count, _ in (*inside, *copies))
            chain = max([0, *(links for _, links in inside), *(links + 1 for _, links in copies)])
            if drawn > MOST_DRAWN or chain > LONGEST_CHAIN:
                raise _Endless("which draws more parts, counting copies and copies of copies, than a logo needs")
            self.known[element] = drawn, chain
        return self.known[element]

    def _names(self, element: ET.Element) -> list[str]:
        href = element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""
        names = [href[1:]] if href.startswith("#") else []
        names += [name for value in element.attrib.values() for name in _INSIDE.findall(value)]
        called = {element.tag.removeprefix(_SVG), f"#{element.get('id', '')}"}
        called |= {f".{one}" for one in element.get("class", "").split()}
        return names + [name for one in sorted(called) for name in self.by_style.get(one, ())]


def _styles(root: ET.Element) -> dict[str, list[str]]:
    """Return what style rules point at, by each tag, class and id that a selector names."""
    found: dict[str, list[str]] = {}
    for style in root.iter(f"{_SVG}style"):
        for selector, _, body in (rule.partition("{") for rule in (style.text or "").split("}")):
            for mark, name in _WORD.findall(selector):
                found.setdefault(f"{mark}{name}", []).extend(_INSIDE.findall(body))
    return found
