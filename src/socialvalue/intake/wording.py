"""How what was found in a cell is shown in a problem: short, quoted, with nothing invisible left invisible."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from socialvalue.decimals import from_cell, grouped, plain

_LONGEST = 60


def quoted(text: str) -> str:
    """Return text in quotation marks, cut at a readable length, control characters spelt out."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return '"' + "".join(_visible(character) for character in short) + '"'


def _visible(character: str) -> str:
    if character == "\n":
        return " / "
    return (
        f"[U+{ord(character):04X}]"
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        else character
    )


def shown(value: Any) -> str:
    """Return what a cell holds, in words for a commissioner."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return f"the number {figures(value, grouped)}"
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return f"the date {value.day} {value:%B} {value.year}"
        case datetime():
            return f"the date and time {value.day} {value:%B} {value.year} {value:%H:%M}"
        case date():
            return f"the date {value.day} {value:%B} {value.year}"
        case time() | timedelta():
            return f"the time {value}"
        case _:
            text = str(value)
            return quoted(text) if text.strip() else "nothing"


def figures(value: float, style: Callable[[Decimal], str] = plain) -> str:
    """Return the number of a cell in figures; one that no number can hold (1E999) as Python shows it."""
    try:
        return style(from_cell(value))
    except ValueError:
        return str(value)
