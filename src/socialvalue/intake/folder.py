"""A competition folder, or one comparison workbook, into a competition: or into every problem that is in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from socialvalue.collector import collector_paused
from socialvalue.errors import FilesNeedMending, Note, Place, Problem
from socialvalue.intake.bids.about import check_version
from socialvalue.intake.bids.bid import Model, ReadBid
from socialvalue.intake.bids.files import find_bid_files, refuse_by_name
from socialvalue.intake.bids.outliers import far_above_others
from socialvalue.intake.bids.recognise import read_workbook
from socialvalue.intake.join import find_duplicates, find_unequal_years, find_unmarked, join_agreed
from socialvalue.intake.panel.agreed import AgreedReading, read_agreed
from socialvalue.intake.reading import Progress, few
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.workbook import Books
from socialvalue.model.competition import Competition, InputFile, Mark
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel_layout import MODERATION_FILE

BIDS_FOLDER = "bids"


@dataclass(frozen=True)
class Reading:
    """What was read: a competition, or the problems in its way; and notes, which stop nothing.

    ``bidders`` are those whose bids stand, and ``withdrawn`` the others, also where there are problems; ``failing``
    are the bidders who fail a standard and so need no marks. ``complete`` says that no bid is lacking among them
    because its file could not be read. ``agreed`` is what the panel's moderation file holds, where that was read.
    """

    competition: Competition | None
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    bidders: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    complete: bool = True
    agreed: AgreedReading | None = None

    @property
    def marked(self) -> tuple[str, ...]:
        """The bidders whom the panel marks."""
        return tuple(bidder for bidder in self.bidders if bidder not in set(self.failing))

    @property
    def unmarked(self) -> tuple[str, ...]:
        """The bidders whom the panel need not mark: withdrawn, or failing a standard."""
        return (*self.withdrawn, *self.failing)


@dataclass
class _Gathered:
    """Everything read so far of a competition's files."""

    model: Model
    bids: list[ReadBid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    inputs: list[InputFile] = field(default_factory=list)
    complete: bool = True
    books: Books = field(default_factory=Books)


def read_folder(  # noqa: PLR0913 - what is read, by what, and how: all but the first three by name
    folder: Path,
    criteria: Criteria,
    criteria_sha256: str,
    *,
    progress: Progress | None = None,
    prices: bool = True,
    marks: Mapping[tuple[str, str], Mark] | None = None,
    books: Books | None = None,
) -> Reading:
    """Read all bids of a competition folder, with the agreed marks of its ``moderation.xlsx`` where there is one.

    Without ``prices`` nothing that is asked about a price is read, so that quality can be judged complete before any
    price is seen. ``marks`` (by bidder and question) stand in where the panel has agreed none: averages, where the
    tender documents said so. ``books`` are workbooks that were opened before, and are not opened again. ``progress``
    is called with how much is done and how much there is to do.
    """
    gathered = _Gathered(Model.of(criteria, prices=prices), books=books or Books())
    with collector_paused():
        _gather_bids(folder, gathered, progress)
        agreed = _agreed(folder, gathered)
        for bid in gathered.bids:
            for leaf in gathered.model.panel:
                mark = (marks or {}).get((bid.bidder, leaf.key))
                if mark is not None and bid.mark_place(leaf.key) is None:
                    bid.answers[leaf.key] = mark
        return _finish(gathered, agreed, criteria_sha256)


def read_comparison_file(
    path: Path, criteria: Criteria, criteria_sha256: str, progress: Progress | None = None
) -> Reading:
    """Read one workbook that stands alone, without a competition folder."""
    gathered = _Gathered(Model.of(criteria))
    problem = refuse_by_name(path, path.name)
    if problem is not None:
        gathered.problems.append(problem)
        gathered.complete = False
        return _finish(gathered, None, criteria_sha256)
    with collector_paused():
        _gather_file(path, path.name, gathered, progress)
        return _finish(gathered, None, criteria_sha256)


def bidders_in(folder: Path, criteria: Criteria) -> Reading:
    """Return whose bids there are, without competition: faults in their answers do not matter here.

    The panel can begin while they are being mended. Prices are not read.

    Raises:
        FilesNeedMending: When a file could not be read, a bid has no name, or two bids have one name.
    """
    gathered = _Gathered(Model.of(criteria, prices=False))
    _gather_bids(folder, gathered, None)
    problems = gathered.problems + find_duplicates(gathered.bids)
    if problems:
        raise FilesNeedMending(problems, gathered.notes)
    reading = _finish(gathered, None, "")
    return Reading(None, (), reading.notes, reading.bidders, reading.withdrawn, reading.failing)


def _gather_bids(folder: Path, gathered: _Gathered, progress: Progress | None) -> None:
    found = find_bid_files(folder / BIDS_FOLDER, BIDS_FOLDER)
    gathered.problems += found.problems
    gathered.notes += found.notes
    gathered.complete = not found.problems
    for index, path in enumerate(found.workbooks):
        _gather_file(path, f"{BIDS_FOLDER}/{path.name}", gathered, progress if len(found.workbooks) == 1 else None)
        if progress is not None and len(found.workbooks) > 1:
            progress(index + 1, len(found.workbooks))


def _gather_file(path: Path, label: str, gathered: _Gathered, progress: Progress | None) -> None:
    try:
        workbook = gathered.books.open(path, label)
        gathered.inputs.append(InputFile(label, workbook.sha256))
        if (problem := check_version(workbook, gathered.model.criteria)) is not None:
            gathered.problems.append(problem)
        reading = read_workbook(workbook, gathered.model, progress)
    except Refused as refused:
        gathered.problems.append(refused.problem)
        gathered.complete = False
        return
    gathered.bids += reading.bids
    gathered.problems += reading.problems
    gathered.notes += reading.notes
    if not reading.bids and not reading.problems:
        gathered.problems.append(_no_bids(Place(label), "a workbook without a bid"))


def _agreed(folder: Path, gathered: _Gathered) -> AgreedReading | None:
    """Read what the panel agreed into the bids."""
    model, bidders = (
        gathered.model,
        dict.fromkeys(bid.bidder for bid in reversed(gathered.bids)),
    )  # of two bids of one name the first
    agreed = read_agreed(folder, model.criteria, list(bidders), complete=gathered.complete, books=gathered.books)
    if agreed is not None:
        if agreed.sha256:
            gathered.inputs.append(InputFile(MODERATION_FILE, agreed.sha256))
        gathered.problems += [*agreed.problems, *join_agreed(model, gathered.bids, agreed)]
        gathered.notes += agreed.notes
    return agreed


def _finish(gathered: _Gathered, agreed: AgreedReading | None, criteria_sha256: str) -> Reading:
    model, bids = gathered.model, gathered.bids
    problems = list(gathered.problems)
    problems += find_duplicates(bids)
    for bid in bids:
        if not bid.withdrawn:
            problems += bid.problems
    problems += find_unmarked(model, bids, agreed)
    problems += find_unequal_years(model, bids)
    if not bids and not problems:
        problems.append(_no_bids(Place(BIDS_FOLDER), "no bids"))
    notes = (*gathered.notes, *far_above_others(model, bids), *few([note for bid in bids for note in bid.notes]))
    names = tuple(bid.bidder for bid in bids if not bid.withdrawn)
    withdrawn = tuple(bid.bidder for bid in bids if bid.withdrawn)
    failing = tuple(bid.bidder for bid in bids if not bid.withdrawn and bid.fails_a_standard(model.criteria))
    if problems:
        return Reading(None, tuple(problems), notes, names, withdrawn, failing, gathered.complete, agreed)
    finished = tuple(bid.finished() for bid in bids)
    inputs = tuple(sorted(gathered.inputs, key=lambda one: one.file))
    competition = Competition(finished, inputs, criteria_sha256, notes)
    return Reading(competition, (), notes, names, withdrawn, failing, agreed=agreed)


def _no_bids(place: Place, found: str) -> Problem:
    action = "Enter at least one bid, with its bidder's name."
    return Problem("no-bids", place, found, "at least one bid", action)
