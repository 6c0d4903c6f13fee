"""Each evaluator beside colleagues who marked the same bids on the same questions: exact, and no judgement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from socialvalue.analysis.coefficient import Unsaid
from socialvalue.decimals import fixed, plain
from socialvalue.model.criteria import Scale
from socialvalue.model.panel import Given, IndividualMark

#: With fewer equal marks in a row of questions, or of bids, sameness says nothing.
ENOUGH_ALIKE = 3

#: With fewer bids whose marks can be set beside colleagues' marks, order says nothing.
ENOUGH_IN_ORDER = 6


@dataclass(frozen=True, slots=True)
class Severity:
    """The mean of own marks less the mean of colleagues' marks for the same bid and question: below 0 is stricter.

    ``percent`` is in percent of the highest mark. ``marks`` is in marks, where all questions are on one scale.
    """

    percent: Fraction
    marks: Fraction | None
    compared: int

    def as_json(self) -> dict[str, Any]:
        in_marks = None if self.marks is None else fixed(self.marks, 2)
        return {"percent": fixed(self.percent, 2), "marks": in_marks, "compared": self.compared}


@dataclass(frozen=True, slots=True)
class RangeUsed:
    """The lowest and highest mark given on a scale, and how many different ones out of how many."""

    scale: str
    lowest: Decimal
    highest: Decimal
    different: int
    levels: int

    def as_json(self) -> dict[str, Any]:
        return {
            "scale": self.scale,
            "lowest": plain(self.lowest),
            "highest": plain(self.highest),
            "different": self.different,
            "levels": self.levels,
        }


@dataclass(frozen=True, slots=True)
class OrderEffect:
    """How own marks lie against colleagues', in percent of the scale, in the first and last third of bids shown.

    Each evaluator has an order of their own, so that colleagues' marks hold the quality of the bids steady. A
    ``difference`` above 0 means that bids shown early were marked more generously than bids shown late.
    """

    first: Fraction
    last: Fraction
    bids: int

    @property
    def difference(self) -> Fraction:
        return self.first - self.last

    def as_json(self) -> dict[str, Any]:
        return {
            "first-third": fixed(self.first, 2),
            "last-third": fixed(self.last, 2),
            "difference": fixed(self.difference, 2),
            "bids": self.bids,
        }


@dataclass(frozen=True, slots=True)
class EvaluatorAnalysis:
    """What one evaluator gave. ``same_for_bid`` and ``same_for_question`` name where every mark was the same (halo)."""

    evaluator: str
    marks: int
    not_applicable: int
    abstained: int
    blank: int
    severity: Severity | Unsaid
    ranges: tuple[RangeUsed, ...]
    same_for_bid: tuple[str, ...]
    same_for_question: tuple[str, ...]
    order: OrderEffect | Unsaid

    def as_json(self) -> dict[str, Any]:
        return {
            "evaluator": self.evaluator,
            "marks": self.marks,
            "not-applicable": self.not_applicable,
            "abstained": self.abstained,
            "blank": self.blank,
            "severity": self.severity.as_json(),
            "ranges": [one.as_json() for one in self.ranges],
            "same-for-bid": list(self.same_for_bid),
            "same-for-question": list(self.same_for_question),
            "order": self.order.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Beside:
    """One mark beside the mean of colleagues' marks for the same bid and question."""

    mark: IndividualMark
    difference: Fraction
    percent: Fraction


def beside_colleagues(together: Sequence[IndividualMark], scale: Scale) -> list[Beside]:
    """Return the marks for one bid and question, each less the mean of the others; nothing for a mark that is alone."""
    values = {mark.evaluator: Fraction(mark.value) for mark in together if mark.value is not None}
    if len(values) < 2:
        return []
    total = sum(values.values(), Fraction(0))
    found = []
    for mark in together:
        own = values[mark.evaluator]
        difference = own - (total - own) / (len(values) - 1)
        found.append(Beside(mark, difference, difference * 100 / Fraction(scale.highest)))
    return found


def analyse_evaluator(
    evaluator: str,
    marks: Sequence[IndividualMark],
    beside: Sequence[Beside],
    order: Sequence[str],
    scales: Mapping[str, Scale],
) -> EvaluatorAnalysis:
    """Return the analysis of one evaluator: ``scales`` by question, ``order`` as the sheet showed the bids."""
    given = [mark for mark in marks if mark.given is Given.MARK and mark.value is not None]
    kinds = Counter(mark.given for mark in marks)
    return EvaluatorAnalysis(
        evaluator=evaluator,
        marks=len(given),
        not_applicable=kinds[Given.NOT_APPLICABLE],
        abstained=kinds[Given.ABSTAINED],
        blank=kinds[Given.BLANK],
        severity=_severity(beside, scales),
        ranges=_ranges(given, scales),
        same_for_bid=_alike(given, scales, by_bid=True),
        same_for_question=_alike(given, scales, by_bid=False),
        order=_order(beside, order),
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _severity(beside: Sequence[Beside], scales: Mapping[str, Scale]) -> Severity | Unsaid:
    if not beside:
        return Unsaid("too-few", 0)
    one_scale = len({scales[one.mark.question].id for one in beside}) == 1
    in_marks = _mean([one.difference for one in beside]) if one_scale else None
    return Severity(_mean([one.percent for one in beside]), in_marks, len(beside))


def _ranges(given: Sequence[IndividualMark], scales: Mapping[str, Scale]) -> tuple[RangeUsed, ...]:
    by_scale: dict[str, set[Decimal]] = defaultdict(set)
    for mark in given:
        if mark.value is not None:
            by_scale[scales[mark.question].id].add(mark.value)
    levels = {scale.id: len(scale.levels) for scale in scales.values()}
    return tuple(RangeUsed(id_, min(used), max(used), len(used), levels[id_]) for id_, used in sorted(by_scale.items()))


def _alike(given: Sequence[IndividualMark], scales: Mapping[str, Scale], *, by_bid: bool) -> tuple[str, ...]:
    """The bids that got the same mark on every question, or the questions on which every bid got the same mark."""
    shares: dict[str, list[Fraction]] = defaultdict(list)
    for mark in given:
        if mark.value is not None:
            share = Fraction(mark.value) / Fraction(scales[mark.question].highest)
            shares[mark.bidder if by_bid else mark.question].append(share)
    places = {question: number for number, question in enumerate(scales)}
    alike = [key for key, found in shares.items() if len(found) >= ENOUGH_ALIKE and len(set(found)) == 1]
    return tuple(sorted(alike, key=lambda key: (places.get(key, 0), key)))


def _order(beside: Sequence[Beside], order: Sequence[str]) -> OrderEffect | Unsaid:
    of_bid: dict[str, list[Fraction]] = defaultdict(list)
    for one in beside:
        of_bid[one.mark.bidder].append(one.percent)
    shown = [bidder for bidder in dict.fromkeys(order) if bidder in of_bid]
    if len(shown) < ENOUGH_IN_ORDER:
        return Unsaid("too-few", len(shown))
    third = len(shown) // 3
    first, last = ([value for bidder in part for value in of_bid[bidder]] for part in (shown[:third], shown[-third:]))
    return OrderEffect(_mean(first), _mean(last), len(shown))
