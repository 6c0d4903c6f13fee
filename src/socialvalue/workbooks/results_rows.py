"""The rows of the results: what each sheet says about each bid, in words and figures, without a style in sight."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from socialvalue.decimals import plain
from socialvalue.model.basis import Basis
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import STATUSES, EvaluatedBid, Evaluation
from socialvalue.model.inputs import PanelInput
from socialvalue.workbooks.results_table import Column
from socialvalue.workbooks.stream import Figure, Row, Value
from socialvalue.workbooks.style import MONEY

#: Columns of the ranking that stand before the points by dimension.
BEFORE_DIMENSIONS = 4


def status_words(bid: EvaluatedBid) -> str:
    """Return a bid's status as people say it."""
    words = STATUSES[bid.status]
    return words.replace("Ranked", "Ranked, tied") if bid.tied else words


def _figure_head(basis: Basis) -> str:
    """Return the heading of the figure that ranks: its unit, and which comes first where that is not plain."""
    if basis.by_points:
        return basis.figure
    unit = " (£)" if basis.in_pounds else " (0 to 100)" if basis.of_100 else ""
    return f"{basis.figure}{unit}, {'lowest' if basis.lower_first else 'highest'} first"


def ranking_columns(criteria: Criteria, evaluation: Evaluation) -> list[Column]:
    """Return the columns of the ranking; those that would be empty for every bid are left out."""
    columns = [Column("Rank", 8), Column("Bidder", 34), Column("Status", 18)]
    columns.append(Column(_figure_head(criteria.basis), 16))
    for dimension in criteria.dimension:
        weight = sum((leaf.weight for leaf in criteria.leaves if leaf.dimension == dimension.id), Decimal(0))
        columns.append(Column(f"{dimension.title} (of {plain(weight)})", 16))
    if _shows_price(evaluation):
        columns.append(Column("Price (£)", 18))
    if criteria.basis.needs_quality:
        columns.append(Column("Quality (0 to 100)", 13))
    if _shows_tie_breaks(evaluation):
        columns.append(Column("Tie-break that decided", 20))
    return [*columns, Column("Why not ranked, and price queries", 60)]


def ranking_rows(criteria: Criteria, evaluation: Evaluation) -> Iterator[Row]:
    """Yield one row per bid, in the order of the evaluation."""
    titles = {c.id: c.title for c in criteria.criterion} | {d.id: d.title for d in criteria.dimension}
    places = criteria.award.decimal_places
    points_format = "0." + "0" * places if places else "0"
    total_format = ("£#,##" if criteria.basis.in_pounds else "") + points_format
    prices, tie_breaks = _shows_price(evaluation), _shows_tie_breaks(evaluation)
    for bid in evaluation.bids:
        points = {entry.id: entry.points for entry in bid.dimensions}
        row: list[Value] = [
            None if bid.rank is None else Figure(bid.rank, "0"),
            bid.bidder,
            status_words(bid),
            _figure(bid.total, total_format),
        ]
        row += [_figure(points.get(dimension.id), points_format) for dimension in criteria.dimension]
        if prices:
            row.append(_figure(bid.price, MONEY))
        if criteria.basis.needs_quality:
            row.append(_figure(bid.quality, "0.00##"))
        if tie_breaks:
            row.append(titles.get(bid.decided_by or "", bid.decided_by))
        yield [*row, "\n".join((*bid.failed, *bid.queries))]


SCORE_COLUMNS = (
    Column("Bidder", 26),
    Column("Dimension", 17),
    Column("Criterion", 28),
    Column("Question", 24),
    Column("Weight", 9),
    Column("Value", 16),
    Column("Unit", 13),
    Column("Percent of full points", 12),
    Column("Points", 10),
    Column("Reason", 76),
    Column("Reference to the tender", 20),
)


def score_rows(criteria: Criteria, evaluation: Evaluation) -> Iterator[Row]:
    """Yield one row per bid and criterion or question."""
    known = {leaf.key: (_titles(criteria, leaf), unit_of(criteria, leaf)) for leaf in criteria.leaves}
    for bid in evaluation.bids:
        for score in bid.scores:
            (dimension, criterion, question), unit = known[score.key]
            yield (
                bid.bidder,
                dimension,
                criterion,
                question,
                Figure.of(score.weight),
                None if score.value is None else Figure(score.value, MONEY) if unit == "£" else Figure.of(score.value),
                unit,
                _figure(score.percent, "0.00##"),
                _figure(score.points, "0.00##"),
                score.explanation or None,
                score.reference,
            )


WORKING_COLUMNS = (
    Column("Bidder", 26),
    Column("Criterion", 28),
    Column("Question", 24),
    Column("Line", 8),
    Column("Formula", 34),
    Column("Working", 54),
    Column("Result, exact", 20),
    Column("Where it was read", 32),
)


def working_rows(criteria: Criteria, evaluation: Evaluation) -> Iterator[Row]:
    """Yield the steps by which each value was made, each followed by how the value became points."""
    titles = {leaf.key: _titles(criteria, leaf)[1:] for leaf in criteria.leaves}
    for bid in evaluation.bids:
        for score in bid.scores:
            who = (bid.bidder, *titles[score.key])
            for step in score.steps:
                yield (*who, "Value", None, step.label, step.value, step.source)
            points = None if score.points is None else plain(score.points)
            yield (*who, "Points", score.formula, score.working, points, score.source)


STANDARD_COLUMNS = (
    Column("Bidder", 34),
    Column("Standard", 70),
    Column("Answer", 16),
    Column("Result", 12),
    Column("Where it was read", 44),
)


def standard_rows(criteria: Criteria, evaluation: Evaluation) -> Iterator[Row]:
    """Yield one row per bid and must-do standard."""
    titles = {s.id: f"{s.title}: {s.question}" if s.title else s.question for s in criteria.standard}
    for bid in evaluation.bids:
        for standard in bid.standards:
            result = "Passed" if standard.passed else "Failed"
            yield (bid.bidder, titles[standard.id], standard.answer, result, standard.source)


def unit_of(criteria: Criteria, leaf: Leaf) -> str:
    """Return what a leaf's value is counted in."""
    if isinstance(leaf.input, PanelInput):
        return f"mark out of {plain(criteria.scale_by_id[leaf.input.scale].highest)}"
    return "percent" if leaf.input.sign == "%" else leaf.input.counted_in


def _titles(criteria: Criteria, leaf: Leaf) -> tuple[str, str, str]:
    dimension = next(dimension.title for dimension in criteria.dimension if dimension.id == leaf.dimension)
    return dimension, leaf.criterion.title, leaf.question.title if leaf.question else ""


def _figure(value: Decimal | None, number_format: str) -> Figure | None:
    return None if value is None else Figure(value, number_format)


def _shows_price(evaluation: Evaluation) -> bool:
    return any(bid.price is not None for bid in evaluation.bids)


def _shows_tie_breaks(evaluation: Evaluation) -> bool:
    return any(bid.decided_by for bid in evaluation.bids)
