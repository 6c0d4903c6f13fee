"""XML parts read through one safe, namespace-aware parser: decoded once, cut between tags, without a document type.

Element names come as expat writes them with a namespace: the namespace, a space, the name.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any, NoReturn
from xml.parsers import expat

from socialvalue.intake.refused import damaged, unsafe

Prepare = Callable[[expat.XMLParserType], None]

#: The namespaces of spreadsheets as nearly everybody writes them, and as Excel's "Strict Open XML" does.
TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_MAIN = (f"{TRANSITIONAL} ", f"{STRICT} ")

#: One tag or one text may not be longer than this: no cell holds more than 32,767 characters.
_LONGEST_TOKEN = 2**20

_ENCODINGS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def local(tag: str) -> str:
    """Return the name of a tag of the spreadsheet's own namespace; any other tag as it is, which equals no name."""
    for main in _MAIN:
        if tag.startswith(main):
            return tag[len(main) :]
    return tag


def text_of(chunks: Iterable[bytes], label: str, part: str, sheet: str = "") -> Iterator[str]:
    """Decode a part: UTF-8 or UTF-16, the two encodings of the format. Every piece but the first begins with ``<``.

    So neither a tag nor a text is ever cut in two.
    """
    encoding, rest = "", ""
    decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks:
            if not encoding:
                mark = next((mark for mark in _ENCODINGS if chunk.startswith(mark)), b"")
                # Without a mark, UTF-16 is known by the half of its first sign that is nothing.
                unmarked = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(chunk[:2], "utf-8")
                encoding = _ENCODINGS.get(mark, unmarked)
                decoder = codecs.getincrementaldecoder(encoding)()
                chunk = chunk[len(mark) :]  # noqa: PLW2901  # the mark is no text
            whole = rest + decoder.decode(chunk)
            end = max(whole.rfind("<"), 0)
            rest = whole[end:]
            if len(rest) > _LONGEST_TOKEN:
                raise unsafe(label, f"a part ({part}) with a text of more than a million characters", sheet)
            if end:
                yield whole[:end]
        yield rest + decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise damaged(label, f"a damaged part ({part}: {error.reason})", sheet) from error


def parse(pieces: Iterable[bytes], prepare: Prepare, label: str, part: str, sheet: str = "") -> None:
    """Run the pieces of a part, in UTF-8, through a parser that ``prepare`` has given its handlers."""

    def refuse(*_: object) -> NoReturn:
        raise unsafe(label, "a document type declaration, which no workbook has", sheet)

    def declaration(version: str, encoding: str | None, _: int) -> None:
        if version != "1.0" or (encoding or "utf-8").lower() not in {"utf-8", "utf8", "utf-16"}:
            raise unsafe(label, f"a part ({part}) in the encoding {encoding} of XML {version}", sheet)

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.XmlDeclHandler = declaration
    prepare(parser)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(label, f"a damaged part ({part}: {error})", sheet) from error


class _Found(Exception):
    pass


_FIRST = re.compile(rb"(?:<\?xml [^<>]*\?>)?\s*<(?:[\w.-]+:)?([\w.-]+)[\s/>]")


def root_of(pieces: Iterable[bytes], label: str, part: str, names: Collection[str]) -> str:
    """Return the tag of a part's root, of which no more is read; "" where its name is plainly none of ``names``."""
    found = ""
    first, pieces = b"", iter(pieces)
    for first in pieces:
        if (match := _FIRST.match(first)) is not None and match[1].decode() not in names:
            return ""
        break

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal found
        found = tag
        raise _Found

    with suppress(_Found):
        parse(chain([first], pieces), lambda parser: setattr(parser, "StartElementHandler", start), label, part)
    return found


#: The lists of a styles part, each of which stands directly under its root.
_LISTS = {"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles"}


def only_own(prepare: Prepare, namespace: str, root: str, label: str, part: str) -> Prepare:
    """Return handlers that refuse elements of another namespace, and lists of styles inside one another.

    Programs differ about which of them they take. What stands in the place for extensions is told to none.
    """

    def guarded(parser: expat.XMLParserType) -> None:
        prepare(parser)
        handlers: Any = parser  # its stubs allow either form of attributes
        begin, finish = handlers.StartElementHandler, handlers.EndElementHandler
        depth = extension = 0

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth, extension
            depth += 1
            if extension:
                return
            if not tag.startswith(f"{namespace} ") or (depth == 1 and tag != f"{namespace} {root}"):
                raise unsafe(label, f"a part ({part}) with an element of another kind ({tag.rpartition(' ')[2]})")
            name = tag.rpartition(" ")[2]
            if depth != 2 and name in _LISTS:
                raise unsafe(label, f"a part ({part}) with a list inside another ({name})")
            if tag == f"{namespace} extLst":
                extension = depth
            elif begin is not None:
                begin(tag, attributes)

        def end(tag: str) -> None:
            nonlocal depth, extension
            if not extension and finish is not None:
                finish(tag)
            if depth == extension:
                extension = 0
            depth -= 1

        parser.StartElementHandler = start
        parser.EndElementHandler = end

    return guarded
