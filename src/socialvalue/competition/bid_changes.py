"""What a bid says now beside what it said when it was received, read from the kept copy by the same reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from socialvalue.errors import Place, Problem
from socialvalue.intake.bids.said import EVIDENCE, Said, Version, version_of
from socialvalue.model.layout import fields
from socialvalue.record import store
from socialvalue.record.bids import Difference, bid_problem
from socialvalue.record.history import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from socialvalue.model.criteria import Criteria

SAVED_AGAIN = "was saved again after it was received; no answer changed"


@dataclass(frozen=True)
class Compared:
    """The differences between two versions, or ``said``: why they do not matter."""

    said: str = ""
    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def matters(self) -> bool:
        return bool(self.problems)


def compared(folder: Path, name: str, was: str, criteria: Criteria, *, prices: bool) -> Compared:
    """Return what is other in the bid file ``name`` than in its kept copy, whose hash is ``was``."""
    copy = store.kept(folder, was)
    where = f"{FOLDER}/{store.RECEIVED}/{copy.name}" if copy is not None else ""
    if copy is None:
        found = "a different file from the one received, and no copy is left to compare it with"
        return Compared(problems=[bid_problem(Place(file=name), found, where)])
    old, new = version_of(copy, name, criteria), version_of(folder / name, name, criteria)
    if old.cells is None or new.cells is None:
        which = "which could not be read as a bid" if old.cells is None else "and this one cannot be read as a bid"
        found = f"another file than was received, {which}, so that the two cannot be compared"
        return Compared(problems=[bid_problem(Place(file=name), found, where)])
    differences, filled = _differences(old, new, name, criteria, prices=prices)
    if not differences:
        said = f"was filled in after it was first read: {filled} cells that were empty" if filled else SAVED_AGAIN
        return Compared(said)
    return Compared(differences=differences, problems=[one.problem(where) for one in differences])


def _differences(
    old: Version, new: Version, name: str, criteria: Criteria, *, prices: bool
) -> tuple[list[Difference], int]:
    """Return the cells that are other, and how many were filled in.

    A comparison workbook is the authority's own, and is filled in as bids are opened and marks agreed: only what stood
    in it already must stay. A bidder's own form must stay as it is.
    """
    before, now = old.cells or {}, new.cells or {}
    titles = {one.id: one.title for one in fields(criteria)}
    sealed = {leaf.key for leaf in criteria.price_leaves} if not prices else set()
    found, filled = [], 0
    for bidder, id_ in dict.fromkeys([*before, *now]):
        was = before.get((bidder, id_), Said("", Place(file=name)))
        is_ = now.get((bidder, id_), Said("", Place(file=name, sheet=was.place.sheet)))
        if was.text == is_.text:
            continue
        if not new.is_form and not was.text:
            filled += 1
            continue
        plain = id_.removeprefix(EVIDENCE).removeprefix("reason:").removeprefix("reference:")
        asked = plain.partition(":year-")[0]
        title = titles.get(plain, plain)
        found.append(
            Difference(
                bidder or new.bidder or old.bidder or "A bid without a name",
                id_,
                f"evidence for “{title}”" if id_.startswith(EVIDENCE) else f"“{title}”",
                was.text,
                is_.text,
                f"{was.place.sheet} {was.place.cell}".strip(),
                is_.place,
                # What stands under an id that nobody knows may be a price too.
                withheld=bool(sealed) and (asked in sealed or (plain not in titles and asked not in titles)),
            )
        )
    return found, filled
