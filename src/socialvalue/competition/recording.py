"""What goes into the record of a competition: each function adds what is new, and nothing where nothing is."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from socialvalue.decimals import plain
from socialvalue.model.competition import Mark
from socialvalue.model.layout import full_title
from socialvalue.model.outcome import MarkChanged, PricesOpenedEarly
from socialvalue.record import changes
from socialvalue.record.changes import Known
from socialvalue.record.history import Event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from socialvalue.competition.panel_files import PanelFiles
    from socialvalue.competition.record import Record
    from socialvalue.model.competition import Competition
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.outcome import Warned
    from socialvalue.model.redactions import Redaction
    from socialvalue.record.history import Line


def recorded_panel(record: Record, found: PanelFiles) -> None:
    """Record the panel's workbooks as received, with a copy, and every mark and reason in them that is new."""
    for name in found.files:
        record.keep(name)

    def new(known: Known) -> list[Event]:
        received = changes.received_event(known, found.files)
        marks = changes.individual_events(known, found.marks, found.files)
        return [*received, *marks, *changes.agreed_events(known, found.agreed, found.files)[0]]

    record.add(new)


def recorded_moderation(record: Record, fingerprint: str) -> None:
    """Record that the moderation file was made, from which individual marks."""
    event = Event(changes.MODERATED, now={"fingerprint": fingerprint})
    record.add(lambda known: [event] if known.moderated != fingerprint else [])


def recorded_order(record: Record, orders: Mapping[str, Sequence[str]]) -> None:
    """Record in which order each evaluator is shown the bids."""
    record.add(lambda known: changes.order_events(known, orders))


def recorded_override(record: Record, by: str, because: str) -> None:
    """Record who opened the prices before the quality marks were complete, and why."""
    record.add(lambda known: changes.override_event(known, by, because))


def recorded_quality(record: Record, criteria: Criteria, competition: Competition) -> None:
    """Record the fingerprint of the complete quality marks: from here on prices may be read."""
    wanted = {leaf.key for leaf in criteria.panel_leaves}
    lines = sorted(
        f"{bid.bidder}\t{key}\t{plain(answer.value)}"
        for bid in competition.bids
        for key, answer in bid.answers.items()
        if key in wanted and isinstance(answer, Mark)
    )
    fingerprint = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    record.add(lambda known: changes.quality_event(known, fingerprint))


def recorded_bids(record: Record, competition: Competition) -> list[Line]:
    """Record the hashes of the bids that were read, and return the whole record."""
    hashes = {given.file: given.sha256 for given in competition.inputs if given.file.startswith("bids/")}
    return record.add(lambda known: changes.bids_event(known, hashes))


def recorded_redactions(record: Record, redactions: Sequence[Redaction]) -> None:
    """Record what is withheld from the letters from now on, by whose decision and why, and what no longer is."""
    record.add(lambda known: changes.redaction_events(known, redactions))


def recorded_inputs(record: Record, files: Mapping[str, str]) -> None:
    """Record the hashes of the files that are read beside the bids: the criteria, the panel's, the award's."""
    record.add(lambda known: changes.inputs_event(known, files))


def recorded_evaluation(record: Record, name: str, content: bytes) -> None:
    """Record the hash of an evaluation, before it is written: what is on file is then always one that is known."""
    sha256 = hashlib.sha256(content).hexdigest()
    record.add(lambda known: changes.evaluated_event(known, name, sha256))


def warned(criteria: Criteria, lines: Sequence[Line]) -> tuple[Warned, ...]:
    """Return what a reader of the report must not miss: prices opened early, marks changed when they were known."""
    known = Known.of(lines)
    found: list[Warned] = [
        PricesOpenedEarly(by=line.event.who, on=_day(line), reason=line.event.reason) for line in known.overrides
    ]
    for line in known.changed_after_prices:
        event = line.event
        leaf = criteria.leaf_by_key.get(event.question)
        was, now = event.was or {}, event.now or {}
        change = MarkChanged(
            bidder=event.bidder,
            question=event.question,
            title=full_title(leaf) if leaf else event.question,
            was=was.get("mark", ""),
            now=now.get("mark", ""),
            on=_day(line),
            reason=event.reason,
        )
        found.append(change)
    return tuple(found)


def _day(line: Line) -> date:
    return date.fromisoformat(line.when[:10])
