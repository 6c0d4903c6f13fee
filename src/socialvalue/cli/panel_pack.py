"""`panel-pack`: what each evaluator is handed before they mark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.formats import FORMAT, LANGUAGE, FormatOption, LanguageOption, formats, tongue
from socialvalue.cli.moderate import panel_and_bidders
from socialvalue.cli.score import OutOption
from socialvalue.cli.writing import write_all
from socialvalue.competition.papers import looks_of
from socialvalue.competition.targets import targets


@show.guarded
def panel_pack(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and the bids in bids/.")],
    blind: Annotated[bool, typer.Option("--blind", help="Show Bidder A, B, … instead of names.")] = False,
    out: OutOption = None,
    wanted: FormatOption = FORMAT,
    language: LanguageOption = LANGUAGE,
) -> None:
    """Write a PDF for each evaluator: instructions, conflicts form, criteria, scales, how to give reasons, schedule."""
    from socialvalue.model.panel_layout import blind_labels
    from socialvalue.record import store
    from socialvalue.record.changes import head_of_inputs
    from socialvalue.report.pack.pack import pack_document
    from socialvalue.report.pack.pack import panel_pack as pack_of
    from socialvalue.report.words.language import UNREVIEWED, missed_note, speaking

    asked, tag = formats(wanted), tongue(language)
    found = targets(folder, out=out)
    looks = looks_of(found)
    panels = [panel_and_bidders(target, strict=True) for target in found]
    show.notes([UNREVIEWED[tag]] if tag in UNREVIEWED else [])
    all_made = True
    for target, look, (model, bids, members) in zip(found, looks, panels, strict=True):
        labels = blind_labels(model, bids.marked) if blind else None
        record = head_of_inputs(store.sound(target.path))
        with speaking(tag) as missed:
            packs = [
                (pack_of(model, members, one, bids.marked, labels=labels, record=record), one)
                for one in members.evaluator
            ]
            documents = [pack_document(pack, one, look) for pack, one in packs]
        show.notes([text for text in [missed_note(tag, missed)] if text])
        all_made &= write_all(documents, target.out, asked, label="Writing packs")
    if not all_made:
        raise typer.Exit(show.NEEDS_MENDING)
