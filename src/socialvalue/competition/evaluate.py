"""From a competition's files to its evaluation: faults first, quality before prices, everything new into the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.competition.targets import Target, load
from socialvalue.errors import FilesNeedMending, Note, Place, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from socialvalue.errors import Problem
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

    def __post_init__(self) -> None:
        """Refuse somebody without a name, and a decision without a reason."""
        if not (self.by.strip() and self.because.strip()):
            raise WrongUsage("Give a name and a reason: both go into the record.")


@dataclass(frozen=True)
class Evaluated:
    """A competition with its criteria and evaluation, all without faults.

    It is ``from_file`` where its bids are gone and the evaluation is that of evaluation.json.
    """

    target: Target
    criteria: Criteria
    evaluation: Evaluation
    notes: tuple[Note, ...]
    from_file: bool = False


def evaluate(
    found: Iterable[Target],
    *,
    opening: Override | None = None,
    accepting: Override | None = None,
    may_lack: bool = False,
    when: datetime | None = None,
    progress: Progress | None = None,
) -> tuple[Evaluated, ...]:
    """Return the evaluations of competitions that `find` found. What is new in their folders goes into the record.

    No result is written: `score` does that. ``opening`` is who opens the prices early, and ``accepting`` who answers
    for what is not as the record says. With ``may_lack`` a folder that may only be read is evaluated all the same, and
    nothing is recorded. ``when`` is the time for the record, this moment unless given. ``progress`` is told after each
    workbook how many are read, and of how many.

    Raises:
        FilesNeedMending: With the problems of every target, where any of them has some.
    """
    problems: list[Problem] = []
    notes: list[Note] = []
    done = []
    for target in found:
        try:
            done.append(_evaluate(target, progress, _Ways(opening, accepting, may_lack, when)))
        except FilesNeedMending as error:
            problems += target.located(error.problems)
            notes += error.notes
    if problems:
        raise FilesNeedMending(problems, notes)
    return tuple(done)


@dataclass(frozen=True)
class _Ways:
    """What one evaluation may do that another may not."""

    opening: Override | None
    accepted: Override | None
    may_lack: bool
    when: datetime | None


def _evaluate(target: Target, progress: Progress | None, ways: _Ways) -> Evaluated:
    from socialvalue.intake.folder import read_comparison_file
    from socialvalue.scoring import evaluate as scored

    criteria, sha256 = load(target)
    if target.is_folder:
        return _evaluate_folder(target, criteria, sha256, progress, ways)
    reading = read_comparison_file(target.path, criteria, sha256, progress=progress)
    return Evaluated(target, criteria, scored(criteria, _whole(criteria, reading, [])), reading.notes)


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
    from socialvalue.scoring import evaluate as scored
    from socialvalue.scoring.moderated import averaged_marks, moderation_record

    folder, override = target.path, ways.opening
    record = Record(folder, may_lack=ways.may_lack, when=ways.when)
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
        recording.recorded_panel(record, found)
    if override is not None:
        recording.recorded_override(record, override.by, override.because)
    problems = [*standing.problems, *found.faults]
    if blind:
        if problems or reading.competition is None:
            notes = [*standing.notes, *reading.notes, _NOT_OPENED]
            raise FilesNeedMending([*problems, *reading.problems], notes)
        if found.panel is None:
            recording.recorded_panel(record, found)
        recording.recorded_quality(record, criteria, reading.competition)
        reading = read_folder(folder, criteria, sha256, progress=progress, marks=marks, books=books)
    competition = _whole(criteria, reading, problems)
    if found.panel is None and not blind:
        recording.recorded_panel(record, found)
    if criteria.award.price_blind and not blind:
        recording.recorded_quality(record, criteria, competition)
    lines = recording.recorded_bids(record, competition)
    evaluation = scored(criteria, competition)
    told = moderation_record(criteria, found.panel, found.marks, found.agreed, competition)
    update = {"warned": recording.warned(criteria, lines), "moderation": told}
    said = (*standing.notes, *reading.notes, *([Note(Place(), NOT_RECORDED)] if record.lacks else []))
    return Evaluated(target, criteria, evaluation.model_copy(update=update), said)


_NOT_OPENED = Note(
    Place(),
    "Prices were not read: the award model is price-blind, so the quality marks must be complete first.",
)
