"""`criteria`: the packs, one in full, its faults, its own worked examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.score import JsonOption

if TYPE_CHECKING:
    from socialvalue.model.criteria import Criteria

app = typer.Typer(help="The award models: list, show, check and test them.", no_args_is_help=True)

Reference = Annotated[str, typer.Argument(metavar="CRITERIA", help="A pack, a criteria file, or a competition folder.")]


@app.command("list", epilog="Example: socialvalue criteria list")
@show.guarded
def list_packs(as_json: JsonOption = False) -> None:
    """List the packs that ship with the tool."""
    from socialvalue.intake.criteria_file import load_criteria, packs

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
    from socialvalue.intake.criteria_file import load_criteria

    model = load_criteria(criteria).criteria
    if as_json:
        show.say_json(model.model_dump(mode="json", by_alias=True, exclude_none=True))
        return
    for text in award_model(model):
        show.line(text)


@app.command("check", epilog="Example: socialvalue criteria check my-tender")
@show.guarded
def check(criteria: Reference, as_json: JsonOption = False) -> None:
    """Find every fault of a criteria file at once, each by its key."""
    from socialvalue.intake.criteria_file import load_criteria
    from socialvalue.model.layout import fingerprint

    model = load_criteria(criteria).criteria
    remarks = _remarks(model)
    if as_json:
        show.say_json({"problems": [], "notes": remarks, "fingerprint": fingerprint(model)})
        return
    show.notes(remarks)
    total = f"{len(model.leaves)} scored questions" if len(model.leaves) != 1 else "1 scored question"
    show.line(f"No faults: {model.title}, version {model.version}; {total}, weights add up to 100.")
    show.line(f"Fingerprint: {fingerprint(model)}")


def _remarks(model: Criteria) -> list[str]:
    """Say what is allowed, and worth a second thought before it is published."""
    from socialvalue.model.methods import NEEDS_ABOVE_ZERO

    award, remarks = model.award, []
    if award.pounds_per_point is not None and award.basis != "monetised-quality":
        remarks.append(f"award.pounds-per-point has no effect on the basis {award.basis}.")
    if not award.tie_break:
        remarks.append("award.tie-break is not given: equal totals will be shown as a tie.")
    if award.moderation != "consensus":
        remarks.append(f"Evaluators' marks are combined by {award.moderation}: the tender documents must say so.")
    divided = [leaf for leaf in model.leaves if isinstance(leaf.score, NEEDS_ABOVE_ZERO)]
    return remarks + [
        f"{leaf.key} may be zero, but its score method divides by the lowest value: a zero will be refused."
        for leaf in divided
        if getattr(leaf.input, "at_least_zero", False)
    ]


@app.command("test", epilog="Example: socialvalue criteria test best-value")
@show.guarded
def test(criteria: Annotated[str, typer.Argument(help="A pack, a criteria file, a case file or a folder.")]) -> None:
    """Run the worked examples of an award model: bids, and the points expected."""
    from socialvalue.errors import FilesNeedMending
    from socialvalue.intake.cases import find_cases, read_case
    from socialvalue.scoring.unscorable import unscorable
    from socialvalue.scoring.worked import differences

    wrong, problems, files = 0, [], find_cases(Path(criteria) if Path(criteria).exists() else criteria)
    for file in files:
        case, faults = read_case(file)
        if case is not None:
            faults = unscorable(case.criteria, case.competition)
        if case is None or faults:
            problems += faults
            continue
        _, found = differences(case.criteria, case.competition, case.expected)
        wrong += bool(found)
        show.line(f"{'FAILED' if found else 'passed'}  {case.name}  ({file.name})")
        for one in found:
            show.line(f"        {one.bidder} · {one.what}: expected {one.expected}, came out as {one.actual}")
            if one.working:
                show.line(f"        working: {one.working}")
    if problems:
        raise FilesNeedMending(problems)
    show.line(f"{len(files) - wrong} of {len(files)} worked examples came out as expected.")
    if wrong:
        raise typer.Exit(show.NEEDS_MENDING)
