"""What stands where on a page, without eyes: the boxes that WeasyPrint has laid out, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from socialvalue.collector import collector_paused
from socialvalue.report.page import fonts, pdf
from socialvalue.report.page.document import Document
from socialvalue.report.page.html import render_page, styles

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

#: What is said to be a heading by other means: it may not stand alone at the foot of a page either.
HEADS = (*HEADINGS, "caption", "thead")
HEAD_CLASSES = {"callout-title", "form-title", "contents-title", "dimension", "kind"}

#: A word may stand out by so many pixels, of 96 an inch: sides are rounded, and letters hang below the line.
SIDEWAYS, BELOW = 1.5, 6.0


@dataclass(frozen=True)
class Piece:
    """A run of words or a picture on a page: where it stands, whether it is a heading's, and in which cell it is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    is_head: bool
    cell: tuple[float, float] | None


@dataclass(frozen=True)
class Page:
    """One page: the room for its content, and what stands in it, in reading order."""

    left: float
    top: float
    right: float
    bottom: float
    pieces: tuple[Piece, ...]


def page_of(document: Document) -> str:
    """Return a document's page as the PDF is made of it."""
    bare = render_page(document.template, document.view, look=document.look, tongue=document.language, styled=False)
    return fonts.drawable(bare)


def laid_out(html: str, sheet: str) -> list[Page]:
    """Lay a page out as the PDF has it, without drawing it."""
    weasyprint = pdf._weasyprint()
    dress, configuration = pdf._dress("\n".join((fonts.rules(fonts.needed(html + sheet).faces), sheet)), alone=True)
    source = weasyprint.HTML(string=html, url_fetcher=pdf._fetcher())
    with collector_paused():
        made = source.render(pdf_variant=pdf.VARIANT, stylesheets=[dress], font_config=configuration)
        return [_page(page._page_box) for page in made.pages]


def pages_of(document: Document) -> list[Page]:
    """Lay a document out."""
    return laid_out(page_of(document), styles(document.look))


def _page(box: Any) -> Page:
    left, top = box.content_box_x(), box.content_box_y()
    return Page(left, top, left + box.width, top + box.height, tuple(_pieces(box, is_head=False, cell=None)))


def _pieces(box: Any, *, is_head: bool, cell: tuple[float, float] | None) -> Iterator[Piece]:
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if isinstance(child, boxes.MarginBox):
            continue
        if isinstance(child, boxes.TextBox | boxes.ReplacedBox):
            text = child.text if isinstance(child, boxes.TextBox) else "(picture)"
            x, y = child.position_x, child.position_y
            if text.strip():
                yield Piece(text, x, y, x + child.width, y + child.height, is_head, cell)
        elif isinstance(child, boxes.ParentBox):
            head = is_head or child.element_tag in HEADS or bool(HEAD_CLASSES & set(_classes(child)))
            own = cell
            if isinstance(child, boxes.TableCellBox):
                own = (child.border_box_x(), child.border_box_x() + child.border_width())
            yield from _pieces(child, is_head=head, cell=own)


def _classes(box: Any) -> list[str]:
    return str(box.element.get("class", "")).split() if box.element is not None else []


def clipped(pages: Sequence[Page]) -> list[str]:
    """Name what leaves the room of its page, or its cell of a table."""
    found = []
    for number, page in enumerate(pages, 1):
        for piece in page.pieces:
            left, right = piece.cell or (page.left, page.right)
            left, right = max(left, page.left), min(right, page.right)
            if piece.left < left - SIDEWAYS or piece.right > right + SIDEWAYS:
                found.append(f"page {number}, sideways: {piece.text}")
            if piece.top < page.top - 1 or piece.bottom > page.bottom + BELOW:
                found.append(f"page {number}, up or down: {piece.text}")
    return found


def overprinted(pages: Sequence[Page]) -> list[str]:
    """Name words that stand on other words: by the middles of their lines, as lines may be set close."""
    found = []
    for number, page in enumerate(pages, 1):
        lines: dict[int, list[tuple[float, float, float, float, str]]] = {}
        for piece in page.pieces:
            quarter = (piece.bottom - piece.top) / 4
            this = (piece.left + 1, piece.right - 1, piece.top + quarter, piece.bottom - quarter, piece.text)
            bands = range(int(this[2]) // 20, int(this[3]) // 20 + 1)
            others = {other for band in bands for other in lines.get(band, [])}
            found += [f"page {number}: {this[4]} on {other[4]}" for other in others if _meet(this, other)]
            for band in bands:
                lines.setdefault(band, []).append(this)
    return found


def _meet(one: tuple[float, float, float, float, str], other: tuple[float, float, float, float, str]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def orphaned(pages: Sequence[Page]) -> list[str]:
    """Name headings that end a page: what they head stands on the next."""
    return [
        f"page {number}: {page.pieces[-1].text}"
        for number, page in enumerate(pages, 1)
        if page.pieces and page.pieces[-1].is_head
    ]


def blank(pages: Sequence[Page]) -> list[int]:
    """Return the numbers of pages with nothing on them."""
    return [number for number, page in enumerate(pages, 1) if not page.pieces]


def text_of(pages: Sequence[Page]) -> str:
    """Return all that stands on the pages, without spaces."""
    return "".join("".join(piece.text.split()) for page in pages for piece in page.pieces)


class Hollow(HTMLParser):
    """Finds headings that head nothing, and elements with nothing in them."""

    #: A cell may be blank, a box and the head of a page may be there for its ink, and a form has lines to write on.
    MAY_BE_EMPTY = frozenset({"td", "th", "div", "header"})
    FILLED = frozenset({"svg", "img", "input"})
    FILLED_CLASSES = frozenset({"write-on", "box"})
    VOID = frozenset({"meta", "img", "br", "hr", "link", "input", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.heading = 0
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            if self.heading >= int(tag[1]):
                self.found.append(f"{self.title} heads nothing")
            self.heading, self.title = 0, ""
        if tag not in self.VOID:
            self.open.append((tag, False))
        if tag in self.FILLED or self.FILLED_CLASSES & set((dict(attrs).get("class") or "").split()):
            self._something()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.title += data.strip() if self._in(*HEADINGS) else ""
            self._something()

    def handle_endtag(self, tag: str) -> None:
        in_picture = self._in("svg")
        while self.open:
            ended, is_filled = self.open.pop()
            if ended in HEADINGS:
                self.heading = int(ended[1])
            if not is_filled and not in_picture and ended not in self.MAY_BE_EMPTY:
                self.found.append(f"<{ended}> is empty after {self.title}")
            if ended == tag:
                break

    def _in(self, *tags: str) -> bool:
        return any(tag in tags for tag, _ in self.open)

    def _something(self) -> None:
        self.open = [(tag, True) for tag, _ in self.open]
        if not self._in(*HEADINGS):
            self.heading = 0


def hollow(html: str) -> list[str]:
    """Name the headings of a page that head nothing, and its elements with nothing in them."""
    parser = Hollow()
    parser.feed(html.partition("<body")[2].partition(">")[2].partition("</body>")[0])
    if parser.heading:
        parser.found.append(f"{parser.title} heads nothing")
    return parser.found
