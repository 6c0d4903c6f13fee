"""The last day of a standstill is never too early: counted by hand over Easter, Christmas and each nation's days."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from socialvalue.errors import WrongUsage
from socialvalue.model.authority import Nation
from socialvalue.report.law.standstill import KNOWN_TO, Standstill, standstill
from socialvalue.report.words.language import speaking

NATIONS: tuple[Nation, ...] = ("England", "Wales", "Scotland", "Northern Ireland")


def days(text: str) -> list[date]:
    """Return days written as "2026-03-30 31 2026-04-01": a day, and the further days of its month."""
    found: list[date] = []
    for part in text.split():
        found.append(date.fromisoformat(part) if "-" in part else found[-1].replace(day=int(part)))
    return found


#: The eight working days of a notice, each counted by hand on the calendar.
COUNTED = [
    ("no holiday near", "2026-11-13 16 17 18 19 20 23 24"),
    ("a Monday to the Wednesday of the week after", "2026-02-02 3 4 5 6 9 10 11"),
    ("Easter 2026: Good Friday 3 April, Easter Monday 6 April", "2026-03-30 31 2026-04-01 2 7 8 9 10"),
    ("Christmas 2024, New Year's Day and 2 January", "2024-12-24 27 30 31 2025-01-03 6 7 8"),
    ("Christmas Day on a Saturday: 27 and 28 December 2027 instead", "2027-12-22 23 24 29 30 31 2028-01-05 6"),
    ("Christmas Day on a Sunday: 26 and 27 December 2033 instead", "2033-12-22 23 28 29 30 2034-01-04 5 6"),
    ("Boxing Day on a Saturday: 28 December 2026 instead", "2026-12-21 22 23 24 29 30 31 2027-01-05"),
    ("New Year's Day on a Sunday: 2 January 2023, and 3 January for the 2nd", "2022-12-30 2023-01-04 5 6 9 10 11 12"),
    ("St Patrick's Day, a Tuesday", "2026-03-12 13 16 18 19 20 23 24"),
    ("St Patrick's Day on a Sunday: 18 March 2024 instead", "2024-03-15 19 20 21 22 25 26 27"),
    ("12 July on a Sunday: 13 July 2026 instead", "2026-07-09 10 14 15 16 17 20 21"),
    ("both May bank holidays lie outside", "2026-05-05 6 7 8 11 12 13 14"),
    ("the Scottish summer bank holiday, 3 August 2026", "2026-07-31 2026-08-04 5 6 7 10 11 12"),
    ("the other summer bank holiday, 31 August 2026", "2026-08-28 2026-09-01 2 3 4 7 8 9"),
    ("St Andrew's Day, Monday 30 November 2026", "2026-11-27 2026-12-01 2 3 4 7 8 9"),
    ("the World Cup holiday in Scotland, 15 June 2026", "2026-06-11 12 16 17 18 19 22 23"),
    ("the state funeral, 19 September 2022", "2022-09-16 20 21 22 23 26 27 28"),
]


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize(("case", "wanted"), COUNTED, ids=[case for case, _ in COUNTED])
def test_the_days_counted_by_hand(case: str, wanted: str, nation: Nation) -> None:
    """The same for every nation, since a bank holiday in any part of the United Kingdom is not counted."""
    by_hand = days(wanted)
    found = standstill(by_hand[0], nation)

    assert by_hand == list(found.counted), case
    assert (by_hand[0], by_hand[-1]) == (found.first, found.last)
    assert len(by_hand) == 8


def test_24_december_2024_in_england_is_the_known_fourteen_days_and_a_day_for_scotland() -> None:
    """By England's bank holidays it ends 14 calendar days on, on 7 January; 2 January in Scotland makes it the 8th."""
    found = standstill(date(2024, 12, 24), "England")

    assert date(2024, 12, 24) + timedelta(days=14) == date(2025, 1, 7)
    assert any("By the bank holidays of England alone" in note and "7 January 2025" in note for note in found.notes)
    assert found.last == date(2025, 1, 8)
    assert list(found.skipped) == [
        (date(2024, 12, 25), "Christmas Day"),
        (date(2024, 12, 26), "Boxing Day"),
        (date(2024, 12, 28), "Saturday"),
        (date(2024, 12, 29), "Sunday"),
        (date(2025, 1, 1), "New Year's Day"),
        (date(2025, 1, 2), "2 January (bank holiday in Scotland)"),
        (date(2025, 1, 4), "Saturday"),
        (date(2025, 1, 5), "Sunday"),
    ]


