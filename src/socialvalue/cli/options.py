"""The arguments and options that more than one command has, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue import resources
from socialvalue.cli import show
from socialvalue.errors import WrongUsage

if TYPE_CHECKING:
    from socialvalue.competition.evaluate import Override
    from socialvalue.competition.targets import Target
    from socialvalue.report.page.written import Format

#: Babel knows these names too, and loads too slowly for a help text.
_LANGUAGES = " or ".join(
    ("en (English)", *(f"{tag} ({resources.language_name(path)})" for tag, path in resources.languages().items()))
)

TargetArgument = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The competition folder (or one comparison workbook).")
]
LotsArgument = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The competition folder, or the folder that contains its lots.")
]
PanelArgument = Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and panel/.")]
CriteriaOption = Annotated[
    str | None, typer.Option("--criteria", help="A pack or a criteria file, if there is no competition folder.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Where to write. Default: out/ beside the bids.")]
BlindOption = Annotated[bool, typer.Option("--blind", help="Show Bidder A, B, … instead of names.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON and nothing else.")]
OpenerOption = Annotated[
    str | None,
    typer.Option(
        "--open-prices-by",
        metavar="NAME",
        help="Who opens the prices before the quality marks are complete (recorded).",
    ),
]
AcceptOption = Annotated[
    str | None,
    typer.Option(
        "--accept-by",
        metavar="NAME",
        help="Who takes responsibility for a file that has changed since it was received (recorded).",
    ),
]
BecauseOption = Annotated[
    str | None, typer.Option("--because", help="Why prices are opened early, or a change is accepted (recorded).")
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="FORMATS", help="pdf, html, or both with a comma between: pdf,html.")
]
LanguageOption = Annotated[str, typer.Option("--language", metavar="TAG", help=f"{_LANGUAGES}.")]

#: What both options of documents are where nothing is asked for.
FORMAT, LANGUAGE = "pdf", "en"


def found_at(path: Path, criteria: str | None = None, out: Path | None = None) -> tuple[Target, ...]:
    """Return the competitions meant by a path, and show what a run that was cut off had left in them.

    Raises:
        WrongUsage: Where the path is no competition.
    """
    from socialvalue.competition.targets import find

    found = find(path, criteria=criteria, out=out)
    for target in found:
        show.notes(target.notes)
    return found


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


def answering(opener: str | None, accepter: str | None, because: str | None) -> tuple[Override | None, Override | None]:
    """Return who opens the prices early, and who answers for what has changed, each with the reason.

    Raises:
        WrongUsage: Where a name or the reason is missing.
    """
    if because is not None and not any((opener, accepter)):
        raise WrongUsage(
            "A reason needs a name: use --because together with --open-prices-by or --accept-by. Both go into the "
            "record."
        )
    opening = _answering(
        opener,
        because,
        "To open prices before the quality marks are complete, give a name and a reason: --open-prices-by and "
        "--because. Both go into the record and the report.",
    )
    accepting = _answering(
        accepter,
        because,
        "To accept a change, give a name and a reason: --accept-by and --because. Both go into the record.",
    )
    return opening, accepting


def _answering(by: str | None, because: str | None, otherwise: str) -> Override | None:
    from socialvalue.competition.evaluate import Override

    if by is None:
        return None
    if not (by.strip() and because and because.strip()):
        raise WrongUsage(otherwise)
    return Override(by.strip(), because.strip())
