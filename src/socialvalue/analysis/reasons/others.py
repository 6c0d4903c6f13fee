"""What a published text tells of another tender: its bidder's name, however short, or its price.

A panel's own flags may let a short or everyday name pass. What goes to a supplier may not: there a name counts wherever
it stands as it is spelt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from socialvalue.analysis.reasons.bidder_names import core_of
from socialvalue.model.evaluation import EvaluatedBid

#: Below this a figure may stand for many things; from it on, another tender's price is its price.
DISTINCTIVE = 1000

_FIGURE = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\d]|,\d)")
_BETWEEN = r"[\s\W_]*"
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;“\"(]|\n)\s*$")


def told_of_others(
    text: str, own: EvaluatedBid, bids: Sequence[EvaluatedBid], ordinary: Collection[str]
) -> Iterator[str]:
    """Yield in words what ``text`` tells of another bid than ``own``.

    A word of ``ordinary`` (everyday ones, in lower case) at the beginning of a sentence names nobody.
    """
    rest = _pattern(own.bidder, any_case=True).sub(" ", text)
    figures = {Decimal(found.replace(",", "")) for found in _FIGURE.findall(rest)}
    for bid in bids:
        if bid.bidder == own.bidder:
            continue
        if _named(rest, bid.bidder, ordinary):
            yield f"It names {bid.bidder}."
        if bid.price is not None and bid.price >= DISTINCTIVE and bid.price != own.price and bid.price in figures:
            yield f"It holds the price of {bid.bidder}."


def _named(text: str, bidder: str, ordinary: Collection[str]) -> bool:
    core = core_of(bidder)
    alone = len(core) == 1
    for found in _pattern(bidder, any_case=not alone).finditer(text):
        everyday = alone and core[0].lower() in ordinary
        if not (everyday and _SENTENCE_ENDS.search(text[: found.start()])):
            return True
    return False


@lru_cache(maxsize=1024)  # a bidder's name is looked for in every reason of all the others
def _pattern(bidder: str, *, any_case: bool) -> re.Pattern[str]:
    """Return what finds a bidder's name without its legal form, whatever stands between its words."""
    words = _BETWEEN.join(re.escape(word) for word in core_of(bidder))
    return re.compile(rf"(?<!\w){words}(?!\w)" if words else r"(?!)", re.IGNORECASE if any_case else 0)
