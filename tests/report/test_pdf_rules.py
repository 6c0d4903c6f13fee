"""The rules by which the PDFs are judged: a good file keeps them all, and each file that breaks one is caught."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from socialvalue.report.page import fonts
from socialvalue.report.page.document import Attachment
from socialvalue.report.page.pdf import write_pdf
from tests.report.pdf_reading import structure
from tests.report.pdf_rules import faults

pytestmark = pytest.mark.pango

STYLE = f"""{fonts.rules(fonts.USUAL)}
h1 {{ string-set: running attr(data-running) }}
@page {{ font-family: SourceSans3 }}
@page {{ @top-left {{ content: string(running) }} @bottom-right {{ content: counter(page) }} }}
html {{ font-family: SourceSans3 }}"""

#: A little of everything that the documents hold. Each page has a running header and a footer.
PAGE = """<!DOCTYPE html><html lang="en-GB"><head>
<meta name="generator" content="socialvalue"><meta name="author" content="Llanŵr & sons">
<meta name="description" content="A square and links"><meta name="dcterms.identifier" content="R1">
<meta name="keywords" content="R1"><title>t</title></head>
<body><h1 data-running="Small">A small document</h1><p><a href="#second">To the second page</a></p>
<h2 id="second" style="break-before: page"><em style="display: block">Then</em>Second</h2>
<ul><li>One</li><li>Two</li></ul>
<table><caption>Points</caption>
<thead><tr><th scope="col">Bidder</th><th scope="col">Total</th></tr></thead>
<tbody><tr><th scope="row">Ash</th><td>93</td></tr><tr><th scope="row">Birch</th><td>81</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><title>A square</title><rect width="9" height="9"/></svg>
</body></html>"""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("rules") / "small.pdf"
    data = Attachment("evaluation.json", b"{}", "application/json", "The evaluation", date(2026, 10, 16), "Source")
    write_pdf(PAGE, path, title="Small", date=date(2026, 10, 16), styles=STYLE, attachments=[data])
    return path.read_bytes()


def test_a_document_keeps_every_rule(good: bytes) -> None:
    with pikepdf.open(BytesIO(good)) as pdf:
        assert faults(pdf) == []


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(element for element in structure(pdf) if f"/{kind}" == element.S)


def content(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Change what the last page paints, once."""
    page = pdf.pages[-1]
    painted = page.Contents.read_bytes()
    assert old in painted
    page.Contents = pdf.make_stream(painted.replace(old, new, 1))


def metadata(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    text = pdf.Root.Metadata.read_bytes()
    assert old in text
    pdf.Root.Metadata = pdf.make_stream(text.replace(old, new))


def font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].resources["/Font"].values()))


def drop(item: Any, key: str) -> None:
    assert key in item
    del item[key]


def link(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0]["/Annots"][0]


