"""The tags of a PDF, which screen readers follow: what WeasyPrint leaves wrong in them, put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

#: What holds a line of text, and never another of them.
_TEXT = frozenset(("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6"))


#: What becomes a figure.
_PICTURES = ("img", "{http://www.w3.org/2000/svg}svg")


def tidy_tags(document: Any, pdf: Any) -> None:
    """Put the tags of a PDF that WeasyPrint has made of ``document`` right, in place."""
    elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    _name_headings(elements)
    _put_margins_aside(pdf, elements)
    _gather_labels(document, pdf)
    _unnest(pdf, at(pdf, pdf.catalog["StructTreeRoot"]))


def at(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference names."""
    return pdf.objects[int(reference.split()[0])]


def _gather_labels(document: Any, pdf: Any) -> None:
    """Put what stands beside a picture, in an element that says that it is one, into the figure.

    So HTML has it too: who cannot see a chart is told all of it once, and not its labels again.
    """
    figures = _figures(pdf, at(pdf, pdf.catalog["StructTreeRoot"]))
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - no public way leads from a page to its boxes
    labelled = [one for page in pages for one in _pictures(page, inside=False)]
    for figure, has_labels in zip(figures, labelled, strict=True):
        if has_labels:
            around = at(pdf, figure["P"])
            figure["K"].extend(kid for kid in around["K"] if kid != figure.reference)
            around["K"][:] = [figure.reference]


def _figures(pdf: Any, element: Any) -> list[Any]:
    found = [element] if element.get("S") == "/Figure" else []
    kids = [at(pdf, kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]
    return found + [figure for kid in kids for figure in _figures(pdf, kid)]


def _pictures(box: Any, *, inside: bool) -> Iterator[bool]:
    """Yield for each picture, in order, whether it stands in an element that is one; the margins have no tags."""
    box = getattr(box, "_box", box)  # what is placed absolutely stands behind another
    if hasattr(box, "at_keyword"):
        return
    if box.element is not None:
        if box.element_tag in _PICTURES:
            yield inside
        inside = inside or box.element.get("role") == "img"
    for child in getattr(box, "children", ()):
        yield from _pictures(child, inside=inside)


def _unnest(pdf: Any, top: Any) -> None:
    """Take out headings inside headings, and paragraphs inside paragraphs: their text belongs to the outer one.

    HTML knows no such thing. Where a part of a heading or paragraph stands in a block of its own, WeasyPrint puts the
    rest of its text into a block without a name, and tags that like the heading or paragraph around it.
    """
    waiting = [(top, False)]
    while waiting:
        element, in_text = waiting.pop()
        kids: list[Any] = []
        left = list(reversed(element["K"]))
        while left:
            kid = left.pop()
            inner = at(pdf, kid) if isinstance(kid, bytes) else {}
            if in_text and inner.get("S") in _TEXT:
                left.extend(reversed(inner["K"]))
                inner.clear()
                continue
            if "S" in inner:
                inner["P"] = element.reference
                waiting.append((inner, in_text or inner["S"] in _TEXT))
            kids.append(kid)
        element["K"][:] = kids


def _name_headings(elements: Iterable[Any]) -> None:
    """Say of every heading of a table whether it heads a column or a row.

    WeasyPrint ties cells to their headings, which leaves out a heading of headings: the corner of a table.
    """
    by_reference = {element.reference: element for element in elements}
    for element in by_reference.values():
        if element["S"] == "/TH" and "A" in element:
            part = by_reference[by_reference[element["P"]]["P"]]
            element["A"]["Scope"] = "/Column" if part["S"] == "/THead" else "/Row"


def _put_margins_aside(pdf: Any, elements: Iterable[Any]) -> None:
    """Mark running headers and footers as what they are, so that they are not read out on every page.

    WeasyPrint tags them like text, and leaves their tags out of the tree.
    """
    tree = at(pdf, pdf.catalog["StructTreeRoot"])
    top = at(pdf, tree["K"][0])
    read = set(top["K"])
    waiting = [element for element in elements if element["P"] == top.reference and element.reference not in read]
    marks: dict[bytes, set[int]] = {}
    while waiting:
        element = waiting.pop()
        for kid in element["K"]:
            if isinstance(kid, int):
                marks.setdefault(element["Pg"], set()).add(kid)
            else:
                waiting.append(at(pdf, kid))
        element.clear()
    owners = at(pdf, tree["ParentTree"])["Nums"]
    for number, reference in enumerate(pdf.page_references):
        if reference in marks:
            aside = marks[reference]
            _make_artifacts(at(pdf, at(pdf, reference)["Contents"]).stream, aside)
            of_page = owners[2 * number + 1]
            of_page[:] = ["null" if mark in aside else owner for mark, owner in enumerate(of_page)]
            while of_page and of_page[-1] == "null":
                of_page.pop()


def _make_artifacts(content: list[Any], marks: set[int]) -> None:
    """Turn the sequences of a page with these marks into artifacts: a tag, its properties, and `BDC` stand in a row."""
    for place, properties in enumerate(content):
        if isinstance(properties, dict) and properties.get("MCID") in marks:
            content[place - 1] = "/Artifact"
            properties.clear()
            properties["Type"] = "/Pagination"
