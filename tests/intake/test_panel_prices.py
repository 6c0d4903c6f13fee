"""Price blindness: until quality is complete, nothing that is asked about a price is read, found wrong or told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import Place
from socialvalue.intake.folder import Reading, bidders_in, read_folder
from socialvalue.intake.sheet.workbook import Books
from socialvalue.model.competition import Mark
from tests.intake.build import GOOD, MODEL, YEARS, Change, comparison, data, good, model, offer, offered

LIFE = MODEL.replace('input     = { kind = "money" }', 'input = { kind = "whole-life-cost", discount-rate = 3.5 }')


def blind(tmp_path: Path, content: bytes, *, prices: bool = False, toml: str = MODEL) -> Reading:
    (tmp_path / "bids").mkdir(exist_ok=True)
    (tmp_path / "bids" / "all.xlsx").write_bytes(content)
    return read_folder(tmp_path, model(toml), "ab" * 32, prices=prices)


def test_without_prices_a_bid_has_every_answer_but_the_price(tmp_path: Path) -> None:
    reading = blind(tmp_path, data(comparison()))

    assert reading.competition is not None
    assert set(reading.competition.bids[0].answers) == {"weeks", "electric", "plan", "promises"}
    assert reading.bidders == ("Harbour & Co",)


@pytest.mark.parametrize("price", [None, 0, -5, "dear", "€100", "1.200", True, "1e99"])
def test_a_price_that_is_wrong_is_not_even_noticed(tmp_path: Path, price: Any) -> None:
    content = data(comparison([good(price=price)]))

    assert (blind(tmp_path, content).problems, blind(tmp_path, content).notes) == ((), ())
    assert blind(tmp_path, content, prices=True).problems


def hide(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def formula(sheet: Worksheet) -> None:
    sheet["C5"] = "=1/0"


def misspelt(sheet: Worksheet) -> None:
    sheet["C3"] = "prices"


def merged(sheet: Worksheet) -> None:
    sheet.merge_cells("C5:C6")


@pytest.mark.parametrize("change", [hide, formula, misspelt, merged])
def test_nothing_about_the_prices_column_is_told(tmp_path: Path, change: Change) -> None:
    content = data(comparison(change=change))

    assert (blind(tmp_path, content).problems, blind(tmp_path, content).notes) == ((), ())
    assert blind(tmp_path, content, prices=True).problems


def test_a_prices_column_that_is_not_there_or_there_twice_is_not_told(tmp_path: Path) -> None:
    without = [id_ for id_ in GOOD if id_ != "price"]

    assert blind(tmp_path, data(comparison(ids=without))).problems == ()
    assert blind(tmp_path, data(comparison(ids=[*GOOD, "price"]))).problems == ()


def test_a_row_of_bids_under_bare_ids_is_known_by_its_price_without_its_being_read(tmp_path: Path) -> None:
    """Blind and seeing must take the same rows for bids."""
    toml = MODEL[: MODEL.index("[[standard]]")] + MODEL[MODEL.index("[[criterion]]") : MODEL.index("[[measure]]")]
    start, end = toml.index('[[criterion]]\nid        = "weeks"'), toml.index('[[criterion]]\nid        = "plan"')
    toml = toml[:start] + toml[end:]
    toml = toml[: toml.index('[[criterion]]\nid        = "promises"')] + toml[toml.index("[[scale]]") :]
    book = comparison([{"bidder": "Harbour & Co", "price": 5}], ids=["bidder", "price"])
    book.worksheets[0].delete_rows(4)

    assert blind(tmp_path, data(book), toml=toml).bidders == ("Harbour & Co",)
    assert "titles-unclear" not in [one.code for one in blind(tmp_path, data(book), toml=toml).problems]


def test_what_else_is_wrong_is_still_found(tmp_path: Path) -> None:
    reading = blind(tmp_path, data(comparison([good(price="dear", weeks=-1, plan=4)])))

    assert [problem.code for problem in reading.problems] == ["number-negative", "mark-off-scale"]


@pytest.mark.parametrize("price", [None, 0, "dear"])
def test_a_bid_form_is_read_without_its_price(tmp_path: Path, price: Any) -> None:
    content = data(offer(offered(price=price), price="kroner"))

    assert [problem.code for problem in blind(tmp_path, content).problems] == ["moderation-missing"]
    assert len(blind(tmp_path, content, prices=True).problems) >= 2


@pytest.mark.parametrize("change", [{"price": None}, {"pirce": 5}])
def test_a_bid_form_without_a_row_for_the_price_is_not_told(tmp_path: Path, change: dict[str, Any]) -> None:
    answers = {id_: value for id_, value in offered().items() if id_ != "price"} | change

    assert [one.code for one in blind(tmp_path, data(offer(answers))).problems] == ["moderation-missing"]


def test_costs_by_year_are_prices_too(tmp_path: Path) -> None:
    ids = ["bidder", "life:year-0", "life:year-2", "life:year-14", "life:year-0"]
    content = data(comparison([{"bidder": "A", "life:year-0": "x"}], ids=ids))

    reading = blind(tmp_path, content, toml=YEARS)
    assert (reading.problems, reading.notes) == ((), ())
    assert reading.competition is not None
    assert reading.competition.bids[0].answers == {}


def test_the_names_of_bidders_are_read_without_their_prices(tmp_path: Path) -> None:
    blind(tmp_path, data(comparison([good(price="dear"), good("B", withdrawn="yes")], ids=[*GOOD, "price"])))

    assert bidders_in(tmp_path, model()).bidders == ("Harbour & Co",)


def test_bids_that_stand_are_told_from_those_withdrawn_also_where_there_are_faults(tmp_path: Path) -> None:
    reading = blind(tmp_path, data(comparison([good(weeks=-1), good("B", withdrawn="yes")])))

    assert reading.competition is None
    assert (reading.bidders, reading.withdrawn, reading.complete) == (("Harbour & Co",), ("B",), True)


def test_a_published_average_stands_in_where_nothing_was_agreed(tmp_path: Path) -> None:
    (tmp_path / "bids").mkdir()
    (tmp_path / "bids" / "all.xlsx").write_bytes(data(comparison([good(plan=None), good("B", plan=5)])))
    mark = Mark(Decimal("2.5"), Place("panel/ash.xlsx"), "Mean of the marks.")
    marks = {("Harbour & Co", "plan"): mark, ("B", "plan"): mark}
    reading = read_folder(tmp_path, model(), "ab" * 32, marks=marks)

    assert reading.competition is not None
    assert mark == reading.competition.bids[0].answers["plan"]
    agreed = reading.competition.bids[1].answers["plan"]
    assert isinstance(agreed, Mark)
    assert agreed.value == Decimal(5)


class Untouchable:
    """A price that nobody may see: whatever is done with it but to pass it by is an error."""

    def touched(self, *_: object) -> Any:
        raise AssertionError("a price was looked at")

    __eq__ = __lt__ = __gt__ = __bool__ = __str__ = __repr__ = __float__ = __len__ = touched
    __hash__ = None  # type: ignore[assignment]  # not to be put into a set or a table either


@pytest.mark.parametrize("kind", ["comparison", "form"])
def test_no_cell_of_a_price_is_looked_at_before_prices_may_be_seen(tmp_path: Path, kind: str) -> None:
    """Then they are read from the same workbook, which was opened once."""
    content = data(comparison([good(price="UNSEEN")])) if kind == "comparison" else data(offer(offered(price="UNSEEN")))
    path, books = tmp_path / "bids" / "all.xlsx", Books()
    blind(tmp_path, content)
    opened = books.open(path, "bids/all.xlsx")
    rows = [row for part in opened.sheets for row in opened.sheet(part).rows]
    prices = [(row, column) for row in rows for column, value in enumerate(row) if value == "UNSEEN"]
    assert len(prices) == 1
    for row, column in prices:
        row[column] = Untouchable()
    path.unlink()
    path.touch()  # which could not be opened again

    unseen = read_folder(tmp_path, model(), "ab" * 32, prices=False, books=books)
    assert [one for one in unseen.problems if one.code != "moderation-missing"] == []
    assert unseen.bidders == ("Harbour & Co",)
    with pytest.raises(AssertionError, match="a price was looked at"):
        read_folder(tmp_path, model(), "ab" * 32, books=books)
