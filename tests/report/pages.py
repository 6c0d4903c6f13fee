"""The report as tests look at it: its page, and its files as the command writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.evaluation.panel import PanelPage
from socialvalue.report.evaluation.report import ReportView, report_document, view
from socialvalue.report.page.html import render_page
from socialvalue.report.page.write import write_document
from socialvalue.report.page.written import Format, Written


def render(report: ReportView, *, styled: bool = True) -> str:
    """The report's page: standing alone, or bare."""
    return render_page("report/evaluation-report.html", report, styled=styled)


def write_report(
    criteria: Criteria,
    evaluation: Evaluation,
    out_dir: Path,
    formats: Sequence[Format] = ("pdf",),
    *,
    panel_page: PanelPage | None = None,
) -> Written:
    """The report as the command writes it."""
    return write_document(report_document(view(criteria, evaluation, panel_page)), out_dir, formats)
