"""A small competition with a panel, and the workbooks that its evaluators hand in, for the tests of reading them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import Problem
from socialvalue.intake.panel.sheets import SheetsReading, read_sheets
from socialvalue.model.criteria import Criteria
from socialvalue.model.fingerprint import fingerprint
from socialvalue.model.layout import ABOUT_FINGERPRINT, ABOUT_ID, ABOUT_VERSION
from socialvalue.model.panel import IndividualMark, Panel
from socialvalue.model.panel_layout import (
    ABOUT_COMPETITION,
    ABOUT_EVALUATOR,
    ABOUT_MARKS,
    MODERATION_BOOK_COLUMNS,
    PANEL_COLUMNS,
    competition_fingerprint,
)
from tests.intake.build import data, put

MODEL = """
format  = 1
id      = "rides"
version = "1"
title   = "Rides"
[competition]
title     = "Rides to the clinic"
authority = "A council"
reference = "R-1"
[award]
moderation = "consensus"
[[dimension]]
id    = "cost"
title = "Cost"
[[dimension]]
id    = "quality"
title = "Quality"
[[criterion]]
id        = "price"
dimension = "cost"
title     = "Price"
weight    = 40
input     = { kind = "money" }
score     = { method = "lowest-price" }
[[criterion]]
id        = "service"
dimension = "quality"
title     = "Service"
weight    = 40
  [[criterion.question]]
  id     = "journey"
  title  = "The journey"
  weight = 20
  input  = { kind = "panel", scale = "even" }
  score  = { method = "panel" }
  [[criterion.question]]
  id     = "start"
  title  = "Starting well"
  weight = 20
  input  = { kind = "panel", scale = "even" }
  score  = { method = "panel" }
[[criterion]]
id        = "voice"
dimension = "quality"
title     = "Passengers' voice"
weight    = 20
input     = { kind = "panel", scale = "even" }
score     = { method = "panel" }
[[scale]]
id     = "even"
levels = [ { mark = 0, label = "None" }, { mark = 2, label = "Met" }, { mark = 4, label = "More" } ]
"""

PANEL = """
format = 1
[[evaluator]]
id        = "ash"
name      = "Ann Ash"
role      = "Head of transport"
chair     = true
questions = ["service", "voice"]
declared  = 2026-01-05
interest  = "none"
[[evaluator]]
id        = "birch"
name      = "Ben Birch"
role      = "Passenger"
questions = ["voice"]
declared  = 2026-01-06
interest  = "Drove for Mosslane until 2024."
decision  = "Does not mark it. The monitoring officer, 7 January 2026."
  [[evaluator.excluded]]
  bidder = "Mosslane CIC"
  reason = "Drove for it until 2024."
"""

BIDDERS = ("Harbour & Co", "Mosslane CIC", "Tern Ltd")
REASON = "The control room is named and staffed, but the reserve vehicle has no time."

Row = Sequence[Any]
Change = Callable[[Worksheet], object]

#: Where the label, the ids and the first bid stand on a sheet of `sheets`.
LABEL, IDS, FIRST = 2, 5, 7


def criteria(**replaced: str) -> Criteria:
    """The award model; ``replaced`` are texts of it and what stands in their place."""
    text = MODEL
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    return Criteria.model_validate(tomllib.loads(text, parse_float=Decimal))


def panel(text: str = PANEL) -> Panel:
    return Panel.model_validate(tomllib.loads(text))


def row(bidder: str, mark: Any = 2, reason: Any = REASON, reference: str = "p. 4", more: str = "A time.") -> Row:
    return bidder, mark, reason, reference, more


def rows(*given: Row) -> list[Row]:
    """A row for every bidder, good but for those that are given."""
    by_bidder = {one[0]: one for one in given}
    return [by_bidder.get(bidder, row(bidder)) for bidder in BIDDERS]


OWN: Mapping[str, tuple[str, ...]] = {"ash": ("service.journey", "service.start", "voice"), "birch": ("voice",)}


def sheets(
    evaluator: str = "ash",
    given: Mapping[str, Sequence[Row]] | None = None,
    change: Change | None = None,
    about: Mapping[str, str] | None = None,
) -> Workbook:
    """An evaluator's workbook: per question a sheet with its label in row 2, ids in row 5, titles, bids from row 7.

    ``given`` has the rows by question, where they are not the good ones; ``change`` is made to the first sheet.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    mine = [row(bidder) for bidder in BIDDERS if evaluator != "birch" or bidder != "Mosslane CIC"]
    for question in [*OWN.get(evaluator, ()), *(key for key in given or {} if key not in OWN.get(evaluator, ()))]:
        sheet = workbook.create_sheet(question.replace(".", " "))
        sheet.cell(1, 1, "A title")
        put(sheet, LABEL, 1, "question")
        put(sheet, LABEL, 2, question)
        for at, (id_, title) in enumerate(
            zip(PANEL_COLUMNS, ("Bidder", "Mark", "Reason", "Where", "More"), strict=True)
        ):
            put(sheet, IDS, at + 1, id_)
            put(sheet, IDS + 1, at + 1, title)
        for down, values in enumerate((given or {}).get(question, mine), start=FIRST):
            for at, value in enumerate(values, start=1):
                put(sheet, down, at, value)
    if change is not None:
        change(workbook.worksheets[0])
    told(workbook, {ABOUT_EVALUATOR: evaluator, **(about or {})})
    return workbook


def told(workbook: Workbook, more: Mapping[str, str]) -> None:
    """Add the sheet About; what ``more`` gives as empty is left out."""
    model = criteria()
    facts = {
        "form": "panel",
        ABOUT_ID: model.id,
        ABOUT_VERSION: model.version,
        ABOUT_FINGERPRINT: fingerprint(model),
        ABOUT_COMPETITION: competition_fingerprint(model),
        **more,
    }
    sheet = workbook.create_sheet("About")
    sheet.append(["competition", "Rides to the clinic"])
    for label, value in facts.items():
        if value:
            sheet.append([label, value])


def folder(tmp_path: Path, files: Mapping[str, Workbook | bytes | str]) -> Path:
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode() if isinstance(content, str) else data(content)
        path.write_bytes(raw)
    return tmp_path


def read(
    tmp_path: Path, files: Mapping[str, Workbook | bytes | str], bidders: Sequence[str] = BIDDERS
) -> SheetsReading:
    """Read a competition folder's ``panel/`` that holds these files."""
    return read_sheets(folder(tmp_path, files), criteria(), panel(), bidders)


def only(problems: Sequence[Problem]) -> tuple[str, str]:
    """Code and place of the one problem that there must be."""
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0].code, str(problems[0].place)


def marks(reading: SheetsReading, evaluator: str = "ash") -> dict[tuple[str, str], IndividualMark]:
    """An evaluator's marks by question and bidder."""
    sheet = next(one for one in reading.sheets if one.evaluator == evaluator)
    assert len({(one.question, one.bidder) for one in sheet.marks}) == len(sheet.marks)
    return {(one.question, one.bidder): one for one in sheet.marks}


def book(pages: Mapping[str, Sequence[Row]], marks_hash: str = "") -> Workbook:
    """A moderation book: a sheet a question with ids in row 1; rows of bidder, question, who, mark and texts."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, page in pages.items():
        sheet = workbook.create_sheet(name)
        for down, values in enumerate([MODERATION_BOOK_COLUMNS, *page], start=1):
            for at, value in enumerate(values, start=1):
                put(sheet, down, at, value)
    told(workbook, {ABOUT_MARKS: marks_hash})
    return workbook
