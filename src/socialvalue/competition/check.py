"""Every fault in every file of a competition at once, and what it would be ready for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.competition.evaluate import evaluate
from socialvalue.errors import FilesNeedMending

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from socialvalue.competition.evaluate import Evaluated, Override, Progress
    from socialvalue.competition.targets import Target
    from socialvalue.errors import Note, Problem


@dataclass(frozen=True)
class Checked:
    """What is wrong, and what should be known. Without problems, ``evaluated`` holds what can be scored."""

    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    evaluated: tuple[Evaluated, ...] = ()


def check(
    found: Sequence[Target],
    *,
    opening: Override | None = None,
    accepting: Override | None = None,
    when: datetime | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Return every fault of every file of the competitions. No result is written, and no fault is raised.

    The other arguments are those of `evaluate`; a folder that may only be read is checked all the same.
    """
    from socialvalue.competition import papers

    try:
        done = evaluate(found, opening=opening, accepting=accepting, may_lack=True, when=when, progress=progress)
    except FilesNeedMending as error:
        return Checked((*error.problems, *papers.faults(found)[0]), tuple(error.notes))
    problems, notes = papers.faults(found, done)
    return Checked(tuple(problems), tuple(notes), done)
