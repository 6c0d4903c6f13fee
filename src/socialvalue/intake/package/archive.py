"""The zip file that a workbook is, opened safely: of a bounded size, and with one answer to what it holds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from socialvalue.errors import Place, Problem
from socialvalue.intake.package.zip_check import check_zip
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

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


def open_archive(data: bytes, label: str) -> zipfile.ZipFile:
    """Open the bytes of a zip file.

    Raises:
        Refused: When it is none, is damaged, locked by a password, or built to deceive or to fill the memory.
    """
    if not data.startswith(b"PK"):
        raise Refused(_not_a_workbook(data, label))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise damaged(label, f"a damaged file ({error})") from error
    _check_sizes(archive, label)
    check_zip(data, archive, label)
    return archive


def chunks_of(archive: zipfile.ZipFile, part: str, label: str) -> Iterator[bytes]:
    """Return the unpacked bytes of a part."""
    try:
        with archive.open(part) as stream:
            # Reading to the end proves the size that the index states: the zip reader stops there and checks the sum.
            while chunk := stream.read(CHUNK):
                yield chunk
    except _BROKEN as error:
        raise damaged(label, f"a damaged part ({part}: {error})") from error


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
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise unsafe(label, f"a package that unpacks to more than {MOST_UNPACKED // 2**20} MB")
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            raise unsafe(label, f"a part ({info.filename}) that unpacks to more than {MOST_RATIO} times its size")
