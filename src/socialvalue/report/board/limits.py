"""How much fits on the two pages of a board summary: heights worked out from the text, before any page is laid out.

The same summary must stand on exactly two pages with one bid and with forty, whatever the names are. So each part of
it says how high it will be, and where that is too much the last of its rows give way to one line that says where they
are. Widths come from `words.width`, which is never too small for Latin text: what is worked out here is at least what
is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from socialvalue.report.words.wording import cut, width

#: What there is to be filled, in points: A4 less its margins; the first page has none at its head.
#: Measured on laid-out pages, each part comes out 2 to 20 points lower than is worked out here.
FIRST_PAGE, SECOND_PAGE = 796.0, 739.0

#: Width of the text, in points.
TEXT = 482.0

#: Height of a heading, with the space above and below it.
SECTION = 34.0

#: Height of the line that says where the rest is, with the space round it.
REST_LINE = 17.0


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type: the size and the height of a line, in points, and how its width compares with `words.width`."""

    size: float
    leading: float
    wider: float

    def lines(self, text: str, measure: float) -> int:
        """Return how many lines a text takes in a column ``measure`` points wide."""
        room = measure / (self.size * self.wider)
        count, used = 1, 0.0
        for word in text.split():
            length = _width(word)
            if used and used + _SPACE + length > room:
                count, used = count + 1, 0.0
            elif used:
                used += _SPACE
            # A word longer than the column is broken wherever the line ends.
            while used + length > room:
                count, length = count + 1, length - (room - used)
                used = 0.0
            used += length
        return count

    def height(self, text: str, measure: float) -> float:
        """Return how high a text is in a column ``measure`` points wide."""
        return self.lines(text, measure) * self.leading

    def fitted(self, text: str, measure: float, most: int) -> str:
        """Return the text, or as much of its beginning as fits ``most`` lines, ending in ``…``."""
        ems = measure * most / (self.size * self.wider)
        # No character that is seen is narrower than a fifth of an em: of a long text only so much is measured.
        text = " ".join(text[: int(ems * 10)].split())[: int(ems * 5) + 2]
        while self.lines(text, measure) > most:
            text = cut(text, ems)
            ems -= measure / self.size * 0.05
        return text


#: Words come again and again.
_width = lru_cache(maxsize=10_000)(width)

_SPACE = width(" ")

#: The sizes that the page has; `templates/styles/board.css` sets the same ones. How much narrower than `words.width`
#: text is set was measured on the shipped fonts: regular 0.87 to 0.967 of it, semi-bold to 1.004, bold to 1.038.
HEADLINE = Type(20, 23, 1.06)
DECIDED = Type(12.5, 16.5, 0.98)
BODY = Type(10, 13.5, 0.96)
TABLE = Type(9.5, 12.4, 0.965)
STRONG = Type(9.5, 12.4, 1.0)
STRONG_HEAD = Type(9, 11.8, 0.98)
QUIET = Type(9, 12, 0.96)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: ``fixed`` is what stands whatever gives way, ``rows`` the heights that may, the last first.

    ``least`` rows stay however little room there is.
    """

    fixed: float
    rows: tuple[float, ...] = ()
    least: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is said at most: lines of the contract's description, of the recommendation, of any other sentence.

    ``groups`` is how many dimensions have their promises told, ``note`` the lines of the footnote. A list gives way
    down to ``least`` rows, or to its own least where that is less.
    """

    description: int
    recommended: int
    sentence: int
    groups: int
    note: int
    least: int


#: A page is made with the first of these that fits it; with the last it always does.
LIMITS = (Limits(3, 11, 4, 6, 6, 6), Limits(1, 7, 3, 5, 4, 3), Limits(0, 4, 2, 4, 3, 1))


def shares(parts: Sequence[Part], room: float, least: int) -> tuple[int, ...]:
    """Return how many rows each part shows, so that all of them together fit ``room``.

    Where not all rows fit, the part that takes most of the page gives up its last row, again and again: a long list
    is shortened before a short one. None has less than ``least`` rows, or its own least, so that it may not fit.
    """
    counts = [len(part.rows) for part in parts]
    while spare(parts, counts, room) < 0:
        longer = [index for index, part in enumerate(parts) if counts[index] > min(part.least, least)]
        if not longer:
            break
        counts[max(longer, key=lambda index: fsum(parts[index].rows[: counts[index]]))] -= 1
    return tuple(counts)


def spare(parts: Sequence[Part], counts: Sequence[int], room: float) -> float:
    """Return how much of ``room`` is left where each part shows so many of its rows, in points."""
    heights = (
        part.fixed + fsum(part.rows[:count]) + (REST_LINE if count < len(part.rows) else 0.0)
        for part, count in zip(parts, counts, strict=True)
    )
    return room - fsum(heights)
