"""What every reading of a folder needs: progress, a paused collector, as many notes as a person reads."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from socialvalue.errors import Note, Place

#: Told how many bids were read so far, of how many.
Progress = Callable[[int, int], None]

#: Notes of one kind shown one by one; what is more is counted.
MOST_NOTES = 50


@contextmanager
def collector_paused() -> Iterator[None]:
    """Read without looking for cycles in memory."""
    # Reading makes many small objects and no cycles; looking through them for cycles again and again takes half the
    # time of reading a large workbook (measured: tests/bench/bench_reading.py).
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Straight to the oldest generation, or the first thing that happens next is a look through all of them.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def few(notes: list[Note]) -> list[Note]:
    """Return the first of many notes of one kind, and how many more there are."""
    if len(notes) <= MOST_NOTES:
        return notes
    rest = len(notes) - MOST_NOTES
    return [*notes[:MOST_NOTES], Note(Place(), f"{rest} more notes like these are not shown")]
