"""An evaluator's pack: all that is needed to mark alone, and nothing that should not be known yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import Panel
from socialvalue.model.panel_layout import blind_labels, drawn_order
from socialvalue.report.pack.pack import Declared, PackQuestion, PanelPack, pack_document, panel_pack
from socialvalue.report.page import pdf
from socialvalue.report.page.html import render_page
from socialvalue.report.page.pdf import PdfMachineryMissing
from socialvalue.report.page.write import write_document
from socialvalue.report.page.written import Written
from tests import models
from tests.report import builders, looks, panels
from tests.report.pdf_reading import bookmarks, structure, text_of
from tests.report.test_html import Reader
from tests.report.test_pdf import words_and_pictures
from tests.report.test_view import text_of as strings_of

ANN, BOB = panels.panel().evaluator


def made(
    bidders: tuple[str, ...] = builders.NAMES, *, blind: bool = False, criteria: Criteria | None = None
) -> PanelPack:
    model = criteria or models.criteria()
    labels = blind_labels(model, bidders) if blind else None
    return panel_pack(model, panels.panel(), BOB, bidders, labels=labels)


def page(pack: PanelPack) -> str:
    return render_page("panel-pack/panel-pack.html", pack, styled=False)


def write_pack(folder: Path) -> Written:
    return write_document(pack_document(made(), BOB), folder)


def words(pack: PanelPack) -> str:
    """The text of a page on one line, as a reader meets it."""
    return " ".join("".join(Reader(page(pack)).text).split())


def test_only_what_this_evaluator_marks_is_in_it() -> None:
    """With guidance, weight, scale and what a low mark would lead to."""
    expected = PackQuestion(
        title="The service: The passenger's journey",
        guidance="What passengers meet.",
        weight="20 of 100",
        scale="Zero to five",
        minimums=("20% of the marks on this question; a tender below this (not at it) is disqualified",),
    )
    pack = made()
    assert pack.questions == (expected,)
    assert "A good start" not in words(pack)
    whole = panel_pack(models.criteria(), panels.panel(), ANN, builders.NAMES)
    assert [one.title for one in whole.questions] == [
        "The service: The passenger's journey",
        "The service: A good start",
    ]


def test_a_minimum_of_the_whole_criterion_is_said_too() -> None:
    """A pass mark of the parent decides over its questions together."""
    model = models.criteria(models.FULL, ('What passengers meet."', 'What passengers meet."\nminimum = 50'))
    (question,) = made(criteria=model).questions
    assert question.minimums[1].startswith("50% of the marks on “The service” as a whole;")


def test_scales_are_there_with_their_descriptors() -> None:
    """Only those in use, word for word."""
    (scale,) = made().scales
    assert scale.levels[0] == ("0", "Nothing to mark", "No answer.")
    assert scale.levels[-1] == ("5", "Excellent", "All that it could be.")


@pytest.mark.parametrize("lowest,said", [("0", "A mark like any other"), ("1", "Not a mark on this scale")])
def test_nought_is_explained_as_the_scale_has_it(lowest: str, said: str) -> None:
    """Where a scale starts at 1, nobody is told that 0 may be given."""
    model = models.criteria(models.FULL, ("{ mark = 0,", f"{{ mark = {lowest},"))
    assert said in words(made(criteria=model))


def test_the_schedule_is_the_order_drawn_and_leaves_out_what_is_not_marked() -> None:
    """The same order as the score sheet's, and who is left out with the reason."""
    schedule = made().schedule
    own = [name for name in drawn_order(models.criteria(), "bob", builders.NAMES) if name != "Wren"]
    assert tuple(own) == schedule.bids
    assert schedule.count == "5 marks to give: 5 tenders on 1 question."
    assert schedule.not_marked == (("Wren", "His sister drives for Wren."),)
    assert schedule.meetings == ("1 October 2026", "8 October 2026")
    assert (schedule.sheet, schedule.return_to) == ("bob.xlsx", "Mo Rees, procurement")


