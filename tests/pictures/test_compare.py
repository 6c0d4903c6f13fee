"""The comparison of pictures sees what a reader would, and nothing that only a machine would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import write_pdf
from tests.pictures.compare import difference_sheet, differences
from tests.pictures.png import read_png, write_png
from tests.pictures.sheets import DPI, Sheet, read_sheet, sheet_of, write_sheet

pytestmark = pytest.mark.pango

ROWS = "".join(
    f"<tr><th scope='row'>Criterion {number}</th><td class='figure'>{number}0.00</td>"
    f"<td class='figure'>{70 + number}.25</td></tr>"
    for number in range(1, 9)
)
PAGE = f"""<html lang="en"><style>@page {{ @top-left {{ content: none }} }}</style>
<h2>Scores of the tender</h2>
<p class="first">{"The response names who does what, and by when. " * 12}</p>
<table><thead><tr><th scope="col">Criterion</th><th scope="col">Weight</th><th scope="col">Points</th></tr></thead>
<tbody>{ROWS}</tbody></table>
<p class="last">The panel agreed.</p></html>"""


def drawn(folder: Path, *changes: tuple[str, str]) -> Sheet:
    """Return the page with passages of its HTML replaced; each must be there."""
    html = PAGE
    for old, new in changes:
        assert old in html, old
        html = html.replace(old, new)
    path = folder / "page.pdf"
    write_pdf(html, path, title="Page", date=date(2026, 10, 16), styles=styles())
    return sheet_of(path)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("usual")
    drawn(folder)
    return folder / "page.pdf"


SEEN = {
    "a heading lower by a line": ("<h2>", "<h2 style='padding-top: 5mm'>"),
    "a paragraph that is a line longer": ("</p>\n<table", "One line more.</p>\n<table"),
    "a table that is lost": ("<table>", "<table style='visibility: hidden'>"),
    "a table that is a row shorter": ("<tr><th scope='row'>Criterion 5</th>", "<tr hidden><th scope='row'>5</th>"),
    "columns of other widths": ('<th scope="col">Weight</th>', "<th scope=\"col\" style='width: 20mm'>Weight</th>"),
    "a column that is clipped": ('<html lang="en"><style>', '<html lang="en"><style>td + td { color: white }'),
    "a short line that is lost": ("The panel agreed.", ""),
    "a heading in a pale ink": ("<h2>", "<h2 style='color: #aaa'>"),
    "a tint under it all": ('<p class="first">', "<p class=\"first\" style='background: #dde; padding: 9mm'>"),
    "a page more": ("The panel agreed.", "The panel agreed.<p style='break-before: page'>And more."),
}  # fmt: skip


@pytest.mark.parametrize("change", SEEN)
def test_what_a_reader_would_see_is_seen(tmp_path: Path, usual: Path, change: str) -> None:
    assert differences(sheet_of(usual), drawn(tmp_path, SEEN[change])) != []


def test_the_same_page_is_the_same(tmp_path: Path, usual: Path) -> None:
    """Also after it was kept in sixteen greys."""
    write_sheet(tmp_path / "kept.png", sheet_of(usual, "words"))
    kept = read_sheet(tmp_path / "kept.png")
    assert kept.drawn_by == "words"
    assert [page.shape for page in kept.pages] == [(328, 232)]
    assert differences(kept, sheet_of(usual)) == []


@pytest.mark.parametrize(("down", "right"), [(0.1, 0), (0.25, 0.25), (0, 0.5), (0.5, 0), (0.5, 0.5)])
def test_a_shift_of_half_a_dot_is_not_seen(tmp_path: Path, usual: Path, down: float, right: float) -> None:
    """Less than half a millimetre, with every letter smoothed in another way: other rounding, no other layout."""
    with pikepdf.open(usual) as pdf:
        x, y = -right * 72 / DPI, down * 72 / DPI
        left, bottom, *far = (float(edge) for edge in pdf.pages[0].mediabox)
        pdf.pages[0].mediabox = pikepdf.Array([left + x, bottom + y, far[0] + x, far[1] + y])
        pdf.save(tmp_path / "moved.pdf")
    moved = sheet_of(tmp_path / "moved.pdf")
    assert (moved.pages[0] != sheet_of(usual).pages[0]).mean() > 0.01
    assert differences(sheet_of(usual), moved) == []


def test_it_is_told_where_a_page_differs(tmp_path: Path, usual: Path) -> None:
    """In millimetres, and in a picture that is dark there and white elsewhere."""
    before, now = sheet_of(usual), drawn(tmp_path, ("The panel agreed.", ""))
    (one,) = differences(before, now)
    assert str(one).startswith("page 1: of 10,000 dots ")
    assert "mm from the top and 20 to " in one.told
    (apart,) = difference_sheet(before, now).pages
    assert apart.min() < 150
    assert (apart[:100] == 255).all()


def test_a_sheet_of_many_pages_keeps_each(tmp_path: Path) -> None:
    """Upright and lying ones, in more rows than one, of odd sizes too."""
    random = np.random.default_rng(1)
    shapes = [(9, 7), (7, 9), (8, 8)] * 5
    pages = tuple((random.integers(0, 16, shape) * 17).astype(np.uint8) for shape in shapes)
    write_sheet(tmp_path / "sheet.png", Sheet(pages))
    kept = read_sheet(tmp_path / "sheet.png").pages
    assert [page.tolist() for page in kept] == [page.tolist() for page in pages]


def test_a_picture_is_one_that_others_read(tmp_path: Path) -> None:
    """Pillow, which WeasyPrint brings, sees the same greys."""
    image = pytest.importorskip("PIL.Image")
    picture = (np.arange(256).reshape(16, 16) // 17 * 17).astype(np.uint8)[:, :15]
    write_png(tmp_path / "picture.png", picture, "words, Llanŵr")
    assert read_png(tmp_path / "picture.png")[0].tolist() == picture.tolist()
    assert read_png(tmp_path / "picture.png")[1] == "words, Llanŵr"
    with image.open(tmp_path / "picture.png") as opened:
        assert np.asarray(opened.convert("L")).tolist() == picture.tolist()
        assert opened.text["Comment"] == "words, Llanŵr"
