"""`check`: every fault at once."""

from __future__ import annotations

from socialvalue.cli import show
from socialvalue.cli.options import (
    AcceptOption,
    BecauseOption,
    CriteriaOption,
    JsonOption,
    OpenerOption,
    TargetArgument,
    answering,
    found_at,
)
from socialvalue.cli.progress import progress_bar
from socialvalue.errors import FilesNeedMending


@show.guarded
def check(
    target: TargetArgument,
    criteria: CriteriaOption = None,
    opener: OpenerOption = None,
    accepter: AcceptOption = None,
    because: BecauseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List every fault in every file at once, each with its file, sheet and cell. Nothing is written."""
    from socialvalue.competition.check import check as checked_of

    opening, accepting = answering(opener, accepter, because)
    found = found_at(target, criteria)
    with progress_bar("Reading bids") as progress:
        checked = checked_of(found, opening=opening, accepting=accepting, progress=progress)
    if checked.problems:
        raise FilesNeedMending(list(checked.problems), list(checked.notes))
    if as_json:
        notes = [{"lot": one.target.lot, "note": str(note)} for one in checked.evaluated for note in one.notes]
        notes += [{"lot": "", "note": str(note)} for note in checked.notes]
        show.say_json({"problems": [], "notes": notes})
        return
    show.notes(checked.notes)
    for one in checked.evaluated:
        show.notes(one.notes)
        bids, files = _counted(len(one.evaluation.bids), "bid"), _counted(len(one.evaluation.inputs), "file")
        lot = f"{one.target.lot}: " if one.target.lot else ""
        show.line(f"{lot}No faults: {bids} in {files}, ready to score.")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
