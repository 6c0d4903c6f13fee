"""A workbook that is too much for a machine stops itself and no other."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet import tried, workbook
from socialvalue.intake.sheet.workbook import Workbook, open_workbook
from tests.cli.run import run

pytestmark = pytest.mark.slow


def large(content: bytes) -> bytes:
    """A workbook with so much in it that it is tried first."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("padding", os.urandom(100) * (workbook.LARGE // 90))
        with zipfile.ZipFile(io.BytesIO(content)) as given:
            for info in given.infolist():
                archive.writestr(info.filename, given.read(info))
    return packed.getvalue()


@pytest.mark.parametrize("named", ["time.sleep", "os._exit", "memory"])
def test_a_workbook_that_exhausts_is_refused_and_the_others_are_read(
    demo: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it would take to exhaust a machine is not in the tests: reading is replaced by what it would do."""
    first, second, *_ = sorted((demo / "bids").glob("*.xlsx"))
    first.write_bytes(large(first.read_bytes()))
    work = {"time.sleep": _sleeps, "os._exit": _ends, "memory": _fills}[named]
    monkeypatch.setattr(tried, "_problem", work)
    monkeypatch.setattr(tried, "SECONDS", 1)
    began = time.monotonic()
    ran = run("check", demo, "--json")

    assert ran.code == 1
    assert ran.out.count('"file-exhausting"') == 1
    assert first.name in ran.out
    assert second.name not in ran.out
    assert time.monotonic() - began < 60


def _sleeps(_data: bytes, _label: str) -> None:
    time.sleep(100)


def _ends(_data: bytes, _label: str) -> None:
    os._exit(9)


def _fills(_data: bytes, _label: str) -> None:
    raise MemoryError


def test_a_large_workbook_that_is_sound_is_read(demo: Path) -> None:
    first = min((demo / "bids").glob("*.xlsx"))
    first.write_bytes(large(first.read_bytes()))

    assert workbook.is_large(first.read_bytes())
    assert open_workbook(first, f"bids/{first.name}").sheets


def test_a_usual_workbook_starts_no_process(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tried, "tried", None)
    first = min((demo / "bids").glob("*.xlsx"))

    assert open_workbook(first, f"bids/{first.name}").sheets


def test_a_cell_with_more_text_than_a_cell_holds_is_refused(tmp_path: Path) -> None:
    from openpyxl import Workbook as Made

    made, path = Made(), tmp_path / "a.xlsx"
    made.worksheets[0]["B3"] = "a" * 32_767
    made.save(path)
    content = path.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in given.infolist():
            archive.writestr(info.filename, given.read(info).replace(b"aaaa", b"aaaaa", 1))

    assert len(Workbook(content, "a").sheet(Workbook(content, "a").sheets[0]).text(2, 1)) == 32_767
    book = Workbook(packed.getvalue(), "a")
    with pytest.raises(Refused, match="32,768 characters") as raised:
        book.sheet(book.sheets[0])
    assert raised.value.problem.place.cell == "B3"


def test_many_files_in_a_folder_are_refused_without_being_read(demo: Path) -> None:
    for number in range(5_001):
        (demo / "bids" / f"{number}.xlsx").touch()
    ran = run("check", demo, "--json")

    assert ran.out.count('"folder-full"') == 1
    assert '"file-format"' not in ran.out
