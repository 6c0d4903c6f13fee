"""One broken comparison workbook per fault: each is found, located by file, sheet and cell, and said in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.build import (
    GOOD,
    IDS,
    Change,
    cell,
    column,
    comparison,
    found,
    good,
    model,
    offer,
    offered,
    only,
    read,
    read_files,
)


@dataclass(frozen=True)
class Case:
    """What is typed, and the code, cell and words of the one problem that it must make."""

    code: str
    at: str
    words: str
    answers: dict[str, Any] | None = None
    change: Change | None = None


def typed(id_: str, value: Any, code: str, words: str) -> Case:
    return Case(code, cell(id_), words, {id_: value})


def shaped(id_: str, value: Any, number_format: str, code: str, words: str) -> Case:
    def change(sheet: Worksheet) -> None:
        sheet[cell(id_)].number_format = number_format

    return Case(code, cell(id_), words, {id_: value}, change)


def changed(code: str, at: str, words: str, change: Change) -> Case:
    return Case(code, at, words, None, change)


def setting(address: str, value: Any) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet[address] = value

    return change


def hiding_column(id_: str) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.column_dimensions[column(id_)].hidden = True

    return change


def merging(area: str) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells(area)

    return change


def hiding_row(row: int) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[row].hidden = True

    return change


CASES = {
    "price blank": typed("price", None, "answer-blank", 'no answer to "Price"'),
    "price of spaces": typed("price", "  \u00a0\u200b", "answer-blank", 'no answer to "Price"'),
    "price zero": typed("price", 0, "amount-zero", "£0"),
    "price negative": typed("price", -5, "number-negative", "-£5"),
    "price negative as text": typed("price", "-£1,200", "number-negative", "-£1,200"),
    "price enormous": typed("price", 10**15, "number-too-large", "16 digits"),
    "price enormous as text": typed("price", "9" * 18, "number-too-large", "18 digits"),
    "price in words": typed("price", "one million", "not-a-number", '"one million"'),
    "price to be confirmed": typed("price", "TBC", "not-a-number", '"TBC"'),
    "price with VAT": typed("price", "1200 inc VAT", "not-a-number", '"1200 inc VAT"'),
    "price true": typed("price", True, "not-a-number", "TRUE"),
    "price that Excel made a date": typed("price", date(2026, 5, 1), "not-a-number", "the date 1 May 2026"),
    "price that Excel made a time": typed("price", time(10, 30), "not-a-number", "the time 10:30:00"),
    "price of two readings": typed("price", "1.200", "number-ambiguous", "could be 1.2 or 1,200"),
    "price with odd commas": typed("price", "1,20,000", "number-ambiguous", "more than one way"),
    "price in euros": typed("price", "€1000", "wrong-unit", "another currency"),
    "price in percent": typed("price", "12%", "wrong-unit", "not in the unit asked for"),
    "price shown in percent": shaped("price", 0.25, "0%", "wrong-unit", "a percentage (25%)"),
    "price shown in euros": shaped("price", 1000, "[$€-407] #,##0.00", "wrong-unit", "another currency (€ 1,000)"),
    "price shown in dollars": shaped("price", 1000, '"$"#,##0.00', "wrong-unit", "another currency ($ 1,000)"),
    "price shown in thousands": shaped(
        "price", 350, '#,##0"k"', "answer-shown-otherwise", 'shows "350k" and holds 350'
    ),
    "price not shown": shaped("price", 350, ";;;", "answer-hidden", "does not show"),
    "weeks negative": typed("weeks", -1, "number-negative", "-1"),
    "weeks in months": typed("weeks", "10 months", "wrong-unit", '"10 months"'),
    "weeks shown in months": shaped("weeks", 10, '0 "months"', "wrong-unit", "10 months"),
    "weeks in pounds": typed("weeks", "£10", "wrong-unit", '"£10"'),
    "percent above 100": typed("electric", 101, "percent-range", "101%"),
    "percent below 0": typed("electric", -1, "percent-range", "-1%"),
    "percent as a share": typed("electric", 0.25, "number-ambiguous", "could be 0.25% or 25%"),
    "percent as a share in text": typed("electric", "0.25", "number-ambiguous", "could be 0.25% or 25%"),
    "mark off the scale": typed("plan", 4, "mark-off-scale", "the mark 4"),
    "mark above the scale": typed("plan", 6, "mark-off-scale", "the mark 6"),
    "mark as a fraction": typed("plan", "3/5", "not-a-number", '"3/5"'),
    "mark shown in percent": shaped("plan", 3, "0%", "wrong-unit", "a percentage (300%)"),
    "mark blank": typed("plan", None, "mark-missing", "no agreed mark"),
    "mark without a reason": Case("reason-missing", cell("reason:plan"), "no reason", {"reason:plan": None}),
    "promise blank": typed("commitment:hours", None, "answer-blank", 'no answer to "Volunteer hours"'),
    "promise negative": typed("commitment:hours", -3, "number-negative", "-3"),
    "standard blank": typed("standard:living-wage", None, "answer-blank", "Living Wage"),
    "name with a control character": typed("bidder", "Harbour\t& Co", "bidder-name", "control character"),
    "name is a date": typed("bidder", date(2026, 5, 1), "bidder-name", "the date 1 May 2026"),
    "name blank": typed("bidder", None, "bidder-missing", "a row with answers"),
    "error value": changed("cell-error", cell("price"), "the error #DIV/0!", setting(cell("price"), "#DIV/0!")),
    "error in a reason": changed("cell-error", cell("reason:plan"), "#NAME?", setting(cell("reason:plan"), "#NAME?")),
    "unsaved formula": changed("formula-unsaved", cell("price"), "without a saved", setting(cell("price"), "=1+1")),
    "unsaved formula as name": changed("formula-unsaved", cell("bidder"), "without", setting(cell("bidder"), "=B1")),
    "unsaved formula in a standard": changed(
        "formula-unsaved", cell("standard:living-wage"), "without", setting(cell("standard:living-wage"), '="yes"')
    ),
    "merged": changed("cell-merged", cell("price"), "C5:C7", merging("C5:C7")),
    "hidden column": changed("answer-hidden", cell("price"), "hidden column (C)", hiding_column("price")),
    "hidden row": changed("answer-hidden", "A5", "hidden row (5)", hiding_row(5)),
    "id missing": changed("id-missing", "A3", 'the id "weeks"', setting("D3", "something else")),
    "id misspelt": changed("id-unknown", "C3", 'expected "price"', setting("C3", "prise")),
    "id of an unknown reason": changed("id-unknown", "L3", '"reason:plans"', setting("L3", "reason:plans")),
    "id of an unknown promise": changed("id-unknown", "L3", '"commitment:trees"', setting("L3", "commitment:trees")),
    "id twice": changed("id-duplicate", "L3", "the first is column C", setting("L3", "Price")),
    "no column of reasons": changed("id-missing", "A3", 'the id "reason:plan"', setting("G3", "why")),
    "titles or answers": changed("titles-unclear", "A4", "could be titles or answers", setting("C4", 12)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_fault_is_located(tmp_path: Path, case: Case) -> None:
    reading = read(tmp_path, comparison([{**GOOD, **(case.answers or {})}], change=case.change))
    wanted = [problem for problem in reading.problems if problem.code == case.code]

    assert reading.competition is None
    assert [("bids.xlsx", "Bids", case.at)] == [(p.place.file, p.place.sheet, p.place.cell) for p in wanted]
    assert case.words in str(wanted[0])
    assert wanted[0].action.endswith(".")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_fault_is_reported_once_and_alone(tmp_path: Path, case: Case) -> None:
    assert case.code == only(read(tmp_path, comparison([{**GOOD, **(case.answers or {})}], change=case.change))).code


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    bids = [good("A", price=0, weeks=-1), good("B", price="ten"), good("C", electric=200, plan=9)]

    assert found(read(tmp_path, comparison(bids))) == [
        ("amount-zero", "bids.xlsx · Bids · C5"),
        ("number-negative", "bids.xlsx · Bids · D5"),
        ("not-a-number", "bids.xlsx · Bids · C6"),
        ("percent-range", "bids.xlsx · Bids · E7"),
        ("mark-off-scale", "bids.xlsx · Bids · F7"),
    ]


def test_a_merge_over_two_bids_is_a_fault_of_both(tmp_path: Path) -> None:
    reading = read(tmp_path, comparison([good("A"), good("B")], change=merging("C5:C6")))

    assert found(reading) == [("cell-merged", "bids.xlsx · Bids · C5"), ("cell-merged", "bids.xlsx · Bids · C6")]


def test_a_hidden_sheet_is_a_fault(tmp_path: Path) -> None:
    for state in ("hidden", "veryHidden"):
        workbook = comparison()
        workbook.create_sheet("Front")
        workbook["Bids"].sheet_state = state
        workbook.active = 1

        assert found(read(tmp_path, workbook)) == [("answer-hidden", "bids.xlsx · Bids · A5")]


def test_a_merge_over_two_answers_is_a_fault_of_both(tmp_path: Path) -> None:
    reading = read(tmp_path, comparison(change=merging("C5:D5")))

    assert found(reading) == [("cell-merged", "bids.xlsx · Bids · C5"), ("cell-merged", "bids.xlsx · Bids · D5")]


def test_a_hidden_column_that_holds_no_answer_is_fine(tmp_path: Path) -> None:
    assert not read(tmp_path, comparison(change=hiding_column("withdrawn"))).problems


ZERO_METHODS = {
    "lowest-price": True,
    "above-lowest": True,
    "lowest-offer": False,
    "highest-offer": False,
}


@pytest.mark.parametrize(("method", "refused"), ZERO_METHODS.items())
def test_a_zero_quantity_is_refused_only_by_a_method_that_divides_by_it(
    tmp_path: Path, method: str, refused: bool
) -> None:
    criteria = model(_with_score(f'{{ method = "{method}" }}'))
    codes = [problem.code for problem in read(tmp_path, comparison([good(weeks=0)]), criteria).problems]

    assert (["zero-not-scorable"] if refused else []) == codes


def test_a_value_below_the_first_band_is_refused(tmp_path: Path) -> None:
    criteria = model(_with_score('{ method = "bands", bands = [ { at-least = 10, percent = 0 } ] }'))

    assert only(read(tmp_path, comparison([good(weeks=9)]), criteria)).code == "below-bands"
    assert not read(tmp_path, comparison([good(weeks=10)]), criteria).problems


def test_a_quantity_above_the_most_is_refused_with_its_cell(tmp_path: Path) -> None:
    criteria = model(_model().replace('unit = "weeks" }', 'unit = "weeks", at-most = 5000 }'))
    problem = only(read(tmp_path, comparison([good(weeks=5000.5), good("Vale", weeks=5000)]), criteria))

    assert ("number-above-most", cell("weeks")) == (problem.code, problem.place.cell)
    assert "5,000.5 weeks; expected at most 5,000 weeks" in str(problem)


def test_marks_between_levels_are_read_only_where_marks_are_averaged(tmp_path: Path) -> None:
    averaged = model(_model().replace("[[dimension]]", '[award]\nmoderation = "mean"\n\n[[dimension]]', 1))

    assert only(read(tmp_path, comparison([good(plan=3.5)]))).code == "mark-off-scale"
    assert not read(tmp_path, comparison([good(plan=3.5)]), averaged).problems
    assert only(read(tmp_path, comparison([good(plan=5.5)]), averaged)).code == "mark-off-scale"


def _model() -> str:
    from tests.intake.build import MODEL

    return MODEL


def _with_score(score: str) -> str:
    return _model().replace('{ method = "target", full-marks-at = 200 }', score)


def test_money_at_least_zero_may_be_zero(tmp_path: Path) -> None:
    toml = _model().replace('{ kind = "money" }', '{ kind = "money", at-least-zero = true }')
    by_price = toml.replace('{ method = "lowest-price" }', '{ method = "price-range" }')

    assert not read(tmp_path, comparison([good(price=0)]), model(by_price)).problems
    assert only(read(tmp_path, comparison([good(price=-1)]), model(by_price))).code == "number-negative"
    assert only(read(tmp_path, comparison([good(price=0)]), model(toml))).code == "zero-not-scorable"


@pytest.mark.parametrize(
    ("title", "code", "words"),
    [
        ("Apprenticeships", "header-ambiguous", 'the title "Apprenticeships" with the id "price"'),
        ("Price (£000)", "wrong-unit", "another unit (000) than pounds"),
        ("Price, in thousands", "wrong-unit", "another unit (thousands) than pounds"),
        ("Price £m", "wrong-unit", "another unit (£m) than pounds"),
        ("Price (€)", "wrong-unit", "another unit (€) than pounds"),
    ],
)
def test_a_title_that_says_another_thing_than_its_id_is_refused(
    tmp_path: Path, title: str, code: str, words: str
) -> None:
    problem = only(read(tmp_path, comparison(change=setting(f"{column('price')}{IDS + 1}", title))))

    assert (code, f"{column('price')}{IDS + 1}") == (problem.code, problem.place.cell)
    assert words in problem.found


@pytest.mark.parametrize("title", ["Price (£)", "Tender price ex VAT", "Total price for 1000 days"])
def test_a_title_in_other_words_is_read(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, comparison(change=setting(f"{column('price')}{IDS + 1}", title))).problems == ()


def test_a_bid_forms_question_is_that_of_its_id(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B5"] = "Apprenticeships"

    problems = read_files(tmp_path, {"bids/a.xlsx": offer(offered(), change)}).problems

    assert ("header-ambiguous", "B5") in {(problem.code, problem.place.cell) for problem in problems}
