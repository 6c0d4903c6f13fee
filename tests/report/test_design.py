"""The design: what is on a page can be read, every number leads to its working, and the authority's look is on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from socialvalue import resources
from socialvalue.model.authority import PLAIN, Look
from socialvalue.report.evaluation.report import ReportView, report_document, view
from socialvalue.report.page.document import Document
from socialvalue.report.page.html import render_page, styles
from socialvalue.report.page.write import write_document
from socialvalue.report.words.wording import NOTHING
from tests import models
from tests.facts import opened_early
from tests.report import builders, looks, panels
from tests.report.pdf_reading import structure, text_of
from tests.report.test_charts import contrast
from tests.report.test_html import Reader
from tests.report.test_pdf import words_and_pictures

SHEETS = {
    name: (resources.folder("templates") / "styles" / f"{name}.css").read_text("utf-8")
    for name in ("document", "screen")
}

#: WeasyPrint's own unit is the pixel of CSS, of which a point has four thirds.
POINT = 4 / 3


def whole(look: Look = PLAIN) -> Document:
    """A report with everything that it may have: a panel, a record, a warning."""
    record = panels.moderated("Wren", "service.journey", "0", panels.given("Passenger", "0"), differs="p. 9")
    made = panels.with_record(builders.six(), record, warned=(opened_early(),))
    return report_document(view(*made, panels.page()), look)


def page_of(document: Document, *, styled: bool = True) -> str:
    return render_page(document.template, document.view, look=document.look, styled=styled)


def pages_of(document: Document) -> list[Any]:
    """The page boxes of a document as WeasyPrint lays them out."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=styles(document.look), font_config=fonts)
    html = weasyprint.HTML(string=page_of(document, styled=False))
    return [page._page_box for page in html.render(stylesheets=[sheet], font_config=fonts).pages]


@pytest.fixture(scope="module")
def laid_out() -> list[Any]:
    return pages_of(whole(looks.full(looks.FAINTEST)))


def words_on(box: Any, ground: str = "#ffffff") -> Iterator[tuple[Any, str]]:
    """Each piece of text below a box with the colour that it stands on, margins included."""
    from weasyprint.formatting_structure import boxes

    painted = box.style["background_color"]
    if not isinstance(painted, str) and painted.alpha > 0:
        ground = hexadecimal(painted)
    if isinstance(box, boxes.TextBox):
        yield box, ground
    for child in getattr(box, "children", ()):
        yield from words_on(child, ground)


def hexadecimal(colour: Any) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour.to("srgb").coordinates)


@pytest.mark.pango
def test_every_text_stands_off_its_ground(laid_out: list[Any]) -> None:
    """4.5 to 1 or better, measured on every page, also where the authority's colour is the faintest that is let in."""
    found = Counter((hexadecimal(text.style["color"]), ground) for box in laid_out for text, ground in words_on(box))
    assert sum(found.values()) > 800
    assert {"#ffffff", looks.FAINTEST, "#eef1f4"} == {ground for _, ground in found}
    assert {pair: contrast(*pair) for pair in found if contrast(*pair) < 4.5} == {}


@pytest.mark.pango
def test_no_text_is_smaller_than_nine_points(laid_out: list[Any]) -> None:
    """Notes and running lines included."""
    sizes = {round(text.style["font_size"] / POINT, 2) for box in laid_out for text, _ in words_on(box)}
    assert min(sizes) == 9
    assert len(sizes) <= 10


def test_sizes_and_colours_are_the_tokens_and_nothing_else() -> None:
    """One scale and one set of inks: rules name them, so that an authority's own sheet may change them in one place."""
    tokens, rules = SHEETS["document"].split("/* ---- Pages", 1)
    names = set(re.findall(r"(--[a-z0-9]+):", tokens)) | {"--brand"}
    assert len(names) > 20
    for sheet in (rules, SHEETS["screen"]):
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet) == []
        assert re.findall(r"(?<!-)font-size: *[\d.]+\w*", sheet) == []
        assert set(re.findall(r"var\((--[a-z0-9]+)\)", sheet)) <= names
    sizes = [float(size) for size in re.findall(r"--[a-z]+: ([\d.]+)pt;", tokens)]
    assert min(size for size in sizes if size > 6) == 9


