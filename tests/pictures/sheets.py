"""All pages of a document on one sheet, small and grey; and whether two such sheets show the same pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # comes without types

from tests.pictures.png import Grey, read_png, write_png

#: Dots an inch: a line of text is six dots high, so that it is seen whether it is there and where it stands.
DPI = 28

#: Pages beside each other, and what lies between them.
ACROSS, GAP, BETWEEN = 8, 4, 204


@dataclass(frozen=True)
class Sheet:
    """A document's pages as small pictures, and by what they were laid out and drawn."""

    pages: tuple[Grey, ...]
    drawn_by: str = ""


def sheet_of(pdf: Path, drawn_by: str = "") -> Sheet:
    """Return the pages of a PDF as small pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [page.render(scale=DPI / 72, grayscale=True).to_numpy() for page in document]
        return Sheet(tuple(page.reshape(page.shape[:2]).copy() for page in drawn), drawn_by)
    finally:
        document.close()


def write_sheet(path: Path, sheet: Sheet) -> None:
    """Write all pages into one picture, left to right and down, with their sizes in its words."""
    places = _places([page.shape[:2] for page in sheet.pages])
    height = max(top + page.shape[0] for (top, _), page in zip(places, sheet.pages, strict=True)) + GAP
    width = max(left + page.shape[1] for (_, left), page in zip(places, sheet.pages, strict=True)) + GAP
    picture = np.full((height, width), BETWEEN, np.uint8)
    for (top, left), page in zip(places, sheet.pages, strict=True):
        picture[top : top + page.shape[0], left : left + page.shape[1]] = page
    words = {"pages": [page.shape[:2] for page in sheet.pages], "drawn-by": sheet.drawn_by}
    write_png(path, picture, json.dumps(words))


def read_sheet(path: Path) -> Sheet:
    """Return the pages of a sheet that was written."""
    picture, words = read_png(path)
    told = json.loads(words)
    shapes = [(height, width) for height, width in told["pages"]]
    cut = [
        picture[top : top + height, left : left + width]
        for (top, left), (height, width) in zip(_places(shapes), shapes, strict=True)
    ]
    return Sheet(tuple(cut), told["drawn-by"])


def _places(shapes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where each page goes: rows as high as their highest page."""
    places, top, left, height = [], GAP, GAP, 0
    for number, shape in enumerate(shapes):
        if number and number % ACROSS == 0:
            top, left, height = top + height + GAP, GAP, 0
        places.append((top, left))
        left, height = left + shape[1] + GAP, max(height, shape[0])
    return places
