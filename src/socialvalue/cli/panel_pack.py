"""`panel-pack`: what each evaluator is handed before they mark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.options import (
    FORMAT,
    LANGUAGE,
    BlindOption,
    FormatOption,
    LanguageOption,
    OutOption,
    formats,
    found_at,
)
from socialvalue.cli.progress import WORTH_A_BAR_OF_DOCUMENTS, progress_bar
from socialvalue.cli.writing import show_written


@show.guarded
def panel_pack(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and the bids in bids/.")],
    blind: BlindOption = False,
    out: OutOption = None,
    wanted: FormatOption = FORMAT,
    language: LanguageOption = LANGUAGE,
) -> None:
    """Write a PDF for each evaluator: instructions, conflicts form, criteria, scales, how to give reasons, schedule."""
    from socialvalue.competition.packs import panel_packs
    from socialvalue.competition.writing import tongue

    asked, tag = formats(wanted), tongue(language)
    found = found_at(folder, out=out)
    with progress_bar("Writing packs", WORTH_A_BAR_OF_DOCUMENTS) as progress:
        written = panel_packs(found, blind=blind, formats=asked, language=tag, progress=progress)
    show_written(written)
