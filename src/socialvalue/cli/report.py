"""`report`: the evaluation report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.cli import show
from socialvalue.cli.analyse import panel_page_of
from socialvalue.cli.evaluating import Evaluated, evaluate_all
from socialvalue.cli.progress import reading_progress
from socialvalue.cli.score import CriteriaOption, OutOption, TargetArgument, write_results
from socialvalue.cli.targets import Target, load, targets
from socialvalue.errors import FilesNeedMending, Place, Problem

if TYPE_CHECKING:
    from socialvalue.model.evaluation import Evaluation


@show.guarded
def report(target: TargetArgument, criteria: CriteriaOption = None, out: OutOption = None) -> None:
    """Write the evaluation report for the panel: out/evaluation-report.pdf."""
    found = targets(target, criteria, out)
    with reading_progress() as progress:
        kept = [one for one in found if not _has_inputs(one)]
        done = [_from_file(one) for one in kept] + evaluate_all([one for one in found if one not in kept], progress)
    for one in done:
        write_report_of(one)


def write_report_of(one: Evaluated) -> None:
    """Write the report of one competition, after bringing evaluation.json up to date with its inputs."""
    from socialvalue.report.evaluation_report import report_document, view
    from socialvalue.report.write import write_document

    path = one.target.out / "evaluation.json"
    if not path.is_file() or path.read_text(encoding="utf-8") != one.evaluation.to_json():
        if path.is_file():
            show.notes([f"The inputs have changed since {path} was written: scored again."])
        write_results(one)
    evaluation = read_evaluation(path)
    show.working("Writing the report …")
    report = view(one.criteria, evaluation, panel_page_of(one.target))
    written = write_document(report_document(report), one.target.out)
    show.notes(written.notes)
    for file in written.paths:
        show.line(f"Written: {file}")


def read_evaluation(path: Path) -> Evaluation:
    """Return the evaluation on file: what every document is made from."""
    from socialvalue.model.evaluation import Evaluation

    return Evaluation.model_validate_json(path.read_text(encoding="utf-8"))


def _has_inputs(target: Target) -> bool:
    """Say whether the workbooks are still there; a report can be made without them from evaluation.json."""
    bids = target.path / "bids"
    here = not target.is_folder or (bids.is_dir() and any(bids.iterdir()))
    return here or not (target.out / "evaluation.json").is_file()


def _from_file(target: Target) -> Evaluated:
    criteria, sha256 = load(target)
    evaluation = read_evaluation(target.out / "evaluation.json")
    if evaluation.criteria.sha256 != sha256:
        place = Place(file="criteria.toml")
        expected = f"the file that the evaluation was made with, {evaluation.criteria.sha256[:16]}…"
        action = "Put the criteria file of the evaluation back, or the bids, and score again."
        problem = Problem("criteria-changed", place, f"a file with the hash {sha256[:16]}…", expected, action)
        raise FilesNeedMending([problem])
    show.notes([f"There are no workbooks in {target.path / 'bids'}: the report is made from evaluation.json."])
    return Evaluated(target, criteria, evaluation, ())
