"""The panel of the demonstration: its files as four people and a meeting would have left them, days in the record."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from socialvalue.model.criteria import Criteria
    from socialvalue.model.panel import AgreedMark, Panel

#: The days of the demonstration: sheets sent out, sheets received, the panel's meetings.
SENT, RECEIVED = datetime(2026, 9, 14, 9, 0, tzinfo=UTC), datetime(2026, 9, 29, 16, 30, tzinfo=UTC)
MET, MET_AGAIN = datetime(2026, 10, 2, 15, 45, tzinfo=UTC), datetime(2026, 10, 8, 11, 20, tzinfo=UTC)


def write_panel(folder: Path, criteria: Criteria, bidders: list[str]) -> None:
    """Write panel.toml, the four score sheets, moderation.xlsx with one mark changed, and the record of it all."""
    from socialvalue import resources
    from socialvalue.competition.record import Record
    from socialvalue.competition.recording import recorded_order
    from socialvalue.files import write_bytes
    from socialvalue.intake.panel.file import load_panel
    from socialvalue.model.panel_layout import PANEL_FILE, drawn_order

    home = resources.folder("templates") / "demo"
    write_bytes(folder / PANEL_FILE, (home / PANEL_FILE).read_bytes())
    panel = load_panel(folder, criteria, bidders).panel
    if panel is None:
        raise ValueError(f"the demonstration's {PANEL_FILE} cannot be read")
    marks = _toml(home / "marks.toml")
    marked = list(dict.fromkeys(row["bidder"] for row in marks["mark"]))
    orders = {e.id: drawn_order(criteria, e.id, _theirs(panel, e.id, marked)) for e in panel.evaluator}
    recorded_order(Record(folder, when=SENT), orders)
    _write_sheets(folder, criteria, panel, marked, marks["mark"])
    _record(folder, criteria, RECEIVED)
    agreed = _agreed(_toml(home / "moderation.toml")["agreed"], marks["differs"])
    first, last = _before_and_after(agreed, marks["change"])
    _moderate(folder, criteria, panel, marked, first, MET)
    _moderate(folder, criteria, panel, marked, last, MET_AGAIN)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _theirs(panel: Panel, evaluator: str, bidders: list[str]) -> list[str]:
    one = next(e for e in panel.evaluator if e.id == evaluator)
    return [bidder for bidder in bidders if one.may_mark(bidder)]


def _write_sheets(
    folder: Path, criteria: Criteria, panel: Panel, bidders: list[str], given: list[dict[str, Any]]
) -> None:
    from socialvalue.model.panel_layout import PANEL_FOLDER, sheet_name
    from socialvalue.workbooks.fill import GivenMark, fill_panel_form
    from socialvalue.workbooks.panel_form import panel_form
    from socialvalue.workbooks.save import save

    for one in panel.evaluator:
        form = panel_form(criteria, panel, one, bidders)
        fill_panel_form(
            form,
            [
                GivenMark(**{key: _tidy(value) if isinstance(value, str) else value for key, value in row.items()})
                for row in (
                    {k: v for k, v in row.items() if k != "evaluator"} for row in given if row["evaluator"] == one.id
                )
            ],
        )
        save(form, folder / PANEL_FOLDER / sheet_name(one))


def _agreed(rows: list[dict[str, Any]], differs: list[dict[str, Any]]) -> list[AgreedMark]:
    from socialvalue.model.panel import AgreedMark

    why = {(row["bidder"], row["question"]): _tidy(row["why"]) for row in differs}
    return [
        AgreedMark(
            bidder=row["bidder"],
            question=row["question"],
            value=Decimal(row["mark"]),
            reason=_tidy(row["reason"]),
            reference=_tidy(row.get("reference", "")),
            differs=why.get((row["bidder"], row["question"]), ""),
        )
        for row in rows
    ]


def _before_and_after(
    agreed: list[AgreedMark], changes: list[dict[str, Any]]
) -> tuple[list[AgreedMark], list[AgreedMark]]:
    """Return what the panel had agreed before the mark was changed, and after."""
    by_pair = {(row["bidder"], row["question"]): row for row in changes}
    before, after = [], []
    for mark in agreed:
        row = by_pair.get((mark.bidder, mark.question))
        if row is None:
            before.append(mark)
            after.append(mark)
            continue
        early = {"value": Decimal(row["from"]), "reason": row["first"], "reference": row["first-reference"]}
        before.append(replace(mark, differs="", **early))
        after.append(replace(mark, change=f"{_tidy(row['reason'])} Changed by: {row['by']}."))
    return before, after


def _record(folder: Path, criteria: Criteria, when: datetime) -> None:
    from socialvalue.competition.panel_files import read_panel_files
    from socialvalue.competition.record import Record
    from socialvalue.competition.recording import recorded_panel
    from socialvalue.intake.folder import bidders_in

    found = read_panel_files(folder, criteria, bidders_in(folder, criteria))
    if found.problems:
        raise ValueError(f"the demonstration's panel has faults: {found.problems[0]}")
    recorded_panel(Record(folder, when=when), found)


def _moderate(
    folder: Path,
    criteria: Criteria,
    panel: Panel,
    marked: list[str],
    agreed: list[AgreedMark],
    when: datetime,
) -> None:
    from socialvalue.competition.moderate import write_moderation
    from socialvalue.competition.panel_files import read_panel_files
    from socialvalue.competition.record import Record
    from socialvalue.intake.folder import bidders_in

    found = read_panel_files(folder, criteria, bidders_in(folder, criteria))
    write_moderation(Record(folder, when=when), criteria, panel, marked, replace(found, agreed=tuple(agreed)))
    _record(folder, criteria, when)
