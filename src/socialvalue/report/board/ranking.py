"""Who ranks where on a board summary, and who is not ranked and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import fsum

from markupsafe import Markup

from socialvalue.decimals import pounds
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.model.outcome import Failure, StandardNotMet
from socialvalue.report.board.limits import BODY, QUIET, SECTION, STRONG, STRONG_HEAD, TEXT, Part
from socialvalue.report.board.sources import Line
from socialvalue.report.charts import bars as charts
from socialvalue.report.charts.ranking import ranking_chart
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.roster import (
    MOST_BESIDE_A_FIGURE,
    MOST_DIMENSIONS,
    Roster,
    dimension_weights,
    rank_text,
    title_of,
)
from socialvalue.report.words.wording import NOTHING, STATUS, cut, figure_name, part, published, reason, total, width

#: Rows that could ever stand on the page.
MOST_ROWS = 40

#: Widths in points of the columns beside the bidder's name; `board.css` sets the same ones.
RANK, POINTS, FIGURE, PRICE = 31.0, 47.0, 80.0, 62.0

#: Lines of a bidder's name in the ranking, of a heading, and of a sentence on who is not ranked.
NAME_LINES, HEAD_LINES, LEFT_LINES = 2, 3, 2

#: Room of a row beside its lines, and of the table beside its rows and headings.
ROW_EDGE, TABLE_EDGE = 7.5, 12.5

#: Room of the chart beside its bars: its key, its scale and what is round it; and of a bar.
CHART_KEY, CHART_EDGE, BAR = 21.0, 36.0, 20.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its heading, what stands below it, and which width it has."""

    title: str
    below: str
    kind: str

    @property
    def measure(self) -> float:
        """Its width, in points."""
        return {"points": POINTS, "figure": FIGURE, "price": PRICE}[self.kind]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of the ranking: ``figures`` in the order of the columns."""

    rank: str
    name: str
    flags: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking as a table; ``left_out`` says how many rows stand elsewhere. ``total`` is the column that ranks."""

    columns: tuple[Column, ...]
    total: int
    rows: tuple[Ranked, ...]
    left_out: str

    @property
    def name_measure(self) -> float:
        """The room for a bidder's name, in points."""
        return TEXT - RANK - fsum(column.measure for column in self.columns) - 6

    @property
    def part(self) -> Part:
        """How high it stands, its rows one by one."""
        heads = (STRONG_HEAD.height(one.title, one.measure - 6) + (12 if one.below else 0) for one in self.columns)
        measure = self.name_measure
        rows = (
            STRONG.height(row.name, measure) + fsum(QUIET.height(flag, measure) for flag in row.flags) + ROW_EDGE
            for row in self.rows
        )
        return Part(SECTION + TABLE_EDGE + max(heads) if self.rows else 0.0, tuple(rows), least=3)

    def shortened(self, shown: int, count: int) -> Ranking:
        """Return the first ``shown`` rows of the ``count`` bids that are ranked."""
        return replace(self, rows=self.rows[:shown], left_out=and_more(count - shown))


@dataclass(frozen=True, slots=True)
class Left:
    """The bids that are not ranked, each with its reason."""

    lines: tuple[Line, ...]
    left_out: str

    @property
    def part(self) -> Part:
        """How high it stands, its lines one by one."""
        heights = (BODY.height(f"{line.key}: {line.text}", TEXT - 4) + 3 for line in self.lines)
        return Part(SECTION if self.lines else 0.0, tuple(heights), least=1)

    def shortened(self, shown: int, count: int) -> Left:
        """Return the first ``shown`` lines of the ``count`` bids that are not ranked."""
        return Left(self.lines[:shown], and_more(count - shown))


def and_more(rest: int) -> str:
    """Return the line that says how many more there are and where; nothing where none are."""
    if rest < 1:
        return ""
    return ngettext("And %(n)s more: see the evaluation report.", "And %(n)s more: see the evaluation report.", rest)


def ranking(criteria: Criteria, people: Roster) -> Ranking:
    """Return the ranking, of more bids than a page holds as many as could ever stand on it."""
    kept = people.ranked[:MOST_ROWS]
    columns = tuple(_columns(criteria, people))
    made = Ranking(
        columns=tuple(one for _id, one in columns),
        total=next(i for i, (id_, _one) in enumerate(columns) if id_ == "total"),
        rows=(),
        left_out="",
    )
    rows = (
        Ranked(
            rank=rank_text(bid),
            name=STRONG.fitted(bid.bidder, made.name_measure, NAME_LINES),
            flags=tuple(_flags(criteria, bid)),
            figures=tuple(_figure(criteria, bid, id_) for id_, _one in columns),
        )
        for bid in kept
    )
    return replace(made, rows=tuple(rows))


