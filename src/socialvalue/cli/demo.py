"""`demo`: a complete realistic competition, scored and reported."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.ranking import show_ranking
from socialvalue.cli.writing import show_written


@show.guarded
def demo(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")] = Path("demo"),
) -> None:
    """Write a complete, realistic competition, score it and make its report: the whole job in one command."""
    from socialvalue.competition.demo import demo as demonstration

    made = demonstration(folder)
    show.notes(made.notes)
    text = "a community transport contract, six bids, a panel of four and the marks they agreed"
    show.line(f"Made {folder}: {text}.")
    show.line()
    show_written(made.written)
    for one in made.evaluated:
        show.line()
        show_ranking(one)
    show.line()
    show.line("Look at the report, then trace one number back to its cell:")
    show.line(f"  socialvalue explain {folder} Sallowfield price")
