"""`analyse`: how far to trust what came out. It starts a discussion; it never changes a score."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

import typer

from socialvalue.cli import show
from socialvalue.cli.options import JsonOption, PanelArgument, found_at

if TYPE_CHECKING:
    from socialvalue.report.evaluation.panel import EvaluatorRow, PanelPage, SpreadRow

app = typer.Typer(
    help="Show how far the result can be trusted. No score changes.",
    no_args_is_help=True,
    epilog="Example: socialvalue analyse panel my-tender",
)


@app.callback()
def _group() -> None:
    """Show how far the result can be trusted. No score changes."""


@app.command("panel", epilog="Example: socialvalue analyse panel my-tender")
@show.guarded
def panel(folder: PanelArgument, as_json: JsonOption = False) -> None:
    """Show how the panel marked: spread, severity, range, halo, order, agreement. No score changes."""
    from socialvalue.competition.panel_analysis import analyse_panel

    for target in found_at(folder):
        analysed = analyse_panel(target)
        show.notes(analysed.notes)
        if as_json:
            show.say_json(analysed.analysis.as_json())
        else:
            _tell(analysed.page)


def _tell(page: PanelPage) -> None:
    show.heading("Spread: lowest and highest mark given to a bid")
    show.table(
        ["Question", "Bids marked", "Widest", "Bids two or more apart"],
        [_cells(row) for row in page.spread],
        right=[1, 3],
    )
    show.line()
    show.heading("Evaluators")
    header = ["Evaluator", "Marks", "N/A", "Abstained", "Blank", "Against colleagues", "Range used", "Order", "Halo"]
    show.table(header, [_cells(row) for row in page.evaluators], right=[1, 2, 3, 4])
    show.line()
    show.heading("Agreement between evaluators")
    show.lines((*page.agreement, *page.moderated))
    show.line()
    show.line("For discussion only. No score changes.")


def _cells(row: SpreadRow | EvaluatorRow) -> list[str]:
    return [text or "–" for text in astuple(row)]
