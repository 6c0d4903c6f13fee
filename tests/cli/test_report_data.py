"""`report`: the data goes inside the panel's report, and inside no other document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from socialvalue.report.page import write
from socialvalue.report.page.document import Document
from socialvalue.report.page.written import Written
from tests.cli.run import run

pytestmark = pytest.mark.slow


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """The documents that would have been written."""
    handed: list[Document] = []

    def hand(document: Document, out_dir: Path, formats: Sequence[str] = ("pdf",)) -> Written:
        handed.append(document)
        return Written(())

    monkeypatch.setattr(write, "write_document", hand)
    return handed


def test_the_evaluation_and_the_workbook_go_inside_as_they_are_on_file(demo: Path, documents: list[Document]) -> None:
    assert run("report", demo).code == 0
    (report,) = documents
    assert {one.name: one.content for one in report.attachments} == {
        name: (demo / "out" / name).read_bytes() for name in ("evaluation.json", "results.xlsx")
    }
    assert {one.name: one.relationship for one in report.attachments} == {
        "evaluation.json": "Source",
        "results.xlsx": "Supplement",
    }
    assert {one.stamped for one in report.attachments} == {report.stamped}
    assert all("Northmoor" in one.description for one in report.attachments)


def test_a_workbook_that_was_worked_in_or_is_gone_is_made_again(demo: Path, documents: list[Document]) -> None:
    """What is inside is what the tool made: not what somebody has sorted or changed since."""
    run("score", demo)
    as_made = (demo / "out" / "results.xlsx").read_bytes()
    (demo / "out" / "results.xlsx").write_bytes(b"changed by hand")
    run("report", demo)
    (demo / "out" / "results.xlsx").unlink()
    run("report", demo)
    inside = [one.content for report in documents for one in report.attachments if one.name == "results.xlsx"]
    assert inside == [as_made, as_made]


def test_html_has_nothing_inside(demo: Path, documents: list[Document]) -> None:
    assert run("report", demo, "--format", "html").code == 0
    assert [one.attachments for one in documents] == [()]


def test_nothing_else_puts_files_into_documents() -> None:
    """What leaves the authority has nothing inside: one command knows how to put it there."""
    source = Path(write.__file__).parents[2]
    putting = [
        file.relative_to(source).as_posix()
        for file in source.rglob("*.py")
        if re.search(r"(?<![\w.])Attachment\(", file.read_text("utf-8"))
    ]
    assert putting == ["competition/documents.py"]
