"""What commands that write documents share: the evaluations they are made from, and what became of the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from socialvalue.cli import show
from socialvalue.cli.options import found_at
from socialvalue.cli.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.report.page.written import Failure, Written

#: A fault of ours meets many documents alike: so many are told in full, and the rest by name.
MOST_TRACEBACKS = 3


def ready(path: Path, criteria: str | None = None, out: Path | None = None) -> tuple[Evaluated, ...]:
    """Return what documents are made from, and show where it is evaluation.json, for want of workbooks."""
    from socialvalue.competition.results import evaluate_or_read

    found = found_at(path, criteria, out)
    with progress_bar("Reading bids") as progress:
        done = evaluate_or_read(found, progress=progress)
    for one in done:
        show.notes(one.notes if one.from_file else [])
    return done


def show_written(written: Written, asides: Mapping[str, str] | None = None) -> None:
    """Show where files are, some with an aside, and what could not be made: if anything, the command ends with 1."""
    said = asides or {}
    show.notes(written.notes)
    show.lines(f"Written: {path}{said.get(path.name, '')}" for path in written.paths)
    if written.problems:
        show.problems(written.problems, "The files named here were not written.")
    _show(written.failures)
    if written.problems or written.failures:
        raise typer.Exit(show.NEEDS_MENDING)


def _show(failures: Sequence[Failure]) -> None:
    for failure in failures[:MOST_TRACEBACKS]:
        show.lines([*failure.traceback.rstrip().splitlines(), ""], err=True)
    for failure in failures:
        show.warnings([f"Not written: “{failure.title}” ({failure.name}). This is a fault in the program."])
    if failures:
        show.aside("Please report it with the lines above. Documents listed as written are complete.")
