"""From a competition's files to its evaluation: faults first, quality before prices, everything new into the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from socialvalue.cli.targets import Target, load
from socialvalue.errors import FilesNeedMending, Note, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from socialvalue.intake.folder import Reading
    from socialvalue.model.competition import Competition
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.evaluation import Evaluation

    Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Override:
    """Who opens the prices before the quality marks are complete, and why."""

    by: str
    because: str


@dataclass(frozen=True)
class Evaluated:
    """A target with its criteria and evaluation, all without faults."""

    target: Target
    criteria: Criteria
    evaluation: Evaluation
    notes: tuple[Note, ...]


def evaluate_all(
    found: list[Target], progress: Progress | None = None, override: Override | None = None
) -> list[Evaluated]:
    """Return the evaluations of all targets.

    Raises:
        FilesNeedMending: With the problems of every target, where any of them has some.
    """
    problems: list[Problem] = []
    notes: list[Note] = []
    done = []
    for target in found:
        try:
            done.append(_evaluate(target, progress, override))
        except FilesNeedMending as error:
            problems += [_of_lot(target, problem) for problem in error.problems]
            notes += error.notes
    if problems:
        # The agreed marks are read for the record and for scoring: what is wrong with them is told once.
        raise FilesNeedMending(list(dict.fromkeys(problems)), notes)
    return done


def _of_lot(target: Target, problem: Problem) -> Problem:
    """Name the lot in a problem's place, so that it is found among several."""
    if not target.lot:
        return problem
    return replace(problem, place=replace(problem.place, file=f"{target.lot}/{problem.place.file}"))


def _evaluate(target: Target, progress: Progress | None, override: Override | None) -> Evaluated:
    from socialvalue.intake.folder import read_comparison_file
    from socialvalue.scoring import evaluate

    criteria, sha256 = load(target)
    if target.is_folder:
        return _evaluate_folder(target, criteria, sha256, progress, override)
    reading = read_comparison_file(target.path, criteria, sha256, progress=progress)
    return Evaluated(target, criteria, evaluate(criteria, _whole(criteria, reading, [])), reading.notes)


def _whole(criteria: Criteria, reading: Reading, problems: list[Problem]) -> Competition:
    """Return the competition that was read.

    Raises:
        FilesNeedMending: Where there are problems.
    """
    from socialvalue.scoring.unscorable import unscorable

    if reading.competition is not None:
        problems = [*problems, *unscorable(criteria, reading.competition)]
    if reading.competition is None or problems:
        raise FilesNeedMending([*problems, *reading.problems], list(reading.notes))
    return reading.competition


def _evaluate_folder(
    target: Target, criteria: Criteria, sha256: str, progress: Progress | None, override: Override | None
) -> Evaluated:
    from socialvalue.cli.panel_files import read_panel_files
    from socialvalue.cli.recording import recorded_bids, recorded_override, recorded_panel, recorded_quality, warned
    from socialvalue.intake.folder import read_folder
    from socialvalue.record import store
    from socialvalue.record.changes import Known
    from socialvalue.scoring import evaluate
    from socialvalue.scoring.moderated import averaged_marks, moderation_record

    folder = target.path
    opened = override is not None or Known.of(store.sound(folder)).prices_opened
    blind = criteria.award.price_blind and not opened
    reading = read_folder(folder, criteria, sha256, progress=progress, prices=not blind)
    found = read_panel_files(folder, criteria, reading)
    marks = averaged_marks(criteria, found.panel, found.marks, found.agreed)
    if marks:
        reading = read_folder(folder, criteria, sha256, prices=not blind, marks=marks)
    if found.panel is not None:
        # What an evaluator handed in is kept, whatever else is wrong: the next version may overwrite it.
        recorded_panel(found)
    if override is not None:
        recorded_override(folder, override.by, override.because)
    if blind:
        if found.faults or reading.competition is None:
            raise FilesNeedMending([*found.faults, *reading.problems], [*reading.notes, _NOT_OPENED])
        if found.panel is None:
            recorded_panel(found)
        recorded_quality(folder, criteria, reading.competition)
        reading = read_folder(folder, criteria, sha256, progress=progress, marks=marks)
    competition = _whole(criteria, reading, found.faults)
    if found.panel is None and not blind:
        recorded_panel(found)
    if criteria.award.price_blind and not blind:
        recorded_quality(folder, criteria, competition)
    lines = recorded_bids(folder, competition)
    evaluation = evaluate(criteria, competition)
    told = moderation_record(criteria, found.panel, found.marks, found.agreed, competition)
    update = {"warned": warned(criteria, lines), "moderation": told}
    return Evaluated(target, criteria, evaluation.model_copy(update=update), reading.notes)


_NOT_OPENED = Note(
    Place(),
    "Prices were not read: the award model is price-blind, so the quality marks must be complete first.",
)
