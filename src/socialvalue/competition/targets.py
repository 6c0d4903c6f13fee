"""What a command is asked to work on: a competition folder, a folder of lots, or one comparison workbook."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue import folder_files
from socialvalue.competition.tidy import carried_on
from socialvalue.errors import Note, WrongUsage
from socialvalue.files import is_text, spelt_out

if TYPE_CHECKING:
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
    notes: tuple[Note | str, ...] = field(default=(), compare=False)

    @property
    def is_folder(self) -> bool:
        return self.path.is_dir()


def targets(path: Path, criteria: str | None = None, out: Path | None = None) -> list[Target]:
    """Return the competitions meant by a folder, a folder of lots, or a comparison workbook with its criteria.

    What a run that was cut off left in them is cleared or finished first.

    Raises:
        WrongUsage: Where the path is none of these.
    """
    return [_carried_on(target) for target in _found(path, criteria, out)]


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
