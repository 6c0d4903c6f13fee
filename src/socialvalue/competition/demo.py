"""The demonstration: a complete, realistic competition, scored and reported."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialvalue.competition import clock
from socialvalue.competition.demo_panel import MET_AGAIN, write_panel
from socialvalue.competition.documents import report
from socialvalue.competition.evaluate import evaluate
from socialvalue.competition.making import made
from socialvalue.competition.results import score
from socialvalue.competition.targets import CRITERIA, find

if TYPE_CHECKING:
    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.errors import Note
    from socialvalue.model.criteria import Criteria
    from socialvalue.report.page.written import Written

#: What the documents are made from beside the evaluation, copied as it stands.
PAPERS = ("authority.toml", "logo.svg", "award.toml", "redactions.toml")


@dataclass(frozen=True)
class Demonstration:
    """The demonstration as it was made: its evaluation and its report, and what to know about an earlier try."""

    folder: Path
    evaluated: tuple[Evaluated, ...]
    written: Written
    notes: tuple[Note, ...]


def demo(folder: Path | str) -> Demonstration:
    """Write a complete, realistic competition, score it and make its report.

    Its panel has met on days of its own. What is recorded after that happens now, or where this computer's clock is
    before those days, on the last of them.

    Raises:
        WrongUsage: Where the folder holds something already.
    """
    folder = Path(folder)
    with made(folder, "demo", write_competition) as notes:
        when = max(clock.now(), MET_AGAIN)
        evaluated = evaluate(find(folder), when=when)
        score(evaluated, when=when)
        return Demonstration(folder, evaluated, report(evaluated, when=when), tuple(notes))


def write_competition(folder: Path) -> None:
    """Write the demonstration's criteria file, six filled bid forms, the panel's files and the award's."""
    from socialvalue import resources
    from socialvalue.files import write_bytes, write_text
    from socialvalue.intake.criteria.file import load_criteria

    home = resources.folder("templates") / "demo"
    write_text(folder / CRITERIA, (home / CRITERIA).read_text(encoding="utf-8"))
    criteria = load_criteria(folder / CRITERIA).criteria
    bids = _toml(home / "bids.toml")["bids"]
    for number, (bidder, given) in enumerate(bids.items(), start=1):
        _write_bid(folder / "bids" / f"{number:02}-{_slug(bidder)}.xlsx", criteria, bidder, given)
    write_panel(folder, criteria, list(bids))
    for name in PAPERS:
        write_bytes(folder / name, (home / name).read_bytes())


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _slug(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in name.replace("'", "").casefold())
    return "-".join(kept.split()[:2])


def _write_bid(path: Path, criteria: Criteria, bidder: str, given: dict[str, Any]) -> None:
    from socialvalue.workbooks.bid_form import bid_form
    from socialvalue.workbooks.fill import fill_bid_form
    from socialvalue.workbooks.save import save

    prefixed = {"commitments": "commitment", "standards": "standard"}
    answers = {key: value for key, value in given.items() if not isinstance(value, dict)}
    for table, prefix in prefixed.items():
        answers |= {f"{prefix}:{id_}": value for id_, value in given.get(table, {}).items()}
    answers |= given.get("responses", {})
    form = bid_form(criteria)
    fill_bid_form(form, {"bidder": bidder} | answers, given.get("evidence"))
    save(form, path)
