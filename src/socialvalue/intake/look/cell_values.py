"""What a cell's stored text stands for: numbers as the format writes them and nothing else, days counted from 1900."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from math import isfinite
from typing import Any

#: Text, number, true or false, date, time of day, duration; "" where a cell is empty.
Value = Any

#: What Python's float takes beside what a number in a workbook is written with (``1_000``, ``nan``, ``inf``, spaces),
#: as far as XML can hold it; digits of other scripts are beyond ASCII.
_NO_NUMBER = "_nN \t\n\r"
_LONGEST_INDEX = 9
_ISO = re.compile(
    r"(?:(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?|(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))", re.ASCII
)

_DAYS = 2_958_466  # the first day after 31 December 9999
_FIRST_OF_MARCH_1900 = 60  # Excel counts a 29 February 1900, which was none

Dated = Callable[[float], Value]


def check_numbers(text: str) -> None:
    """Raise ValueError where a text, or several as one, holds what float takes and a workbook does not write."""
    if not text.isascii() or any(map(text.__contains__, _NO_NUMBER)):
        raise ValueError(text)


def number(text: str) -> float:
    """Return the number that a cell's text writes; anything else raises ValueError."""
    check_numbers(text)
    if not isfinite(value := float(text)):
        raise ValueError(text)
    return value


def indexes(texts: list[str]) -> list[int]:
    """Return the numbers of shared texts; anything else raises ValueError."""
    whole = "".join(texts)
    if not (whole.isascii() and whole.isdigit()) or max(map(len, texts)) > _LONGEST_INDEX:
        raise ValueError(whole)
    return list(map(int, texts))


def day(from_1904: bool) -> Dated:
    """Return what makes a date, time or both of a number of days; one that no date has stays a number."""
    epoch = datetime(1904, 1, 1, tzinfo=UTC) if from_1904 else datetime(1899, 12, 30, tzinfo=UTC)

    def dated(days: float) -> Value:
        if not 0 <= days < _DAYS - (1462 if from_1904 else 0):
            return days
        if days < _FIRST_OF_MARCH_1900 and not from_1904 and days >= 1:
            days += 1
        moment = (epoch + timedelta(milliseconds=round(days * 86_400_000))).replace(tzinfo=None)
        if days < 1:
            return moment.time() if moment.date() == epoch.date() else time(0)
        return moment.date() if days.is_integer() else moment

    return dated


def duration(days: float) -> Value:
    """Return a number of days as a length of time."""
    try:
        return timedelta(milliseconds=round(days * 86_400_000))
    except OverflowError:
        return days


def iso_date(text: str) -> Value:
    """Return the date or time that a cell of that type writes; anything else raises ValueError."""
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(text)
    if match[3]:
        return time.fromisoformat(match[3])
    return datetime.fromisoformat(text) if match[2] else date.fromisoformat(match[1])
