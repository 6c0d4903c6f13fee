"""The rows of what was promised: a quantity, a share, or commitments valued in pounds, with what each earned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from socialvalue.decimals import grouped, half_up, pounds
from socialvalue.model.criteria import Criteria, Leaf, Measure
from socialvalue.model.evaluation import EvaluatedBid, Score
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.model.working import CommitmentStep
from socialvalue.report.board.limits import Limits
from socialvalue.report.words.asked import measure_title
from socialvalue.report.words.language import _
from socialvalue.report.words.wording import NOTHING, cut, value, weight_text


@dataclass(frozen=True, slots=True)
class Cell:
    """What one bid promises: the quantity with its unit, what it is valued at, and the points it earned."""

    promised: str
    worth: str
    points: str


@dataclass(frozen=True, slots=True)
class Row:
    """One promise of the bids in first place. ``weight`` is what it could earn: the weightiest stay where room ends.

    A ``part`` is one of the commitments valued together in the row above it; ``marked`` is an answer that the panel
    marked, there so that the points of a dimension add up.
    """

    title: str
    cells: tuple[Cell, ...]
    weight: Decimal
    kind: Literal["promise", "part", "marked"] = "promise"

    def shortened(self, limits: Limits) -> Row:
        """Return it with no name longer than this."""
        cells = tuple(replace(cell, promised=cut(cell.promised, limits.name)) for cell in self.cells)
        return replace(self, title=cut(self.title, limits.name), cells=cells)


def is_promise(leaf: Leaf) -> bool:
    """Say whether a bidder enters something countable there: no price, and nothing that the panel marks."""
    return not leaf.is_price and leaf.input.kind != "panel"


def promise_rows(criteria: Criteria, leaf: Leaf, bids: Sequence[EvaluatedBid]) -> Iterator[Row]:
    """Yield what the bids entered for one criterion or question: a row, or a row a measure below their sum."""
    scores = [next((score for score in bid.scores if score.key == leaf.key), None) for bid in bids]
    title = leaf.title if leaf.question is None else f"{leaf.criterion.title}: {leaf.title}"
    if not isinstance(leaf.input, CommitmentsInput):
        cells = tuple(Cell(_promised(criteria, leaf, score), "", _points(criteria, leaf, score)) for score in scores)
        yield Row(title, cells, leaf.weight, "promise" if is_promise(leaf) else "marked")
        return
    measures = [criteria.measure_by_id[id_] for id_ in leaf.input.measures]
    if len(measures) > 1:
        cells = tuple(Cell("", _worth(score), _points(criteria, leaf, score)) for score in scores)
        yield Row(title, cells, leaf.weight)
    for measure in measures:
        alone = len(measures) == 1
        steps = [_commitment(score, measure) for score in scores]
        cells = tuple(
            Cell(
                _quantity(step, leaf.input.years) if step else NOTHING,
                pounds(step.worth) if step else "",
                _points(criteria, leaf, score) if alone else "",
            )
            for step, score in zip(steps, scores, strict=True)
        )
        yield Row(measure_title(measure), cells, leaf.weight, "promise" if alone else "part")


def _commitment(score: Score | None, measure: Measure) -> CommitmentStep | None:
    steps = score.steps if score else ()
    return next((step for step in steps if isinstance(step, CommitmentStep) and step.measure == measure.id), None)


def _quantity(step: CommitmentStep, years: int) -> str:
    told = f"{grouped(step.quantity)} {step.unit}"
    return _("%(quantity)s in each of %(years)s years", quantity=told, years=years) if years > 1 else told


def _worth(score: Score | None) -> str:
    return "" if score is None or score.value is None else pounds(score.value)


def _points(criteria: Criteria, leaf: Leaf, score: Score | None) -> str:
    if score is None or score.points is None:
        return NOTHING
    figure = grouped(half_up(score.points, criteria.award.decimal_places), criteria.award.decimal_places)
    return _("%(points)s of %(weight)s", points=figure, weight=weight_text(leaf.weight))


def _promised(criteria: Criteria, leaf: Leaf, score: Score | None) -> str:
    if score is None or score.value is None:
        return NOTHING
    told = value(criteria, leaf, score.value)
    return _("marked %(mark)s by the panel", mark=told) if leaf.input.kind == "panel" else told
