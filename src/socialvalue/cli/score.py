"""`check` and `score`: every fault at once, or the ranking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.progress import reading_progress
from socialvalue.competition.evaluate import Evaluated, Override, evaluate_all
from socialvalue.competition.targets import targets
from socialvalue.errors import FilesNeedMending, WrongUsage

if TYPE_CHECKING:
    from socialvalue.model.evaluation import EvaluatedBid

TargetArgument = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The competition folder (or one comparison workbook).")
]
CriteriaOption = Annotated[
    str | None, typer.Option("--criteria", help="A pack or a criteria file, if there is no competition folder.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Where to write. Default: out/ beside the bids.")]
OpenerOption = Annotated[
    str | None,
    typer.Option(
        "--open-prices-by",
        metavar="NAME",
        help="Who opens the prices before the quality marks are complete (recorded).",
    ),
]
AcceptOption = Annotated[
    str | None,
    typer.Option(
        "--accept-by",
        metavar="NAME",
        help="Who takes responsibility for a file that has changed since it was received (recorded).",
    ),
]
BecauseOption = Annotated[
    str | None, typer.Option("--because", help="Why prices are opened early, or a change is accepted (recorded).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON and nothing else.")]


@show.guarded
def check(
    target: TargetArgument,
    criteria: CriteriaOption = None,
    opener: OpenerOption = None,
    accepter: AcceptOption = None,
    because: BecauseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List every fault in every file at once, each with its file, sheet and cell. Nothing is written."""
    from socialvalue.competition import papers

    _alone(because, opener, accepter)
    found = targets(target, criteria)
    try:
        with reading_progress() as progress:
            early, accepted = override(opener, because), acceptance(accepter, because)
            done = evaluate_all(found, progress, early, accepted=accepted, may_lack=True)
    except FilesNeedMending as error:
        raise FilesNeedMending([*error.problems, *papers.faults(found)[0]], error.notes) from error
    problems, about_papers = papers.faults(found, done)
    if problems:
        raise FilesNeedMending(problems, about_papers)
    if as_json:
        notes = [{"lot": one.target.lot, "note": str(note)} for one in done for note in one.notes]
        notes += [{"lot": "", "note": str(note)} for note in about_papers]
        show.say_json({"problems": [], "notes": notes})
        return
    show.notes(about_papers)
    for one in done:
        show.notes(one.notes)
        count = len(one.evaluation.bids)
        lot = f"{one.target.lot}: " if one.target.lot else ""
        bids = "1 bid" if count == 1 else f"{count} bids"
        show.line(f"{lot}No faults: {bids} in {_counted(len(one.evaluation.inputs), 'file')}, ready to score.")


def override(opener: str | None, because: str | None) -> Override | None:
    """Return who opens the prices early and why; both must be said.

    Raises:
        WrongUsage: Where only one of the two is.
    """
    return _answering(
        opener,
        because,
        "To open prices before the quality marks are complete, give a name and a reason: --open-prices-by and "
        "--because. Both go into the record and the report.",
    )


def acceptance(accepter: str | None, because: str | None) -> Override | None:
    """Return who answers for what has changed since it was received, and why; both must be said.

    Raises:
        WrongUsage: Where only one of the two is.
    """
    return _answering(
        accepter,
        because,
        "To accept a change, give a name and a reason: --accept-by and --because. Both go into the record.",
    )


def _answering(by: str | None, because: str | None, otherwise: str) -> Override | None:
    if by is None:
        return None
    if not (by.strip() and because and because.strip()):
        raise WrongUsage(otherwise)
    return Override(by.strip(), because.strip())


def _alone(because: str | None, *names: str | None) -> None:
    """Refuse a reason that belongs to nobody.

    Raises:
        WrongUsage: Where there is a reason and no name.
    """
    if because is not None and not any(names):
        raise WrongUsage(
            "A reason needs a name: use --because together with --open-prices-by or --accept-by. Both go into the "
            "record."
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@show.guarded
def score(
    target: TargetArgument,
    criteria: CriteriaOption = None,
    *,
    out: OutOption = None,
    opener: OpenerOption = None,
    accepter: AcceptOption = None,
    because: BecauseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score and rank the bids: in the terminal, in out/evaluation.json and in out/results.xlsx."""
    _alone(because, opener, accepter)
    with reading_progress() as progress:
        early, accepted = override(opener, because), acceptance(accepter, because)
        done = evaluate_all(targets(target, criteria, out), progress, early, accepted=accepted)
    for one in done:
        write_results(one)
    if as_json:
        _print_json(done)
        return
    for one in done:
        show_ranking(one)


def _print_json(done: list[Evaluated]) -> None:
    if len(done) == 1 and not done[0].target.lot:
        show.say_json_text(done[0].evaluation.to_json())
        return
    lots = [
        {"lot": one.target.lot, "evaluation": one.evaluation.model_dump(mode="json", by_alias=True)} for one in done
    ]
    show.say_json({"format": 1, "lots": lots})


def write_results(one: Evaluated) -> None:
    """Write out/evaluation.json and out/results.xlsx, both or neither."""
    from socialvalue.competition.recording import recorded_evaluation
    from socialvalue.files import whole
    from socialvalue.workbooks.results import results_workbook
    from socialvalue.workbooks.save import save

    workbook, content = results_workbook(one.criteria, one.evaluation), one.evaluation.to_json().encode()
    if one.target.is_folder:
        recorded_evaluation(one.target.path, "evaluation.json", content)
    with whole(one.target.out / "evaluation.json") as beside:
        beside.write_bytes(content)
        save(workbook, one.target.out / "results.xlsx")


def show_ranking(one: Evaluated) -> None:
    """Show the ranking, who is out and why, price queries and notes."""
    from socialvalue.model.evaluation import STATUSES

    criteria, bids = one.criteria, one.evaluation.bids
    title = criteria.competition.title or criteria.title
    show.heading(f"{one.target.lot}: {title}" if one.target.lot else title)
    model = criteria.title if criteria.title != title else "Award model"
    show.line(f"{model}, version {criteria.version}")
    show.line()
    ranked = [bid for bid in bids if bid.in_ranking]
    if ranked:
        header = ["Rank", "Bidder", criteria.basis.figure, *(d.title for d in criteria.dimension), "Price"]
        show.table(header, [_row(bid) for bid in ranked], right=[0, *range(2, len(header))])
    else:
        show.line("No bid is ranked.")
    for bid in bids:
        for reason in (*bid.failed, *bid.queries):
            show.line()
            show.line(f"{bid.bidder} ({STATUSES[bid.status]}): {reason}")
    show.line()
    show.warnings(one.evaluation.warnings)
    show.notes(one.evaluation.notes)
    show.notes([note for note in one.notes if str(note) not in one.evaluation.notes])
    show.line(f"Written: {one.target.out / 'evaluation.json'} and {one.target.out / 'results.xlsx'}")


def _row(bid: EvaluatedBid) -> list[str]:
    from socialvalue.decimals import pounds

    dimensions = ["–" if d.points is None else format(d.points, "f") for d in bid.dimensions]
    price = "–" if bid.price is None else pounds(bid.price)
    rank = f"{bid.rank}=" if bid.tied else str(bid.rank)
    return [rank, bid.bidder, format(bid.total or 0, "f"), *dimensions, price]
