"""The award file: every fault at once, suppliers as their bids spell them, days in an order that can be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from socialvalue.intake.award.award import LoadedAward, load_award
from socialvalue.model.award_details import AwardDetails

WHOLE = """
format         = 1
regime         = "light-touch"
letter-date    = 2026-11-12
notice-date    = 2026-11-13
board-date     = 2026-11-10
contract-start = 2027-04-01
signed-by      = "Ann Ash"
[[next-step]]
what = "The service begins"
on   = 2027-04-01
[[next-step]]
what = "Cabinet decides"
on   = 2026-11-10
[[supplier]]
bidder     = "Harbour & Co"
address    = ["1 Quay", "Harbour"]
email      = "bids@harbour.example"
identifier = "A-1"
[[supplier]]
bidder = "Mosslane CIC"
"""

BIDDERS = ("Harbour & Co", "Mosslane CIC", "Tern Ltd")
TENDER = date(2026, 7, 6)


def load(folder: Path, text: str = WHOLE, bidders: Sequence[str] | None = BIDDERS) -> LoadedAward:
    (folder / "award.toml").write_text(text, "utf-8")
    return load_award(folder, bidders, tender_date=TENDER)


def found(loaded: LoadedAward) -> list[tuple[str, str]]:
    assert loaded.details == AwardDetails(format=1)
    return [(problem.code, problem.place.key) for problem in loaded.problems]


def test_a_good_file_is_the_details_with_next_steps_in_order_of_day(tmp_path: Path) -> None:
    loaded = load(tmp_path)

    assert loaded.problems == ()
    assert loaded.details.regime == "light-touch"
    assert [step.what for step in loaded.details.next_step] == ["Cabinet decides", "The service begins"]
    assert loaded.details.of("Harbour & Co").address == ("1 Quay", "Harbour")


def test_no_file_is_no_details_and_no_fault(tmp_path: Path) -> None:
    assert LoadedAward(AwardDetails(format=1)) == load_award(tmp_path, BIDDERS)


def test_a_supplier_comes_back_as_its_bid_spells_it(tmp_path: Path) -> None:
    loaded = load(tmp_path, WHOLE.replace("Mosslane CIC", "MOSSLANE  CIC"))

    assert [one.bidder for one in loaded.details.supplier] == ["Harbour & Co", "Mosslane CIC"]


def test_of_a_supplier_who_is_not_in_the_file_the_name_is_known(tmp_path: Path) -> None:
    supplier = load(tmp_path).details.of("Tern Ltd")

    assert (supplier.bidder, supplier.address, supplier.email, supplier.identifier) == ("Tern Ltd", (), "", "")


def test_the_day_of_the_notice_may_be_that_of_the_letters(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE.replace("2026-11-12", "2026-11-13")).problems == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("format         = 1", "format = 2", "award-invalid", "format"),
        ("format         = 1", "", "award-missing", "format"),
        ("format         = 1", "format = 1 1", "award-syntax", ""),
        ("notice-date ", "notice_date ", "award-unknown-key", "notice_date"),
        ("on   = 2026-11-10", "onn = 2026-11-10", "award-unknown-key", "next-step[2].onn"),
        ('"light-touch"', '"pcr-2015"', "award-invalid", "regime"),
        ("2026-11-13", '"2026-11-13"', "award-invalid", "notice-date"),
        ("2026-11-13", "20261113", "award-invalid", "notice-date"),
        ("2026-11-13", "2026-11-13T09:00:00", "award-invalid", "notice-date"),
        ("2026-11-13", "2026-11-31", "award-syntax", ""),
        ('what = "Cabinet decides"', 'what = " "', "award-invalid", "next-step[2].what"),
        ('what = "Cabinet decides"\n', "", "award-missing", "next-step[2].what"),
        ("bids@harbour.example", "harbour.example", "award-invalid", "supplier[1].email"),
        ('["1 Quay", "Harbour"]', '"1 Quay, Harbour"', "award-invalid", "supplier[1].address"),
        ('"A-1"', '"A\\n1"', "award-invalid", "supplier[1].identifier"),
        ("Mosslane CIC", "Moslane CIC", "award-rule", "supplier[2].bidder"),
        ("Mosslane CIC", "HARBOUR & CO", "award-rule", "supplier[2].bidder"),
        ("2026-11-13", "2026-11-11", "award-rule", "letter-date"),
        ("contract-start = 2027-04-01", "contract-start = 2026-11-13", "award-rule", "contract-start"),
        ("board-date     = 2026-11-10", "board-date = 2026-07-05", "award-rule", "board-date"),
        ("on   = 2026-11-10", "on = 2025-11-10", "award-rule", "next-step[2].on"),
    ],
)  # fmt: skip
def test_a_fault_is_located(tmp_path: Path, old: str, new: str, code: str, key: str) -> None:
    assert old in WHOLE
    assert [(code, key)] == found(load(tmp_path, WHOLE.replace(old, new, 1)))


def test_a_notice_before_the_tender_is_a_fault_beside_those_that_follow_from_it(tmp_path: Path) -> None:
    keys = {key for _, key in found(load(tmp_path, WHOLE.replace("2026-11-13", "2026-01-13")))}

    assert keys == {"notice-date", "letter-date"}


def test_a_misspelt_bidder_is_told_the_nearest(tmp_path: Path) -> None:
    problem = load(tmp_path, WHOLE.replace("Mosslane CIC", "Moslane CIC")).problems[0]

    assert problem.expected == '"Mosslane CIC"'


def test_a_supplier_a_third_time_is_told_where_the_first_stands(tmp_path: Path) -> None:
    text = WHOLE + '[[supplier]]\nbidder = "Mosslane  CIC"\n[[supplier]]\nbidder = "mosslane cic"\n'

    assert [problem.found[problem.found.index("supplier") : -1] for problem in load(tmp_path, text).problems] == [
        "supplier[2]",
        "supplier[2]",
    ]


def test_while_the_bids_are_not_known_a_supplier_is_taken_as_it_stands(tmp_path: Path) -> None:
    assert load(tmp_path, WHOLE.replace("Mosslane CIC", "Anybody"), bidders=None).problems == ()


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("light-touch", "x").replace("Mosslane CIC", "Nobody").replace("bids@harbour", "harbour")

    assert set(found(load(tmp_path, text))) == {
        ("award-invalid", "regime"),
        ("award-invalid", "supplier[1].email"),
        ("award-rule", "supplier[2].bidder"),
    }
