"""Rules between the keys of the award file: suppliers who bid, once each, and days in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from socialvalue.errors import Problem
from socialvalue.intake.names import Bidders, key, keys, nearest
from socialvalue.intake.toml.file import TomlFile
from socialvalue.intake.wording import quoted
from socialvalue.model.award_details import AwardDetails

File = TomlFile[AwardDetails]


def broken_award_rules(
    file: File, details: AwardDetails, bidders: Sequence[str] | None, tender_date: date | None
) -> list[Problem]:
    """Return a problem for every rule that the award's details break."""
    return [*_suppliers(file, details, bidders), *_days(file, details, tender_date)]


def _suppliers(file: File, details: AwardDetails, bidders: Sequence[str] | None) -> Iterator[Problem]:
    known = Bidders(bidders or ())
    by_key = {key(bidder): bidder for bidder in bidders or ()}
    seen: dict[str, int] = {}
    for number, supplier in enumerate(details.supplier, start=1):
        where = f"supplier[{number}].bidder"
        first = next((seen[one] for one in keys(supplier.bidder) if one in seen), None)
        if first is not None:
            found = f"{quoted(supplier.bidder)} again (the first is supplier[{first}])"
            action = "Keep the one that is right; the tool does not choose between them."
            yield file.fault("award-rule", where, found, "each supplier once", action)
        elif bidders is not None and known.find(supplier.bidder) is None:
            meant = nearest(supplier.bidder, by_key)
            found = f"the bidder {quoted(supplier.bidder)}, who has not sent a bid"
            expected = quoted(by_key[meant]) if meant else "the name of a bidder as in its bid"
            action = "Correct the name: until it matches the bid, the letter would have no address."
            yield file.fault("award-rule", where, found, expected, action)
        seen |= dict.fromkeys(keys(supplier.bidder), first or number)


def _days(file: File, details: AwardDetails, tender_date: date | None) -> Iterator[Problem]:
    """What comes before what: the tender first; letters before the notice, and the contract after it."""
    named = [("notice-date", details.notice_date), ("letter-date", details.letter_date)]
    named += [("board-date", details.board_date), ("contract-start", details.contract_start)]
    steps = [(f"next-step[{number}].on", step.on) for number, step in enumerate(details.next_step, start=1)]
    for where, day in [*named, *steps]:
        if tender_date is not None and day is not None and day < tender_date:
            expected = f"a day after the tender-date of criteria.toml, {_day(tender_date)}"
            yield _misplaced(file, where, day, expected)
    notice, letters, start = details.notice_date, details.letter_date, details.contract_start
    if notice is not None and letters is not None and letters > notice:
        # Section 50 of the Act: summaries are given before the notice is published.
        yield _misplaced(file, "letter-date", letters, f"no later than the award notice, {_day(notice)}")
    if notice is not None and start is not None and start <= notice:
        yield _misplaced(file, "contract-start", start, f"a day after the award notice, {_day(notice)}")


def _misplaced(file: File, where: str, day: date, expected: str) -> Problem:
    return file.fault("award-rule", where, _day(day), expected, "Correct the day that is wrong.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
