"""What every reading of a folder needs: progress, as many notes as a person reads."""

from __future__ import annotations

from collections.abc import Callable

from socialvalue.errors import Note, Place

#: Told how many bids were read so far, of how many.
Progress = Callable[[int, int], None]

#: Notes of one kind shown one by one; what is more is counted.
MOST_NOTES = 50


def few(notes: list[Note]) -> list[Note]:
    """Return the first of many notes of one kind, and how many more there are."""
    if len(notes) <= MOST_NOTES:
        return notes
    rest = len(notes) - MOST_NOTES
    return [*notes[:MOST_NOTES], Note(Place(), f"{rest} more notes like these are not shown")]
