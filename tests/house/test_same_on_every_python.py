"""Pages and workbooks are the same on Python 3.11 to 3.14: what one of them adds up otherwise is not used."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from socialvalue.report.page.html import render_page
from socialvalue.workbooks.save import content
from tests.report import builders, panels
from tests.report.kinds import KINDS, every_document
from tests.workbooks.test_same_bytes import every_workbook

PLAIN_SUM = builtins.sum


class SumOfFloats(AssertionError):
    """Our own code adds floats with `sum`."""


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let `sum` refuse floats from our own code; gives the modules that added anything."""
    seen: list[str] = []

    def careful(numbers: Iterable[Any], /, start: Any = 0) -> Any:
        module = sys._getframe(1).f_globals.get("__name__", "")
        if not module.startswith("socialvalue."):
            return PLAIN_SUM(numbers, start)
        given = list(numbers)
        seen.append(module)
        if any(isinstance(one, float) for one in (start, *given)):
            raise SumOfFloats(module)
        return PLAIN_SUM(given, start)

    monkeypatch.setattr(builtins, "sum", careful)
    yield seen
    monkeypatch.undo()


def test_no_page_adds_lengths_with_sum(watched: list[str]) -> None:
    """Which names are cut and which rows fit on a page hangs on lengths: `math.fsum` is exact on every Python."""
    record = panels.moderated("Hopper plc", "service.journey", "5", panels.given("ann", "5"), panels.given("bob", "3"))
    criteria, evaluation = panels.with_record(builders.six(), record)
    documents = every_document(criteria, evaluation, panels.panel(), page=panels.page())
    pages = [render_page(one.template, one.view, styled=False) for kind in KINDS for one in documents[kind]]

    assert len(pages) >= len(KINDS)
    assert {"socialvalue.report.evaluation.totals", "socialvalue.report.words.roster"} <= set(watched), (
        "nothing was watched"
    )


def test_no_workbook_adds_lengths_with_sum(watched: list[str]) -> None:
    assert len([content(workbook) for workbook in every_workbook().values()]) >= 6
    assert "socialvalue.workbooks.heights" in watched, "nothing was watched"


def test_a_sum_of_floats_would_be_seen(watched: list[str]) -> None:
    added: dict[str, Any] = {"__name__": "socialvalue.report.tried"}
    with pytest.raises(SumOfFloats):
        exec("total = sum([1, 0.5])", added)  # noqa: S102 - as a module of ours would
    exec("total = sum([1, 2])", added)  # noqa: S102 - the same
    assert added["total"] == 3
