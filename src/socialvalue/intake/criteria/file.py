"""Criteria files: found by path or pack id, read exactly, every fault reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from socialvalue import resources
from socialvalue.errors import FilesNeedMending, Problem, WrongUsage
from socialvalue.folder_files import CRITERIA
from socialvalue.intake.criteria.faults import validated
from socialvalue.intake.toml.text import read_toml
from socialvalue.model.criteria import Criteria

FILE_NAME = CRITERIA.name


@dataclass(frozen=True)
class LoadedCriteria:
    """A criteria file as read: the model, or the problems that keep it from being one."""

    path: Path
    sha256: str
    problems: tuple[Problem, ...]
    model: Criteria | None

    @property
    def criteria(self) -> Criteria:
        """The model.

        Raises:
            FilesNeedMending: Where the file has faults.
        """
        if self.model is None or self.problems:
            raise FilesNeedMending(list(self.problems))
        return self.model


def packs() -> dict[str, Path]:
    """Return the packs that ship with the tool, by id, in alphabetical order."""
    return {path.parent.name: path for path in sorted(resources.folder("criteria").glob(f"*/{FILE_NAME}"))}


def find(reference: str | Path) -> Path:
    """Return the criteria file meant by a path, a folder that holds one, or the id of a pack.

    Raises:
        WrongUsage: Where there is no such file and no such pack.
    """
    path = Path(reference)
    if path.is_dir() and (path / FILE_NAME).is_file():
        return path / FILE_NAME
    if path.is_file():
        return path
    known = packs()
    if str(reference) in known:
        return known[str(reference)]
    raise WrongUsage(
        f"There is no criteria file or pack called “{reference}”. Give the path of a criteria file, a folder with "
        f"a {FILE_NAME} in it, or one of the packs: {', '.join(known) or 'none are installed'}."
    )


def read_model(data: Mapping[str, Any], name: str, prefix: str = "") -> tuple[Criteria | None, list[Problem]]:
    """Return the award model in ``data``, with every fault; the model may be partial where there are faults."""
    return validated(data, name, prefix)


def load_criteria(reference: str | Path, name: str | None = None) -> LoadedCriteria:
    """Read the criteria file meant by ``reference``; problems name it as ``name`` (its path, unless given).

    Raises:
        WrongUsage: Where there is no such file and no such pack.
    """
    path = find(reference)
    shown = name or path.as_posix()
    file = read_toml(path, shown, "criteria")
    model, problems = (None, file.problems) if file.data is None else read_model(file.data, shown)
    return LoadedCriteria(path, file.sha256, tuple(problems), model)