def test_on_screen_text_is_fourteen_pixels_or_more() -> None:
    """In the reader's own unit, so that it grows with their setting."""
    sizes = dict(re.findall(r"--([a-z]+): ([\d.]+)rem;", SHEETS["screen"]))
    assert {"small", "table", "text", "title"} <= set(sizes)
    assert min(float(size) for size in sizes.values()) >= 14 / 16


@pytest.mark.pango
def test_the_marking_is_at_the_head_and_foot_of_every_page(laid_out: list[Any]) -> None:
    """The cover's head is real text; what runs at the edges is no part of what is read aloud."""
    from weasyprint.formatting_structure import boxes

    assert len(laid_out) > 8
    for number, page in enumerate(laid_out, start=1):
        places = [text.position_y for text, _ in words_on(page) if text.text == looks.MARKING]
        assert len(places) == 2, number
        assert min(places) < 0.06 * page.height + 40, number
        assert max(places) > page.margin_height() - page.margin_bottom, number
        assert max(places) < page.margin_height() - 20, number
    inside = [text for page in laid_out for text in words_and_pictures(page) if isinstance(text, boxes.TextBox)]
    assert [text.text for text in inside].count(looks.MARKING) == 1


@pytest.mark.pango
def test_without_a_look_nothing_stands_in_its_place() -> None:
    """No marking, no logo, no address: no empty box, and no name but the competition's own."""
    page = Reader(page_of(whole(), styled=False))
    assert page.named("img") == page.named("footer") == []
    assert "marking" not in {name for _, attributes in page.elements for name in attributes.get("class", "").split()}
    assert "address" not in {attributes.get("class") for _, attributes in page.elements}
    first = pages_of(whole())[0]
    assert next(text.text for text, _ in words_on(first)) == "Cyngor Tref Llanŵr"


def test_the_name_of_the_look_stands_where_the_competition_has_none() -> None:
    """The competition's own name comes first."""
    criteria, evaluation = builders.six(models.criteria(models.FULL, ('authority = "Cyngor Tref Llanŵr"\n', "")))
    nameless = report_document(view(criteria, evaluation), looks.full())
    assert '<p class="authority" dir="auto">Cyngor Sir Llanŵr</p>' in page_of(nameless, styled=False)
    assert 'data-authority="Cyngor Sir Llanŵr"' in page_of(nameless, styled=False)
    assert '<p class="authority" dir="auto">Cyngor Tref Llanŵr</p>' in page_of(whole(looks.full()), styled=False)


def test_a_logo_always_has_words() -> None:
    """The authority's own, else its name: a picture is never called decoration."""
    (logo,) = Reader(page_of(whole(looks.full()), styled=False)).named("img")
    assert logo["alt"] == "A white ring"
    assert logo["src"].startswith("data:image/svg+xml;base64,")
    (logo,) = Reader(page_of(whole(looks.full(**{"logo-text": ""})), styled=False)).named("img")
    assert logo["alt"] == "Cyngor Tref Llanŵr"


@pytest.mark.pango
def test_logo_and_marking_are_tagged_once(tmp_path: Path) -> None:
    """Both are in the PDF for who cannot see it, and the marking on each page for who can."""
    (path,) = write_document(whole(looks.full()), tmp_path).paths
    with pikepdf.open(path) as pdf:
        figures = [str(element.Alt) for element in structure(pdf) if element.S == "/Figure"]
        assert figures[0] == "A white ring"
        assert text_of(pdf).count(looks.MARKING) == 2 * len(pdf.pages)


def test_every_figure_of_the_score_tables_leads_to_its_working() -> None:
    """The same points stand at the entry, with a source cell and a working; a dash leads nowhere."""
    report = view(*builders.six())
    pages = {bid.anchor: bid for bid in report.bids}
    dimensions = {one.anchor: one for bid in report.bids for one in bid.dimensions}
    entries = {entry.anchor: entry for one in dimensions.values() for entry in one.entries}
    led = Counter[str]()
    for table in report.scores.tables:
        for row in table.rows:
            for cell in row.cells:
                led[row.kind] += 1
                if cell.points == NOTHING:
                    assert cell.anchor == ""
                elif row.kind == "dimension":
                    assert dimensions[cell.anchor].points == cell.points
                elif row.kind == "total":
                    assert cell.points in {value for _, value, _ in pages[cell.anchor].facts}
                elif row.title == "The service":
                    assert entries[cell.anchor].title.startswith("The service: ")
                else:
                    assert (entries[cell.anchor].points, entries[cell.anchor].title[-9:]) == (
                        cell.points,
                        row.title[-9:],
                    )
                    assert entries[cell.anchor].working
                    assert entries[cell.anchor].source
    assert led == {"dimension": 24, "criterion": 24, "question": 12, "total": 6}


