"""The options that every document has: in which formats it is written, and in which language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.errors import WrongUsage

if TYPE_CHECKING:
    from socialvalue.report.page.write import Format

FormatOption = Annotated[
    str, typer.Option("--format", metavar="FORMATS", help="pdf, html, or both with a comma between: pdf,html.")
]
LanguageOption = Annotated[str, typer.Option("--language", metavar="TAG", help="en (English) or cy (Welsh).")]

#: What both options are where nothing is asked for.
FORMAT, LANGUAGE = "pdf", "en"


def formats(text: str) -> tuple[Format, ...]:
    """Return the formats that were asked for, each once.

    Raises:
        WrongUsage: Where one of them is not known, or none is given.
    """
    known: dict[str, Format] = {"pdf": "pdf", "html": "html"}
    asked = [part.strip().casefold() for part in text.split(",")]
    for part in asked:
        if part not in known:
            what = f"“{part}” is not a format" if part else "A format is missing"
            raise WrongUsage(f"{what}. Give --format pdf, --format html, or both: --format pdf,html.")
    return tuple(known[part] for part in dict.fromkeys(asked))


def tongue(text: str) -> str:
    """Return the tag of the language that was asked for.

    Raises:
        WrongUsage: Where documents cannot be written in it.
    """
    from socialvalue.report.words.language import LANGUAGES

    tag = text.strip().casefold()
    if tag not in LANGUAGES:
        known = ", ".join(f"{one} ({name})" for one, name in LANGUAGES.items())
        raise WrongUsage(f"“{text}” is not a language that documents are written in. Give one of: {known}.")
    return tag
