"""Cell addresses: ``D7`` to row and column counted from zero, and back."""

from __future__ import annotations

import re
from functools import cache

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@cache
def letters(column: int) -> str:
    """Return the letters of a column counted from zero: 0 is ``A``, 27 is ``AB``."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@cache
def column_of(text: str) -> int:
    """Return the column, counted from zero, of its letters: ``AB`` is 27. Anything else raises ValueError."""
    if not 1 <= len(text) <= 3 or not text.isascii() or not text.isalpha():
        raise ValueError(f"{text!r} is not a column")
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """Return the address of a cell whose row and column are counted from zero: (6, 3) is ``D7``."""
    return f"{letters(column)}{row + 1}"


def position(text: str) -> tuple[int, int]:
    """Return row and column, counted from zero, of an address: ``D7`` is (6, 3). Anything else raises ValueError."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not the address of a cell")
    return int(match[2]) - 1, column_of(match[1])
