"""The form that one bidder fills in: a row per answer, found again by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.decimals import plain
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.field import Field
from socialvalue.model.inputs import (
    CommitmentsInput,
    MoneyInput,
    PanelInput,
    PercentInput,
    QuantityInput,
    WholeLifeCostInput,
)
from socialvalue.model.layout import BID_COLUMNS, BID_SHEET, BidColumnId, fields, full_title
from socialvalue.workbooks import checks
from socialvalue.workbooks.heights import fit_rows, set_height
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.save import describe
from socialvalue.workbooks.sheets import (
    about_sheet,
    competition_line,
    competition_title,
    header_row,
    heading,
    paragraphs,
    scales_sheet,
)
from socialvalue.workbooks.style import (
    ANSWER,
    IDENTIFIER,
    LABEL,
    PLAIN,
    SECTION,
    SUBTITLE,
    TITLE,
    add_styles,
    answer_style,
    protect,
    put,
    put_over_neighbours,
    put_with_guidance,
    widths,
)

INSTRUCTIONS_SHEET = "Read me"
WRITTEN = "written response"

#: The letter of the column that bidders answer in.
ANSWER_LETTER = get_column_letter([column.id for column in BID_COLUMNS].index("answer") + 1)

#: Height in points of a row in which a written response may stand.
ROOM_TO_WRITE = 63.0


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the form: a question where it has an id, else a heading."""

    text: str
    guidance: str = ""
    id: str = ""
    unit: str = ""
    field: Field | None = None
    evidence: bool = True


