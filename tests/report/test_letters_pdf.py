"""Letters as files: what the law and the leak test ask of a page holds for every part of the PDF."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.letters.letters import letters
from socialvalue.report.page.html import render_page
from socialvalue.report.page.write import write_document
from tests.report import builders
from tests.report.letter_builders import NAMES, award, four, leaks, model, redaction, secrets_of
from tests.report.pdf_reading import bookmarks, structure
from tests.report.pdf_rules import faults
from tests.report.pdf_words import everything_in

PASSAGE = "visit rests on marigold lanterns"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Criteria, Evaluation, dict[str, Path]]:
    """The four letters of a competition whose every relative method holds others' figures, a passage withheld."""
    criteria, evaluation = four(model(hours='{ method = "highest-offer" }', promises='{ method = "price-range" }'))
    made = letters(criteria, evaluation, award(), redactions=[redaction("service.visit", PASSAGE)])
    folder = tmp_path_factory.mktemp("letters")
    paths = {}
    for document in made.documents:
        (path,) = write_document(document, folder).paths
        paths[next(name for name in NAMES if name in document.title)] = path
    return criteria, evaluation, paths


@pytest.mark.pango
def test_no_pdf_tells_anything_of_another_loser(written: tuple[Criteria, Evaluation, dict[str, Path]]) -> None:
    """Looked for in its pages, outline, metadata, alternative texts, attachments and every other string and stream."""
    criteria, evaluation, paths = written
    assert set(paths) == set(NAMES)
    for bidder, path in paths.items():
        with pikepdf.open(path) as pdf:
            text = everything_in(pdf)
            assert leaks(criteria, evaluation, bidder, text) == []
            assert len(pdf.attachments) == 0
            known = secrets_of(criteria, evaluation, bidder)
            assert len(known.words) - 1 == len(set(known.words) & set(known.found_in(text))), "all but the bid's file"
            assert (PASSAGE.replace(" ", "") in "".join(text.split())) is (bidder == NAMES[0])
            assert bidder in str(pdf.docinfo["/Title"])


@pytest.mark.pango
def test_the_search_sees_every_corner_of_a_pdf(
    tmp_path: Path, written: tuple[Criteria, Evaluation, dict[str, Path]]
) -> None:
    """A secret put into the outline, the metadata, an attachment or an alternative text is found there."""
    path = written[2][NAMES[1]]
    places: dict[str, Callable[[pikepdf.Pdf], object]] = {
        "outline": _outlined,
        "info": lambda pdf: pdf.docinfo.__setitem__("/Keywords", "velvet anchors"),
        "attachment": lambda pdf: pdf.attachments.__setitem__("x.txt", b"velvet anchors"),
        "alternative": lambda pdf: next(structure(pdf)).__setitem__("/Alt", "velvet anchors"),
    }
    for name, put in places.items():
        with pikepdf.open(path) as pdf:
            assert "velvet anchors" not in everything_in(pdf)
            put(pdf)
            pdf.save(tmp_path / f"{name}.pdf")
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            assert "velvet anchors" in everything_in(pdf), name


def _outlined(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("velvet anchors", 0))


@pytest.mark.pango
def test_a_letter_is_accessible_and_archivable(written: tuple[Criteria, Evaluation, dict[str, Path]]) -> None:
    """The rules of PDF/UA-1 and PDF/A-3a; a bookmark for each part; headings that leave no level out."""
    for path in written[2].values():
        with pikepdf.open(path) as pdf:
            assert faults(pdf) == []
            levels = [int(str(item.S)[2:]) for item in structure(pdf) if str(item.S) in {f"/H{n}" for n in range(1, 7)}]
            assert levels[0] == 1
            assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
            assert "Your tender" in bookmarks(pdf)


@pytest.mark.pango
def test_a_name_of_300_characters_and_reasons_of_3000_words_lay_out(tmp_path: Path) -> None:
    """The letter is made, and keeps the same rules."""
    model_, evaluation = builders.wordy()
    long = evaluation.bids[1].model_copy(update={"bidder": builders.HOSTILE[6]})
    evaluation = evaluation.model_copy(update={"bids": (evaluation.bids[0], long)})
    document = letters(model_, evaluation, award(supplier=[])).documents[1]
    (path,) = write_document(document, tmp_path).paths
    with pikepdf.open(path) as pdf:
        assert faults(pdf) == []
        assert len(pdf.pages) > 15


@pytest.mark.slow
def test_the_page_stands_alone_and_reads_in_order() -> None:
    """As HTML: one heading first, parts in order, nothing fetched, the language said."""
    document = letters(*four(), award()).documents[1]
    page = render_page(document.template, document.view)
    order = [
        page.index(f">{title}</h")
        for title in ("Standstill", "The award criteria", "Your tender", "The most advantageous tender")
    ]
    assert sorted(order) == order
    assert page.count("<h1") == 1
    assert '<html lang="en-GB">' in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "src=" not in page.replace('src="data:', "")
