"""Files that are no workbook, or no safe one: each gets a sentence that says what to do; none is skipped silently."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from socialvalue.intake.cells import address, column_of, position
from tests.intake.build import SHEET1, comparison, data, edited, found, model, only, read, read_files

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def word_document() -> bytes:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", "<document/>")
    return buffer.getvalue()


FILES = {
    "harbour.xls": (OLE, "file-format", "old kind", "save it as an Excel workbook"),
    "harbour.ods": (b"PK\x03\x04", "file-format", "OpenDocument", "save it as an Excel workbook"),
    "harbour.csv": (b"a,b", "file-format", ".csv", "save it as an Excel workbook"),
    "harbour.numbers": (b"PK", "file-format", "Apple Numbers", "save it as an Excel workbook"),
    "harbour.xlsb": (b"PK", "file-format", ".xlsb", "save it as an Excel workbook"),
    "harbour.docx": (b"PK", "file-format", "not a workbook", "sub-folder of bids/"),
    "harbour.pdf": (b"%PDF", "file-format", "not a workbook", "form bid"),
    "~$harbour.xlsx": (b"me", "file-locked", '"harbour.xlsx"', "close harbour.xlsx first"),
    ".~lock.harbour.xlsx#": (b",me", "file-locked", '"harbour.xlsx"', "close harbour.xlsx first"),
    "old.xlsx": (OLE, "file-format", "old kind", "save it as an Excel workbook"),
    "secret.xlsx": (ENCRYPTED, "file-password", "password", "clear the password"),
    "text.xlsx": (b"bidder,price\nA,1\n", "file-format", "not an Excel workbook", "save it as"),
    "empty.xlsx": (b"", "file-format", "an empty file", "Ask the sender"),
    "cut.xlsx": (data(comparison())[:-200], "file-damaged", "damaged", "ask the sender"),
    "word.xlsx": (word_document(), "file-format", "a Word document", "save it as"),
    "zip.xlsx": (zipped(readme="hello"), "file-format", "without a workbook", "save it as"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_workbook_gets_a_sentence(tmp_path: Path, name: str) -> None:
    content, code, words, action = FILES[name]
    problem = only(read_files(tmp_path, {f"bids/{name}": content, "bids/good.xlsx": comparison()}))

    assert (code, f"bids/{name}") == (problem.code, problem.place.file)
    assert words in problem.found
    assert action in problem.action


def test_every_file_is_looked_at(tmp_path: Path) -> None:
    reading = read_files(tmp_path, {f"bids/{name}": content for name, (content, *_) in FILES.items()})

    assert sorted(f"bids/{name}" for name in FILES) == sorted(problem.place.file for problem in reading.problems)


def test_what_operating_systems_leave_behind_is_ignored(tmp_path: Path) -> None:
    litter = [".DS_Store", "Thumbs.db", "desktop.ini", "._all.xlsx"]
    reading = read_files(tmp_path, {"bids/all.xlsx": comparison(), **{f"bids/{name}": b"x" for name in litter}})

    assert reading.problems == ()
    assert reading.notes == ()


def test_a_sub_folder_is_noted(tmp_path: Path) -> None:
    reading = read_files(tmp_path, {"bids/all.xlsx": comparison(), "bids/attachments/plan.pdf": b"%PDF"})

    assert reading.problems == ()
    assert [str(note) for note in reading.notes] == [
        "bids/attachments: a sub-folder; its files are attachments and are not read as bids"
    ]


def test_capital_letters_and_macros_are_read(tmp_path: Path) -> None:
    assert read_files(tmp_path, {"bids/ALL.XLSX": comparison()}).problems == ()
    (tmp_path / "bids" / "ALL.XLSX").unlink()
    assert read_files(tmp_path, {"bids/all.xlsm": comparison()}).problems == ()


def test_a_folder_without_bids_is_a_fault(tmp_path: Path) -> None:
    assert found(read_files(tmp_path, {}))[0] == ("no-bids", "bids")
    (tmp_path / "bids").rmdir()
    from socialvalue.intake.folder import read_folder

    assert found(read_folder(tmp_path, model(), "")) == [("no-bids", "bids")]


def test_a_workbook_of_something_else_is_a_fault(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "Christmas party"

    assert only(read(tmp_path, workbook)).code == "workbook-unknown"
    assert only(read(tmp_path, Workbook())).code == "workbook-unknown"


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "ZZ99999", "E900000"])
def test_a_stray_cell_far_out_is_refused_and_fills_no_memory(tmp_path: Path, far: str) -> None:
    workbook = comparison(change=lambda sheet: sheet.__setitem__(far, "x"))
    content = data(workbook)
    tracemalloc.start()
    reading = read(tmp_path, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    if far == "A1048576":  # A column of a million blank cells is read as it is: it holds a name without answers.
        assert reading.competition is None
    else:
        problem = only(reading)
        assert (problem.code, problem.place.sheet) == ("file-unsafe", "Bids")
        assert peak < 50 * 2**20
        row, column = position(problem.place.cell)
        assert (row, column) == position(far) or far == "E900000"


def test_formats_down_to_the_last_row_are_no_stray_cells(tmp_path: Path) -> None:
    content = edited(
        data(comparison()), SHEET1, "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )

    assert read(tmp_path, content).problems == ()


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet'
    for part in (SHEET1, "xl/workbook.xml", "xl/styles.xml"):
        root = {"xl/workbook.xml": "<workbook", "xl/styles.xml": "<styleSheet"}.get(part, "<worksheet")
        content = edited(data(comparison()), part, root, bomb.replace("<worksheet", root))
        problem = only(read(tmp_path, content))

        assert problem.code == "file-unsafe"
        assert "document type" in problem.found


@pytest.mark.slow
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    content = edited(data(comparison()), SHEET1, "</worksheet>", " " * 80_000_000 + "</worksheet>")

    assert len(content) < 200_000
    assert only(read(tmp_path, content)).code == "file-unsafe"


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    content = bytearray(data(comparison()))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        info = archive.getinfo(SHEET1)
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET1.encode()))
    content[at + 24 : at + 28] = (info.file_size // 2).to_bytes(4, "little")

    assert only(read(tmp_path, bytes(content))).code == "file-damaged"


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.8, 0.99])
def test_a_file_cut_anywhere_is_a_problem_and_never_a_crash(tmp_path: Path, cut: float) -> None:
    content = data(comparison())

    assert only(read(tmp_path, content[: int(len(content) * cut)])).code.startswith("file-")


def test_damaged_xml_is_a_problem(tmp_path: Path) -> None:
    for pattern, replacement in (("</row></sheetData>", "</sheetData>"), ('r="A3"', 'r="3A"'), ("</sheetData>", "<")):
        assert only(read(tmp_path, edited(data(comparison()), SHEET1, pattern, replacement))).code == "file-damaged"


def rewritten(content: bytes, change: Callable[[str, str], str]) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info.filename).decode()))
    return result.getvalue()


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    """Excel's "Strict Open XML Spreadsheet" has other namespaces for the same tags."""

    def strict(_: str, text: str) -> str:
        text = text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/", "http://purl.oclc.org/ooxml/spreadsheetml/"
        )
        old = "http://schemas.openxmlformats.org/officeDocument/2006/"
        return text.replace(old, "http://purl.oclc.org/ooxml/officeDocument/")

    assert read(tmp_path, rewritten(data(comparison()), strict)).problems == ()


def test_tags_with_a_prefix_are_read(tmp_path: Path) -> None:
    """Some programs write every tag with a prefix: neither values nor faults may be lost by that."""

    def prefixed(name: str, text: str) -> str:
        if name != SHEET1:
            return text
        return re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")

    formula = comparison(change=lambda sheet: sheet.__setitem__("C5", "=1+1"))

    assert read(tmp_path, rewritten(data(comparison()), prefixed)).problems == ()
    assert found(read(tmp_path, rewritten(data(formula), prefixed))) == [("formula-unsaved", "bids.xlsx · Bids · C5")]


def test_addresses_go_both_ways() -> None:
    for text, place in {"A1": (0, 0), "Z9": (8, 25), "AA10": (9, 26), "XFD1048576": (1048575, 16383)}.items():
        assert place == position(text)
        assert text == address(*place)
    for wrong in ("", "A0", "1A", "A", "7", "A-1", "Ä1"):
        with pytest.raises(ValueError, match="not the address"):
            position(wrong)
    with pytest.raises(ValueError, match="not a column"):
        column_of("A1")
