"""Long and odd content lays out, in every kind of document: nothing clipped, nothing orphaned, nobody's name lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from socialvalue.model.award_details import AwardDetails
from socialvalue.report.page.document import Document
from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import write_pdf
from tests.report import layout, odd, panels
from tests.report.kinds import KINDS, every_document
from tests.report.layout import Page, blank, clipped, hollow, laid_out, orphaned, overprinted, page_of, pages_of

pytestmark = pytest.mark.pango

#: The letters that are laid out of those to eight bidders.
SOME = (0, 3, 5, 7)

CASES: dict[str, Callable[[], dict[str, list[Document]]]] = {
    "forty bids": lambda: every_document(*odd.large(40, 3), odd.panel(), letters_to=[20]),
    "120 questions": lambda: every_document(
        *odd.large(1, 120, ("Price for four years", "The " + "price" * 30)), odd.panel(), letters_to=[0]
    ),
    "long names and many scripts": lambda: every_document(
        *odd.scripts(), odd.panel(), page=panels.page(), letters_to=SOME
    ),
    "nothing that may be left out": lambda: every_document(
        *odd.bare(), odd.BARE_PANEL, award=AwardDetails(format=1), letters_to=[0]
    ),
}


SCRIPTS = ("long names and many scripts",)

#: Where a blind pack would show nothing that the open one does not, and would take its time.
FIRST_ONLY = ("forty bids", "120 questions")


@cache
def made(case: str) -> dict[str, list[Document]]:
    return CASES[case]()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_odd_content_is_laid_out(case: str, kind: str) -> None:
    """Nothing leaves its page or cell or stands on other words; no heading is alone; no page and no part is empty."""
    documents = made(case)[kind]
    assert documents != []
    for number, document in enumerate(documents[:1] if case in FIRST_ONLY else documents):
        pages = pages_of(document)
        assert sum(len(page.pieces) for page in pages) > 20
        found = {
            "clipped": clipped(pages),
            "overprinted": overprinted(pages),
            "orphaned": orphaned(pages),
            "blank": blank(pages),
            "hollow": hollow(page_of(document)),
            "misnamed": misnamed(case, kind, number, pages),
        }
        assert {name: faults for name, faults in found.items() if faults} == {}, document.title


def misnamed(case: str, kind: str, number: int, pages: list[Page]) -> list[str]:
    """Return the bidders whose full names must be on the pages and are not, or are there and must not be."""
    names = odd.NAMES if case in SCRIPTS else tuple(f"Bidder number {number} Ltd" for number in range(1, 41))
    expected = set(names)
    if kind == "letters" and case in SCRIPTS:
        bidders = [bid.bidder for bid in odd.scripts()[1].bids]
        expected = {bidders[0], bidders[SOME[number]]}
    elif kind not in ("evaluation-report", "panel-pack") or case not in (*SCRIPTS, "forty bids") or number > 0:
        return []
    there = layout.text_of(pages)
    return sorted({name for name in names if _bare(name) in there} ^ expected)


def _bare(name: str) -> str:
    return "".join(name.split())


def test_every_character_of_these_scripts_has_a_glyph_of_ours(tmp_path: Path) -> None:
    """No box in the place of a letter, and no font of the machine's."""
    text = " ".join([*odd.NAMES, odd.REASON])
    drawn = write_pdf(f"<p>{text}</p>", tmp_path / "x.pdf", title="x", date=date(2026, 1, 1), styles=styles())
    assert (drawn.missing, drawn.borrowed) == ("", ())


PLAIN = """@page { size: A6; margin: 10mm } p { margin: 0; overflow-wrap: break-word } td { padding: 0 }
h2 { font-size: 11pt } .narrow { width: 9mm; overflow-wrap: normal } .last { break-after: auto }"""


def faults(html: str) -> list[str]:
    """Return the names of the checks that find something on a page of A6."""
    pages = laid_out(html, f"{styles()} {PLAIN}")
    found = {
        "clipped": clipped(pages),
        "overprinted": overprinted(pages),
        "orphaned": orphaned(pages),
        "blank": blank(pages),
    }
    return [name for name, faults in found.items() if faults]


FINE = "<h2>Heading</h2><p>Text that goes on for some lines, as text does that a person wrote for others.</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (FINE * 9, []),
        (f"{FINE}<p style='white-space: nowrap'>{'on and on ' * 20}</p>", ["clipped"]),
        (f"{FINE}<p style='margin-left: -15mm'>Too far to the left.</p>", ["clipped"]),
        (
            "<table><tr><td class=narrow>Unbrokenxxxxxxxxxxxxxxx</td><td></td></tr></table>",
            ["clipped"],
        ),
        (f"{FINE}<p style='margin-top: -4mm'>On the words before.</p>", ["overprinted"]),
        (
            "<p style='height: 70mm'>Before.</p><h2 class=last>Last on its page</h2><p style='height: 80mm'>After.",
            ["orphaned"],
        ),
        (f"{FINE}<div style='break-before: page'></div><p style='break-before: page'>After.", ["blank"]),
    ],
)
def test_a_page_with_a_fault_is_found(html: str, expected: list[str]) -> None:
    """The checks would see what they look for, and nothing in its place."""
    assert faults(html) == expected


def test_an_article_stays_with_its_heading_wherever_the_page_ends() -> None:
    """Also where the last lines of an entry fit, and its rule below them does not."""
    entry = "<div class='entry reasoned'><div class=reason><p class=line>Said on p. 8.</p></div></div>"
    found = []
    for height in range(20):
        heading = f"<h2 style='padding-top: {height}pt'>Bids</h2>"
        pages = laid_out(f"<html><body>{heading}<article>{entry * 48}</article></body></html>", styles())
        assert len(pages) > 1
        found += orphaned(pages)
    assert found == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>A</h2><p>Text</p><h3>B</h3><p>Text</p><h2>C</h2><h3>D</h3><svg></svg>", []),
        ("<h2>A</h2><h2>B</h2><p>Text</p>", ["A heads nothing"]),
        ("<h2>A</h2><p>Text</p><h3>B</h3><h2>C</h2><p>Text</p>", ["B heads nothing"]),
        ("<h2>A</h2>", ["A heads nothing"]),
        ("<h2>A</h2><p>Text</p><ul></ul><p> </p>", ["<ul> is empty after A", "<p> is empty after A"]),
        ("<h2>A</h2><p>Text</p><ul><li></li></ul>", ["<li> is empty after A", "<ul> is empty after A"]),
        ("<h2>A</h2><table><tr><td></td></tr><tr><td>1</td></tr></table>", ["<tr> is empty after A"]),
    ],
)
def test_a_part_without_content_is_found(html: str, expected: list[str]) -> None:
    assert hollow(f"<html><body>{html}</body></html>") == expected
