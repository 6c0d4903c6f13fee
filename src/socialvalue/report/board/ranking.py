"""Who ranks where on a board summary, and who is not ranked and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.model.outcome import Failure, StandardNotMet
from socialvalue.report.board.limits import Limits
from socialvalue.report.board.sources import Line, and_more
from socialvalue.report.charts.ranking import ranking_chart
from socialvalue.report.words.language import _
from socialvalue.report.words.ranking import Ranking, ranking
from socialvalue.report.words.roster import Roster
from socialvalue.report.words.wording import STATUS, cut, reason

#: Rows that could ever stand on a page.
MOST_ROWS = 40

#: Ems of a heading, and of what is said below a bidder's name.
HEAD, FLAG = 13.5, 24.0


@dataclass(frozen=True, slots=True)
class Left:
    """The bids that are not ranked, each with its reason."""

    lines: tuple[Line, ...]
    left_out: str = ""

    def shortened(self, shown: int, limits: Limits, count: int) -> Left:
        """Return the first ``shown`` lines of the ``count`` bids that are not ranked."""
        lines = (Line(cut(line.key, limits.name), cut(line.text, limits.reason)) for line in self.lines[:shown])
        return Left(tuple(lines), and_more(count - shown))


def board_ranking(criteria: Criteria, people: Roster) -> Ranking:
    """Return the ranking, of more bids than a page holds as many as could ever stand on it."""
    made = ranking(criteria, people, MOST_ROWS, _("of 100"))
    columns = tuple(replace(column, title=cut(column.title, HEAD)) for column in made.columns)
    rows = tuple(replace(row, flags=tuple(cut(flag, FLAG) for flag in row.flags)) for row in made.rows)
    return replace(made, columns=columns, rows=rows)


def shortened(whole: Ranking, shown: int, limits: Limits, count: int) -> Ranking:
    """Return the first ``shown`` rows of the ``count`` bids that are ranked."""
    rows = tuple(replace(row, name=cut(row.name, limits.name)) for row in whole.rows[:shown])
    return replace(whole, rows=rows, left_out=and_more(count - shown))


def left(criteria: Criteria, people: Roster) -> Left:
    """Return who is not ranked: name, status and reason in a sentence each."""
    standards = {one.id: one.title for one in criteria.standard if one.title}
    return Left(tuple(_left_line(bid, standards) for bid in people.unranked[:MOST_ROWS]))


def _left_line(bid: EvaluatedBid, standards: Mapping[str, str]) -> Line:
    status = STATUS[bid.status]
    reasons = [_reason(failure, standards) for failure in bid.failures]
    return Line(bid.bidder, f"{status}. {' '.join(reasons)}".strip())


def _reason(failure: Failure, standards: Mapping[str, str]) -> str:
    """Return why a bid is not ranked; a standard by its title, as its question is often a paragraph."""
    if isinstance(failure, StandardNotMet) and failure.id in standards:
        return _("Standard not met: “%(title)s”.", title=standards[failure.id])
    return reason(failure)


def chart(criteria: Criteria, people: Roster) -> Markup | None:
    """Return the chart of all ranked bids, of a bar each; none of so many that no page holds their rows."""
    if len(people.ranked) > MOST_ROWS:
        return None
    return ranking_chart(criteria, replace(people, in_full=people.ranked))
