"""`analyse`: how far to trust what came out. It starts a discussion; it never changes a score."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.moderate import read_panel
from socialvalue.cli.score import JsonOption
from socialvalue.competition.targets import Target, targets
from socialvalue.errors import FilesNeedMending

if TYPE_CHECKING:
    from socialvalue.analysis.panel.analysis import PanelAnalysis
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.panel import Panel
    from socialvalue.report.evaluation.panel import EvaluatorRow, PanelPage, SpreadRow

app = typer.Typer(
    help="Show how far the result can be trusted. No score changes.",
    no_args_is_help=True,
    epilog="Example: socialvalue analyse panel my-tender",
)

#: The draws of the bootstrap are the same each time, so that the same sheets give the same figures.
SEED = 20260101


@app.callback()
def _group() -> None:
    """Show how far the result can be trusted. No score changes."""


@app.command("panel", epilog="Example: socialvalue analyse panel my-tender")
@show.guarded
def panel(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and panel/.")],
    as_json: JsonOption = False,
) -> None:
    """Show how the panel marked: spread, severity, range, halo, order, agreement. No score changes."""
    for target in targets(folder):
        criteria, members, analysis = analysed(target)
        if as_json:
            show.say_json(analysis.as_json())
        else:
            _tell(criteria, members, analysis)


def analysed(target: Target) -> tuple[Criteria, Panel, PanelAnalysis]:
    """Return the analysis of a target's score sheets, with what has been agreed so far.

    Raises:
        WrongUsage: Where there is no panel.toml.
        FilesNeedMending: Where the panel's files have faults.
    """
    from socialvalue.analysis.panel.analysis import analyse_panel

    criteria, _, members, files = read_panel(target)
    if files.problems:
        raise FilesNeedMending(files.problems)
    return criteria, members, analyse_panel(criteria, members, files.sheets, files.agreed, seed=SEED)


def panel_page_of(target: Target) -> PanelPage | None:
    """Return the report's page on how the panel marked; nothing where there is no panel, or no sheet of it."""
    from socialvalue.model.panel_layout import PANEL_FILE, PANEL_FOLDER
    from socialvalue.report.evaluation.panel import panel_page

    sheets = target.path / PANEL_FOLDER
    if not (target.path / PANEL_FILE).is_file() or not sheets.is_dir() or not (target.path / "bids").is_dir():
        return None
    return panel_page(*analysed(target))


def _tell(criteria: Criteria, members: Panel, analysis: PanelAnalysis) -> None:
    from socialvalue.report.evaluation.panel import panel_page

    page = panel_page(criteria, members, analysis)
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
    for text in (*page.agreement, *page.moderated):
        show.line(text)
    show.line()
    show.line("For discussion only. No score changes.")


def _cells(row: SpreadRow | EvaluatorRow) -> list[str]:
    return [text or "–" for text in astuple(row)]
