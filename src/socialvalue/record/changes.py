"""What has changed since the last time: from what the history knows and what was read now to the events between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from socialvalue.decimals import plain
from socialvalue.errors import Place, Problem
from socialvalue.model.panel import AgreedMark, Given, IndividualMark
from socialvalue.model.panel_layout import MODERATION_FILE
from socialvalue.record.history import Event, Line, Values

if TYPE_CHECKING:
    from socialvalue.model.redactions import Redaction

INDIVIDUAL, AGREED = "individual-mark", "agreed-mark"
RECEIVED, BIDS, ORDER = "received", "bids", "order"
QUALITY_COMPLETE, OVERRIDE = "quality-complete", "prices-opened-early"
MODERATED = "moderated"
REDACTION = "redaction"
INPUTS, EVALUATED = "inputs", "evaluated"

#: What is made from the record, and changes nothing of what the next document is made from.
MADE = {MODERATED, EVALUATED}

Key = tuple[str, str, str]

#: What makes a redaction the same one although its ground has changed: bidder, question, part, passage.
Withheld = tuple[str, str, str, str]


@dataclass
class Known:
    """What the history knows: the last state of everything, in the order of its lines."""

    individual: dict[Key, Values] = field(default_factory=dict)
    agreed: dict[Key, Values] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    bids: Values = field(default_factory=dict)
    inputs: Values = field(default_factory=dict)
    evaluated: dict[str, Line] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    redactions: dict[Withheld, Values] = field(default_factory=dict)
    at_moderation: dict[Key, Values] | None = None
    moderated: str = ""
    quality: str = ""
    prices_opened: bool = False
    changed_after_prices: list[Line] = field(default_factory=list)
    overrides: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Known:
        """Fold a history, line by line."""
        known = cls()
        for line in lines:
            known.add(line)
        return known

    def add(self, line: Line) -> None:
        """Take in one line."""
        event = line.event
        key = (event.who, event.bidder, event.question)
        match event.what:
            case "individual-mark":
                self.individual[key] = event.now or {}
            case "agreed-mark":
                if self.prices_opened and (event.was or {}).get("mark"):
                    self.changed_after_prices.append(line)
                self.agreed[key] = event.now or {}
            case "order":
                self.orders[event.who] = (event.now or {}).get("order", "")
            case "moderated":
                self.at_moderation = dict(self.individual)
                self.moderated = (event.now or {}).get("fingerprint", "")
            case "redaction":
                self._redaction(event)
            case "quality-complete":
                self.quality = (event.now or {}).get("fingerprint", "")
                self.prices_opened = True
            case "prices-opened-early":
                self.prices_opened = True
                self.overrides.append(line)
            case _:
                self._files(line)

    def _files(self, line: Line) -> None:
        event = line.event
        match event.what:
            case "received":
                self.files |= event.files
            case "removed":
                for name in event.files:
                    self.files.pop(name, None)
            case "moved":
                self.files.pop((event.was or {}).get("file", ""), None)
                self.files |= event.files
            case "inputs":
                self.inputs = dict(event.files)
            case "evaluated":
                for hash_ in event.files.values():
                    self.evaluated.pop(hash_, None)  # the last one written stands last
                    self.evaluated[hash_] = line
            case "bids":
                self.bids = dict(event.files)
            case _:
                pass

    def _redaction(self, event: Event) -> None:
        told = event.now or event.was or {}
        key = (event.bidder, event.question, told.get("part", ""), told.get("passage", ""))
        if event.now is None:
            self.redactions.pop(key, None)
        else:
            self.redactions[key] = event.now


def mark_text(mark: IndividualMark) -> str:
    """Return what stands in a mark's cell: the mark, N/A or abstain; empty where it is blank."""
    if mark.given is Given.BLANK:
        return ""
    return plain(mark.value) if mark.value is not None else mark.given.value


def individual_events(known: Known, marks: Sequence[IndividualMark], files: Mapping[str, str]) -> list[Event]:
    """Return an event for each individual mark, reason or reference that is not as the history knows it."""
    events = []
    for mark in marks:
        now = {
            "mark": mark_text(mark),
            "reason": mark.reason,
            "reference": mark.reference,
            "more": mark.more,
        }
        was = known.individual.get((mark.evaluator, mark.bidder, mark.question))
        if was == now or (was is None and not any(now.values())):
            continue
        file = mark.place.file
        kept = {file: files[file]} if file in files else {}
        events.append(Event(INDIVIDUAL, mark.evaluator, mark.bidder, mark.question, was, now, mark.reason, kept))
    return events


def since_moderation(known: Known, marks: Sequence[IndividualMark]) -> list[Event]:
    """Return what has changed in the sheets since the moderation file was last made; nothing where it never was."""
    if known.at_moderation is None:
        return []
    return individual_events(Known(individual=known.at_moderation), marks, {})


