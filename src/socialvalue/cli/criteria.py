"""`criteria`: the packs, one in full, its faults, its own worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.options import JsonOption
from socialvalue.errors import FilesNeedMending

if TYPE_CHECKING:
    from socialvalue.competition.criteria import Example

app = typer.Typer(
    help="The award models: list, show, check and test them.",
    no_args_is_help=True,
    epilog="Example: socialvalue criteria list",
)

Reference = Annotated[str, typer.Argument(metavar="CRITERIA", help="A pack, a criteria file, or a competition folder.")]


@app.command("list", epilog="Example: socialvalue criteria list")
@show.guarded
def list_packs(as_json: JsonOption = False) -> None:
    """List the packs that ship with the tool."""
    from socialvalue.competition.criteria import packs

    models = packs()
    if as_json:
        keys = ("id", "version", "title", "jurisdiction", "source")
        show.say_json([{key: getattr(model, key) for key in keys} for model in models])
        return
    show.table(["Pack", "Version", "Title", "For"], [[m.id, m.version, m.title, m.jurisdiction] for m in models])


@app.command("show", epilog="Example: socialvalue criteria show best-value")
@show.guarded
def show_one(criteria: Reference, as_json: JsonOption = False) -> None:
    """Show one award model in full: weights, questions, methods, standards, scales, sources and doubts."""
    from socialvalue.competition.criteria import lines, load

    model = load(criteria).criteria
    if as_json:
        show.say_json(model.model_dump(mode="json", by_alias=True, exclude_none=True))
        return
    show.lines(lines(model))


@app.command("check", epilog="Example: socialvalue criteria check my-tender")
@show.guarded
def check(criteria: Reference, as_json: JsonOption = False) -> None:
    """List every fault in a criteria file at once, each with its key."""
    from socialvalue.competition.criteria import load, remarks
    from socialvalue.model.fingerprint import fingerprint

    loaded = load(criteria)
    model = loaded.criteria
    notes = remarks(model)
    if as_json:
        show.say_json({"problems": [], "notes": notes, "fingerprint": fingerprint(model), "sha256": loaded.sha256})
        return
    show.notes(notes)
    total = f"{len(model.leaves)} scored questions" if len(model.leaves) != 1 else "1 scored question"
    show.line(f"No faults: {model.title}, version {model.version}; {total}, weights add up to 100.")
    show.line(f"Fingerprint of the award model, as forms carry it: {fingerprint(model)}")
    show.line(f"SHA-256 of the file, as evaluation.json has it:    {loaded.sha256}")


@app.command("test", epilog="Example: socialvalue criteria test best-value")
@show.guarded
def run_examples(
    criteria: Annotated[str, typer.Argument(help="A pack, a criteria file, a case file or a folder.")],
    as_json: JsonOption = False,
) -> None:
    """Run the worked examples of an award model: bids, and the points expected."""
    from socialvalue.competition.criteria import run_examples as examples_of

    examples = examples_of(criteria)
    for example in examples.run if not as_json else ():
        _tell(example)
    if examples.problems:
        raise FilesNeedMending(list(examples.problems))
    count, failed = len(examples.run), examples.failed
    if as_json:
        show.say_json({"cases": [example.as_json() for example in examples.run], "failed": failed})
    else:
        show.line(f"{count - failed} of {count} worked examples came out as expected.")
    if failed:
        raise typer.Exit(show.NEEDS_MENDING)


def _tell(example: Example) -> None:
    show.line(f"{'FAILED' if example.differences else 'passed'}  {example.name}  ({example.file})")
    for one in example.differences:
        show.line(f"        {one.bidder} · {one.what}: expected {one.expected}, came out as {one.actual}")
        if one.working:
            show.line(f"        working: {one.working}")
