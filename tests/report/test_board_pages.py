"""The board summary on paper: two pages, whatever it is made of, and readable by a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from socialvalue import resources
from socialvalue.model.award_details import AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.board.summary import board_document, board_summary
from socialvalue.report.page import own_page, pdf
from socialvalue.report.page.html import render_page
from socialvalue.report.page.pdf import lay_out
from socialvalue.report.page.write import write_document
from socialvalue.report.page.written import Written
from socialvalue.report.words.language import speaking
from tests.report import boards, builders
from tests.report.pdf_reading import bookmarks, structure, text_of

Made = tuple[Criteria, Evaluation, AwardDetails | None, str]

#: Made when they are asked for: the long ones take a while.
CASES: dict[str, Callable[[], Made]] = {
    "one bid on three questions": lambda: (*builders.many(1, boards.many_questions(3)), None, ""),
    "six bids": lambda: (*builders.six(), None, ""),
    "forty bids on 120 questions": lambda: (*builders.many(40, boards.many_questions(120)), None, ""),
    "everything long": lambda: (*boards.hard("wordsome"), "A sentence on how robust it is. " * 40),
    "everything long and tied": lambda: (*boards.hard("wordsome", tied=True), ""),
    "everything unbroken": lambda: (*boards.hard("x" * 299), ""),
    "everything from right to left": lambda: (*boards.hard("النقل"), ""),
}


def write(case: str, folder: Path, tongue: str = "en") -> Path:
    criteria, evaluation, award, robustness = CASES[case]()
    with speaking(tongue):
        summary = board_summary(criteria, evaluation, award, boards.LOOK, robustness=robustness)
        return write_document(board_document(summary, boards.LOOK), folder).paths[0]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write a case once."""
    return cache(lambda case: write(case, tmp_path_factory.mktemp("board")))


@pytest.mark.pango
@pytest.mark.parametrize("case", CASES)
def test_it_is_two_pages_whatever_it_is_made_of(case: str, written: Callable[[str], Path]) -> None:
    """And its last words stand on the second: nothing was pushed out."""
    with pikepdf.open(written(case)) as opened:
        pages, text = len(opened.pages), " ".join(text_of(opened).split())
    assert pages == 2
    assert "has every file." in text


@pytest.mark.pango
def test_it_is_two_pages_in_welsh(tmp_path: Path) -> None:
    """Whose sentences are longer."""
    with pikepdf.open(write("everything long and tied", tmp_path, "cy")) as opened:
        assert (len(opened.pages), str(opened.Root.Lang)) == (2, "cy")


@pytest.mark.pango
def test_a_real_tender_is_laid_out_once_and_a_large_one_a_few_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layout that fits is the one that is written."""
    laid = []

    def counting(*given: Any, **named: Any) -> Any:
        laid.append(given)
        return lay_out(*given, **named)

    monkeypatch.setattr(pdf, "lay_out", counting)
    write("six bids", tmp_path)
    assert len(laid) == 1
    write("forty bids on 120 questions", tmp_path)
    assert 2 < len(laid) - 1 <= 9


#: What an authority adds to our style sheet: large type in a font of the machine; no new page for the second.
OWN = {
    "large": ".board, .board p, .board table { font-size: 15pt; font-family: 'DejaVu Serif', serif }",
    "one after the other": ".board .new-page { break-before: auto }",
}


@pytest.mark.pango
@pytest.mark.parametrize("sheet", OWN.values(), ids=OWN)
def test_it_is_two_pages_with_an_authoritys_own_styles(sheet: str, tmp_path: Path) -> None:
    """Whatever they make of its heights."""
    made = written_with(sheet, "forty bids on 120 questions", tmp_path)
    with pikepdf.open(made.paths[0]) as opened:
        assert len(opened.pages) == 2
        assert "has every file." in " ".join(text_of(opened).split())


@pytest.mark.pango
def test_where_two_pages_cannot_hold_it_that_is_said(tmp_path: Path) -> None:
    """All rows but one of each list are gone, and it still is too long: the file is whole, and its maker is told."""
    made = written_with(".board p { margin-bottom: 90mm }", "six bids", tmp_path)
    with pikepdf.open(made.paths[0]) as opened:
        pages = len(opened.pages)
    assert pages > 2
    assert [note.text for note in made.notes if note.text.startswith(f"It takes {pages} pages for 2")]


def written_with(sheet: str, case: str, folder: Path) -> Written:
    own = folder / "own" / "styles"
    own.mkdir(parents=True)
    ours = (resources.folder("templates") / "styles" / "board.css").read_text("utf-8")
    (own / "board.css").write_text(f"{ours}\n{sheet}", "utf-8")
    look = replace(boards.LOOK, templates=own.parent)
    criteria, evaluation, award, robustness = CASES[case]()
    summary = board_summary(criteria, evaluation, award, look, robustness=robustness)
    try:
        return write_document(board_document(summary, look), folder)
    finally:
        own_page._HELPER.stop()


@pytest.mark.slow
def test_as_a_web_page_it_leaves_nothing_out() -> None:
    """There are no pages to fill, with or without what makes PDFs."""
    page = render_page("board-summary/board-summary.html", board_summary(*CASES["forty bids on 120 questions"]()[:2]))
    assert [f"Bidder number {n} Ltd" for n in range(1, 41) if f"Bidder number {n} Ltd" not in page] == []
    assert [f"Question {n}" for n in range(120) if f">Question {n}<" not in page] == []
    assert "more: see the evaluation report" not in page


@pytest.mark.pango
def test_headings_are_headings_and_hold_nothing_else(written: Callable[[str], Path]) -> None:
    """The outline names the sections; where their working stands is told beside them, not in them."""
    with pikepdf.open(written("six bids")) as opened:
        assert bookmarks(opened) == [
            "Recommendation",
            "Ranking",
            "Not ranked",
            "Price",
            "Social value promised",
            "Risks",
            "Next steps",
            "What this rests on",
        ]
        levels = [str(element.S) for element in structure(opened) if str(element.S) in ("/H1", "/H2", "/H3")]
        assert levels == ["/H1", *["/H2"] * 8]


def test_names_and_reasons_are_escaped() -> None:
    """What a bidder is called never becomes part of the page."""
    page = render_page("board-summary/board-summary.html", board_summary(*builders.hostile()), styled=False)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\u202e" not in page


def test_the_marking_of_the_authority_stands_on_it() -> None:
    """It is a document that stays inside."""
    look = boards.LOOK
    page = render_page(
        "board-summary/board-summary.html", board_summary(*builders.six(), look=look), look=look, styled=False
    )
    assert '<p class="marking">OFFICIAL-SENSITIVE: COMMERCIAL</p>' in page


@pytest.mark.slow
def test_the_page_for_a_browser_stands_alone() -> None:
    """The same view, with its style in it and nothing fetched."""
    page = render_page("board-summary/board-summary.html", board_summary(*builders.six()))
    assert "@page board" in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
