"""Python's search for dead cycles, put off while a step makes many small objects that live to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects after which Python looks for cycles while a command runs: as often as it does by itself (700) is a tenth
#: of a short command's time, and most of what a command makes it needs to its end.
_SELDOM = 150_000


@contextmanager
def collector_for_a_command() -> Iterator[None]:
    """Look for cycles seldom while a command runs, and not at all as the process ends, which frees everything anyway.

    Measured: `score` of 12 bids takes a fifth less (`tests/bench/bench_cli.py`), most of it at the end.
    """
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.freeze()


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
