"""Values that no published rule has a result for: found before anything is scored, so that they are told as faults."""

from __future__ import annotations

from fractions import Fraction

from socialvalue.decimals import plain, pounds
from socialvalue.errors import Problem
from socialvalue.model.competition import Commitments, Competition, YearlyCosts
from socialvalue.model.criteria import Criteria
from socialvalue.model.methods import Bands
from socialvalue.scoring.values import value_of


def unscorable(criteria: Criteria, competition: Competition) -> list[Problem]:
    """Return a problem for each valued answer (yearly costs, commitments) below the first row of its bands.

    Answers that are scored as they stand are checked where they are read.
    """
    problems = []
    for leaf in criteria.leaves:
        if not isinstance(leaf.score, Bands):
            continue
        first = leaf.score.bands[0].at_least
        for bid in competition.bids:
            answer = bid.answers.get(leaf.key)
            if not isinstance(answer, YearlyCosts | Commitments):
                continue
            amounts = answer.costs if isinstance(answer, YearlyCosts) else tuple(answer.quantities.values())
            value, place = value_of(criteria, leaf, answer).value, amounts[0].place
            if value < Fraction(first):
                action = "Check the answer; if it is right, the criteria file needs a band that reaches down to it."
                found = f"{pounds(value)} in all, for “{leaf.title}”"
                expected = f"at least £{plain(first)}, where the first band of the criteria file starts"
                problems.append(Problem("below-bands", place, found, expected, action))
    return problems
