"""Views that must stand on one page a part: laid out, and where a part takes more, laid out again with less said.

Nothing is worked out beforehand, so that it holds with any template, style sheet and font.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, Self, TypeVar, runtime_checkable


@runtime_checkable
class Shortens(Protocol):
    """A view in parts, which can say less of each, step by step."""

    @property
    def begin(self) -> tuple[str, ...]:
        """The anchors at which the second part begins, and the third, each on a new page."""

    @property
    def shortest(self) -> tuple[int, ...]:
        """How many times each part can say less."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """What whoever makes the document should know is not said, as the view stands."""

    def shortened(self, taken: tuple[int, ...]) -> Self:
        """Return the whole view with so many steps taken in each part: none says all, each more says less."""


class Layout(Protocol):
    """A page laid out: how many pages it takes, and on which, from 1, each anchor stands."""

    @property
    def pages(self) -> int: ...

    @property
    def anchors(self) -> Mapping[str, int]: ...


L = TypeVar("L", bound=Layout)


def fitted(view: Shortens, lay_out: Callable[[tuple[int, ...]], L]) -> tuple[tuple[int, ...], L]:
    """Return the fewest steps to take, and the layout made with them.

    All parts are tried at once, each halving what is left for it to try: some eight layouts at most, and one where all
    fits. Where even all steps are not enough, those are taken: the caller sees it from the layout.
    """
    known: dict[tuple[int, ...], L] = {}
    most = view.shortest

    def fits_after(taken: tuple[int, ...], *, together: bool) -> tuple[bool, ...]:
        if taken not in known:
            known[taken] = lay_out(taken)
        fits = part_fits(known[taken], view.begin)
        return tuple(fit and (not together or all(fits[place:])) for place, fit in enumerate(fits))

    taken = tuple(0 for _ in most)
    # Each part by itself; then, where a template lets parts share a page, those before one that does not fit with it.
    for together in (False, True):
        while not all(fits := fits_after(taken, together=together)):
            low = [done if fit else min(done + 1, end) for done, fit, end in zip(taken, fits, most, strict=True)]
            high = [done if fit else end for done, fit, end in zip(taken, fits, most, strict=True)]
            if low == list(taken):
                break
            while low != high:
                middle = tuple((least + end) // 2 for least, end in zip(low, high, strict=True))
                for place, fit in enumerate(fits_after(middle, together=together)):
                    if fit:
                        high[place] = middle[place]
                    else:
                        low[place] = min(middle[place] + 1, high[place])
            taken = tuple(low)
    return taken, known[taken]


def part_fits(layout: Layout, begin: Sequence[str]) -> tuple[bool, ...]:
    """Say of each part whether it keeps to its page; where a template names no beginning, of all parts alike."""
    starts = [layout.anchors.get(anchor) for anchor in begin]
    if None in starts:
        return (layout.pages <= len(begin) + 1,) * (len(begin) + 1)
    ends = [*(start - 1 for start in starts if start is not None), layout.pages]
    fits = []
    before = 0
    for number, end in enumerate(ends, 1):
        # A part may end on its page or before, unless those before it took more.
        fits.append(end <= max(number, before + 1))
        before = max(number, end)
    return tuple(fits)


def shorter(counts: Sequence[int], least: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield how many rows lists show as the longest gives up its last row, again and again; each keeps its least."""
    now = list(counts)
    while longer := [place for place, few in enumerate(least) if now[place] > few]:
        now[max(longer, key=lambda place: now[place])] -= 1
        yield tuple(now)
