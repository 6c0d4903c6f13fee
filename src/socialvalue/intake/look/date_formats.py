"""Number formats under which a number is shown as a date, a time or a length of time."""

from __future__ import annotations

import re
from functools import cache

from socialvalue.intake.look.cell_values import Dated, day, duration
from socialvalue.intake.look.number_format import parse

_LENGTH = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


@cache
def date_format(code: str, *, from_1904: bool) -> Dated | None:
    """Return what makes a date or time of a number under this format; None where it shows a number."""
    if not parse(code).numbers[0].date:
        return None
    return duration if _LENGTH.search(code) else day(from_1904)