def agreed_events(
    known: Known, agreed: Sequence[AgreedMark], files: Mapping[str, str]
) -> tuple[list[Event], list[Problem]]:
    """Return an event for each agreed mark or reason that changed, and a problem for a mark changed without a reason.

    A mark that was agreed is changed with its reason in the column `change`; the reason of an earlier change does
    not do for the next one.
    """
    events, problems = [], []
    for mark in agreed:
        value = "" if mark.value is None else plain(mark.value)
        now = {
            "mark": value,
            "reason": mark.reason,
            "reference": mark.reference,
            "differs": mark.differs,
            "change": mark.change,
        }
        was = known.agreed.get(("", mark.bidder, mark.question))
        if was == now or (was is None and not any(now.values())):
            continue
        before = (was or {}).get("mark", "")
        if before and before != value and (not mark.change.strip() or mark.change == (was or {}).get("change")):
            problems.append(_unexplained(mark, before, value))
            continue
        file = mark.place.file
        kept = {file: files[file]} if file in files else {}
        why = mark.change if before and before != value else ""
        events.append(Event(AGREED, "", mark.bidder, mark.question, was, now, why, kept))
    return events, problems


def _unexplained(mark: AgreedMark, before: str, value: str) -> Problem:
    place = Place(mark.place.file, mark.place.sheet, mark.place.cell)
    found = (
        f"the agreed mark {value or 'taken out'}, but the panel had agreed {before}, and no reason is given for the "
        "change"
    )
    action = f"Say in the column “change” why it changed, or put {before} back."
    return Problem("change-unexplained", place, found, "a reason for every change to an agreed mark", action)


def received_event(known: Known, files: Mapping[str, str]) -> list[Event]:
    """Return an event for the workbooks that are new, or not as they were when last received."""
    new = {name: hash_ for name, hash_ in files.items() if known.files.get(name) != hash_}
    return [Event(RECEIVED, files=new)] if new else []


def bids_event(known: Known, files: Mapping[str, str]) -> list[Event]:
    """Return an event where the bids' workbooks are not those that were read last."""
    return [Event(BIDS, files=dict(files))] if files and dict(files) != known.bids else []


def inputs_event(known: Known, files: Mapping[str, str]) -> list[Event]:
    """Return an event where the files beside the bids (criteria, panel, award, …) are not those that were read last."""
    return [Event(INPUTS, files=dict(files))] if dict(files) != known.inputs else []


def evaluated_event(known: Known, name: str, sha256: str) -> list[Event]:
    """Return an event where this evaluation was not the last one to be written."""
    last = next(reversed(known.evaluated), None)
    return [] if last == sha256 else [Event(EVALUATED, files={name: sha256})]


def head_of_inputs(lines: Sequence[Line]) -> str:
    """Return the head that a document names: the last event that is no trace of a document made before.

    The moderation workbook names it too, and comes back: that alone must not be news, or it would never be the same.
    """
    return next((line.head for line in reversed(lines) if not _is_made(line.event)), "")


def _is_made(event: Event) -> bool:
    return event.what in MADE or (event.what == RECEIVED and set(event.files) == {MODERATION_FILE})


def order_events(known: Known, orders: Mapping[str, Sequence[str]]) -> list[Event]:
    """Return an event for each evaluator whose order of bids was not recorded yet, or was drawn among other bids."""
    texts = {who: " | ".join(order) for who, order in orders.items()}
    return [Event(ORDER, who, now={"order": text}) for who, text in texts.items() if known.orders.get(who) != text]


def redaction_events(known: Known, redactions: Sequence[Redaction]) -> list[Event]:
    """Return an event for each redaction that is new, rests on something else now, or is taken back.

    The passage itself is on record, which stays with the authority: a hash would not tell a court what was withheld.
    """
    events = []
    wanted: dict[Withheld, Values] = {}
    for one in redactions:
        now = {
            "part": one.part,
            "passage": one.passage,
            "ground": one.ground,
            "decided-by": one.decided_by,
            "decided-on": one.decided_on.isoformat(),
        }
        wanted[one.bidder, one.question, one.part, one.passage] = now
    for (bidder, question, *_), was in ((key, was) for key, was in known.redactions.items() if key not in wanted):
        events.append(Event(REDACTION, "", bidder, question, was))
    for key, now in wanted.items():
        was_so = known.redactions.get(key)
        if was_so != now:
            events.append(Event(REDACTION, now["decided-by"], key[0], key[1], was_so, now, now["ground"]))
    return events


def quality_event(known: Known, fingerprint: str) -> list[Event]:
    """Return an event where the quality marks are complete and their fingerprint is not recorded yet."""
    if known.quality == fingerprint:
        return []
    was = {"fingerprint": known.quality} if known.quality else None
    return [Event(QUALITY_COMPLETE, was=was, now={"fingerprint": fingerprint})]


def override_event(known: Known, by: str, because: str) -> list[Event]:
    """Return an event where prices are opened before the quality marks are complete, once a reason."""
    if any((line.event.who, line.event.reason) == (by, because) for line in known.overrides):
        return []
    return [Event(OVERRIDE, by, reason=because)]
