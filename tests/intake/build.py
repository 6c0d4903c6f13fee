"""Small award models and the workbooks that come back for them, for the tests of reading."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import Problem
from socialvalue.intake.folder import Reading, read_comparison_file, read_folder
from socialvalue.model.criteria import Criteria
from socialvalue.model.layout import fields

MODEL = """
format  = 1
id      = "small"
version = "2026.1"
title   = "A little of everything"

[[dimension]]
id    = "cost"
title = "Cost"
[[dimension]]
id    = "social"
title = "Social value"

[[standard]]
id       = "living-wage"
question = "Do you pay the real Living Wage?"
pass     = "yes"

[[criterion]]
id        = "price"
dimension = "cost"
title     = "Price"
weight    = 40
input     = { kind = "money" }
score     = { method = "lowest-price" }
[[criterion]]
id        = "weeks"
dimension = "social"
title     = "Apprenticeships"
weight    = 20
input     = { kind = "quantity", unit = "weeks" }
score     = { method = "target", full-marks-at = 200 }
[[criterion]]
id        = "electric"
dimension = "social"
title     = "Electric mileage"
weight    = 10
input     = { kind = "percent" }
score     = { method = "highest-offer" }
[[criterion]]
id        = "plan"
dimension = "social"
title     = "Delivery plan"
weight    = 20
input     = { kind = "panel", scale = "five" }
score     = { method = "panel" }
[[criterion]]
id        = "promises"
dimension = "social"
title     = "Promises"
weight    = 10
input     = { kind = "commitments", measures = ["hours", "journeys"] }
score     = { method = "target", full-marks-at = 5000 }

[[scale]]
id     = "five"
levels = [ { mark = 0, label = "None" }, { mark = 3, label = "Met" }, { mark = 5, label = "More" } ]

[[measure]]
id    = "hours"
title = "Volunteer hours"
unit  = "hours"
proxy = [ { value = 16.50, from = 2025-04-01, price-year = 2025, source = "example", licence = "OGL-3.0" } ]
[[measure]]
id    = "journeys"
title = "Free journeys"
unit  = "journeys"
proxy = [ { value = 8, from = 2025-04-01, price-year = 2025, source = "example", licence = "OGL-3.0" } ]
"""

#: Whole-life cost alone, the number of years left open.
YEARS = """
format  = 1
id      = "years"
version = "1"
title   = "Years"
[[dimension]]
id    = "cost"
title = "Cost"
[[criterion]]
id        = "life"
dimension = "cost"
title     = "Whole-life cost"
weight    = 100
input     = { kind = "whole-life-cost", discount-rate = 3.5 }
score     = { method = "lowest-price" }
"""

GOOD: dict[str, Any] = {
    "bidder": "Harbour & Co",
    "standard:living-wage": "yes",
    "price": 1200000,
    "weeks": 120,
    "electric": 40,
    "plan": 3,
    "reason:plan": "Meets the requirement.",
    "reference:plan": "Response 2, page 4",
    "commitment:hours": 300,
    "commitment:journeys": 0,
    "withdrawn": None,
}
"""One bid without faults."""

Change = Callable[[Worksheet], object]

#: Where the ids, the titles and the first bid stand in `comparison`.
IDS, FIRST = 3, 5


def model(toml: str = MODEL) -> Criteria:
    return Criteria.model_validate(tomllib.loads(toml, parse_float=Decimal))


def good(name: str = "Harbour & Co", **answers: Any) -> dict[str, Any]:
    """One bid without faults, but for ``answers``, whose ids are written with _ for -."""
    return {**GOOD, "bidder": name, **answers}


def column(id_: str, ids: Sequence[str] = tuple(GOOD)) -> str:
    """The letter of the column of an id in `comparison`."""
    return chr(65 + list(ids).index(id_))


def cell(id_: str, bid: int = 0) -> str:
    """The address of an answer in `comparison`."""
    return f"{column(id_)}{FIRST + bid}"


def comparison(
    bids: Sequence[Mapping[str, Any]] = (), ids: Sequence[str] = tuple(GOOD), change: Change | None = None
) -> Workbook:
    """A comparison workbook: ids in row 3, titles in row 4, bids from row 5 (one good bid, if none are given)."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Bids"
    titles = {field.id: field.titled for field in fields(model())}
    for at, id_ in enumerate(ids, start=1):
        sheet.cell(IDS, at, id_)
        sheet.cell(IDS + 1, at, titles.get(id_, id_.upper()))
        for row, bid in enumerate(bids or [GOOD], start=FIRST):
            put(sheet, row, at, bid.get(id_))
    if change is not None:
        change(sheet)
    return workbook


def offer(answers: Mapping[str, Any], change: Change | None = None, **units: str) -> Workbook:
    """A bid form: header in row 2, an answer a row from row 3, answers in column D."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Offer"
    for at, heading in enumerate(("id", "question", "unit", "answer", "evidence"), start=1):
        sheet.cell(2, at, heading)
    for row, (id_, answer) in enumerate(answers.items(), start=3):
        sheet.cell(row, 1, id_)
        sheet.cell(row, 3, units.get(id_))
        put(sheet, row, 4, answer)
    if change is not None:
        change(sheet)
    return workbook


def offered(name: str = "Harbour & Co", **answers: Any) -> dict[str, Any]:
    """The answers that a bidder's own form asks for."""
    bid = {id_: value for id_, value in good(name, plan="See our response.").items() if ":plan" not in id_}
    return {**bid, **answers}


def moderation(rows: Sequence[Sequence[Any]], change: Change | None = None) -> Workbook:
    """A moderation form: header in row 1; rows of bidder, question, title, mark, reason, reference."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Moderation"
    for row, values in enumerate([("bidder", "question", "title", "mark", "reason", "reference"), *rows], start=1):
        for at, value in enumerate(values, start=1):
            put(sheet, row, at, value)
    if change is not None:
        change(sheet)
    return workbook


def put(sheet: Worksheet, row: int, at: int, value: Any) -> None:
    """Write a value; text that starts with = stays text."""
    one = sheet.cell(row, at)
    one.value = value
    if isinstance(value, str):
        one.data_type = "s"


def data(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def edited(content: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """The same package with one part's text changed, for what openpyxl cannot write."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info.filename)
            if info.filename == part:
                changed = re.sub(pattern, replacement, text.decode(), count=1, flags=re.DOTALL)
                assert changed != text.decode(), f"{pattern} is not in {part}"
                text = changed.encode()
            new.writestr(info.filename, text)
    return result.getvalue()


SHEET1 = "xl/worksheets/sheet1.xml"


def read(tmp_path: Path, workbook: Workbook | bytes, criteria: Criteria | None = None) -> Reading:
    """Read a comparison workbook that stands alone."""
    path = tmp_path / "bids.xlsx"
    path.write_bytes(workbook if isinstance(workbook, bytes) else data(workbook))
    return read_comparison_file(path, criteria or model(), "ab" * 32)


def read_files(tmp_path: Path, files: Mapping[str, Workbook | bytes], criteria: Criteria | None = None) -> Reading:
    """Read a competition folder that holds these files."""
    (tmp_path / "bids").mkdir(exist_ok=True)
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else data(content))
    return read_folder(tmp_path, criteria or model(), "ab" * 32)


def found(reading: Reading) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    return [(problem.code, str(problem.place)) for problem in reading.problems]


def only(reading: Reading) -> Problem:
    """The one problem of a reading that must have exactly one."""
    assert len(reading.problems) == 1, "\n".join(map(str, reading.problems))
    assert reading.competition is None
    return reading.problems[0]
