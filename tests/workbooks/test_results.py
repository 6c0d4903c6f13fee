"""results.xlsx: numbers that are numbers, titles and not ids, text that stays text, a chart, any number of bids."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.chart import BarChart
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.outcome import AsRead
from socialvalue.workbooks import results_table
from socialvalue.workbooks.results import results_workbook
from socialvalue.workbooks.results_chart import MOST_BARS
from socialvalue.workbooks.save import save
from socialvalue.workbooks.style import printable
from tests.facts import below_estimate
from tests.models import REASON
from tests.workbooks.builders import NAMES, PRICE_ONLY, evaluation, model

SHEETS = ["Ranking", "Scores", "Working", "Inputs", "Standards"]


def _results(criteria: Criteria, evaluated: Evaluation) -> Workbook:
    stored = BytesIO()
    results_workbook(criteria, evaluated).save(stored)
    return load_workbook(stored)


def _header(sheet: Worksheet) -> int:
    reference = sheet.auto_filter.ref
    assert reference is not None
    return int(reference.split(":")[0][1:])


def _table(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows of a table by their column headings."""
    top = _header(sheet)
    titles = [str(cell.value) for cell in sheet[top]]
    rows = sheet.iter_rows(min_row=top + 1, values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows if any(value is not None for value in row)]


@pytest.fixture(scope="module")
def evaluated() -> Evaluation:
    return evaluation(model())


@pytest.fixture(scope="module")
def results(evaluated: Evaluation) -> Workbook:
    return _results(model(), evaluated)


def test_the_sheets_are_the_contract(results: Workbook) -> None:
    assert results.sheetnames == SHEETS


def test_the_ranking_has_every_bid_in_order_with_figures_as_numbers(results: Workbook, evaluated: Evaluation) -> None:
    rows = _table(results["Ranking"])
    assert [row["Bidder"] for row in rows] == [bid.bidder for bid in evaluated.bids]
    assert [row["Rank"] for row in rows] == [1, 2, 3, 4, None]
    first = evaluated.bids[0]
    assert rows[0]["Total"] == pytest.approx(float(str(first.total)))
    assert rows[0]["Social value (of 30)"] == pytest.approx(float(str(first.dimensions[1].points)))
    assert rows[4]["Status"] == "Disqualified"
    assert "Do you pay the real Living Wage" in str(rows[4]["Why not ranked, and price queries"])


def test_a_tie_and_a_price_query_are_said_in_words(evaluated: Evaluation) -> None:
    first, second, *others = evaluated.bids
    tied = first.model_copy(update={"tied": True, "status": "price-query", "price_queries": (below_estimate(),)})
    named = second.model_copy(update={"decided_by": "social"})
    rows = _table(_results(model(), evaluated.model_copy(update={"bids": (tied, named, *others)}))["Ranking"])
    assert rows[0]["Status"] == "Ranked, tied, price queried"
    assert rows[0]["Why not ranked, and price queries"] == str(below_estimate().said)
    assert rows[1]["Tie-break that decided"] == "Social value"


def test_scores_have_a_row_per_bid_and_question_with_titles_units_and_reasons(results: Workbook) -> None:
    rows = _table(results["Scores"])
    assert len(rows) == len(NAMES) * len(model().leaves)
    [plan] = [row for row in rows if row["Bidder"] == "Harbour & Co" and row["Question"] == "The passenger's journey"]
    assert plan == {
        "Bidder": "Harbour & Co",
        "Dimension": "Social value",
        "Criterion": "The service",
        "Question": "The passenger's journey",
        "Weight": 20,
        "Value": 3,
        "Unit": "mark out of 5",
        "Percent of full points": 60,
        "Points": 12,
        "Reason": REASON,
        "Reference to the tender": "pp. 8–14, para 2.4",
    }


def test_working_gives_every_step_the_exact_points_and_the_cell(results: Workbook) -> None:
    rows = [row for row in _table(results["Working"]) if row["Bidder"] == "Harbour & Co"]
    whole_life = [row for row in rows if row["Criterion"] == "Cost of running"]
    assert [row["Line"] for row in whole_life] == ["Value"] * 3 + ["Points"]
    assert "÷ (1 + 3.5%)^1" in str(whole_life[1]["Working"])
    [price] = [row for row in rows if row["Criterion"] == "Price for four years"]
    assert str(price["Result, exact"]).startswith("36.25316455696202531")
    assert str(price["Where it was read"]).startswith("bids/bid-5.xlsx · Offer · ")


