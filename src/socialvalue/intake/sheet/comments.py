"""What somebody wrote beside a cell: comments, and threads of comments, with the names of their writers."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from socialvalue.intake.cells import position
from socialvalue.intake.package.package import Package, SheetPart
from socialvalue.intake.refused import damaged

#: Excel writes a comment of this author for programs that know no threads; the thread itself says more.
_THREAD = "tc="


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a cell, row and column counted from zero; ``writer`` is "" where nobody is named."""

    row: int
    column: int
    text: str
    writer: str = ""


@dataclass(slots=True)
class CommentScan:
    """Takes in a part of comments, of threads or of persons, element by element; tags come without their namespace."""

    persons: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    found: list[Comment] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _at: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside.append(name)
        if name in {"comment", "threadedComment"}:
            self._at, self._pieces = attributes, []
        elif name == "author":
            self._pieces = []
        elif name == "person":
            self.persons[attributes.get("id", "")] = attributes.get("displayName", "")

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = lambda tag, attributes: self.start(tag.rpartition(" ")[2], attributes)
        parser.EndElementHandler = lambda _: self.end()
        parser.CharacterDataHandler = self.characters

    def characters(self, text: str) -> None:
        inside = self._inside
        threaded = inside[-2:] == ["threadedComment", "text"]
        if threaded or inside[-1:] == ["author"] or (inside[-1:] == ["t"] and "rPh" not in inside):
            self._pieces.append(text)

    def end(self) -> None:
        name = self._inside.pop()
        if name == "author":
            self.authors.append("".join(self._pieces).strip())
        elif name in {"comment", "threadedComment"}:
            row, column = position(self._at.get("ref", ""))
            text = " ".join("".join(self._pieces).split())
            if text:
                self.found.append(Comment(row, column, text, self._writer(name)))

    def _writer(self, name: str) -> str:
        if name == "threadedComment":
            return self.persons.get(self._at.get("personId", ""), "")
        number = self._at.get("authorId", "")
        known = number.isascii() and number.isdigit() and int(number[:9]) < len(self.authors)
        return self.authors[int(number)] if known else ""


def read_comments(package: Package, sheet: SheetPart) -> dict[int, dict[int, list[Comment]]]:
    """Return all comments of a sheet by row and column.

    Raises:
        Refused: When a part of comments is damaged.
    """
    notes, threads, persons = CommentScan(), CommentScan(), CommentScan()
    parts = package.related(sheet.part, "comments")
    threaded = package.related(sheet.part, "threadedComment")
    if not parts and not threaded:
        return {}
    try:
        for scan, names in (
            (persons, package.related(package.workbook, "person") if threaded else []),
            (notes, parts),
            (threads, threaded),
        ):
            scan.persons = persons.persons
            for name in names:
                scan.authors = []
                package.parse(name, scan.prepare, sheet.name)
    except ValueError as error:
        raise damaged(package.label, f"a comment without a proper address ({error})", sheet.name) from error
    return together(notes.found, threads.found)


def together(comments: list[Comment], threads: list[Comment]) -> dict[int, dict[int, list[Comment]]]:
    """Return all comments by row and column; where there is a thread, not the comment that stands in for it."""
    threaded = {(one.row, one.column) for one in threads}
    found: dict[int, dict[int, list[Comment]]] = {}
    for one in (*comments, *threads):
        if one.writer.startswith(_THREAD) and (one.row, one.column) in threaded:
            continue
        found.setdefault(one.row, {}).setdefault(one.column, []).append(one)
    return found
