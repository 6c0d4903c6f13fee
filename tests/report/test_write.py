"""What ends up in the folder, on a machine with Pango and on one without."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialvalue.report.page import pdf
from socialvalue.report.page.pdf import PdfMachineryMissing
from tests.report import builders
from tests.report.pages import write_report


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise PdfMachineryMissing("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "_weasyprint", fail)


def test_without_pango_the_same_report_is_written_as_html(tmp_path: Path, no_pango: None) -> None:
    """A commissioner on a locked laptop still gets a report, and is told why it is not a PDF."""
    written = write_report(*builders.six(), tmp_path / "out")
    assert written.paths == (tmp_path / "out" / "evaluation-report.html",)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["evaluation-report.html"]
    page = written.paths[0].read_text("utf-8")
    assert "Hopper plc ranks first with 95.50 points" in page
    assert "data:font/woff2;base64," in page
    (note,) = written.notes
    assert "libpango-1.0-0" in note.text
    assert "socialvalue doctor" in note.text


def test_html_may_be_asked_for_alone(tmp_path: Path, no_pango: None) -> None:
    """Then Pango is not missed, and no note is made."""
    written = write_report(*builders.many(1), tmp_path, formats=("html",))
    assert [path.name for path in written.paths] == ["evaluation-report.html"]
    assert written.notes == ()


@pytest.mark.pango
def test_with_pango_the_report_is_a_pdf(tmp_path: Path) -> None:
    """One file, and nothing half made beside it."""
    written = write_report(*builders.many(1), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["evaluation-report.pdf"]
    assert written.paths[0].read_bytes().startswith(b"%PDF-1.7")
    assert written.notes == ()
