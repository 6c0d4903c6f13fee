"""Pictures, shapes and charts over answers: what they show is no answer, and whoever reads the result is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import BarChart
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, AnchorMarker, OneCellAnchor, TwoCellAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D

from tests.intake.build import comparison, good, offer, offered, read, read_files


def at(column: int, row: int, inside: int = 0) -> Any:
    return AnchorMarker(col=column, row=row, colOff=inside, rowOff=inside)


def small() -> Any:
    return XDRPositiveSize2D(100_000, 100_000)


ANCHORS: dict[str, tuple[Callable[[], Any], str]] = {
    "one price": (lambda: TwoCellAnchor(_from=at(2, 4), to=at(3, 5)), "C5"),
    "a part of it": (lambda: TwoCellAnchor(_from=at(2, 4, 9), to=at(2, 4, 99)), "C5"),
    "two prices": (lambda: TwoCellAnchor(_from=at(2, 4), to=at(2, 5, 9)), "C5:C6"),
    "from one cell on": (lambda: OneCellAnchor(_from=at(2, 5), ext=small()), "C6"),
    "at a distance": (lambda: AbsoluteAnchor(pos=XDRPoint2D(2 * 609_600, 4 * 190_500), ext=small()), "C5"),
}


def drawn(anchor: Callable[[], Any]) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        chart = BarChart()
        chart.anchor = anchor()
        sheet.add_chart(chart)

    return change


@pytest.mark.parametrize(("anchor", "cells"), ANCHORS.values(), ids=ANCHORS)
def test_a_drawing_over_an_answer_is_told(tmp_path: Path, anchor: Callable[[], Any], cells: str) -> None:
    reading = read(tmp_path, comparison([good(), good("Vale")], change=drawn(anchor)))

    assert reading.problems == ()
    assert [note.text for note in reading.notes] == [
        f"a picture, shape or chart lies over {cells}: what it shows was not read"
    ]
    assert cells.partition(":")[0] == reading.notes[0].place.cell


@pytest.mark.parametrize("where", ["a logo above", "a chart beside"])
def test_a_drawing_elsewhere_is_nobodys_business(tmp_path: Path, where: str) -> None:
    over = TwoCellAnchor(_from=at(0, 0), to=at(3, 2)) if where == "a logo above" else OneCellAnchor(at(30, 4), small())
    reading = read(tmp_path, comparison([good()], change=drawn(lambda: over)))

    assert (reading.problems, tuple(reading.notes)) == ((), ())


def test_a_drawing_on_a_bid_form_is_told_too(tmp_path: Path) -> None:
    change = drawn(lambda: TwoCellAnchor(_from=at(3, 4), to=at(4, 5)))
    reading = read_files(tmp_path, {"bids/a.xlsx": offer(offered(), change)})

    assert [note.place.cell for note in reading.notes if "lies over D5" in note.text] == ["D5"]
