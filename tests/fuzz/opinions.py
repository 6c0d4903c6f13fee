"""What a workbook holds, in the opinion of three readers: ours, openpyxl and python-calamine.

A value is brought to one form before it is compared, where the readers only speak differently. What one of them cannot
tell is left out of its opinion, with the reason here.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from socialvalue.intake.package.xml_parts import STRICT
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.facts import Facts
from socialvalue.intake.sheet.quick_scan import QuickScan
from socialvalue.intake.sheet.workbook import Workbook

#: Cell by sheet, row and column, to a value in the common form; cells that hold nothing are left out.
Cells = dict[tuple[str, int, int], Any]

_EPOCH = datetime(1900, 1, 1)  # noqa: DTZ001  # workbooks know no zones
UNTOLD = object()
MOST_CELLS = 200_000


@dataclass(frozen=True)
class Opinion:
    """What one reader found; ``cells`` is None where it would not read the file."""

    reader: str
    cells: Cells | None
    said: str = ""


def common(value: Any) -> Any:
    """Return a value in the form in which readers are compared."""
    match value:
        case None | "":
            return None
        case bool():
            return value
        case int() | float():
            return float(value)
        case str():
            # Readers keep or drop the spaces at the ends of a run that does not ask to keep them.
            return "".join(value.split()) or None
        case datetime():
            return _seconds((value - _EPOCH).total_seconds())
        case date():
            return _seconds((value - _EPOCH.date()).total_seconds())
        case time():
            return _seconds(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6)
        case timedelta():
            return _seconds(value.total_seconds())
        case _:
            return value


def _seconds(seconds: float) -> tuple[str, int]:
    return ("seconds", round(seconds))


def ours(data: bytes, *, quick: bool = True) -> tuple[Opinion, dict[str, Facts]]:
    """Return our opinion and the facts of every sheet; with ``quick`` off every cell goes through the parser."""
    before, QuickScan.quick = QuickScan.quick, quick
    try:
        workbook = Workbook(data, "x.xlsx")
        sheets = [workbook.sheet(part) for part in workbook.sheets]
    except Refused as refused:
        return Opinion("ours", None, str(refused.problem)), {}
    finally:
        QuickScan.quick = before
    cells: Cells = {}
    for sheet in sheets:
        for row, values in enumerate(sheet.rows):
            cells |= {(sheet.name, row, column): common(value) for column, value in enumerate(values)}
        for row, errors in sheet.facts.errors.items():
            cells |= {(sheet.name, row, column): error for column, error in errors.items()}
    return Opinion("ours", _filled(cells)), {sheet.name: sheet.facts for sheet in sheets}


def _parts(data: bytes) -> list[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [archive.read(name) for name in archive.namelist()]
    except Exception:  # noqa: BLE001  # the reader itself will say
        return []


def by_openpyxl(data: bytes) -> Opinion:
    """Return openpyxl's opinion."""
    cells: Cells = {}
    if STRICT.encode() in b"".join(_parts(data)):
        return Opinion("openpyxl", None, "it finds nothing in Strict Open XML")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for sheet in load_workbook(io.BytesIO(data), data_only=True).worksheets:
                cells[sheet.title, -1, -1] = True
                for (row, column), cell in sheet._cells.items():
                    if isinstance(cell, MergedCell):
                        cells[sheet.title, row - 1, column - 1] = UNTOLD  # it throws away what merged cells hold
                        continue
                    value = cell.value
                    if isinstance(value, str) and cell.data_type == "s":
                        value = unescape(value)  # it leaves escaped characters as they are, and Excel shows them
                    cells[sheet.title, row - 1, column - 1] = common(value)
    except Exception as error:  # noqa: BLE001  # whatever it says, it does not read the file
        return Opinion("openpyxl", None, repr(error))
    return Opinion("openpyxl", _filled(cells))


def by_calamine(data: bytes) -> Opinion:
    """Return python-calamine's opinion."""
    cells: Cells = {}
    if any(b"\0" in part[:8] for part in _parts(data)):
        return Opinion("python-calamine", None, "it reads no UTF-16")
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            cells[name, -1, -1] = True
            if sheet.start is None or sheet.total_height * sheet.total_width > MOST_CELLS:
                continue
            for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
                cells |= {(name, row, column): common(value) for column, value in enumerate(values)}
    except BaseException as error:  # a panic of Rust is no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        return Opinion("python-calamine", None, repr(error))
    return Opinion("python-calamine", _filled(cells))


def _filled(cells: Cells) -> Cells:
    return {place: value for place, value in cells.items() if value is not None}


_ERROR = re.compile(r"#[A-Z0-9_/]+[?!]?")


def _is_error(value: Any) -> bool:
    return isinstance(value, str) and _ERROR.fullmatch(value) is not None


def _differ(one: Any, other: Any, reader: str) -> bool:
    if other is UNTOLD:
        return False
    if reader == "python-calamine" and _is_error(one) and other is None:
        return False  # it does not tell an error from an empty cell
    if other == "#VALUE!" and isinstance(one, float):
        return False  # openpyxl says so of a number under a date's format that no date has
    if {type(one), type(other)} == {float, tuple}:
        # Under which formats and in which style a number is a date is told differently; the number is the same.
        number, seconds = (one, other[1]) if isinstance(one, float) else (other, one[1])
        return all(abs((number - shift) * 86400 - seconds) > 1 for shift in (0, 1, 2, -1460))
    return type(one) is not type(other) or one != other


READERS: tuple[Callable[[bytes], Opinion], ...] = (by_openpyxl, by_calamine)


def differences(data: bytes) -> list[str]:
    """Return where our reading of a workbook is not what the others read, or is not the same in both our ways.

    A file that we refuse is never read wrongly, and one that another reader refuses cannot be told.
    """
    mine, facts = ours(data)
    slow, slow_facts = ours(data, quick=False)
    said = []
    if (mine.cells, facts) != (slow.cells, slow_facts):
        said.append(f"our two ways: {mine.said or 'read'} | {slow.said or 'read'} | {_first(mine, slow)}")
    if mine.cells is None:
        return said
    for reader in READERS:
        theirs = reader(data)
        if theirs.cells is None:
            continue
        for place in sorted({*mine.cells, *theirs.cells}):
            if (place[0], -1, -1) not in theirs.cells:
                continue  # it does not find the sheet's part, and so says nothing of its cells
            if place[1] < 0:
                continue
            one, other = mine.cells.get(place), theirs.cells.get(place)
            if _differ(one, other, theirs.reader):
                said.append(f"{place}: {one!r} is {other!r} to {theirs.reader}")
    return said


def _first(one: Opinion, other: Opinion) -> str:
    mine, theirs = one.cells or {}, other.cells or {}
    return next(
        (f"{k}: {mine.get(k)!r} {theirs.get(k)!r}" for k in {*mine, *theirs} if mine.get(k) != theirs.get(k)), ""
    )
