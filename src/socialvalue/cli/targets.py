"""The competitions that a command is asked to work on, with what a run that was cut off left in them told."""

from __future__ import annotations

from pathlib import Path

from socialvalue.cli import show
from socialvalue.competition import targets as competition
from socialvalue.competition.targets import Target


def targets(path: Path, criteria: str | None = None, out: Path | None = None) -> list[Target]:
    """Return the competitions meant by a path, as `competition.targets` finds them.

    Raises:
        WrongUsage: Where the path is no competition.
    """
    found = competition.targets(path, criteria, out)
    for target in found:
        show.notes(target.notes)
    return found
