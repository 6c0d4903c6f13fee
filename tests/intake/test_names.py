"""Names of bidders: one bidder under all its spellings, two where people can tell them apart, and nothing that is none.

The names are compared by keys, which are never shown.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from socialvalue.intake.names import clean, keys
from tests.intake.build import cell, comparison, good, moderation, offer, offered, only, read, read_files
from tests.lookalikes.make_table import ascii_looks, table

ALIKE = [
    ("İnci Ltd", "inci ltd"),
    ("ISIK LTD", "ışık ltd"),
    ("ŞIŞLİ", "şişli"),
    ("Har\u2800bour", "Harbour"),
    ("Har\u3164bour", "Harbour"),
    ("\u115fHarbour\u1160\uffa0", "Harbour"),
    ("Harbour Ltd", "Harbour Limited"),
    ("Harbour Ltd.", "HARBOUR LIMITED"),
    ("Harbour L.T.D.", "Harbour, Limited"),
    ("Harbour plc", "Harbour Public Limited Company"),
    ("Harbour P.L.C.", "harbour PLC"),
    ("Harbour LLP", "Harbour Limited Liability Partnership"),
    ("Harbour CIC", "Harbour Community Interest Company"),
    ("Harbwr Cyf", "Harbwr Cyfyngedig"),
    ("Harbwr Cyf.", "Harbwr Ltd"),
    ("Harbour & Co", "Harbour and Company"),
    ("Harbour & Co. Limited", "Harbour and Company Ltd"),
    ("Harbour&Sons", "Harbour and Sons"),
    ("O'Brien", "O\u2019Brien"),
    ("O`Brien", "O\u02bcBrien"),
    ("O\u2032Brien", "OBrien"),
    ("St John\u00b4s", "St John's"),
    ("North-East Care", "North\u2013East Care"),
    ("North\u2011East Care", "North East Care"),
    ("\u201cHarbour\u201d", '"Harbour"'),
    ("Café Môr", "Cafe Mor"),
    ("Cafe\u0301", "Café"),
    ("Łódź", "Lodz"),
    ("Smørrebrød", "Smorrebrod"),
    ("\u0421\u043e\u043c\u0440\u0430\u0441\u0441", "Compacc"),
    ("\u041d\u0410\u0420\u0412\u041e\u0422", "HAPBOT"),
    ("H\u0251rbour", "Harbour"),
    ("\uff28arbour", "Harbour"),
    ("\U0001d407arbour", "Harbour"),
    ("\ua4e7arbour", "Harbour"),
    ("\u13bbarbour", "Harbour"),
    ("MiII 0ak", "Mill Oak"),
    ("M1LL", "MILL"),
    ("\u0412\u043e\u0441\u0442\u043e\u043a", "\u0412\u041e\u0421\u0422\u041e\u041a"),
    ("\u039d\u03af\u03ba\u03b7", "\u039d\u0399\u039a\u0397"),
    ("Stra\u00dfe", "STRASSE"),
]

#: Different firms, as far as anybody can see.
APART = [
    ("Harbour Ltd", "Harbour"),
    ("Harbour Ltd", "Harbour LLP"),
    ("Harbour Ltd", "Harbour plc"),
    ("Harbour & Sons", "Harbour a Sons"),
    ("Vale 2", "Vale 3"),
    ("Vale", "Vale (North)"),
    ("Bidder 1", "Bidder 11"),
    ("@Home Ltd", "Home Ltd"),
    ("C# Ltd", "C Ltd"),
    ("שו", "שס"),
    ("山口", "山田"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_bidder_have_a_key_in_common(one: str, other: str) -> None:
    assert not set(keys(one)).isdisjoint(keys(other)), (keys(one), keys(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_people_can_tell_apart_have_none(one: str, other: str) -> None:
    assert set(keys(one)).isdisjoint(keys(other)), (keys(one), keys(other))


def test_a_second_spelling_is_a_duplicate_and_both_are_shown_as_typed(tmp_path: Path) -> None:
    problem = only(read(tmp_path, comparison([good("Harbour & Co. Ltd"), good("HARBOUR AND COMPANY LIMITED")])))

    assert (problem.code, problem.place.cell) == ("bidder-duplicate", "A6")
    assert '"HARBOUR AND COMPANY LIMITED", which looks like "Harbour & Co. Ltd"' in problem.found


def test_marks_find_their_bidder_under_another_spelling_and_a_second_row_is_a_fault(tmp_path: Path) -> None:
    rows = [("Harbour and Company", "plan", "", 3, "Meets it.", ""), ("Harbour & Co", "plan", "", 5, "More.", "")]
    files = {"bids/a.xlsx": offer(offered("Harbour & Co"))}

    assert read_files(tmp_path, {**files, "moderation.xlsx": moderation(rows[:1])}).problems == ()
    assert only(read_files(tmp_path, {**files, "moderation.xlsx": moderation(rows)})).code == "mark-twice"


def test_a_line_break_in_a_name_is_read_as_a_space_with_a_note(tmp_path: Path) -> None:
    reading = read(tmp_path, comparison([good("Harbour\r\n  & Co\n")]))
    assert reading.competition is not None, reading.problems

    assert reading.competition.bids[0].bidder == "Harbour & Co"
    assert f'{cell("bidder")}: the name has a line break, and was read as "Harbour & Co"' in str(reading.notes[0])


NO_NAMES = (
    "–", "-", "—", "...", "…", "?", "'", "/", "_", "n/a", "N/A", "NA", "N.A.", "Not applicable", "none", "nil",
    "TBC", "TRUE", "FALSE", "true", True, False, "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!",
    "#NUM!", "#SPILL!", "#CALC!", "#ERROR!", "#BEZUG!", "#NV", "#¿NOMBRE?", "#\u041d/\u0414", "Loading...",
    "Loading…", "loading", "Err:502", "Err: 522", "#GETTING_DATA", "####", "\u2800", "\u3164", "\u115f", "👍",
    "Har\u202ebour", "Harbour\u200f", "\u2066Harbour\u2069", "\u200eHarbour",
)  # fmt: skip


@pytest.mark.parametrize("typed", NO_NAMES)
def test_what_is_no_name_is_refused_with_its_cell(tmp_path: Path, typed: object) -> None:
    problem = only(read(tmp_path, comparison([{**good(), "bidder": typed}])))

    assert problem.code in {"bidder-name", "cell-error"}
    assert (cell("bidder"), True) == (problem.place.cell, problem.action.endswith("."))


@pytest.mark.parametrize("name", ["3663", "E.ON", "None Such Ltd", "TBC Bank", "N/A Records Ltd", "#1 Cleaning", "R+"])
def test_odd_names_of_firms_are_read(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, comparison([good(name)])).problems == ()


def test_only_lines_and_outer_spaces_of_a_name_change() -> None:
    assert clean("\u00a0Harbour  & Co \u200b") == "Harbour  & Co"


def test_the_table_of_look_alikes_is_made_from_unicodes() -> None:
    lines = [
        "# Date: 2020-02-13, 01:38:49 GMT",
        "# Version: 13.0.0",
        "0412 ;\t0042 ;\tMA\t# CYRILLIC CAPITAL VE",
        "00F8 ;\t006F 0338 ;\tMA\t# O WITH STROKE",
        "0031 ;\t006C ;\tMA\t# DIGIT ONE",
        "30CE ;\t002F ;\tMA\t# KATAKANA NO, no stroke",
        "0430 ;\t0061 ;\tMA\t# CYRILLIC SMALL A",
        "05E1 ;\t006F ;\tMA\t# HEBREW SAMEKH",
    ]
    looks = ascii_looks("\n".join(lines))

    assert looks == {"\u0412": "B", "\u0432": "b", "\u00f8": "o", "\u0430": "a", "\u05e1": "o"}
    assert 'LOOKS_WITHOUT_CASE: dict[str, str] = {\n    "o": "\\u05e1",' in table("\n".join(lines))
