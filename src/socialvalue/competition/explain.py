"""The working of a score, from cell to points: as data, and as a tree of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from socialvalue.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.model.criteria import Criteria, Leaf
    from socialvalue.model.evaluation import EvaluatedBid, Evaluation, Score

#: Longer reasons are wrapped, so that the tree keeps its shape.
WIDTH = 100


@dataclass(frozen=True)
class Explanation:
    """How scores of one bid were reached: the cell, the value, the published rule, the points."""

    criteria: Criteria
    bid: EvaluatedBid
    scores: tuple[Score, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the bid as evaluation.json has it, with the scores that were asked for."""
        data: dict[str, Any] = self.bid.model_dump(mode="json", by_alias=True)
        data["scores"] = [score.model_dump(mode="json", by_alias=True) for score in self.scores]
        return data

    def lines(self) -> Iterator[str]:
        """Yield the working as the lines of a tree."""
        yield from _tree(self.criteria, self.bid, self.scores)


def explain(one: Evaluated, bidder: str, criterion: str | None = None) -> Explanation:
    """Return the working of a bid's scores: of all, or of one criterion, question or dimension.

    ``bidder`` is the name, or enough of it to be the only one.

    Raises:
        WrongUsage: Where no bid, more than one, or no criterion is meant.
    """
    bid = find_bid(one.evaluation, bidder)
    return Explanation(one.criteria, bid, tuple(_scores(one.criteria, bid, criterion)))


def find_bid(evaluation: Evaluation, wanted: str) -> EvaluatedBid:
    """Return the bid of the bidder called ``wanted``, or whose name alone begins with or contains it.

    Raises:
        WrongUsage: Where there is none, or more than one.
    """
    names = {bid.bidder: bid for bid in evaluation.bids}
    if wanted in names:
        return names[wanted]
    text = " ".join(wanted.split()).casefold()
    for test in (str.__eq__, str.startswith, str.__contains__):
        found = [bid for name, bid in names.items() if test(" ".join(name.split()).casefold(), text)]
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongUsage(f"“{wanted}” could be: {', '.join(bid.bidder for bid in found)}. Give more of the name.")
    raise WrongUsage(f"No bid is from “{wanted}”. The bidders are: {', '.join(names)}.")


def _scores(criteria: Criteria, bid: EvaluatedBid, wanted: str | None) -> list[Score]:
    if wanted is None:
        return list(bid.scores)
    dimension = {row.id for row in criteria.criterion if row.dimension == wanted}
    found = [score for score in bid.scores if wanted in {score.key, score.criterion} or score.criterion in dimension]
    if not found:
        known = [leaf.key for leaf in criteria.leaves]
        raise WrongUsage(f"No score is kept under “{wanted}”. There is: {', '.join(known)}.")
    return found


def _tree(criteria: Criteria, bid: EvaluatedBid, scores: Sequence[Score]) -> list[str]:
    lines = [_headline(criteria, bid)]
    lines += [f"   {reason}" for reason in (*bid.failed, *bid.queries)]
    dimensions = [row for row in criteria.dimension if any(_in(criteria, score, row.id) for score in scores)]
    for dimension in dimensions:
        last = dimension is dimensions[-1]
        points = next((d.points for d in bid.dimensions if d.id == dimension.id), None)
        shown = "not counted" if points is None else f"{points:f} points"
        lines.append(f"{'└─' if last else '├─'} {dimension.title}: {shown}")
        inside = [score for score in scores if _in(criteria, score, dimension.id)]
        for score in inside:
            stem = "   " if last else "│  "
            end = score is inside[-1]
            lines += [f"{stem}{text}" for text in _branch(criteria, score, end=end)]
    return lines


def _in(criteria: Criteria, score: Score, dimension: str) -> bool:
    return criteria.leaf_by_key[score.key].dimension == dimension


def _headline(criteria: Criteria, bid: EvaluatedBid) -> str:
    from socialvalue.model.evaluation import STATUSES

    if bid.rank is None:
        return f"{bid.bidder}: {STATUSES[bid.status]}"
    tied = ", tied" if bid.tied else ""
    query = ", price queried" if bid.queries else ""
    return f"{bid.bidder}: rank {bid.rank}{tied}{query}, {criteria.basis.figure.lower()} {bid.total or 0:f}"


def _branch(criteria: Criteria, score: Score, *, end: bool) -> list[str]:
    from socialvalue.decimals import plain
    from socialvalue.model.layout import full_title

    leaf = criteria.leaf_by_key[score.key]
    stem = "   " if end else "│  "
    points = "no points" if score.points is None else f"{_shown(score.points)} of {plain(score.weight)} points"
    lines = [f"{'└─' if end else '├─'} {full_title(leaf)}: {points}"]
    lines.append(f"{stem}├─ value    {_value(criteria, leaf, score)}")
    lines += [f"{stem}│             {step.label} = {step.value}  [{step.source}]" for step in score.steps]
    lines.append(f"{stem}├─ from     {score.source}")
    for name, text in (("reason", score.explanation), ("see", score.reference)):
        wrapped = textwrap.wrap(text or "", WIDTH)
        lines += [f"{stem}├─ {name:<7}  {wrapped[0]}"] if wrapped else []
        lines += [f"{stem}│           {more}" for more in wrapped[1:]]
    if score.method:
        lines.append(f"{stem}├─ rule     {score.method}: {score.formula or 'not applied'}")
    lines.append(f"{stem}└─ working  {score.working}")
    return lines


def _shown(figure: Decimal) -> str:
    """Return a figure to at most six places; evaluation.json has all of them."""
    from socialvalue.decimals import half_up, plain

    short = half_up(figure, 6)
    return plain(figure) if short == figure else f"{plain(short)}…"


def _value(criteria: Criteria, leaf: Leaf, score: Score) -> str:
    from socialvalue.decimals import grouped, plain, pounds

    value = score.value or Decimal(0)
    given = leaf.input
    match given.sign:
        case "£":
            exact = pounds(value).replace("£", "").replace(",", "")
            return pounds(value) if Decimal(exact) == value else f"{pounds(value)} (£{_shown(value)})"
        case "%":
            return f"{grouped(value)}%"
        case "":
            if given.kind == "panel":
                scale = criteria.scale_by_id[given.scale]
                label = next((f", {level.label}" for level in scale.levels if level.mark == value), "")
                return f"{plain(value)} of {plain(scale.highest)}{label}"
            return f"{grouped(value)} {given.counted_in}"
