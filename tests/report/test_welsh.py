"""Every document in Welsh: no sentence of ours in English, the days and figures as Welsh writes them."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from babel import Locale

from socialvalue.model.award_details import AwardDetails
from socialvalue.model.redactions import Redaction
from socialvalue.report.board.summary import board_document, board_summary
from socialvalue.report.evaluation.report import report_document, view
from socialvalue.report.letters.letters import letters
from socialvalue.report.pack.pack import pack_document, panel_pack
from socialvalue.report.page.document import Document
from socialvalue.report.page.html import _templates, render_page
from socialvalue.report.page.write import write_document
from socialvalue.report.words import language
from socialvalue.report.words.language import speaking
from tests import models
from tests.report import builders, panels
from tests.report.pdf_reading import text_of

AWARD = """
format = 1
regime = "procurement-act"
nation = "Wales"
notice-date = 2026-12-18
letter-date = 2026-12-17
full-criteria = "Schedule 4"
signed-by = "Anwen Prosser"
signed-role = "Director of Place"
questions-to = "Martin Iredale"
board = "Y Cabinet"
board-date = 2026-12-10
contract-start = 2027-04-01
[[supplier]]
bidder = "Bracken & Sons"
address = ["1 Heol Fawr", "Llanŵr"]
email = "post@bracken.example"
identifier = "PPON 1"
"""

REGIMES = ("procurement-act", "light-touch", "below-threshold")

#: Words that stand on pages in any language: names of files, of the tool, of a hash, of what is typed into a form.
ANYWHERE = {"socialvalue", "xlsx", "toml", "results", "award", "SHA", "abstain", "Yes", "No"}

MONTHS = set(Locale("cy").months["format"]["wide"].values())


@dataclass(frozen=True)
class Made:
    """Documents and their pages, what was missed on the way, and every word of what they were made from."""

    documents: Mapping[str, Document]
    pages: Mapping[str, str]
    missed: tuple[str, ...]
    given: frozenset[str]


def award(regime: str = "procurement-act") -> AwardDetails:
    return AwardDetails.model_validate(tomllib.loads(AWARD.replace("procurement-act", regime)))


def make() -> Made:
    """The documents of a competition with a disqualified tender, a queried price, a panel, and a passage withheld."""
    criteria, evaluation = panels.with_record(
        builders.six(),
        panels.moderated("Wren", "service.start", "3", panels.given("Ann Pugh", "3"), panels.given("Bob Ellis", "")),
    )
    panel = panels.panel()
    withheld = Redaction.model_validate(
        {"bidder": evaluation.bids[0].bidder, "question": "service.journey", "passage": "names who does what"}
        | {"ground": "Commercial", "decided-by": "Ceri Vaughan", "decided-on": date(2026, 10, 19)}
    )
    with speaking("cy") as missed:
        documents = {
            "report": report_document(view(criteria, evaluation, panels.page())),
            "pack": pack_document(panel_pack(criteria, panel, panel.evaluator[1], builders.NAMES), panel.evaluator[1]),
            "board": board_document(board_summary(criteria, evaluation, award())),
        }
        for regime in REGIMES:
            made = letters(criteria, evaluation, award(regime), redactions=[withheld], language="cy")
            documents |= {f"letters/{regime}/{one.name}": one for one in made.documents}
        pages = {
            name: render_page(one.template, one.view, tongue="cy", styled=False) for name, one in documents.items()
        }
    given = (criteria, evaluation, panel, award(), withheld)
    text = " ".join(one.model_dump_json() for one in given) + str(panels.page())
    return Made(documents, pages, tuple(missed), frozenset(words(text.encode().decode("unicode_escape") + text)))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


def read(page: str) -> str:
    """What stands on a page, and what is only read out."""
    spoken = " ".join(re.findall(r'(?:aria-label|alt)="([^"]*)"', page))
    bare = re.sub(r"<style.*?</style>|<desc>.*?</desc>|<[^>]*>", " ", page, flags=re.DOTALL)
    return html.unescape(f"{bare} {spoken}")


@pytest.fixture(scope="module")
def made() -> Made:
    return make()


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """The same documents with each message in brackets, in the place of its Welsh."""
    monkeypatch.setattr(language, "translated", lambda message: f"⟦{message}⟧")
    monkeypatch.setattr(language, "translated_plural", lambda _one, many, _number: f"⟦{many}⟧")
    _templates.cache_clear()
    yield make()
    _templates.cache_clear()


def test_there_is_a_document_of_every_kind(made: Made) -> None:
    assert {"report", "pack", "board"} <= set(made.documents)
    assert {sum(name.startswith(f"letters/{regime}/") for name in made.documents) for regime in REGIMES} == {6}


def test_nothing_is_missed(made: Made) -> None:
    assert made.missed == ()


def test_every_page_says_that_it_is_welsh(made: Made) -> None:
    assert {'<html lang="cy">' in page for page in made.pages.values()} == {True}
    assert {document.language for document in made.documents.values()} == {"cy"}


def test_days_and_titles_are_welsh(made: Made) -> None:
    assert "16 Hydref 2026" in made.pages["report"]
    letter = read(made.pages["letters/procurement-act/bracken-and-sons"])
    assert "17 Rhagfyr 2026" in letter
    assert "rheoliad 32 o Reoliadau Caffael (Cymru) 2024" in letter
    assert "Gŵyl San Steffan" in letter
    for english in ("October", "December", "Boxing Day", "Reason", "In the tender", "points"):
        assert english not in letter.replace(models.REASON, "")


def test_no_word_of_a_page_is_english_but_what_people_gave(marked: Made) -> None:
    """With every message taken out, nothing is left but titles, names, answers, reasons and figures.

    It is the test for a sentence that never went through the catalogue: its words are nobody's.
    """
    for name, page in marked.pages.items():
        text = read(page)
        assert text.count("⟦") == text.count("⟧") >= 50, name
        while "⟦" in text:
            text = re.sub("⟦[^⟦⟧]*⟧", " ", text)
        left = [word for word in words(text) if word not in marked.given | ANYWHERE | MONTHS]
        assert left == [], name


@pytest.mark.pango
def test_the_pdf_is_welsh_too(made: Made, tmp_path: Path) -> None:
    """A screen reader is told so, and the file keeps its own day."""
    written = write_document(made.documents["letters/procurement-act/wren"], tmp_path)

    with pikepdf.open(written.paths[0]) as opened:
        assert str(opened.Root.Lang) == "cy"
        assert "17 Rhagfyr 2026" in text_of(opened)