def test_a_nation_that_keeps_the_day_itself_needs_no_note() -> None:
    assert standstill(date(2024, 12, 24), "Scotland").notes == ()
    assert standstill(date(2026, 3, 12), "Northern Ireland").notes == ()
    assert len(standstill(date(2026, 3, 12), "Scotland").notes) == 1


@pytest.mark.parametrize("nation", NATIONS)
def test_on_no_day_is_the_end_sooner_than_by_the_nation_alone_and_every_difference_is_told(nation: Nation) -> None:
    """For every notice of two years, and every day between: counted or skipped, once."""
    own = holidays.country_holidays("GB", subdiv=nation, years=(2026, 2027, 2028), language="en_GB")
    differing = 0
    for offset in range(2 * 365):
        notice = date(2026, 1, 1) + timedelta(days=offset)
        found = standstill(notice, nation)
        following = [notice + timedelta(days=n) for n in range(30)]
        alone = [day for day in following if day.weekday() < 5 and day not in own][7]

        assert found.last >= alone
        assert (found.last > alone) == any("alone the standstill would end" in note for note in found.notes)
        assert sorted([*found.counted, *(day for day, _why in found.skipped)]) == [
            day for day in following if day <= found.last
        ]
        differing += found.last > alone

    assert differing > 50


def test_a_notice_on_no_working_day_counts_from_the_next_one_and_says_so() -> None:
    found = standstill(date(2026, 12, 26), None)

    assert found.notice == date(2026, 12, 26)
    assert found.first == date(2026, 12, 29)
    (note,) = found.notes
    assert "The notice is dated Saturday 26 December 2026, which is no working day" in note
    assert note.endswith("the count begins on Tuesday 29 December 2026.")


def test_a_day_kept_in_some_parts_says_where() -> None:
    found = standstill(date(2026, 3, 30), "England")

    assert list(found.skipped) == [
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 4), "Saturday"),
        (date(2026, 4, 5), "Sunday"),
        (date(2026, 4, 6), "Easter Monday (bank holiday in England, Wales and Northern Ireland)"),
    ]


def test_a_substitute_day_is_named_as_one() -> None:
    found = standstill(date(2027, 12, 24), "Wales")

    assert (date(2027, 12, 27), "Christmas Day (substitute day)") in found.skipped
    assert (date(2028, 1, 4), "2 January (substitute day) (bank holiday in Scotland)") in found.skipped


@pytest.mark.parametrize("working_days", [1, 10])
def test_another_number_of_working_days(working_days: int) -> None:
    found = standstill(date(2026, 11, 13), "England", working_days)

    assert working_days == len(found.counted)
    assert days("2026-11-13 16 17 18 19 20 23 24 25 26")[working_days - 1] == found.last


def test_no_working_days_is_nothing_to_count() -> None:
    with pytest.raises(ValueError, match="0"):
        standstill(date(2026, 11, 13), "England", 0)


def test_a_year_that_nobody_has_published_yet_is_worked_out_and_said_to_be() -> None:
    """Christmas 2058 falls on a Wednesday; what may be proclaimed for that year nobody can know."""
    found = standstill(date(2058, 12, 23), "Scotland")

    assert days("2058-12-23 24 27 30 31 2059-01-03 6 7") == list(found.counted)
    assert [note for note in found.notes if "worked out by rule" in note and "proclaimed" in note]


def test_the_last_known_year_needs_no_such_note() -> None:
    assert standstill(date(KNOWN_TO, 11, 2), "England").notes == ()
    assert len(standstill(date(KNOWN_TO + 1, 11, 2), "England").notes) == 1


def test_a_standstill_that_runs_into_a_later_year_is_noted_too() -> None:
    assert any("worked out by rule" in note for note in standstill(date(KNOWN_TO, 12, 30), None).notes)


@pytest.mark.parametrize("notice", [date(2101, 3, 1), date(2100, 12, 30), date(1066, 10, 14)])
def test_a_year_without_known_bank_holidays_is_refused_and_not_counted_without_them(notice: date) -> None:
    with pytest.raises(WrongUsage, match="are not known"):
        standstill(notice, "England")


def test_the_names_follow_the_language_and_the_days_do_not() -> None:
    english = standstill(date(2026, 3, 30), "Wales")
    with speaking("cy"):
        welsh = standstill(date(2026, 3, 30), "Wales")

    assert english.counted == welsh.counted
    assert [day for day, _name in english.skipped] == [day for day, _name in welsh.skipped]


def test_the_language_of_the_machine_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = standstill(date(2026, 3, 30), "England")
    for name in ("LANG", "LC_ALL", "LANGUAGE", "TZ"):
        monkeypatch.setenv(name, "th_TH.UTF-8")

    assert wanted == standstill(date(2026, 3, 30), "England")
    assert isinstance(wanted, Standstill)
