"""What the pages of a PDF paint: held against PDF/UA-1 (7.1, 7.8) and PDF/A-3 (6.1.13, 6.2), as veraPDF holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTS = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Tj", "TJ", "'", '"', "INLINE IMAGE"])

#: How deep graphics states may be nested (ISO 32000-1, annex C).
DEEPEST = 28


@dataclass
class Painted:
    """What was found on all pages: faults, marked content by page, and the codes shown in each font."""

    faults: list[str] = field(default_factory=list)
    marks: dict[int, list[int]] = field(default_factory=dict)
    shown: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    fonts: dict[tuple[int, int], Any] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)


def painted(pdf: pikepdf.Pdf) -> Painted:
    """Return what the pages paint."""
    found = Painted()
    for number, page in enumerate(pdf.pages):
        found.marks[number] = []
        _Page(found, number).walk(page, page.resources, [])
    return found


class _Page:
    def __init__(self, found: Painted, number: int) -> None:
        self.found, self.number = found, number

    def fault(self, text: str) -> None:
        self.found.faults.append(f"page {self.number + 1}: {text}")

    def walk(self, content: Any, resources: Any, around: list[str]) -> None:
        """Follow a content stream; ``around`` are the kinds of marked content that it stands in."""
        marked, depth, font, outside = list(around), 0, None, len(around)
        for instruction in pikepdf.parse_content_stream(content):
            operands: Any = instruction.operands
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                marked.append(self.begin(str(operands[0]), operands[1] if operator == "BDC" else {}, marked))
            elif operator == "EMC":
                if len(marked) == outside:
                    self.fault("marked content ends that never began")
                else:
                    marked.pop()
            elif operator in ("q", "Q"):
                depth += 1 if operator == "q" else -1
                if not 0 <= depth <= DEEPEST:
                    self.fault(f"graphics states nested {depth} deep")
            elif operator == "Tf":
                font = resources.Font[str(operands[0])]
            elif operator in ("K", "k"):
                self.fault("a colour of a printing press")
            elif operator == "Do":
                self.paint(resources.XObject[str(operands[0])], resources, marked)
            if operator in PAINTS and not {"artifact", "tagged"} & set(marked):
                self.fault(f"painted by {operator}, and neither tagged nor an artifact")
            if operator in ("Tj", "TJ"):
                self.show(font, operands[0] if operator == "TJ" else operands)
        if len(marked) != outside or depth:
            self.fault("marked content or a graphics state that never ends")

    def begin(self, tag: str, properties: Any, around: list[str]) -> str:
        if "/MCID" in properties:
            self.found.marks[self.number].append(int(properties["/MCID"]))
            if {"artifact", "tagged"} & set(around):
                self.fault(f"tagged content inside {around[-1]} content")
            return "tagged"
        if tag != "/Artifact":
            return "neither"
        if "tagged" in around:
            self.fault("an artifact inside tagged content")
        if "/Type" in properties:
            self.found.artifacts.append(str(properties["/Type"]))
        return "artifact"

    def paint(self, item: Any, resources: Any, marked: list[str]) -> None:
        if item.Subtype == "/Form":
            self.walk(item, item.get("/Resources", resources), marked)
        elif not {"artifact", "tagged"} & set(marked):
            self.fault("a picture that is neither tagged nor an artifact")

    def show(self, font: Any, pieces: Any) -> None:
        if font is None:
            self.fault("text in no font")
            return
        codes = self.found.shown.setdefault(font.objgen, set())
        self.found.fonts[font.objgen] = font
        codes.update(_codes(pieces))


def _codes(pieces: Any) -> Iterator[int]:
    shown = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return (int.from_bytes(shown[place : place + 2], "big") for place in range(0, len(shown), 2))
