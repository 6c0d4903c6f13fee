"""What the panel agreed: read from either kind of moderation file, kept as it was written, scored only when whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from socialvalue.errors import Place
from socialvalue.intake.folder import Reading, read_folder
from socialvalue.intake.panel.agreed import AgreedReading, read_agreed
from socialvalue.model.competition import Mark
from socialvalue.model.panel import AgreedMark
from tests.intake.build import moderation, offer
from tests.intake.panel_build import BIDDERS, REASON, Row, book, criteria, folder, only, told

FILE = "moderation.xlsx"
QUESTIONS = ("service.journey", "service.start", "voice")


def agreed_row(bidder: str, question: str, mark: Any = 2, *texts: Any) -> Row:
    usual: list[Any] = [REASON, "p. 4", None, None]
    return bidder, question, "agreed", mark, *texts, *usual[len(texts) :]


def page(question: str, *given: Row) -> list[Row]:
    """A sheet of the book: for every bid a row of an evaluator, who always gave 4, and one of the panel."""
    by_bidder = {one[0]: one for one in given}
    found: list[Row] = []
    for bidder in BIDDERS:
        found.append((bidder, question, "ash", 4, "Individual.", "p. 1"))
        found.append(by_bidder.get(bidder, agreed_row(bidder, question)))
    return found


def whole(question: str = "", *given: Row) -> Workbook:
    """A book that is whole, but for the rows given about a question."""
    return book({one.replace(".", " "): page(one, *(given if one == question else ())) for one in QUESTIONS})


def agreed(tmp_path: Path, workbook: Workbook | bytes) -> AgreedReading:
    reading = read_agreed(folder(tmp_path, {FILE: workbook}), criteria(), BIDDERS)
    assert reading is not None
    return reading


def scored(tmp_path: Path, workbook: Workbook) -> Reading:
    """Read the folder as `score` does, with a bid form of each bidder."""
    bids = {f"bids/{at}.xlsx": offer({"bidder": name, "price": 100 + at}) for at, name in enumerate(BIDDERS)}
    return read_folder(folder(tmp_path, {**bids, FILE: workbook}), criteria(), "ab" * 32)


def test_the_agreed_rows_of_a_book_are_read_and_the_evaluators_rows_are_not(tmp_path: Path) -> None:
    row = agreed_row("Tern Ltd", "voice", 4, "Agreed.", "p. 7", "Ash accepted it.", "A slip.")
    reading = agreed(tmp_path, whole("voice", row))

    assert (reading.problems, reading.notes) == ((), ())
    assert len(reading.agreed) == 9
    place = Place(FILE, "voice", "D7")
    last = AgreedMark(
        "Tern Ltd", "voice", Decimal(4), "Agreed.", "p. 7", "Ash accepted it.", "A slip.", place
    )  # fmt: skip
    assert last == reading.agreed[-1]


def test_a_book_is_scored_with_the_cell_of_every_agreed_mark(tmp_path: Path) -> None:
    reading = scored(tmp_path, whole("voice", agreed_row("Tern Ltd", "voice", 4)))

    assert reading.problems == ()
    assert reading.competition is not None
    tern = next(bid for bid in reading.competition.bids if bid.bidder == "Tern Ltd")
    assert Mark(Decimal(4), Place(FILE, "voice", "D7"), REASON, "p. 4") == tern.answers["voice"]
    assert Mark(Decimal(2), Place(FILE, "service start", "D7"), REASON, "p. 4") == tern.answers["service.start"]


def test_the_simple_form_is_read_too(tmp_path: Path) -> None:
    form = moderation([(bidder, key, "A title", 2, REASON, "p. 4") for key in QUESTIONS for bidder in BIDDERS])

    assert len(agreed(tmp_path, form).agreed) == 9
    assert scored(tmp_path, form).problems == ()


def test_what_is_half_agreed_is_kept_as_it_was_written(tmp_path: Path) -> None:
    draft = agreed_row("Tern Ltd", "voice", None, "Draft:\n- one\n=two", None, " Why. ", "12")
    reading = agreed(tmp_path, whole("voice", draft))

    assert reading.problems == ()
    last = reading.agreed[-1]
    assert (
        last.value, last.reason, last.reference, last.differs, last.change,
    ) == (None, "Draft:\n- one\n=two", "", "Why.", "12")  # fmt: skip


def test_a_mark_without_a_reason_is_a_fault_to_score_and_a_draft_to_moderate(tmp_path: Path) -> None:
    workbook = whole("voice", agreed_row("Tern Ltd", "voice", 4, None))

    assert only([one for _, one in agreed(tmp_path, workbook).unfinished]) == ("reason-missing", f"{FILE} · voice · E7")
    assert agreed(tmp_path, workbook).problems == ()
    assert agreed(tmp_path, workbook).agreed[-1].value == Decimal(4)
    assert only(scored(tmp_path, workbook).problems) == ("reason-missing", f"{FILE} · voice · E7")


def test_a_mark_still_to_be_agreed_is_asked_for_where_it_stands(tmp_path: Path) -> None:
    workbook = whole("voice", agreed_row("Tern Ltd", "voice", None))

    assert only(scored(tmp_path, workbook).problems) == ("mark-missing", f"{FILE} · voice · D7")
    assert agreed(tmp_path, workbook).problems == ()


def test_a_sheet_that_was_deleted_is_asked_for(tmp_path: Path) -> None:
    workbook = whole()
    workbook.remove(workbook["voice"])
    problems = scored(tmp_path, workbook).problems

    assert [(one.code, str(one.place)) for one in problems] == [("mark-missing", FILE)] * 3


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (agreed_row("Tern Ltd", "voice", 3), "mark-off-scale", "D7"),
        (agreed_row("Tern Ltd", "voice", "N/A"), "not-a-number", "D7"),
        (agreed_row("Tern Ltd", "voice", "four"), "not-a-number", "D7"),
        (("Tern Ltd", "voise", *agreed_row("", "")[2:]), "question-unknown", "B7"),
        (("Turn Ltd", "voice", *agreed_row("", "")[2:]), "bidder-unknown", "A7"),
        (("Harbour & Co", "voice", *agreed_row("", "")[2:]), "mark-twice", "A7"),
        (("Tern Ltd", "voice", None, 4, "Whose?"), "who-missing", "C7"),
    ],
)
def test_a_fault_is_located_and_nothing_is_taken_for_blank(tmp_path: Path, row: Row, code: str, cell: str) -> None:
    """What cannot be read must stop `moderate` too, or making the file again would lose it."""
    rows = [*page("voice")[:-1], row]
    workbook = book({"journey": page("service.journey"), "voice": rows})
    reading = agreed(tmp_path, workbook)

    assert (code, f"{FILE} · voice · {cell}") == only(reading.problems)
    assert len(reading.agreed) == 5
    assert (code, f"{FILE} · voice · {cell}") in [(p.code, str(p.place)) for p in scored(tmp_path, workbook).problems]


def hidden(part: str) -> Workbook:
    workbook = whole()
    sheet = workbook["voice"]
    if part == "row":
        sheet.row_dimensions[3].hidden = True
    elif part == "column":
        sheet.column_dimensions["E"].hidden = True
    else:
        sheet.sheet_state = "hidden"
    return workbook


@pytest.mark.parametrize(("part", "cell"), [("row", "D3"), ("column", "E3"), ("sheet", "D3")])
def test_an_agreed_mark_that_nobody_sees_is_a_fault(tmp_path: Path, part: str, cell: str) -> None:
    workbook = hidden(part)

    assert only(agreed(tmp_path, workbook).problems) == ("answer-hidden", f"{FILE} · voice · {cell}")
    assert only(scored(tmp_path, workbook).problems) == ("answer-hidden", f"{FILE} · voice · {cell}")


def test_rows_filtered_by_who_hide_no_agreed_mark(tmp_path: Path) -> None:
    workbook = whole()
    for row in (2, 4, 6):
        workbook["voice"].row_dimensions[row].hidden = True

    assert agreed(tmp_path, workbook).problems == ()


def test_empty_rows_of_a_bid_that_has_gone_are_no_fault(tmp_path: Path) -> None:
    reading = read_agreed(
        folder(tmp_path, {FILE: whole("voice", agreed_row("Tern Ltd", "voice", None, None, None))}),
        criteria(),
        BIDDERS[:2],
    )

    assert reading is not None
    assert {problem.place.sheet.replace(" ", ".") for problem in reading.problems} == {
        "service.journey",
        "service.start",
    }


def test_rows_of_a_bid_that_was_withdrawn_are_kept(tmp_path: Path) -> None:
    files = folder(tmp_path, {FILE: whole()})
    reading = read_agreed(files, criteria(), [*BIDDERS[:2], *BIDDERS[2:]])

    assert reading is not None
    assert reading.problems == ()
    assert len(reading.agreed) == 9


def test_the_file_says_from_which_individual_marks_it_was_made(tmp_path: Path) -> None:
    assert agreed(tmp_path, book({"voice": page("voice")}, "cd" * 32)).marks_hash == "cd" * 32
    assert agreed(tmp_path, whole()).marks_hash is None


def test_the_file_of_another_competition_is_refused(tmp_path: Path) -> None:
    workbook = whole()
    workbook.remove(workbook["About"])
    told(workbook, {"competition": "ab" * 32})
    reading = agreed(tmp_path, workbook)

    assert only(reading.problems) == ("form-competition", f"{FILE} · About · B6")
    assert reading.agreed == ()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        (FILE, b"no workbook", "file-format"),
        ("~$moderation.xlsx", b"", "file-locked"),
        (".~lock.moderation.xlsx#", b"", "file-locked"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    reading = read_agreed(folder(tmp_path, {name: content}), criteria(), BIDDERS)

    assert reading is not None
    assert (code, name) == only(reading.problems)


def test_no_file_is_nothing_agreed_and_no_fault(tmp_path: Path) -> None:
    assert read_agreed(tmp_path, criteria(), BIDDERS) is None


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 0, 1]])
def test_the_order_of_the_sheets_does_not_matter(tmp_path: Path, order: Sequence[int]) -> None:
    pages = {QUESTIONS[at]: page(QUESTIONS[at]) for at in order}

    assert {(one.bidder, one.question) for one in agreed(tmp_path, book(pages)).agreed} == {
        (bidder, question) for bidder in BIDDERS for question in QUESTIONS
    }