def test_whose_bid_has_gone_is_not_named_as_left_out() -> None:
    """An exclusion from a bid that is not there tells nothing."""
    assert made(builders.NAMES[:3]).schedule.not_marked == ()


def test_what_was_declared_and_decided_is_on_the_form() -> None:
    """Word for word, with the day; and "none" is said as such."""
    assert made().declared == Declared(
        True,
        "On 8 September 2026 you declared: Sister drives for Wren",
        "Does not mark Wren. Decided by the monitoring officer.",
    )
    ann = panel_pack(models.criteria(), panels.panel(), ANN, builders.NAMES).declared
    assert ann == Declared(False, "On 7 September 2026 you declared that you have no interest in any bidder.", "")


def test_no_price_is_in_it() -> None:
    """No price criterion, estimate, amount, or figure of any bid: evaluators mark before prices are known."""
    for evaluator in panels.panel().evaluator:
        pack = panel_pack(models.criteria(), panels.panel(), evaluator, builders.NAMES)
        text = words(pack)
        assert "£" not in text
        assert "Price for four years" not in text
        assert re.findall(r"\d{1,3}(?:,\d{3})+|\d{5,}", text) == []
        assert "Do not look at prices." in text


def test_a_blind_pack_names_no_bidder() -> None:
    """Nor what was declared or decided, or why a tender is left out: each would give the name away."""
    pack = made(blind=True)
    for text in (strings_of(asdict(pack)), page(pack)):
        for name in (*builders.NAMES, "sister", "Sister", "monitoring officer"):
            assert name not in text, name
    assert len(pack.schedule.bids) == 5
    assert all(re.fullmatch("Bidder [A-F]", label) for label in pack.schedule.bids)
    assert pack.schedule.left_out == "1 tender not on this list, because of the interest that you declared."
    assert "Names are replaced by labels" in words(pack)


def test_labels_are_those_of_the_score_sheets() -> None:
    """One label a bidder for the whole panel, in the order drawn by their names."""
    model = models.criteria()
    labels = blind_labels(model, builders.NAMES)
    own = [labels[name] for name in drawn_order(model, "bob", builders.NAMES) if name != "Wren"]
    assert tuple(own) == made(blind=True).schedule.bids


def test_where_marks_are_averaged_nobody_is_told_that_they_are_not() -> None:
    """The pack says what the tender documents said."""
    model = models.criteria(models.FULL, ("decimal-places = 2", 'decimal-places = 2\nmoderation = "median"'))
    assert "The score is worked out like this. The median of the evaluators' individual marks" in words(
        made(criteria=model)
    )
    assert "never averaged" not in words(made(criteria=model))
    assert "Marks are never averaged." in words(made())


def test_no_other_evaluator_is_in_it_but_the_chair() -> None:
    """Nobody's interest or questions are another's business."""
    ann = panel_pack(models.criteria(), panels.panel(), ANN, builders.NAMES)
    assert "Bob" not in words(ann)
    assert ("Panel chaired by", "you") in ann.cover.facts
    assert ("Panel chaired by", "Ann Pugh") in made().cover.facts


def test_titles_stand_where_ids_would() -> None:
    """No id is shown but that of the file to hand in."""
    text = words(made()).replace("bob.xlsx", "")
    for id_ in ("service.journey", "zero-to-five", "test-transport", "bob"):
        assert id_ not in text, id_


def hostile_panel() -> Panel:
    return panels.panel(
        ('name = "Bob Ellis"', 'name = "<script>alert(1)</script> \\"Bob\\""'),
        ('interest = "Sister drives for Wren"', 'interest = "<b>Sister</b> {{ 7 * 7 }} \\u202e"'),
    )


def test_hostile_names_are_letters() -> None:
    """No name makes an element, runs as a template, or turns the line around it."""
    pack = panel_pack(models.criteria(), hostile_panel(), hostile_panel().evaluator[1], builders.HOSTILE)
    reader = Reader(page(pack))
    assert reader.named("script") == reader.named("b") == reader.named("img") == []
    text = "".join(reader.text)
    for name in builders.HOSTILE[:8]:
        assert name in text
    assert "{{ 7 * 7 }}" in text
    assert "\u202e" not in page(pack)
    targets = {attributes["href"].removeprefix("#") for attributes in reader.named("a")}
    assert targets == {attributes["id"] for _, attributes in reader.elements if "id" in attributes}


