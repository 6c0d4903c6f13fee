"""`letters`: one assessment summary for each assessed tender, checked before any is made."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.options import FORMAT, LANGUAGE, FormatOption, LanguageOption, LotsArgument, OutOption, formats
from socialvalue.cli.progress import WORTH_A_BAR_OF_DOCUMENTS, progress_bar
from socialvalue.cli.writing import ready, show_written
from socialvalue.errors import WrongUsage

if TYPE_CHECKING:
    from socialvalue.model.authority import Nation

NoticeOption = Annotated[
    datetime | None,
    typer.Option(
        "--notice-date",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The day of the contract award notice, when the standstill begins. Default: the date in award.toml.",
    ),
]
NationOption = Annotated[
    str | None,
    typer.Option(
        "--nation",
        metavar="NATION",
        help="England, Wales, Scotland or Northern Ireland. Default: the nation in award.toml or authority.toml.",
    ),
]


@show.guarded
def letters(
    folder: LotsArgument,
    notice_date: NoticeOption = None,
    nation: NationOption = None,
    wanted: FormatOption = FORMAT,
    language: LanguageOption = LANGUAGE,
    out: OutOption = None,
) -> None:
    """Write an assessment summary for every assessed tender, including the winner's, to out/letters/.

    If any letter has a fault, none is written. Each supplier sees its own assessment and the winner's (without redacted
    passages), and nothing about other bids.
    """
    from socialvalue.competition.letters import letters as write_letters
    from socialvalue.competition.writing import tongue

    asked, tag = formats(wanted), tongue(language)
    notice, where = notice_date.date() if notice_date else None, _nation(nation)
    done = ready(folder, out=out)
    with progress_bar("Writing letters", WORTH_A_BAR_OF_DOCUMENTS) as progress:
        written = write_letters(done, notice_date=notice, nation=where, formats=asked, language=tag, progress=progress)
    show_written(written)


def _nation(text: str | None) -> Nation | None:
    """Return the nation that is meant.

    Raises:
        WrongUsage: Where it is none.
    """
    known: dict[str, Nation] = {
        "england": "England",
        "wales": "Wales",
        "scotland": "Scotland",
        "northern ireland": "Northern Ireland",
    }
    if text is None:
        return None
    nation = known.get(" ".join(text.casefold().replace("-", " ").split()))
    if nation is None:
        raise WrongUsage(f"“{text}” is not a nation. Give one of: {', '.join(known.values())}.")
    return nation
