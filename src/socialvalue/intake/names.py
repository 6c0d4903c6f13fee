"""Names of bidders: kept as typed, compared without case, spacing and look-alike characters."""

from __future__ import annotations

import unicodedata
from typing import Any

from socialvalue.intake.wording import figures

#: Cyrillic and Greek letters that look like Latin ones, after case folding, and with them the accent-free rest.
_LOOK_ALIKE = str.maketrans(
    "авекмнорстухіјѕԁԛԝһӏґ" + "αβεζηικμνορτυχγωϲϳ",
    "abekmhopctyxijsdqwhlr" + "abezhikmvoptuxywcj",
)

#: Told apart by case only before folding: capital I, the figure 1 and the bar look like a small l, 0 like O.
_LOOK_ALIKE_FIGURES = str.maketrans("I1|0", "lllO")

_TRIMMED = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\u2007\u202f\u3000"


def clean(value: Any) -> str:
    """Return a name exactly as typed, apart from outer spaces; a number (the firm 3663) as its figures."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return figures(value)
    return value.strip(_TRIMMED) if isinstance(value, str) else ""


def has_control_character(name: str) -> bool:
    """Whether a name holds a line break, a tab or another control character."""
    return not name.isprintable() and any(unicodedata.category(character) == "Cc" for character in name)


def keys(name: str) -> tuple[str, str]:
    """Return the two keys by which names are compared: equal in either, two names are taken for one."""
    compatible = unicodedata.normalize("NFKC", name)
    return _folded(compatible), _folded(compatible.translate(_LOOK_ALIKE_FIGURES))


def _folded(text: str) -> str:
    if text.isascii():
        return "".join(text.split()).casefold()
    bare = "".join(
        character
        for character in text
        if not character.isspace() and unicodedata.category(character) not in {"Cf", "Cc", "Mn"}
    )
    return unicodedata.normalize("NFKC", bare.casefold()).translate(_LOOK_ALIKE)
