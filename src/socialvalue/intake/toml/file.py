"""A small TOML file of a competition, read with every fault of its keys located; where there is none, nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from socialvalue.errors import Place, Problem
from socialvalue.intake.toml.faults import FileKind, looked_through
from socialvalue.intake.toml.text import read_toml
from socialvalue.reading import stands

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class TomlFile(Generic[T]):
    """A file as read: its model as far as it could be made, the faults of its keys, and what was put aside for them."""

    name: str
    model: T | None = None
    problems: tuple[Problem, ...] = ()
    put_aside: tuple[str, ...] = ()

    def fault(self, what: str, key: str, found: str, expected: str, action: str) -> Problem:
        """Return a problem at a key of this file; ``what`` is its whole code."""
        return Problem(code=what, place=Place(file=self.name, key=key), found=found, expected=expected, action=action)

    def with_faults(self, more: list[Problem]) -> tuple[Problem, ...]:
        """Return all faults: those of the keys, and of ``more`` the ones that do not lean on what was put aside."""
        return (*self.problems, *(one for one in more if not any(_under(one.place.key, a) for a in self.put_aside)))


def read_file(kind: FileKind[T], folder: Path) -> TomlFile[T] | None:
    """Return the file of this kind in a folder, or nothing where there is none."""
    name = kind.file.name
    path = folder / name
    if not stands(path):
        return None
    file = read_toml(path, name, kind.word)
    if file.data is None:
        return TomlFile(name, None, tuple(file.problems))
    found_in = looked_through(kind, file.data, name)
    return TomlFile(name, found_in.model, tuple(found_in.problems.values()), tuple(found_in.put_aside))


def _under(key: str, aside: str) -> bool:
    return key == aside or key.startswith((f"{aside}.", f"{aside}["))
