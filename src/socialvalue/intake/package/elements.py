"""Handlers by what may stand where: the parser's calls, each led to the element that the place allows.

Anything else that stands there is refused, and so is whatever could make two programs read one text differently: a
comment, an instruction or a marked section inside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from socialvalue.intake.package.xml_parts import Prepare

Attributes = dict[str, str]
#: What may stand inside an element: whole tag to what begins it.
Level = dict[str, Callable[[Attributes], None]]

#: What makes cells and texts. Some programs look for these at any depth.
_CELLS = {"sheetData", "row", "c", "v", "f", "is", "sst", "si"}

#: Inside this level nothing else is looked at.
SKIPPED: Level = {}


class Elements:
    """One pass over a part whose root is ``namespace``'s ``root``; rooms derive from it and fill the levels."""

    def __init__(self, namespace: str, root: str) -> None:
        self.namespace = namespace
        self.expected: Level = {self.tag(root): self.start_root}
        self.leave: Callable[[], None] | None = None
        self._open: list[tuple[Level, Callable[[], None] | None]] = []
        self._rooted = False
        self.pieces: list[str] = []
        #: Whether texts are gathered, and whether the element around them allows nothing but plain text.
        self.gathering = False
        self.strict = False
        #: The bytes that the parser is at, and how many it had before them: only where a reference matters.
        self.source, self.before = b"", 0

    @property
    def prepare(self) -> Prepare:
        def prepare(parser: expat.XMLParserType) -> None:
            self.parser = parser
            parser.buffer_text = False
            parser.StartElementHandler = self.start
            parser.EndElementHandler = self.end
            parser.CharacterDataHandler = self.characters
            parser.CommentHandler = self.comment
            parser.StartCdataSectionHandler = self.section
            parser.ProcessingInstructionHandler = self.instruction

        return prepare

    def tag(self, name: str) -> str:
        return f"{self.namespace} {name}"

    def refuse(self, what: str) -> NoReturn:
        raise NotImplementedError

    def start_root(self, attributes: Attributes) -> None:
        raise NotImplementedError

    def start(self, tag: str, attributes: Attributes) -> None:
        self._open.append((self.expected, self.leave))
        self.leave = None
        begin = self.expected.get(tag)
        if begin is not None:
            begin(attributes)
        elif self.expected is not SKIPPED:
            self.other(tag, attributes)
        elif tag.rpartition(" ")[2] in _CELLS and (tag.startswith(self.namespace) or tag.endswith(" sheetData")):
            self.refuse(f"a second place for its cells or texts ({tag.rpartition(' ')[2]})")

    def other(self, tag: str, _: Attributes) -> None:
        """Take an element that the level does not name: refused, unless a room knows better."""
        self.refuse(f"an element of XML that does not belong there ({tag.rpartition(' ')[2]})")

    def skip(self, _: Attributes) -> None:
        self.expected = SKIPPED

    def end(self, _: str) -> None:
        leave = self.leave
        self.expected, self.leave = self._open.pop()
        if leave is not None:
            leave()

    def gather(self) -> None:
        """Gather the text of the element that has just begun, which holds nothing else."""
        self.expected = _NOTHING
        self.gathering = True
        self.pieces = []

    def gathered(self) -> str:
        self.gathering = False
        return "".join(self.pieces)

    def characters(self, text: str) -> None:
        if self.gathering:
            self.pieces.append(text)
        elif self.strict and self.expected is not SKIPPED and text.strip():
            self.refuse("a text that does not belong there")

    @property
    def at_reference(self) -> bool:
        """Whether the text just found was written as a reference (``&#50;``) instead of the character itself."""
        at = self.parser.CurrentByteIndex - self.before
        return self.source[at : at + 1] == b"&"

    def comment(self, _: str) -> None:
        if self.strict:
            self.refuse("a comment hidden in its XML")

    def instruction(self, _target: str, _data: str) -> None:
        if self.strict:
            self.refuse("an instruction hidden in its XML")

    def section(self) -> None:
        if self.strict:
            self.refuse("a marked section (CDATA) hidden in its XML")


_NOTHING: Level = {}
