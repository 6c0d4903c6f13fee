"""The bid form: every question by its id, input cells open, labels locked, limits on what can be typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.fingerprint import fingerprint
from socialvalue.model.layout import BID_COLUMNS, fields
from socialvalue.workbooks.bid_form import bid_form
from socialvalue.workbooks.save import save
from tests.workbooks.builders import MODEL, PRICE_ONLY, facts, model, validations


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("forms") / "bid.xlsx"
    save(bid_form(model()), path)
    return load_workbook(path)


@pytest.fixture(scope="module")
def offer(form: Workbook) -> Worksheet:
    return form["Offer"]


def _header(sheet: Worksheet) -> int:
    return next(row for row in range(1, 12) if sheet.cell(row, 1).value == "id")


def _row(sheet: Worksheet, id_: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == id_)


def test_the_heading_row_is_the_contract(offer: Worksheet) -> None:
    row = _header(offer)
    assert tuple(cell.value for cell in offer[row]) == tuple(column.id for column in BID_COLUMNS)


def test_every_question_has_one_row_and_a_panel_question_only_the_response(offer: Worksheet) -> None:
    asked = [field.id for field in fields(model()) if field.kind not in {"reason", "reference", "withdrawn"}]
    ids = [offer.cell(row, 1).value for row in range(_header(offer) + 1, offer.max_row + 1)]
    assert [id_ for id_ in ids if id_] == asked


def test_a_written_response_takes_text_of_any_kind(offer: Worksheet) -> None:
    row = _row(offer, "service.journey")
    assert offer.cell(row, 3).value == "written response"
    assert f"D{row}" not in validations(offer)


def test_guidance_stands_under_its_question(offer: Worksheet) -> None:
    assert offer.cell(_row(offer, "price"), 2).value == ("Price for four years\nIn pounds, without VAT.")


def test_a_standard_shows_its_title_and_the_question_that_is_answered(offer: Worksheet) -> None:
    text = str(offer.cell(_row(offer, "standard:living-wage"), 2).value)
    assert text.startswith("Real Living Wage\nDo you pay the real Living Wage?")


@pytest.mark.parametrize(
    ("id_", "kind", "operator", "limits"),
    [
        ("standard:living-wage", "list", None, ('"yes,no"', None)),
        ("price", "decimal", "greaterThan", ("0", None)),
        ("running:year-2", "decimal", "greaterThanOrEqual", ("0", None)),
        ("commitment:volunteer-hours", "decimal", "greaterThanOrEqual", ("0", None)),
        ("apprenticeships", "decimal", "greaterThanOrEqual", ("0", None)),
        ("electric", "decimal", "between", ("0", "100")),
    ],
)
def test_answers_are_limited_to_what_can_be_right(
    offer: Worksheet, id_: str, kind: str, operator: str | None, limits: tuple[str, str | None]
) -> None:
    check = validations(offer)[f"D{_row(offer, id_)}"]
    assert (check.type, check.operator, (check.formula1, check.formula2)) == (kind, operator, limits)


def test_a_percentage_is_typed_as_a_plain_number(offer: Worksheet) -> None:
    row = _row(offer, "electric")
    assert offer.cell(row, 3).value == "percent, 0 to 100"
    assert offer.cell(row, 4).number_format == "General"


def test_money_is_shown_as_pounds(offer: Worksheet) -> None:
    assert offer.cell(_row(offer, "price"), 4).number_format == "£#,##0.00"


def test_labels_are_locked_without_a_password_and_answers_are_open(offer: Worksheet) -> None:
    assert offer.protection.sheet
    assert offer.protection.password is None
    row = _row(offer, "price")
    locked = [offer.cell(row, column).protection.locked for column in range(1, 6)]
    assert locked == [True, True, True, False, False]


def test_input_cells_look_like_input_cells(offer: Worksheet) -> None:
    row = _row(offer, "price")
    assert offer.cell(row, 4).fill.fgColor.rgb == "00FFF9E3"
    assert offer.cell(row, 2).fill.fill_type is None


def test_headings_stay_in_view_and_repeat_in_print_with_page_numbers(offer: Worksheet) -> None:
    row = _header(offer)
    assert offer.freeze_panes == f"A{row + 1}"
    assert offer.print_title_rows == f"${row}:${row}"
    assert (offer.page_setup.fitToWidth, offer.page_setup.fitToHeight) == (1, 0)
    assert str(offer.HeaderFooter.oddFooter).endswith("Page &P of &N")
    assert "Community transport && day-centre journeys" in str(offer.HeaderFooter.oddHeader)


def test_rows_grow_with_what_is_typed(offer: Worksheet) -> None:
    """A height marked as set by hand would keep long evidence out of view."""
    dimension = bid_form(model())["Offer"].row_dimensions[_row(offer, "service.journey")]
    assert "customHeight" not in dict(dimension)
    assert float(dict(dimension)["ht"]) >= 63


def test_about_says_which_criteria_the_form_was_made_from(form: Workbook) -> None:
    criteria = model()
    about = facts(form)
    assert about["form"] == "bid"
    assert about["criteria-id"] == "test-transport"
    assert about["criteria-version"] == "2026.1"
    assert about["criteria-fingerprint"] == fingerprint(criteria)


def test_a_numeric_version_stays_text() -> None:
    assert facts(bid_form(model(PRICE_ONLY)))["criteria-version"] == "1"


def test_titles_that_look_like_formulas_are_text(tmp_path: Path) -> None:
    toml = MODEL.replace('"Price for four years"', '"=HYPERLINK(\\"http://x\\")"').replace(
        '"Real Living Wage"', '"@SUM(1)"'
    )
    save(bid_form(model(toml)), tmp_path / "bid.xlsx")
    workbook = load_workbook(tmp_path / "bid.xlsx")
    kinds = {
        cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    assert kinds == {"s"}


def test_a_model_without_standards_and_panel_has_no_headings_for_them() -> None:
    form = bid_form(model(PRICE_ONLY))
    texts = [str(cell.value) for row in form["Offer"].iter_rows() for cell in row if cell.value]
    assert not [text for text in texts if "standards" in text]
    assert "Scales" not in form.sheetnames
