"""Evaluators' workbooks: everything that was marked alone is read as it was given, and every fault is located."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.intake.panel.sheets import read_sheets
from socialvalue.model.fingerprint import fingerprint
from socialvalue.model.layout import ABOUT_FINGERPRINT
from socialvalue.model.panel import Given
from socialvalue.model.panel_layout import ABOUT_COMPETITION, competition_fingerprint
from tests.intake.build import data, edited
from tests.intake.panel_build import (
    BIDDERS,
    FIRST,
    REASON,
    Change,
    Row,
    criteria,
    folder,
    marks,
    only,
    panel,
    read,
    row,
    rows,
    sheets,
)

LAST_METHOD = 'scale = "even" }\nscore     = { method = "panel" }\n[[scale]]'
ASH = "panel/ash.xlsx"
SHEET1 = "xl/worksheets/sheet1.xml"


def both(ash: Workbook | bytes | None = None) -> dict[str, Workbook | bytes | str]:
    """The workbooks of both evaluators; that of ash as given."""
    return {ASH: ash or sheets(), "panel/birch.xlsx": sheets("birch")}


def journey(*given: Row, change: Change | None = None) -> Workbook:
    """The workbook of ash, with these rows about the journey and all else good."""
    return sheets(given={"service.journey": rows(*given)}, change=change)


def test_everything_that_was_given_is_read(tmp_path: Path) -> None:
    reading = read(tmp_path, both())

    assert (reading.problems, reading.reason_problems, reading.notes) == ((), (), ())
    assert [sheet.evaluator for sheet in reading.sheets] == ["ash", "birch"]
    assert len(marks(reading)) == 9
    mark = marks(reading)["service.journey", "Tern Ltd"]
    assert (Given.MARK, Decimal(2), REASON, "p. 4", "A time.") == (
        mark.given, mark.value, mark.reason, mark.reference, mark.more,
    )  # fmt: skip
    assert str(mark.place) == f"{ASH} · service journey · B9"
    assert str(mark.reason_place) == f"{ASH} · service journey · C9"


def test_a_bid_that_an_evaluator_is_excluded_from_is_not_asked_of_them(tmp_path: Path) -> None:
    assert set(marks(read(tmp_path, both()), "birch")) == {("voice", "Harbour & Co"), ("voice", "Tern Ltd")}


@pytest.mark.parametrize(
    ("cell", "given", "value"),
    [
        (4, Given.MARK, Decimal(4)),
        (0, Given.MARK, Decimal(0)),
        ("4", Given.MARK, Decimal(4)),
        ("N/A", Given.NOT_APPLICABLE, None),
        (" n/a ", Given.NOT_APPLICABLE, None),
        ("abstain", Given.ABSTAINED, None),
        ("Abstained", Given.ABSTAINED, None),
        (None, Given.BLANK, None),
        ("  ", Given.BLANK, None),
    ],
)
def test_a_mark_an_na_an_abstention_a_blank_and_a_nought_are_different_things(
    tmp_path: Path, cell: Any, given: Given, value: Decimal | None
) -> None:
    reading = read(tmp_path, both(journey(row("Tern Ltd", cell))))

    assert () == reading.problems == reading.reason_problems
    mark = marks(reading)["service.journey", "Tern Ltd"]
    assert (given, value, REASON) == (mark.given, mark.value, mark.reason)


def test_an_individual_mark_of_nought_stands_where_the_method_could_not_divide_by_it(tmp_path: Path) -> None:
    """Whether nought can be scored is a question for the agreed mark; the evaluator gave what they gave."""
    lowest = criteria(**{LAST_METHOD: LAST_METHOD.replace('"panel" }', '"lowest-price" }')})
    about = {ABOUT_FINGERPRINT: fingerprint(lowest), ABOUT_COMPETITION: competition_fingerprint(lowest)}
    files = folder(tmp_path, {ASH: sheets(given={"voice": rows(row("Tern Ltd", 0))}, about=about)})
    reading = read_sheets(files, lowest, panel(), BIDDERS)

    assert reading.problems == ()
    assert marks(reading)["voice", "Tern Ltd"].value == Decimal(0)


def test_the_order_in_which_bids_were_shown_is_kept(tmp_path: Path) -> None:
    turned = sheets(given={"service.journey": rows()[::-1]})

    assert BIDDERS[::-1] == read(tmp_path, both(turned)).sheets[0].order


def test_rows_sorted_differently_on_every_sheet_are_read_by_their_names(tmp_path: Path) -> None:
    given = {
        "service.journey": rows(row("Tern Ltd", 4))[::-1],
        "voice": [row(name) for name in sorted(BIDDERS, key=len)],
    }
    reading = read(tmp_path, both(sheets(given=given)))

    assert reading.problems == ()
    assert marks(reading)["service.journey", "Tern Ltd"].value == Decimal(4)


def test_a_row_that_was_deleted_is_a_blank_and_a_note(tmp_path: Path) -> None:
    reading = read(tmp_path, both(sheets(given={"voice": rows()[:2]})))

    assert reading.problems == ()
    assert Given.BLANK is marks(reading)["voice", "Tern Ltd"].given
    assert list(map(str, reading.notes)) == [f'{ASH} · voice: no row for "Tern Ltd"; counted as not marked yet']


def test_a_sheet_that_was_deleted_is_blanks_and_a_note(tmp_path: Path) -> None:
    workbook = sheets()
    workbook.remove(workbook["voice"])
    reading = read(tmp_path, both(workbook))

    assert reading.problems == ()
    assert [mark.given for (key, _), mark in marks(reading).items() if key == "voice"] == [Given.BLANK] * 3
    assert list(map(str, reading.notes)) == [
        'panel/ash.xlsx: no sheet for "Passengers\' voice"; counted as not marked yet'
    ]


def test_empty_rows_and_remarks_under_the_table_are_no_fault(tmp_path: Path) -> None:
    extra: list[Row] = [(None, None, None), ("Please return this by Friday.",), ("Tern",)]
    reading = read(tmp_path, both(sheets(given={"voice": [*rows(), *extra]})))

    assert (reading.problems, reading.notes) == ((), ())


def test_an_evaluator_who_has_not_handed_in_yet_is_a_note_and_no_fault(tmp_path: Path) -> None:
    reading = read(tmp_path, {ASH: sheets()})

    assert reading.problems == ()
    assert list(map(str, reading.notes)) == ["panel/birch.xlsx: Ben Birch has not handed in a workbook yet"]


def test_before_the_panel_begins_there_is_nothing_to_mend(tmp_path: Path) -> None:
    reading = read(tmp_path, {})

    assert (reading.sheets, reading.problems) == ((), ())
    assert len(reading.notes) == 2


def test_something_written_without_a_mark_is_kept_and_noted(tmp_path: Path) -> None:
    reading = read(tmp_path, both(journey(row("Tern Ltd", None))))

    assert (
        marks(reading)["service.journey", "Tern Ltd"].given,
        marks(reading)["service.journey", "Tern Ltd"].reason,
    ) == (Given.BLANK, REASON)
    assert list(map(str, reading.notes)) == [
        f'{ASH} · service journey · B9: something is written about "Tern Ltd", but there is no mark yet'
    ]


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[FIRST].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def hide_sheet(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"


def formula(sheet: Worksheet) -> None:
    sheet["B7"] = "=1+1"


def error(sheet: Worksheet) -> None:
    sheet["B7"] = "#N/A"
    sheet["B7"].data_type = "e"


def drop(*cells: str) -> Change:
    def change(sheet: Worksheet) -> None:
        for cell in cells:
            sheet[cell] = None

    return change


@pytest.mark.parametrize(
    ("workbook", "code", "place"),
    [
        (journey(row("Harbour & Co", 3)), "mark-off-scale", "B7"),
        (journey(row("Harbour & Co", 2.5)), "mark-off-scale", "B7"),
        (journey(row("Harbour & Co", -2)), "mark-off-scale", "B7"),
        (journey(row("Harbour & Co", "two")), "not-a-number", "B7"),
        (journey(row("Harbour & Co", "2/4")), "not-a-number", "B7"),
        (journey(row("Harbour & Co", "not applicable")), "not-a-number", "B7"),
        (journey(row("Harbour & Co", "#N/A")), "not-a-number", "B7"),
        (journey(row("Harbour & Co", "-")), "not-a-number", "B7"),
        (journey(row("Harbour & Co", True)), "not-a-number", "B7"),
        (journey(change=error), "cell-error", "B7"),
        (journey(change=formula), "formula-unsaved", "B7"),
        (journey(change=lambda sheet: sheet.merge_cells("B7:C7")), "cell-merged", "B7"),
        (journey(change=hide_row), "answer-hidden", "B7"),
        (journey(change=hide_column), "answer-hidden", "C7"),
        (journey(change=hide_sheet), "answer-hidden", "B7"),
        (journey(row("Harbour & Co", 2)), "", ""),
        (sheets(given={"service.journey": [*rows(), row("Turn Ltd")]}), "bidder-unknown", "A10"),
        (sheets(given={"service.journey": [*rows(), row("Tern Ltd", 4)]}), "mark-twice", "A10"),
        (sheets(given={"service.journey": [*rows(), (None, 4, REASON)]}), "bidder-missing", "A10"),
        (sheets(given={"service.journey": [*rows(), ("Tern\tLtd, too", 4)]}), "bidder-name", "A10"),
        (journey(change=drop("A5", "A6")), "id-missing", "B5"),
        (journey(change=drop("B5", "B6")), "id-missing", "A5"),
        (journey(change=drop("A5", "B5", "A6", "B6")), "id-missing", ""),
        (journey(change=drop("C5", "C6")), "id-missing", "A5"),
        (journey(change=drop("A2", "B2")), "question-unknown", "A5"),
        (journey(change=lambda sheet: sheet.cell(2, 2, "service.jurney")), "question-unknown", "B2"),
        (journey(change=lambda sheet: sheet.cell(2, 2, "price")), "question-unknown", "B2"),
        (journey(change=lambda sheet: sheet.cell(2, 2, "voice")), "mark-twice", ""),
    ],
)  # fmt: skip
def test_a_fault_of_a_sheet_is_located(tmp_path: Path, workbook: Workbook, code: str, place: str) -> None:
    reading = read(tmp_path, both(workbook))

    if not code:
        assert reading.problems == ()
    elif code == "mark-twice" and not place:
        assert (code, f"{ASH} · voice") == only(reading.problems)
    else:
        assert (code, " · ".join(filter(None, (ASH, "service journey", place)))) == only(reading.problems)
    assert reading.reason_problems == ()


@pytest.mark.parametrize("cell", [3, "two", "2/4"])
def test_a_mark_that_was_refused_is_recorded_as_nothing_at_all(tmp_path: Path, cell: Any) -> None:
    """Neither as a mark nor as a blank: the evaluator gave something, and what it was is not known yet."""
    reading = read(tmp_path, both(journey(row("Tern Ltd", cell))))

    assert ("service.journey", "Tern Ltd") not in marks(reading)
    assert len(marks(reading)) == 8


@pytest.mark.parametrize(
    ("cell", "reason", "code"),
    [
        (2, None, "reason-missing"),
        (2, "  ", "reason-missing"),
        (2, "---", "reason-missing"),
        (0, None, "reason-missing"),
        ("N/A", None, "reason-missing"),
        ("abstain", None, "reason-missing"),
        (2, "Good.", "reason-too-short"),
        (2, "Good –", "reason-too-short"),
    ],
)
def test_a_mark_without_a_reason_is_read_and_reported_apart(
    tmp_path: Path, cell: Any, reason: str | None, code: str
) -> None:
    """Moderation goes on with it and shows it; `check` reports it."""
    reading = read(tmp_path, both(journey(row("Tern Ltd", cell, reason))))

    assert reading.problems == ()
    assert (code, f"{ASH} · service journey · C9") == only(reading.reason_problems)
    assert ("service.journey", "Tern Ltd") in marks(reading)


@pytest.mark.parametrize(
    "cell", [("Mosslane CIC", 2), ("mosslane cic", None, "I should not say."), ("Mosslane CIC", 0)]
)
def test_a_bid_that_was_marked_in_spite_of_an_exclusion_is_a_fault_and_no_mark(tmp_path: Path, cell: Row) -> None:
    birch = sheets("birch", {"voice": [row("Harbour & Co"), row("Tern Ltd"), cell]})
    reading = read(tmp_path, {ASH: sheets(), "panel/birch.xlsx": birch})

    place = "C9" if cell[1] is None else "B9"
    assert only(reading.problems) == ("mark-excluded", f"panel/birch.xlsx · voice · {place}")
    assert {bidder for _, bidder in marks(reading, "birch")} == {"Harbour & Co", "Tern Ltd"}


def test_a_question_not_theirs_is_a_fault_only_where_something_is_marked(tmp_path: Path) -> None:
    empty = [(bidder, None, None, None, None) for bidder in BIDDERS]
    fine = {ASH: sheets(), "panel/birch.xlsx": sheets("birch", {"service.start": empty})}
    marked = {ASH: sheets(), "panel/birch.xlsx": sheets("birch", {"service.start": rows()})}

    assert read(tmp_path, fine).problems == ()
    reading = read(tmp_path, marked)
    assert only(reading.problems) == ("question-not-theirs", "panel/birch.xlsx · service start · B7")
    assert {key for key, _ in marks(reading, "birch")} == {"voice"}


@pytest.mark.parametrize(
    ("files", "code", "place"),
    [
        ({ASH: sheets(about={"competition": "ab" * 32})}, "form-competition", f"{ASH} · About · B6"),
        ({ASH: sheets(about={"criteria-version": "2"})}, "form-version", f"{ASH} · About · B4"),
        ({ASH: sheets(about={"evaluator": "oak"})}, "evaluator-unknown", f"{ASH} · About · B7"),
        ({ASH: sheets(about={"evaluator": ""})}, "evaluator-unknown", ASH),
        ({ASH: sheets(), "panel/copy.xlsx": sheets()}, "evaluator-twice", "panel/copy.xlsx · About · B7"),
        ({"panel/birch.xlsx": sheets("ash")}, "evaluator-mixed", "panel/birch.xlsx · About · B7"),
        ({"panel/~$ash.xlsx": b""}, "file-locked", "panel/~$ash.xlsx"),
        ({"panel/ash.xls": b""}, "file-format", "panel/ash.xls"),
        ({"panel/notes.docx": b""}, "file-format", "panel/notes.docx"),
        ({ASH: b"no workbook"}, "file-format", ASH),
        ({ASH: data(sheets())[:-400]}, "file-damaged", ASH),
    ],
)
def test_a_fault_of_a_workbook_is_located(
    tmp_path: Path, files: Mapping[str, Workbook | bytes | str], code: str, place: str
) -> None:
    assert (code, place) == only(read(tmp_path, files).problems)


def test_two_workbooks_of_one_evaluator_are_both_named(tmp_path: Path) -> None:
    problem = read(tmp_path, {ASH: sheets(), "panel/copy.xlsx": sheets()}).problems[0]

    assert "panel/ash.xlsx" in problem.found
    assert problem.place.file == "panel/copy.xlsx"


def test_a_form_of_another_evaluator_counts_for_neither(tmp_path: Path) -> None:
    assert read(tmp_path, {"panel/birch.xlsx": sheets("ash")}).sheets == ()


def test_every_fault_of_every_workbook_is_reported_at_once(tmp_path: Path) -> None:
    ash = sheets(given={"service.journey": rows(row("Tern Ltd", 3)), "voice": rows(row("Tern Ltd", "x"))})
    birch = sheets("birch", {"voice": [row("Harbour & Co", 1), row("Tern Ltd", 2, None)]})
    reading = read(tmp_path, {ASH: ash, "panel/birch.xlsx": birch, "panel/c.csv": b""})

    assert len(reading.problems) == 4
    assert len(reading.reason_problems) == 1


def test_a_bidder_who_is_unknown_on_every_sheet_is_reported_once(tmp_path: Path) -> None:
    renamed = [row("Turn Ltd") if one[0] == "Tern Ltd" else one for one in rows()]
    reading = read(tmp_path, both(sheets(given=dict.fromkeys(("service.journey", "service.start", "voice"), renamed))))

    assert only(reading.problems) == ("bidder-unknown", f"{ASH} · service journey · A9")
    assert reading.problems[0].expected == '"Tern Ltd", or another bidder in bids/'


def test_a_bid_whose_file_could_not_be_read_is_no_stranger(tmp_path: Path) -> None:
    files = folder(tmp_path, both())

    reading = read_sheets(files, criteria(), panel(), BIDDERS[:2], complete=False)
    assert reading.problems == ()


def test_marks_of_a_bid_that_was_withdrawn_are_noted_and_left(tmp_path: Path) -> None:
    files = folder(tmp_path, both())
    reading = read_sheets(files, criteria(), panel(), BIDDERS[:2], withdrawn=BIDDERS[2:])

    assert reading.problems == ()
    assert sum("needs no mark any more" in note.text for note in reading.notes) == 4
    assert {bidder for _, bidder in marks(reading)} == {"Harbour & Co", "Mosslane CIC"}


def test_progress_is_told_by_workbook(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    read_sheets(folder(tmp_path, both()), criteria(), panel(), BIDDERS, lambda done, of: seen.append((done, of)))

    assert seen == [(1, 2), (2, 2)]


def test_marks_in_merged_and_unnamed_xml_are_still_located(tmp_path: Path) -> None:
    """An error that was saved by Excel itself, as it stands in the file."""
    raw = edited(data(sheets()), SHEET1, r'<c r="B8"[^>]*><v>2</v></c>', '<c r="B8" t="e"><v>#N/A</v></c>')
    problem = read(tmp_path, both(raw)).problems[0]

    assert (problem.code, str(problem.place)) == ("cell-error", f"{ASH} · service journey · B8")
    assert "not the answer N/A" in problem.found
