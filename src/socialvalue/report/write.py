"""Write the report: the PDF, and where this machine cannot make one, the same report as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from socialvalue.errors import Note, Place
from socialvalue.files import write_text
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report import pdf
from socialvalue.report.evaluation_report import view
from socialvalue.report.html import render
from socialvalue.report.panel_page import PanelPage

Format = Literal["pdf", "html"]


class Page(Protocol):
    """A finished view that gives its HTML: alone, or for the PDF on this machine."""

    def __call__(self, *, embed_fonts: bool) -> str: ...


@dataclass(frozen=True, slots=True)
class Document:
    """What is written: a file's name without its ending, the title and day that are stamped into it, its page."""

    name: str
    title: str
    stamped: date
    page: Page


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and what the user should know about them."""

    paths: tuple[Path, ...]
    notes: tuple[Note, ...] = ()


def write_report(
    criteria: Criteria,
    evaluation: Evaluation,
    out_dir: Path,
    formats: Sequence[Format] = ("pdf",),
    *,
    panel_page: PanelPage | None = None,
) -> Written:
    """Write the evaluation report into ``out_dir`` in each of ``formats``, with the page on the panel if it is given.

    Where Pango is missing the HTML is written instead of the PDF, with a note: a report is never refused for that.

    Raises:
        WrongUsage: If the evaluation was made with other criteria.
    """
    report = view(criteria, evaluation, panel_page)
    document = Document("evaluation-report", report.title, report.stamped, partial(render, report))
    return write_document(document, out_dir, formats)


def write_document(document: Document, out_dir: Path, formats: Sequence[Format] = ("pdf",)) -> Written:
    """Write a document into ``out_dir`` in each of ``formats``; as HTML, with a note, where no PDF can be made."""
    notes = []
    missing = pdf.pango_missing() if "pdf" in formats else None
    paths = []
    if "pdf" in formats and missing is None:
        path = out_dir / f"{document.name}.pdf"
        pdf.write_pdf(document.page(embed_fonts=False), path, title=document.title, date=document.stamped)
        paths.append(path)
    if "html" in formats or missing is not None:
        path = out_dir / f"{document.name}.html"
        write_text(path, document.page(embed_fonts=True))
        paths.append(path)
    if missing is not None:
        notes.append(
            Note(
                Place(file=f"{document.name}.html"),
                f"This machine cannot make PDFs yet ({missing}). The same pages were written as one HTML file, which "
                "any browser opens and prints to PDF. `socialvalue doctor` says what to install.",
            )
        )
    return Written(tuple(paths), tuple(notes))
