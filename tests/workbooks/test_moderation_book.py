"""`moderation.xlsx`: individual marks side by side, and agreed marks that only people fill in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.panel import AgreedMark, Flag, Given, IndividualMark, Panel
from socialvalue.model.panel_layout import AGREED, MODERATION_BOOK_COLUMNS, competition_fingerprint
from socialvalue.workbooks.moderation_book import moderation_book
from socialvalue.workbooks.save import save
from tests.workbooks.builders import NAMES, facts, model, validations
from tests.workbooks.panels import CONFLICTED, QUESTIONS, id_row, mark, panel, question_row, texts

PLAN, USERS = "The passenger's journey", "A good start"
FIRST, SECOND = NAMES[:2]
DISAGREED = (mark("ash", 4), mark("birch", 2))

Row = dict[str, Any]


@pytest.fixture
def made(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


class Maker:
    """Makes a moderation workbook, saves it, and loads it again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        marks: Sequence[IndividualMark] = DISAGREED,
        agreed: Sequence[AgreedMark] = (),
        flags: Sequence[Flag] = (),
        *,
        bidders: Sequence[str] = NAMES,
        people: Panel | None = None,
        differences: Sequence[str] = (),
    ) -> Workbook:
        book = moderation_book(
            model(), people or panel(), bidders, marks, agreed, flags, marks_hash="ab" * 32, differences=differences
        )
        save(book, self.folder / "moderation.xlsx")
        return load_workbook(self.folder / "moderation.xlsx")


def _columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[id_row(sheet)] if cell.value and cell.column}


def _rows(sheet: Worksheet) -> dict[tuple[object, object], Row]:
    """Return the rows that have a `who`, as a reader finds them: by bidder and who."""
    columns = _columns(sheet)
    found: dict[tuple[object, object], Row] = {}
    for number in range(id_row(sheet) + 2, sheet.max_row + 1):
        row: Row = {id_: sheet.cell(number, column).value for id_, column in columns.items()} | {"row": number}
        if row["who"]:
            assert (row["bidder"], row["who"]) not in found
            found[row["bidder"], row["who"]] = row
    return found


def _headings(sheet: Worksheet) -> list[str]:
    """Return what stands between the rows that are read: a bid's heading, and what should be looked at."""
    rows = range(id_row(sheet) + 2, sheet.max_row + 1)
    return [str(sheet.cell(row, 4).value) for row in rows if not sheet.cell(row, 3).value]


def test_each_question_has_a_sheet_that_names_it_above_the_shared_ids(made: Maker) -> None:
    book = made()
    assert book.sheetnames == ["Read me", "Overview", PLAN, USERS, "About"]
    sheet = book[PLAN]
    assert sheet.cell(question_row(sheet), 2).value == QUESTIONS[0]
    assert tuple(cell.value for cell in sheet[id_row(sheet)] if cell.value) == MODERATION_BOOK_COLUMNS


def test_every_bid_has_a_row_for_each_who_marks_it_and_one_to_be_agreed(made: Maker) -> None:
    book = made()
    assert list(_rows(book[PLAN])) == [
        (bidder, who) for bidder in NAMES for who in ("ash", "birch", AGREED) if (bidder, who) != (CONFLICTED, "birch")
    ]
    assert {who for _, who in _rows(book[USERS])} == {"ash", "birch", "cedar", AGREED}
    assert {row["question"] for row in _rows(book[USERS]).values()} == {QUESTIONS[1]}


def test_rows_between_hold_nothing_that_could_be_read(made: Maker) -> None:
    sheet = made(flags=[Flag("spread", FIRST, QUESTIONS[0], "The marks are far apart.")])[PLAN]
    read = set(_columns(sheet).values())
    between = [row for row in range(id_row(sheet) + 2, sheet.max_row + 1) if not sheet.cell(row, 3).value]
    assert len(between) == len(NAMES) + 2
    assert {sheet.cell(row, column).value for row in between for column in read} == {None}


def test_what_each_gave_stands_there_as_it_was_given(made: Maker) -> None:
    row = _rows(made()[PLAN])[FIRST, "birch"]
    assert row["mark"] == 2
    assert row["reason"] == "The duty manager is named for every shift, but cover starts late."
    assert row["reference"] == "p. 4"
    assert row["differs"] == "For more: A programme with dates."