def _columns(criteria: Criteria, people: Roster) -> Iterator[tuple[str, Column]]:
    """Yield the columns with what each holds: a dimension by its id, else quality, total or price."""
    basis, by_points = criteria.basis, criteria.basis.by_points
    weights = dimension_weights(criteria)
    if len(criteria.dimension) <= (MOST_DIMENSIONS if by_points else MOST_BESIDE_A_FIGURE):
        # A dimension that holds only the price has no points where another figure ranks.
        given = {one.id for bid in people.ranked for one in bid.dimensions if one.points is not None}
        for dimension in criteria.dimension:
            if by_points or dimension.id in given:
                below = _("of %(weight)s", weight=weights[dimension.id])
                yield f"dimension {dimension.id}", _column(dimension.title, below, "points")
    if basis.mixes:
        yield "quality", _column(_("Quality"), _("of 100"), "points")
    if by_points:
        yield "total", _column(figure_name(criteria), _("of 100"), "points")
    else:
        below = _("lowest first") if basis.lower_first else _("highest first")
        yield "total", _column(figure_name(criteria), below, "figure")
    if not basis.is_price and any(bid.price is not None for bid in people.ranked):
        yield "price", _column(criteria.price_leaves[0].title, "", "price")


def _column(title: str, below: str, kind: str) -> Column:
    made = Column(title, below, kind)
    return replace(made, title=STRONG_HEAD.fitted(title, made.measure - 6, HEAD_LINES))


def _figure(criteria: Criteria, bid: EvaluatedBid, column: str) -> str:
    award = criteria.award
    match column:
        case "total":
            return total(criteria, bid.total)
        case "quality":
            return part(bid.quality, award.decimal_places)
        case "price":
            return NOTHING if bid.price is None else pounds(bid.price)
        case _:
            id_ = column.removeprefix("dimension ")
            return published(next((one.points for one in bid.dimensions if one.id == id_), None), award.decimal_places)


def _flags(criteria: Criteria, bid: EvaluatedBid) -> Iterator[str]:
    if bid.queries:
        yield _("Price query")
    if bid.tied:
        yield _("Shares its rank")
    elif bid.decided_by:
        yield _("Tie decided by %(title)s", title=cut(title_of(criteria, bid.decided_by), 16))


def left(criteria: Criteria, people: Roster) -> Left:
    """Return who is not ranked: name, status and reason in a sentence each."""
    standards = {one.id: one.title for one in criteria.standard if one.title}
    return Left(tuple(_left_line(bid, standards) for bid in people.unranked[:MOST_ROWS]), "")


def _left_line(bid: EvaluatedBid, standards: Mapping[str, str]) -> Line:
    status = STATUS[bid.status]
    reasons = [_reason(failure, standards) for failure in bid.failures]
    name = cut(bid.bidder, 40)
    text = f"{status}. {' '.join(reasons)}".strip()
    room = TEXT * LEFT_LINES - 8 - STRONG.size * STRONG.wider * width(name)
    return Line(name, BODY.fitted(text, room, 1))


def _reason(failure: Failure, standards: Mapping[str, str]) -> str:
    """Return why a bid is not ranked; a standard by its title, as its question is often a paragraph."""
    if isinstance(failure, StandardNotMet) and failure.id in standards:
        return _("Standard not met: “%(title)s”.", title=standards[failure.id])
    return reason(failure)


def chart(criteria: Criteria, people: Roster) -> Markup | None:
    """Return the chart of all ranked bids, of a bar each."""
    return ranking_chart(criteria, replace(people, in_full=people.ranked))


def chart_height(criteria: Criteria, bars: int) -> float:
    """Return how high the chart of so many bars is."""
    lines = 1 + int(fsum(width(dimension.title) * 9.5 + 29 for dimension in criteria.dimension) // charts.WIDTH)
    key = CHART_KEY + 15 * lines if criteria.basis.by_points else 0.0
    return key + bars * BAR + CHART_EDGE
