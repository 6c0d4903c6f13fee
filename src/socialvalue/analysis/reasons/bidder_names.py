"""Bidders' names found in a reason: in full, by what is distinctive in them, or by the label of a blind sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from socialvalue.analysis.reasons.phrases import COMMON_IN_NAMES
from socialvalue.analysis.reasons.texts import Words, words

#: A single word of a name needs as many letters to stand for the whole.
SHORTEST_PART = 4

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*")
_FORMS = "ltd limited plc llp llc lp cic cio scio inc co company gmbh sa bv cyf the and"
_LEGAL = frozenset(_FORMS.split())


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of words that names a bidder; ``capitals`` where the words are so common that only capitals make a name."""

    run: Words
    bidder: str
    capitals: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BidderNames:
    """What each bidder is called: runs of words by their first word, and single distinctive words."""

    runs: Mapping[str, tuple[_Name, ...]]
    parts: Mapping[str, frozenset[str]]

    def others_in(self, text: str, own: str) -> tuple[str, ...]:
        """Return the bidders other than ``own`` whom ``text`` names, in the order in which it does."""
        plain = unicodedata.normalize("NFKC", text)
        if not self._may_be_in(plain):
            return ()
        tokens = _tokens(plain)
        own_words = _name_words(own)
        found: dict[str, int] = {}
        taken = -1
        for place, token in enumerate(tokens):
            if place <= taken:
                continue
            name = next(self._names_at(plain, tokens, place), None)
            if name is not None:
                taken = place + len(name.run) - 1
                found.setdefault(name.bidder, place)
            elif token.word in self.parts and token.word not in own_words and _has_capital(token.text):
                for bidder in self.parts[token.word]:
                    found.setdefault(bidder, place)
        return tuple(bidder for bidder in sorted(found, key=lambda one: (found[one], one)) if bidder != own)

    def _may_be_in(self, text: str) -> bool:
        """A quick first look: most reasons hold no word with which a name starts."""
        present = set(_TOKEN.findall(text.lower().replace("’", "'").replace("'s", "")))
        return not (present.isdisjoint(self.runs) and present.isdisjoint(self.parts))

    def _names_at(self, text: str, tokens: list[_Token], place: int) -> Iterator[_Name]:
        """The names that start at a token, the longest first: "Harbour Care North" does not name Harbour Care."""
        for name in self.runs.get(tokens[place].word, ()):
            run = tokens[place : place + len(name.run)]
            if tuple(token.word for token in run) != name.run:
                continue
            if name.capitals and not all(_has_capital(token.text) for token in run):
                continue
            # "Bidder A" is a label; "the bidder. A plan" and "the bidder a" are not.
            if name.label and not (
                run[-1].text == name.label.split()[-1] and text[run[0].start : run[-1].end].split() == _split(run)
            ):
                continue
            yield name


def bidder_names(
    bidders: Iterable[str], also_known_as: Mapping[str, str] | None = None, ordinary: Iterable[str] = ()
) -> BidderNames:
    """Return the names to look for.

    ``also_known_as`` gives bidders' labels on blind sheets, by bidder. A word of ``ordinary`` (see
    `lower_case_words`) is never by itself a part by which a bidder is known.
    """
    everyday = frozenset(ordinary) | COMMON_IN_NAMES
    names: set[_Name] = set()
    parts: dict[str, set[str]] = {}
    for bidder in dict.fromkeys(bidders):
        name = _name_words(bidder)
        core = tuple(word for word in name if word not in _LEGAL)
        names |= {
            _Name(run, bidder, capitals=everyday.issuperset(run)) for run in (name, core) if len(run) > 1 and any(core)
        }
        for word in core:
            if len(word) >= SHORTEST_PART and not word.isdigit() and word not in everyday:
                parts.setdefault(word, set()).add(bidder)
    for bidder, label in (also_known_as or {}).items():
        run = _name_words(label)
        if len(run) > 1:
            names.add(_Name(run, bidder, label=label))
    runs: dict[str, tuple[_Name, ...]] = {}
    for one in sorted(names, key=lambda name: (-len(name.run), name.run, name.bidder, name.label)):
        runs[one.run[0]] = (*runs.get(one.run[0], ()), one)
    return BidderNames(runs, {word: frozenset(known) for word, known in parts.items()})


@lru_cache(maxsize=1024)
def core_of(bidder: str) -> Words:
    """Return the words of a bidder's name as spelt, without its legal form; all of them where nothing is left."""
    spelt = tuple(token.text for token in _tokens(unicodedata.normalize("NFKC", bidder)))
    return tuple(word for word in spelt if word.lower() not in _LEGAL) or spelt


def without_name(text: Words, bidder: str) -> Words:
    """Return the words of a text without those of the bidder's name and without figures.

    What is left is what would stay the same if the text were used again for another bid.
    """
    own = set(words(bidder)) - COMMON_IN_NAMES
    return tuple(word for word in text if word.removesuffix("'s") not in own and not word[0].isdigit())


def lower_case_words(texts: Iterable[str]) -> set[str]:
    """Return the words that stand somewhere in ``texts`` without a capital: nobody's name."""
    seen: set[str] = set()
    for text in texts:
        seen.update(_TOKEN.findall(unicodedata.normalize("NFKC", text).replace("’", "'")))
    return {token.removesuffix("'s") for token in seen if not _has_capital(token)}


def _has_capital(token: str) -> bool:
    # Scripts without capitals cannot say it; figures neither.
    return token[0] != token[0].lower() or token.lower() == token.upper()


def _split(run: list[_Token]) -> list[str]:
    return [token.text for token in run]


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        token = match.group().replace("’", "'")
        token = token[:-2] if token[-2:] in {"'s", "'S"} else token
        found.append(_Token(token, token.lower(), match.start(), match.start() + len(token)))
    return found


@lru_cache(maxsize=1024)
def _name_words(name: str) -> Words:
    return tuple(token.word for token in _tokens(unicodedata.normalize("NFKC", name)))