def bid_form(criteria: Criteria) -> Workbook:
    """Return the blank form for one bidder: one row per answer, with room for where the evidence is."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    describe(workbook, f"Bid form: {competition_title(criteria)}")
    _instructions(workbook, criteria)
    _offer(workbook.create_sheet(BID_SHEET), criteria)
    scales_sheet(workbook, criteria)
    about_sheet(workbook, criteria, "bid", "The form for one bidder's offer.")
    return workbook


def _rows(criteria: Criteria) -> Iterator[_Row]:
    """Yield the lines of the form, in the order of `fields`, with a heading per dimension."""
    asked = fields(criteria)
    yield _Row("Bidder")
    yield _Row("Name of the bidder", "The name to show in the evaluation.", "bidder", "", asked[0], evidence=False)
    standards = [field for field in asked if field.kind == "standard"]
    if standards:
        yield _Row("Must-do standards: pass or fail, not scored")
    for field in standards:
        assert field.standard is not None
        named = f"{field.title}\n{field.standard.question}" if field.standard.title else field.title
        yield _Row(named, field.guidance, field.id, field.unit, field)
    by_leaf = groupby((field for field in asked if field.leaf is not None), key=lambda field: field.leaf)
    dimension = criterion = ""
    for leaf, group in by_leaf:
        assert leaf is not None
        if leaf.dimension != dimension:
            dimension = leaf.dimension
            yield _Row(_dimension_title(criteria, dimension))
        if leaf.question and leaf.criterion.id != criterion:
            criterion = leaf.criterion.id
            if leaf.criterion.guidance:
                yield _Row(leaf.criterion.title, leaf.criterion.guidance)
        yield from _leaf_rows(leaf, list(group))


def _dimension_title(criteria: Criteria, id_: str) -> str:
    title = next(dimension.title for dimension in criteria.dimension if dimension.id == id_)
    points = sum((leaf.weight for leaf in criteria.leaves if leaf.dimension == id_), Decimal(0))
    return f"{title}: {plain(points)} of 100 points"


def _leaf_rows(leaf: Leaf, group: list[Field]) -> Iterator[_Row]:
    match leaf.input:
        case PanelInput():
            where = "Write it here, or say where it is in your tender."
            yield _Row(full_title(leaf), paragraphs(leaf.guidance, where), leaf.key, WRITTEN, group[0])
        case WholeLifeCostInput(years=years):
            fill = (
                "Enter a cost for every year; 0 where there is none."
                if years
                else "From year 0, as many years as the contract has; leave the years after it blank."
            )
            yield _Row(full_title(leaf), paragraphs(leaf.guidance, fill))
            for field in group:
                yield _Row(field.title, "", field.id, field.unit, field)
        case CommitmentsInput():
            fill = "Enter what you promise to deliver; 0 where you promise nothing."
            yield _Row(full_title(leaf), paragraphs(leaf.guidance, fill))
            for field in group:
                yield _Row(field.title, field.guidance, field.id, field.unit, field)
        case MoneyInput() | QuantityInput() | PercentInput():
            for field in group:
                yield _Row(field.title, field.guidance, field.id, field.unit, field)


def _offer(sheet: Worksheet, criteria: Criteria) -> None:
    widths(sheet, {get_column_letter(at): column.width for at, column in enumerate(BID_COLUMNS, start=1)})
    row = heading(sheet, criteria, "Offer", "Fill in the cream cells. Do not change the ids in the first column.")
    first = row
    header_row(sheet, row, [column.id for column in BID_COLUMNS])
    for line in _rows(criteria):
        row += 1
        if not line.id:
            _heading_line(sheet, row, line)
            continue
        for at, column in enumerate(BID_COLUMNS, start=1):
            _cell(sheet, row, at, column.id, line)
        fit_rows(sheet, [row], at_least=ROOM_TO_WRITE if line.unit == WRITTEN else 0)
        if line.field is not None and line.field.kind != "mark":
            checks.limit(sheet, checks.for_field(criteria, line.field), f"{ANSWER_LETTER}{row}")
    sheet.freeze_panes = f"A{first + 1}"
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    printed(sheet, competition_title(criteria), landscape=True, title_rows=f"{first}:{first}")


def _cell(sheet: Worksheet, row: int, at: int, column: BidColumnId, line: _Row) -> None:
    match column:
        case "id":
            put(sheet, row, at, line.id, IDENTIFIER)
        case "question":
            put_with_guidance(sheet, row, at, line.text, line.guidance)
        case "unit":
            put(sheet, row, at, line.unit, LABEL)
        case "answer":
            field = None if line.unit == WRITTEN else line.field
            put(sheet, row, at, "", ANSWER if field is None else answer_style(field))
        case "evidence":
            put(sheet, row, at, "", ANSWER if line.evidence else LABEL)


def _heading_line(sheet: Worksheet, row: int, line: _Row) -> None:
    """Write a heading: of a dimension on a tinted bar, of a table with its guidance below."""
    if line.guidance:
        for at, column in enumerate(BID_COLUMNS, start=1):
            if column.id == "question":
                put_with_guidance(sheet, row, at, line.text, line.guidance)
            else:
                put(sheet, row, at, "", LABEL)
        fit_rows(sheet, [row])
        return
    for at, column in enumerate(BID_COLUMNS, start=1):
        put(sheet, row, at, line.text if column.id == "question" else "", SECTION)
    set_height(sheet, row, 21)


def _instructions(workbook: Workbook, criteria: Criteria) -> None:
    sheet = workbook.create_sheet(INSTRUCTIONS_SHEET)
    widths(sheet, {"A": 4, "B": 96})
    put(sheet, 1, 1, f"Bid form: {competition_title(criteria)}", TITLE)
    sheet.row_dimensions[1].height = 24
    put(sheet, 2, 1, competition_line(criteria), SUBTITLE)
    row = 3
    if criteria.competition.description:
        put(sheet, row, 2, criteria.competition.description, PLAIN)
        row += 1
    row += 1
    put_over_neighbours(sheet, row, 1, "How to fill it in", SECTION)
    put(sheet, row, 2, "", SECTION)
    for number, step in enumerate(_STEPS, start=1):
        row += 1
        put(sheet, row, 1, f"{number}.", PLAIN)
        put(sheet, row, 2, step, PLAIN)
    fit_rows(sheet, range(3, row + 1))
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    printed(sheet, competition_title(criteria), landscape=False)


_STEPS = (
    (
        f"Go to the sheet “{BID_SHEET}”. Fill in the cream cells: your answer and, beside it, where in your tender "
        "the evidence is. Everything else is locked."
    ),
    (
        "Type figures as plain numbers, without words or formulas: 1200000, not “£1.2m”; 45 for 45 percent. The unit "
        "stands beside the cell."
    ),
    (
        "Choose yes or no from the list where a standard asks for it. We will send a blank answer back to you; it is "
        "not a fail."
    ),
    (
        f"Where the unit is “{WRITTEN}”, write your response, or say in which document and on which page it is. The "
        "sheet “Scales” shows how the panel will mark it."
    ),
    (
        "Do not change, move or delete the ids in the first column: the tool finds your answers by them. Do not "
        "merge cells "
        "or hide rows."
    ),
    "Save it as an Excel workbook (.xlsx), and return it as the tender documents say.",
)
