"""The forms that the authority fills in: the comparison workbook and the moderation form."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.fingerprint import fingerprint
from socialvalue.model.layout import MODERATION_COLUMNS, fields
from socialvalue.workbooks.comparison_form import comparison_form
from socialvalue.workbooks.moderation_form import moderation_form
from socialvalue.workbooks.save import save
from tests.workbooks.builders import MODEL, NAMES, PRICE_ONLY, facts, model, validations

HOSTILE = ("=1+1", "+44", "-", "@name", "<script>", "🚌 Ltd", "شركة النقل", "x" * 300)


@pytest.fixture(scope="module")
def bids(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    path = tmp_path_factory.mktemp("forms") / "comparison.xlsx"
    save(comparison_form(model()), path)
    return load_workbook(path)["Bids"]


def _id_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 12) if sheet.cell(row, 1).value == "bidder")


def _column(sheet: Worksheet, id_: str) -> str:
    return next(cell.column_letter for cell in sheet[_id_row(sheet)] if cell.value == id_)


def test_ids_stand_above_titles_with_units_in_the_order_of_the_layout(bids: Worksheet) -> None:
    row, asked = _id_row(bids), fields(model())
    assert [cell.value for cell in bids[row]] == [field.id for field in asked]
    assert [cell.value for cell in bids[row + 1]] == [field.titled for field in asked]


def test_dimensions_stand_above_their_columns(bids: Worksheet) -> None:
    above = {cell.column_letter: cell.value for cell in bids[_id_row(bids) - 1] if cell.value}
    assert above == {
        _column(bids, "standard:living-wage"): "Must-do standards",
        _column(bids, "price"): "Cost",
        _column(bids, "service.journey"): "Social value",
        _column(bids, "apprenticeships"): "Economic value",
        _column(bids, "commitment:volunteer-hours"): "Environmental value",
    }


def test_nothing_is_merged(bids: Worksheet) -> None:
    assert not bids.merged_cells.ranges


def test_bidder_and_titles_stay_in_view_and_repeat_in_print(bids: Worksheet) -> None:
    row = _id_row(bids)
    assert bids.freeze_panes == f"B{row + 2}"
    assert bids.print_title_rows == f"${row - 1}:${row + 1}"
    assert bids.print_title_cols == "$A:$A"


@pytest.mark.parametrize(
    ("id_", "formula"),
    [("service.journey", '"0,3,5"'), ("standard:blacklists", '"yes,no"'), ("price", "0"), ("electric", "0")],
)
def test_every_row_below_is_limited_to_what_can_be_right(bids: Worksheet, id_: str, formula: str) -> None:
    first, letter = _id_row(bids) + 2, _column(bids, id_)
    assert validations(bids)[f"{letter}{first}:{letter}10000"].formula1 == formula


def test_reasons_are_free_text_in_a_wide_column(bids: Worksheet) -> None:
    letter = _column(bids, "reason:service.journey")
    assert not [cells for cells in validations(bids) if cells.startswith(letter)]
    assert bids.column_dimensions[letter].width >= 50
    assert bids[f"{letter}{_id_row(bids) + 2}"].alignment.wrap_text


def test_forty_rows_are_ready_and_those_below_are_open_too(bids: Worksheet) -> None:
    row = _id_row(bids)
    assert bids.max_row == row + 1 + 40
    assert not bids.cell(row + 2, 1).protection.locked
    assert bids.cell(row, 1).protection.locked
    assert not bids.column_dimensions["A"].protection.locked


def test_names_that_are_known_are_filled_in_as_text_whatever_they_are(tmp_path: Path) -> None:
    save(comparison_form(model(), HOSTILE), tmp_path / "bids.xlsx")
    sheet = load_workbook(tmp_path / "bids.xlsx")["Bids"]
    first = _id_row(sheet) + 2
    cells = [sheet.cell(first + offset, 1) for offset in range(len(HOSTILE))]
    assert [cell.value for cell in cells] == list(HOSTILE)
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet.max_row == first + len(HOSTILE) - 1


@pytest.mark.parametrize("form", [comparison_form(model()), moderation_form(model(), NAMES)], ids=["bids", "marks"])
def test_forms_come_with_scales_and_say_which_criteria_they_were_made_from(form: Workbook) -> None:
    scales = [[cell.value for cell in row] for row in form["Scales"].iter_rows()]
    assert ["5", "Excellent", "All that it could be."] in scales
    assert facts(form)["criteria-fingerprint"] == fingerprint(model())


def test_guidance_says_what_each_question_asks_for() -> None:
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in comparison_form(model())["Guidance"].iter_rows()}
    title = "Apprenticeship weeks"
    assert rows[title] == ["15 of 100", "A number of weeks", "Count only weeks here."]


def test_a_scale_too_long_for_a_list_is_limited_to_its_range() -> None:
    """Excel calls a file damaged whose list of choices is longer than 255 characters."""
    levels = ", ".join(f'{{ mark = {mark}, label = "level" }}' for mark in range(101))
    toml = MODEL.split("[[scale]]")[0] + f'[[scale]]\nid = "zero-to-five"\nlevels = [{levels}]\n'
    toml += "[[measure]]" + MODEL.split("[[measure]]", 1)[1]
    sheet = moderation_form(model(toml), NAMES)["Moderation"]
    for check in sheet.data_validations.dataValidation:
        assert (check.type, check.formula1, check.formula2) == ("decimal", "0", "100")
        assert len(check.prompt or "") <= 255


@pytest.fixture(scope="module")
def moderation(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    path = tmp_path_factory.mktemp("forms") / "moderation.xlsx"
    save(moderation_form(model(), NAMES), path)
    return load_workbook(path)["Moderation"]


def _moderation_header(sheet: Worksheet) -> int:
    return next(row for row in range(1, 12) if sheet.cell(row, 2).value == "question")


def test_moderation_has_a_row_per_question_and_bid_with_the_contracts_headings(moderation: Worksheet) -> None:
    row = _moderation_header(moderation)
    assert tuple(cell.value for cell in moderation[row]) == MODERATION_COLUMNS
    rows = [(line[0].value, line[1].value) for line in moderation.iter_rows(min_row=row + 1)]
    assert rows == [(name, question) for question in ("service.journey", "service.start") for name in NAMES]


def test_marks_are_chosen_from_the_scale_with_its_labels_in_view(moderation: Worksheet) -> None:
    first = _moderation_header(moderation) + 1
    check = validations(moderation)[f"D{first}:D{first + len(NAMES) - 1}"]
    assert check.formula1 == '"0,3,5"'
    assert "5  Excellent" in str(check.prompt)


def test_only_mark_reason_and_reference_are_open_and_the_rows_can_be_filtered(moderation: Worksheet) -> None:
    row = _moderation_header(moderation)
    assert [cell.protection.locked for cell in moderation[row + 1]] == [True, True, True, False, False, False]
    assert moderation.protection.sheet
    assert not moderation.protection.autoFilter
    assert moderation.auto_filter.ref == f"A{row}:F{moderation.max_row}"
    assert moderation.freeze_panes == f"B{row + 1}"


def test_a_model_without_a_panel_says_that_there_is_nothing_to_fill_in() -> None:
    sheet = moderation_form(model(PRICE_ONLY), NAMES)["Moderation"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert [text for text in texts if "The panel marks no questions" in text]
    assert sheet.max_row == _moderation_header(sheet)
