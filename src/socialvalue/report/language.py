"""The language that a document is written in: its messages, dates and figures. English is what the messages are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from socialvalue import resources

ENGLISH = "en"

#: What can be asked for: tag, and what people call it.
LANGUAGES = {ENGLISH: "English", "cy": "Welsh"}

_current: ContextVar[str] = ContextVar("language", default=ENGLISH)
_missed: ContextVar[dict[str, None] | None] = ContextVar("missed", default=None)


@contextmanager
def speaking(language: str) -> Iterator[dict[str, None]]:
    """Write in ``language`` inside the block; what is given holds each message that had no translation."""
    missed: dict[str, None] = {}
    token, missing = _current.set(language), _missed.set(missed)
    try:
        yield missed
    finally:
        _current.reset(token)
        _missed.reset(missing)


def language() -> str:
    """Return the tag of the language being written in."""
    return _current.get()


def locale() -> Locale:
    """Return Babel's locale of the language being written in; English is the British one."""
    return Locale.parse("en_GB" if language() == ENGLISH else language())


def gettext(message: str, **values: object) -> str:
    """Return ``message`` in the language being written in, with ``values`` placed where it says ``%(name)s``."""
    text = _catalogue(language()).gettext(message)
    _note_missing(message, text)
    return text % values if values else text


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the form of a message for ``number``, placed as ``%(n)s``; Welsh has six."""
    text = _catalogue(language()).ngettext(one, many, number)
    _note_missing(one, text if number == 1 else "" if text == many else text)
    return text % ({"n": f"{number:,}", **values})


_ = gettext


def _note_missing(message: str, text: str) -> None:
    missed = _missed.get()
    if missed is not None and language() != ENGLISH and text in (message, ""):
        missed[message] = None


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    path = resources.folder("templates") / "languages" / f"{language}.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
