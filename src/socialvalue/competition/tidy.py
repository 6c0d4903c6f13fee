"""What a run that was cut off left behind: cleared or finished before the next one begins, and told in a note."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from socialvalue.errors import Note, Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Where a folder is built before it is in its place, and the mark there that everything is built (see `making`).
UNFINISHED, COMPLETE = ".unfinished", "complete.txt"


def carried_on(folder: Path, outs: Iterable[Path]) -> list[Note]:
    """Clear the files that were half written in a competition's folders, and bring its record up to date.

    Return what was done.
    """
    from socialvalue.record.history import FOLDER
    from socialvalue.record.store import RECEIVED, carry_on

    clear_traces(folder)
    record = folder / FOLDER
    places = dict.fromkeys([folder, folder / "panel", record, record / RECEIVED, *outs])
    cleared = [name for place in places for name in _cleared(place)]
    removed = f"An earlier run was cut off. Its unfinished files were deleted: {', '.join(cleared)}."
    return [*([Note(Place(), removed)] if cleared else []), *carry_on(folder)]


def clear_traces(folder: Path) -> None:
    """Remove what is left of the making of a folder that was finished: with the mark gone, all is in its place."""
    begun = folder / UNFINISHED
    if begun.is_dir() and not (begun / COMPLETE).exists():
        shutil.rmtree(begun, ignore_errors=True)


def _cleared(folder: Path) -> list[str]:
    """Remove the halves whose writers are gone; where this user may not, they hurt nobody."""
    from socialvalue.files import left_over

    names = []
    for path in left_over(folder):
        try:
            path.unlink()
        except OSError:
            continue
        names.append(path.name)
    return names
