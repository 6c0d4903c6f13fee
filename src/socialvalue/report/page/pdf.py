"""HTML to PDF: the one file that knows WeasyPrint. PDF/UA-1 and PDF/A-3a, no network, the same bytes every time."""

from __future__ import annotations

import atexit
import io
import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from socialvalue import resources
from socialvalue.collector import collector_paused
from socialvalue.files import whole
from socialvalue.report.page import fonts
from socialvalue.report.page.document import Attachment
from socialvalue.report.page.fetching import data_fault
from socialvalue.report.page.finish import finish
from socialvalue.report.page.startup import no_library_search

#: For archives; `finish` makes it PDF/UA-1, for screen readers, in the same file.
VARIANT = "pdf/a-3a"


class Refused(Exception):
    """Raised when a page asks for something that is not in it, or holds a picture that cannot be drawn.

    ``asked`` is the address, and a picture's is all of it.
    """

    def __init__(self, asked: str) -> None:
        super().__init__(f"not fetched or not drawn: {asked[:200]}")
        self.asked = asked


class PdfMachineryMissing(Exception):
    """Raised when WeasyPrint is installed but the system libraries that it draws with are not."""


def pango_missing() -> str | None:
    """Return what is missing on this machine for making PDFs, or nothing when all is there."""
    try:
        _weasyprint()
    except PdfMachineryMissing as error:
        return str(error)
    return None


def write_pdf(
    html: str,
    path: Path,
    *,
    title: str,
    date: date,
    styles: str = "",
    attachments: Sequence[Attachment] = (),
) -> Drawn:
    """Write ``html`` in ``styles`` as a PDF, whole or not at all, stamped with ``date`` and not with the clock.

    The fonts of the machine are used only for characters that ours lack, and where the styles ask for one by name.

    Raises:
        PdfMachineryMissing: If Pango is not installed.
        Refused: If the page or its styles ask for anything that is not in them, but for our fonts.
    """
    return lay_out(html, styles, date=date).write(path, title=title, attachments=attachments)


def lay_out(html: str, styles: str, *, date: date) -> Laid:
    """Lay ``html`` out in ``styles``, to be looked at and then written, stamped with ``date``.

    Raises:
        PdfMachineryMissing: If Pango is not installed.
        Refused: As `write_pdf` does.
    """
    weasyprint = _weasyprint()
    page = fonts.drawable(html)
    need = fonts.needed(page + styles)
    alone = not need.lacking and not fonts.of_the_machine(styles)
    with _clock_stopped(date), collector_paused(), _nothing_refused() as fetcher:
        sheet, configuration = _dress("\n".join((fonts.rules(need.faces), styles)), alone=alone)
        source = weasyprint.HTML(string=page, url_fetcher=fetcher)
        document = source.render(pdf_variant=VARIANT, stylesheets=[sheet], font_config=configuration)
        return Laid(document, styles, date)


