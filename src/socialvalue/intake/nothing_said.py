"""Texts that stand in a cell and say nothing: an error that became text, TRUE, a lone dash, "n/a"."""

from __future__ import annotations

import re

#: Letters and signs that show nothing: fillers of Hangul, the blank pattern of Braille, an empty note.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800\U0001d159"

#: Longer texts are no single word or error.
_LONGEST = 40

#: Errors of spreadsheets in any language end in ! or ?, but for the first few; LibreOffice and Google have their own.
_ERROR = re.compile(r"#\w{1,2}/\w{1,5}|#nv|#getting_data|#\S{1,24}[!?]|err ?: ?[0-9]{3}|loading *(?:\.{2,}|…)?")

_LOGICAL = {"true", "false"}
_NO_WORDS = {
    "n/a", "na", "n.a", "not applicable", "none", "nil", "null", "nan", "undefined", "tbc", "tba", "tbd",
    "to be confirmed", "to be advised",
}  # fmt: skip

#: Characters that show the text after them in another order than it is stored in.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

TURNED = "characters that change the order in which text is shown"


def turns_text(text: str) -> bool:
    """Whether a text holds characters by which people may read something else than is stored."""
    return not text.isascii() and _TURNING.search(text) is not None


def is_error(text: str) -> bool:
    """Whether a text is an error that a spreadsheet program shows, pasted as text or saved before it was ready."""
    return len(text) <= _LONGEST and _ERROR.fullmatch(text.strip().casefold()) is not None


def says_nothing(text: str) -> bool:
    """Whether a text that is not empty says nothing: no letter or figure in it, a logical value, "n/a", an error."""
    # No sign of ASCII is among the blanks, and most texts have no others.
    seen = any(map(str.isalnum, text)) if text.isascii() else any(one.isalnum() and one not in BLANKS for one in text)
    if not seen:
        return True
    if len(text) > _LONGEST:
        return False
    word = text.strip(" .").casefold()
    return word in _LOGICAL or word in _NO_WORDS or is_error(text)
