"""The report as a PDF: for screen readers and archives, with its data inside, and nothing clipped."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.charts import bars as charts
from socialvalue.report.evaluation.report import view
from socialvalue.report.page import pdf as pdf_module
from socialvalue.report.page.document import Attachment
from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import Refused, write_pdf
from tests.report import builders
from tests.report.pages import render
from tests.report.pdf_reading import bookmarks, structure, structure_below, text_of
from tests.report.pdf_rules import faults


def written(folder: Path, criteria: Criteria, evaluation: Evaluation) -> Path:
    report, path = view(criteria, evaluation), folder / "report.pdf"
    day, kind = report.stamped, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    inside = [
        Attachment("results.xlsx", b"a workbook", kind, "The results", day, "Supplement"),
        Attachment("evaluation.json", b'{"an": "evaluation"}', "application/json", "The evaluation", day, "Source"),
    ]
    page = render(report, styled=False)
    write_pdf(page, path, title=report.title, date=day, styles=styles(), attachments=inside)
    return path


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(written(tmp_path_factory.mktemp("six"), *builders.six())) as opened:
        yield opened


@pytest.mark.pango
def test_the_report_is_for_screen_readers_and_for_archives(six: pikepdf.Pdf) -> None:
    """All that can be held here of PDF/UA-1 and PDF/A-3a; `test_pdf_rules` shows that each rule catches."""
    assert faults(six) == []


@pytest.mark.pango
def test_the_document_says_what_it_is(six: pikepdf.Pdf) -> None:
    """In English, with its title and its own day, and marked as both kinds."""
    with six.open_metadata() as metadata:
        marks = (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"])
        assert marks == ("1", "3", "A")
        assert metadata["dc:title"] == "Evaluation report: Community transport in Llanŵr"
    assert six.Root.Lang == "en-GB"
    assert str(six.docinfo["/CreationDate"]) == str(six.docinfo["/ModDate"]) == "D:20261016"


@pytest.mark.pango
def test_the_data_are_inside_as_they_were_given(six: pikepdf.Pdf) -> None:
    """What it was made from, and the same as a workbook: each with what it is to the report."""
    inside = {name: spec.get_file().read_bytes() for name, spec in six.attachments.items()}
    assert inside == {"evaluation.json": b'{"an": "evaluation"}', "results.xlsx": b"a workbook"}
    roles = {str(file.UF): str(file.AFRelationship) for file in six.Root.AF}
    assert roles == {"evaluation.json": "/Source", "results.xlsx": "/Supplement"}


@pytest.mark.pango
def test_sections_and_bids_are_bookmarked(six: pikepdf.Pdf) -> None:
    """A reader goes from the outline to any section, and to any bid."""
    titles = bookmarks(six)
    sections = [title for title in titles if not title.startswith("- ")]
    assert sections == [
        "The decision",
        "The award model as published",
        "Scores by criterion",
        "Bid by bid",
        "Standards",
        "How each method works",
        "What went in",
    ]
    assert [title for title in titles if title.removeprefix("- ") in builders.NAMES] == [
        f"- {bid.bidder}" for bid in builders.six()[1].bids
    ]


@pytest.mark.pango
def test_figures_have_alternative_text_with_the_figures_in_it(six: pikepdf.Pdf) -> None:
    """Who cannot see the chart is told all that it shows."""
    alternatives = [str(element.Alt) for element in structure(six) if element.S == "/Figure"]
    assert len(alternatives) == 1
    assert "Hopper plc 95.50: Cost 40.00, Social value 30.00" in alternatives[0]


@pytest.mark.pango
def test_the_names_beside_the_bars_belong_to_the_chart(six: pikepdf.Pdf) -> None:
    """Who is told what the chart shows is not told its labels again."""
    (figure,) = [element for element in structure(six) if element.S == "/Figure"]
    spans = [element for element in structure_below(figure) if element.S == "/Span"]
    assert len(spans) >= 6 + 4
    assert len(figure.K) > 1


@pytest.mark.pango
def test_a_name_that_is_read_from_the_right_is_spelt_so_in_the_chart(tmp_path: Path) -> None:
    """In one piece, whose leftmost glyph is its last letter; drawn letter by letter it stood the wrong way round."""
    name = "חברת ההסעות"
    drawing = charts.simple("Figure", "Told.", [charts.Bar(name, "1", (Decimal(1),), rank="1")])
    page = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta name="generator" content="socialvalue"><title>t</title></head>'
        f"<body><h1>Chart</h1><h2>One</h2>{drawing}</body></html>"
    )
    path = tmp_path / "chart.pdf"
    write_pdf(page, path, title="t", date=date(2026, 1, 1), styles=styles())
    with pikepdf.open(path) as opened:
        assert faults(opened) == []
        assert "".join(reversed(name)) in text_of(opened).splitlines()


@pytest.mark.pango
def test_only_running_headers_and_footers_are_kept_from_readers(six: pikepdf.Pdf) -> None:
    """At most one in each corner of a page, and none on the cover; all else is read out."""
    counts = [page.Contents.read_bytes().count(b"/Type /Pagination") for page in six.pages]
    assert counts[0] == 0
    assert min(counts[1:]) >= 2
    assert max(counts) <= 5


@pytest.mark.pango
def test_there_is_much_to_be_judged(six: pikepdf.Pdf) -> None:
    """The rules do not hold for want of cells, links and headings."""
    kinds = Counter(str(element.S) for element in structure(six))
    assert kinds["/TD"] > 100
    assert kinds["/Link"] > 20
    assert min(kinds["/TH"], kinds["/H2"], kinds["/H3"], kinds["/LI"]) > 5


@pytest.mark.pango
def test_links_hold_their_text_and_nothing_else(six: pikepdf.Pdf) -> None:
    """A page number beside a link of the contents is no second link inside it."""
    links = [element for element in structure(six) if element.S == "/Link"]
    assert len(links) > 20
    inner = [child for link in links for child in structure_below(link) if child.S == "/Link"]
    assert inner == []


@pytest.mark.pango
def test_all_latin_text_is_in_the_shipped_font(six: pikepdf.Pdf) -> None:
    """Only Source Sans 3, embedded as a subset: the same look on every machine, margins included."""
    names = set()
    for page in six.pages:
        for font in page.resources.get("/Font", {}).values():
            names.add(str(font.BaseFont).partition("+")[2])
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
    assert names == {"SourceSans3", "SourceSans3-Semi-Bold", "SourceSans3-Bold"}


@pytest.mark.pango
def test_what_the_report_must_say_is_in_it_as_text(six: pikepdf.Pdf) -> None:
    """Figures, reasons, sources, hashes and page numbers can be searched and copied."""
    text = text_of(six)
    for wanted in (
        "Cyngor Tref Llanŵr",
        "Hopper plc ranks first with 95.50 points",
        "bids/bid-1.xlsx · Offer · D3",
        "Tŷ Coch Co-operative",
        "£900,000",
        "Page 2 of",
        "0" * 63 + "1",
    ):
        assert wanted in text.replace("\n", ""), wanted


@pytest.mark.pango
def test_pages_are_numbered_and_tables_of_many_bids_lie_across(six: pikepdf.Pdf) -> None:
    """Six columns get a wide page; everything else stands upright."""
    wide = [page for page in six.pages if page.mediabox[2] > page.mediabox[3]]
    assert len(wide) == 1
    assert f"Page {len(six.pages)} of {len(six.pages)}" in text_of(six)


@pytest.mark.pango
def test_the_network_is_never_asked_and_nothing_half_made_is_left(tmp_path: Path) -> None:
    """An address in the page stops the rendering; what stood there before still stands."""
    path = tmp_path / "report.pdf"
    path.write_text("before")

    with pytest.raises(Refused, match=r"example\.org"):
        write_pdf("<html lang=en><img alt=x src='http://example.org/x.png'>", path, title="t", date=date(2026, 1, 1))
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


LAYOUTS: dict[str, Callable[[], tuple[Criteria, Evaluation]]] = {
    "one bid": lambda: builders.many(1),
    "forty bids": lambda: builders.many(40, reason="Said on p. 8."),
    "hostile names": builders.hostile,
    "reasons of 3,000 words": builders.wordy,
}


@pytest.mark.pango
@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_is_clipped(name: str) -> None:
    """Every word and picture lies inside its page, above the footer and below the header."""
    import weasyprint

    report = view(*LAYOUTS[name]())
    document = weasyprint.HTML(string=render(report)).render()
    assert len(document.pages) > 5
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box
        left, right = box.content_box_x(), box.content_box_x() + box.width
        top, bottom = box.content_box_y(), box.content_box_y() + box.height
        for inner in words_and_pictures(box):
            where = f"page {number}: {getattr(inner, 'text', inner)!r}"
            assert inner.position_x >= left - 1, where
            assert inner.position_x + inner.width <= right + 1.5, where
            assert inner.position_y >= top - 1, where
            assert inner.position_y + inner.height <= bottom + 6, where


def words_and_pictures(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if isinstance(child, boxes.MarginBox):
            continue
        if isinstance(child, boxes.TextBox | boxes.ReplacedBox):
            yield child
        elif isinstance(child, boxes.ParentBox):
            yield from words_and_pictures(child)


WITHOUT_PANGO = """
import cffi, ctypes.util, sys
search = ctypes.util.find_library
def missing(self, name, flags=0):
    raise OSError(f"cannot load library '{name}': not here.  Additionally, ctypes.util.find_library() did not manage")
cffi.FFI.dlopen = missing
from socialvalue.report.page.pdf import pango_missing
print(pango_missing())
assert ctypes.util.find_library is search
"""


@pytest.mark.slow
def test_a_machine_without_pango_is_told_so_in_one_line() -> None:
    """Neither a traceback nor WeasyPrint's page of advice; and the library search is put back."""
    run = subprocess.run([sys.executable, "-c", WITHOUT_PANGO], capture_output=True, text=True, check=True, timeout=120)
    assert run.stdout.startswith("Pango is not installed: cannot load library '")
    assert run.stdout.count("\n") == 1
    assert "Additionally" not in run.stdout


def test_weasyprint_is_known_to_one_file() -> None:
    """Changing the engine is changing one file."""
    source = Path(pdf_module.__file__).parents[2]
    using = [file.name for file in source.rglob("*.py") if "import weasyprint" in file.read_text("utf-8")]
    assert using == ["pdf.py"]
