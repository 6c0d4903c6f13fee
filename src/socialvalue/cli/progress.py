"""A progress bar for long work: on a terminal only, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from socialvalue.cli import show

#: Fewer workbooks than this are read before a bar could be seen.
WORTH_A_BAR = 20

#: Documents take longer: a tenth of a second each, and more for a long one.
WORTH_A_BAR_OF_DOCUMENTS = 3

WIDTH = 30


@contextmanager
def progress_bar(label: str, least: int = WORTH_A_BAR) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function ``(done, of)`` that draws a bar, or nothing where there is no terminal to draw it on."""
    if not sys.stderr.isatty():
        yield None
        return

    def report(done: int, of: int) -> None:
        if of >= least:
            _draw(label, done, of)

    try:
        yield report
    finally:
        show.over("")


def _draw(label: str, done: int, of: int) -> None:
    filled = WIDTH * done // of
    show.over(f"{label} [{'█' * filled}{'·' * (WIDTH - filled)}] {done}/{of}")
