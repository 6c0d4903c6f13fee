"""`moderation.xlsx`: every individual mark side by side, flagged, with room for what the panel agrees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.competition.panel import convened
from socialvalue.competition.record import Record
from socialvalue.errors import FilesNeedMending

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from socialvalue.competition.evaluate import Progress
    from socialvalue.competition.panel import Convened
    from socialvalue.competition.panel_files import PanelFiles
    from socialvalue.competition.targets import Target
    from socialvalue.errors import Note
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.panel import Flag, Panel

#: What `check` reports and `moderate` only flags: the panel's meeting is where it is put right.
MENDED_BY_THE_PANEL = ("moderation-older", "reason-missing", "reason-too-short")


@dataclass(frozen=True)
class SideBySide:
    """A moderation workbook that was written, and what it holds.

    Of the ``wanted`` marks ``agreed`` are agreed so far. ``flags`` says in words what was flagged, and how often;
    ``changed_since`` is what has changed in the sheets since the workbook was last made, one line each.
    """

    path: Path
    sheets: int
    given: int
    agreed: int
    wanted: int
    flags: Mapping[str, int]
    changed_since: tuple[str, ...]
    notes: tuple[Note, ...]


def moderate(
    found: Sequence[Target], *, when: datetime | None = None, progress: Progress | None = None
) -> tuple[SideBySide, ...]:
    """Put every individual mark and reason side by side in moderation.xlsx, flagged. It never averages.

    What was agreed so far is kept. Sheets and marks that are new go into the record, at ``when`` or this moment.

    Raises:
        WrongUsage: Where a competition has no panel.toml.
        FilesNeedMending: Where the panel's files have faults, but for those that are put right at its meeting.
    """
    from socialvalue.competition.panel_files import read_panel_files

    panels = [convened(target, when=when) for target in found]
    read = [(one, read_panel_files(one.target.path, one.criteria, one.bids, progress)) for one in panels]
    problems = [problem for _, files in read for problem in files.faults if problem.code not in MENDED_BY_THE_PANEL]
    if problems:
        raise FilesNeedMending(problems)
    return tuple(_made(one, files, when) for one, files in read)


def _made(one: Convened, files: PanelFiles, when: datetime | None) -> SideBySide:
    from socialvalue.analysis.reasons.findings import RULES
    from socialvalue.competition.recording import recorded_panel
    from socialvalue.model.panel_layout import MODERATION_FILE

    criteria, bidders = one.criteria, list(one.bids.marked)
    record = Record(one.target.path, when=when)
    differences = _differences(one.panel, files)
    # What was agreed so far, and the sheets as received, are on record before the file is made anew.
    recorded_panel(record, files)
    raised = write_moderation(record, criteria, one.panel, bidders, files, differences)
    kinds = Counter(flag.kind for flag in raised)
    return SideBySide(
        path=one.target.path / MODERATION_FILE,
        sheets=len(files.sheets),
        given=sum(mark.value is not None for mark in files.marks),
        agreed=sum(mark.value is not None for mark in files.agreed),
        wanted=len(criteria.panel_leaves) * len(bidders),
        flags={RULES[kind]: count for kind, count in sorted(kinds.items())},
        changed_since=tuple(differences),
        notes=(*one.notes, *files.notes),
    )


def write_moderation(
    record: Record,
    criteria: Criteria,
    panel: Panel,
    bidders: Sequence[str],
    files: PanelFiles,
    differences: Sequence[str] = (),
) -> tuple[Flag, ...]:
    """Write moderation.xlsx from what the panel's files hold, record from which marks, and return what was flagged."""
    from socialvalue.analysis.reasons.findings import flags
    from socialvalue.competition.recording import recorded_moderation
    from socialvalue.model.panel_layout import MODERATION_FILE, marks_fingerprint
    from socialvalue.record import store
    from socialvalue.record.changes import head_of_inputs
    from socialvalue.workbooks.moderation_book import moderation_book
    from socialvalue.workbooks.save import save

    marks_hash = marks_fingerprint(files.marks)
    raised = flags(criteria, panel, files.marks)
    book = moderation_book(
        criteria,
        panel,
        bidders,
        files.marks,
        files.agreed,
        raised,
        differences=differences,
        marks_hash=marks_hash,
        record=head_of_inputs(store.sound(record.folder)),
    )
    save(book, record.folder / MODERATION_FILE)
    recorded_moderation(record, marks_hash)
    return raised


def _differences(panel: Panel, files: PanelFiles) -> list[str]:
    """Return what has changed in the sheets since moderation.xlsx was last made, one line each."""
    from socialvalue.record.changes import since_moderation

    names = {one.id: one.name for one in panel.evaluator}
    lines = []
    for event in since_moderation(files.known, files.marks):
        was, now = event.was or {}, event.now or {}
        before, after = was.get("mark") or "blank", now.get("mark") or "blank"
        what = f"{before} is now {after}" if before != after else f"still {after}, with other words"
        lines.append(f"{names[event.who]}, {event.bidder}, {event.question}: {what}")
    return lines
