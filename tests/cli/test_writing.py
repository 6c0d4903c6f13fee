"""What is shown of documents that are written: a bar on a terminal, where they are, and what could not be made."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer

from socialvalue.cli.progress import WORTH_A_BAR_OF_DOCUMENTS, progress_bar
from socialvalue.cli.writing import show_written
from socialvalue.competition.writing import write_all
from socialvalue.errors import Place, Problem
from socialvalue.report.page import many
from socialvalue.report.page.written import Failure, Written
from tests.report.troubles import Faulty, documents


def _code(written: Written) -> int:
    """The exit code of a command that wrote this."""
    with pytest.raises(typer.Exit) as stop:
        show_written(written)
    return stop.value.exit_code


def test_all_that_was_written_is_listed_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And in a pipe no bar is drawn."""
    show_written(write_all(documents(tmp_path / "own", 2), tmp_path / "out", ("html",)))
    told = capsys.readouterr()
    assert told.out.splitlines() == [f"Written: {tmp_path / 'out' / name}" for name in ("d0.html", "d1.html")]
    assert told.err == ""


def test_a_document_that_fails_is_named_with_what_the_program_met(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other is written and listed; the command ends with 1."""
    written = write_all(documents(tmp_path / "own", 2, d0=Faulty), tmp_path / "out", ("html",))
    assert _code(written) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [f"Written: {tmp_path / 'out' / 'd1.html'}"]
    assert "ZeroDivisionError: in the midst of d0" in told.err
    assert "Warning: Not written: “Document d0” (d0)." in told.err


def test_a_fault_that_all_meet_is_told_in_full_thrice_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two hundred tracebacks would hide what they say."""
    failures = tuple(Failure(f"d{number}", f"Document d{number}", f"met {number}") for number in range(9))
    assert _code(Written(failures=failures)) == 1
    told = capsys.readouterr().err
    assert [number for number in range(9) if f"met {number}" in told] == [0, 1, 2]
    assert told.count("Not written: “Document d") == 9


def test_a_file_that_is_held_open_is_told_beside_those_that_were_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked = Problem("output-locked", Place("d0.pdf"), "a file in use", "one that may be written", "Close d0.pdf.")
    assert _code(Written((tmp_path / "d1.pdf",), problems=(locked,))) == 1
    told = capsys.readouterr()
    assert told.out == f"Written: {tmp_path / 'd1.pdf'}\n"
    assert "Close d0.pdf." in told.err
    assert "1 problem to fix. The files named here were not written." in told.err


def test_a_bar_on_a_terminal_goes_from_none_to_all_and_is_wiped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "FEW", 9)  # in this process, which is quicker
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress_bar("Writing packs", WORTH_A_BAR_OF_DOCUMENTS) as progress:
        write_all(documents(tmp_path / "own", 3), tmp_path / "out", ("html",), progress)
    drawn = capsys.readouterr().err.split("\r")
    assert [text.rpartition(" ")[2] for text in drawn[1:5]] == ["0/3", "1/3", "2/3", "3/3"]
    assert drawn[1].startswith("Writing packs [")
    assert drawn[5:] == ["\x1b[K"]
