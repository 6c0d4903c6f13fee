"""`moderate`: every individual mark side by side, flagged, with room for what the panel agrees. It never averages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.progress import reading_progress
from socialvalue.competition.targets import Target, load, targets
from socialvalue.errors import FilesNeedMending, Note, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from socialvalue.competition.panel_files import PanelFiles
    from socialvalue.intake.folder import Reading
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.panel import Flag, Panel

    Progress = Callable[[int, int], None]

PANEL_EXAMPLE = """\
format = 1

[[evaluator]]
id           = "marsden"
name         = "Helen Marsden"
role         = "Head of passenger transport"
organisation = "Northmoor Borough Council"
chair        = true
questions    = ["service", "governance"]   # ids of criteria or of criterion.question
declared     = 2026-09-07                  # the day of the declaration of interests
interest     = "none"                      # or what it is, and then: decision = "what was decided\""""


#: What `check` reports and `moderate` only flags: the panel's meeting is where it is put right.
MENDED_BY_THE_PANEL = ("moderation-older", "reason-missing", "reason-too-short")


@show.guarded
def moderate(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and panel/.")],
) -> None:
    """Put all marks and reasons side by side in moderation.xlsx, with flags. Agreed marks are kept."""
    found = targets(folder)
    with reading_progress("Reading score sheets") as progress:
        read = [(target, *read_panel(target, progress)) for target in found]
    problems = [problem for *_, files in read for problem in files.faults if problem.code not in MENDED_BY_THE_PANEL]
    if problems:
        raise FilesNeedMending(problems)
    for target, criteria, bids, panel, files in read:
        _write(target, criteria, list(bids.marked), panel, files)


def panel_and_bidders(target: Target, *, strict: bool = False) -> tuple[Criteria, Reading, Panel]:
    """Return a target's criteria, who bid, and its panel. Prices are not read, and bids that are new are recorded.

    What is not as the record says is told; where it is ``strict``, it is refused.

    Raises:
        WrongUsage: Where the folder has no panel.toml.
        FilesNeedMending: Where the criteria, the bidders' names or the panel file have faults.
    """
    from socialvalue.competition.record import Record
    from socialvalue.competition.standing import held_against_record
    from socialvalue.intake.folder import bidders_in
    from socialvalue.intake.panel.file import load_panel
    from socialvalue.model.panel_layout import MODERATION_FILE, PANEL_FILE

    if not (target.path / PANEL_FILE).is_file():
        raise WrongUsage(
            f"“{target.path}” has no {PANEL_FILE}, the file that says who marks what. Write one, for example:\n\n"
            f"{PANEL_EXAMPLE}\n\nWithout a panel file, enter the agreed marks with: "
            f"socialvalue form moderation {target.path}"
        )
    criteria, _ = load(target)
    bids = bidders_in(target.path, criteria)
    loaded = load_panel(target.path, criteria, bids.marked, withdrawn=bids.unmarked)
    if loaded.panel is None or loaded.problems:
        raise FilesNeedMending(list(loaded.problems))
    record = Record(target.path)
    standing = held_against_record(record, target, criteria, None, prices=False)
    if strict and standing.problems:
        raise FilesNeedMending(standing.problems)
    # The moderation workbook is what these commands make: that it is not there is no news.
    others = [problem for problem in standing.problems if problem.place.file != MODERATION_FILE]
    show.notes([*standing.notes, *(Note(problem.place, problem.found) for problem in others)])
    return criteria, bids, loaded.panel


def read_panel(target: Target, progress: Progress | None = None) -> tuple[Criteria, Reading, Panel, PanelFiles]:
    """Return a target's criteria, who bid, and its panel, with everything that the panel's files hold."""
    from socialvalue.competition.panel_files import read_panel_files

    criteria, bids, panel = panel_and_bidders(target)
    return criteria, bids, panel, read_panel_files(target.path, criteria, bids, progress)


def _write(target: Target, criteria: Criteria, bidders: list[str], panel: Panel, files: PanelFiles) -> None:
    from socialvalue.analysis.reasons.findings import flags
    from socialvalue.competition.recording import recorded_moderation, recorded_panel
    from socialvalue.model.panel_layout import MODERATION_FILE, marks_fingerprint
    from socialvalue.record import store
    from socialvalue.record.changes import head_of_inputs
    from socialvalue.workbooks.moderation_book import moderation_book
    from socialvalue.workbooks.save import save

    differences = _differences(panel, files)
    marks_hash = marks_fingerprint(files.marks)
    raised = flags(criteria, panel, files.marks)
    # What was agreed so far, and the sheets as received, are on record before the file is made anew.
    recorded_panel(files)
    book = moderation_book(
        criteria,
        panel,
        bidders,
        files.marks,
        files.agreed,
        raised,
        differences=differences,
        marks_hash=marks_hash,
        record=head_of_inputs(store.sound(target.path)),
    )
    path = target.path / MODERATION_FILE
    save(book, path)
    recorded_moderation(target.path, marks_hash)
    show.notes(files.notes)
    _tell(files, raised, differences, len(criteria.panel_leaves) * len(bidders))
    show.line(f"Written: {path}")


def _differences(panel: Panel, files: PanelFiles) -> list[str]:
    """Return what has changed in the sheets since moderation.xlsx was last made, one line each."""
    from socialvalue.record.changes import since_moderation

    names = {one.id: one.name for one in panel.evaluator}
    lines = []
    for event in since_moderation(files.known, files.marks):
        was, now = event.was or {}, event.now or {}
        before, after = was.get("mark") or "blank", now.get("mark") or "blank"
        what = f"{before} is now {after}" if before != after else f"still {after}, with other words"
        lines.append(f"{names[event.who]}, {event.bidder}, {event.question}: {what}")
    return lines


def _tell(files: PanelFiles, raised: Sequence[Flag], differences: Sequence[str], wanted: int) -> None:
    from socialvalue.analysis.reasons.findings import RULES

    agreed = sum(one.value is not None for one in files.agreed)
    given = sum(mark.value is not None for mark in files.marks)
    show.line(f"{len(files.sheets)} score sheets with {given} marks; {agreed} of {wanted} marks agreed so far.")
    kinds: dict[str, int] = {}
    for flag in raised:
        kinds[flag.kind] = kinds.get(flag.kind, 0) + 1
    for kind, count in sorted(kinds.items()):
        show.line(f"  {count:>3}  {RULES[kind]}")
    for text in differences:
        show.line(f"  changed since: {text}")
