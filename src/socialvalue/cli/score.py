"""`score`: the ranking, on file and on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialvalue.cli import show
from socialvalue.cli.options import (
    AcceptOption,
    BecauseOption,
    CriteriaOption,
    JsonOption,
    OpenerOption,
    OutOption,
    TargetArgument,
    answering,
    found_at,
)
from socialvalue.cli.progress import progress_bar
from socialvalue.cli.ranking import show_ranking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from socialvalue.competition.evaluate import Evaluated


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
    from socialvalue.competition.evaluate import evaluate
    from socialvalue.competition.results import score as write_results

    opening, accepting = answering(opener, accepter, because)
    found = found_at(target, criteria, out)
    with progress_bar("Reading bids") as progress:
        done = evaluate(found, opening=opening, accepting=accepting, progress=progress)
    write_results(done)
    if as_json:
        _show_json(done)
        return
    for one in done:
        show_ranking(one)


def _show_json(done: Sequence[Evaluated]) -> None:
    if len(done) == 1 and not done[0].target.lot:
        show.say_json_text(done[0].evaluation.to_json())
        return
    lots = [
        {"lot": one.target.lot, "evaluation": one.evaluation.model_dump(mode="json", by_alias=True)} for one in done
    ]
    show.say_json({"format": 1, "lots": lots})
