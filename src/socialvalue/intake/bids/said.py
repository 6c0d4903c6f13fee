"""What a workbook of bids says, cell by cell, whatever it is worth: to tell two versions of it apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socialvalue.decimals import grouped
from socialvalue.errors import Place
from socialvalue.intake.bids.bid import Model
from socialvalue.intake.bids.form import FormHeader
from socialvalue.intake.bids.header import Header
from socialvalue.intake.bids.ids import find_id
from socialvalue.intake.bids.recognise import recognised
from socialvalue.intake.names import clean
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.answers import as_text
from socialvalue.intake.sheet.workbook import Sheet, open_workbook
from socialvalue.intake.wording import figures, shown
from socialvalue.model.criteria import Criteria

#: Bidder and id: of a bid form, which has one bidder, the name is an answer like any other.
Key = tuple[str, str]

EVIDENCE = "evidence:"


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in one cell. ``text`` is "" where it is empty."""

    text: str
    place: Place


@dataclass(frozen=True)
class Version:
    """One version of a workbook. ``cells`` is None where it could not be read as one of bids."""

    cells: dict[Key, Said] | None
    is_form: bool = True
    bidder: str = ""


def version_of(path: Path, label: str, criteria: Criteria) -> Version:
    """Return what the workbook at ``path`` says; places name it as ``label``."""
    model = Model.of(criteria)
    try:
        sheet, header = recognised(open_workbook(path, label), model)
    except Refused:
        return Version(None)
    if isinstance(header, FormHeader):
        return _form(sheet, header, model)
    return Version(_comparison(sheet, header), is_form=False)


def _form(sheet: Sheet, header: FormHeader, model: Model) -> Version:
    cells: dict[Key, Said] = {}
    bidder = ""
    for row in range(header.row + 1, len(sheet.rows)):
        text = as_text(sheet.value(row, header.columns["id"]))
        if not text:
            continue
        id_ = find_id(model, text) or text
        if id_ == "bidder":
            bidder = bidder or clean(sheet.value(row, header.columns["answer"]))
        cells.setdefault(("", id_), _said(sheet, row, header.columns["answer"]))
        if "evidence" in header.columns:
            cells.setdefault(("", EVIDENCE + id_), _said(sheet, row, header.columns["evidence"]))
    return Version(cells, bidder=bidder)


def _comparison(sheet: Sheet, header: Header) -> dict[Key, Said] | None:
    name_at = header.columns.get("bidder")
    if name_at is None:
        return None
    cells: dict[Key, Said] = {}
    for row in range(header.row + 1, len(sheet.rows)):
        bidder = clean(sheet.value(row, name_at))
        if bidder:
            for id_, column in header.columns.items():
                cells.setdefault((bidder, id_), _said(sheet, row, column))
    return cells


def _said(sheet: Sheet, row: int, column: int) -> Said:
    value = sheet.value(row, column)
    is_blank = value is None or (isinstance(value, str) and not value.strip())
    return Said("" if is_blank else _whole(value), sheet.place(row, column))


def _whole(value: object) -> str:
    """Return a text whole, where a problem would cut it: two long answers may differ at their end only."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return figures(value, grouped)
    return shown(value)
