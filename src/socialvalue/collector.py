"""Python's search for dead cycles, put off while a step makes many small objects that live to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Do a step without looking for cycles in memory.

    Measured: half the time of reading a large workbook (`tests/bench/bench_reading.py`), a twentieth of a PDF of 40
    bids (10.4 s for 11.1 s).
    """
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
