"""From a competition's files to its evaluation: faults first, quality before prices, everything new into the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from socialvalue.competition.targets import Target, load
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
    """Who answers for something out of the ordinary, such as prices opened early, and why."""

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
    found: list[Target],
    progress: Progress | None = None,
    override: Override | None = None,
    *,
    accepted: Override | None = None,
    may_lack: bool = False,
) -> list[Evaluated]:
    """Return the evaluations of all targets.

    ``override`` is who opens the prices early, and ``accepted`` who answers for what is not as the record says. With
    ``may_lack`` a folder that may only be read is evaluated all the same, and nothing is recorded.

    Raises:
        FilesNeedMending: With the problems of every target, where any of them has some.
    """
    problems: list[Problem] = []
    notes: list[Note] = []
    done = []
    for target in found:
        try:
            done.append(_evaluate(target, progress, _Ways(override, accepted, may_lack)))
        except FilesNeedMending as error:
            problems += [_of_lot(target, problem) for problem in error.problems]
            notes += error.notes
    if problems:
        raise FilesNeedMending(problems, notes)
    return done


def _of_lot(target: Target, problem: Problem) -> Problem:
    """Name the lot in a problem's place, so that it is found among several."""
    if not target.lot:
        return problem
    return replace(problem, place=replace(problem.place, file=f"{target.lot}/{problem.place.file}"))


@dataclass(frozen=True)
class _Ways:
    """What one evaluation may do that another may not."""

    override: Override | None
    accepted: Override | None
    may_lack: bool


def _evaluate(target: Target, progress: Progress | None, ways: _Ways) -> Evaluated:
    from socialvalue.intake.folder import read_comparison_file
    from socialvalue.scoring import evaluate

    criteria, sha256 = load(target)
    if target.is_folder:
        return _evaluate_folder(target, criteria, sha256, progress, ways)
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
    target: Target, criteria: Criteria, sha256: str, progress: Progress | None, ways: _Ways
) -> Evaluated:
    from socialvalue.competition import recording
    from socialvalue.competition.inputs import inputs_of
    from socialvalue.competition.panel_files import read_panel_files
    from socialvalue.competition.record import NOT_RECORDED, Record
    from socialvalue.competition.standing import held_against_record
    from socialvalue.intake.folder import read_folder
    from socialvalue.intake.sheet.workbook import Books
    from socialvalue.scoring import evaluate
    from socialvalue.scoring.moderated import averaged_marks, moderation_record

    folder, override = target.path, ways.override
    record = Record(folder, may_lack=ways.may_lack)
    opened = override is not None or record.known.prices_opened
    blind = criteria.award.price_blind and not opened
    standing = held_against_record(record, target, criteria, ways.accepted, prices=not blind)
    recording.recorded_inputs(record, inputs_of(target, sha256))
    books = Books()
    reading = read_folder(folder, criteria, sha256, progress=progress, prices=not blind, books=books)
    found = read_panel_files(folder, criteria, reading)
    marks = averaged_marks(criteria, found.panel, found.marks, found.agreed)
    if marks:
        reading = read_folder(folder, criteria, sha256, prices=not blind, marks=marks, books=books)
    if found.panel is not None:
        # What an evaluator handed in is kept, whatever else is wrong: the next version may overwrite it.
        recording.recorded_panel(found, to=record)
    if override is not None:
        recording.recorded_override(record, override.by, override.because)
    problems = [*standing.problems, *found.faults]
    if blind:
        if problems or reading.competition is None:
            notes = [*standing.notes, *reading.notes, _NOT_OPENED]
            raise FilesNeedMending([*problems, *reading.problems], notes)
        if found.panel is None:
            recording.recorded_panel(found, to=record)
        recording.recorded_quality(record, criteria, reading.competition)
        reading = read_folder(folder, criteria, sha256, progress=progress, marks=marks, books=books)
    competition = _whole(criteria, reading, problems)
    if found.panel is None and not blind:
        recording.recorded_panel(found, to=record)
    if criteria.award.price_blind and not blind:
        recording.recorded_quality(record, criteria, competition)
    lines = recording.recorded_bids(record, competition)
    evaluation = evaluate(criteria, competition)
    told = moderation_record(criteria, found.panel, found.marks, found.agreed, competition)
    update = {"warned": recording.warned(criteria, lines), "moderation": told}
    said = (*standing.notes, *reading.notes, *([Note(Place(), NOT_RECORDED)] if record.lacks else []))
    return Evaluated(target, criteria, evaluation.model_copy(update=update), said)


_NOT_OPENED = Note(
    Place(),
    "Prices were not read: the award model is price-blind, so the quality marks must be complete first.",
)
