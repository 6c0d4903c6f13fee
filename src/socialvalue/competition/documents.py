"""The report and the board summary: one document for each competition, made from its evaluation on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialvalue.competition.papers import awards_of, looks_of
from socialvalue.competition.results import RESULTS, as_on_file, first_scored
from socialvalue.competition.standing import EVALUATION
from socialvalue.competition.writing import in_language, tongue, unreviewed
from socialvalue.errors import Note, Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.report.page.document import Attachment
    from socialvalue.report.page.written import Format, Written


def report(
    evaluated: Sequence[Evaluated],
    *,
    formats: Sequence[Format] = ("pdf",),
    language: str = "en",
    when: datetime | None = None,
) -> Written:
    """Write the evaluation report of each competition, for its panel: out/evaluation-report.pdf.

    It is made from evaluation.json. Where there is none yet, it is written first, and recorded at ``when``.

    Raises:
        FilesNeedMending: Where evaluation.json is not what the files come to now, or other files have faults.
        WrongUsage: Where no document is written in the language.
    """
    from socialvalue.competition.panel_analysis import analysis_for_report
    from socialvalue.report.evaluation.report import report_document, view
    from socialvalue.report.page.write import write_document
    from socialvalue.report.page.written import Written

    language, done = tongue(language), as_on_file(evaluated)
    looks = looks_of([one.target for one in done])
    notes = unreviewed(language)
    written = Written()
    for one, look in zip(done, looks, strict=True):
        first_scored(one, when)
        found = analysis_for_report(one.target)
        notes += found.notes if found is not None else ()
        with in_language(language, notes):
            made = view(one.criteria, one.evaluation, found.page if found is not None else None, _record_head(one))
            document = report_document(made, look, _data_of(one, made.stamped) if "pdf" in formats else ())
        written += write_document(document, one.target.out, formats)
    return Written(notes=tuple(notes)) + written


def board_summary(
    evaluated: Sequence[Evaluated],
    *,
    formats: Sequence[Format] = ("pdf",),
    language: str = "en",
    when: datetime | None = None,
) -> Written:
    """Write two pages on each competition for a committee or cabinet: out/board-summary.pdf.

    They are made from evaluation.json. Where there is none yet, it is written first, and recorded at ``when``.

    Raises:
        FilesNeedMending: Where evaluation.json is not what the files come to now, or other files have faults.
        WrongUsage: Where no document is written in the language.
    """
    from socialvalue.report.board.summary import board_document
    from socialvalue.report.board.summary import board_summary as summary_of
    from socialvalue.report.page.write import write_document
    from socialvalue.report.page.written import Written

    language, done = tongue(language), as_on_file(evaluated)
    looks, awards = looks_of([one.target for one in done]), awards_of(done)
    notes = unreviewed(language)
    written = Written()
    for one, look, award in zip(done, looks, awards, strict=True):
        first_scored(one, when)
        with in_language(language, notes):
            summary = summary_of(one.criteria, one.evaluation, award, look)
            document = board_document(summary, look)
        notes += [Note(Place(), text) for text in summary.notes]
        written += write_document(document, one.target.out, formats)
    return Written(notes=tuple(notes)) + written


def _record_head(one: Evaluated) -> str:
    """Return the event of the record by which the evaluation on file was written: number and first digits."""
    from socialvalue.record import store
    from socialvalue.record.changes import Known

    if not one.target.is_folder:
        return ""
    line = Known.of(store.sound(one.target.path)).evaluated.get(store.hash_of_file(one.target.out / EVALUATION))
    return line.head if line is not None else ""


def _data_of(one: Evaluated, stamped: date) -> tuple[Attachment, ...]:
    """Return what goes inside the panel's report, and into nothing that leaves the authority: data and workbook.

    The workbook is made again, as one on file may have been sorted, coloured or worked in by now.
    """
    from socialvalue.report.page.document import Attachment
    from socialvalue.workbooks.results import results_workbook
    from socialvalue.workbooks.save import content

    title = one.criteria.competition.title or one.criteria.title
    return (
        Attachment(
            EVALUATION,
            (one.target.out / EVALUATION).read_bytes(),
            "application/json",
            f"The evaluation that this report was made from: {title}",
            stamped,
            "Source",
        ),
        Attachment(
            RESULTS,
            content(results_workbook(one.criteria, one.evaluation)),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"Ranking, scores and working as a workbook: {title}",
            stamped,
            "Supplement",
        ),
    )
