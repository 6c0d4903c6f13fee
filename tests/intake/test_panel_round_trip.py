"""The forms that are handed out come back: filled in as their drop-downs allow, every mark is read as it was given."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.intake.folder import read_folder
from socialvalue.intake.panel.agreed import read_agreed
from socialvalue.intake.panel.sheets import read_sheets
from socialvalue.model.panel import AgreedMark, Flag, Given
from socialvalue.model.panel_layout import blind_labels, drawn_order, marks_fingerprint, sheet_name
from socialvalue.workbooks.moderation_book import moderation_book
from socialvalue.workbooks.moderation_form import moderation_form
from socialvalue.workbooks.panel_form import panel_form
from tests.intake.build import offer, put
from tests.intake.panel_build import BIDDERS, REASON, criteria, folder, marks, panel

#: What the evaluators of this test give: by turns each of the four things.
GIVEN = (4, "N/A", None, 0, "abstain", 2)
AS_READ: dict[object, tuple[Given, Decimal | None]] = {
    4: (Given.MARK, Decimal(4)),
    0: (Given.MARK, Decimal(0)),
    2: (Given.MARK, Decimal(2)),
    "N/A": (Given.NOT_APPLICABLE, None),
    "abstain": (Given.ABSTAINED, None),
    None: (Given.BLANK, None),
}


def columns(sheet: Worksheet) -> tuple[int, dict[object, int]]:
    """The row of ids of a sheet, and its columns by id."""
    at = next(row for row in range(1, 60) if sheet.cell(row, 1).value == "bidder")
    return at, {cell.value: cell.column for cell in sheet[at] if cell.value}


def fill(workbook: Workbook, give: Callable[[str, str], object]) -> None:
    for sheet in workbook.worksheets:
        label = next((row for row in range(1, 20) if sheet.cell(row, 1).value == "question"), None)
        if label is None:
            continue
        question = str(sheet.cell(label, 2).value)
        at, ids = columns(sheet)
        for row in range(at + 2, sheet.max_row + 1):
            mark = give(question, str(sheet.cell(row, 1).value))
            put(sheet, row, ids["mark"], mark)
            if mark is not None:
                sheet.cell(row, ids["reason"]).value = REASON


@pytest.mark.parametrize("blind", [False, True])
def test_panel_forms_come_back_as_they_were_filled_in(tmp_path: Path, *, blind: bool) -> None:
    model, people = criteria(), panel()
    labels = blind_labels(model, BIDDERS)
    names = {label: bidder for bidder, label in labels.items()} if blind else {bidder: bidder for bidder in BIDDERS}
    turns: dict[tuple[str, str, str], object] = {}
    files: dict[str, Workbook | bytes | str] = {}
    for one in people.evaluator:
        form = panel_form(model, people, one, BIDDERS, labels=labels if blind else None)

        def give(question: str, shown: str, who: str = one.id) -> object:
            return turns.setdefault((who, question, names[shown]), GIVEN[len(turns) % len(GIVEN)])

        fill(form, give)
        files[f"panel/{sheet_name(one)}"] = form
    if blind:
        key = "[labels]\n" + "".join(f'"{label}" = "{bidder}"\n' for label, bidder in names.items())
        files["panel/blind-key.toml"] = key

    reading = read_sheets(folder(tmp_path, files), model, people, BIDDERS)

    assert (reading.problems, reading.reason_problems, reading.notes) == ((), (), ())
    found = {
        (sheet.evaluator, mark.question, mark.bidder): (mark.given, mark.value)
        for sheet in reading.sheets
        for mark in sheet.marks
    }
    assert len(turns) == 11
    assert {at: AS_READ[given] for at, given in turns.items()} == found
    assert drawn_order(model, "ash", BIDDERS) == reading.sheets[0].order


def empty_forms(tmp_path: Path) -> Path:
    model, people = criteria(), panel()
    forms = {f"panel/{sheet_name(one)}": panel_form(model, people, one, BIDDERS) for one in people.evaluator}
    return folder(tmp_path, dict(forms))


def test_forms_that_nobody_has_filled_in_are_blanks_and_no_fault(tmp_path: Path) -> None:
    reading = read_sheets(empty_forms(tmp_path), criteria(), panel(), BIDDERS)

    assert (reading.problems, reading.reason_problems, reading.notes) == ((), (), ())
    assert {Given.BLANK} == {mark.given for mark in marks(reading).values()}
    assert len(marks(reading)) == 9


AGREED = (
    AgreedMark("Harbour & Co", "voice", Decimal(4), "Agreed.\nWith a second line.", "p. 1", "Shown Annex D.", "Slip."),
    AgreedMark("Tern Ltd", "voice", None, "=A draft", "", "- to ask", ""),
    AgreedMark("Tern Ltd", "service.journey", Decimal(0), "Nothing was said.", "", "", ""),
)


def without_place(one: AgreedMark) -> tuple[object, ...]:
    return one.bidder, one.question, one.value, one.reason, one.reference, one.differs, one.change


def test_what_is_agreed_survives_any_number_of_makings(tmp_path: Path) -> None:
    model, people = criteria(), panel()
    received = read_sheets(empty_forms(tmp_path), model, people, BIDDERS).sheets
    given = [mark for sheet in received for mark in sheet.marks]
    blank = {(name, leaf.key): AgreedMark(name, leaf.key, None) for name in BIDDERS for leaf in model.panel_leaves}
    wanted = blank | {(one.bidder, one.question): one for one in AGREED}
    kept: tuple[AgreedMark, ...] = AGREED
    for _ in range(3):
        flags = [Flag("spread", "Tern Ltd", "voice", "Two marks apart.")]
        book = moderation_book(
            model, people, BIDDERS, given, kept, flags, marks_hash=marks_fingerprint(given), differences=["One thing."]
        )
        reading = read_agreed(folder(tmp_path, {"moderation.xlsx": book}), model, BIDDERS)
        assert reading is not None
        assert (reading.problems, reading.notes) == ((), ())
        assert marks_fingerprint(given) == reading.marks_hash
        kept = reading.agreed
        assert len(kept) == 9
        assert sorted(map(without_place, wanted.values()), key=str) == sorted(map(without_place, kept), key=str)


def test_what_is_still_to_be_agreed_is_asked_for_in_the_cells_of_the_book(tmp_path: Path) -> None:
    model, people = criteria(), panel()
    book = moderation_book(model, people, BIDDERS, [], AGREED, [], marks_hash="ab" * 32)
    bids = {f"bids/{at}.xlsx": offer({"bidder": name, "price": 100}) for at, name in enumerate(BIDDERS)}
    reading = read_folder(folder(tmp_path, {**bids, "moderation.xlsx": book}), model, "ab" * 32)

    assert [problem.code for problem in reading.problems] == ["mark-missing"] * 7
    assert all(problem.place.cell for problem in reading.problems)


def test_the_simple_form_comes_back(tmp_path: Path) -> None:
    model = criteria()
    form = moderation_form(model, BIDDERS)
    sheet = form["Moderation"]
    row = next(at for at in range(1, 20) if sheet.cell(at, 1).value == "bidder") + 1
    sheet.cell(row, 4).value, sheet.cell(row, 5).value = 4, "Agreed."
    reading = read_agreed(folder(tmp_path, {"moderation.xlsx": form}), model, BIDDERS)

    assert reading is not None
    assert (reading.problems, reading.marks_hash) == ((), None)
    assert [Decimal(4), *[None] * 8] == [one.value for one in reading.agreed]
