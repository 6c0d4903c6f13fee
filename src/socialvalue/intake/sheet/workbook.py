"""One workbook opened for reading: of every sheet the values, and the facts that values do not tell."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from socialvalue.errors import Place, Problem
from socialvalue.intake.cells import address
from socialvalue.intake.look.cell_values import Value
from socialvalue.intake.look.styles import Styles, read_styles
from socialvalue.intake.package.package import MOST_BYTES, Package, SheetPart, open_package
from socialvalue.intake.package.rich_text import SharedTexts, shared_texts
from socialvalue.intake.package.xml_parts import parse
from socialvalue.intake.refused import Refused, damaged, unsafe
from socialvalue.intake.sheet.calculation import doubt
from socialvalue.intake.sheet.comments import read_comments
from socialvalue.intake.sheet.drawings import drawings
from socialvalue.intake.sheet.facts import Facts
from socialvalue.intake.sheet.quick_scan import QuickScan
from socialvalue.intake.sheet.tables import totals_rows
from socialvalue.reading import NotRead, read_labelled

#: More text than all the bids of a large tender have together.
MOST_TEXT = 20_000_000

#: Up to this a workbook is read at once, whatever it holds: in 5 seconds and 600 MB at the very most (measured with 25
#: workbooks made for the purpose). A bid has a hundredth of it, and a comparison of 5,000 bids on 61 questions fits.
LARGE, LARGE_UNPACKED = 8 * 2**20, 20 * 2**20

__all__ = ["Sheet", "Value", "Workbook", "open_workbook"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's values by row and column, counted from zero, with its facts."""

    label: str
    name: str
    hidden: bool
    rows: list[list[Value]]
    facts: Facts

    def value(self, row: int, column: int) -> Value:
        """Return the value of a cell, "" where it is empty or outside the used area."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def text(self, row: int, column: int) -> str:
        """Return the value of a cell that should hold a word, trimmed; "" for anything but text."""
        value = self.value(row, column)
        return value.strip() if isinstance(value, str) else ""

    def place(self, row: int, column: int) -> Place:
        return Place(self.label, self.name, address(row, column))


class Workbook:
    """An opened workbook; its sheets are read when they are asked for."""

    def __init__(self, data: bytes, label: str) -> None:
        self.label = label
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._package: Package = open_package(data, label)
        self._styles: Styles = read_styles(self._package)
        self._texts: SharedTexts = shared_texts(self._package, self._styles.looks.of_run)
        if (characters := sum(map(len, self._texts.texts))) > MOST_TEXT:
            raise unsafe(label, f"a workbook with {characters:,} characters of text")
        self._read: dict[str, Sheet] = {}

    @property
    def sheets(self) -> tuple[SheetPart, ...]:
        return self._package.sheets

    def named(self, name: str) -> SheetPart | None:
        """Return the worksheet of that name, compared without case and outer spaces."""
        wanted = name.casefold()
        return next((part for part in self.sheets if part.name.strip().casefold() == wanted), None)

    def sheet(self, part: SheetPart) -> Sheet:
        """Read one sheet.

        Raises:
            Refused: When the sheet is damaged or unsafe.
        """
        if part.name not in self._read:
            package = self._package
            scan = QuickScan(self.label, part.name, package.namespace, self._texts, self._styles)
            pieces = scan.stream(package.texts(part.part, part.name))
            try:
                parse(pieces, scan.prepare, self.label, part.part, part.name)
            except (ValueError, KeyError) as error:
                raise damaged(self.label, f"a cell or range without a proper address ({error})", part.name) from error
            rows, facts = scan.finish(), scan.facts
            facts.comments = read_comments(package, part)
            facts.doubt, facts.calculated = doubt(package.calculation), bool(package.calculation)
            facts.drawings = drawings(package, part)
            facts.totals_rows = totals_rows(package, part)
            self._read[part.name] = Sheet(self.label, part.name, part.hidden, rows, facts)
        return self._read[part.name]


def is_large(data: bytes) -> bool:
    """Say whether a file is large enough to be tried first. What is no workbook is refused soon enough."""
    if len(data) > LARGE:
        return True
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(info.file_size for info in archive.infolist()) > LARGE_UNPACKED
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError):
        return False


def open_workbook(path: Path, label: str) -> Workbook:
    """Open an ``.xlsx`` or ``.xlsm`` file; ``label`` is how places name it, such as ``bids/harbour.xlsx``.

    Raises:
        Refused: When the file cannot be read, with what to do about it.
    """
    try:
        data = read_labelled(path, label, most=MOST_BYTES)
    except NotRead as error:
        raise Refused(error.problem(Place(label))) from error
    except OSError as error:
        raise Refused(
            Problem(
                "file-unreadable",
                Place(label),
                f"a file that could not be opened ({error.strerror or error})",
                "a file that may be read",
                "Close it in other programs, check that you have permission to open it, and try again.",
            )
        ) from error
    if is_large(data):
        from socialvalue.intake.sheet.tried import tried  # noqa: PLC0415 - few are, and processes are slow to load

        tried(data, label)
    return Workbook(data, label)


class Books:
    """The workbooks of one run, each opened once: what was looked at first is what is scored, whatever comes after."""

    def __init__(self) -> None:
        self._opened: dict[Path, Workbook | Refused] = {}

    def open(self, path: Path, label: str) -> Workbook:
        """Open a workbook as `open_workbook` does, or give the one that was opened before.

        Raises:
            Refused: When the file cannot be read, each time.
        """
        if path not in self._opened:
            try:
                self._opened[path] = open_workbook(path, label)
            except Refused as refused:
                self._opened[path] = refused
        opened = self._opened[path]
        if isinstance(opened, Refused):
            raise opened
        return opened
