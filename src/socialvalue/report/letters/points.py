"""How an answer became points, told to a supplier: with the published figures and the tender's own, and no other's."""

from __future__ import annotations

from decimal import Decimal

from socialvalue.decimals import fixed, grouped, half_up, percent, plain, pounds
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import Score
from socialvalue.model.methods import Bands, Benchmark
from socialvalue.model.working import Step, YearStep
from socialvalue.report.words.asked import measure_title
from socialvalue.report.words.language import _
from socialvalue.report.words.methods import METHODS
from socialvalue.report.words.wording import published, say, signed, weight_text

#: Points of a criterion have two places at least, however coarse the published total is.
FEWEST_PLACES = 2


def places(criteria: Criteria) -> int:
    """Return how many decimal places the points of a criterion are told with: the published ones.

    Not finer: points that depend on other tenders would tell more of the others' figures than the award rests on.
    """
    if not criteria.basis.by_points:
        return FEWEST_PLACES
    return max(FEWEST_PLACES, criteria.award.decimal_places)


def sum_text(criteria: Criteria, points: Decimal) -> str:
    """Return the points of a dimension as published, and never finer than those of a criterion are told."""
    told = min(criteria.award.decimal_places, places(criteria))
    return published(half_up(points, told), told)


def points_text(criteria: Criteria, points: Decimal) -> str:
    """Return points as a letter shows them."""
    return fixed(points, places(criteria))


def earned(criteria: Criteria, leaf: Leaf, score: Score) -> str:
    """Return in a sentence how a tender's answer became its points; nothing where none were given.

    A method that depends on the other tenders is told by its name: its working holds a figure of another tender.
    """
    if leaf.score is None:
        return _("It has no points. The published basis of the award says how it counts.")
    if score.points is None or score.value is None:
        return ""
    weight, points = weight_text(leaf.weight), points_text(criteria, score.points)
    if leaf.is_relative:
        return by_name(leaf)
    if leaf.score.line is not None:
        return _line(leaf, score, *leaf.score.line, points)
    if isinstance(leaf.score, Bands):
        row = [row for row in leaf.score.bands if row.at_least <= score.value][-1]
        return _(
            "This reaches the published band from %(start)s: %(percent)s of %(weight)s points.",
            start=signed(leaf.input, row.at_least),
            percent=percent(row.percent),
            weight=weight,
        )
    if leaf.input.kind == "panel":
        highest = criteria.scale_by_id[leaf.input.scale].highest
        mark = plain(half_up(score.value, 4))
        return f"{weight} × {mark} ÷ {plain(highest)} = {points}"
    return by_name(leaf)


def by_name(leaf: Leaf) -> str:
    """Name the published method that made an answer points, without a figure."""
    if leaf.score is None:
        return ""
    if leaf.is_relative:
        return _(
            "By the published method “%(method)s”, compared with the other scored tenders.",
            method=METHODS[leaf.score.method].title,
        )
    return _("By the published method “%(method)s”.", method=METHODS[leaf.score.method].title)


def _line(leaf: Leaf, score: Score, none: Decimal, full: Decimal, points: str) -> str:
    assert score.value is not None
    weight = weight_text(leaf.weight)
    zero, top, value = (signed(leaf.input, number) for number in (none, full, score.value))
    if score.percent is not None and score.percent >= 100:
        return _("This reaches %(full)s, the published figure for all %(weight)s points.", full=top, weight=weight)
    if not score.percent:
        return _("This is not better than %(none)s, the published figure for no points.", none=zero)
    if none == 0:
        return f"{weight} × {value} ÷ {top} = {points}"
    if isinstance(leaf.score, Benchmark):
        return f"{weight} × ({zero} − {value}) ÷ ({zero} − {top}) = {points}"
    return f"{weight} × ({value} − {zero}) ÷ ({top} − {zero}) = {points}"


def steps(criteria: Criteria, score: Score) -> tuple[str, ...]:
    """Return what the scored figure was made of, a line a part: yearly costs discounted, commitments valued.

    A commitment's published reductions are left out: the worth is after them.
    """
    return tuple(_step(criteria, step) for step in score.steps)


def _step(criteria: Criteria, step: Step) -> str:
    if isinstance(step, YearStep):
        return _("Year %(year)s: %(working)s", year=step.year, working=f"{say(step.sum)} = {pounds(step.worth)}")
    return _(
        "%(measure)s: %(quantity)s %(unit)s at %(each)s, counted as %(worth)s",
        measure=measure_title(criteria.measure_by_id[step.measure]),
        quantity=grouped(step.quantity),
        unit=step.unit,
        each=pounds(step.proxy),
        worth=pounds(step.worth),
    )