def test_nought_na_abstain_and_blank_are_four_things(made: Maker) -> None:
    given: tuple[int | Given, ...] = (0, Given.NOT_APPLICABLE, Given.ABSTAINED, Given.BLANK)
    marks = [mark("ash", one, bidder=NAMES[number]) for number, one in enumerate(given)]
    rows = _rows(made(marks)[PLAN])
    assert [rows[bidder, "ash"]["mark"] for bidder in NAMES] == [0, "N/A", "abstain", None, None]
    assert rows[NAMES[4], "ash"]["reason"] == "Not marked yet."
    assert str(rows[NAMES[3], "ash"]["reason"]).startswith("Not marked yet. The duty manager")


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((4, 2), "marks 2 to 4, 2 apart"),
        ((3, 3), "2 marks, all 3"),
        ((0, Given.BLANK), "one mark, 0 (1 not marked yet)"),
        ((Given.NOT_APPLICABLE, 3), "one mark, 3 (1 N/A)"),
        ((Given.ABSTAINED, Given.NOT_APPLICABLE), "no marks yet (1 N/A, 1 abstained)"),
        ((Given.BLANK, Given.BLANK), "no marks yet"),
    ],
)
def test_the_spread_counts_marks_only(made: Maker, marks: tuple[int | Given, int | Given], said: str) -> None:
    sheet = made([mark("ash", marks[0]), mark("birch", marks[1])])[PLAN]
    assert _headings(sheet)[0] == f"{FIRST}: {said}"


def test_flags_stand_in_words_under_the_bid_by_whom_they_concern(made: Maker) -> None:
    far = Flag("spread", FIRST, QUESTIONS[0], "The marks run from 2 to 4.")
    short = Flag("reason-short", FIRST, QUESTIONS[0], "The reason has 2 words. " * 20, ("birch",))
    lines = _headings(made(flags=[far, short])[PLAN])
    assert lines[1] == "Look at: The marks run from 2 to 4."
    assert lines[2].startswith("Look at: Ben Birch: The reason has 2 words.")
    assert " ".join(lines[2:5]).count("The reason has 2 words.") == 20


def test_who_does_not_mark_a_bid_is_said_under_it(made: Maker) -> None:
    lines = _headings(made()[PLAN])
    place = lines.index(f"{CONFLICTED}: no marks yet")
    assert lines[place + 1] == "Ben Birch does not mark this bid, because of a declared interest."


def test_an_agreed_mark_is_never_filled_in_not_even_where_all_marks_are_the_same(made: Maker) -> None:
    marks = [mark(who, 3, bidder=bidder, question=q) for who in ("ash", "birch") for bidder in NAMES for q in QUESTIONS]
    book = made(marks)
    for title in (PLAN, USERS):
        agreed = [row for (_, who), row in _rows(book[title]).items() if who == AGREED]
        assert len(agreed) == len(NAMES)
        assert {row[id_] for row in agreed for id_ in ("mark", "reason", "reference", "differs", "change")} == {None}


HOSTILE = "=1+1\n<b>&amp; “quoted” 🚌 شركة\n-- " + "words and more words " * 1400

AGREED_SO_FAR = (
    AgreedMark(FIRST, QUESTIONS[0], Decimal(3), "Why three.", "p. 4", "Ash was shown p. 9.", "A mistake of fact."),
    AgreedMark(SECOND, QUESTIONS[0], Decimal("2.5"), HOSTILE, "+44", "@home", "-1"),
    AgreedMark(CONFLICTED, QUESTIONS[0], None, " A draft without a mark "),
    AgreedMark(FIRST, QUESTIONS[1], Decimal(0), "Nothing was submitted."),
)


def _agreed(book: Workbook) -> list[AgreedMark]:
    found = []
    for title, question in ((PLAN, QUESTIONS[0]), (USERS, QUESTIONS[1])):
        for (bidder, who), row in _rows(book[title]).items():
            if who != AGREED:
                continue
            value = None if row["mark"] is None else Decimal(str(row["mark"]))
            reason, reference, differs, change = (
                str(row[id_] or "") for id_ in ("reason", "reference", "differs", "change")
            )
            if value is not None or reason:
                found.append(AgreedMark(str(bidder), question, value, reason, reference, differs, change))
    return found


