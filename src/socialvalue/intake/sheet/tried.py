"""A large workbook, read first in a process of its own: one that is too much for a machine stops no other."""

from __future__ import annotations

import zipfile
from io import BytesIO

from socialvalue.apart import Exceeded, Helpers, NoHelper
from socialvalue.errors import Place, Problem
from socialvalue.intake.refused import Refused

#: Up to this a workbook is read at once, whatever it holds: in 5 seconds and 600 MB at the very most (measured with 25
#: workbooks made for the purpose). A bid has a hundredth of it, and a comparison of 5,000 bids on 61 questions fits.
LARGE, LARGE_UNPACKED = 8 * 2**20, 20 * 2**20

#: The largest that is read at all takes half of this.
SECONDS, MEGABYTES = 120, 2_000

_HELPER = Helpers(megabytes=MEGABYTES)


def is_large(data: bytes) -> bool:
    """Say whether a file is large enough to be tried first. What is no workbook is refused soon enough."""
    if len(data) > LARGE:
        return True
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist()) > LARGE_UNPACKED
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError):
        return False


def tried(data: bytes, label: str) -> None:
    """Read all of a workbook in a process with limits, and forget it.

    Raises:
        Refused: If that took too much time or memory, or the workbook is refused in any case.
    """
    try:
        problem = _HELPER.run(SECONDS, _problem, data, label)
    except NoHelper:
        return
    except Exceeded as exceeded:
        found = f"a workbook that takes {exceeded} to read"
        action = "Copy the answers into a fresh form. The other files are read all the same."
        problem = Problem("file-exhausting", Place(label), found, "a workbook that can be read in that", action)
    if problem is not None:
        raise Refused(problem)


def _problem(data: bytes, label: str) -> Problem | None:
    from socialvalue.intake.sheet.workbook import Workbook  # noqa: PLC0415 - which asks for this module

    try:
        workbook = Workbook(data, label)
        for part in workbook.sheets:
            workbook.sheet(part)
    except Refused as refused:
        return refused.problem
    return None
