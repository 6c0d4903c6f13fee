"""Texts compared as people read them: without case, punctuation and spacing, by runs of words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

#: Words in a row that two texts must share before the row counts as copied.
RUN = 3

#: The share of a text's words that stand in copied rows from which the text is a copy.
COPIED = 0.7

#: Where less stands in whole rows, the likeness, word by word and in order, from which it is a copy with edits.
EDITED = 0.75

#: The share of pairs of neighbouring words that two texts have in common from which they are the same text.
SAME = 0.65

_WORD = re.compile(r"\w+(?:['’]\w+)*")

Words = tuple[str, ...]


@lru_cache(maxsize=256)  # several checks look at one reason, one after the other
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
    their rarest pairs of words (prefix filtering), which finds all that are alike from `SAME` on without looking at
    every two; and what is compared are the bits of one number each.
    """
    several = sorted(set(texts))
    pairs = {text: rows(text, 2) for text in several if len(text) >= at_least}
    rarity = Counter(pair for found in pairs.values() for pair in found)
    bit = {pair: 1 << place for place, pair in enumerate(sorted(pair for pair, times in rarity.items() if times > 1))}
    leaders: list[tuple[Words, int, int]] = []
    by_pair: dict[Words, list[int]] = defaultdict(list)
    first = {text: text for text in several}
    for text, found in pairs.items():
        ordered = sorted(found, key=lambda pair: (rarity[pair], pair))
        prefix = [pair for pair in ordered[: len(ordered) - int(SAME * len(ordered)) + 1] if pair in bit]
        bits = sum(bit[pair] for pair in found if pair in bit)
        candidates: set[int] = set().union(*(by_pair[pair] for pair in prefix))
        same = [place for place in candidates if _same(len(found), bits, *leaders[place][1:])]
        if same:
            first[text] = leaders[min(same)][0]
            continue
        for pair in prefix:
            by_pair[pair].append(len(leaders))
        leaders.append((text, len(found), bits))
    return first


def _same(size: int, bits: int, other_size: int, other_bits: int) -> bool:
    """Whether two sets of pairs of words have `SAME` of all their pairs in common."""
    shared = (bits & other_bits).bit_count()
    return shared >= SAME * (size + other_size - shared)
