"""`moderate`: every individual mark side by side, flagged, with room for what the panel agrees. It never averages."""

from __future__ import annotations

from socialvalue.cli import show
from socialvalue.cli.options import PanelArgument, found_at
from socialvalue.cli.progress import progress_bar


@show.guarded
def moderate(folder: PanelArgument) -> None:
    """Put all marks and reasons side by side in moderation.xlsx, with flags. Agreed marks are kept."""
    from socialvalue.competition.moderate import moderate as side_by_side

    found = found_at(folder)
    with progress_bar("Reading score sheets") as progress:
        done = side_by_side(found, progress=progress)
    for one in done:
        show.notes(one.notes)
        text = f"{one.sheets} score sheets with {one.given} marks; {one.agreed} of {one.wanted} marks agreed so far."
        show.line(text)
        show.lines(f"  {count:>3}  {flag}" for flag, count in one.flags.items())
        show.lines(f"  changed since: {change}" for change in one.changed_since)
        show.line(f"Written: {one.path}")
