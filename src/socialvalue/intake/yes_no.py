"""Yes or no as people write it, and nothing that could be either: the forms offer these two words."""

from __future__ import annotations

from typing import Literal

_YES = {"yes", "y", "true"}
_NO = {"no", "n", "false"}


def yes_or_no(text: str) -> Literal["yes", "no"] | None:
    """Return what a trimmed text says, in any case and with or without a full stop; None where it is not clear."""
    said = text.casefold().removesuffix(".")
    return "yes" if said in _YES else "no" if said in _NO else None
