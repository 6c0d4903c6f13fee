"""What people write into the small files of a competition: a line, words that say something, a day, an address."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator


def _one_line(text: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in text):
        raise ValueError("text on one line, without tabs or other control characters")
    return text


def _something(text: str) -> str:
    if not text.strip():
        raise ValueError("words: it must not be left blank")
    return text


def _email(text: str) -> str:
    before, at, after = text.partition("@")
    if text and not (at and before.strip() and after.strip() and "@" not in after and len(text.split()) == 1):
        raise ValueError("an e-mail address, such as “tenders@council.example”")
    return text


def _only_days(value: Any) -> Any:
    # Pydantic would read text as a day too, and a whole number as seconds since 1970.
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("a day, without quotation marks or a time: 2026-10-19")  # noqa: TRY004 - pydantic collects ValueError only
    return value


def _only_lists(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise ValueError('a list of lines: ["Town Hall", "1 High Street"]')  # noqa: TRY004 - pydantic collects ValueError only
    return value


Line = Annotated[str, AfterValidator(_one_line)]
"""Text on one line; may be empty."""

Said = Annotated[str, AfterValidator(_something)]
"""Words that say something, on as many lines as they need."""

SaidLine = Annotated[str, AfterValidator(_something), AfterValidator(_one_line)]
"""Words that say something, on one line."""

Email = Annotated[str, AfterValidator(_email)]
"""An e-mail address, or nothing."""

Day = Annotated[date, BeforeValidator(_only_days)]
"""A day as TOML writes it."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(_only_lists)]
"""An address: its lines."""
