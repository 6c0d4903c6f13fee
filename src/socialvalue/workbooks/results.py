"""`results.xlsx`: ranking, scores, working, inputs and standards, for people who live in Excel."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.pagebreak import Break

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.workbooks.heights import height_for
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.results_chart import MOST_BARS, points_chart
from socialvalue.workbooks.results_rows import (
    SCORE_COLUMNS,
    STANDARD_COLUMNS,
    WORKING_COLUMNS,
    ranking_columns,
    ranking_rows,
    score_rows,
    standard_rows,
    working_rows,
)
from socialvalue.workbooks.results_table import Heading, write_heading, write_table
from socialvalue.workbooks.save import describe
from socialvalue.workbooks.sheets import competition_line, competition_title
from socialvalue.workbooks.stream import RowStream
from socialvalue.workbooks.style import FACT, HEADER, LABEL, SUBTITLE, add_styles

RANKING_SHEET, SCORES_SHEET, WORKING_SHEET = "Ranking", "Scores", "Working"
INPUTS_SHEET, STANDARDS_SHEET = "Inputs", "Standards"

#: Ranked bids whose table and chart fit on one page; with more, the chart has a page of its own.
_BARS_BESIDE_TABLE = 8


def results_workbook(criteria: Criteria, evaluation: Evaluation) -> Workbook:
    """Return the results as a workbook to be saved once: its rows are streamed, so that 5,000 bids fit in memory.

    Figures are numbers, rounded only as far as a workbook cell rounds; the exact text of each is on `Working`.
    """
    workbook = Workbook(write_only=True)
    add_styles(workbook)
    describe(workbook, f"Results: {competition_title(criteria)}")
    _ranking(workbook, criteria, evaluation)
    write_table(
        workbook,
        SCORES_SHEET,
        _heading(
            criteria,
            "Scores",
            "One row per bid and criterion. Points are exact here. Only the totals are rounded, once.",
        ),
        SCORE_COLUMNS,
        score_rows(criteria, evaluation),
    )
    write_table(
        workbook,
        WORKING_SHEET,
        _heading(criteria, "Working", "How each answer became points, and the cell it came from."),
        WORKING_COLUMNS,
        working_rows(criteria, evaluation),
    )
    _inputs(RowStream(workbook, INPUTS_SHEET), criteria, evaluation)
    write_table(
        workbook,
        STANDARDS_SHEET,
        _heading(
            criteria, "Must-do standards", "Passed or failed, never scored. A bid that fails one is disqualified."
        ),
        STANDARD_COLUMNS,
        standard_rows(criteria, evaluation),
    )
    return workbook


def _heading(criteria: Criteria, name: str, line: str) -> Heading:
    title = competition_title(criteria)
    lines = tuple(text for text in (competition_line(criteria), line) if text)
    return Heading(f"{name}: {title}", lines, title)


def _ranking(workbook: Workbook, criteria: Criteria, evaluation: Evaluation) -> None:
    ranked = [bid.bidder for bid in evaluation.bids if bid.in_ranking]
    columns = ranking_columns(criteria, evaluation)
    heading = _heading(
        criteria,
        "Ranking",
        f"Award model: {criteria.title}, version {criteria.version}. Basis: {criteria.award.basis}.",
    )
    table = write_table(workbook, RANKING_SHEET, heading, columns, ranking_rows(criteria, evaluation), frozen=2)
    if not any(entry.points for bid in evaluation.bids for entry in bid.dimensions):
        return
    chart = points_chart(criteria, table.sheet, table.top, ranked)
    if chart is None:
        return
    if table.last - table.top <= MOST_BARS:
        table.sheet.add_chart(chart, f"B{table.last + 3}")
        if len(ranked) > _BARS_BESIDE_TABLE:
            table.sheet.row_breaks.append(Break(id=table.last + 1))
    else:  # below thousands of rows nobody would find it
        table.sheet.add_chart(chart, f"{get_column_letter(len(columns) + 2)}{table.top}")
        table.sheet.print_area = f"A1:{get_column_letter(len(columns))}{table.last}"


def _inputs(stream: RowStream, criteria: Criteria, evaluation: Evaluation) -> None:
    """Write what went in, with hashes: enough to say later whether a file is the one that was evaluated."""
    heading = _heading(
        criteria,
        "Inputs",
        "The files that were read. A file's SHA-256 changes if a single character of the file changes.",
    )
    widths = (46.0, 84.0)
    stream.sheet.column_dimensions["A"].width, stream.sheet.column_dimensions["B"].width = widths
    printed(stream.sheet, heading.printed, landscape=True)
    write_heading(stream, heading)

    def lines(title: tuple[str, str], style: str, facts: Iterable[tuple[str, str]]) -> None:
        stream.write_texts(HEADER, *title)
        for fact in facts:
            height = max(height_for(text, width) for text, width in zip(fact, widths, strict=True))
            stream.write_texts(style, *fact, height=height)
        stream.write_texts(SUBTITLE, "")

    identity = evaluation.criteria
    model = [
        ("Title", criteria.title),
        ("Id", identity.id),
        ("Version", identity.version),
        ("SHA-256 of the criteria file", identity.sha256),
        ("Evaluated with", f"socialvalue {evaluation.tool}"),
    ]
    lines(("Award model", ""), LABEL, model)
    lines(("File", "SHA-256"), FACT, [(given.file, given.sha256) for given in evaluation.inputs])
    notes = [(f"Note {number}", note) for number, note in enumerate(evaluation.notes, start=1)]
    lines(("Notes", ""), LABEL, notes or [("None", "")])
