"""What the tags of a PDF say: held against PDF/UA-1 (7.1 to 7.5, 7.18) as veraPDF holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pikepdf

from tests.report.pdf_reading import structure, structure_below

#: The types of ISO 32000-1, 14.8.4, that need no mapping.
STANDARD = frozenset(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form
    """.split()  # noqa: SIM905 - as the standard lists them; one a line they would fill a page
)

#: What holds a line of text, and never another of its like.
TEXT = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6"))

#: What each may hold, and where each may stand (7.2).
HOLDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
}
STANDS_IN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
}


def kind(element: Any) -> str:
    return str(element.S).removeprefix("/")


def tag_faults(pdf: pikepdf.Pdf, marks: Mapping[int, Sequence[int]]) -> Iterator[str]:
    """Yield what is wrong with the tree of tags; ``marks`` are the marked content of each page."""
    if "/StructTreeRoot" not in pdf.Root:
        yield "nothing is tagged"
        return
    roles = {str(name) for name in pdf.Root.StructTreeRoot.get("/RoleMap", {})}
    if roles & {f"/{name}" for name in STANDARD}:
        yield "a standard type is mapped to another"
    for element in structure(pdf):
        if kind(element) not in STANDARD and f"/{kind(element)}" not in roles:
            yield f"{kind(element)} is no standard type"
        inner = [child for child in _children(element) if "/S" in child]
        for child in inner:
            if child.P.objgen != element.objgen:
                yield f"a {kind(child)} in a {kind(element)} has another parent"
            if kind(child) not in HOLDS.get(kind(element), {kind(child)}):
                yield f"a {kind(child)} in a {kind(element)}"
            if kind(element) not in STANDS_IN.get(kind(child), {kind(element)}):
                yield f"a {kind(child)} outside its place, in a {kind(element)}"
    yield from _nested(pdf.Root.StructTreeRoot, "")
    yield from _headings(pdf)
    yield from _figures(pdf)
    for table in (element for element in structure(pdf) if kind(element) == "Table"):
        yield from _table(table)
    yield from _links(pdf)
    yield from _content(pdf, marks)


def _nested(element: Any, outer: str) -> Iterator[str]:
    """Yield paragraphs and headings that stand in another one, however deep."""
    for child in (one for one in _children(element) if "/S" in one):
        if outer and kind(child) in TEXT:
            yield f"a {kind(child)} inside a {outer}"
        yield from _nested(child, kind(child) if kind(child) in TEXT else outer)


def _children(element: Any) -> list[Any]:
    held = element.get("/K", [])
    items = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [item for item in items if isinstance(item, pikepdf.Dictionary)]


def _headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    levels = [int(kind(one)[1]) for one in structure(pdf) if kind(one) in ("H1", "H2", "H3", "H4", "H5", "H6")]
    if not levels or levels[0] != 1:
        yield "the first heading is not of level 1"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading of level {below} follows one of level {above}"


def _figures(pdf: pikepdf.Pdf) -> Iterator[str]:
    for figure in structure(pdf):
        if kind(figure) == "Figure":
            if not str(figure.get("/Alt", "")).strip():
                yield "a figure without alternative text"
            if "/A" not in figure or len(figure.A.get("/BBox", "")) != 4:
                yield "a figure without its box"


def _table(table: Any) -> Iterator[str]:
    parts = [kind(child) for child in _children(table)]
    if parts.count("THead") > 1 or parts.count("TFoot") > 1 or parts.count("Caption") > 1:
        yield "a table with a second head, foot or caption"
    if "Caption" in parts[1:-1]:
        yield "a caption in the midst of a table"
    rows = [element for element in structure_below(table) if kind(element) == "TR"]
    widths: list[int] = []
    below: dict[int, int] = {}
    for number, row in enumerate(rows):
        width = below.pop(number, 0)
        for cell in _children(row):
            span = int(cell.get("/A", {}).get("/ColSpan", 1))
            width += span
            for further in range(1, int(cell.get("/A", {}).get("/RowSpan", 1))):
                below[number + further] = below.get(number + further, 0) + span
        widths.append(width)
    if len(set(widths)) != 1 or any(row >= len(rows) for row in below):
        yield f"a table with rows of {sorted(set(widths))} columns"
    cells = [cell for row in rows for cell in _children(row)]
    ids = {str(cell.ID) for cell in cells if kind(cell) == "TH" and "/ID" in cell}
    for cell in cells:
        if kind(cell) == "TH" and str(cell.get("/A", {}).get("/Scope")) not in ("/Row", "/Column", "/Both"):
            yield "a heading of a table that does not say what it heads"
        if kind(cell) == "TD":
            named = {str(name) for name in cell.get("/A", {}).get("/Headers", [])}
            if not named or not named <= ids:
                yield "a cell of a table that is not tied to its headings"


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    owners = _owners(pdf)
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            owner = owners.get(int(annotation.get("/StructParent", -1)))
            if owner is None or kind(owner) != "Link":
                yield "an annotation that no link owns"
            elif annotation.objgen not in [child.Obj.objgen for child in _children(owner) if "/Obj" in child]:
                yield "a link that does not hold its annotation"


def _owners(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}


def _content(pdf: pikepdf.Pdf, marks: Mapping[int, Sequence[int]]) -> Iterator[str]:
    """Yield marked content that the tree does not hold, and tags whose content is nowhere."""
    owners = _owners(pdf)
    if list(owners) != sorted(owners):
        yield "the owners of content are not in order"
    held = {element.objgen for element in structure(pdf)}
    pages: Any = {page.objgen: number for number, page in enumerate(pdf.pages)}
    for number, page in enumerate(pdf.pages):
        of_page = owners[int(page.StructParents)]
        if len(set(marks[number])) != len(marks[number]):
            yield f"page {number + 1}: two pieces of content have one mark"
        for mark in marks[number]:
            owner = of_page[mark] if mark < len(of_page) else None
            if not isinstance(owner, pikepdf.Dictionary) or owner.objgen not in held:
                yield f"page {number + 1}: content that the tree does not hold"
    for element in structure(pdf):
        kids: Any = element.K if isinstance(element.get("/K"), pikepdf.Array) else []
        for kid in kids:
            if isinstance(kid, int) and kid not in marks[pages[element.Pg.objgen]]:
                yield f"a {kind(element)} whose content is nowhere"
