"""A competition folder to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.competition.making import made
from socialvalue.competition.targets import CRITERIA

if TYPE_CHECKING:
    from socialvalue.errors import Note
    from socialvalue.model.criteria import Criteria


@dataclass(frozen=True)
class NewFolder:
    """A folder that was made, the award model that it begins with, and what to know about an earlier try."""

    folder: Path
    criteria: Criteria
    notes: tuple[Note, ...]


def new(folder: Path | str, criteria: str) -> NewFolder:
    """Make a competition folder: an editable criteria file, a place for the bids, and the blank forms.

    ``criteria`` is the pack or criteria file to begin from. The folder is there whole or not at all.

    Raises:
        WrongUsage: Where the folder holds something already, or there is no such pack or file.
        FilesNeedMending: Where the criteria file has faults.
    """
    from socialvalue.files import write_text
    from socialvalue.intake.criteria.file import load_criteria
    from socialvalue.workbooks.bid_form import bid_form
    from socialvalue.workbooks.comparison_form import comparison_form
    from socialvalue.workbooks.save import save

    loaded = load_criteria(criteria)
    model = loaded.criteria

    def build(home: Path) -> None:
        (home / "bids").mkdir()
        write_text(home / CRITERIA, loaded.path.read_text(encoding="utf-8-sig"))
        save(bid_form(model), home / "out" / "bid-form.xlsx")
        save(comparison_form(model), home / "out" / "comparison.xlsx")

    with made(Path(folder), f"new, from {model.id} {model.version}, {loaded.sha256}", build) as notes:
        return NewFolder(Path(folder), model, tuple(notes))
