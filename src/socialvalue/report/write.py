"""Write the report: the PDF, and where this machine cannot make one, the same report as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from socialvalue.errors import Note, Place
from socialvalue.files import write_text
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report import pdf
from socialvalue.report.evaluation_report import view
from socialvalue.report.html import render

Format = Literal["pdf", "html"]

PDF_NAME = "evaluation-report.pdf"
HTML_NAME = "evaluation-report.html"


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and what the user should know about them."""

    paths: tuple[Path, ...]
    notes: tuple[Note, ...] = ()


def write_report(
    criteria: Criteria, evaluation: Evaluation, out_dir: Path, formats: Sequence[Format] = ("pdf",)
) -> Written:
    """Write the evaluation report into ``out_dir`` in each of ``formats``.

    Where Pango is missing the HTML is written instead of the PDF, with a note: a report is never refused for that.

    Raises:
        WrongUsage: If the evaluation was made with other criteria.
    """
    report, notes = view(criteria, evaluation), []
    missing = pdf.pango_missing() if "pdf" in formats else None
    paths = []
    if "pdf" in formats and missing is None:
        path = out_dir / PDF_NAME
        pdf.write_pdf(render(report, embed_fonts=False), path, title=report.title, date=report.stamped)
        paths.append(path)
    if "html" in formats or missing is not None:
        path = out_dir / HTML_NAME
        write_text(path, render(report))
        paths.append(path)
    if missing is not None:
        notes.append(
            Note(
                Place(file=HTML_NAME),
                f"This machine cannot make PDFs yet ({missing}). The same report was written as one HTML file, which "
                "any browser opens and prints to PDF. `socialvalue doctor` says what to install.",
            )
        )
    return Written(tuple(paths), tuple(notes))
