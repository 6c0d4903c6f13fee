"""`panel-pack`: what each evaluator is handed before they mark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.moderate import panel_and_bidders
from socialvalue.cli.score import OutOption
from socialvalue.cli.targets import targets


@show.guarded
def panel_pack(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and the bids in bids/.")],
    blind: Annotated[bool, typer.Option("--blind", help="Show Bidder A, B, … instead of names.")] = False,
    out: OutOption = None,
) -> None:
    """One PDF an evaluator: instructions, conflicts form, criteria, scales, how to write a reason, their schedule."""
    from socialvalue.model.panel_layout import blind_labels
    from socialvalue.report.panel_pack import pack_document
    from socialvalue.report.panel_pack import panel_pack as pack_of
    from socialvalue.report.write import write_document

    for target in targets(folder, out=out):
        model, bids, members = panel_and_bidders(target)
        labels = blind_labels(model, bids.marked) if blind else None
        for one in members.evaluator:
            show.working(f"Writing the pack of {one.name} …")
            pack = pack_of(model, members, one, bids.marked, labels=labels)
            written = write_document(pack_document(pack, one), target.out)
            show.notes(written.notes)
            for path in written.paths:
                show.line(f"Written: {path}")
