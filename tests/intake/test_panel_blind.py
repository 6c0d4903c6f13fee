"""Blind score sheets: labels read back by the key, and a key that does not fit located."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.intake.panel_build import (
    BIDDERS,
    marks,
    read,
    row,
    sheets,
)

ASH = "panel/ash.xlsx"
LABELS = {"Harbour & Co": "Bidder A", "Mosslane CIC": "Bidder B", "Tern Ltd": "Bidder C"}
KEY = '[labels]\n"Bidder A" = "Harbour & Co"\n"Bidder B" = "Mosslane CIC"\n"Bidder C" = "Tern Ltd"\n'


def blind(names: Sequence[str] = BIDDERS) -> Workbook:
    given = [row(LABELS.get(name, name), 4 if name == "Tern Ltd" else 2) for name in names]
    return sheets(given=dict.fromkeys(("service.journey", "service.start", "voice"), given))


def test_labels_of_blind_sheets_are_read_by_their_key(tmp_path: Path) -> None:
    reading = read(tmp_path, {ASH: blind(), "panel/blind-key.toml": KEY})

    assert reading.problems == ()
    assert marks(reading)["voice", "Tern Ltd"].value == Decimal(4)
    assert reading.sheets[0].order == BIDDERS


def test_labels_that_look_alike_are_told_apart(tmp_path: Path) -> None:
    """As names, Bidder I and Bidder L would be one, and the marks of one bid would become another's."""
    names = [f"Firm {number}" for number in range(12)]
    letters = "ABCDEFGHIJKL"
    key = "[labels]\n" + "".join(f'"Bidder {letter}" = "{name}"\n' for letter, name in zip(letters, names, strict=True))
    given = [row(f"Bidder {letter}", 4 if letter == "L" else 2) for letter in letters]
    reading = read(tmp_path, {ASH: sheets(given={"voice": given}), "panel/blind-key.toml": key}, names)

    found = {bidder: mark.value for (question, bidder), mark in marks(reading).items() if question == "voice"}
    assert {**dict.fromkeys(names, Decimal(2)), "Firm 11": Decimal(4)} == found


@pytest.mark.parametrize(
    ("key", "code", "place"),
    [
        (None, "blind-key", f"{ASH} · service journey · A7"),
        (KEY.replace('"Tern Ltd"', '"Turn Ltd"'), "blind-key", "panel/blind-key.toml · labels.Bidder C"),
        (KEY.replace('"Tern Ltd"', '"Harbour & Co"'), "blind-key", "panel/blind-key.toml · labels.Bidder C"),
        (KEY.replace('"Tern Ltd"', "3"), "blind-key", "panel/blind-key.toml · labels.Bidder C"),
        (KEY.replace('"Bidder C"', '"Harbour & Co"'), "blind-key", "panel/blind-key.toml · labels.Harbour & Co"),
        ("label = 1", "blind-key", "panel/blind-key.toml · labels"),
        ("[labels", "blind-key-syntax", "panel/blind-key.toml"),
    ],
)
def test_a_key_that_does_not_fit_is_located(tmp_path: Path, key: str | None, code: str, place: str) -> None:
    files = {ASH: blind()} | ({"panel/blind-key.toml": key} if key is not None else {})
    problems = read(tmp_path, files).problems

    assert (code, place) == (problems[0].code, str(problems[0].place))
    assert sum(problem.code.startswith("blind-key") for problem in problems) == 1
