"""Text stays text, and a save is whole or not at all."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.writer.excel import ExcelWriter

from socialvalue.workbooks.heights import HIGHEST, height_for
from socialvalue.workbooks.save import describe, save
from socialvalue.workbooks.style import LONGEST_TEXT, printable, safe_text


def _cell(workbook: Workbook) -> Cell:
    cell = workbook.worksheets[0]["A1"]
    assert isinstance(cell, Cell)
    return cell


def _written_and_read(text: str) -> Cell:
    workbook = Workbook()
    safe_text(_cell(workbook), text)
    stored = BytesIO()
    workbook.save(stored)
    return _cell(load_workbook(stored))


def _one_line_end(text: str) -> str:
    """XML knows one line end; whether a carriage return survives depends on the library that openpyxl writes with."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.slow
@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=60))
@example("=1+1")
@example("#DIV/0!")
@example("+44 20 7946 0000")
@example("\t=cmd|' /C calc'!A0")
@example("\r=1")
@example("a\x00b\x0bc￾\ud800d")
@example("  spaces  ")
@example("🚌" * 20)
def test_any_text_comes_back_as_the_same_text_without_what_xml_forbids(text: str) -> None:
    cell = _written_and_read(text)
    expected = printable(text)
    assert _one_line_end(str(cell.value or "")) == _one_line_end(expected)
    assert cell.data_type == ("s" if expected else "n")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_looks_like_a_formula_keeps_its_quote_mark_for_editing(text: str) -> None:
    assert _written_and_read(text).quotePrefix


def test_a_plain_name_needs_no_quote_mark() -> None:
    assert not _written_and_read("Harbour & Co").quotePrefix


def test_a_text_is_cut_at_what_a_cell_holds_counted_as_excel_counts_it() -> None:
    assert len(printable("x" * 40_000)) == LONGEST_TEXT
    assert len(printable("🚌" * 40_000).encode("utf-16-le")) // 2 == LONGEST_TEXT - 1


def test_a_longer_text_needs_a_higher_row_up_to_the_limit_of_excel() -> None:
    assert height_for("short", 20) == 18
    assert height_for("two lines\nof text", 20) == 33
    assert height_for("x" * 100_000, 20) == HIGHEST


def test_a_saved_workbook_names_nobody_and_its_language(tmp_path: Path) -> None:
    workbook = Workbook()
    describe(workbook, "Bid form: Buses")
    save(workbook, tmp_path / "form.xlsx")
    properties = load_workbook(tmp_path / "form.xlsx").properties
    assert (properties.title, properties.language) == ("Bid form: Buses", "en-GB")
    assert (properties.creator, properties.lastModifiedBy) == ("socialvalue", None)


def test_a_save_that_fails_half_way_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.xlsx"
    path.write_bytes(b"the old file")

    def full_disk(self: ExcelWriter) -> None:
        self._archive.writestr("half", b"half a fi")  # type: ignore[attr-defined]  # what is being written
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ExcelWriter, "write_data", full_disk)
    with pytest.raises(OSError, match="No space left"):
        save(Workbook(), path)
    assert path.read_bytes() == b"the old file"
    assert list(tmp_path.iterdir()) == [path]
