"""`new`: a competition folder to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show


@show.guarded
def new(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    criteria: Annotated[str, typer.Option("--criteria", help="The pack (or criteria file) to begin from.")],
) -> None:
    """Make a competition folder: an editable criteria file, a place for the bids, and the blank forms."""
    from socialvalue.competition.new import new as new_folder

    made = new_folder(folder, criteria)
    show.notes(made.notes)
    show.line(f"Made {folder}, from {made.criteria.title}, version {made.criteria.version}:")
    show.line(f"  {'criteria.toml':<22} the award model: edit it, then: socialvalue criteria check {folder}")
    show.line(f"  {'bids/':<22} put the workbooks that come back here")
    show.line(f"  {'out/bid-form.xlsx':<22} the blank form for one bidder")
    show.line(f"  {'out/comparison.xlsx':<22} the blank form for all bids in one workbook")
    show.line(f"After changing the criteria, make the forms again: socialvalue form bid {folder} --replace")
