"""The moderation record, what a reader must not miss, and the page on how the panel marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from socialvalue.report.evaluation import moderation as moderation_pages
from socialvalue.report.evaluation.moderation import GivenAlone, ModeratedBid, ModerationRecord
from socialvalue.report.evaluation.panel import EvaluatorRow
from socialvalue.report.evaluation.report import ReportView, view
from socialvalue.report.words import wording as words
from tests import models
from tests.facts import opened_early
from tests.report import builders, panels
from tests.report.pages import render, write_report
from tests.report.pdf_reading import bookmarks, structure, text_of
from tests.report.test_html import Reader
from tests.report.test_pdf import words_and_pictures
from tests.report.test_view import text_of as strings_of

WARNING = str(opened_early().said)

HOPPER = panels.moderated(
    "Hopper plc",
    "service.journey",
    "3",
    panels.given("Head of transport", "5"),
    panels.given("Passenger", "3", "First.\n\nSecond."),
    panels.given("Carer 1", "N/A", "It is not asked."),
    panels.given("Carer 2", "abstain", "I know them."),
    panels.given("Carer 3", "", ""),
    reason="The panel agreed 3.\n\nIt read p. 8 again.",
    differs="The member at 5 had missed p. 9.",
    change="A mistake of fact.",
)
WREN = panels.moderated("Wren", "service.journey", "0", panels.given("Passenger", "0"))
START = panels.moderated("Wren", "service.start", "5", panels.given("Passenger", "5"))


def record_of(report: ReportView) -> ModerationRecord:
    assert report.moderation is not None
    return report.moderation


def averaged(rule: str) -> ReportView:
    criteria = models.criteria(models.FULL, ("decimal-places = 2", f'decimal-places = 2\nmoderation = "{rule}"'))
    row = panels.moderated(
        "Hopper plc",
        "service.journey",
        None,
        panels.given("Passenger", "3"),
        reason="Passenger: …",
        averaged=rule,
    )
    return view(*panels.with_record(builders.six(criteria), row))


def test_a_mark_is_told_from_what_each_gave_to_what_was_agreed() -> None:
    """Marks with their names on the scale, and four things kept apart: 0, N/A, an abstention, a blank."""
    six = panels.with_record(builders.six(), HOPPER)
    expected = ModeratedBid(
        name="Hopper plc",
        anchor="bid-1-2",
        how="Agreed",
        mark="3 of 5",
        label="Sound",
        alone=(
            GivenAlone(
                "Head of transport", "5 of 5", "Excellent", ("Page 8 names who does what.",), "p. 8", "An example."
            ),
            GivenAlone("Passenger", "3 of 5", "Sound", ("First.", "Second."), "p. 8", "An example."),
            GivenAlone("Carer 1", "N/A", "no mark; not counted as 0", ("It is not asked.",), "p. 8", "An example."),
            GivenAlone("Carer 2", "Abstained", "no mark; not counted as 0", ("I know them.",), "p. 8", "An example."),
            GivenAlone("Carer 3", "Not marked", "", (), "p. 8", "An example."),
        ),
        marks="5, 3, N/A, Abstained, Not marked",
        reason=("The panel agreed 3.", "It read p. 8 again."),
        reference="pp. 8–9",
        differs=("The member at 5 had missed p. 9.",),
        change=("A mistake of fact.",),
    )

    ((actual,),) = [question.bids for question in record_of(view(*six)).questions]

    assert actual == expected


def test_a_mark_leads_to_where_it_was_scored() -> None:
    """To the entry with the same mark; where the bid left before it was scored, to the bid's page."""
    report = view(*panels.with_record(builders.six(), HOPPER, WREN, START))
    entries = {entry.anchor: entry for page in report.bids for one in page.dimensions for entry in one.entries}
    marks = [(question.title, bid) for question in record_of(report).questions for bid in question.bids]
    assert len(marks) == 3
    for title, bid in marks:
        if bid.name == "Hopper plc":
            assert entries[bid.anchor].title == title
        else:
            assert bid.anchor in {*entries, *(page.anchor for page in report.bids)}


def test_a_nought_is_a_mark() -> None:
    """0 is shown as a mark of the scale, by name."""
    (question,) = record_of(view(*panels.with_record(builders.six(), WREN))).questions
    (bid,) = question.bids
    assert ("0 of 5", "Nothing to mark") == (bid.mark, bid.label) == (bid.alone[0].mark, bid.alone[0].label)


