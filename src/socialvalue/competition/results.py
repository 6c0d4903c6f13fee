"""The results of an evaluation on file: written by `score`, and read back before a document is made from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from socialvalue import __version__
from socialvalue.competition.evaluate import Evaluated, evaluate
from socialvalue.competition.standing import EVALUATION
from socialvalue.competition.targets import CRITERIA, load
from socialvalue.errors import FilesNeedMending, Note, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from socialvalue.competition.evaluate import Progress
    from socialvalue.competition.targets import Target
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.evaluation import Evaluation

RESULTS = "results.xlsx"


def score(evaluated: Iterable[Evaluated], *, when: datetime | None = None) -> tuple[Path, ...]:
    """Write evaluation.json and results.xlsx of each competition, both or neither, and return their paths.

    The hash of each evaluation goes into the record, at ``when`` or this moment.
    """
    return tuple(path for one in evaluated for path in _written(one, when))


def _written(one: Evaluated, when: datetime | None) -> tuple[Path, Path]:
    from socialvalue.competition.record import Record
    from socialvalue.competition.recording import recorded_evaluation
    from socialvalue.files import whole
    from socialvalue.workbooks.light import load_openpyxl

    load_openpyxl()
    from socialvalue.workbooks.results import results_workbook
    from socialvalue.workbooks.save import save

    paths = one.target.out / EVALUATION, one.target.out / RESULTS
    workbook, content = results_workbook(one.criteria, one.evaluation), one.evaluation.to_json().encode()
    if one.target.is_folder:
        recorded_evaluation(Record(one.target.path, when=when), EVALUATION, content)
    with whole(paths[0]) as beside:
        beside.write_bytes(content)
        save(workbook, paths[1])
    return paths


def evaluate_or_read(found: Sequence[Target], *, progress: Progress | None = None) -> tuple[Evaluated, ...]:
    """Return the evaluation of each competition: made now, or as on file where its workbooks are gone.

    Raises:
        FilesNeedMending: Where files have faults.
    """
    kept = [target for target in found if not _has_inputs(target)]
    read = tuple(on_file(target) for target in kept)
    return read + evaluate([target for target in found if target not in kept], progress=progress)


def _has_inputs(target: Target) -> bool:
    """Say whether the workbooks are still there; a report can be made without them from evaluation.json."""
    bids = target.path / "bids"
    here = not target.is_folder or (bids.is_dir() and any(bids.iterdir()))
    return here or not (target.out / EVALUATION).is_file()


def on_file(target: Target) -> Evaluated:
    """Return the evaluation that evaluation.json holds, without reading a bid.

    Raises:
        FilesNeedMending: Where the file is not as it was written, or was made with other criteria.
    """
    from socialvalue.competition.standing import evaluation_changed, record_missing
    from socialvalue.record import store
    from socialvalue.record.changes import Known

    criteria, sha256 = load(target)
    problems: list[Problem] = []
    if target.is_folder:
        # With the bids gone, the record is all that says that this evaluation was made from them.
        lines = store.sound(target.path)
        problems += [*record_missing(target, lines), *evaluation_changed(target, Known.of(lines))]
    try:
        evaluation = _read(target.out / EVALUATION, criteria)
    except FilesNeedMending as error:
        raise FilesNeedMending([*error.problems, *problems]) from None
    if problems:
        raise FilesNeedMending(problems)
    if evaluation.criteria.sha256 != sha256:
        place = Place(file=CRITERIA)
        expected = f"the file that the evaluation was made with, {evaluation.criteria.sha256[:16]}…"
        action = "Restore the criteria file that the evaluation was made with, or add the bids and score again."
        problem = Problem("criteria-changed", place, f"a file with the hash {sha256[:16]}…", expected, action)
        raise FilesNeedMending([problem])
    text = f"There are no workbooks in {target.path / 'bids'}, so the documents are made from evaluation.json."
    return Evaluated(target, criteria, evaluation, (Note(Place(), text),), from_file=True)


def as_on_file(evaluated: Sequence[Evaluated]) -> tuple[Evaluated, ...]:
    """Return evaluations as their files have them, which is what every document is made from.

    Where there is no file yet, it is still to be written: see `first_scored`. The version of the tool that wrote one
    is no difference.

    Raises:
        FilesNeedMending: Where a file is not as it was written, or not what the competition's files come to now.
    """
    problems: list[Problem] = []
    found = []
    for one in evaluated:
        path = one.target.out / EVALUATION
        if one.from_file or not path.is_file():
            found.append(one)
            continue
        try:
            evaluation = _read(path, one.criteria)
        except FilesNeedMending as error:
            problems += one.target.located(error.problems)
            continue
        if evaluation.model_copy(update={"tool": one.evaluation.tool}) != one.evaluation:
            problems += one.target.located([_outdated(one, evaluation)])
        found.append(replace(one, evaluation=evaluation))
    if problems:
        raise FilesNeedMending(problems)
    return tuple(found)


def first_scored(one: Evaluated, when: datetime | None = None) -> None:
    """Write the results of a competition that has none on file: no document names an evaluation that is nowhere."""
    if not (one.target.out / EVALUATION).is_file():
        score([one], when=when)


def _outdated(one: Evaluated, was: Evaluation) -> Problem:
    before, now = ({given.file: given.sha256 for given in made.inputs} for made in (was, one.evaluation))
    before[CRITERIA], now[CRITERIA] = was.criteria.sha256, one.evaluation.criteria.sha256
    changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    if changed:
        found = f"an evaluation from before these files changed: {', '.join(changed)}"
    elif was.tool != one.evaluation.tool:
        found = f"an evaluation by version {was.tool}, which version {__version__} comes to otherwise"
    else:
        found = "an evaluation that is not what the marks and the record come to now"
    place = Place(file=f"{one.target.out.name}/{EVALUATION}")
    action = "Run `socialvalue score`, and then this command again."
    return Problem("evaluation-outdated", place, found, "the evaluation of the files as they are now", action)


def _read(path: Path, criteria: Criteria) -> Evaluation:
    from socialvalue.intake.evaluation_file import read_evaluation

    evaluation, problems = read_evaluation(path, criteria)
    if evaluation is None:
        raise FilesNeedMending(problems)
    return evaluation
