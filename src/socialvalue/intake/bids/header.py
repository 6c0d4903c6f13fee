"""The header of a comparison workbook: which column answers what, found by ids or, failing those, by titles."""

from __future__ import annotations

from dataclasses import dataclass, field

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.bids.bid import Model
from socialvalue.intake.bids.ids import find_id, looks_like_id, titles
from socialvalue.intake.cells import letters
from socialvalue.intake.names import key, nearest
from socialvalue.intake.sheet.answers import as_text
from socialvalue.intake.sheet.workbook import Sheet
from socialvalue.intake.wording import quoted

#: The header stands near the top; below this nothing is taken for one.
ROWS_SEARCHED = 50


@dataclass
class Header:
    """A header row (counted from zero), its columns by id, and what was wrong or worth saying."""

    row: int
    by_ids: bool
    columns: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def find_header(sheet: Sheet, model: Model) -> Header | None:
    """Return the header of a sheet of bids: the row with a cell ``bidder`` that names most ids, else most titles."""
    known = titles(model)
    best: tuple[int, int, int] | None = None
    for row, values in enumerate(sheet.rows[:ROWS_SEARCHED]):
        cells = [value for value in values if isinstance(value, str) and value]
        if not any(key(cell) == "bidder" for cell in cells):
            continue
        # "Bidder" and a one-word title read the same as their ids: only what is no title proves a row of ids.
        ids = sum(find_id(model, cell) is not None and key(cell) not in known for cell in cells)
        named = sum(find_id(model, cell) is not None or key(cell) in known for cell in cells)
        if best is None or (ids, named) > best[:2]:
            best = (ids, named, row)
    if best is None:
        return None
    # A row in which every id is also a title ("bidder", "price") is one of ids when it is written as ids are.
    row = best[2]
    lower = all(value == value.lower() for value in sheet.rows[row] if isinstance(value, str))
    header = Header(row, best[0] > 0 or lower)
    _resolve(sheet, model, header, known)
    return header


def _resolve(sheet: Sheet, model: Model, header: Header, known: dict[str, set[str]]) -> None:
    unknown: list[tuple[int, str]] = []
    for column, value in enumerate(sheet.rows[header.row]):
        text = as_text(value)
        if not text:
            continue
        id_ = find_id(model, text)
        candidates = {id_} if id_ is not None else known.get(key(text), set())
        if not candidates:
            unknown.append((column, text))
        elif len(candidates) > 1 and any(map(model.reads, candidates)):
            header.problems.append(
                Problem(
                    "header-ambiguous",
                    sheet.place(header.row, column),
                    f"the title {quoted(text)}, which fits {' and '.join(sorted(candidates))}",
                    "a title that fits one question only",
                    "Replace the title with the id of the question that the column answers.",
                )
            )
        else:
            _assign(sheet, model, header, next(iter(candidates)), column)
    _explain_unknown(sheet, model, header, unknown)


def _assign(sheet: Sheet, model: Model, header: Header, id_: str, column: int) -> None:
    if id_ not in header.columns:
        header.columns[id_] = column
        return
    if not model.reads(id_):
        return
    header.problems.append(
        Problem(
            "id-duplicate",
            sheet.place(header.row, column),
            f'a second column for "{id_}" (the first is column {letters(header.columns[id_])})',
            "one column for each id",
            "Delete the column that is wrong; the tool does not choose between them.",
        )
    )


def _explain_unknown(sheet: Sheet, model: Model, header: Header, unknown: list[tuple[int, str]]) -> None:
    absent = [id_ for id_ in model.by_id if id_ not in header.columns]
    suggested: set[str] = set()
    extra: list[str] = []
    for column, text in unknown:
        meant = nearest(text, absent)
        if meant is None and not looks_like_id(text):
            extra.append(f"{letters(column)} {quoted(text)}")
            continue
        if meant is not None and not model.reads(meant):
            continue
        header.problems.append(
            Problem(
                "id-unknown",
                sheet.place(header.row, column),
                f"the id {quoted(text)}, which is not in the criteria",
                f'"{meant}"' if meant else "an id of the criteria file",
                "Correct the id, or delete the column; `socialvalue form comparison` writes every correct id.",
            )
        )
        if meant:
            suggested.add(meant)
    if extra:
        columns = "column was" if len(extra) == 1 else "columns were"
        place = Place(sheet.label, sheet.name)
        header.notes.append(Note(place, f"{len(extra)} extra {columns} not read: {', '.join(extra)}"))
    _report_missing(sheet, model, header, suggested)


def _report_missing(sheet: Sheet, model: Model, header: Header, suggested: set[str]) -> None:
    place = sheet.place(header.row, header.columns.get("bidder", 0))
    for id_ in needed(model, header):
        if id_ not in header.columns and id_ not in suggested:
            one = model.by_id[id_]
            header.problems.append(
                Problem(
                    "id-missing",
                    place,
                    f'no column for "{one.title}"',
                    f'a column with the id "{id_}"',
                    "Add the column and its answers; `socialvalue form comparison` writes every column that is needed.",
                )
            )


def needed(model: Model, header: Header) -> list[str]:
    """Return the ids without which the bids cannot be scored. Marks may come from ``moderation.xlsx`` instead."""
    ids: list[str] = []
    for one in model.by_id.values():
        if not model.reads(one.id):
            continue
        if one.needed:
            ids.append(one.id)
        elif one.is_open_year and one.leaf is not None:
            if (one.year or 0) <= max(_last_year(header, one.leaf.key), 0):
                ids.append(one.id)
        elif one.kind == "reason" and one.leaf is not None and one.leaf.key in header.columns:
            ids.append(one.id)
    return ids


def _last_year(header: Header, leaf: str) -> int:
    prefix = f"{leaf}:year-"
    return max((int(id_[len(prefix) :]) for id_ in header.columns if id_.startswith(prefix)), default=-1)
