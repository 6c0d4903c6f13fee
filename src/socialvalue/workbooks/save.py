"""Workbooks onto disk: whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

from socialvalue.files import whole

#: The day of every part of a package: the first that a zip file can say. The parts have no day of their own.
_NO_DAY = (1980, 1, 1, 0, 0, 0)

#: When a workbook was made and last changed: openpyxl cannot leave it out, and any reader can do without it.
_CLOCK = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def describe(workbook: Workbook, title: str) -> None:
    """Set the document's properties: what it is and its language, and nobody's name."""
    properties = workbook.properties
    properties.title = title
    properties.language = "en-GB"
    properties.creator = "socialvalue"
    properties.lastModifiedBy = None


def save(workbook: Workbook, path: Path) -> None:
    """Write ``workbook`` to ``path``, whole or not at all. A workbook can be saved once.

    Raises:
        FilesNeedMending: Where the file is open in another program; the old file is as it was.
    """
    with whole(path) as beside, beside.open("wb") as file:
        _pack(workbook, file)


def content(workbook: Workbook) -> bytes:
    """Return the bytes that `save` would write: to put a workbook inside another file."""
    packed = BytesIO()
    _pack(workbook, packed)
    return packed.getvalue()


def _pack(workbook: Workbook, file: IO[bytes]) -> None:
    """Do what openpyxl's own saving does, which stamps the clock into the properties and into every part."""
    with _Package(file, "w", ZIP_DEFLATED, allowZip64=True) as package:
        ExcelWriter(workbook, package).save()


class _Package(ZipFile):
    """A zip file whose entries tell neither when they were made nor on what kind of machine."""

    def writestr(self, name: Any, data: Any, *_how: Any) -> None:
        """Add an entry from memory."""
        text = data.encode() if isinstance(data, str) else data
        super().writestr(_entry(name), _CLOCK.sub(b"", text) if name == ARC_CORE else text)

    def write(self, filename: Any, arcname: Any = None, *_how: Any) -> None:
        """Add an entry from a file: the rows of a sheet, which may be larger than memory."""
        source = Path(filename)
        entry = _entry(str(arcname))
        entry.file_size = source.stat().st_size  # beyond four gigabytes an entry needs a longer header
        with source.open("rb") as rows, self.open(entry, "w") as packed:
            copyfileobj(rows, packed)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NO_DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry
