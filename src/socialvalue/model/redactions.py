"""What of the winner's is withheld from the others' letters, as `redactions.toml` has it: what, why, who decided."""

from __future__ import annotations

from datetime import date
from typing import Literal

from socialvalue.model.base import FromFile, Text

REDACTIONS_FILE = "redactions.toml"


class Redaction(FromFile):
    """One passage of what is told of a bid: ``question`` is the criterion or ``criterion.question`` it stands under.

    ``passage`` is to be found word for word in the reason or the reference; with ``part = "answer"`` the whole answer
    (a price, a quantity) is withheld, and ``passage`` is left out.
    """

    bidder: Text
    question: Text
    part: Literal["reason", "reference", "answer"] = "reason"
    passage: str = ""
    ground: Text
    decided_by: Text
    decided_on: date


class Redactions(FromFile):
    format: Literal[1]
    redaction: tuple[Redaction, ...] = ()