def file(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.AF[0]


def set_(item: Any, key: str, value: Any) -> None:
    item[key] = value


BREAKS: dict[str, tuple[Callable[[Any], None], str]] = {
    "no language": (lambda pdf: drop(pdf.Root, "/Lang"), "does not say its language"),
    "not tagged": (lambda pdf: drop(pdf.Root, "/StructTreeRoot"), "nothing is tagged"),
    "tags doubted": (lambda pdf: drop(pdf.Root, "/MarkInfo"), "does not say that it is tagged"),
    "a file's name shown": (lambda pdf: drop(pdf.Root, "/ViewerPreferences"), "would not show its title"),
    "no bookmarks": (lambda pdf: drop(pdf.Root, "/Outlines"), "no bookmarks"),
    "bookmarks hidden": (lambda pdf: drop(pdf.Root, "/PageMode"), "not shown when it is opened"),
    "a script": (lambda pdf: set_(pdf.Root, "/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)), "opened"),
    "no colours": (lambda pdf: drop(pdf.Root, "/OutputIntents"), "for which colours"),
    "tab order": (lambda pdf: drop(pdf.pages[0], "/Tabs"), "not reached in the order of reading"),
    "not PDF/UA": (lambda pdf: metadata(pdf, b"<pdfuaid:part>1", b"<pdfuaid:part>2"), "it is PDF/UA-1"),
    "not PDF/A": (lambda pdf: metadata(pdf, b'conformance="A"', b'conformance="B"'), "it is PDF/A-3a"),
    "mark not explained": (lambda pdf: metadata(pdf, b"pdfaSchema:namespaceURI", b"pdfaSchema:other"), "explain"),
    "two titles": (lambda pdf: metadata(pdf, b">Small<", b">Other<"), "no title, or two"),
    "two days": (lambda pdf: metadata(pdf, b"2026-10-16", b"2026-10-17"), "two days"),
    "two authors": (lambda pdf: set_(pdf.docinfo, "/Author", "Ann"), "two things of its /Author"),
    "two subjects": (lambda pdf: metadata(pdf, b">A square and links<", b">Circles<"), "two things of its /Subject"),
    "two references": (lambda pdf: metadata(pdf, b"<dc:identifier>R1<", b"<dc:identifier>R2<"), "two reference"),
    "another language": (lambda pdf: metadata(pdf, b"<rdf:li>en-GB<", b"<rdf:li>cy<"), "two languages"),
    "somebody's machine": (lambda pdf: set_(pdf.docinfo, "/Machine", "ann-pc"), "more of itself than it should"),
    "untagged text": (lambda pdf: content(pdf, b"/Span\n<</MCID 0>>\nBDC", b"/Other\nBMC"), "neither tagged"),
    "unclosed": (lambda pdf: content(pdf, b"EMC", b""), "never ends"),
    "header as text": (
        lambda pdf: content(pdf, b"/Artifact\n<</Type /Pagination>>", b"/Span <</MCID 90>>"),
        "does not",
    ),
    "tagged in artifact": (lambda pdf: content(pdf, b"/Span\n", b"/Artifact BMC EMC /Artifact BMC /Span\n"), "inside"),
    "twice": (lambda pdf: content(pdf, b"<</MCID 1>>", b"<</MCID 0>>"), "two pieces of content have one mark"),
    "printing ink": (lambda pdf: content(pdf, b"BT", b"0 0 0 1 k BT"), "printing press"),
    "too deep": (lambda pdf: content(pdf, b"BT", b"q " * 30 + b"Q " * 30 + b"BT"), "nested"),
    "made-up tag": (lambda pdf: set_(first(pdf, "P"), "/S", pikepdf.Name.Paragraph), "no standard type"),
    "skipped level": (lambda pdf: set_(first(pdf, "H2"), "/S", pikepdf.Name.H3), "a heading of level 3 follows"),
    "no first heading": (lambda pdf: set_(first(pdf, "H1"), "/S", pikepdf.Name.P), "first heading is not of level 1"),
    "heading in a heading": (lambda pdf: set_(first(pdf, "H2").K[0], "/S", pikepdf.Name.H2), "a H2 inside a H2"),
    "deep in a paragraph": (lambda pdf: set_(first(pdf, "Link"), "/S", pikepdf.Name.H3), "a H3 inside a P"),
    "silent figure": (lambda pdf: drop(first(pdf, "Figure"), "/Alt"), "without alternative text"),
    "silent heading": (lambda pdf: drop(first(pdf, "TH").A, "/Scope"), "what it heads"),
    "loose cell": (lambda pdf: drop(first(pdf, "TD").A, "/Headers"), "not tied to its headings"),
    "wide cell": (lambda pdf: set_(first(pdf, "TD").A, "/ColSpan", 2), "rows of [2, 3] columns"),
    "cell outside a row": (lambda pdf: set_(first(pdf, "TR"), "/S", pikepdf.Name.Div), "outside its place"),
    "item outside a list": (lambda pdf: set_(first(pdf, "L"), "/S", pikepdf.Name.Div), "outside its place"),
    "link not described": (lambda pdf: drop(link(pdf), "/Contents"), "a link without a description"),
    "link not printed": (lambda pdf: set_(link(pdf), "/F", 2), "hidden or is not printed"),
    "link of nobody": (lambda pdf: drop(link(pdf), "/StructParent"), "no link owns"),
    "link to nowhere": (lambda pdf: set_(link(pdf), "/Dest", "elsewhere"), "leads nowhere"),
    "font not inside": (lambda pdf: drop(font(pdf).DescendantFonts[0].FontDescriptor, "/FontFile3"), "not embedded"),
    "wrapped outlines": (
        lambda pdf: set_(font(pdf).DescendantFonts[0].FontDescriptor.FontFile3, "/Subtype", pikepdf.Name.OpenType),
        "cannot follow",
    ),
    "a map that is none of its own": (
        lambda pdf: set_(font(pdf).DescendantFonts[0], "/CIDToGIDMap", pikepdf.Name.Identity),
        "cannot follow",
    ),
    "glyphs without meaning": (lambda pdf: set_(font(pdf), "/ToUnicode", pdf.make_stream(b"")), "means None"),
    "wrong widths": (lambda pdf: set_(font(pdf).DescendantFonts[0], "/W", pikepdf.Array([1, [9]])), "is said to be"),
    "file of nobody": (lambda pdf: drop(pdf.Root, "/AF"), "belong to the document"),
    "file without a role": (lambda pdf: drop(file(pdf), "/AFRelationship"), "what it is to the document"),
    "file without a kind": (lambda pdf: drop(file(pdf).EF.F, "/Subtype"), "whose kind is"),
    "file with the clock": (lambda pdf: set_(file(pdf).EF.F.Params, "/ModDate", "D:20261016101500Z"), "size and day"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_file_that_breaks_a_rule_is_caught(name: str, good: bytes) -> None:
    spoil, told = BREAKS[name]
    with pikepdf.open(BytesIO(good)) as pdf:
        spoil(pdf)
        found = faults(pdf)
    assert [fault for fault in found if told in fault] != [], found


def test_running_headers_and_page_numbers_are_not_read_out(good: bytes) -> None:
    """They are artifacts in the page, and nothing in the tree: the second page has a header and a footer."""
    with pikepdf.open(BytesIO(good)) as pdf:
        assert pdf.pages[1].Contents.read_bytes().count(b"/Type /Pagination") == 2
        assert len(pdf.Root.StructTreeRoot.ParentTree.Nums[3]) > 5


def test_a_link_is_described_by_its_words(good: bytes) -> None:
    with pikepdf.open(BytesIO(good)) as pdf:
        assert str(link(pdf).Contents) == "To the second page"


def test_a_file_inside_is_described_as_its_maker_says(good: bytes, tmp_path: Path) -> None:
    """Not by the machine's list of endings; and it comes out as it went in."""
    with pikepdf.open(BytesIO(good)) as pdf:
        inside = pdf.attachments["evaluation.json"]
        assert inside.get_file().read_bytes() == b"{}"
        assert (inside.get_file().mime_type, inside.description) == ("application/json", "The evaluation")
        assert (str(file(pdf).AFRelationship), str(file(pdf).EF.F.Params.CreationDate)) == (
            "/Source",
            "D:20261016000000Z",
        )
