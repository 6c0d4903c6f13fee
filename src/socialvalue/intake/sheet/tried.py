"""A large workbook, read first in a process of its own: one that is too much for a machine stops no other."""

from __future__ import annotations

from socialvalue.apart import Exceeded, Helpers, NoHelper
from socialvalue.errors import Place, Problem
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.workbook import Workbook

#: The largest that is read at all takes half of this.
SECONDS, MEGABYTES = 120, 2_000

_HELPER = Helpers(megabytes=MEGABYTES)


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
    try:
        workbook = Workbook(data, label)
        for part in workbook.sheets:
            workbook.sheet(part)
    except Refused as refused:
        return refused.problem
    return None
