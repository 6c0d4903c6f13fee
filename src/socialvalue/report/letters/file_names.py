"""What the file of each supplier's letter is called: readable, different for each, and good on every system."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

LONGEST = 60

#: Letters that Unicode does not take apart.
_APART = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " and "}
)

#: Names that Windows keeps for its devices.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def file_names(bidders: Sequence[str]) -> dict[str, str]:
    """Return a file's name for each bidder, without its ending.

    A number stands before a name that another bidder has too, or that had letters which not every system writes. It
    follows the alphabet among those names, so that it tells nobody who ranks where.
    """
    slugs = {bidder: _slug(bidder) for bidder in bidders}
    shared = Counter(slug for slug, _whole in slugs.values())
    names = {bidder: slug for bidder, (slug, whole) in slugs.items() if whole and shared[slug] == 1}
    number = 0
    for bidder in sorted(set(bidders) - set(names)):
        name = ""
        while not name or name in names.values():
            number += 1
            name = f"{number}-{slugs[bidder][0] or 'supplier'}"
        names[bidder] = name
    return names


def _slug(name: str) -> tuple[str, bool]:
    """Return a name in small letters, figures and hyphens, and whether all its letters are in it."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", name).casefold().translate(_APART))
    letters = [character for character in plain if not unicodedata.combining(character)]
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(letters)).strip("-")
    lost = any(character.isalnum() and not character.isascii() for character in letters)
    short = slug[:LONGEST].rstrip("-")
    return short, bool(short) and not lost and short not in _DEVICES
