"""`form`: the Excel forms, made from the criteria file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.options import BlindOption, found_at
from socialvalue.cli.writing import show_written

app = typer.Typer(
    help="Make the Excel forms from the criteria file.",
    no_args_is_help=True,
    epilog="Example: socialvalue form bid my-tender",
)

FolderArgument = Annotated[
    Path | None, typer.Argument(metavar="[FOLDER]", help="The competition folder, or a criteria file.")
]
PackOption = Annotated[str | None, typer.Option("--criteria", help="A pack or a criteria file instead of a folder.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="The file (or folder) to write.")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Replace a form that is there already.")]


@app.command("bid", epilog="Example: socialvalue form bid my-tender")
@show.guarded
def bid(
    folder: FolderArgument = None, criteria: PackOption = None, out: OutOption = None, replace: ReplaceOption = False
) -> None:
    """Make the form that each bidder fills in: one row per answer."""
    from socialvalue.competition import forms

    show_written(forms.bid(folder, criteria=criteria, out=out, replace=replace))


@app.command("comparison", epilog="Example: socialvalue form comparison my-tender --bidder 'Harbour & Co'")
@show.guarded
def comparison(
    folder: FolderArgument = None,
    criteria: PackOption = None,
    out: OutOption = None,
    bidder: Annotated[list[str] | None, typer.Option("--bidder", help="A bidder to fill in; may be repeated.")] = None,
    replace: ReplaceOption = False,
) -> None:
    """Make one workbook for all bids: a row per bid, with answers, agreed marks and reasons."""
    from socialvalue.competition import forms

    show_written(forms.comparison(folder, criteria=criteria, bidders=bidder or (), out=out, replace=replace))


@app.command("moderation", epilog="Example: socialvalue form moderation my-tender")
@show.guarded
def moderation(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with the bids in bids/.")],
    out: OutOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Make the workbook for the panel's agreed marks: a row per bid and question, with mark, reason and reference."""
    from socialvalue.competition import forms

    show_written(forms.moderation(found_at(folder), out=out, replace=replace))


@app.command("panel", epilog="Example: socialvalue form panel my-tender --blind")
@show.guarded
def panel(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and the bids in bids/.")],
    blind: BlindOption = False,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to. Default: panel/.")] = None,
    replace: ReplaceOption = False,
) -> None:
    """Make a workbook for each evaluator: only their questions, bids in random order, no prices."""
    from socialvalue.competition import forms
    from socialvalue.model.panel_layout import BLIND_KEY_FILE

    written = forms.panel(found_at(folder), blind=blind, out=out, replace=replace)
    show_written(written, {BLIND_KEY_FILE: " (who is who: keep it from the evaluators)"})