def test_every_figure_of_the_decision_leads_to_its_working() -> None:
    """Points to the dimension on the bid's page, totals to the page, a price to the answer that it was."""
    report = view(*builders.six())
    dimensions = {one.anchor: one for bid in report.bids for one in bid.dimensions}
    entries = {entry.anchor: entry for one in dimensions.values() for entry in one.entries}
    assert len(report.decision.ranking.rows) == 5
    for row in report.decision.ranking.rows:
        *points, total, price = row.figures
        assert len(points) == 4
        assert [dimensions[one.anchor].points for one in points] == [one.text for one in points]
        assert total.anchor == row.anchor
        assert entries[price.anchor].value == price.text
        assert row.anchor in {bid.anchor for bid in report.bids}


@pytest.mark.slow
def test_links_lead_to_what_is_there_with_two_hundred_bids() -> None:
    """Bids without a page of their own have figures without links."""
    report = view(*builders.many(45))
    assert {figure.anchor for figure in report.decision.ranking.rows[44].figures} == {""}
    reader = Reader(page_of(report_document(report), styled=False))
    targets = {attributes["href"].removeprefix("#") for attributes in reader.named("a")}
    assert len(targets) > 300
    assert targets <= {attributes["id"] for _, attributes in reader.elements if "id" in attributes}


@pytest.mark.parametrize(
    "basis,expected",
    [
        ("weighted-total", [("Total is", "40.00 + 30.00 + 10.50 + 15.00 = 95.50")]),
        (
            "price-per-quality-point",
            [("Q is", "100 × 55.5 ÷ 60 = 92.50"), ("Total is", "£900,000 ÷ 92.5 = £9,729.73")],
        ),
        (
            "monetised-quality",
            [("Q is", "100 × 55.5 ÷ 60 = 92.50"), ("Total is", "£900,000 − 92.5 × £1,000 = £807,500.00")],
        ),
        (
            "weighted-value",
            [("Q is", "100 × 55.5 ÷ 60 = 92.50"), ("Total is", "92.5 ^ (60 ÷ 40) ÷ £900,000 = 0.000988")],
        ),
        ("highest-quality", [("Q is", "100 × 55.5 ÷ 60 = 92.50")]),
        ("lowest-price", []),
    ],
)
def test_the_figure_that_ranks_is_worked_out_on_the_page_of_its_bid(
    basis: str, expected: list[tuple[str, str]]
) -> None:
    """In the figures that stand on the same page."""
    places = 6 if basis == "weighted-value" else 2
    changes = [('basis = "weighted-total"', f'basis = "{basis}"'), ("decimal-places = 2", f"decimal-places = {places}")]
    if basis == "monetised-quality":
        changes.append(('tie-break = ["social"]', 'tie-break = ["social"]\npounds-per-point = 1000'))
    report = view(*builders.six(models.criteria(models.FULL, *changes)))
    hopper = next(bid for bid in report.bids if bid.name == "Hopper plc")
    rounded = [
        (name, working.replace("92.500000", "92.50").replace("55.500000", "55.5")) for name, working in hopper.workings
    ]
    assert rounded == expected


def test_rounded_parts_that_do_not_add_up_are_not_added() -> None:
    """Both were rounded once, from their exact sums; the page says so instead of a false sum."""
    report = view(*builders.six(models.criteria(models.FULL, ("decimal-places = 2", "decimal-places = 1"))))
    workings = [dict(bid.workings).get("Total is", "") for bid in report.bids]
    told = [text for text in workings if "each rounded once from its exact sum" in text]
    assert len(told) >= 1
    assert all(" = " not in text for text in told)
    for text in workings:
        if " = " in text:
            parts, total = text.split(" = ")
            assert sum(round(float(part) * 10) for part in parts.split(" + ")) == round(float(total) * 10)


