"""The standstill: working days counted from the day of the contract award notice, over the bank holidays of the UK.

What counts as a working day, and where that was seen (public sources, November 2026):

    section 51(1), (2)  eight working days beginning with the day on which the notice is published  legislation.gov.uk
    section 123         a bank holiday in any part of the United Kingdom is no working day for any   law firm's note:
                        authority, so a day kept only in Scotland lengthens it in England as well     muckle-llp.com

The words of section 123 were not seen themselves. Counting by the nation alone would end on the same day or earlier,
never later: so the rule that is followed here is also the cautious one, and where the two differ a note says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from socialvalue.errors import WrongUsage
from socialvalue.model.authority import Nation
from socialvalue.model.said import N_
from socialvalue.report.words.language import Spoken, _, list_text

#: The mandatory standstill period of the Procurement Act 2023, section 51(2).
WORKING_DAYS = 8

_SUBDIVISIONS: dict[Nation, str] = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}

#: The last year whose bank holidays could be taken as known when this was written, in November 2026.
KNOWN_TO = 2027

#: The years that the library's rules are for: the Act of 1971, to the end of its tables.
_FIRST_YEAR, _LAST_YEAR = 1978, 2100

#: What the bank holidays are called, by the library's names for them.
_NAMES = Spoken[str, str](
    {
        "New Year's Day": N_("New Year's Day"),
        "New Year Holiday": N_("2 January"),
        "Saint Patrick's Day": N_("St Patrick's Day"),
        "Good Friday": N_("Good Friday"),
        "Easter Monday": N_("Easter Monday"),
        "May Day": N_("early May bank holiday"),
        "Spring Bank Holiday": N_("spring bank holiday"),
        "Battle of the Boyne": N_("Battle of the Boyne"),
        "Summer Bank Holiday": N_("summer bank holiday"),
        "Late Summer Bank Holiday": N_("summer bank holiday"),
        "Saint Andrew's Day": N_("St Andrew's Day"),
        "Christmas Day": N_("Christmas Day"),
        "Boxing Day": N_("Boxing Day"),
    },
    _,
)
_NATIONS = Spoken[Nation, str](
    {
        "England": N_("England"),
        "Wales": N_("Wales"),
        "Scotland": N_("Scotland"),
        "Northern Ireland": N_("Northern Ireland"),
    },
    _,
)

_SATURDAY = 5
_DAY = timedelta(days=1)
_SUBSTITUTE = " (observed)"


@dataclass(frozen=True, slots=True)
class Standstill:
    """A standstill that ends at the end of ``last``. ``skipped`` names each weekend or bank holiday left out.

    ``notes`` are for the commissioner and never for a letter.
    """

    notice: date
    first: date
    last: date
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    notes: tuple[str, ...] = ()


def standstill(notice: date, nation: Nation | None, working_days: int = WORKING_DAYS) -> Standstill:
    """Return the standstill of ``working_days`` beginning with the day of the notice.

    A bank holiday in any part of the United Kingdom is not counted; ``nation`` only decides which notes are given.
    The names of days are in the language being written in.
    """
    if working_days < 1:
        raise ValueError(working_days)
    counted, skipped = _count(notice, working_days, tuple(_SUBDIVISIONS))
    notes = [*_late_start(notice, counted[0]), *_longer_than(nation, notice, counted), *_far_ahead(counted[-1])]
    return Standstill(notice, counted[0], counted[-1], counted, skipped, tuple(notes))


def _count(
    notice: date, working_days: int, nations: tuple[Nation, ...]
) -> tuple[tuple[date, ...], tuple[tuple[date, str], ...]]:
    counted: list[date] = []
    skipped = []
    for day in _days_from(notice):
        if why := _why_not(day, nations):
            skipped.append((day, why))
            continue
        counted.append(day)
        if len(counted) == working_days:
            break
    return tuple(counted), tuple(skipped)


def _days_from(first: date) -> Iterator[date]:
    day = first
    while True:
        # The library says nothing of years that it does not know: without this, Christmas would be a working day.
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise WrongUsage(f"The bank holidays of {day.year} are not known, so no standstill can be counted there.")
        yield day
        day += _DAY


def _why_not(day: date, nations: tuple[Nation, ...]) -> str:
    """Return why a day is no working day; nothing where it is one."""
    if day.weekday() >= _SATURDAY:
        return _("Saturday") if day.weekday() == _SATURDAY else _("Sunday")
    keeping = {nation: name for nation in nations if (name := _bank_holidays(nation, day.year).get(day))}
    if not keeping:
        return ""
    name = _named(next(iter(keeping.values())))
    if len(keeping) == len(_SUBDIVISIONS):
        return name
    where = list_text(_NATIONS[nation] for nation in keeping)
    return _("%(holiday)s (bank holiday in %(nations)s)", holiday=name, nations=where)


@cache
def _bank_holidays(nation: Nation, year: int) -> dict[date, str]:
    # Always in English: the library would otherwise follow the language of the machine.
    known = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year, language="en_GB")
    return {day: name for day, name in known.items() if day.year == year}


def _named(name: str) -> str:
    """Return a bank holiday's name in the language being written in; a rare one keeps the library's."""
    plain = name.split("; ", maxsplit=1)[0].removesuffix(_SUBSTITUTE)
    shown = _NAMES.get(plain, plain)
    return _("%(holiday)s (substitute day)", holiday=shown) if name.endswith(_SUBSTITUTE) else shown


def _late_start(notice: date, first: date) -> Iterator[str]:
    if first != notice:
        yield f"The notice is dated {_said(notice)}, which is no working day: the count begins on {_said(first)}."


def _longer_than(nation: Nation | None, notice: date, counted: tuple[date, ...]) -> Iterator[str]:
    if nation is None:
        return
    own, _skipped = _count(notice, len(counted), (nation,))
    if own[-1] != counted[-1]:
        yield (
            f"By the bank holidays of {nation} alone the standstill would end on {_said(own[-1])}. It is counted to "
            f"{_said(counted[-1])}, because a bank holiday in any part of the United Kingdom is reported to be no "
            "working day under the Procurement Act 2023 (section 123): check this before you rely on the earlier day."
        )


def _far_ahead(last: date) -> Iterator[str]:
    if last.year > KNOWN_TO:
        yield (
            f"The bank holidays of {last.year} are worked out by rule: they are published a year or two ahead, and "
            "further ones may be proclaimed. Check the end of the standstill against the published list."
        )


def _said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
