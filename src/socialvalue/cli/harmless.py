"""Text from outside, made harmless: nothing in it steers a terminal, and what it tried to do can be seen."""

from __future__ import annotations

import unicodedata


def harmless(text: str) -> str:
    """Return a text as one line without control, format or separator characters: each is shown by its number.

    They move the cursor, turn a line back to front, forge a second line or hide what follows.
    """
    return text if text.isprintable() else "".join(map(_shown, text))


def harmless_json(text: str) -> str:
    """Return JSON that means the same, with such characters escaped as JSON escapes them."""
    return "\n".join(line if line.isprintable() else "".join(map(_escaped, line)) for line in text.split("\n"))


def _escaped(letter: str) -> str:
    if _shown(letter) == letter:
        return letter
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _shown(letter: str) -> str:
    if letter.isprintable() or unicodedata.category(letter) == "Zs":
        return letter
    return "⏎" if letter == "\n" else f"[U+{ord(letter):04X}]"