def test_questions_stand_in_the_order_of_the_model_and_bids_in_that_of_the_ranking() -> None:
    """However the record came: and titles stand where ids would."""
    record = record_of(view(*panels.with_record(builders.six(), START, WREN, HOPPER)))
    assert [(question.title, [bid.name for bid in question.bids]) for question in record.questions] == [
        ("The service: The passenger's journey", ["Hopper plc", "Wren"]),
        ("The service: A good start", ["Wren"]),
    ]
    assert "service." not in strings_of(asdict(record))


@pytest.mark.parametrize("rule", ["mean", "median"])
def test_an_average_is_called_one(rule: str) -> None:
    """What was scored, by which rule, and the individual reasons once only; on the first page and on the decision."""
    report = averaged(rule)
    (question,) = record_of(report).questions
    scored = "5 of 5"
    assert (f"Averaged: {rule}", scored, (f"{rule.capitalize()} of the individual marks, as published.",)) == (
        question.bids[0].how,
        question.bids[0].mark,
        question.bids[0].reason,
    )
    said = f"The {rule} of the evaluators' individual marks, as the tender documents said it would be."
    assert said == report.decision.moderation
    assert said == dict(report.cover.facts)["Panel marks"]
    page = render(report, styled=False)
    assert page.index("Panel marks are averages") < page.index("What decided")


def test_the_mean_of_three_marks_is_shown_to_four_places() -> None:
    """A third is not printed to the last digit that a computer holds."""
    criteria = models.criteria()
    leaf = criteria.panel_leaves[0]
    assert words.value(criteria, leaf, Decimal(11) / 3) == "3.6667 of 5"


def test_a_mark_that_nobody_moderated_is_not_called_agreed() -> None:
    """Under consensus a mark may stand in a workbook of whole bids: it was scored, and the record says no more."""
    row = panels.moderated("Hopper plc", "service.journey", None)
    (question,) = record_of(view(*panels.with_record(builders.six(), row))).questions
    assert (question.bids[0].how, question.bids[0].mark, question.bids[0].alone) == ("Not moderated", "5 of 5", ())


def test_without_a_panel_there_is_no_appendix() -> None:
    """Neither in the contents nor as a heading."""
    report = view(*builders.six())
    assert report.moderation is None
    text = "".join(Reader(render(report, styled=False)).text)
    for unsaid in ("Appendix", "How the panel marked", "Not to be missed", "averages"):
        assert unsaid not in text


def test_too_many_reasons_are_left_to_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the marks stand alone, in an order that is given once, and the page says where the reasons are."""
    monkeypatch.setattr(moderation_pages, "WITH_REASONS", 5)
    late = panels.moderated("Wren", "service.journey", "0", panels.given("Passenger", "0"))
    report = view(*panels.with_record(builders.six(), HOPPER, late))
    record = record_of(report)
    (question,) = record.questions
    assert record.is_brief
    assert "6 individual marks were given" in record.left_out
    assert "moderation.xlsx" in record.left_out
    assert question.order == ("Head of transport", "Passenger", "Carer 1", "Carer 2", "Carer 3")
    assert [bid.marks for bid in question.bids] == ["5, 3, N/A, Abstained, Not marked", "–, 0, –, –, –"]
    page = render(report, styled=False)
    assert "–, 0, –, –, –" in page
    assert "The member at 5 had missed p. 9." not in page


def test_as_many_marks_as_a_report_can_hold_keep_their_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is above the number, not at it."""
    monkeypatch.setattr(moderation_pages, "WITH_REASONS", 5)
    assert not record_of(view(*panels.with_record(builders.six(), HOPPER))).is_brief


def test_two_evaluators_of_one_name_keep_their_marks_apart() -> None:
    """By name, two people may be called the same; none of their marks is lost."""
    row = panels.moderated("Wren", "service.journey", "3", panels.given("A. Li", "0"), panels.given("A. Li", "5"))
    (question,) = record_of(view(*panels.with_record(builders.six(), row))).questions
    assert (question.order, question.bids[0].marks) == (("A. Li", "A. Li"), "0, 5")


@pytest.mark.parametrize("count", [6, 12])
def test_a_warning_stands_before_what_decided_and_not_on_the_cover(count: int) -> None:
    """After a ranking of one page, and before one that takes several: never behind them."""
    made = builders.six() if count == 6 else builders.many(count)
    page = render(view(*panels.with_record(made, warned=(opened_early(),))), styled=False)
    assert page.count(WARNING) == 1
    assert page.index('id="decision"') < page.index(WARNING) < page.index("What decided")
    assert (page.index("<caption>Ranking") < page.index(WARNING)) == (count == 6)


