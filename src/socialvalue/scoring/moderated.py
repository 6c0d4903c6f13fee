"""From what evaluators gave alone to the marks that are scored: agreed, never averaged unless that was published."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median

from socialvalue.decimals import plain, to_decimal
from socialvalue.model.competition import Competition, Mark
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import IndividualScore, Moderated
from socialvalue.model.panel import AgreedMark, Given, IndividualMark, Panel

Pair = tuple[str, str]


def _by_pair(marks: Sequence[IndividualMark]) -> dict[Pair, list[IndividualMark]]:
    found: dict[Pair, list[IndividualMark]] = {}
    for mark in marks:
        found.setdefault((mark.bidder, mark.question), []).append(mark)
    return found


def averaged_marks(
    criteria: Criteria, panel: Panel | None, marks: Sequence[IndividualMark], agreed: Sequence[AgreedMark]
) -> dict[Pair, Mark]:
    """Return the mean or median of the individual marks, where the criteria file says that this was published.

    Under ``moderation = "consensus"`` there are none. An average is only made where everyone who was to mark has:
    N/A and abstentions are left out, a blank is not: it leaves the mark to be completed. An agreed mark stands.
    """
    rule = criteria.award.moderation
    if rule == "consensus" or panel is None:
        return {}
    settled = {(one.bidder, one.question) for one in agreed if one.value is not None}
    made = {}
    for pair, given in _by_pair(marks).items():
        values = [Fraction(mark.value) for mark in given if mark.value is not None]
        if pair in settled or not values or any(mark.given is Given.BLANK for mark in given):
            continue
        value = sum(values, Fraction(0)) / len(values) if rule == "mean" else Fraction(median(values))
        reasons = "\n".join(f"{panel.label(m.evaluator)} ({_shown(m)}): {m.reason}" for m in given if m.reason)
        made[pair] = Mark(value, given[0].place, reasons, averaged=rule)
    return made


def _shown(mark: IndividualMark) -> str:
    return plain(mark.value) if mark.value is not None else mark.given.value


def moderation_record(
    criteria: Criteria,
    panel: Panel | None,
    marks: Sequence[IndividualMark],
    agreed: Sequence[AgreedMark],
    competition: Competition,
) -> tuple[Moderated, ...]:
    """Return how every scored mark came about, in the order of the criteria and then of the bids.

    Evaluators appear as the authority chose, by name or by role. Without a panel there is nothing to tell.
    """
    if panel is None:
        return ()
    given, settled = _by_pair(marks), {(one.bidder, one.question): one for one in agreed}
    found = []
    for leaf in criteria.panel_leaves:
        for bid in competition.bids:
            pair = (bid.bidder, leaf.key)
            answer, mark = bid.answers.get(leaf.key), settled.get(pair)
            if not isinstance(answer, Mark):
                continue
            found.append(
                Moderated(
                    bidder=bid.bidder,
                    question=leaf.key,
                    agreed=to_decimal(mark.value) if mark is not None and mark.value is not None else None,
                    reason=answer.reason or None,
                    averaged=answer.averaged,
                    reference=answer.reference or None,
                    differs=mark.differs if mark else "",
                    change=mark.change if mark else "",
                    individual=tuple(_individual(panel, one) for one in given.get(pair, ())),
                )
            )
    return tuple(found)


def _individual(panel: Panel, mark: IndividualMark) -> IndividualScore:
    return IndividualScore(
        evaluator=panel.label(mark.evaluator),
        mark="" if mark.given is Given.BLANK else _shown(mark),
        reason=mark.reason,
        reference=mark.reference,
        more=mark.more,
        source=str(mark.place),
    )