@dataclass(frozen=True, slots=True)
class Laid:
    """A page laid out and not yet drawn."""

    document: Any
    styles: str
    date: date

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self.document.pages)

    @property
    def anchors(self) -> dict[str, int]:
        """The page, from 1, on which each anchor first stands."""
        pages = [*enumerate(self.document.pages, 1)]
        return {anchor: number for number, page in reversed(pages) for anchor in page.anchors}

    def write(self, path: Path, *, title: str, attachments: Sequence[Attachment] = ()) -> Drawn:
        """Write it as `write_pdf` does."""
        document = self.document
        with _clock_stopped(self.date), collector_paused(), whole(path) as beside, _nothing_refused():
            document.metadata.title = title
            document.metadata.created = document.metadata.modified = self.date.isoformat()
            document.write_pdf(
                beside,
                pdf_variant=VARIANT,
                attachments=[_embedded(attachment) for attachment in sorted(attachments, key=lambda one: one.name)],
                finisher=lambda made, pdf: finish(made, pdf, attachments),
            )
            return _drawn(document, self.styles)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page took from this machine: fonts that neither we nor its styles bring; and what no font here has."""

    borrowed: tuple[str, ...] = ()
    missing: str = ""


def _drawn(document: Any, styles: str) -> Drawn:
    families = {font.family for font in document.fonts.values()} - fonts.brought(styles)
    missing = {chr(codepoint) for font in document.fonts.values() for codepoint in font.missing}
    return Drawn(tuple(sorted(families)), "".join(sorted(missing)))


def _embedded(attachment: Attachment) -> Any:
    moment = datetime(attachment.stamped.year, attachment.stamped.month, attachment.stamped.day, tzinfo=UTC)
    return _weasyprint().Attachment(
        file_obj=io.BytesIO(attachment.content),
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
        relationship=attachment.relationship,
    )


@cache
def _dress(styles: str, *, alone: bool) -> tuple[Any, Any]:
    """Return a style sheet and its fonts, read once a process.

    ``alone``, the fonts of the machine and what it likes to put in their place are not looked at.
    """
    weasyprint = _weasyprint()
    with _no_fonts_of_the_machine() if alone else nullcontext():
        configuration = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=styles, url_fetcher=_fetcher(), font_config=configuration)
    return sheet, configuration


@contextmanager
def _nothing_refused() -> Iterator[Any]:
    """Give what reads for a page, and raise what it refused; WeasyPrint would leave some of it out without a word.

    Raises:
        Refused: If the page asked for anything that it may not have, or a picture in it was not drawn.
    """
    fetcher, undrawn, logger = _fetcher(), _Undrawn(), logging.getLogger("weasyprint")
    fetcher.refused.clear()
    logger.addHandler(undrawn)
    try:
        yield fetcher
    except _weasyprint().urls.FatalURLFetchingError as error:
        raise Refused((fetcher.refused or [str(error)])[0]) from None
    finally:
        logger.removeHandler(undrawn)
    for asked in (*fetcher.refused, *undrawn.pictures):
        raise Refused(asked)


class _Undrawn(logging.Handler):
    """Keeps the addresses of pictures that WeasyPrint leaves out, with a line in its log that nobody sees."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.pictures: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(("Failed to load image", "Failed to render SVG", "Relative URI reference")):
            self.pictures.append(str(record.args[0] if isinstance(record.args, tuple) and record.args else record.msg))


@cache
def _fetcher() -> Any:
    """Return what reads for WeasyPrint: our fonts, and what a page holds itself where that is a picture or a font."""
    ours = {face.file.as_uri() for face in (*fonts.USUAL, *fonts.OTHERS)}

    class Fetcher(_weasyprint().urls.URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self) -> None:
            super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False, fail_on_errors=True)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in ours and (not url.startswith("data:") or data_fault(url)):
                self.refused.append(url)
                raise ValueError(f"not fetched: {url[:200]}")
            return super().fetch(url, headers)

    return Fetcher()


def _no_fonts_of_the_machine() -> AbstractContextManager[None]:
    """Let fontconfig read a file that names no fonts and no habits, in place of the machine's."""
    return _environment(FONTCONFIG_FILE=str(resources.folder("templates") / "fonts" / "fonts.conf"))


# While Python still has what removes the fonts' temporary folder.
atexit.register(_dress.cache_clear)


def _clock_stopped(day: date) -> AbstractContextManager[None]:
    """Fix the time that font tools stamp into fonts when HarfBuzz-subset is not there to do their work."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return _environment(SOURCE_DATE_EPOCH=str(int(moment.timestamp())))


@contextmanager
def _environment(**changes: str) -> Iterator[None]:
    """Set variables that libraries read, and put them back as they were."""
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@cache
def _weasyprint() -> Any:
    """Import WeasyPrint, quickly where that is safe."""
    try:
        try:
            with no_library_search():
                return _import()
        except OSError:
            return _import()
    except OSError as error:
        # The library that was looked for first is one that Pango brings, and that nobody would think of installing.
        why = str(error).partition(".  Additionally")[0].strip()
        raise PdfMachineryMissing(f"Pango is not installed: {why}") from error


def _import() -> Any:
    # Where a library is missing WeasyPrint prints a page of advice for programmers; ours is for commissioners. And it
    # warns of a machine without fonts, which we bring.
    with redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*font", category=UserWarning)
        import weasyprint
        import weasyprint.text.ffi
        import weasyprint.text.fonts
        import weasyprint.urls
    # Pango finishes each font by what fontconfig reads once a process, whatever fonts a page was given: so the first
    # page would decide for all. We let it read that now, and not in a thread of Pango's.
    library = weasyprint.text.ffi
    library.ffi.cdef("int FcInit(void);")
    with _no_fonts_of_the_machine():
        library.fontconfig.FcInit()
    return weasyprint
