"""`explain`: the working of a score, from cell to points, as a tree."""

from __future__ import annotations

from typing import Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.options import CriteriaOption, JsonOption, TargetArgument, found_at


@show.guarded
def explain(
    target: TargetArgument,
    bidder: Annotated[str, typer.Argument(help="The bidder's name, or enough of it to fit only one.")],
    criterion: Annotated[str | None, typer.Argument(help="A criterion, criterion.question or dimension id.")] = None,
    criteria: CriteriaOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where a score came from: the cell, the value, the published rule, the points."""
    from socialvalue.competition.evaluate import evaluate
    from socialvalue.competition.explain import explain as explanation_of
    from socialvalue.competition.record import NOT_RECORDED

    for one in evaluate(found_at(target, criteria), may_lack=True):
        show.notes([note for note in one.notes if note.text == NOT_RECORDED])
        explanation = explanation_of(one, bidder, criterion)
        if as_json:
            show.say_json(explanation.as_json())
            continue
        if one.target.lot:
            show.heading(one.target.lot)
        show.lines(explanation.lines())
