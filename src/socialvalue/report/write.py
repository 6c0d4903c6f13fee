"""Write the report: the PDF, and where this machine cannot make one, the same report as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from socialvalue.errors import Note, Place
from socialvalue.files import write_text
from socialvalue.report import pdf
from socialvalue.report.document import Document
from socialvalue.report.html import render_page, styles

Format = Literal["pdf", "html"]


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and what the user should know about them."""

    paths: tuple[Path, ...]
    notes: tuple[Note, ...] = ()


def write_document(document: Document, out_dir: Path, formats: Sequence[Format] = ("pdf",)) -> Written:
    """Write a document into ``out_dir`` in each of ``formats``; as HTML, with a note, where no PDF can be made."""
    notes = []
    missing = pdf.pango_missing() if "pdf" in formats else None
    paths = []
    if "pdf" in formats and missing is None:
        path = out_dir / f"{document.name}.pdf"
        pdf.write_pdf(
            _page(document, styled=False),
            path,
            title=document.title,
            date=document.stamped,
            styles=styles(document.look),
            attachments=document.attachments,
        )
        paths.append(path)
    if "html" in formats or missing is not None:
        path = out_dir / f"{document.name}.html"
        write_text(path, _page(document))
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


def _page(document: Document, *, styled: bool = True) -> str:
    return render_page(document.template, document.view, look=document.look, tongue=document.language, styled=styled)
