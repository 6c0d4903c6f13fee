"""The head and the foot of a letter: who sends it to whom, on what day, the standstill, whom to ask, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from socialvalue.model.authority import Look, Nation
from socialvalue.model.award_details import AwardDetails, Supplier
from socialvalue.model.criteria import Criteria
from socialvalue.report.law.regimes import RegimeWords, dated_standstill
from socialvalue.report.law.standstill import Standstill, standstill
from socialvalue.report.words.language import _
from socialvalue.report.words.wording import day, joined

#: The first day of the week that is no working day, counted from Monday as 0.
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Sender:
    name: str
    address: tuple[str, ...]
    contact: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A supplier as the law wants it named: each line is there, or says that it is not on file."""

    name: str
    address: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for the authority; ``name`` is empty where nobody is named yet."""

    name: str
    role: str
    authority: str


def sender(criteria: Criteria, look: Look) -> Sender:
    """Return who sends the letters: the authority's own file, else the name that the criteria file gives."""
    authority = look.authority
    name = authority.name or criteria.competition.authority
    contact = tuple(line for line in (authority.email, authority.website) if line)
    return Sender(name, tuple(line for line in authority.address if line.strip()), contact)


def party(supplier: Supplier) -> Party:
    """Return a supplier's name, postal address, e-mail address and unique identifier, as far as they are on file."""
    address = tuple(line for line in supplier.address if line.strip())
    email = _("E-mail: %(address)s", address=supplier.email) if supplier.email.strip() else _("E-mail: not on file")
    identifier = (
        _("Unique identifier: %(identifier)s", identifier=supplier.identifier)
        if supplier.identifier.strip()
        else _("Unique identifier: not on file")
    )
    return Party(supplier.bidder, address or (_("Postal address: not on file"),), (email, identifier))


def missing(supplier: Supplier) -> list[str]:
    """Name in English what is not on file of a supplier, for whoever sends the letters."""
    given = {
        "postal address": any(line.strip() for line in supplier.address),
        "e-mail address": bool(supplier.email.strip()),
        "unique identifier": bool(supplier.identifier.strip()),
    }
    return [name for name, there in given.items() if not there]


def standstill_of(words: RegimeWords, notice: date | None, nation: Nation | None) -> Standstill | None:
    """Return the standstill counted from the day of the notice; nothing without the day or where none is stated."""
    if notice is None or not words.standstill_days:
        return None
    return standstill(notice, nation, words.standstill_days)


def standstill_text(words: RegimeWords, counted: Standstill | None) -> tuple[str, ...]:
    """Return what is said of the standstill: the rule, and its last day once that of the notice is known."""
    if counted is None:
        if not words.standstill_days:
            return tuple(filter(None, [words.standstill]))
        return (words.standstill, _("We will tell you the last day when the notice is published."))
    holidays = [
        _("%(holiday)s on %(date)s", holiday=name, date=day(on))
        for on, name in counted.skipped
        if on.weekday() < _SATURDAY
    ]
    if holidays:
        how = _(
            "The working days run from %(first)s to %(last)s, leaving out Saturdays, Sundays and: %(holidays)s.",
            first=day(counted.first),
            last=day(counted.last),
            holidays=joined(holidays),
        )
    else:
        how = _(
            "The working days run from %(first)s to %(last)s, leaving out Saturdays and Sundays.",
            first=day(counted.first),
            last=day(counted.last),
        )
    return (f"{dated_standstill(words, counted.notice, counted.last)} {how}", words.standstill)


def questions(award: AwardDetails, look: Look) -> str:
    """Return whom to ask; nothing where nobody is named."""
    who = " ".join(award.questions_to.split()) or look.authority.email
    return _("Please send questions about this letter to: %(who)s", who=who) if who else ""


def signature(award: AwardDetails, from_: Sender) -> Signature:
    """Return who signs."""
    return Signature(award.signed_by, award.signed_role, from_.name)
