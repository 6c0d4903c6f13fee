"""What the panel's files hold, read together and held against the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.panel.agreed import read_agreed
from socialvalue.intake.panel.file import load_panel
from socialvalue.intake.panel.sheets import read_sheets
from socialvalue.model.panel_layout import MODERATION_FILE, marks_fingerprint
from socialvalue.record import store
from socialvalue.record.changes import Known, agreed_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from socialvalue.intake.folder import Reading
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.panel import AgreedMark, IndividualMark, Panel, ScoreSheet


@dataclass
class PanelFiles:
    """The panel's files of one competition folder, what is wrong with them, and what the record knew before."""

    folder: Path
    known: Known
    panel: Panel | None = None
    sheets: tuple[ScoreSheet, ...] = ()
    agreed: tuple[AgreedMark, ...] = ()
    marks_hash: str | None = None
    problems: list[Problem] = field(default_factory=list)
    reason_problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def faults(self) -> list[Problem]:
        """Everything that keeps the panel's files from being scored."""
        unexplained = agreed_events(self.known, self.agreed, self.files)[1]
        return [*self.problems, *self.reason_problems, *older_than_sheets(self), *unexplained]

    @property
    def marks(self) -> tuple[IndividualMark, ...]:
        return tuple(mark for sheet in self.sheets for mark in sheet.marks)


def read_panel_files(
    folder: Path, criteria: Criteria, bids: Reading, progress: Callable[[int, int], None] | None = None
) -> PanelFiles:
    """Read panel.toml, every evaluator's workbook and moderation.xlsx, as far as they are there.

    ``bids`` says who bid: those who withdrew or fail a standard are known to the panel, and need no marks. Where it
    has what the panel agreed, that is not read again, and what is wrong with it is told there.

    Raises:
        FilesNeedMending: Where the record of the competition is broken.
    """
    found = PanelFiles(folder, Known.of(store.sound(folder)))
    loaded = load_panel(folder, criteria, bids.marked if bids.complete else None, withdrawn=bids.unmarked)
    found.panel = loaded.panel
    found.problems += loaded.problems
    if loaded.panel is not None and not loaded.problems:
        sheets = read_sheets(
            folder, criteria, loaded.panel, bids.marked, progress, withdrawn=bids.unmarked, complete=bids.complete
        )
        found.sheets = sheets.sheets
        found.problems += sheets.problems
        found.reason_problems += sheets.reason_problems
        found.notes += sheets.notes
        found.files |= {sheet.file: sheet.sha256 for sheet in sheets.sheets}
    agreed = bids.agreed
    if agreed is None:
        agreed = read_agreed(folder, criteria, [*bids.marked, *bids.unmarked], complete=bids.complete)
        if agreed is not None:
            found.problems += agreed.problems
            found.notes += agreed.notes
    if agreed is not None and (folder / MODERATION_FILE).is_file():
        found.agreed, found.marks_hash = agreed.agreed, agreed.marks_hash
        found.files[MODERATION_FILE] = agreed.sha256
    return found


def older_than_sheets(found: PanelFiles) -> list[Problem]:
    """Return a problem where moderation.xlsx was made from other individual marks than the sheets hold now."""
    if found.marks_hash is None or not found.sheets or found.marks_hash == marks_fingerprint(found.marks):
        return []
    return [
        Problem(
            "moderation-older",
            Place(file=MODERATION_FILE),
            "agreed marks beside individual marks that have since changed",
            "a moderation file made from the current sheets",
            "Run `socialvalue moderate` on the folder: it keeps the agreed marks and shows what has changed.",
        )
    ]
