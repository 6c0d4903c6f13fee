"""Write the report: the PDF, and where this machine cannot make one, the same report as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from socialvalue.errors import Note, Place
from socialvalue.files import write_text
from socialvalue.report import pdf
from socialvalue.report.document import Document
from socialvalue.report.html import render_page, styles
from socialvalue.report.language import missed_note, speaking

Format = Literal["pdf", "html"]

#: Characters that a note names one by one.
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, and what the user should know about them."""

    paths: tuple[Path, ...]
    notes: tuple[Note, ...] = ()


def write_document(document: Document, out_dir: Path, formats: Sequence[Format] = ("pdf",)) -> Written:
    """Write a document into ``out_dir`` in each of ``formats``; as HTML, with a note, where no PDF can be made.

    A note names what its templates say in English because no translation is known. What its view says so is known to
    whoever made that.
    """
    with speaking(document.language) as missed:
        written = _written(document, out_dir, formats)
    untranslated = missed_note(document.language, missed)
    if not untranslated:
        return written
    return Written(written.paths, (*written.notes, Note(Place(file=written.paths[0].name), untranslated)))


def _written(document: Document, out_dir: Path, formats: Sequence[Format]) -> Written:
    notes: list[Note] = []
    missing = pdf.pango_missing() if "pdf" in formats else None
    paths = []
    if "pdf" in formats and missing is None:
        path = out_dir / f"{document.name}.pdf"
        drawn = pdf.write_pdf(
            _page(document, styled=False),
            path,
            title=document.title,
            date=document.stamped,
            styles=styles(document.look),
            attachments=document.attachments,
        )
        paths.append(path)
        notes += _of_fonts(path.name, drawn)
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


def _of_fonts(name: str, drawn: pdf.Drawn) -> Iterator[Note]:
    """Say what this machine's fonts did to a page: another machine's may do otherwise."""
    if drawn.borrowed:
        families = " and ".join(drawn.borrowed)
        text = (
            f"The fonts shipped with this tool lack some of its characters, which were drawn with {families} of this "
            "machine. Made on another machine, the file may look otherwise and have other bytes."
        )
        yield Note(Place(file=name), text)
    if drawn.missing:
        characters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in drawn.missing[:_MOST_NAMED])
        more = f" and {len(drawn.missing) - _MOST_NAMED} more" if len(drawn.missing) > _MOST_NAMED else ""
        text = (
            f"No font on this machine has these characters: {characters}{more}. They are shown as empty boxes, and a "
            "check for PDF/UA or PDF/A will say so. Install a font for that script, and write the document again."
        )
        yield Note(Place(file=name), text)


def _page(document: Document, *, styled: bool = True) -> str:
    return render_page(document.template, document.view, look=document.look, tongue=document.language, styled=styled)
