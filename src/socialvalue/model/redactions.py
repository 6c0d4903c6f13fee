"""What of the winner's is withheld from the others' letters, as `redactions.toml` has it: what, why, who decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from socialvalue.folder_files import REDACTIONS
from socialvalue.model.base import FromFile
from socialvalue.model.entries import Day, Said, SaidLine

REDACTIONS_FILE = REDACTIONS.name

Part = Literal["reason", "reference", "answer"]


class Redaction(FromFile):
    """One passage of what is told of a bid: ``question`` is the criterion or ``criterion.question`` it stands under.

    ``passage`` is to be found word for word in the reason or the reference; with ``part = "answer"`` the whole answer
    (a price, a quantity) is withheld, and ``passage`` is left out.
    """

    bidder: SaidLine
    question: SaidLine
    part: Part = "reason"
    passage: str = ""
    ground: Said
    decided_by: SaidLine
    decided_on: Day


class Redactions(FromFile):
    format: Literal[1]
    redaction: tuple[Redaction, ...] = ()


#: Characters that one program turns into another while people copy: the passage means either.
_ALIKE = ("'‘’ʼ´`", '"“”„', "-‐‑‒–—−")  # noqa: RUF001 - the look-alikes are what this is about
_CLASSES = {one: f"[{re.escape(alike)}]" for alike in _ALIKE for one in alike}


def spans(text: str, passage: str) -> tuple[tuple[int, int], ...]:
    """Return where a passage stands in a text: word for word, whatever the spacing, capitals, quotation marks, dashes.

    A passage never begins or ends inside a word: “4” is not found in “94”.
    """
    words = passage.split()
    if not words:
        return ()
    pattern = r"\s+".join("".join(_CLASSES.get(letter, re.escape(letter)) for letter in word) for word in words)
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    return tuple(match.span() for match in re.finditer(f"{before}{pattern}{after}", text, re.IGNORECASE))


def pieces(text: str, redactions: Sequence[Redaction]) -> tuple[str | Redaction, ...]:
    """Return a text as it may be told: its parts in order, with a redaction in the place of each passage withheld."""
    found = sorted(((span, one) for one in redactions for span in spans(text, one.passage)), key=lambda item: item[0])
    told: list[str | Redaction] = []
    at = 0
    for (start, end), one in found:
        if start > at:
            told.append(text[at:start])
        if start >= at:
            told.append(one)
        at = max(at, end)
    if at < len(text):
        told.append(text[at:])
    return tuple(told)
