"""`new`: a competition folder to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.competition.making import made
from socialvalue.competition.targets import CRITERIA


@show.guarded
def new(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    criteria: Annotated[str, typer.Option("--criteria", help="The pack (or criteria file) to begin from.")],
) -> None:
    """Make a competition folder: an editable criteria file, a place for the bids, and the blank forms."""
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

    with made(folder, f"new, from {model.id} {model.version}, {loaded.sha256}", build) as notes:
        show.notes(notes)
    show.line(f"Made {folder}, from {model.title}, version {model.version}:")
    show.line(f"  {CRITERIA:<22} the award model: edit it, then: socialvalue criteria check {folder}")
    show.line(f"  {'bids/':<22} put the workbooks that come back here")
    show.line(f"  {'out/bid-form.xlsx':<22} the blank form for one bidder")
    show.line(f"  {'out/comparison.xlsx':<22} the blank form for all bids in one workbook")
    show.line(f"After changing the criteria, make the forms again: socialvalue form bid {folder} --replace")
