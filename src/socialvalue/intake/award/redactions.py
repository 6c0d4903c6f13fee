"""What is withheld from the letters: `redactions.toml`, each passage found where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialvalue.errors import Note, Problem
from socialvalue.folder_files import REDACTIONS
from socialvalue.intake.award.redaction_rules import Judged
from socialvalue.intake.names import Bidders
from socialvalue.intake.toml.faults import FileKind
from socialvalue.intake.toml.file import read_file
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.redactions import Redaction, Redactions

_REDACTIONS = FileKind(
    REDACTIONS,
    Redactions,
    placeholders={
        "format": 1,
        "bidder": "unknown",
        "question": "unknown",
        "passage": "unknown",
        "ground": "unknown",
        "decided-by": "unknown",
        "decided-on": date.max,
    },
)


@dataclass(frozen=True)
class LoadedRedactions:
    """A redactions file as read: nothing where there is none, and nothing where it has faults."""

    redactions: tuple[Redaction, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


def load_redactions(folder: Path, criteria: Criteria, evaluation: Evaluation) -> LoadedRedactions:
    """Read ``redactions.toml`` of a competition folder, and hold it against what would be told of the winner.

    Redactions come back with the bidder as its bid spells it, and with single spaces in the passage.
    """
    file = read_file(_REDACTIONS, folder)
    if file is None:
        return LoadedRedactions()
    if file.model is None:
        return LoadedRedactions(problems=file.problems)
    known = Bidders(bid.bidder for bid in evaluation.bids)
    rows = tuple(
        row.model_copy(update={"bidder": known.as_spelt(row.bidder), "passage": " ".join(row.passage.split())})
        for row in file.model.redaction
    )
    judged = Judged(file, rows, criteria, evaluation)
    judged.judge()
    problems = file.with_faults(judged.problems)
    if problems:
        return LoadedRedactions(problems=problems)
    return LoadedRedactions(rows, (), tuple(judged.notes))