def test_the_page_on_the_panel_shows_the_rows_as_they_are_told() -> None:
    """A dash for no halo is left out; nothing else is touched."""
    page = panels.page()
    assert page.evaluators[1] == EvaluatorRow(
        "Passenger", "5", "1", "0", "0", "0.45 marks below", "3", "none", "All one mark: Wren"
    )
    assert page.evaluators[0].halo == ""
    text = render(view(*builders.six(), page), styled=False)
    for wanted in ("1 to 5, Hopper plc", "0.45 marks above", "alpha (ordinal) 0.62", "6 marks agreed"):
        assert wanted in text
    assert "No score changes." in text


def test_hostile_names_and_texts_are_letters() -> None:
    """No name, reason or change makes an element, runs as a template, or turns the line around it."""
    page = render(view(*panels.hostile(), panels.page()), styled=False)
    reader = Reader(page)
    assert [] == reader.named("script") == reader.named("b") == reader.named("i") == reader.named("img")
    assert "{{ 7 * 7 }}" in "".join(reader.text)
    assert "\u202e" not in page
    levels = [int(tag[1]) for tag, _ in reader.elements if tag in ("h1", "h2", "h3", "h4", "h5")]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    targets = {attributes["href"].removeprefix("#") for attributes in reader.named("a")}
    assert targets <= {attributes["id"] for _, attributes in reader.elements if "id" in attributes}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    criteria, evaluation = panels.with_record(builders.six(), HOPPER, WREN, START, warned=(opened_early(),))
    written = write_report(criteria, evaluation, tmp_path_factory.mktemp("panel"), panel_page=panels.page())
    with pikepdf.open(written.paths[0]) as opened:
        yield opened


@pytest.mark.pango
def test_the_appendix_is_in_the_outline_with_a_line_a_question(pdf: pikepdf.Pdf) -> None:
    """A reader goes from the outline to any question, and the decision is still first."""
    titles = bookmarks(pdf)
    assert titles[0] == "The decision"
    assert titles[titles.index("Appendix: how the marks were agreed") :] == [
        "Appendix: how the marks were agreed",
        "- The service: The passenger's journey",
        "- The service: A good start",
    ]
    assert "How the panel marked" in titles


@pytest.mark.pango
def test_the_whole_is_tagged_and_can_be_searched(pdf: pikepdf.Pdf) -> None:
    """Headings go down a step at a time, and every individual reason is text; the foot says what it is."""
    assert pdf.Root.Lang == "en-GB"
    levels = [int(str(e.S)[2]) for e in structure(pdf) if str(e.S) in ("/H1", "/H2", "/H3", "/H4", "/H5")]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    text = text_of(pdf).replace("\n", "")
    for wanted in (
        "by Mo Rees on 2026-10-02",
        "Not marked",
        "Abstained",
        "I know them.",
        "The member at 5 had missed p. 9.",
    ):
        assert wanted in text, wanted
    assert text.count("Evaluation report") >= len(pdf.pages)


@pytest.mark.pango
@pytest.mark.parametrize("brief", [False, True])
def test_nothing_is_clipped(monkeypatch: pytest.MonkeyPatch, brief: bool) -> None:
    """However long names and reasons are, every word lies inside its page."""
    import weasyprint

    monkeypatch.setattr(moderation_pages, "WITH_REASONS", 0 if brief else 1_000)
    criteria, evaluation = panels.hostile()
    report = view(criteria, evaluation, panels.page())
    page = replace(report, bids=(), methods=())
    document = weasyprint.HTML(string=render(page)).render()
    assert len(document.pages) > 5
    for number, sheet in enumerate(document.pages, start=1):
        box = sheet._page_box
        for inner in words_and_pictures(box):
            where = f"page {number}: {getattr(inner, 'text', inner)!r}"
            assert inner.position_x >= box.content_box_x() - 1, where
            assert inner.position_x + inner.width <= box.content_box_x() + box.width + 1.5, where


def test_without_pango_the_pages_are_in_the_html(tmp_path: Path) -> None:
    """The page on the panel and the appendix are part of the report in either form."""
    criteria, evaluation = panels.with_record(builders.six(), HOPPER)
    written = write_report(criteria, evaluation, tmp_path, ("html",), panel_page=panels.page())
    text = written.paths[0].read_text("utf-8")
    assert "Appendix: how the marks were agreed" in text
    assert "How the panel marked" in text
