"""Writing documents: a bar while they are made, then where they are, and what could not be made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.cli import show
from socialvalue.cli.progress import writing_progress

if TYPE_CHECKING:
    from socialvalue.report.page.document import Document
    from socialvalue.report.page.many import Failure
    from socialvalue.report.page.write import Format

#: A fault of ours meets many documents alike: so many are told in full, and the rest by name.
MOST_TRACEBACKS = 3


def write_all(
    documents: Sequence[Document], out: Path, formats: Sequence[Format] = ("pdf",), *, label: str = "Writing"
) -> bool:
    """Write documents, show where they are, and say whether all were made: if not, the command ends with 1."""
    from socialvalue.report.page.many import write_documents

    with writing_progress(label, len(documents)) as done:
        written = write_documents(documents, out, formats, done=done)
    show.notes(written.notes)
    for path in written.paths:
        show.line(f"Written: {path}")
    if written.problems:
        show.problems(written.problems, "The files named here were not written.")
    _show(written.failures)
    return not written.problems and not written.failures


def _show(failures: Sequence[Failure]) -> None:
    for failure in failures[:MOST_TRACEBACKS]:
        show.lines([*failure.traceback.rstrip().splitlines(), ""], err=True)
    for failure in failures:
        show.warnings([f"Not written: “{failure.title}” ({failure.name}). This is a fault in the program."])
    if failures:
        show.aside("Please report it with the lines above. Documents listed as written are complete.")
