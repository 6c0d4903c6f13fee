"""Workbooks onto disk: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from openpyxl.workbook import Workbook

from socialvalue.files import whole


def describe(workbook: Workbook, title: str) -> None:
    """Set the document's properties: what it is and its language, and nobody's name."""
    properties = workbook.properties
    properties.title = title
    properties.language = "en-GB"
    properties.creator = "socialvalue"
    properties.lastModifiedBy = None


def save(workbook: Workbook, path: Path) -> None:
    """Write ``workbook`` to ``path``, whole or not at all.

    Raises:
        FilesNeedMending: Where the file is open in another program; the old file is as it was.
    """
    with whole(path) as beside:
        workbook.save(beside)
