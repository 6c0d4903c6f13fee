"""The rows of what was promised: a quantity, a share, or commitments valued in pounds, with what each earned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from socialvalue.decimals import grouped, half_up, pounds
from socialvalue.model.criteria import Criteria, Leaf, Measure
from socialvalue.model.evaluation import EvaluatedBid, Score
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.model.working import CommitmentStep
from socialvalue.report.board.limits import QUIET, STRONG, TABLE, TEXT
from socialvalue.report.words.asked import measure_title
from socialvalue.report.words.language import _
from socialvalue.report.words.wording import NOTHING, value, weight_text

#: Widths in points of the columns beside what is promised for: for one bid, and for several side by side.
PROMISED, WORTH, EARNED, BESIDE = 134.0, 68.0, 66.0, 118.0

#: Lines of what a promise is called, and of the promise itself.
TITLE_LINES, PROMISE_LINES = 2, 2

#: Room of a row beside its lines.
ROW_EDGE = 5.0


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

    @property
    def height(self) -> float:
        """How high it stands, in points."""
        title = TABLE.height(self.title, title_measure(len(self.cells)))
        return ROW_EDGE + max(title, *(self._cell_height(cell) for cell in self.cells))

    def _cell_height(self, cell: Cell) -> float:
        if len(self.cells) == 1:
            return STRONG.height(cell.promised, PROMISED - 8)
        below = " · ".join(text for text in (cell.worth, cell.points) if text)
        promised = STRONG.height(cell.promised, BESIDE - 8) if cell.promised else 0.0
        return promised + (QUIET.height(below, BESIDE - 8) if below else 0.0)


def title_measure(bids: int) -> float:
    """Return the room for what a promise is called, in points."""
    return TEXT - (PROMISED + WORTH + EARNED if bids == 1 else BESIDE * bids) - 14


def is_promise(leaf: Leaf) -> bool:
    """Say whether a bidder enters something countable there: no price, and nothing that the panel marks."""
    return not leaf.is_price and leaf.input.kind != "panel"


def promise_rows(criteria: Criteria, leaf: Leaf, bids: Sequence[EvaluatedBid]) -> Iterator[Row]:
    """Yield what the bids entered for one criterion or question: a row, or a row a measure below their sum."""
    scores = [next((score for score in bid.scores if score.key == leaf.key), None) for bid in bids]
    title = leaf.title if leaf.question is None else f"{leaf.criterion.title}: {leaf.title}"
    if not isinstance(leaf.input, CommitmentsInput):
        cells = tuple(Cell(_promised(criteria, leaf, score), "", _points(criteria, leaf, score)) for score in scores)
        yield _row(title, cells, leaf.weight, "promise" if is_promise(leaf) else "marked")
        return
    measures = [criteria.measure_by_id[id_] for id_ in leaf.input.measures]
    if len(measures) > 1:
        cells = tuple(Cell("", _worth(score), _points(criteria, leaf, score)) for score in scores)
        yield _row(title, cells, leaf.weight)
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
        yield _row(measure_title(measure), cells, leaf.weight, "promise" if alone else "part")


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


def _row(
    title: str, cells: tuple[Cell, ...], weight: Decimal, kind: Literal["promise", "part", "marked"] = "promise"
) -> Row:
    """Return a row whose texts fit their columns."""
    room = PROMISED if len(cells) == 1 else BESIDE
    fitted = tuple(Cell(STRONG.fitted(one.promised, room - 8, PROMISE_LINES), one.worth, one.points) for one in cells)
    return Row(TABLE.fitted(title, title_measure(len(cells)), TITLE_LINES), fitted, weight, kind)
