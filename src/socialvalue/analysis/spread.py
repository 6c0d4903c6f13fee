"""How far marks lie apart, exactly: in marks, in steps of their scale, and across a pass mark."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from socialvalue.model.criteria import Criteria, Leaf, Scale
from socialvalue.model.panel import Given, IndividualMark
from socialvalue.scoring.methods import score

#: Steps of the scale between the lowest and the highest mark from which the panel is asked to look.
FAR_APART = 2


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest and highest mark that a bid got on a question, and how far they lie apart.

    ``steps`` counts the levels of the scale that lie above the lowest mark, up to the highest.
    """

    lowest: Decimal
    highest: Decimal
    steps: int

    @property
    def range(self) -> Decimal:
        return self.highest - self.lowest

    @property
    def is_far(self) -> bool:
        return self.steps >= FAR_APART


def spread(scale: Scale, marks: Iterable[Decimal]) -> Spread:
    """Return the spread of ``marks``, one at least, on ``scale``."""
    given = sorted(marks)
    levels = sorted(level.mark for level in scale.levels)
    return Spread(given[0], given[-1], bisect_right(levels, given[-1]) - bisect_right(levels, given[0]))


def pass_mark(leaf: Leaf) -> Decimal | None:
    """Return the percent of the marks under which a bid fails: of the question, else of the criterion it is part of."""
    return leaf.minimum if leaf.minimum is not None else leaf.criterion.minimum


def passes(leaf: Leaf, scale: Scale, mark: Decimal) -> bool | None:
    """Tell whether ``mark`` is at or above the pass mark of ``leaf``; nothing where it has none.

    What counts is the share of the weight that the mark earns by the question's own method, as in scoring.
    """
    wanted = pass_mark(leaf)
    if wanted is None:
        return None
    value, highest = Fraction(mark), scale.highest
    if leaf.score is None or leaf.is_relative:
        return value / Fraction(highest) * 100 >= Fraction(wanted)
    try:
        share = score(leaf.score, leaf.weight, value, None, highest).share
    except ValueError:  # below the first band
        return False
    return share * 100 >= Fraction(wanted)


def scale_of(criteria: Criteria, leaf: Leaf) -> Scale:
    """Return the scale on which the panel marks ``leaf``."""
    assert leaf.input.kind == "panel"
    return criteria.scale_by_id[leaf.input.scale]


def by_question_and_bid(marks: Iterable[IndividualMark]) -> dict[tuple[str, str], list[IndividualMark]]:
    """Return the marks that were given (no N/A, abstention or blank) by question and bidder."""
    together: dict[tuple[str, str], list[IndividualMark]] = defaultdict(list)
    for mark in marks:
        if mark.given is Given.MARK and mark.value is not None:
            together[mark.question, mark.bidder].append(mark)
    return dict(together)