def test_no_id_stands_where_a_title_belongs(results: Workbook) -> None:
    ids = {leaf.key for leaf in model().leaves} | {d.id for d in model().dimension} | {s.id for s in model().standard}
    shown = {
        cell.value
        for name in ("Ranking", "Scores", "Working", "Standards")
        for row in results[name].iter_rows()
        for cell in row
    }
    assert not ids & shown


def test_inputs_name_files_hashes_and_notes(evaluated: Evaluation) -> None:
    noted = evaluated.model_copy(update={"remarks": (AsRead(text="bids.xlsx · Bids · C7: a number stored as text"),)})
    sheet = _results(model(), noted)["Inputs"]
    rows = {str(row[0]): row[1] for row in sheet.iter_rows(values_only=True)}
    assert rows["bids.xlsx"] == "ab" * 32
    assert rows["SHA-256 of the criteria file"] == "cd" * 32
    assert rows["Version"] == "2026.1"
    assert rows["Evaluated with"] == f"socialvalue {noted.tool}"
    assert rows["Note 1"] == "bids.xlsx · Bids · C7: a number stored as text"


def test_standards_have_a_row_per_bid_and_standard(results: Workbook) -> None:
    rows = _table(results["Standards"])
    assert len(rows) == len(NAMES) * 2
    [failed] = [row for row in rows if row["Result"] == "Failed"]
    assert failed["Bidder"] == NAMES[-1]
    assert str(failed["Standard"]).startswith("Real Living Wage: Do you pay")
    assert failed["Answer"] == "no"


@pytest.mark.parametrize("name", ["Ranking", "Scores", "Working", "Standards"])
def test_tables_are_frozen_filterable_and_printable(results: Workbook, name: str) -> None:
    sheet = results[name]
    top = _header(sheet)
    assert str(sheet.freeze_panes).endswith(str(top + 1))
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert str(sheet.HeaderFooter.oddFooter).endswith("Page &P of &N")


def test_figures_are_formatted_as_what_they_are(results: Workbook) -> None:
    ranking, scores = results["Ranking"], results["Scores"]
    first = _header(ranking) + 1
    assert ranking.cell(first, 4).number_format == "0.00"
    money = [row[5].number_format for row in scores.iter_rows() if row[6].value == "£"]
    assert set(money) == {"£#,##0.00"}


def _charts(sheet: Worksheet) -> list[BarChart]:
    return list(cast("Any", sheet)._charts)


def _chart(sheet: Worksheet) -> BarChart:
    [chart] = _charts(sheet)
    return chart


def _series_titles(chart: BarChart) -> list[str | None]:
    return [series.tx.v for series in chart.series if series.tx is not None]


def test_the_chart_stacks_the_points_of_ranked_bids_by_titled_dimension(results: Workbook) -> None:
    sheet = results["Ranking"]
    chart, first = _chart(sheet), _header(sheet) + 1
    assert (chart.type, chart.grouping, chart.overlap) == ("bar", "stacked", 100)
    assert _series_titles(chart) == ["Cost", "Social value", "Economic value", "Environmental value"]
    assert chart.series[0].val.numRef.f == f"'Ranking'!$E${first}:$E${first + 3}"
    assert chart.series[0].cat.numRef.f == f"'Ranking'!$B${first}:$B${first + 3}"
    assert chart.x_axis.delete is False
    assert chart.y_axis.delete is False


def test_long_names_are_shortened_in_the_chart_alone(evaluated: Evaluation) -> None:
    long = evaluated.bids[0].model_copy(update={"bidder": "The Very Long Name of a Company " * 9})
    sheet = _results(model(), evaluated.model_copy(update={"bids": (long, *evaluated.bids[1:])}))["Ranking"]
    names = [point.v for point in _chart(sheet).series[0].cat.strLit.pt]
    assert names[0] == "The Very Long Name of a Company The…"
    assert _table(sheet)[0]["Bidder"] == long.bidder


