"""Every kind of document, in an authority's full look: for screen readers and archives, with nothing else inside."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from socialvalue.report.page.document import Document
from socialvalue.report.page.write import write_document
from tests.report import builders, looks, panels
from tests.report.kinds import KINDS, every_document
from tests.report.pdf_rules import faults

pytestmark = pytest.mark.pango


@cache
def documents() -> dict[str, list[Document]]:
    return every_document(*builders.six(), panels.panel(), look=looks.full(), page=panels.page(), letters_to=[3])


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_keeps_the_rules(kind: str, tmp_path: Path) -> None:
    """The first of each kind; the letter is one to a bidder who did not win."""
    written = write_document(documents()[kind][0], tmp_path)
    (path,) = written.paths
    assert written.notes == ()
    with pikepdf.open(path) as pdf:
        assert faults(pdf) == []
        assert len(pdf.pages) >= 2
        assert (list(pdf.attachments), pdf.Root.get("/AF")) == ([], None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_says_whose_it_is_what_it_is_about_and_its_number(kind: str, tmp_path: Path) -> None:
    """To archives and searches, twice over, which the rules hold to be the same; and in HTML."""
    paths = write_document(documents()[kind][0], tmp_path, ("pdf", "html")).paths
    with pikepdf.open(paths[0]) as pdf:
        told = [str(pdf.docinfo.get(key)) for key in ("/Author", "/Subject", "/Keywords")]
        with pdf.open_metadata() as metadata:
            also = (metadata["dc:language"], metadata["dc:identifier"])
    # A letter is from the authority of `authority.toml`; the others name the one of the criteria file first.
    author = "Cyngor Sir Llanŵr" if kind == "letters" else "Cyngor Tref Llanŵr"
    assert told == [author, "Community transport in Llanŵr", "CT-2026-01"]
    assert also == ({"en-GB"}, "CT-2026-01")
    head = paths[1].read_text("utf-8").partition("</head>")[0]
    assert [f'content="{words}"' in head for words in told] == [True] * 3


def test_a_document_in_welsh_says_so(tmp_path: Path) -> None:
    """A screen reader then speaks Welsh."""
    (path,) = write_document(replace(documents()["letters"][0], language="cy"), tmp_path).paths
    with pikepdf.open(path) as pdf:
        assert faults(pdf) == []
        assert pdf.Root.Lang == "cy"
