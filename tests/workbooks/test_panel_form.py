"""An evaluator's score sheets: their questions and bids only, in an order of their own, with the scale in view."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.panel import Evaluator
from socialvalue.model.panel_layout import (
    PANEL_COLUMNS,
    blind_labels,
    competition_fingerprint,
    drawn_order,
)
from socialvalue.workbooks.fill import GivenMark, fill_panel_form
from socialvalue.workbooks.panel_form import panel_form
from socialvalue.workbooks.question_sheets import sheet_names
from socialvalue.workbooks.save import save
from tests.workbooks.builders import MODEL, NAMES, facts, model, validations
from tests.workbooks.panels import CONFLICTED, QUESTIONS, id_row, panel, question_row, texts

ASH, BIRCH, CEDAR = panel().evaluator
PLAN, USERS = "The passenger's journey", "A good start"


def _saved(form: Workbook, folder: Path) -> Workbook:
    save(form, folder / "sheets.xlsx")
    return load_workbook(folder / "sheets.xlsx")


def _form(evaluator: Evaluator = ASH) -> Workbook:
    return panel_form(model(), panel(), evaluator, NAMES)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return _saved(_form(), tmp_path_factory.mktemp("panel"))


@pytest.fixture(scope="module")
def sheet(form: Workbook) -> Worksheet:
    return form[PLAN]


def _bidders(sheet: Worksheet) -> list[str]:
    first = id_row(sheet) + 2
    return [str(sheet.cell(row, 1).value) for row in range(first, sheet.max_row + 1)]


def test_each_of_the_evaluators_questions_has_a_sheet_and_no_other_question_has() -> None:
    assert _form(ASH).sheetnames == ["Read me", PLAN, USERS, "About"]
    assert _form(CEDAR).sheetnames == ["Read me", USERS, "About"]


def test_a_sheet_names_its_question_above_a_heading_with_exactly_the_shared_ids(sheet: Worksheet) -> None:
    named, ids = question_row(sheet), id_row(sheet)
    assert sheet.cell(named, 2).value == QUESTIONS[0]
    assert named < ids
    assert tuple(cell.value for cell in sheet[ids]) == PANEL_COLUMNS
    assert [cell.value for cell in sheet[ids + 1]] == [
        "Bidder",
        "Mark",
        "Reason",
        "Where in the tender",
        "What would have earned the next mark up",
    ]


def test_the_scale_stands_in_view_above_the_marks(sheet: Worksheet) -> None:
    levels = {sheet.cell(row, 2).value: row for row in range(1, id_row(sheet))}
    row = levels[5]
    assert (sheet.cell(row, 1).value, sheet.cell(row, 3).value) == (
        "Excellent",
        "All that it could be.",
    )
    assert sheet.freeze_panes == f"A{id_row(sheet) + 2}"


def test_a_scale_with_long_words_is_not_frozen_for_it_would_leave_no_room_to_mark() -> None:
    long = model(MODEL.replace("All that it could be.", "All that it could be. " * 60))
    assert panel_form(long, panel(), ASH, NAMES)[PLAN].freeze_panes is None


def test_bids_stand_in_the_order_drawn_for_the_evaluator(sheet: Worksheet) -> None:
    assert _bidders(sheet) == list(drawn_order(model(), "ash", NAMES))


def test_the_order_is_the_same_again_whatever_order_the_bids_came_in_and_another_for_others() -> None:
    again = panel_form(model(), panel(), ASH, NAMES[::-1])[PLAN]
    assert _bidders(again) == _bidders(_form(ASH)[PLAN])
    assert _bidders(_form(CEDAR)[USERS]) != _bidders(_form(ASH)[USERS])


def test_a_bid_that_the_evaluator_may_not_mark_has_no_row_and_is_named_with_the_reason() -> None:
    form = _form(BIRCH)
    assert sorted(_bidders(form[PLAN])) == sorted(set(NAMES) - {CONFLICTED})
    assert f"{CONFLICTED}: Was a trustee until 2025." in texts(form["Read me"])


def test_marks_are_chosen_from_the_scale_or_are_na_or_abstain(sheet: Worksheet) -> None:
    first = id_row(sheet) + 2
    check = validations(sheet)[f"B{first}:B{first + len(NAMES) - 1}"]
    assert check.formula1 == '"0,3,5,N/A,abstain"'
    assert "5  Excellent" in str(check.prompt)


def test_a_scale_too_long_for_a_list_still_takes_na_and_abstain() -> None:
    """Excel calls a file damaged whose list of choices is longer than 255 characters."""
    levels = ", ".join(f'{{ mark = {mark}, label = "level {mark}" }}' for mark in range(101))
    toml = MODEL.split("[[scale]]")[0] + f'[[scale]]\nid = "zero-to-five"\nlevels = [{levels}]\n'
    toml += "[[measure]]" + MODEL.split("[[measure]]", 1)[1]
    sheet = panel_form(model(toml), panel(), ASH, NAMES)[PLAN]
    (check,) = validations(sheet).values()
    first = id_row(sheet) + 2
    assert check.type == "custom"
    assert check.formula1 == (
        f'OR(B{first}="N/A",B{first}="abstain",AND(ISNUMBER(B{first}),B{first}>=0,B{first}<=100))'
    )
    assert first < 20
    assert any("57 level 57" in text for text in texts(sheet))


def test_nothing_is_filled_in_and_only_the_answers_are_open(sheet: Worksheet) -> None:
    assert sheet.protection.sheet
    for row in range(id_row(sheet) + 2, sheet.max_row + 1):
        assert [cell.value for cell in sheet[row][1:]] == [None] * 4
        assert [cell.protection.locked for cell in sheet[row]] == [True, False, False, False, False]
    assert all(cell.protection.locked for row in sheet.iter_rows(max_row=id_row(sheet) + 1) for cell in row)


def test_reasons_wrap_in_a_wide_column(sheet: Worksheet) -> None:
    assert sheet.column_dimensions["C"].width >= 70
    assert sheet.cell(id_row(sheet) + 2, 3).alignment.wrap_text


def test_headings_repeat_on_every_printed_page(sheet: Worksheet) -> None:
    row = id_row(sheet) + 1
    assert sheet.print_title_rows == f"${row}:${row}"
    assert sheet.page_setup.orientation == "landscape"


def test_about_says_which_competition_and_evaluator_it_is_of(form: Workbook) -> None:
    said = facts(form)
    assert said["competition"] == competition_fingerprint(model())
    assert said["evaluator"] == "ash"
    assert said["blind"] == "no"


def test_the_read_me_says_whose_it_is_and_how_to_mark(form: Workbook) -> None:
    said = "\n".join(texts(form["Read me"]))
    for words in (
        "Ann Ash, Officer 1 (chairs the panel)",
        "before you have seen anybody else's marks",
        "0 is a mark",
        "N/A says",
        "Abstain says",
        "A blank says",
        "why the mark is not higher",
        "never against another tender",
        "Mark only what is in the tender",
        "page or paragraph",
        "return it to the facilitator, Fay Fir, procurement",
    ):
        assert words in said


def _xml(form: Workbook, folder: Path) -> str:
    save(form, folder / "sheets.xlsx")
    with zipfile.ZipFile(folder / "sheets.xlsx") as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


def test_a_price_is_nowhere_in_the_workbook(tmp_path: Path) -> None:
    content = _xml(_form(), tmp_path)
    assert USERS in content
    for title in ("Price for four years", "Whole-life cost", "£"):
        assert title not in content


def test_blind_sheets_hold_labels_and_not_one_name(tmp_path: Path) -> None:
    """The interest that somebody declared names a bidder too, so blind sheets do not repeat it."""
    labels = blind_labels(model(), NAMES)
    content = _xml(panel_form(model(), panel(), BIRCH, NAMES, labels=labels), tmp_path)
    for bidder, label in labels.items():
        assert (label in content) == (bidder != CONFLICTED)
        for word in ("Swift Mobility", "Harbour", "Moorland", "Carers", "Vale Cabs"):
            assert word not in content
    form = load_workbook(tmp_path / "sheets.xlsx")
    assert facts(form)["blind"] == "yes"
    order = [bidder for bidder in drawn_order(model(), "birch", NAMES) if bidder != CONFLICTED]
    assert _bidders(form[PLAN]) == [labels[bidder] for bidder in order]


HOSTILE = ("=1+1", "+44", "@name", "<script>", "🚌 Ltd", "شركة النقل", "x" * 300, "Quote \" & 'co'")


def test_names_are_text_whatever_they_are(tmp_path: Path) -> None:
    form = _saved(panel_form(model(), panel(("=Ann", "-Ben \x07", "Cy 🚌")), ASH, HOSTILE), tmp_path)
    sheet = form[PLAN]
    assert sorted(_bidders(sheet)) == sorted(HOSTILE)
    assert {sheet.cell(row, 1).data_type for row in range(id_row(sheet) + 2, sheet.max_row + 1)} == {"s"}


def test_sheets_have_short_names_that_excel_takes_and_no_two_alike() -> None:
    toml = MODEL.replace('"The passenger\'s journey"', f'"About: [every] plan/{"y" * 40}"')
    toml = toml.replace('"A good start"', f'"about every plan {"Y" * 40}"')
    names = list(sheet_names(model(toml)).values())
    assert names == [f"About every plan {'y' * 13}…", f"about every plan {'Y' * 9}… (2)"]
    assert {len(name) for name in names} == {31}


@pytest.mark.parametrize("title", ["About", "read me", "History", "Overview"])
def test_a_question_called_like_one_of_our_own_sheets_gets_another_name(title: str) -> None:
    toml = MODEL.replace('"The passenger\'s journey"', f'"{title}"')
    assert sheet_names(model(toml))[QUESTIONS[0]] == f"{title} (2)"


def test_filling_in_puts_marks_where_the_ids_are_and_keeps_the_four_things_apart(tmp_path: Path) -> None:
    form, long = _form(), "=a reason of many words " * 600
    given = [
        GivenMark(QUESTIONS[0], NAMES[0], Decimal(2), long, "p. 4", "Dates."),
        GivenMark(QUESTIONS[0], NAMES[1], "N/A", "Not asked of this lot."),
        GivenMark(QUESTIONS[0], NAMES[2], "abstain", "Worked there."),
        GivenMark(QUESTIONS[0], NAMES[3], 0, "Nothing was submitted."),
        GivenMark(QUESTIONS[0], NAMES[4], None),
    ]
    fill_panel_form(form, given)
    sheet = _saved(form, tmp_path)[PLAN]
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=id_row(sheet) + 2)}
    assert rows[NAMES[0]] == [2, long, "p. 4", "Dates."]
    assert [rows[name][0] for name in NAMES] == [2, "N/A", "abstain", 0, None]


def test_filling_in_a_bid_that_is_not_on_the_sheet_is_refused() -> None:
    with pytest.raises(KeyError):
        fill_panel_form(_form(BIRCH), [GivenMark(QUESTIONS[0], CONFLICTED, 3, "A reason.")])
