"""A progress bar for long work: on a terminal only, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

#: Fewer workbooks than this are read before a bar could be seen.
WORTH_A_BAR = 20


@contextmanager
def reading_progress(label: str = "Reading bids") -> Iterator[Callable[[int, int], None] | None]:
    """Give a function ``(done, of)`` that draws a bar, or nothing where there is no terminal to draw it on."""
    if not sys.stderr.isatty():
        yield None
        return

    def report(done: int, of: int) -> None:
        if of >= WORTH_A_BAR:
            width = 30
            filled = width * done // of
            typer.echo(f"\r{label} [{'█' * filled}{'·' * (width - filled)}] {done}/{of}", nl=False, err=True)

    yield report
    typer.echo("\r\033[K", nl=False, err=True)
