"""The panel of a competition and who bid: what panel commands begin with. Prices are not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.competition.targets import load
from socialvalue.errors import FilesNeedMending, Note, WrongUsage

if TYPE_CHECKING:
    from datetime import datetime

    from socialvalue.competition.targets import Target
    from socialvalue.intake.folder import Reading
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.panel import Panel

PANEL_EXAMPLE = """\
format = 1

[[evaluator]]
id           = "marsden"
name         = "Helen Marsden"
role         = "Head of passenger transport"
organisation = "Northmoor Borough Council"
chair        = true
questions    = ["service", "governance"]   # ids of criteria or of criterion.question
declared     = 2026-09-07                  # the day of the declaration of interests
interest     = "none"                      # or what it is, and then: decision = "what was decided\""""


@dataclass(frozen=True)
class Convened:
    """A competition with its criteria, its panel and who bid. ``notes`` are on what is not as the record says."""

    target: Target
    criteria: Criteria
    bids: Reading
    panel: Panel
    notes: tuple[Note, ...]


def convened(target: Target, *, strict: bool = False, when: datetime | None = None) -> Convened:
    """Return the panel of a competition. Prices are not read, and bids that are new are recorded.

    What is not as the record says is told; where it is ``strict``, it is refused.

    Raises:
        WrongUsage: Where the folder has no panel.toml.
        FilesNeedMending: Where the criteria, the bidders' names or the panel file have faults.
    """
    from socialvalue.competition.record import Record
    from socialvalue.competition.standing import held_against_record
    from socialvalue.intake.folder import bidders_in
    from socialvalue.intake.panel.file import load_panel
    from socialvalue.model.panel_layout import MODERATION_FILE, PANEL_FILE

    if not (target.path / PANEL_FILE).is_file():
        raise WrongUsage(
            f"“{target.path}” has no {PANEL_FILE}, the file that says who marks what. Write one, for example:\n\n"
            f"{PANEL_EXAMPLE}\n\nWithout a panel file, enter the agreed marks with: "
            f"socialvalue form moderation {target.path}"
        )
    criteria, _ = load(target)
    bids = bidders_in(target.path, criteria)
    loaded = load_panel(target.path, criteria, bids.marked, withdrawn=bids.unmarked)
    if loaded.panel is None or loaded.problems:
        raise FilesNeedMending(list(loaded.problems))
    record = Record(target.path, when=when)
    standing = held_against_record(record, target, criteria, None, prices=False)
    if strict and standing.problems:
        raise FilesNeedMending(standing.problems)
    # The moderation workbook is what these commands make: that it is not there is no news.
    others = [problem for problem in standing.problems if problem.place.file != MODERATION_FILE]
    notes = (*standing.notes, *(Note(problem.place, problem.found) for problem in others))
    return Convened(target, criteria, bids, loaded.panel, notes)
