"""The award's own details: `award.toml`, with every supplier matched to its bid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from socialvalue.errors import Problem
from socialvalue.folder_files import AWARD
from socialvalue.intake.award.award_rules import broken_award_rules
from socialvalue.intake.names import Bidders
from socialvalue.intake.toml.faults import FileKind
from socialvalue.intake.toml.file import read_file
from socialvalue.model.award_details import AwardDetails

_AWARD = FileKind(
    AWARD, AwardDetails, placeholders={"format": 1, "bidder": "unknown", "what": "unknown", "on": date.max}
)


@dataclass(frozen=True)
class LoadedAward:
    """An award file as read. Where there is none, or it has faults, the details are those of an empty one."""

    details: AwardDetails = field(default_factory=lambda: AwardDetails(format=1))
    problems: tuple[Problem, ...] = ()


def load_award(folder: Path, bidders: Sequence[str] | None, *, tender_date: date | None = None) -> LoadedAward:
    """Read ``award.toml`` of a competition folder: suppliers as their bids spell them, next steps in order of day.

    ``bidders`` are all who bid, or None while they are not known.
    """
    file = read_file(_AWARD, folder)
    if file is None:
        return LoadedAward()
    if file.model is None:
        return LoadedAward(problems=file.problems)
    problems = file.with_faults(broken_award_rules(file, file.model, bidders, tender_date))
    if problems:
        return LoadedAward(problems=problems)
    return LoadedAward(_in_order(file.model, bidders or ()))


def _in_order(details: AwardDetails, bidders: Sequence[str]) -> AwardDetails:
    known = Bidders(bidders)
    suppliers = tuple(one.model_copy(update={"bidder": known.as_spelt(one.bidder)}) for one in details.supplier)
    steps = tuple(sorted(details.next_step, key=lambda step: step.on))
    return details.model_copy(update={"supplier": suppliers, "next_step": steps})
