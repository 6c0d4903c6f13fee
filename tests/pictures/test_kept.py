"""What is told of a document that looks otherwise, and which pictures the update flag renews."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import write_pdf
from tests.pictures.kept import drawn_by, renew, told
from tests.pictures.sheets import Sheet, read_sheet, sheet_of, write_sheet

pytestmark = pytest.mark.pango


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "letter.pdf"
    html = "<html lang='en'><h2>A letter</h2><p>Of two pages.<p style='break-before: page'>This is the second."
    write_pdf(html, path, title="A letter", date=date(2026, 10, 16), styles=styles())
    return path


def test_pages_that_differ_are_told_with_pictures_to_look_at(tmp_path: Path, pdf: Path) -> None:
    """Which page and how, three pictures, and that another Pango laid it out."""
    kept, now = tmp_path / "kept" / "letter.png", sheet_of(pdf)
    write_sheet(kept, Sheet((now.pages[0], now.pages[1][::-1]), "WeasyPrint 1.0, Pango 1.0.0"))
    told_ = told(kept, pdf, tmp_path / "beside")
    assert "letter.pdf does not look as it did, on 1 of 2 pages:" in told_
    assert "page 2: of 10,000 dots" in told_
    assert "page 1" not in told_
    assert f"drawn by WeasyPrint 1.0, Pango 1.0.0, and now by {drawn_by()}" in told_
    actual, difference = (tmp_path / "beside" / "kept" / f"letter-{name}.png" for name in ("actual", "difference"))
    assert f"{actual}\n" in told_
    assert len(read_sheet(actual).pages) == 2
    assert [bool((page < 200).any()) for page in read_sheet(difference).pages] == [False, True]


def test_a_page_more_and_one_less_are_told(tmp_path: Path, pdf: Path) -> None:
    first, second = sheet_of(pdf).pages
    write_sheet(tmp_path / "less.png", Sheet((first,)))
    write_sheet(tmp_path / "more.png", Sheet((first, second, second)))
    assert "page 2: was not there before" in told(tmp_path / "less.png", pdf, tmp_path)
    assert "page 3: is not there any more" in told(tmp_path / "more.png", pdf, tmp_path)


def test_a_document_without_a_picture_is_told(tmp_path: Path, pdf: Path) -> None:
    assert "is missing: make update-golden writes it" in told(tmp_path / "none.png", pdf, tmp_path)


def test_only_what_differs_is_renewed(tmp_path: Path, pdf: Path) -> None:
    """A picture that still holds stays, byte for byte, whoever renews it; one of no document goes."""
    write_sheet(tmp_path / "letter.png", Sheet(sheet_of(pdf).pages, "another machine"))
    write_sheet(tmp_path / "old.png", sheet_of(pdf))
    renew(tmp_path, [pdf])
    assert [path.name for path in tmp_path.iterdir()] == ["letter.png"]
    assert read_sheet(tmp_path / "letter.png").drawn_by == "another machine"
    write_sheet(tmp_path / "letter.png", Sheet(sheet_of(pdf).pages[::-1]))
    renew(tmp_path, [pdf])
    assert read_sheet(tmp_path / "letter.png").drawn_by == drawn_by()
    assert told(tmp_path / "letter.png", pdf, tmp_path) == ""
