"""`board-summary`: two pages for the committee or cabinet that decides."""

from __future__ import annotations

from socialvalue.cli import show
from socialvalue.cli.options import FORMAT, LANGUAGE, FormatOption, LanguageOption, LotsArgument, OutOption, formats
from socialvalue.cli.writing import ready, show_written


@show.guarded
def board_summary(
    folder: LotsArgument, wanted: FormatOption = FORMAT, language: LanguageOption = LANGUAGE, out: OutOption = None
) -> None:
    """Write a two-page summary for a committee or cabinet: out/board-summary.pdf. Each lot has its own."""
    from socialvalue.competition.documents import board_summary as write_summaries
    from socialvalue.competition.writing import tongue

    asked, tag = formats(wanted), tongue(language)
    done = ready(folder, out=out)
    show.working("Writing the board summary …")
    show_written(write_summaries(done, formats=asked, language=tag))
