"""What a command is asked to work on: a competition folder, a folder of lots, or one comparison workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.errors import FilesNeedMending, Note, Problem, WrongUsage

if TYPE_CHECKING:
    from socialvalue.intake.folder import Reading
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.evaluation import Evaluation

CRITERIA = "criteria.toml"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Target:
    """One competition: where it is read from and where its results go. ``lot`` is empty where there are no lots."""

    path: Path
    criteria: str
    out: Path
    lot: str = ""

    @property
    def is_folder(self) -> bool:
        return self.path.is_dir()


@dataclass(frozen=True)
class Evaluated:
    """A target with its criteria and evaluation, all without faults."""

    target: Target
    criteria: Criteria
    evaluation: Evaluation
    notes: tuple[Note, ...]


def targets(path: Path, criteria: str | None = None, out: Path | None = None) -> list[Target]:
    """Return the competitions meant by a folder, a folder of lots, or a comparison workbook with its criteria.

    Raises:
        WrongUsage: Where the path is none of these.
    """
    if path.is_dir():
        if criteria is not None or (path / CRITERIA).is_file():
            return [Target(path, criteria or str(path / CRITERIA), out or path / "out")]
        lots = sorted(lot for lot in path.iterdir() if (lot / CRITERIA).is_file())
        if lots:
            return [
                Target(lot, str(lot / CRITERIA), (out / lot.name) if out else lot / "out", lot.name) for lot in lots
            ]
        raise WrongUsage(
            f"“{path}” has no {CRITERIA}, nor sub-folders (lots) that have one. Make a competition folder with: "
            f"socialvalue new {path} --criteria best-value"
        )
    if not path.exists():
        raise WrongUsage(f"There is nothing called “{path}”. Give a competition folder, or a comparison workbook.")
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
    from socialvalue.intake.criteria_file import load_criteria

    inside = target.is_folder and Path(target.criteria) == target.path / CRITERIA
    loaded = load_criteria(target.criteria, CRITERIA if inside else None)
    return loaded.criteria, loaded.sha256


def read(target: Target, criteria: Criteria, sha256: str, progress: Progress | None = None) -> Reading:
    """Return what was read of a target's bids: a competition, or problems."""
    from socialvalue.intake.folder import read_comparison_file, read_folder

    if target.is_folder:
        return read_folder(target.path, criteria, sha256, progress=progress)
    return read_comparison_file(target.path, criteria, sha256)


def evaluate_all(found: list[Target], progress: Progress | None = None) -> list[Evaluated]:
    """Return the evaluations of all targets.

    Raises:
        FilesNeedMending: With the problems of every target, where any of them has some.
    """
    from socialvalue.scoring import evaluate

    problems: list[Problem] = []
    done = []
    for target in found:
        try:
            criteria, sha256 = load(target)
        except FilesNeedMending as error:
            problems += [_of_lot(target, problem) for problem in error.problems]
            continue
        reading = read(target, criteria, sha256, progress)
        if reading.competition is None:
            problems += [_of_lot(target, problem) for problem in reading.problems]
            continue
        done.append(Evaluated(target, criteria, evaluate(criteria, reading.competition), reading.notes))
    if problems:
        raise FilesNeedMending(problems)
    return done


def _of_lot(target: Target, problem: Problem) -> Problem:
    """Name the lot in a problem's place, so that it is found among several."""
    if not target.lot:
        return problem
    return replace(problem, place=replace(problem.place, file=f"{target.lot}/{problem.place.file}"))