def test_a_bid_that_left_has_no_total_to_work_out() -> None:
    """Its page says why it left."""
    left = view(*builders.six()).bids[-1]
    assert (left.workings, bool(left.callouts)) == ((), True)


def heads(page: Any) -> list[str]:
    """The section headings that stand on a page."""
    from weasyprint.formatting_structure import boxes

    def below(box: Any) -> Iterator[Any]:
        for child in getattr(box, "children", ()):
            yield child
            yield from below(child)

    found = (box for box in below(page) if isinstance(box, boxes.LineBox) and box.element_tag == "h2")
    return ["".join(text.text for text, _ in words_on(line)) for line in found]


@pytest.mark.pango
@pytest.mark.parametrize("count", [1, 6, 10])
def test_the_decision_is_one_page(count: int) -> None:
    """With up to ten ranked bids: who ranks where, by how much, what decided, who left."""
    made = builders.six() if count == 6 else builders.many(count)
    report = report_document(replace(view(*made), bids=()))
    second, third = pages_of(report)[1:3]
    assert heads(second) == ["The decision"]
    assert heads(third) == ["The award model as published"]


def long_names() -> Document:
    """A cover on which everything is as long as it may be."""
    report = view(*builders.hostile())
    name = "A name of three hundred characters " + "that goes on and on " * 13 + "end."
    cover = replace(report.cover, competition=name, is_long=True, authority=name, description=f"{name} {'x' * 200}")
    look = looks.full(name=name, marking="M" * 60)
    return report_document(replace(report, cover=cover, bids=(), methods=(), running="M" * 26), look)


@pytest.mark.pango
def test_nothing_of_a_cover_leaves_the_page() -> None:
    """Whatever is in it; and the marking stays clear of the words beside it."""
    pages = pages_of(long_names())
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        for text, _ in words_on(page):
            where = f"page {number}: {text.text!r}"
            assert text.position_x >= 15, where
            assert text.position_x + text.width <= page.margin_width() - 15, where
            assert text.position_y >= 5, where
            assert text.position_y + text.height <= page.margin_height() - 5, where


@pytest.mark.parametrize("look", [PLAIN, looks.full()])
def test_a_page_has_its_landmarks_and_the_keyboard_reaches_what_scrolls(look: Look) -> None:
    """First a link past the cover, then head and main part; each box that scrolls has a name of its own."""
    reader = Reader(page_of(whole(look), styled=False))
    assert reader.named("a")[0] == {"class": "skip", "href": "#main"}
    assert [main.get("id") for main in reader.named("main")] == ["main"]
    assert len(reader.named("header")) == len(reader.named("nav")) == 1
    boxes = [attributes for _, attributes in reader.elements if attributes.get("role") == "region"]
    assert len(boxes) >= 6
    assert {box["tabindex"] for box in boxes} == {"0"}
    assert max(Counter(box["aria-label"] for box in boxes).values()) == 1
    wide = [tag for tag, _ in reader.elements if tag in ("table", "svg")]
    assert len(boxes) == len(wide)


def test_what_is_empty_is_left_out() -> None:
    """No heading stands over nothing, and no paragraph or list is blank."""
    criteria = models.criteria(models.FULL, ('references = ["Schedule 4"]\ndoubts = ["Invented for tests"]\n', ""))
    for report in (view(*builders.six(criteria)), view(criteria, builders.evaluated(criteria))):
        page = page_of(report_document(report), styled=False)
        assert re.findall(r"<(p|ul|ol|div|section|li|h\d|th|figure)[^>]*>\s*</\1>", page) == []
        assert "References of the model" not in page


def contents_of(report: ReportView) -> list[str]:
    return re.findall(r"<h2 id=\"([a-z-]+)\"", page_of(report_document(report), styled=False))


def test_the_contents_are_the_sections_in_their_order() -> None:
    """Each of them, and none that is not there."""
    for report in (view(*builders.six()), view(*builders.six(), panels.page())):
        assert [anchor for anchor, _ in report.contents] == contents_of(report)
    full = whole().view
    assert isinstance(full, ReportView)
    assert [anchor for anchor, _ in full.contents] == contents_of(full)
    assert len(full.contents) == 9
