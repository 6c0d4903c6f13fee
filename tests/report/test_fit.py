"""What must stand on one page a part is laid out until it does: with as little left out as can be, in few layouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socialvalue.report.page.fit import Shortens, fitted, part_fits, shorter


@dataclass(frozen=True)
class View:
    """Two parts that can say less so many times."""

    shortest: tuple[int, ...]
    begin: tuple[str, ...] = ("second",)
    left_out: tuple[str, ...] = ()

    def shortened(self, taken: tuple[int, ...]) -> View:
        raise AssertionError(taken)


@dataclass(frozen=True)
class Laid:
    pages: int
    anchors: Mapping[str, int]


def counted(lay_out: Callable[[tuple[int, ...]], Laid], *shortest: int) -> tuple[tuple[int, ...], Laid, int]:
    """Return the steps taken, the layout kept, and how many were made."""
    asked = []

    def counting(taken: tuple[int, ...]) -> Laid:
        asked.append(taken)
        return lay_out(taken)

    view = View(shortest)
    assert isinstance(view, Shortens)
    taken, kept = fitted(view, counting)
    assert kept == lay_out(taken)
    assert len(asked) == len(set(asked)), "the same was laid out twice"
    return taken, kept, len(asked)


def apart(*needs: int) -> Callable[[tuple[int, ...]], Laid]:
    """Lay out parts on pages of their own, each of one page from so many steps on."""

    def lay_out(taken: tuple[int, ...]) -> Laid:
        first, second = (1 + max(0, need - done) for need, done in zip(needs, taken, strict=True))
        return Laid(first + second, {"second": first + 1})

    return lay_out


def test_what_fits_is_laid_out_once() -> None:
    assert counted(apart(0, 0), 80, 130) == ((0, 0), Laid(2, {"second": 2}), 1)


@given(st.integers(0, 80), st.integers(0, 130))
@example(80, 130)
@example(0, 1)
def test_each_part_takes_the_fewest_steps_that_fit(first: int, second: int) -> None:
    """Both are looked for at once: nine layouts for a hundred steps."""
    taken, kept, layouts = counted(apart(first, second), 80, 130)
    assert taken == (first, second)
    assert kept.pages == 2
    assert layouts <= 10


def test_where_parts_share_a_page_the_first_gives_way_to_the_second() -> None:
    """The second has nothing left to leave out, and begins half way down the page."""

    def lay_out(taken: tuple[int, ...]) -> Laid:
        first, second = 70 - taken[0], 35 - taken[1]
        return Laid(1 + (first + second) // 40, {"second": 1 + first // 40})

    taken, kept, _layouts = counted(lay_out, 60, 5)
    assert (taken, kept.pages) == ((21, 5), 2)


def test_what_can_never_fit_takes_all_steps_and_is_seen_to_be_longer() -> None:
    taken, kept, layouts = counted(apart(500, 0), 80, 130)
    assert taken == (80, 0)
    assert kept.pages > 2
    assert layouts <= 10


@pytest.mark.parametrize("anchored", [True, False])
@given(rows=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_it_holds_where_a_template_breaks_no_page_between_the_parts(anchored: bool, rows: tuple[int, int]) -> None:
    """Or names no beginning: pages of 40 rows, filled one after the other."""

    def lay_out(taken: tuple[int, ...]) -> Laid:
        first, second = (row - done for row, done in zip(rows, taken, strict=True))
        return Laid(1 + (first + second) // 40, {"second": 1 + first // 40} if anchored else {})

    _taken, kept, _layouts = counted(lay_out, *rows)
    assert kept.pages <= 2


@pytest.mark.parametrize(
    ("pages", "second", "fits"),
    [(2, 2, (True, True)), (3, 3, (False, True)), (3, 2, (True, False)), (5, 4, (False, False)), (1, 1, (True, True))],
)
def test_each_part_is_judged_by_itself(pages: int, second: int, fits: tuple[bool, bool]) -> None:
    """One that begins late is not to blame for it."""
    assert part_fits(Laid(pages, {"second": second}), ("second",)) == fits


def test_the_longest_list_gives_way_first_and_none_below_its_least() -> None:
    assert list(shorter((5, 2, 3), (1, 2, 2))) == [(4, 2, 3), (3, 2, 3), (2, 2, 3), (2, 2, 2), (1, 2, 2)]
    assert list(shorter((1, 2), (3, 2))) == []
