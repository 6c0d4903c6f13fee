"""Which form a workbook is, told by what is in it and never by its file name."""

from __future__ import annotations

import re

from socialvalue.errors import Place, Problem
from socialvalue.intake.bids.bid import Model
from socialvalue.intake.bids.comparison import NAME_TITLES, FileReading, read_comparison
from socialvalue.intake.bids.form import FormHeader, find_form_header, read_bid_form
from socialvalue.intake.bids.header import ROWS_SEARCHED, Header, find_header
from socialvalue.intake.bids.ids import titles
from socialvalue.intake.names import key
from socialvalue.intake.reading import Progress
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.workbook import Sheet, Workbook
from socialvalue.intake.wording import quoted
from socialvalue.model.layout import BID_SHEET, COMPARISON_SHEET, MODERATION_COLUMNS

#: How sheets are called that people put beside the first: "Bids (2)", "Copy of Offer", "Late bids". A name of these
#: words alone, one of them from the first line.
_BIDS = {
    "bid",
    "bids",
    "offer",
    "offers",
    "tenders",
    "submissions",
    "quotes",
    "quotations",
    "bafo",
    "cynnig",
    "cynigion",
}
_BESIDE = {
    "a", "additional", "amended", "and", "best", "copy", "corrected", "extra", "final", "further", "i", "ii", "iii",
    "iv", "late", "later", "more", "new", "of", "old", "original", "other", "revised", "second", "the", "third",
    "updated", "2nd", "3rd", "hwyr", "newydd", "resubmitted", "submitted", "received", "lot", "round", "stage", "phase",
    "version", "draft", "part", "opened", "all", "withdrawn", "rejected", "non", "compliant",
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february",
    "march", "april", "june", "july", "august", "september", "october", "november", "december",
}  # fmt: skip

_Hit = tuple[Sheet, Header | FormHeader]


def read_workbook(workbook: Workbook, model: Model, progress: Progress | None = None) -> FileReading:
    """Read the bid or bids of a workbook.

    Raises:
        Refused: When it is neither a comparison workbook nor a bid form, or could be either.
    """
    sheet, header = recognised(workbook, model)
    if isinstance(header, FormHeader):
        return read_bid_form(sheet, header, model)
    return read_comparison(sheet, header, model, progress)


def recognised(workbook: Workbook, model: Model) -> _Hit:
    """Return the sheet of bids of a workbook, with its header, which tells what kind of form it is.

    Raises:
        Refused: When there is none, or more than one.
    """
    named = {part for name in (COMPARISON_SHEET, BID_SHEET) if (part := workbook.named(name)) is not None}
    # Every sheet is looked at: bids on a second one would else be left out in silence.
    hits = [hit for part in workbook.sheets if (hit := _hit(workbook.sheet(part), model)) is not None]
    sure = [hit for hit in hits if isinstance(hit[1], FormHeader) or set(hit[1].columns) - {"bidder"}]
    if not sure:
        sure = [hit for hit in hits if hit[0].name in {part.name for part in named}] or hits
    others = [part.name for part in workbook.sheets if _is_second(workbook.sheet(part), sure, model)]
    if len(sure) == 1 and not others:
        return sure[0]
    looked_for = f'a sheet "{COMPARISON_SHEET}" with a cell "bidder", or a sheet "{BID_SHEET}" with "id" and "answer"'
    if not hits:
        sheets = ", ".join(quoted(part.name) for part in workbook.sheets[:6])
        found = f"no sheet with bids (the sheets are {sheets})"
        action = (
            "Copy the answers into a form made by `socialvalue form`; put files that are not bids in a sub-folder of "
            "bids/."
        )
        raise Refused(Problem("workbook-unknown", Place(workbook.label), found, looked_for, action))
    names = list(dict.fromkeys([*(sheet.name for sheet, _ in sure), *others]))
    action = "Put all the bids on one sheet, and move the other sheets to a workbook outside bids/."
    found = f"bids on more than one sheet ({' and '.join(map(quoted, names))})"
    raise Refused(Problem("workbook-unclear", Place(workbook.label, names[1]), found, "one sheet of bids", action))


def _is_second(sheet: Sheet, hits: list[_Hit], model: Model) -> bool:
    """Whether a sheet that is none of those found looks like one more of bids: by its name, or by its titles."""
    if any(sheet is hit for hit, _ in hits):
        return False
    words = re.findall(r"[^\W_]+", key(sheet.name))
    called_so = bool(_BIDS.intersection(words)) and all(
        word in _BIDS | _BESIDE or re.fullmatch("v?[0-9]+", word) for word in words
    )
    if called_so and any(map(any, sheet.rows)):
        return True
    known = set(titles(model)) | set(model.by_id)
    for row in sheet.rows[:ROWS_SEARCHED]:
        said = {key(value) for value in row if isinstance(value, str)}
        if said & NAME_TITLES and (said & known) - NAME_TITLES:
            return True
    return False


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
