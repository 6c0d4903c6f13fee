"""Write the report: the PDF, and where this machine cannot make one, the same report as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from socialvalue.errors import FilesNeedMending, Note, Place, Problem
from socialvalue.files import write_text
from socialvalue.model.authority import AUTHORITY_FILE
from socialvalue.report.page import pdf
from socialvalue.report.page.document import Document
from socialvalue.report.page.fit import Shortens, fitted
from socialvalue.report.page.html import render_page, styles
from socialvalue.report.page.written import Format, Written
from socialvalue.report.words.language import missed_note, speaking

#: Characters that a note names one by one.
_MOST_NAMED = 12


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
        try:
            drawn, left_out = _pdf(document, path)
        except pdf.Refused as refused:
            problem = _refusal(document, refused.asked)
            if problem is None:
                raise
            raise FilesNeedMending([problem]) from refused
        paths.append(path)
        notes += [Note(Place(file=path.name), text) for text in left_out]
        notes += _of_fonts(path.name, drawn)
    if "html" in formats or missing is not None:
        path = out_dir / f"{document.name}.html"
        write_text(path, _page(document))
        paths.append(path)
    if missing is not None:
        notes.append(
            Note(
                Place(file=f"{document.name}.html"),
                f"This computer cannot make PDFs yet ({missing}). The document was written as one HTML file instead, "
                "which any browser can print to PDF. `socialvalue doctor` says what to install.",
            )
        )
    return Written(tuple(paths), tuple(notes))


def _pdf(document: Document, path: Path) -> tuple[pdf.Drawn, tuple[str, ...]]:
    """Write the PDF, and return with what it took from this machine what was left out of it for want of room."""
    sheets, whole = styles(document.look), document.view
    left_out: tuple[str, ...] = ()

    def laid(view: object) -> pdf.Laid:
        return pdf.lay_out(_page(replace(document, view=view), styled=False), sheets, date=document.stamped)

    if not isinstance(whole, Shortens):
        layout = laid(whole)
    else:
        taken, layout = fitted(whole, lambda steps: laid(whole.shortened(steps)))
        left_out = whole.shortened(taken).left_out
        if layout.pages > len(taken):
            left_out = (*left_out, _too_long(layout.pages, len(taken)))
    drawn = layout.write(path, title=document.title, attachments=document.attachments)
    return drawn, left_out


def _too_long(pages: int, wanted: int) -> str:
    return (
        f"It takes {pages} pages for {wanted}, with as little said as can be. Make the texts of your own templates "
        "smaller, or the space round them."
    )


def _refusal(document: Document, asked: str) -> Problem | None:
    """Return the problem of a page that asked for what it may not have; none where nobody but us can have asked."""
    look = document.look
    if look.logo and asked == look.logo:
        expected = "a picture that can be drawn"
        action = "Save the logo again, as a plain SVG or as a .png."
        place = Place(file=AUTHORITY_FILE, key="logo")
        return Problem("authority-logo", place, "a picture that cannot be drawn", expected, action)
    if look.templates is None:
        return None
    from socialvalue.report.page.own_templates import whereabouts  # noqa: PLC0415 - with an authority's own templates alone

    found = f"“{asked[:60]}”, which is fetched from elsewhere or cannot be drawn"
    expected = "a page that contains everything it shows"
    action = "Delete it, or put the file into the folder of your templates and name it there."
    return Problem("authority-template", whereabouts(look.templates, asked[:200]), found, expected, action)


def _of_fonts(name: str, drawn: pdf.Drawn) -> Iterator[Note]:
    """Say what this machine's fonts did to a page: another machine's may do otherwise."""
    if drawn.borrowed:
        families = " and ".join(drawn.borrowed)
        text = (
            f"The fonts shipped with this tool lack some of its characters, which were drawn with {families} on this "
            "computer. On another computer the file may look different."
        )
        yield Note(Place(file=name), text)
    if drawn.missing:
        characters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in drawn.missing[:_MOST_NAMED])
        more = f" and {len(drawn.missing) - _MOST_NAMED} more" if len(drawn.missing) > _MOST_NAMED else ""
        text = (
            f"No font on this computer has these characters: {characters}{more}. They appear as empty boxes, and a "
            "PDF/UA or PDF/A check will report them. Install a font for that script, and write the document again."
        )
        yield Note(Place(file=name), text)


def _page(document: Document, *, styled: bool = True) -> str:
    return render_page(document.template, document.view, look=document.look, tongue=document.language, styled=styled)
