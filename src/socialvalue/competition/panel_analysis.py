"""How the panel marked: how far to trust what came out. It starts a discussion; it never changes a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.competition.panel import convened
from socialvalue.errors import FilesNeedMending

if TYPE_CHECKING:
    from socialvalue.analysis.panel.analysis import PanelAnalysis
    from socialvalue.competition.targets import Target
    from socialvalue.errors import Note
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.panel import Panel
    from socialvalue.report.evaluation.panel import PanelPage

#: The draws of the bootstrap are the same each time, so that the same sheets give the same figures.
SEED = 20260101


@dataclass(frozen=True)
class AnalysedPanel:
    """How the panel of a competition marked, in figures, and as text in the language being written in."""

    criteria: Criteria
    panel: Panel
    analysis: PanelAnalysis
    notes: tuple[Note, ...]

    @property
    def page(self) -> PanelPage:
        """What the report says of it."""
        from socialvalue.report.evaluation.panel import panel_page

        return panel_page(self.criteria, self.panel, self.analysis)


def analyse_panel(target: Target, *, seed: int = SEED) -> AnalysedPanel:
    """Return the analysis of a competition's score sheets, with what has been agreed so far.

    It tells of spread, severity, range, halo, order and agreement. The same ``seed`` gives the same figures.

    Raises:
        WrongUsage: Where there is no panel.toml.
        FilesNeedMending: Where the panel's files have faults.
    """
    from socialvalue.analysis.panel.analysis import analyse_panel as analysis_of
    from socialvalue.competition.panel_files import read_panel_files

    one = convened(target)
    files = read_panel_files(target.path, one.criteria, one.bids)
    if files.problems:
        raise FilesNeedMending(files.problems)
    analysis = analysis_of(one.criteria, one.panel, files.sheets, files.agreed, seed=seed)
    return AnalysedPanel(one.criteria, one.panel, analysis, one.notes)


def analysis_for_report(target: Target) -> AnalysedPanel | None:
    """Return what the report says on how the panel marked; nothing where there is no panel, or no sheet of it."""
    from socialvalue.model.panel_layout import PANEL_FILE, PANEL_FOLDER

    sheets = target.path / PANEL_FOLDER
    if not (target.path / PANEL_FILE).is_file() or not sheets.is_dir() or not (target.path / "bids").is_dir():
        return None
    return analyse_panel(target)
