"""Whether pages differ by no more than lines that break elsewhere, as they do where another Pango lays them out.

The same words have the same ink wherever their lines break. What is lost, added, tinted or paler has not, and columns
of other widths have it elsewhere across the page.
"""

from __future__ import annotations

from itertools import groupby, zip_longest

import numpy as np
from numpy.typing import NDArray

from tests.pictures.compare import differences, in_sixteen
from tests.pictures.png import Grey
from tests.pictures.sheets import Sheet

#: By so many hundredths may the ink of the pages that differ be more or less. Letters smoothed in another way make 0.1;
#: a short line that is lost takes 1.3 from a page.
INK = 0.5

#: Where lines overflow, a page more has its own head and foot: so many hundredths of a page's ink.
HEAD_AND_FOOT = 3.0

#: So many hundredths may stand elsewhere across the page. Four lines that broke elsewhere made 1.6 of a letter's page,
#: and a long paragraph set wider 6.3; columns of other widths make 7.5 where there is little else.
ACROSS = 7.0


def is_reflow(expected: Sheet, actual: Sheet) -> bool:
    """Whether all pages that do not look alike hold what they held, a run of neighbouring pages taken together."""
    differ = {one.page for one in differences(expected, actual)}
    pairs = list(enumerate(zip_longest(expected.pages, actual.pages), start=1))
    if len(expected.pages) != len(actual.pages):  # what follows has moved on
        differ |= {page for page, _ in pairs if page > min(differ)}
    runs = [list(group) for is_apart, group in groupby(pairs, key=lambda pair: pair[0] in differ) if is_apart]
    return all(_hold_the_same([before for _, (before, _) in run], [now for _, (_, now) in run]) for run in runs)


def _hold_the_same(before: list[Grey | None], now: list[Grey | None]) -> bool:
    old, new = ([page for page in pages if page is not None] for pages in (before, now))
    if not old or not new or len({page.shape for page in [*old, *new]}) > 1:
        return False
    one, other = _ink_across(old), _ink_across(new)
    all_of_it = one.sum()
    may = INK * all_of_it + HEAD_AND_FOOT * abs(len(new) - len(old)) * all_of_it / len(old)
    moved = np.abs(one - other).sum()
    return bool(100 * abs(other.sum() - all_of_it) <= may and 100 * moved <= max(ACROSS * all_of_it, may))


def _ink_across(pages: list[Grey]) -> NDArray[np.float64]:
    """Return how much ink pages have in each column of dots, a dot to either side included."""
    columns = np.sum([255.0 - in_sixteen(page) for page in pages], axis=(0, 1))
    return np.convolve(columns, np.ones(5) / 5, "same")
