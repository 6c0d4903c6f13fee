"""How documents are written: in which language, how many at a time, and what is said of them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from socialvalue.errors import Note, Place, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from socialvalue.competition.evaluate import Progress
    from socialvalue.report.page.document import Document
    from socialvalue.report.page.written import Format, Written


def tongue(language: str) -> str:
    """Return the tag of the language that was asked for.

    Raises:
        WrongUsage: Where documents cannot be written in it.
    """
    from socialvalue.report.words.language import LANGUAGES

    tag = language.strip().casefold()
    if tag not in LANGUAGES:
        known = ", ".join(f"{one} ({name})" for one, name in LANGUAGES.items())
        raise WrongUsage(f"“{language}” is not a language that documents are written in. Give one of: {known}.")
    return tag


def unreviewed(language: str) -> list[Note]:
    """Return what to know of a language before anything in it leaves the authority."""
    from socialvalue.report.words.language import UNREVIEWED

    return [Note(Place(), UNREVIEWED[language])] if language in UNREVIEWED else []


@contextmanager
def in_language(language: str, notes: list[Note]) -> Iterator[None]:
    """Make what is made inside the block in a language; a note of the texts in it that stayed English is added."""
    from socialvalue.report.words.language import missed_note, speaking

    with speaking(language) as missed:
        yield
    text = missed_note(language, missed)
    notes += [Note(Place(), text)] if text else []


def write_all(
    documents: Sequence[Document], out: Path, formats: Sequence[Format], progress: Progress | None = None
) -> Written:
    """Write documents into one folder; ``progress`` is told how many are made, and of how many."""
    from socialvalue.report.page.many import write_documents

    count = 0

    def done(_: object) -> None:
        nonlocal count
        count += 1
        if progress is not None:
            progress(count, len(documents))

    if progress is not None:
        progress(0, len(documents))
    return write_documents(documents, out, formats, done=done)