def test_what_has_been_agreed_survives_any_number_of_times_unchanged(made: Maker) -> None:
    """A draft without a mark stays a draft; text that looks like a formula stays text."""
    kept: Sequence[AgreedMark] = AGREED_SO_FAR
    for _ in range(3):
        kept = _agreed(made(DISAGREED, kept))
    assert kept == list(AGREED_SO_FAR)


def test_what_was_agreed_about_a_bid_that_is_gone_is_kept_and_said(made: Maker) -> None:
    sheet = made(agreed=AGREED_SO_FAR, bidders=NAMES[1:])[PLAN]
    assert _rows(sheet)[FIRST, AGREED]["reason"] == "Why three."
    assert "This bid is no longer in the competition. The marks agreed for it are kept here." in _headings(sheet)


def test_an_agreed_mark_on_a_question_that_the_panel_does_not_mark_is_not_dropped_in_silence() -> None:
    with pytest.raises(ValueError, match="price"):
        moderation_book(model(), panel(), NAMES, (), [AgreedMark(FIRST, "price", Decimal(1))], (), marks_hash="")


def test_only_what_is_agreed_is_open_and_its_marks_come_from_the_scale(made: Maker) -> None:
    sheet = made()[PLAN]
    columns, rows = _columns(sheet), _rows(sheet)
    (check,) = validations(sheet).values()
    assert check.formula1 == '"0,3,5"'
    assert sheet.protection.sheet
    answers = {columns[id_] for id_ in ("mark", "reason", "reference", "differs", "change")}
    for (_, who), row in rows.items():
        cells = sheet[row["row"]]
        assert {cell.column for cell in cells if not cell.protection.locked} == (answers if who == AGREED else set())
        assert (sheet.cell(row["row"], columns["mark"]).coordinate in check.sqref) == (who == AGREED)


def test_scale_and_headings_stay_in_view_and_repeat_in_print(made: Maker) -> None:
    sheet = made()[PLAN]
    row = id_row(sheet)
    assert "All that it could be." in texts(sheet)
    assert sheet.freeze_panes == f"A{row + 2}"
    assert sheet.print_title_rows == f"${row + 1}:${row + 1}"
    assert sheet.auto_filter.ref == f"A{row + 1}:I{sheet.max_row}"


def test_the_overview_lists_every_question_and_bid_with_what_is_still_to_be_agreed(made: Maker) -> None:
    flag = Flag("spread", FIRST, QUESTIONS[0], "The marks are far apart.")
    sheet = made(DISAGREED, AGREED_SO_FAR, [flag])["Overview"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert len(rows) == 2 * len(NAMES)
    title = "The service: The passenger's journey"
    assert rows[0] == [title, FIRST, "2, 4", 2, 4, 2, 1, 3]
    assert rows[3] == [title, CONFLICTED, "1 not marked yet", None, None, None, None, "to be agreed"]
    link = sheet["A4"].hyperlink
    assert link is not None
    assert link.location == "'The passenger''s journey'!A1"
    assert "3 of 10 marks were agreed when this workbook was made; 7 are still to be agreed." in texts(sheet)[1]


def test_the_read_me_says_what_has_changed_in_the_sheets(made: Maker) -> None:
    changed = "=Ben Birch on Harbour & Co: mark 3, was 2"
    assert changed in texts(made(differences=[changed])["Read me"])
    assert not [text for text in texts(made()["Read me"]) if "changed in the sheets" in text]


def test_about_says_from_which_marks_it_was_made(made: Maker) -> None:
    said = facts(made())
    assert said["individual-marks"] == "ab" * 32
    assert said["competition"] == competition_fingerprint(model())


ODD = ("=1+1", "+44", "@name", "<script>", "🚌 Ltd", "x" * 300)


def test_names_and_reasons_are_text_whatever_they_are(made: Maker) -> None:
    marks = [mark("ash", 2, bidder=bidder, reason="=HYPERLINK(1)") for bidder in ODD]
    sheet = made(marks, bidders=ODD, people=panel(("=Ann", "-Ben \x07", "Cy 🚌")))[PLAN]
    assert {bidder for bidder, _ in _rows(sheet)} == set(ODD)
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
