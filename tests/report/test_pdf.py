"""The PDF: tagged, with its language and bookmarks, the same bytes every time, and nothing clipped."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report import pdf as pdf_module
from socialvalue.report.evaluation_report import view
from socialvalue.report.html import styles
from socialvalue.report.pdf import pango_missing, write_pdf
from tests.report import builders
from tests.report.pages import render
from tests.report.pdf_reading import bookmarks, structure, structure_below, text_of

needs_pango = pytest.mark.skipif(pango_missing() is not None, reason="Pango is not installed: no PDF can be made")


def written(folder: Path, criteria: Criteria, evaluation: Evaluation) -> Path:
    report, path = view(criteria, evaluation), folder / "report.pdf"
    write_pdf(render(report, styled=False), path, title=report.title, date=report.stamped, styles=styles())
    return path


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(written(tmp_path_factory.mktemp("six"), *builders.six())) as opened:
        yield opened


@needs_pango
def test_the_document_says_what_it_is(six: pikepdf.Pdf) -> None:
    """Tagged, in English, with its title shown, and marked as PDF/UA-1."""
    with six.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Evaluation report: Community transport in Llanŵr"
    assert six.Root.Lang == "en-GB"
    assert bool(six.Root.MarkInfo.Marked)
    assert bool(six.Root.ViewerPreferences.DisplayDocTitle)
    assert six.Root.StructTreeRoot.Type == "/StructTreeRoot"
    assert str(six.docinfo["/CreationDate"]).startswith("D:20261016")


@needs_pango
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


@needs_pango
def test_headings_are_tagged_in_order(six: pikepdf.Pdf) -> None:
    """The first is H1, and no level is left out on the way down."""
    levels = [
        int(str(element.S)[2]) for element in structure(six) if str(element.S) in ("/H1", "/H2", "/H3", "/H4", "/H5")
    ]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@needs_pango
def test_figures_have_alternative_text_with_the_figures_in_it(six: pikepdf.Pdf) -> None:
    """Who cannot see the chart is told all that it shows."""
    alternatives = [str(element.Alt) for element in structure(six) if element.S == "/Figure"]
    assert len(alternatives) == 1
    assert "Hopper plc 95.50: Cost 40.00, Social value 30.00" in alternatives[0]


@needs_pango
def test_cells_are_tied_to_their_headings(six: pikepdf.Pdf) -> None:
    """Every cell of every table names the headings of its row and column, and these exist."""
    elements = list(structure(six))
    ids = {str(element.ID) for element in elements if element.S == "/TH" and "/ID" in element}
    cells = [[str(name) for name in element.A.Headers] for element in elements if element.S == "/TD"]
    assert len(cells) > 100
    assert all(names and set(names) <= ids for names in cells)
    scopes = {str(element.A.Scope) for element in elements if element.S == "/TH" and "/ID" in element}
    assert scopes == {"/Column", "/Row"}


@needs_pango
def test_links_hold_their_text_and_nothing_else(six: pikepdf.Pdf) -> None:
    """A page number beside a link of the contents is no second link inside it."""
    links = [element for element in structure(six) if element.S == "/Link"]
    assert len(links) > 20
    inner = [child for link in links for child in structure_below(link) if child.S == "/Link"]
    assert inner == []


@needs_pango
def test_all_latin_text_is_in_the_shipped_font(six: pikepdf.Pdf) -> None:
    """Only Source Sans 3, embedded as a subset: the same look on every machine, margins included."""
    names = set()
    for page in six.pages:
        for font in page.resources.get("/Font", {}).values():
            names.add(str(font.BaseFont).partition("+")[2])
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
    assert names == {"SourceSans3", "SourceSans3-Semi-Bold", "SourceSans3-Bold"}


@needs_pango
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


@needs_pango
def test_pages_are_numbered_and_tables_of_many_bids_lie_across(six: pikepdf.Pdf) -> None:
    """Six columns get a wide page; everything else stands upright."""
    wide = [page for page in six.pages if page.mediabox[2] > page.mediabox[3]]
    assert len(wide) == 1
    assert f"Page {len(six.pages)} of {len(six.pages)}" in text_of(six)


@needs_pango
def test_the_same_evaluation_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day, zone and folder make no difference."""
    first = written(tmp_path / "a", *builders.many(1)).read_bytes()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert written(tmp_path / "b", *builders.many(1)).read_bytes() == first
    assert os.environ["SOURCE_DATE_EPOCH"] == "1"


@needs_pango
def test_the_same_bytes_where_harfbuzz_cannot_subset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without that library fonts are cut by Python tools, which stamp the clock unless told not to."""
    import weasyprint.pdf.fonts

    usual = written(tmp_path / "usual", *builders.many(1)).read_bytes()
    had_it = weasyprint.pdf.fonts.harfbuzz_subset is not None
    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    first = written(tmp_path / "a", *builders.many(1)).read_bytes()
    time.sleep(1.1)  # the stamp is in whole seconds
    assert written(tmp_path / "b", *builders.many(1)).read_bytes() == first
    assert not had_it or first != usual


@needs_pango
def test_the_network_is_never_asked_and_nothing_half_made_is_left(tmp_path: Path) -> None:
    """An address in the page stops the rendering; what stood there before still stands."""
    path = tmp_path / "report.pdf"
    path.write_text("before")
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match=r"example\.org") as caught:
        write_pdf("<html lang=en><img alt=x src='http://example.org/x.png'>", path, title="t", date=date(2026, 1, 1))
    assert "disallowed protocol" in str(caught.value.__cause__)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


LAYOUTS: dict[str, Callable[[], tuple[Criteria, Evaluation]]] = {
    "one bid": lambda: builders.many(1),
    "forty bids": lambda: builders.many(40, reason="Said on p. 8."),
    "hostile names": builders.hostile,
    "reasons of 3,000 words": builders.wordy,
}


@needs_pango
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
from socialvalue.report.pdf import pango_missing
print(pango_missing())
assert ctypes.util.find_library is search
"""


def test_a_machine_without_pango_is_told_so_in_one_line() -> None:
    """Neither a traceback nor WeasyPrint's page of advice; and the library search is put back."""
    run = subprocess.run([sys.executable, "-c", WITHOUT_PANGO], capture_output=True, text=True, check=True, timeout=120)
    assert run.stdout.startswith("cannot load library '")
    assert run.stdout.count("\n") == 1
    assert "Additionally" not in run.stdout


def test_weasyprint_is_known_to_one_file() -> None:
    """Changing the engine is changing one file."""
    source = Path(pdf_module.__file__).parents[1]
    using = [file.name for file in source.rglob("*.py") if "import weasyprint" in file.read_text("utf-8")]
    assert using == ["pdf.py"]
