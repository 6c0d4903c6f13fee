"""The comparison workbook without faults: headers as people leave them, odd names, notes for what was worth saying."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import Place
from socialvalue.intake.folder import Reading
from socialvalue.model.competition import Amount, Commitments, Mark
from socialvalue.model.fingerprint import known_fingerprints
from socialvalue.model.layout import fields
from socialvalue.workbooks.comparison_form import comparison_form
from tests.intake.build import (
    GOOD,
    IDS,
    MODEL,
    SHEET1,
    YEARS,
    cell,
    comparison,
    data,
    edited,
    found,
    good,
    model,
    only,
    read,
)


def names(reading: Reading) -> list[str]:
    assert reading.competition is not None, "\n".join(map(str, reading.problems))
    return [bid.bidder for bid in reading.competition.bids]


def notes(reading: Reading) -> str:
    return "\n".join(map(str, reading.notes))


def test_every_answer_is_read_with_its_cell(tmp_path: Path) -> None:
    reading = read(tmp_path, comparison())
    assert reading.competition is not None
    bid = reading.competition.bids[0]

    assert Amount(Decimal(1_200_000), Place("bids.xlsx", "Bids", "C5")) == bid.answers["price"]
    assert Amount(Decimal(120), Place("bids.xlsx", "Bids", "D5")) == bid.answers["weeks"]
    assert (
        Mark(Decimal(3), Place("bids.xlsx", "Bids", "F5"), "Meets the requirement.", "Response 2, page 4")
        == bid.answers["plan"]
    )
    assert isinstance(promises := bid.answers["promises"], Commitments)
    assert Amount(Decimal(0), Place("bids.xlsx", "Bids", "J5")) == promises.quantities["journeys"]
    assert bid.standards["living-wage"].text == "yes"
    assert bid.place == Place("bids.xlsx", "Bids", "A5")
    assert (reading.competition.inputs[0].file, len(reading.competition.inputs[0].sha256)) == ("bids.xlsx", 64)
    assert reading.notes == ()


def test_one_by_one_and_by_the_column_the_same_is_read(tmp_path: Path) -> None:
    """The quick way (whole columns of plain numbers) and the careful way (any other) must not differ."""
    bids = [good(f"Bidder {number}", price=1000.5 + number, weeks=number, electric=number + 1) for number in range(9)]
    plain = read(tmp_path, comparison(bids))
    as_text = [*bids, good("Last", price="£1,200", weeks="10 weeks", electric="12.5%", plan="5")]
    careful = read(tmp_path, comparison(as_text))
    assert plain.competition is not None
    assert careful.competition is not None

    assert plain.competition.bids == careful.competition.bids[:-1]


def test_titles_alone_are_enough_where_each_is_unambiguous(tmp_path: Path) -> None:
    titled = {field.id: field.titled for field in fields(model())}

    def only_titles(sheet: Worksheet) -> None:
        for at, id_ in enumerate(GOOD, start=1):
            sheet.cell(IDS, at, titled[id_].upper())
        sheet.delete_rows(IDS + 1)

    assert names(read(tmp_path, comparison(change=only_titles))) == ["Harbour & Co"]


def test_titles_without_units_are_enough_too(tmp_path: Path) -> None:
    titles = {field.id: field.title for field in fields(model())}

    def only_titles(sheet: Worksheet) -> None:
        for at, id_ in enumerate(GOOD, start=1):
            sheet.cell(IDS, at, f"  {titles[id_]} ")
        sheet.delete_rows(IDS + 1)

    assert names(read(tmp_path, comparison(change=only_titles))) == ["Harbour & Co"]


def test_a_title_of_two_questions_is_refused(tmp_path: Path) -> None:
    criteria = model(MODEL.replace('title     = "Electric mileage"', 'title     = "Apprenticeships"'))

    def one_title(sheet: Worksheet) -> None:
        sheet[f"D{IDS}"] = "Apprenticeships"

    problems = read(tmp_path, comparison(change=one_title), criteria).problems

    assert "header-ambiguous" in [problem.code for problem in problems]


def test_ids_without_a_row_of_titles_do_not_lose_the_first_bid(tmp_path: Path) -> None:
    def without_titles(sheet: Worksheet) -> None:
        sheet.delete_rows(IDS + 1)

    assert names(read(tmp_path, comparison([good("A"), good("B")], change=without_titles))) == ["A", "B"]


def test_ids_are_compared_without_case_and_stray_spaces(tmp_path: Path) -> None:
    def loud(sheet: Worksheet) -> None:
        for at, id_ in enumerate(GOOD, start=1):
            sheet.cell(IDS, at, f" {id_.upper()}\u200b")

    assert names(read(tmp_path, comparison(change=loud))) == ["Harbour & Co"]


def test_titles_written_by_hand_are_known_by_their_first_cell(tmp_path: Path) -> None:
    def by_hand(sheet: Worksheet) -> None:
        for at, _ in enumerate(GOOD, start=1):
            sheet.cell(IDS + 1, at, "Supplier" if at == 1 else f"Our heading {at}")

    assert names(read(tmp_path, comparison(change=by_hand))) == ["Harbour & Co"]


def test_a_withdrawn_bid_in_the_first_row_is_asked_about_and_not_skipped(tmp_path: Path) -> None:
    def only_a_name(sheet: Worksheet) -> None:
        for at, id_ in enumerate(GOOD, start=1):
            sheet.cell(IDS + 1, at).value = {"bidder": "Vale", "withdrawn": "3 May"}.get(id_)

    assert only(read(tmp_path, comparison(change=only_a_name))).code == "titles-unclear"


def test_columns_may_stand_in_any_order_with_others_between(tmp_path: Path) -> None:
    ids = ["Our notes", *reversed(GOOD), "RAG"]
    reading = read(tmp_path, comparison([{**GOOD, "Our notes": "ask again", "RAG": 3}], ids=ids))

    assert names(reading) == ["Harbour & Co"]
    assert '2 extra columns were not read: A "Our notes", M "RAG"' in notes(reading)


def test_the_sheet_may_have_another_name_when_it_is_the_only_one(tmp_path: Path) -> None:
    workbook = comparison()
    workbook["Bids"].title = "Sheet1"
    workbook.create_sheet("Scratch")["B2"] = "nothing here"

    assert names(read(tmp_path, workbook)) == ["Harbour & Co"]


def test_two_sheets_of_bids_are_never_chosen_between(tmp_path: Path) -> None:
    workbook = comparison()
    workbook["Bids"].title = "Round 1"
    workbook.copy_worksheet(workbook["Round 1"])

    assert only(read(tmp_path, workbook)).code == "workbook-unclear"


def test_blank_rows_between_bids_are_skipped(tmp_path: Path) -> None:
    nobody: dict[str, None] = dict.fromkeys(GOOD)

    assert names(read(tmp_path, comparison([good("A"), nobody, nobody, good("B"), nobody]))) == ["A", "B"]


def test_a_row_of_totals_is_asked_about(tmp_path: Path) -> None:
    total = {**dict.fromkeys(GOOD), "price": 99}

    assert found(read(tmp_path, comparison([good(), total]))) == [("bidder-missing", "bids.xlsx · Bids · A6")]


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    'O\'Brien & "Sons"; DROP TABLE bids;--',
    "🚌 Community Wheels 👩‍🦽",
    "شركة النقل المجتمعي",
    "חברת הסעות",
    "N" * 300,
    "Cwmni Ŵy Ŷ Llŷn",
    "../../etc/passwd",
    "{{ 7*7 }}",
    "100% Ltd",
    "3663",
]


def test_hostile_names_are_kept_as_typed(tmp_path: Path) -> None:
    assert names(read(tmp_path, comparison([good(name) for name in HOSTILE]))) == HOSTILE


def test_a_name_that_is_a_number_is_its_figures(tmp_path: Path) -> None:
    assert names(read(tmp_path, comparison([{**GOOD, "bidder": 3663}]))) == ["3663"]


def test_outer_spaces_of_a_name_are_trimmed(tmp_path: Path) -> None:
    assert names(read(tmp_path, comparison([good("\u00a0Harbour  & Co \u200b")]))) == ["Harbour  & Co"]


ALIKE = [
    "harbour & co",
    "Harbour &Co",
    "Harbour\u00a0& Co",
    "H\u0430rbour & Co",
    "Har\u200bbour & Co",
    "Harb\u03bfur & Co",
]
ALIKE += ["HARBOUR & CO", "\uff28arbour & Co", "Harb0ur & C0"]


@pytest.mark.parametrize("name", ALIKE)
def test_names_that_look_the_same_are_one_bidder(tmp_path: Path, name: str) -> None:
    problem = only(read(tmp_path, comparison([good(), good(name)])))

    assert (problem.code, str(problem.place)) == ("bidder-duplicate", "bids.xlsx · Bids · A6")
    assert "bids.xlsx · Bids · A5" in problem.found


def test_capital_i_small_l_and_one_look_the_same(tmp_path: Path) -> None:
    assert only(read(tmp_path, comparison([good("Mill Ltd"), good("MiII Ltd")]))).code == "bidder-duplicate"


def test_names_that_differ_are_two_bidders(tmp_path: Path) -> None:
    different = ["Vale", "Vale 2", "Vale 3", "Bidder 1", "Bidder 11", "Vale@2"]

    assert different == names(read(tmp_path, comparison([good(name) for name in different])))


def test_a_number_stored_as_text_is_read_with_a_note(tmp_path: Path) -> None:
    reading = read(tmp_path, comparison([good(price="£1.2m")]))

    assert names(reading) == ["Harbour & Co"]
    assert 'bids.xlsx · Bids · C5: text "£1.2m" was read as the number 1,200,000' in notes(reading)


def test_a_bid_that_fails_a_standard_need_not_be_marked_but_must_be_whole(tmp_path: Path) -> None:
    failing = good("Fails", plan=None, price=None, **{"standard:living-wage": "no", "reason:plan": None})

    assert found(read(tmp_path, comparison([good(), failing]))) == [("answer-blank", "bids.xlsx · Bids · C6")]
    assert names(read(tmp_path, comparison([good(), {**failing, "price": 5}]))) == ["Harbour & Co", "Fails"]


def test_a_formula_with_a_saved_result_is_read(tmp_path: Path) -> None:
    workbook = comparison(change=lambda sheet: sheet.__setitem__(cell("price"), "=600000*2"))
    assert workbook.calculation is not None
    workbook.calculation.fullCalcOnLoad = False
    saved = edited(data(workbook), SHEET1, "<f>600000.2</f><v ?/?>(</v>)?", "<f>600000*2</f><v>1200000</v>")
    reading = read(tmp_path, saved)
    assert reading.competition is not None, reading.problems

    assert Amount(Decimal(1_200_000), Place("bids.xlsx", "Bids", "C5")) == reading.competition.bids[0].answers["price"]
    assert "C5 holds a formula; its saved result was read" in notes(reading)


def test_one_bid_is_a_competition(tmp_path: Path) -> None:
    assert names(read(tmp_path, comparison())) == ["Harbour & Co"]


def test_no_bids_is_a_fault(tmp_path: Path) -> None:
    assert only(read(tmp_path, comparison([dict.fromkeys(GOOD)]))).code == "no-bids"


def test_the_form_that_we_write_is_read_back(tmp_path: Path) -> None:
    workbook = comparison_form(model(), ["Harbour & Co", "=Vale"])
    sheet = workbook["Bids"]
    row = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "bidder")
    for at in range(1, sheet.max_column + 1):
        id_ = str(sheet.cell(row, at).value)
        for below in (row + 2, row + 3):
            if id_ != "bidder":
                sheet.cell(below, at).value = GOOD.get(id_)

    assert names(read(tmp_path, workbook)) == ["Harbour & Co", "=Vale"]


def test_a_form_of_another_version_is_refused(tmp_path: Path) -> None:
    workbook = comparison_form(model(MODEL.replace("2026.1", "2025.9")), ["Harbour & Co"])
    problems = [problem for problem in read(tmp_path, workbook).problems if problem.code == "form-version"]

    assert len(problems) == 1
    assert problems[0].place.sheet == "About"
    assert '"2025.9"' in problems[0].found


def test_a_form_made_before_the_criteria_were_edited_is_refused(tmp_path: Path) -> None:
    edited_since = model(MODEL.replace("full-marks-at = 200", "full-marks-at = 300"))

    codes = [problem.code for problem in read(tmp_path, comparison_form(edited_since, ["A"])).problems]

    assert codes.count("form-version") == 1


def life(*costs: object, name: str = "A") -> dict[str, object]:
    return {"bidder": name, **{f"life:year-{year}": cost for year, cost in enumerate(costs)}}


LIFE_IDS = ["bidder", "life:year-0", "life:year-1", "life:year-2", "life:year-3"]


def read_life(tmp_path: Path, *bids: dict[str, object], years: int | None = None) -> Reading:
    stated = YEARS.replace(
        "discount-rate = 3.5", f"discount-rate = 3.5, years = {years}" if years else "discount-rate = 3.5"
    )
    return read(tmp_path, comparison(bids, ids=LIFE_IDS), model(stated))


def test_yearly_costs_end_with_the_last_year_given(tmp_path: Path) -> None:
    reading = read_life(tmp_path, life(100, 0, 50))
    assert reading.competition is not None, reading.problems

    costs = reading.competition.bids[0].answers["life"]
    assert [cost.value for cost in costs.costs] == [Decimal(100), Decimal(0), Decimal(50)]  # type: ignore[union-attr]  # a table of costs


@pytest.mark.parametrize(
    ("bids", "years", "problem"),
    [
        ([life(100, None, 50)], None, ("years-gap", "C5")),
        ([life()], None, ("answer-blank", "B5")),
        ([life(0, 0)], None, ("years-all-zero", "B5")),
        ([life(100, -1)], None, ("number-negative", "C5")),
        ([life(100, "ten")], None, ("not-a-number", "C5")),
        ([life(1, 2), life(1, 2, name="B"), life(1, 2, 3, name="C")], None, ("years-differ", "D7")),
        ([life(1, 2, 3)], 4, ("answer-blank", "E5")),
        ([life(1, 2, 3, 4)], 3, ("id-unknown", "E3")),
    ],
)
def test_faults_of_yearly_costs(
    tmp_path: Path, bids: list[dict[str, object]], years: int | None, problem: tuple[str, str]
) -> None:
    reading = only(read_life(tmp_path, *bids, years=years))

    assert problem == (reading.code, reading.place.cell)


def test_many_notes_of_one_kind_are_counted_instead(tmp_path: Path) -> None:
    reading = read(tmp_path, comparison([good(f"Bidder {n}", price=f"£{n + 1}") for n in range(80)]))

    assert "30 more notes" in notes(reading)


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    from socialvalue.intake.folder import read_comparison_file

    path = tmp_path / "bids.xlsx"
    comparison([good(f"Bidder {number}") for number in range(300)]).save(path)
    told: list[tuple[int, int]] = []
    read_comparison_file(path, model(), "", lambda done, of: told.append((done, of)))

    assert told[-1] == (300, 300)
    assert len(told) >= 3


def test_a_form_made_by_version_1_0_is_still_known(tmp_path: Path) -> None:
    """Forms are out with bidders while the tool is updated; their fingerprint has no version before it."""
    today, in_1_0 = known_fingerprints(model())
    workbook = comparison()
    workbook.create_sheet("About").append(["criteria-fingerprint", in_1_0])

    assert in_1_0 != today
    assert read(tmp_path, workbook).problems == ()
