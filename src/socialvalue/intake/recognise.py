"""Which form a workbook is, told by what is in it and never by its file name."""

from __future__ import annotations

from socialvalue.errors import Place, Problem
from socialvalue.intake.bid_form import FormHeader, find_form_header, read_bid_form
from socialvalue.intake.bids import Model
from socialvalue.intake.comparison import FileReading, Progress, read_comparison
from socialvalue.intake.header import Header, find_header
from socialvalue.intake.ids import key
from socialvalue.intake.refused import Refused
from socialvalue.intake.wording import quoted
from socialvalue.intake.workbook import Sheet, Workbook
from socialvalue.model.layout import BID_SHEET, COMPARISON_SHEET, MODERATION_COLUMNS

_Hit = tuple[Sheet, Header | FormHeader]


def read_workbook(workbook: Workbook, model: Model, progress: Progress | None = None) -> FileReading:
    """Read the bid or bids of a workbook.

    Raises:
        Refused: When it is neither a comparison workbook nor a bid form, or could be either.
    """
    sheet, header = _recognise(workbook, model)
    if isinstance(header, FormHeader):
        return read_bid_form(sheet, header, model)
    return read_comparison(sheet, header, model, progress)


def _recognise(workbook: Workbook, model: Model) -> _Hit:
    named = [part for name in (COMPARISON_SHEET, BID_SHEET) if (part := workbook.named(name)) is not None]
    hits = [hit for part in named if (hit := _hit(workbook.sheet(part), model)) is not None]
    if not hits:
        others = [part for part in workbook.sheets if part not in named]
        hits = [hit for part in others if (hit := _hit(workbook.sheet(part), model)) is not None]
    if len(hits) == 1:
        return hits[0]
    looked_for = f'a sheet "{COMPARISON_SHEET}" with a cell "bidder", or a sheet "{BID_SHEET}" with "id" and "answer"'
    if not hits:
        sheets = ", ".join(quoted(part.name) for part in workbook.sheets[:6])
        found = f"no sheet with bids (the sheets are {sheets})"
        action = (
            "Copy the answers into a form made by `socialvalue form`; a file that is no bid belongs in a "
            "sub-folder of bids/."
        )
        raise Refused(Problem("workbook-unknown", Place(workbook.label), found, looked_for, action))
    names = " and ".join(quoted(sheet.name) for sheet, _ in hits)
    action = "Leave one of them in the workbook: which of them counts is never guessed."
    found = f"bids on more than one sheet ({names})"
    raise Refused(
        Problem("workbook-unclear", Place(workbook.label, hits[1][0].name), found, "one sheet of bids", action)
    )


def _hit(sheet: Sheet, model: Model) -> _Hit | None:
    form = find_form_header(sheet)
    if form is not None:
        return sheet, form
    header = find_header(sheet, model)
    if header is None:
        return None
    said = {key(value) for value in sheet.rows[header.row] if isinstance(value, str)}
    if said >= {"question", "mark", "reason"} <= set(MODERATION_COLUMNS):
        action = "Save it as moderation.xlsx in the competition folder, beside criteria.toml."
        found = "a form of agreed marks among the bids"
        raise Refused(Problem("workbook-misplaced", sheet.place(header.row, 0), found, "bids", action))
    return sheet, header
