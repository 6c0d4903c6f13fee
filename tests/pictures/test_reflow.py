"""Where another Pango lays a page out its lines may break elsewhere: that is told and is no fault. A loss is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures import kept as kept_module
from tests.pictures.compare import differences
from tests.pictures.kept import Reflow, told
from tests.pictures.reflow import is_reflow
from tests.pictures.sheets import Sheet, write_sheet
from tests.pictures.test_compare import SEEN, drawn

pytestmark = pytest.mark.pango

#: Broken by hand where the machine would not, and what a line more then pushes down.
BROKEN_ELSEWHERE = {
    "a paragraph set wider": ('<p class="first">', "<p class='first' style='word-spacing: 0.6pt'>"),
    "a table one line lower": ("</p>\n<table", "<br><br></p>\n<table"),
    "the last line on a page of its own": ('<p class="last">', "<p class='last' style='break-before: page'>"),
}

#: What looks otherwise for another reason than where lines break. A heading that stands lower is what a line more does.
MORE = [change for change in SEEN if change not in {"a heading lower by a line", "a page more"}]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    return drawn(tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize("change", BROKEN_ELSEWHERE)
def test_lines_that_break_elsewhere_are_a_reflow(tmp_path: Path, usual: Sheet, change: str) -> None:
    now = drawn(tmp_path, BROKEN_ELSEWHERE[change])
    assert differences(usual, now) != []
    assert is_reflow(usual, now)


@pytest.mark.parametrize("change", MORE)
def test_what_is_lost_added_or_tinted_is_more(tmp_path: Path, usual: Sheet, change: str) -> None:
    assert not is_reflow(usual, drawn(tmp_path, SEEN[change]))


def test_a_page_of_another_size_or_an_empty_document_is_more(usual: Sheet) -> None:
    (page,) = usual.pages
    assert not is_reflow(usual, Sheet((page[:, :-20],)))
    assert not is_reflow(usual, Sheet(()))
    assert not is_reflow(Sheet(()), usual)


@pytest.mark.parametrize(
    ("drawn_by", "is_fault"),
    [
        ("WeasyPrint 1.0, Pango 1.50.12", False),
        ("WeasyPrint 1.0, Pango 1.56.3", True),  # the same as now
        ("WeasyPrint 2.0, Pango 1.50.12", True),
    ],
)
def test_only_another_pango_excuses_a_reflow(
    tmp_path: Path, usual: Sheet, monkeypatch: pytest.MonkeyPatch, drawn_by: str, is_fault: bool
) -> None:
    monkeypatch.setattr(kept_module, "drawn_by", lambda: "WeasyPrint 1.0, Pango 1.56.3")
    drawn(tmp_path, BROKEN_ELSEWHERE["a table one line lower"])
    write_sheet(tmp_path / "page.png", Sheet(usual.pages, drawn_by))
    found = told(tmp_path / "page.png", tmp_path / "page.pdf", tmp_path)
    assert found != ""
    assert is_fault is not isinstance(found, Reflow)
    assert ("drawn by" in found) is (drawn_by != "WeasyPrint 1.0, Pango 1.56.3")


def test_another_pango_excuses_no_loss(tmp_path: Path, usual: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "drawn_by", lambda: "WeasyPrint 1.0, Pango 1.56.3")
    drawn(tmp_path, SEEN["a short line that is lost"])
    write_sheet(tmp_path / "page.png", Sheet(usual.pages, "WeasyPrint 1.0, Pango 1.50.12"))
    found = told(tmp_path / "page.png", tmp_path / "page.pdf", tmp_path)
    assert "page 1: of 10,000 dots" in found
    assert not isinstance(found, Reflow)
