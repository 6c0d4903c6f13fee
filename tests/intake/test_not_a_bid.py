"""Rows and sheets that are no bids are refused, each one named, and firms that are called like them are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.intake.bids.not_a_bid import is_label, over_other_rows
from socialvalue.workbooks.bid_form import bid_form
from socialvalue.workbooks.comparison_form import comparison_form
from tests.intake.build import (
    GOOD,
    SHEET1,
    column,
    comparison,
    data,
    edited,
    found,
    good,
    model,
    moderation,
    offer,
    offered,
    only,
    read,
    read_files,
)

LABELS = (
    "Total", "TOTAL", "Total:", "TOTAL (ex VAT)", "Totals", "Grand total", "Sub-total", "Subtotal",
    "Sub Total £", "Average", "Average of bids", "Average (5 bids)", "Avg.", "Mean", "Mean price", "Median",
    "Lowest", "Lowest price", "LOWEST PRICE:", "Highest", "Highest score", "Minimum", "Min", "Min.", "Maximum",
    "Max marks", "Maximum points available", "Points available", "Available marks", "Estimate",
    "Our estimate", "Pre-tender estimate", "Authority's estimate", "Engineer\u2019s Estimate",
    "Council's budget", "Budget", "Budget 2026", "Weighting", "Weighting (%)", "Weight", "Weights",
    "Benchmark", "Target", "Target price", "Baseline", "Sum", "Sum of all bids", "All bids", "Number of bids",
    "Std. dev.", "Standard deviation", "Variance", "PTE", "Rank", "Count", "\u03a3", "Pass mark",
    "Total price (excl. VAT)", "Estimated cost", "\u200bTotal\u00a0", "\uff34\uff2f\uff34\uff21\uff2c",
    "Total_price", "Tótal", "Cyfanswm", "CYFANSWM (heb TAW)", "Is-gyfanswm", "Cyfartaledd",
    "Cyfartaledd y cynigion", "Pris isaf", "Isaf", "Uchaf", "Amcangyfrif", "Ein hamcangyfrif", "Cyllideb",
    "T O T A L", "T\u043etal", "Forecast", "Contingency", "Existing cost", "Current contract", "Guide price", "Net",
    "Should cost model", "Public sector comparator", "Number of bidders", "VAT at 20%", "Range", "Example bidder",
    "[Bidder name]", "Supplier", "Notes", "Provisional sum", "Last year",
    "Pwysoliad", "Marciau ar gael", "Uchafswm marciau", "Meincnod", "Canolrif",
)  # fmt: skip

FIRMS = (
    "Total Energies Ltd", "Total Ltd", "TotalEnergies", "Average Joe Cleaning", "Estimate Services Ltd",
    "Target Ltd", "Target Furniture", "The Range", "Budget Rent a Car", "Maximum Minibuses", "Mean Machines",
    "Highest Peak Tours", "Lowestoft Buses", "Minimum Waste CIC", "Benchmark Surveys", "Price & Best",
    "Marks and Sons", "Price", "Weight Watchers", "Sum Yuen Ltd", "Max Power", "Median Health LLP",
    "Example Homes", "Net Zero Works", "The Current Group", "Forecast Weather Ltd", "A B C Taxis", "Social Net",
    "J C B",
    "Sample & Sons", "Gross Hill Coaches", "Bidder A", "Range Rovers Hire", "Points West Taxis",
    "Cyfanswm Cyf", "The Council Print Works", "Bids R Us", "Best Value Coaches",
    "Our Place", "Number One Cabs", "Mark Able", "Total Harbour", "Overall Services", "3663",
)  # fmt: skip


@pytest.mark.parametrize("name", LABELS)
def test_a_row_that_is_called_like_a_total_is_refused_by_name(tmp_path: Path, name: str) -> None:
    problem = only(read(tmp_path, comparison([good(), good("Vale"), good(name)])))

    assert (problem.code, problem.place.cell) == ("row-not-a-bid", "A7")
    assert "looks like a total" in problem.found
    assert "legal form" in problem.action


@pytest.mark.parametrize("name", FIRMS)
def test_a_firm_with_such_a_word_in_its_name_is_read(tmp_path: Path, name: str) -> None:
    assert not is_label(name)
    assert read(tmp_path, comparison([good(), good(name)])).problems == ()


def test_all_such_rows_are_named_at_once(tmp_path: Path) -> None:
    nameless: dict[str, Any] = {**dict.fromkeys(GOOD), "price": 99}
    rows = [good(), {**nameless, "bidder": "Total"}, {**nameless, "bidder": "Weighting"}, nameless, good("Vale")]

    assert found(read(tmp_path, comparison(rows))) == [
        ("row-not-a-bid", "bids.xlsx · Bids · A6"),
        ("row-not-a-bid", "bids.xlsx · Bids · A7"),
        ("bidder-missing", "bids.xlsx · Bids · A8"),
    ]


def test_a_bid_form_in_the_name_of_a_total_is_refused(tmp_path: Path) -> None:
    problems = read_files(tmp_path, {"bids/a.xlsx": offer(offered("Grand total"))}).problems

    assert "row-not-a-bid" in [problem.code for problem in problems]


FORMULAS = [
    "SUM(C5:C6)", "sum($C$5:$C$6)", "AVERAGE(C5:C6)", "MIN(C5,C6)", "MAX(C5:C6)*1", "SUBTOTAL(109,C5:C6)",
    "C5+C6", "MEDIAN(C:C)", "SUM(Bids!C5:C6)", "SUM('Bids'!$C$5:$C$6)", "SUBTOTAL(101,Table1[Price])",
    "AGGREGATE(1,6,C5:C6)", "ROUND(AVERAGE(C5:C6),2)", "SUM(C5)", "LARGE(C5:C6,1)", "STDEV.P(C5:C6)",
]  # fmt: skip

OWN = [
    "SUM(D7:F7)", "SUM(Costs!C5:C6)", "SUM('Cost sheet'!B2:B90)", "C2*1.2", "D7*E7", "ROUND(D7,2)", "SUM(C7)",
    '"C5:C6"', "VLOOKUP(A7,Costs!A:B,2,0)", "SUM(AA7:AB7)", "Table1[@Price]*2", "[1]Costs!C5+[1]Costs!C6",
    "LOG10(100)*C7",
]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_row_calculated_from_the_bids_is_refused_whatever_it_is_called(tmp_path: Path, formula: str) -> None:
    content = data(comparison([good(), good("Vale"), good("The lot of them", price=7)]))
    content = edited(content, SHEET1, '(<c r="C7"[^>]*>)<v>', rf"\1<f>{formula}</f><v>")
    problem = only(read(tmp_path, content))

    assert (problem.code, problem.place.cell) == ("row-not-a-bid", "A7")
    assert f"C7 is calculated from other bids (={formula})" in problem.found


@pytest.mark.parametrize("formula", OWN)
def test_a_formula_over_the_bids_own_figures_is_no_such_row(formula: str) -> None:
    assert over_other_rows({2: formula}, 6, "Bids", 4, 6) is None


def test_the_totals_row_of_an_excel_table_is_refused(tmp_path: Path) -> None:
    def as_table(sheet: Worksheet) -> None:
        table = Table(displayName="Bids1", ref=f"A4:{column('withdrawn')}7", totalsRowCount=1)
        sheet.add_table(table)

    problem = only(read(tmp_path, comparison([good(), good("Vale"), good("Everything")], change=as_table)))

    assert (problem.code, problem.place.cell) == ("row-not-a-bid", "A7")
    assert "totals row of an Excel table" in problem.found


def second(workbook: Workbook, name: str, fill: Callable[[Worksheet], None]) -> Workbook:
    fill(workbook.create_sheet(name))
    return workbook


def copy_of_first(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    for row in sheet.parent.worksheets[0].iter_rows(values_only=True):
        sheet.append(list(row))


def by_title(sheet: Worksheet) -> None:
    sheet.append(["Supplier", "Price"])
    sheet.append(["Harbour & Co", 5])


def firms(sheet: Worksheet) -> None:
    sheet.append(["Firm", "Price"])
    sheet.append(["Vale", 5])


def anything(sheet: Worksheet) -> None:
    sheet.append(["Harbour & Co", 5])


SECOND = [
    ("Bids (2)", copy_of_first), ("Late bids", copy_of_first), ("Best and final offer", copy_of_first),
    ("Sheet1", copy_of_first), ("2026", by_title), ("Bids (2)", anything), ("BAFO", anything), ("Late bids", anything),
    ("Copy of Bids", anything), ("Revised offers", anything), ("Bids old", anything), ("bids v2", anything),
    ("Tenders", anything), ("Late submissions", anything), ("Bids Feb 2026", anything), ("Bids lot 2", anything),
    ("Resubmitted bids", anything), ("Additional", firms),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fill"), SECOND)
@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_second_sheet_of_bids_is_refused_and_both_are_named(
    tmp_path: Path, name: str, fill: Callable[[Worksheet], None], state: str
) -> None:
    workbook = second(comparison(), name, fill)
    workbook[name].sheet_state = state  # type: ignore[assignment]  # openpyxl checks it itself
    problem = only(read(tmp_path, workbook))

    assert problem.code == "workbook-unclear"
    assert f'"Bids" and "{name}"' in problem.found


@pytest.mark.parametrize("name", ["Offer (2)", "Offer copy", "Best and final offer", "Sheet2"])
def test_a_second_sheet_of_a_bid_form_is_refused(tmp_path: Path, name: str) -> None:
    problem = read_files(tmp_path, {"bids/a.xlsx": second(offer(offered()), name, copy_of_first)}).problems[0]

    assert problem.code == "workbook-unclear"
    assert f'"Offer" and "{name}"' in problem.found


def test_a_second_sheet_of_agreed_marks_is_refused(tmp_path: Path) -> None:
    for name in ("Moderation (2)", "Sheet3"):
        agreed = second(moderation([("Harbour & Co", "plan", "", 3, "Meets it.", "")]), name, copy_of_first)
        files = {"bids/a.xlsx": offer(offered()), "moderation.xlsx": agreed}
        assert found(read_files(tmp_path, files)) == [("workbook-unclear", f"moderation.xlsx · {name}")]


def test_other_sheets_are_left_alone(tmp_path: Path) -> None:
    def contacts(sheet: Worksheet) -> None:
        sheet.append(["Bidder", "E-mail", "Telephone"])
        sheet.append(["Harbour & Co", "a@example.org", 1])

    def notes(sheet: Worksheet) -> None:
        sheet.append(["Price", "is without VAT"])

    for name, fill in (("Contacts", contacts), ("Notes", notes), ("Tender timetable", anything), ("Bidders", contacts)):
        assert read(tmp_path, second(comparison(), name, fill)).problems == ()
    assert read(tmp_path, second(comparison(), "Bids (2)", lambda sheet: None)).problems == ()


def test_the_other_sheets_of_our_own_forms_are_no_second_ones(tmp_path: Path) -> None:
    codes = {problem.code for problem in read(tmp_path, comparison_form(model(), ["Harbour & Co"])).problems}
    files = {"bids/a.xlsx": bid_form(model())}
    codes |= {problem.code for problem in read_files(tmp_path, files).problems}

    assert "answer-blank" in codes
    assert codes.isdisjoint({"workbook-unclear", "workbook-misplaced"})
