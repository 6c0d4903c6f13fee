"""Reading a PDF as a screen reader or a search does, in pure Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf


def text_of(pdf: pikepdf.Pdf) -> str:
    """Return the text of all pages by the fonts' own tables of characters, a line for each run of glyphs."""
    return "\n".join(line for page in pdf.pages for line in _lines(page))


def _lines(page: pikepdf.Page) -> Iterator[str]:
    tables = {name: characters(font) for name, font in page.resources.get("/Font", {}).items()}
    table: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        operator = str(instruction.operator)
        if operator == "Tf":
            table = tables[str(operands[0])]
        elif operator in ("TJ", "Tj"):
            pieces = operands[0] if operator == "TJ" else operands
            shown = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
            codes = (int.from_bytes(shown[i : i + 2], "big") for i in range(0, len(shown), 2))
            yield "".join(table.get(code, "�") for code in codes)


def characters(font: pikepdf.Object) -> dict[int, str]:
    """Return what each code of a font means."""
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes().decode())
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield every element of the structure tree, in reading order."""
    return structure_below(pdf.Root.StructTreeRoot)


def structure_below(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield every element below this one, in reading order."""
    waiting: list[pikepdf.Object] = [element.K] if "/K" in element else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting.extend(reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary):
            if "/S" in item:
                yield item
            if "/K" in item:
                waiting.append(item.K)


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    """Return the titles of the outline, inner ones after a dash."""
    with pdf.open_outline() as outline:
        return [
            line
            for item in outline.root
            for line in (str(item.title), *(f"- {child.title}" for child in item.children))
        ]
