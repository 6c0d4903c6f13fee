"""What there is to work on: a competition folder, a folder of lots, or one comparison workbook."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue import folder_files
from socialvalue.competition.tidy import carried_on
from socialvalue.errors import Place, WrongUsage
from socialvalue.files import is_text, spelt_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from socialvalue.errors import Note, Problem
    from socialvalue.model.criteria import Criteria

CRITERIA = folder_files.CRITERIA.name

#: Where the letters lie in the folder of results.
LETTERS = "letters"


@dataclass(frozen=True)
class Target:
    """One competition: where it is read from and where its results go. ``lot`` is empty where there are no lots.

    ``notes`` say what an earlier run that was cut off had left, and what was done about it.
    """

    path: Path
    criteria: str
    out: Path
    lot: str = ""
    notes: tuple[Note, ...] = field(default=(), compare=False)

    @property
    def is_folder(self) -> bool:
        return self.path.is_dir()

    def placed(self, place: Place) -> Place:
        """Return a place with the lot named in it, so that it is found among several."""
        return replace(place, file=f"{self.lot}/{place.file}") if self.lot else place

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems with the lot named in the place of each."""
        return [replace(problem, place=self.placed(problem.place)) for problem in problems]


def find(path: Path | str, *, criteria: str | None = None, out: Path | str | None = None) -> tuple[Target, ...]:
    """Return the competitions meant by a folder, a folder of lots, or a comparison workbook with its criteria.

    ``criteria`` is a pack or a criteria file, and ``out`` the folder for results, in place of the folder's own. What a
    run that was cut off left in them is cleared or finished first, and told in the notes of each.

    Raises:
        WrongUsage: Where the path is none of these.
    """
    return tuple(_carried_on(target) for target in _found(Path(path), criteria, Path(out) if out is not None else None))


def _carried_on(target: Target) -> Target:
    home = target.path if target.is_folder else target.path.parent
    return replace(target, notes=tuple(carried_on(home, [target.out, target.out / LETTERS])))


def _found(path: Path, criteria: str | None, out: Path | None) -> list[Target]:
    if path.is_dir():
        if criteria is not None or (path / CRITERIA).is_file():
            return [Target(path, criteria or str(path / CRITERIA), out or path / "out")]
        lots = sorted(lot for lot in path.iterdir() if (lot / CRITERIA).is_file())
        for lot in lots:
            if not is_text(lot.name):
                raise WrongUsage(f"The lot “{spelt_out(str(lot))}” has a name that is not UTF-8. Rename the folder.")
        if lots:
            return [
                Target(lot, str(lot / CRITERIA), (out / lot.name) if out else lot / "out", lot.name) for lot in lots
            ]
        raise WrongUsage(
            f"“{path}” has no {CRITERIA}, and no sub-folder (lot) that has one. Make a competition folder with: "
            f"socialvalue new {path} --criteria best-value"
        )
    if not path.exists():
        raise WrongUsage(
            f"There is no file or folder called “{path}”. Give a competition folder, or a comparison workbook."
        )
    if criteria is None:
        raise WrongUsage(
            f"“{path}” is a file: say which criteria it is scored by, for example: "
            f"socialvalue score {path} --criteria best-value"
        )
    return [Target(path, criteria, out or path.parent / "out")]


def load(target: Target) -> tuple[Criteria, str]:
    """Return the criteria of a target and their hash.

    Raises:
        FilesNeedMending: Where the criteria file has faults.
    """
    from socialvalue.intake.criteria.file import load_criteria

    inside = target.is_folder and Path(target.criteria) == target.path / CRITERIA
    loaded = load_criteria(target.criteria, CRITERIA if inside else None)
    return loaded.criteria, loaded.sha256
