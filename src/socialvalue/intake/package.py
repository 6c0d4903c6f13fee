"""The zip package that an Excel workbook is: opened safely, its parts found through its own index."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat

from socialvalue.errors import Place, Problem
from socialvalue.intake.refused import SAVE_AS, Refused, damaged, unsafe

#: A file on disk above this is no bid; it would only fill the memory.
MOST_BYTES = 100 * 2**20

#: Unpacked size of everything in the package, and of any part compared with its packed size.
#: Real sheets of numbers pack at most 60 to 1; the limit of the format itself is 1,032 to 1.
MOST_UNPACKED = 400 * 2**20
MOST_RATIO = 200
RATIO_FROM = 2**20

MOST_PARTS = 5000
CHUNK = 2**18

Prepare = Callable[[expat.XMLParserType], None]
Sift = Callable[[Iterator[bytes]], Iterator[bytes]]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook's index lists it, and the part of the package that holds its cells."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An opened workbook: its worksheets and where its number formats stand."""

    label: str
    archive: zipfile.ZipFile
    sheets: tuple[SheetPart, ...]
    styles: str

    def parse(self, part: str, prepare: Prepare, sheet: str = "", sift: Sift | None = None) -> None:
        """Run one part through a safe streaming parser that ``prepare`` has given its handlers.

        ``sift`` may take whole elements out of the stream on the way.
        """
        chunks = _chunks(self.archive, part, self.label)
        _parse(sift(chunks) if sift else chunks, prepare, self.label, part, sheet)


def open_package(data: bytes, label: str) -> Package:
    """Open the bytes of an ``.xlsx`` or ``.xlsm`` file; ``label`` is how the user knows the file.

    Raises:
        Refused: When it is not such a workbook, is damaged, locked by a password, or built to fill the memory.
    """
    if not data.startswith(b"PK"):
        raise Refused(_not_a_workbook(data, label))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise damaged(label, f"a damaged file ({error})") from error
    _check_sizes(archive, label)
    workbook = _workbook_part(archive, label)
    relations = _relations(archive, workbook, label)
    sheets = _sheets(archive, workbook, relations, label)
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    strings = next((target for kind, target in relations.values() if kind == "sharedStrings"), "")
    if strings and strings in archive.NameToInfo:
        # The value reader unpacks this part by itself, so its real size and its prologue are proved here first.
        for index, chunk in enumerate(_chunks(archive, strings, label)):
            if index == 0 and b"<!DOCTYPE" in chunk.replace(b"\0", b""):
                raise unsafe(label, "a document type declaration, which no workbook has")
    return Package(label, archive, sheets, styles if styles in archive.NameToInfo else "")


def _not_a_workbook(data: bytes, label: str) -> Problem:
    place = Place(label)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return Problem(
            "file-password",
            place,
            "a workbook locked with a password",
            "a workbook that opens without a password",
            "Open it in Excel with its password, choose File, Info, Protect Workbook, Encrypt with Password, "
            "clear the password and save it.",
        )
    if data.startswith(_OLE):
        found = "an Excel file of the old kind (.xls) or another Office document"
        return Problem("file-format", place, found, "an Excel workbook (.xlsx or .xlsm)", SAVE_AS)
    if not data:
        action = "Ask the sender for the file again: this copy is empty."
        return Problem("file-format", place, "an empty file", "an Excel workbook (.xlsx or .xlsm)", action)
    found = "a file that is not an Excel workbook, whatever its name says"
    return Problem("file-format", place, found, "an Excel workbook (.xlsx or .xlsm)", SAVE_AS)


def _check_sizes(archive: zipfile.ZipFile, label: str) -> None:
    infos = archive.infolist()
    if len(infos) > MOST_PARTS:
        raise unsafe(label, f"a package of {len(infos):,} parts")
    if any(info.flag_bits & 1 for info in infos):
        raise damaged(label, "a zip file locked with a password")
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise unsafe(label, "a package that holds two parts of one name")
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise unsafe(label, f"a package that unpacks to more than {MOST_UNPACKED // 2**20} MB")
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            raise unsafe(label, f"a part ({info.filename}) that unpacks to more than {MOST_RATIO} times its size")


def _workbook_part(archive: zipfile.ZipFile, label: str) -> str:
    if "_rels/.rels" in archive.NameToInfo:
        for kind, target in _relations(archive, "", label).values():
            if kind == "officeDocument" and target in archive.NameToInfo:
                if target.endswith(".xml") and "word/" not in target and "ppt/" not in target:
                    return target
                raise Refused(_wrong_package(label, target))
    raise Refused(_wrong_package(label, ""))


def _wrong_package(label: str, target: str) -> Problem:
    kinds = {"word/": "a Word document", "ppt/": "a PowerPoint presentation"}
    found = next((name for start, name in kinds.items() if target.startswith(start)), "a zip file without a workbook")
    if target.endswith(".bin"):
        found = "an Excel workbook in the binary format (.xlsb)"
    return Problem("file-format", Place(label), found, "an Excel workbook (.xlsx or .xlsm)", SAVE_AS)


def _relations(archive: zipfile.ZipFile, part: str, label: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part: id to (last word of its kind, part that it leads to)."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path)

    index = posixpath.join(folder, "_rels", f"{name}.rels")
    if index not in archive.NameToInfo:
        raise damaged(label, f"a package without its index ({index})")
    _parse(_chunks(archive, index, label), lambda parser: setattr(parser, "StartElementHandler", start), label, index)
    return found


def _sheets(
    archive: zipfile.ZipFile, workbook: str, relations: dict[str, tuple[str, str]], label: str
) -> tuple[SheetPart, ...]:
    sheets = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) != "sheet":
            return
        relation = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
        kind, part = relations.get(relation, ("", ""))
        if kind == "worksheet" and part in archive.NameToInfo:
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(SheetPart(attributes.get("name", ""), part, hidden))

    chunks = _chunks(archive, workbook, label)
    _parse(chunks, lambda parser: setattr(parser, "StartElementHandler", start), label, workbook)
    if not sheets:
        raise damaged(label, "a workbook without a worksheet")
    return tuple(sheets)


def _parse(chunks: Iterator[bytes], prepare: Prepare, label: str, part: str, sheet: str = "") -> None:
    def refuse(*_: object) -> NoReturn:
        raise unsafe(label, "a document type declaration, which no workbook has", sheet)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    prepare(parser)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(label, f"a damaged part ({part}: {error})", sheet) from error


def _chunks(archive: zipfile.ZipFile, part: str, label: str) -> Iterator[bytes]:
    try:
        with archive.open(part) as stream:
            # Reading to the end proves the size that the index states: the zip reader stops there and checks the sum.
            while chunk := stream.read(CHUNK):
                yield chunk
    except _BROKEN as error:
        raise damaged(label, f"a damaged part ({part}: {error})") from error


def local(tag: str) -> str:
    """Return a tag's name without its namespace prefix, so that both kinds of Open XML read the same."""
    return tag.rpartition(":")[2]
