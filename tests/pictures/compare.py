"""Whether two pages look alike: what moved by less than a dot does not count, but a line that is lost does."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product, zip_longest

import numpy as np
from numpy.typing import NDArray

from tests.pictures.png import Grey
from tests.pictures.sheets import DPI, Sheet

#: A dot differs much from here on, of 255: small grey print against white is more.
MUCH = 32

#: Of 10,000 dots so many may differ much. A page drawn half a dot lower has one; one without its last row of a table
#: seven, without a short last line ten, with a paragraph longer by a line 180.
MAY_DIFFER = 3.0

#: By so much may dots differ in the mean: a page drawn half a dot lower has 0.6, one with a pale tint on a tenth 1.5.
MAY_BE_OFF = 1.0

#: White all over, which a page that is missing is held against.
NOTHING = np.full((1, 1), 255, np.uint8)


@dataclass(frozen=True)
class Difference:
    """One page that does not look as it did."""

    page: int
    told: str

    def __str__(self) -> str:
        return f"page {self.page}: {self.told}"


def differences(expected: Sheet, actual: Sheet) -> list[Difference]:
    """Return the pages that do not look alike, and how."""
    pairs = enumerate(zip_longest(expected.pages, actual.pages), start=1)
    told = [(number, _difference(before, now)) for number, (before, now) in pairs]
    return [Difference(number, text) for number, text in told if text]


def _difference(before: Grey | None, now: Grey | None) -> str:
    if before is None or now is None:
        return "was not there before" if before is None else "is not there any more"
    if before.shape != now.shape:
        return f"is {_size(now)} mm and was {_size(before)} mm"
    apart = distance(before, now)
    much = apart > MUCH
    share, mean = 10_000 * much.mean(), apart.mean()
    if share <= MAY_DIFFER and mean <= MAY_BE_OFF:
        return ""
    where = ""
    if much.any():
        (top, bottom), (left, right) = ((_mm(int(at.min())), _mm(int(at.max()) + 1)) for at in np.nonzero(much))
        where = f", {top} to {bottom} mm from the top and {left} to {right} mm from the left"
    told = f"of 10,000 dots {share:.1f} differ much ({MAY_DIFFER:g} may), and all by {mean:.1f} in the mean"
    return f"{told} ({MAY_BE_OFF:g}){where}"


def distance(before: Grey, now: Grey) -> NDArray[np.float64]:
    """Return how far each dot is from the nearest grey that the other page has there or one dot beside it."""
    one, other = _blurred(before), _blurred(now)
    return np.maximum(_least(one, other), _least(other, one))


def _least(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    least = np.full(one.shape, 255.0)
    for moved in _neighbours(other):
        np.minimum(least, np.abs(one - moved), out=least)
    return least


def _blurred(page: Grey) -> NDArray[np.float64]:
    """Return a page with each dot the mean of its nine neighbours, in the sixteen greys that are kept."""
    blurred = np.zeros(page.shape)
    for moved in _neighbours(in_sixteen(page)):
        blurred += moved
    return blurred / 9


def in_sixteen(page: Grey) -> NDArray[np.float64]:
    """Return a page in the sixteen greys that are kept, so that a kept page and one of today are alike."""
    return (page.astype(np.float64) + 8) // 17 * 17


def _neighbours(page: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return a page, and the same moved by a dot in each of eight directions."""
    height, width = page.shape
    padded = np.pad(page, 1, mode="edge")
    return [padded[down : down + height, right : right + width] for down, right in product(range(3), range(3))]


def difference_sheet(expected: Sheet, actual: Sheet) -> Sheet:
    """Return every page as a picture of how far it is from what it was: the darker, the farther."""
    pages = []
    for before, now in zip_longest(expected.pages, actual.pages, fillvalue=NOTHING):
        shape = tuple(max(sizes) for sizes in zip(before.shape, now.shape, strict=True))
        apart = distance(_on(before, shape), _on(now, shape))
        pages.append((255 - np.minimum(2 * apart, 255)).astype(np.uint8))
    return Sheet(tuple(pages))


def _on(page: Grey, shape: tuple[int, ...]) -> Grey:
    paper = np.full(shape, 255, np.uint8)
    paper[: page.shape[0], : page.shape[1]] = page
    return paper


def _mm(dots: int) -> int:
    return round(dots * 25.4 / DPI)


def _size(page: Grey) -> str:
    return f"{_mm(page.shape[1])} × {_mm(page.shape[0])}"