HOSTILE = ('=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1", "#N/A", "<script>&", "🚌", "شركة", "ok\x00")


def test_hostile_names_and_reasons_stay_text(tmp_path: Path) -> None:
    save(results_workbook(model(), evaluation(model(), HOSTILE)), tmp_path / "results.xlsx")
    workbook = load_workbook(tmp_path / "results.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert {str(row["Bidder"]) for row in _table(workbook["Ranking"])} == {printable(name) for name in HOSTILE}
    risky = {cell.value for cell in cells if cell.quotePrefix}
    assert set(HOSTILE[:5]) <= risky


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=[]), min_size=1, max_size=30), max_size=3))
def test_any_note_comes_back_as_it_was_without_what_xml_forbids(notes: list[str]) -> None:
    criteria = model(PRICE_ONLY)
    evaluated = evaluation(criteria, ["A"]).model_copy(update={"remarks": tuple(AsRead(text=note) for note in notes)})
    rows = list(_results(criteria, evaluated)["Inputs"].iter_rows(values_only=True))
    read = [row[1] or "" for row in rows if str(row[0]).startswith("Note ")]
    assert read == [printable(note) for note in notes]


@pytest.mark.parametrize("names", [(), ("Only Bidder Ltd",)], ids=["no bids", "one bid"])
def test_few_bids_are_results_too(names: Sequence[str]) -> None:
    criteria = model(PRICE_ONLY)
    workbook = _results(criteria, evaluation(criteria, names))
    assert workbook.sheetnames == SHEETS
    assert [row["Bidder"] for row in _table(workbook["Ranking"])] == list(names)
    assert len(_charts(workbook["Ranking"])) == len(names)
    assert _table(workbook["Standards"]) == []


def test_many_bids_are_charted_as_far_as_bars_can_be_told_apart_beside_the_table() -> None:
    criteria = model(PRICE_ONLY)
    names = [f"Bidder {number:02}" for number in range(MOST_BARS + 5)]
    sheet = _results(criteria, evaluation(criteria, names))["Ranking"]
    chart, top = _chart(sheet), _header(sheet)
    assert chart.series[0].val.numRef.f == f"'Ranking'!$E${top + 1}:$E${top + MOST_BARS}"
    assert cast("Any", chart.anchor)._from.row + 1 == top
    assert str(sheet.print_area).endswith(str(top + len(names)))


def test_a_chart_that_does_not_fit_below_its_table_is_printed_on_a_page_of_its_own() -> None:
    criteria = model(PRICE_ONLY)
    sheet = _results(criteria, evaluation(criteria, [f"Bidder {number:02}" for number in range(30)]))["Ranking"]
    assert [brk.id for brk in sheet.row_breaks.brk] == [_header(sheet) + 31]


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_table, "MOST_ROWS", 20)
    workbook = _results(model(), evaluation(model()))
    assert [name for name in workbook.sheetnames if name.startswith("Scores")] == ["Scores", "Scores 2"]
    rows = [*_table(workbook["Scores"]), *_table(workbook["Scores 2"])]
    assert len(rows) == len(NAMES) * len(model().leaves)


@pytest.mark.parametrize(
    ("basis", "title", "number_format"),
    [
        ("price-per-quality-point", "Price per quality point (£), lowest first", "£#,##0.00"),
        ("highest-quality", "Quality (0 to 100), highest first", "0.00"),
    ],
)
def test_the_figure_that_ranks_is_named_for_its_basis(basis: str, title: str, number_format: str) -> None:
    award = f'[award]\nbasis = "{basis}"\n[[dimension]]'
    toml = PRICE_ONLY.replace("weight = 100", "weight = 60").replace("[[dimension]]", award)
    criteria = model(toml + QUALITY)
    sheet = _results(criteria, evaluation(criteria, ["A", "B"]))["Ranking"]
    top = _header(sheet)
    assert sheet.cell(top, 4).value == title
    assert sheet.cell(top + 1, 4).number_format == number_format
    assert isinstance(sheet.cell(top + 1, 4).value, float | int)


QUALITY = """
[[criterion]]
id        = "quality"
dimension = "cost"
title     = "Quality"
weight    = 40
input     = { kind = "percent" }
score     = { method = "target", full-marks-at = 100 }
"""