@pytest.mark.pango
@pytest.mark.parametrize("bidders", [(), builders.HOSTILE, tuple(f"Bidder number {i} Ltd" for i in range(100))])
def test_nothing_is_clipped(bidders: tuple[str, ...]) -> None:
    """No bids, a hundred, or names that run over: every word lies inside its page."""
    import weasyprint

    pack = panel_pack(models.criteria(), hostile_panel(), hostile_panel().evaluator[1], bidders)
    document = weasyprint.HTML(string=render_page("panel-pack/panel-pack.html", pack)).render()
    assert len(document.pages) >= 6
    for number, sheet in enumerate(document.pages, start=1):
        box = sheet._page_box
        for inner in words_and_pictures(box):
            where = f"page {number}: {getattr(inner, 'text', inner)!r}"
            assert inner.position_x >= box.content_box_x() - 1, where
            assert inner.position_x + inner.width <= box.content_box_x() + box.width + 1.5, where


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    folder = tmp_path_factory.mktemp("packs")
    result = write_pack(folder)
    assert [path.name for path in folder.iterdir()] == ["panel-pack-bob.pdf"] == [path.name for path in result.paths]
    with pikepdf.open(result.paths[0]) as opened:
        yield opened


@pytest.mark.pango
def test_the_document_says_what_it_is(written: pikepdf.Pdf) -> None:
    """Tagged, in English, with its title, its bookmarks, and its own name at the foot of every page."""
    with written.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Panel pack for Bob Ellis: Community transport in Llanŵr"
    assert written.Root.Lang == "en-GB"
    assert bool(written.Root.MarkInfo.Marked)
    assert str(written.docinfo["/CreationDate"]).startswith("D:20260706")
    sections = [title for title in bookmarks(written) if not title.startswith("- ")]
    assert sections == [
        "How to mark",
        "Conflicts of interest",
        "What you mark",
        "The scale",
        "How to write a reason",
        "Your schedule",
    ]
    levels = [int(str(e.S)[2]) for e in structure(written) if str(e.S) in ("/H1", "/H2", "/H3", "/H4")]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    text = text_of(written).replace("\n", "")
    assert text.count("Panel pack") >= len(written.pages)
    assert "Evaluation report" not in text
    assert "£" not in text


@pytest.mark.pango
def test_the_same_panel_gives_the_same_bytes(tmp_path: Path) -> None:
    """A pack made again is the pack that was sent."""
    first, second = (write_pack(tmp_path / name).paths[0].read_bytes() for name in ("a", "b"))
    assert first == second


def test_without_pango_the_pack_is_written_as_html(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commissioner on a locked laptop still gets a pack, and is told why it is not a PDF."""

    def fail() -> None:
        raise PdfMachineryMissing("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "_weasyprint", fail)
    result = write_pack(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["panel-pack-bob.html"]
    assert "Conflicts of interest" in result.paths[0].read_text("utf-8")
    assert "socialvalue doctor" in result.notes[0].text


def test_the_pack_stands_in_the_same_parts_as_the_report() -> None:
    """A link past the cover, one head, one main part, the authority's marking at both ends, and whose pack it is."""
    document = pack_document(made(), BOB, looks.full())
    reader = Reader(render_page(document.template, document.view, look=document.look, styled=False))
    assert reader.named("a")[0] == {"class": "skip", "href": "#main"}
    assert len(reader.named("header")) == len(reader.named("main")) == len(reader.named("nav")) == 1
    assert [line.strip() for line in reader.text].count(looks.MARKING) == 2
    assert "For Bob Ellis alone." in " ".join("".join(reader.text).split())
    assert [anchor for anchor, _ in made().contents] == [
        attributes["id"] for tag, attributes in reader.elements if tag == "h2"
    ]
