"""`report`: the evaluation report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.cli import show
from socialvalue.cli.analyse import panel_page_of
from socialvalue.cli.formats import FORMAT, LANGUAGE, FormatOption, LanguageOption, formats, tongue
from socialvalue.cli.progress import reading_progress
from socialvalue.cli.score import CriteriaOption, OutOption, TargetArgument, write_results
from socialvalue.competition.evaluate import Evaluated, evaluate_all
from socialvalue.competition.papers import looks_of
from socialvalue.competition.targets import Target, load, targets
from socialvalue.errors import FilesNeedMending, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from socialvalue.model.authority import Look
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.evaluation import Evaluation
    from socialvalue.report.page.document import Attachment
    from socialvalue.report.page.write import Format


@show.guarded
def report(
    target: TargetArgument,
    criteria: CriteriaOption = None,
    out: OutOption = None,
    wanted: FormatOption = FORMAT,
    language: LanguageOption = LANGUAGE,
) -> None:
    """Write the evaluation report for the panel: out/evaluation-report.pdf."""
    from socialvalue.report.words.language import UNREVIEWED

    asked, tag = formats(wanted), tongue(language)
    done = evaluations(targets(target, criteria, out))
    looks = looks_of([one.target for one in done])
    show.notes([UNREVIEWED[tag]] if tag in UNREVIEWED else [])
    for one, look in zip(done, looks, strict=True):
        write_report_of(one, look, asked, tag)


def evaluations(found: list[Target]) -> list[Evaluated]:
    """Return the evaluation of each target: made now, or as on file where its workbooks are gone."""
    with reading_progress() as progress:
        kept = [one for one in found if not _has_inputs(one)]
        return [_from_file(one) for one in kept] + evaluate_all([one for one in found if one not in kept], progress)


def write_report_of(one: Evaluated, look: Look, wanted: Sequence[Format] = ("pdf",), language: str = LANGUAGE) -> None:
    """Write the report of one competition, after bringing evaluation.json up to date with its inputs."""
    from socialvalue.report.evaluation.report import report_document, view
    from socialvalue.report.page.write import write_document
    from socialvalue.report.words.language import missed_note, speaking

    evaluation = up_to_date(one)
    show.working("Writing the report …")
    with speaking(language) as missed:
        report = view(one.criteria, evaluation, panel_page_of(one.target), _record_head(one))
        inside = _data_of(one, evaluation, report.stamped) if "pdf" in wanted else ()
        document = report_document(report, look, inside)
    written = write_document(document, one.target.out, wanted)
    show.notes([*written.notes, *filter(None, [missed_note(language, missed)])])
    for file in written.paths:
        show.line(f"Written: {file}")


def _record_head(one: Evaluated) -> str:
    """Return the event of the record by which the evaluation on file was written: number and first digits."""
    from socialvalue.record import store
    from socialvalue.record.changes import Known

    if not one.target.is_folder:
        return ""
    line = Known.of(store.sound(one.target.path)).evaluated.get(store.hash_of_file(one.target.out / "evaluation.json"))
    return line.head if line is not None else ""


def _data_of(one: Evaluated, evaluation: Evaluation, stamped: date) -> tuple[Attachment, ...]:
    """Return what goes inside the panel's report, and into nothing that leaves the authority: data and workbook."""
    from socialvalue.report.page.document import Attachment

    title = one.criteria.competition.title or one.criteria.title
    return (
        Attachment(
            "evaluation.json",
            (one.target.out / "evaluation.json").read_bytes(),
            "application/json",
            f"The evaluation that this report was made from: {title}",
            stamped,
            "Source",
        ),
        Attachment(
            "results.xlsx",
            _results(one, evaluation),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"Ranking, scores and working as a workbook: {title}",
            stamped,
            "Supplement",
        ),
    )


def _results(one: Evaluated, evaluation: Evaluation) -> bytes:
    """Return the results workbook: made again, as one on file may have been sorted, coloured or worked in by now."""
    from socialvalue.workbooks.results import results_workbook
    from socialvalue.workbooks.save import content

    return content(results_workbook(one.criteria, evaluation))


def up_to_date(one: Evaluated) -> Evaluation:
    """Return the evaluation on file, written again first where its inputs have changed, which is said."""
    path = one.target.out / "evaluation.json"
    if not path.is_file() or path.read_bytes() != one.evaluation.to_json().encode():
        if path.is_file():
            show.notes([f"The inputs have changed since {path} was written, so the bids were scored again."])
        write_results(one)
    return read_evaluation(path, one.criteria)


def read_evaluation(path: Path, criteria: Criteria) -> Evaluation:
    """Return the evaluation on file: what every document is made from.

    Raises:
        FilesNeedMending: Where somebody or something has changed the file.
    """
    from socialvalue.intake import evaluation_file

    evaluation, problems = evaluation_file.read_evaluation(path, criteria)
    if evaluation is None:
        raise FilesNeedMending(problems)
    return evaluation


def _has_inputs(target: Target) -> bool:
    """Say whether the workbooks are still there; a report can be made without them from evaluation.json."""
    bids = target.path / "bids"
    here = not target.is_folder or (bids.is_dir() and any(bids.iterdir()))
    return here or not (target.out / "evaluation.json").is_file()


def _from_file(target: Target) -> Evaluated:
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
        evaluation = read_evaluation(target.out / "evaluation.json", criteria)
    except FilesNeedMending as error:
        raise FilesNeedMending([*error.problems, *problems]) from None
    if problems:
        raise FilesNeedMending(problems)
    if evaluation.criteria.sha256 != sha256:
        place = Place(file="criteria.toml")
        expected = f"the file that the evaluation was made with, {evaluation.criteria.sha256[:16]}…"
        action = "Restore the criteria file that the evaluation was made with, or add the bids and score again."
        problem = Problem("criteria-changed", place, f"a file with the hash {sha256[:16]}…", expected, action)
        raise FilesNeedMending([problem])
    show.notes([f"There are no workbooks in {target.path / 'bids'}, so the documents are made from evaluation.json."])
    return Evaluated(target, criteria, evaluation, ())
