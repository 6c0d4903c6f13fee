"""One-bidder forms and the moderation form: read by id, joined by name, every fault located."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import FilesNeedMending, Place
from socialvalue.intake.folder import bidders_in
from socialvalue.model.competition import Mark
from socialvalue.model.layout import MODERATION_COLUMNS, MODERATION_SHEET
from socialvalue.workbooks.bid_form import bid_form
from socialvalue.workbooks.fill import fill_bid_form
from socialvalue.workbooks.moderation_form import moderation_form
from tests.intake.build import comparison, found, good, model, moderation, offer, offered, only, read_files

AGREED = ("Harbour & Co", "plan", "Delivery plan", 3, "Meets it.", "Page 4")


def rows(*others: tuple[Any, ...]) -> Workbook:
    return moderation([AGREED, *others])


def at(id_: str) -> str:
    """The answer cell of an id in `offer(offered())`."""
    return f"D{3 + list(offered()).index(id_)}"


def test_forms_and_marks_are_joined(tmp_path: Path) -> None:
    vale = ("VALE  ltd", "plan", "", "5", "Very good.", None)
    files = {"bids/a.xlsx": offer(offered()), "bids/b.xlsx": offer(offered("Vale Ltd")), "moderation.xlsx": rows(vale)}
    reading = read_files(tmp_path, files)
    assert reading.competition is not None, reading.problems
    first, second = reading.competition.bids

    assert [one.file for one in reading.competition.inputs] == ["bids/a.xlsx", "bids/b.xlsx", "moderation.xlsx"]
    assert Place("bids/a.xlsx", "Offer", at("bidder")) == first.place
    assert (
        Mark(Decimal(3), Place("moderation.xlsx", "Moderation", "D2"), "Meets it.", "Page 4") == first.answers["plan"]
    )
    assert Mark(Decimal(5), Place("moderation.xlsx", "Moderation", "D3"), "Very good.", "") == second.answers["plan"]
    assert reading.competition.criteria_sha256 == "ab" * 32


def test_the_forms_that_we_write_are_read_back(tmp_path: Path) -> None:
    form, agreed = bid_form(model()), moderation_form(model(), ["=Harbour"])
    answers = {id_: value for id_, value in offered("=Harbour").items() if value is not None}
    fill_bid_form(form, answers)
    sheet = agreed[MODERATION_SHEET]
    (asked,) = [row[0].row for row in sheet.iter_rows() if row[0].value == "=Harbour"]
    for id_, value in (("mark", 3), ("reason", "Meets it.")):
        sheet.cell(asked, MODERATION_COLUMNS.index(id_) + 1, value)
    reading = read_files(tmp_path, {"bids/a.xlsx": form, "moderation.xlsx": agreed})

    assert reading.problems == ()
    assert reading.competition is not None
    assert reading.competition.bids[0].bidder == "=Harbour"


FORM_FAULTS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "name blank": ("bidder-missing", at("bidder"), "without a bidder's name", {"bidder": None}),
    "price blank": ("answer-blank", at("price"), 'no answer to "Price"', {"price": None}),
    "price zero": ("amount-zero", at("price"), "£0", {"price": 0}),
    "weeks in months": ("wrong-unit", at("weeks"), "10 months", {"weeks": "10 months"}),
    "standard blank": ("answer-blank", at("standard:living-wage"), "Living Wage", {"standard:living-wage": ""}),
    "id unknown": ("id-unknown", "A12", '"trees"', {"trees": 5}),
    "reason given by a bidder": ("id-unknown", "A12", '"reason:plan"', {"reason:plan": "We are good."}),
}


@pytest.mark.parametrize(("code", "cell", "words", "answers"), FORM_FAULTS.values(), ids=FORM_FAULTS)
def test_a_fault_of_a_form_is_located(
    tmp_path: Path, code: str, cell: str, words: str, answers: dict[str, Any]
) -> None:
    files = {"bids/harbour.xlsx": offer({**offered(), **answers})}
    problems = [p for p in read_files(tmp_path, files).problems if p.code != "moderation-missing"]

    assert [(code, f"bids/harbour.xlsx · Offer · {cell}")] == [(p.code, str(p.place)) for p in problems]
    assert words in str(problems[0])


def change_form(tmp_path: Path, change: Any) -> list[tuple[str, str]]:
    return found(read_files(tmp_path, {"bids/a.xlsx": offer(offered(), change), "moderation.xlsx": rows()}))


def test_hidden_merged_and_doubled_answers_of_a_form_are_faults(tmp_path: Path) -> None:
    def hide_row(sheet: Worksheet) -> None:
        sheet.row_dimensions[5].hidden = True

    def hide_column(sheet: Worksheet) -> None:
        sheet.column_dimensions["D"].hidden = True

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D5:E5")

    def double(sheet: Worksheet) -> None:
        sheet.append(["price", None, None, 5])

    def drop(sheet: Worksheet) -> None:
        sheet.delete_rows(5)

    def misspell(sheet: Worksheet) -> None:
        sheet["A5"] = "pirce"

    assert change_form(tmp_path, hide_row) == [("answer-hidden", "bids/a.xlsx · Offer · D5")]
    assert change_form(tmp_path, hide_column) == [("answer-hidden", "bids/a.xlsx · Offer · D3")]
    assert change_form(tmp_path, merge) == [("cell-merged", "bids/a.xlsx · Offer · D5")]
    assert change_form(tmp_path, double) == [("id-duplicate", "bids/a.xlsx · Offer · A12")]
    assert change_form(tmp_path, drop) == [("id-missing", "bids/a.xlsx · Offer · A2")]
    assert change_form(tmp_path, misspell) == [("id-unknown", "bids/a.xlsx · Offer · A5")]


def test_a_hidden_column_of_ids_is_fine(tmp_path: Path) -> None:
    def hide_ids(sheet: Worksheet) -> None:
        sheet.column_dimensions["A"].hidden = True
        sheet.row_dimensions[1].hidden = True

    assert change_form(tmp_path, hide_ids) == []


def test_a_unit_that_was_changed_is_a_fault(tmp_path: Path) -> None:
    files = {"bids/a.xlsx": offer(offered(), weeks="months", price="£"), "moderation.xlsx": rows()}

    assert found(read_files(tmp_path, files)) == [("wrong-unit", "bids/a.xlsx · Offer · C6")]


def test_an_error_in_a_written_response_is_a_fault(tmp_path: Path) -> None:
    def lose(sheet: Worksheet) -> None:
        sheet[at("plan")] = "#NAME?"

    assert change_form(tmp_path, lose) == [("cell-error", f"bids/a.xlsx · Offer · {at('plan')}")]


def test_answers_beside_no_id_are_noted(tmp_path: Path) -> None:
    def comment(sheet: Worksheet) -> None:
        sheet["D20"] = "PS: call us"

    reading = read_files(tmp_path, {"bids/a.xlsx": offer(offered(), comment), "moderation.xlsx": rows()})

    assert reading.problems == ()
    assert "bids/a.xlsx · Offer · D20: an answer with no id beside it was not read" in "\n".join(
        map(str, reading.notes)
    )


MODERATION_FAULTS: dict[str, tuple[str, str, str, tuple[Any, ...]]] = {
    "unknown bidder": ("bidder-unknown", "A3", '"Harbour & Co", or', ("Harbor & Co", "plan", "", 3, "x")),
    "unknown question": ("question-unknown", "B3", 'expected "plan"', ("Vale", "plans", "", 3, "x")),
    "price is no question": ("question-unknown", "B3", "the panel does not mark", ("Vale", "price", "", 3, "x")),
    "second row": ("mark-twice", "A3", "the first is row 2", ("harbour & co", "plan", "", 5, "x")),
    "no mark": ("mark-missing", "D3", 'for "Vale"', ("Vale", "plan", "", None, None)),
    "off the scale": ("mark-off-scale", "D3", "the mark 4", ("Vale", "plan", "", 4, "x")),
    "no reason": ("reason-missing", "E3", "no reason", ("Vale", "plan", "", 3, " ")),
    "no row": ("mark-missing", "", 'for "Vale"', ()),
}


@pytest.mark.parametrize(("code", "cell", "words", "row"), MODERATION_FAULTS.values(), ids=MODERATION_FAULTS)
def test_a_fault_of_the_moderation_form_is_located(
    tmp_path: Path, code: str, cell: str, words: str, row: tuple[Any, ...]
) -> None:
    bids = {"bids/a.xlsx": offer(offered()), "bids/b.xlsx": offer(offered("Vale"))}
    problems = read_files(tmp_path, {**bids, "moderation.xlsx": rows(row) if row else rows()}).problems
    wanted = [problem for problem in problems if problem.code == code]

    assert [Place("moderation.xlsx", "Moderation", cell)] == [problem.place for problem in wanted]
    assert words in str(wanted[0])


def test_without_a_moderation_form_one_problem_says_how_to_make_it(tmp_path: Path) -> None:
    files = {"bids/a.xlsx": offer(offered()), "bids/b.xlsx": offer(offered("Vale"))}
    problem = only(read_files(tmp_path, files))

    assert (problem.code, str(problem.place)) == ("moderation-missing", "moderation.xlsx")
    assert "form moderation" in problem.action


def test_withdrawn_and_failing_bids_need_no_marks(tmp_path: Path) -> None:
    files: dict[str, Workbook | bytes] = {
        "bids/a.xlsx": offer(offered()),
        "bids/b.xlsx": offer(offered("Fails", **{"standard:living-wage": "no"})),
        "bids/c.xlsx": comparison([good("Gone", price=None, plan=None, withdrawn="yes")]),
    }
    blanks = [("Fails", "plan", "", None, None), ("Gone", "plan", "", None, None)]

    assert read_files(tmp_path, {**files, "moderation.xlsx": rows(*blanks)}).problems == ()
    assert read_files(tmp_path, {**files, "moderation.xlsx": rows()}).problems == ()


def test_marks_of_a_comparison_workbook_may_come_from_the_moderation_form(tmp_path: Path) -> None:
    unmarked = {**good(), "plan": None, "reason:plan": None, "reference:plan": None}
    both: dict[str, Workbook | bytes] = {"bids/all.xlsx": comparison([unmarked]), "moderation.xlsx": rows()}
    ids = [id_ for id_ in good() if ":plan" not in id_ and id_ != "plan"]
    no_columns: dict[str, Workbook | bytes] = {"bids/all.xlsx": comparison([good()], ids=ids)}

    assert read_files(tmp_path, both).problems == ()
    assert read_files(tmp_path, {**no_columns, "moderation.xlsx": rows()}).problems == ()
    (tmp_path / "moderation.xlsx").unlink()
    assert found(read_files(tmp_path, no_columns)) == [("id-missing", "bids/all.xlsx · Bids")]


def test_a_mark_in_both_places_is_a_fault(tmp_path: Path) -> None:
    problem = only(read_files(tmp_path, {"bids/all.xlsx": comparison(), "moderation.xlsx": rows()}))

    assert (problem.code, str(problem.place)) == ("mark-twice", "moderation.xlsx · Moderation · D2")
    assert "bids/all.xlsx · Bids · F5" in problem.found


def test_one_bidder_in_two_files_is_a_fault_that_names_both(tmp_path: Path) -> None:
    files = {"bids/a.xlsx": offer(offered()), "bids/b.xlsx": offer(offered("HARBOUR & CO")), "moderation.xlsx": rows()}
    problem = only(read_files(tmp_path, files))

    assert (problem.code, str(problem.place)) == ("bidder-duplicate", "bids/b.xlsx · Offer · D3")
    assert "bids/a.xlsx · Offer · D3" in problem.found


def test_a_hidden_row_of_agreed_marks_is_a_fault(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    files = {"bids/a.xlsx": offer(offered()), "moderation.xlsx": moderation([AGREED], hide)}

    assert found(read_files(tmp_path, files)) == [("answer-hidden", "moderation.xlsx · Moderation · D2")]


def test_a_moderation_form_among_the_bids_is_sent_where_it_belongs(tmp_path: Path) -> None:
    problem = read_files(tmp_path, {"bids/a.xlsx": comparison(), "bids/moderation.xlsx": rows()}).problems[0]

    assert problem.code == "workbook-misplaced"
    assert "moderation.xlsx" in problem.action


def test_an_unreadable_bid_does_not_make_its_bidder_unknown(tmp_path: Path) -> None:
    vale = ("Vale", "plan", "", 3, "x")
    files: dict[str, Workbook | bytes] = {
        "bids/a.xlsx": offer(offered()),
        "bids/b.xlsx": b"PK broken",
        "moderation.xlsx": rows(vale),
    }

    assert only(read_files(tmp_path, files)).place.file == "bids/b.xlsx"


def test_bidders_are_named_before_their_answers_are_mended(tmp_path: Path) -> None:
    files = {"bids/b.xlsx": offer(offered("Vale", price=None)), "bids/a.xlsx": offer(offered())}
    read_files(tmp_path, {**files, "bids/c.xlsx": comparison([good("Gone", withdrawn="yes")])})

    assert bidders_in(tmp_path, model()).bidders == ("Harbour & Co", "Vale")


def test_bidders_are_not_named_while_two_have_one_name(tmp_path: Path) -> None:
    read_files(tmp_path, {"bids/b.xlsx": offer(offered()), "bids/a.xlsx": offer(offered())})

    with pytest.raises(FilesNeedMending):
        bidders_in(tmp_path, model())


def test_what_a_bidder_writes_beside_an_answer_is_its_reference(tmp_path: Path) -> None:
    """Beside a written response it is not: there the panel says where in the tender its mark is earned."""

    def write(sheet: Worksheet) -> None:
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, 5, f"Tender, page {row}")

    files = {"bids/a.xlsx": offer(offered(), write), "moderation.xlsx": rows()}
    competition = read_files(tmp_path, files).competition
    assert competition is not None
    (bid,) = competition.bids
    row = {id_: number for number, id_ in enumerate(offered(), start=3)}["price"]

    assert bid.evidence["price"] == f"Tender, page {row}"
    assert "plan" not in bid.evidence


def test_evidence_that_cannot_be_read_is_a_fault_at_its_cell(tmp_path: Path) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["E5"] = "#REF!"

    assert change_form(tmp_path, spoil) == [("cell-error", "bids/a.xlsx · Offer · E5")]
