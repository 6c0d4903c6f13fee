"""The language that a document is written in: its messages, dates and lists. English is what the messages are.

A message is a whole sentence with named places, ``%(name)s``; a percent sign in it is written ``%%``. It is translated
at the moment when it is asked for, so that nothing made in one language is kept for another.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from socialvalue import resources
from socialvalue.model.said import Said

ENGLISH = "en"

#: The catalogues: a language is offered as soon as there is one.
CATALOGUES = resources.languages()

#: What can be asked for: tag, and what people call it. All write figures as `decimals` does, which a test holds. A
#: language that does not needs `babel.numbers` here, and the documents that functions of its own for figures.
LANGUAGES = {ENGLISH: "English", **{tag: str(Locale.parse(tag).get_language_name("en")) for tag in CATALOGUES}}


def _is_reviewed(catalogue: Path) -> bool:
    """Tell whether a catalogue's first lines say that a translator of its language has read it."""
    before, _, _ = catalogue.read_text("utf-8").partition("msgid")
    return "# Reviewed: yes\n" in before


#: What to know before a document in the language goes anywhere; printed once by a command that writes in it.
UNREVIEWED = {
    tag: f"The {name} of this tool is a machine-assisted translation that no {name} translator has reviewed yet: have "
    f"every document read by somebody who may answer for its {name} before it leaves you."
    for tag, name in LANGUAGES.items()
    if tag in CATALOGUES and not _is_reviewed(CATALOGUES[tag])
}

K = TypeVar("K")
T = TypeVar("T")
V = TypeVar("V")

_current: ContextVar[str] = ContextVar("language", default=ENGLISH)
_missed: ContextVar[dict[str, None] | None] = ContextVar("missed", default=None)


@contextmanager
def speaking(language: str) -> Iterator[dict[str, None]]:
    """Write in ``language`` inside the block; what is given holds each message that had no translation.

    A block inside a block tells the outer one what it missed, too.
    """
    missed: dict[str, None] = {}
    outer = _missed.get()
    token, missing = _current.set(language), _missed.set(missed)
    try:
        yield missed
    finally:
        _current.reset(token)
        _missed.reset(missing)
        if outer is not None:
            outer.update(missed)


def language() -> str:
    """Return the tag of the language being written in."""
    return _current.get()


def locale() -> Locale:
    """Return Babel's locale of the language being written in; English is the British one."""
    return _locale(language())


def gettext(message: str, /, **values: object) -> str:
    """Return ``message`` in the language being written in, with ``values`` placed where it says ``%(name)s``."""
    return translated(message) % values


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the form of a message for ``number``, which is placed as ``%(n)s``; Welsh has six."""
    return translated_plural(one, many, number) % {"n": f"{number:,}", **values}


_ = gettext


def translated(message: str) -> str:
    """Return ``message`` with its places still empty, as templates ask for it."""
    return message if language() == ENGLISH else _catalogue(language()).gettext(message)


def translated_plural(one: str, many: str, number: int) -> str:
    """Return the form of a message for ``number`` with its places still empty, as templates ask for it."""
    if language() == ENGLISH:
        return one if number == 1 else many
    return _catalogue(language()).ngettext(one, many, number)


def spoken(said: Said, figure: Callable[[Decimal], str], money: Callable[[Decimal], str]) -> str:
    """Return a fact's sentence in the language being written in, its figures and amounts as they are to be shown."""
    return said.spoken(translated, figure, money, list_text)


def note_missing(text: str) -> None:
    """Note a text that stays in English in a document of another language."""
    missed = _missed.get()
    if missed is not None and language() != ENGLISH:
        missed[text] = None


def missed_note(language: str, missed: Iterable[str]) -> str:
    """Return what the user is told about the texts that have no translation; nothing where all have one."""
    texts = list(dict.fromkeys(missed))
    if not texts:
        return ""
    count = "One text stands" if len(texts) == 1 else f"{len(texts)} texts stand"
    shown = "; ".join(f"“{' '.join(text.split())}”" for text in texts)
    return f"{count} in English, as no {LANGUAGES.get(language, language)} is known: {shown}"


class Spoken(Mapping[K, V]):
    """A constant table whose texts are translated when one is looked up, not when the program starts."""

    def __init__(self, texts: Mapping[K, T], say: Callable[[T], V]) -> None:
        self._keys = tuple(texts)
        self._said: Callable[[K], V] = lambda key: say(texts[key])

    def __getitem__(self, key: K) -> V:
        return self._said(key)

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def date_text(value: date) -> str:
    """Return a date in full: ``16 October 2026``, ``16 Hydref 2026``."""
    return format_date(value, "long", locale=locale())


def list_text(parts: Iterable[str], last: Literal["and", "or"] = "and") -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``, or the same with “or”."""
    return format_list(tuple(parts), "standard" if last == "and" else "or", locale=locale())


@cache
def _locale(language: str) -> Locale:
    return Locale.parse("en_GB" if language == ENGLISH else language)


class _Missing(NullTranslations):
    """What a catalogue asks for a message that it has not: the message itself, and it is noted."""

    def gettext(self, message: str) -> str:
        note_missing(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        note_missing(msgid1)
        return msgid1 if n == 1 else msgid2


@cache
def _catalogue(language: str) -> NullTranslations:
    if language not in CATALOGUES:
        return _Missing()
    with CATALOGUES[language].open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    found = Translations(compiled)
    found.add_fallback(_Missing())
    return found
