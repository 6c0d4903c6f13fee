"""`board-summary`: two pages for the committee or cabinet that decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.formats import FORMAT, LANGUAGE, FormatOption, LanguageOption, formats, tongue
from socialvalue.cli.report import evaluations, up_to_date
from socialvalue.cli.score import OutOption
from socialvalue.competition.papers import award_of, looks_of
from socialvalue.competition.targets import targets
from socialvalue.errors import FilesNeedMending

if TYPE_CHECKING:
    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.errors import Problem
    from socialvalue.model.award_details import AwardDetails


@show.guarded
def board_summary(
    folder: Annotated[Path, typer.Argument(help="The competition folder, or the folder that contains its lots.")],
    wanted: FormatOption = FORMAT,
    language: LanguageOption = LANGUAGE,
    out: OutOption = None,
) -> None:
    """Write a two-page summary for a committee or cabinet: out/board-summary.pdf. Each lot has its own."""
    from socialvalue.report.board.summary import board_document
    from socialvalue.report.board.summary import board_summary as summary_of
    from socialvalue.report.page.write import write_document
    from socialvalue.report.words.language import UNREVIEWED, missed_note, speaking

    asked, tag = formats(wanted), tongue(language)
    done = evaluations(targets(folder, out=out))
    looks, awards = looks_of([one.target for one in done]), _awards(done)
    show.notes([UNREVIEWED[tag]] if tag in UNREVIEWED else [])
    for one, look, award in zip(done, looks, awards, strict=True):
        evaluation = up_to_date(one)
        show.working("Writing the board summary …")
        with speaking(tag) as missed:
            summary = summary_of(one.criteria, evaluation, award, look)
            document = board_document(summary, look)
        written = write_document(document, one.target.out, asked)
        untranslated = missed_note(tag, missed)
        show.notes([*summary.notes, *written.notes, *([untranslated] if untranslated else [])])
        for path in written.paths:
            show.line(f"Written: {path}")


def _awards(done: list[Evaluated]) -> list[AwardDetails]:
    """Return what award.toml says of each competition.

    Raises:
        FilesNeedMending: With the faults of all of them.
    """
    awards: list[AwardDetails] = []
    problems: list[Problem] = []
    for one in done:
        try:
            awards.append(award_of(one.target, one.evaluation, one.criteria))
        except FilesNeedMending as error:
            problems += error.problems
    if problems:
        raise FilesNeedMending(problems)
    return awards
