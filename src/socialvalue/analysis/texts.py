"""Texts compared as people read them: without case, punctuation and spacing, by runs of words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Words in a row that two texts must share before the row counts as copied.
RUN = 3

#: The share of a text's words that stand in copied rows from which the text is a copy.
COPIED = 0.7

#: Where less stands in whole rows, the likeness, word by word and in order, from which it is a copy with edits.
EDITED = 0.75

#: The share of pairs of neighbouring words that two texts have in common from which they are the same text.
SAME = 0.6

_WORD = re.compile(r"\w+(?:['’]\w+)*")

Words = tuple[str, ...]


def words(text: str) -> Words:
    """Return the words of ``text`` as they are compared: folded, compatible forms made one, marks left out."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")))


def rows(text: Sequence[str], length: int) -> set[Words]:
    """Return every row of ``length`` words that stands in ``text``."""
    return {tuple(text[start : start + length]) for start in range(len(text) - length + 1)}


@dataclass(frozen=True, slots=True)
class Sources:
    """Texts that a reason may have been pasted from."""

    texts: tuple[Words, ...]
    rows: frozenset[Words]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Sources:
        """Prepare ``texts``; empty ones are left out."""
        several = tuple(dict.fromkeys(found for text in texts if (found := words(text))))
        return cls(several, frozenset(row for text in several for row in rows(text, RUN)))

    def hold(self, text: Words) -> bool:
        """Tell whether ``text`` is one of the sources, or put together from them, apart from small edits.

        Merely using the words of a source is no copy: what counts is rows of them, in order.
        """
        if text in self.texts:
            return True
        share = self._copied_share(text)
        if share >= COPIED:
            return True
        # Edits spread over a text break its rows, yet leave some: only then is the slow comparison worth it.
        return share >= COPIED / 2 and any(
            SequenceMatcher(None, text, source, autojunk=False).ratio() >= EDITED for source in self.texts
        )

    def _copied_share(self, text: Words) -> float:
        copied = [False] * len(text)
        for start in range(len(text) - RUN + 1):
            if text[start : start + RUN] in self.rows:
                copied[start : start + RUN] = [True] * RUN
        return sum(copied) / len(text) if text else 0.0


def same_texts(texts: Iterable[Words], at_least: int) -> dict[Words, Words]:
    """Return for each text the first of those that are the same as it, apart from small edits (itself, if none).

    Texts under ``at_least`` words are the same only when equal. Texts are compared only where they share one of
    their rarest pairs of words (prefix filtering), which finds every pair from `SAME` on without looking at all pairs.
    """
    several = sorted(set(texts))
    pairs = {text: rows(text, 2) for text in several if len(text) >= at_least}
    rarity = Counter(pair for found in pairs.values() for pair in found)
    leaders: dict[Words, list[Words]] = defaultdict(list)
    first = {text: text for text in several}
    for text, found in pairs.items():
        ordered = sorted(found, key=lambda pair: (rarity[pair], pair))
        prefix = ordered[: len(ordered) - int(SAME * len(ordered)) + 1]
        candidates = dict.fromkeys(leader for pair in prefix for leader in leaders[pair])
        leader = next((one for one in candidates if _same(pairs[one], found)), None)
        if leader is not None:
            first[text] = leader
            continue
        for pair in prefix:
            leaders[pair].append(text)
    return first


def _same(one: set[Words], other: set[Words]) -> bool:
    if min(len(one), len(other)) < SAME * max(len(one), len(other)):
        return False
    shared = len(one & other)
    return shared >= SAME * (len(one) + len(other) - shared)
