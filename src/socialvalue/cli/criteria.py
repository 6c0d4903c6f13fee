"""`criteria`: the packs, one in full, its faults, its own worked examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.score import JsonOption

if TYPE_CHECKING:
    from socialvalue.model.criteria import Criteria
    from socialvalue.scoring.worked import Difference

app = typer.Typer(
    help="The award models: list, show, check and test them.",
    no_args_is_help=True,
    epilog="Example: socialvalue criteria list",
)

#: Q^(wQ/wC) ÷ p of prices in the millions begins some five places behind the point.
ENOUGH_PLACES = 8

Reference = Annotated[str, typer.Argument(metavar="CRITERIA", help="A pack, a criteria file, or a competition folder.")]


@app.command("list", epilog="Example: socialvalue criteria list")
@show.guarded
def list_packs(as_json: JsonOption = False) -> None:
    """List the packs that ship with the tool."""
    from socialvalue.intake.criteria.file import load_criteria, packs

    models = [load_criteria(path).criteria for path in packs().values()]
    if as_json:
        keys = ("id", "version", "title", "jurisdiction", "source")
        show.say_json([{key: getattr(model, key) for key in keys} for model in models])
        return
    show.table(["Pack", "Version", "Title", "For"], [[m.id, m.version, m.title, m.jurisdiction] for m in models])


@app.command("show", epilog="Example: socialvalue criteria show best-value")
@show.guarded
def show_one(criteria: Reference, as_json: JsonOption = False) -> None:
    """Show one award model in full: weights, questions, methods, standards, scales, sources and doubts."""
    from socialvalue.cli.criteria_text import award_model
    from socialvalue.intake.criteria.file import load_criteria

    model = load_criteria(criteria).criteria
    if as_json:
        show.say_json(model.model_dump(mode="json", by_alias=True, exclude_none=True))
        return
    for text in award_model(model):
        show.line(text)


@app.command("check", epilog="Example: socialvalue criteria check my-tender")
@show.guarded
def check(criteria: Reference, as_json: JsonOption = False) -> None:
    """List every fault in a criteria file at once, each with its key."""
    from socialvalue.intake.criteria.file import load_criteria
    from socialvalue.model.fingerprint import fingerprint

    loaded = load_criteria(criteria)
    model = loaded.criteria
    remarks = _remarks(model)
    if as_json:
        show.say_json({"problems": [], "notes": remarks, "fingerprint": fingerprint(model), "sha256": loaded.sha256})
        return
    show.notes(remarks)
    total = f"{len(model.leaves)} scored questions" if len(model.leaves) != 1 else "1 scored question"
    show.line(f"No faults: {model.title}, version {model.version}; {total}, weights add up to 100.")
    show.line(f"Fingerprint of the award model, as forms carry it: {fingerprint(model)}")
    show.line(f"SHA-256 of the file, as evaluation.json has it:    {loaded.sha256}")


def _remarks(model: Criteria) -> list[str]:
    """Say what is allowed, and worth a second thought before it is published."""
    award, remarks = model.award, []
    if award.pounds_per_point is not None and award.basis != "monetised-quality":
        remarks.append(f"award.pounds-per-point has no effect on the basis {award.basis}.")
    if award.basis == "weighted-value" and award.decimal_places < ENOUGH_PLACES:
        remarks.append(
            f"weighted-value gives very small figures: at {award.decimal_places} decimal places bids that differ may "
            f"be published as a tie. Consider decimal-places = {ENOUGH_PLACES} or more."
        )
    if not award.tie_break:
        remarks.append("award.tie-break is not given: equal totals will be shown as a tie.")
    if award.moderation != "consensus":
        remarks.append(f"Evaluators' marks are combined by {award.moderation}: the tender documents must say so.")
    divided = [leaf for leaf in model.leaves if leaf.score is not None and leaf.score.above_zero]
    return remarks + [
        f"{leaf.key} may be zero, but its score method divides by the lowest value: a zero will be refused."
        for leaf in divided
        if getattr(leaf.input, "at_least_zero", False)
    ]


@app.command("test", epilog="Example: socialvalue criteria test best-value")
@show.guarded
def run_examples(
    criteria: Annotated[str, typer.Argument(help="A pack, a criteria file, a case file or a folder.")],
    as_json: JsonOption = False,
) -> None:
    """Run the worked examples of an award model: bids, and the points expected."""
    from dataclasses import asdict

    from socialvalue.errors import FilesNeedMending
    from socialvalue.intake.criteria.cases import find_cases, read_case
    from socialvalue.scoring.unscorable import unscorable
    from socialvalue.scoring.worked import differences

    results, problems = [], []
    for file in find_cases(Path(criteria) if Path(criteria).exists() else criteria):
        case, faults = read_case(file)
        if case is not None:
            faults = unscorable(case.criteria, case.competition)
        if case is None or faults:
            problems += faults
            continue
        _, found = differences(case.criteria, case.competition, case.expected)
        results.append((case.name, file.name, found))
        if not as_json:
            _tell_case(case.name, file.name, found)
    if problems:
        raise FilesNeedMending(problems)
    wrong = sum(bool(found) for _, _, found in results)
    if as_json:
        rows = [
            {"name": name, "file": file, "differences": [asdict(one) for one in found]} for name, file, found in results
        ]
        show.say_json({"cases": rows, "failed": wrong})
    else:
        show.line(f"{len(results) - wrong} of {len(results)} worked examples came out as expected.")
    if wrong:
        raise typer.Exit(show.NEEDS_MENDING)


def _tell_case(name: str, file: str, found: list[Difference]) -> None:
    show.line(f"{'FAILED' if found else 'passed'}  {name}  ({file})")
    for one in found:
        show.line(f"        {one.bidder} · {one.what}: expected {one.expected}, came out as {one.actual}")
        if one.working:
            show.line(f"        working: {one.working}")
