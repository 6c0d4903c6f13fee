"""The messages of all documents: collected from the code and the templates, and catalogues brought up to date."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from jinja2.ext import babel_extract

from socialvalue import resources
from socialvalue.report.page.documents import DOCUMENTS, LETTERS
from socialvalue.report.words.language import CATALOGUES, LANGUAGES

PACKAGE = Path(resources.__file__).resolve().parent
TEMPLATES = resources.folder("templates")

#: One text, or the two English forms of a text that counts.
Message = str | tuple[str, str]

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
}

#: As `report/html.py` sets its templates up, or the texts collected are not those that are asked for.
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}

#: Where each document has its texts: one that several show is counted with the first.
TEXTS = (
    (LETTERS.name, LETTERS.texts),
    ("what letters share", ("report/words/", "report/evaluation/award_terms.py", "model/")),
    *((kind.name, kind.texts) for kind in DOCUMENTS if kind is not LETTERS),
)

#: The rooms whose texts documents show.
SPEAKING = ("analysis", "model", "report")

HEADER = """\
# {name} texts of the documents that socialvalue writes.
#
# This is a machine-assisted translation; corrections are very welcome. Once a {name} translator has read it, write yes:
# Reviewed: no
#
# `make update-messages` brings the list of messages up to date and keeps the translations.
#"""

#: Lines of a header that differ by day, by machine or by version, or name a person.
_DROPPED = re.compile(
    '^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team'
    "|Generated-By):.*\n",
    re.MULTILINE,
)


def collected() -> dict[Message, tuple[str, ...]]:
    """Return every message with the files that have it, the code first."""
    found: dict[Message, dict[str, None]] = {}
    for path in sorted(path for room in SPEAKING for path in (PACKAGE / room).rglob("*.py")):
        for message in _in_file(path, in_python, {}):
            found.setdefault(message, {})[path.relative_to(PACKAGE).as_posix()] = None
    for path in sorted(TEMPLATES.rglob("*.html")):
        for message in _in_file(path, babel_extract, JINJA):
            found.setdefault(message, {})[path.relative_to(TEMPLATES).as_posix()] = None
    return {message: tuple(places) for message, places in found.items()}


def in_python(
    file: IO[bytes], keywords: Iterable[str], _tags: object = (), *, options: object = None
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Yield what Babel's own extractor yields, in f-strings too, which that one reads in newer Pythons only."""
    for call in _nodes(ast.parse(file.read())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in keywords:
            texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if texts:
                yield call.lineno, call.func.id, tuple(texts) if len(texts) > 1 else texts[0], []


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a module as they are read, which line numbers inside an f-string do not tell."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _nodes(child)


def _in_file(path: Path, method: Callable[..., Iterable[object]], options: dict[str, str]) -> Iterator[Message]:
    with path.open("rb") as file:
        for _line, message, _comments, _context in extract(method, file, KEYWORDS, options=options):  # type: ignore[arg-type]  # its types know no callable, and its documentation does
            if isinstance(message, str):
                yield message
            else:
                yield message[0], message[1]


def document_of(places: Iterable[str]) -> str:
    """Return the first document of which one of the places is."""
    return next(name for name, starts in TEXTS if any(place.startswith(starts) for place in places))


def read(language: str) -> Catalog:
    with CATALOGUES[language].open("rb") as file:
        return read_po(file, locale=language)


def fresh(language: str) -> str:
    """Return a catalogue's text with the messages that there are now, each with the translation that it has."""
    known = read(language)
    header = HEADER.format(name=LANGUAGES[language])
    if "Reviewed: yes" in known.header_comment:
        header = header.replace("Reviewed: no", "Reviewed: yes")
    made = Catalog(locale=language, header_comment=header, fuzzy=False)
    made.mime_headers = [("Plural-Forms", to_gettext(Locale.parse(language).plural_form))]
    for message, places in collected().items():
        before = known.get(message)
        kept = before.string if before is not None and before.id == message else ""
        made.add(message, kept, locations=[(place, 0) for place in places])
    written = io.BytesIO()
    write_po(written, made, width=120, include_lineno=False, sort_by_file=False)
    return _DROPPED.sub("", written.getvalue().decode())
