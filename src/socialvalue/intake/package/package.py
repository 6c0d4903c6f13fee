"""The package that an Excel workbook is: its parts, found through its own relationships and read safely."""

from __future__ import annotations

from collections.abc import Iterator

from socialvalue.intake.package.archive import MOST_BYTES, chunks_of, open_archive
from socialvalue.intake.package.index import Index, SheetPart
from socialvalue.intake.package.xml_parts import Prepare, only_own, parse, text_of

__all__ = ["MOST_BYTES", "Package", "SheetPart", "open_package"]


class Package:
    """An opened workbook: its worksheets, where its styles and shared texts stand ("" for none), how it counts days.

    ``namespace`` is the one in which all of its parts must be written. ``calculation`` is what the workbook says of how
    its formulas are worked out, as it stands there; mostly once.
    """

    def __init__(self, data: bytes, label: str) -> None:
        self.label = label
        self._archive = open_archive(data, label)
        self._index = Index(self._archive, label)
        self.workbook = self._index.workbook()
        self.namespace = self._index.namespace
        relations = self._index.related(self.workbook)
        self.styles = self._index.role(relations, "styles")
        self.strings = self._index.role(relations, "sharedStrings")
        self.sheets, said = self._index.sheets(self.workbook, relations)
        self.from_1904, self.calculation = said.from_1904, tuple(said.calculation)
        known = {"workbook": self.workbook, "styleSheet": self.styles, "sst": self.strings}
        self._index.check_roots(known, {one.part for one in self.sheets})

    def related(self, part: str, role: str) -> list[str]:
        """Return the parts of a role that a part leads to: ``comments`` or a ``table`` of a sheet, the ``theme``."""
        return self._index.others(part, role)

    def content(self, part: str) -> bytes:
        """Return the bytes of a part, all at once."""
        return b"".join(chunks_of(self._archive, part, self.label))

    def texts(self, part: str, sheet: str = "") -> Iterator[str]:
        """Return a part's text, in pieces that begin with ``<``."""
        return text_of(chunks_of(self._archive, part, self.label), self.label, part, sheet)

    def parse(self, part: str, prepare: Prepare, sheet: str = "", root: str = "") -> None:
        """Run one part through a safe streaming parser that ``prepare`` has given its handlers.

        With ``root`` that element must be its root, and all elements but an extension's of the workbook's namespace.
        """
        if root:
            prepare = only_own(prepare, self.namespace, root, self.label, part)
        parse(map(str.encode, self.texts(part, sheet)), prepare, self.label, part, sheet)


def open_package(data: bytes, label: str) -> Package:
    """Open the bytes of an ``.xlsx`` or ``.xlsm`` file; ``label`` is how the user knows the file.

    Raises:
        Refused: When it is not such a workbook, is damaged, locked by a password, or built to deceive or to fill the
            memory.
    """
    return Package(data, label)
