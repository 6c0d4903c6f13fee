"""Names of bidders: kept as typed, compared without case, spacing, punctuation, legal forms and look-alike letters."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from socialvalue.intake.lookalikes import LOOKS, LOOKS_WITHOUT_CASE
from socialvalue.intake.nothing_said import BLANKS
from socialvalue.intake.wording import figures

_TRIMMED = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\u2007\u202f\u3000" + BLANKS

#: Told apart by case only before folding: capital I, the figure 1 and the bar look like a small l, 0 like O.
_FIGURES = str.maketrans("I1|0", "lllO")

_ALIKE = frozenset("I1|0")
_NO_FIGURES: dict[int, int] = {}

_LATIN = str.maketrans({one: meant for meant, several in LOOKS.items() for one in several})
_LATIN_WITHOUT_CASE = str.maketrans({one: meant for meant, several in LOOKS_WITHOUT_CASE.items() for one in several})

#: Punctuation that sets a name apart from another, as other punctuation does not.
_TELLING = frozenset("@#%*")

#: Legal forms as they are written out, and in Welsh, by the one that stands for all of them.
_LEGAL_FORMS = {
    ("limited",): "ltd",
    ("cyf",): "ltd",
    ("cyfyngedig",): "ltd",
    ("public", "limited", "company"): "plc",
    ("cwmni", "cyfyngedig", "cyhoeddus"): "plc",
    ("ccc",): "plc",
    ("limited", "liability", "partnership"): "llp",
    ("partneriaeth", "atebolrwydd", "cyfyngedig"): "llp",
    ("pac",): "llp",
    ("community", "interest", "company"): "cic",
    ("cwmni", "buddiannau", "cymunedol"): "cic",
    ("cbc",): "cic",
    ("charitable", "incorporated", "organisation"): "cio",
    ("company",): "co",
}
_FORM_WORDS = frozenset(form[0] for form in _LEGAL_FORMS)
_LONGEST_FORM = max(map(len, _LEGAL_FORMS))


def clean(value: Any) -> str:
    """Return a name as typed, apart from outer spaces, on one line; a number (the firm 3663) as its figures."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return figures(value)
    if not isinstance(value, str):
        return ""
    name = value.strip(_TRIMMED)
    return " ".join(line for part in name.splitlines() if (line := part.strip(_TRIMMED)))


def is_on_lines(value: Any) -> bool:
    """Whether a name was typed on more than one line."""
    return isinstance(value, str) and len(value.strip(_TRIMMED).splitlines()) > 1


def has_control_character(name: str) -> bool:
    """Whether a name holds a tab or another control character."""
    return not name.isprintable() and any(unicodedata.category(character) == "Cc" for character in name)


@lru_cache(maxsize=8192)
def keys(name: str) -> tuple[str, ...]:
    """Return the keys by which names are compared: with one in common, two names are taken for one.

    They are never shown. The first is the name as it is spelt, the second as it looks, the third as it looks to
    somebody who does not tell I, l and 1 apart.
    """
    spelt = unicodedata.normalize("NFKC", name)
    looks = as_it_looks(spelt)
    words = _words(spelt)
    read = seen = _key(words, _NO_FIGURES) or spelt.casefold()
    if looks != spelt:
        words = _words(looks)
        seen = _key(words, _NO_FIGURES) or looks.casefold()
    plain = seen if _ALIKE.isdisjoint(looks) else _key(words, _FIGURES) or looks.casefold()
    return tuple(dict.fromkeys((read, seen, plain)))


def as_it_looks(text: str) -> str:
    """Return a text with the letters of other scripts that look like Latin ones as those."""
    if text.isascii():
        return text
    looks = text.translate(_LATIN)
    # In a name of Hebrew or Japanese letters, those that look like Latin ones are no less themselves.
    whole = looks.translate(_LATIN_WITHOUT_CASE)
    return whole if _bare(whole).isascii() else looks


def _words(text: str) -> list[str]:
    return [word for part in text.replace("&", " and ").split() if (word := _without_punctuation(_bare(part)))]


def _key(words: list[str], figures_as: dict[int, int]) -> str:
    said: list[str] = []
    folded = [word.casefold() for word in words]
    if _FORM_WORDS.isdisjoint(folded):
        return _bare("".join(words).translate(figures_as).casefold())
    at = 0
    while at < len(words):
        form = next((n for n in range(_LONGEST_FORM, 0, -1) if tuple(folded[at : at + n]) in _LEGAL_FORMS), 0)
        if form:
            said.append(_LEGAL_FORMS[tuple(folded[at : at + form])])
        else:
            said.append(_bare(words[at].translate(figures_as).casefold()))
        at += form or 1
    return "".join(said)


def _bare(text: str) -> str:
    """Return text without accents, and without what shows nothing."""
    if text.isascii():
        return text
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", text)
        if character not in BLANKS and unicodedata.category(character) not in {"Cf", "Cc", "Mn"}
    )


def _without_punctuation(word: str) -> str:
    if word.isalnum():
        return word
    return "".join(
        one for one in word if one in _TELLING or not (one == "`" or unicodedata.category(one).startswith("P"))
    )


_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Bidders:
    """The names of the bidders, to find the one that a text means under any of its spellings.

    Where two are taken for one name, the last is found.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key = {one: name for name in names for one in keys(name)}

    def find(self, text: str) -> str | None:
        """Return the bidder that is meant, as its bid spells it."""
        return next((self._by_key[one] for one in keys(text) if one in self._by_key), None)

    def as_spelt(self, text: str) -> str:
        """Return the same, and the text itself where no bidder is meant."""
        return self.find(text) or text


def key(text: str) -> str:
    """Return the form in which ids and titles are compared: no case, single spaces, nothing invisible."""
    return " ".join(text.translate(_INVISIBLE).split()).casefold()


def nearest(text: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a slip of the pen would most likely have meant, or None."""
    return next(iter(difflib.get_close_matches(key(text), list(candidates), n=1, cutoff=0.8)), None)
