"""What became of documents and other files that were to be written, apart from what it takes to write them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from socialvalue.errors import Note, Problem

Format = Literal["pdf", "html"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be made, and what the program met. The others were made all the same."""

    name: str
    title: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, in order; what to know about them; and what was not written."""

    paths: tuple[Path, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    failures: tuple[Failure, ...] = ()

    def __add__(self, other: Written) -> Written:
        """Return what was written here and there."""
        return Written(
            self.paths + other.paths,
            self.notes + other.notes,
            self.problems + other.problems,
            self.failures + other.failures,
        )
