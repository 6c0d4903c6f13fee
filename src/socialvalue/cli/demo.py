"""`demo`: a complete realistic competition, scored and reported."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from socialvalue.cli import show
from socialvalue.cli.targets import targets
from socialvalue.competition import clock
from socialvalue.competition.demo_panel import MET_AGAIN, write_panel
from socialvalue.competition.evaluate import evaluate_all
from socialvalue.competition.making import made
from socialvalue.competition.papers import look_of
from socialvalue.competition.targets import CRITERIA

if TYPE_CHECKING:
    from socialvalue.model.criteria import Criteria

#: What the documents are made from beside the evaluation, copied as it stands.
PAPERS = ("authority.toml", "logo.svg", "award.toml", "redactions.toml")


@show.guarded
def demo(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")] = Path("demo"),
) -> None:
    """Write a complete, realistic competition, score it and make its report: the whole job in one command."""
    from socialvalue.cli.report import write_report_of
    from socialvalue.cli.score import show_ranking

    with made(folder, "demo", write_competition) as notes:
        show.notes(notes)
        text = "a community transport contract, six bids, a panel of four and the marks they agreed"
        show.line(f"Made {folder}: {text}.")
        show.line()
        with clock.not_before(MET_AGAIN):
            for one in evaluate_all(targets(folder)):
                write_report_of(one, look_of(one.target))
                show.line()
                show_ranking(one)
    show.line()
    show.line("Look at the report, then trace one number back to its cell:")
    show.line(f"  socialvalue explain {folder} Sallowfield price")


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
