"""How the panel marked, before moderation and after: what there is to talk about. It never adjusts a score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from socialvalue.analysis.coefficient import Agreement, Unsaid
from socialvalue.analysis.panel.agreement import DRAWS, LEVEL, alpha_with_interval, icc_with_interval
from socialvalue.analysis.panel.evaluators import Beside, EvaluatorAnalysis, analyse_evaluator, beside_colleagues
from socialvalue.analysis.spread import FAR_APART, Spread, by_question_and_bid, scale_of, spread
from socialvalue.decimals import fixed, plain
from socialvalue.model.criteria import Criteria, Scale
from socialvalue.model.panel import AgreedMark, IndividualMark, Panel, ScoreSheet

_Cells = Mapping[tuple[str, str], list[IndividualMark]]


@dataclass(frozen=True, slots=True)
class BidSpread:
    """How far the marks for one bid on one question lie apart."""

    bidder: str
    marks: int
    spread: Spread

    def as_json(self) -> dict[str, Any]:
        return {
            "bidder": self.bidder,
            "marks": self.marks,
            "lowest": plain(self.spread.lowest),
            "highest": plain(self.spread.highest),
            "range": plain(self.spread.range),
            "steps": self.spread.steps,
        }


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """One question: the spread of every bid that was marked, and how many bids have marks far apart."""

    question: str
    title: str
    bids: tuple[BidSpread, ...]

    @property
    def far_apart(self) -> int:
        return sum(bid.spread.is_far for bid in self.bids)

    def as_json(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "title": self.title,
            "far-apart": self.far_apart,
            "bids": [bid.as_json() for bid in self.bids],
        }


@dataclass(frozen=True, slots=True)
class ScaleAgreement:
    """Agreement before moderation on the questions of one scale; a unit is a bid on a question.

    ICC(2,1) needs the same evaluators on every unit: ``icc_evaluators`` are those of whom it is said.
    """

    scale: str
    questions: tuple[str, ...]
    alpha: Agreement | Unsaid
    icc: Agreement | Unsaid
    icc_evaluators: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "scale": self.scale,
            "questions": list(self.questions),
            "alpha-ordinal": self.alpha.as_json(),
            "icc-2-1": self.icc.as_json(),
            "icc-evaluators": list(self.icc_evaluators),
        }


@dataclass(frozen=True, slots=True)
class OutsideMark:
    """An agreed mark that is below or above every individual one: it may be right, and its reason should say why."""

    question: str
    bidder: str
    agreed: Decimal
    lowest: Decimal
    highest: Decimal

    def as_json(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "bidder": self.bidder,
            "agreed": plain(self.agreed),
            "lowest": plain(self.lowest),
            "highest": plain(self.highest),
        }


@dataclass(frozen=True, slots=True)
class Moderated:
    """How the agreed marks lie against the medians of the individual ones, for bids that somebody marked."""

    agreed: int
    at_median: int
    above_median: int
    below_median: int
    without_individual: int
    still_to_agree: int
    outside: tuple[OutsideMark, ...]

    @property
    def share_at_median(self) -> Fraction | None:
        compared = self.at_median + self.above_median + self.below_median
        return Fraction(self.at_median, compared) if compared else None

    def as_json(self) -> dict[str, Any]:
        share = self.share_at_median
        return {
            "agreed": self.agreed,
            "at-median": self.at_median,
            "above-median": self.above_median,
            "below-median": self.below_median,
            "percent-at-median": None if share is None else fixed(share * 100, 1),
            "without-individual-marks": self.without_individual,
            "still-to-agree": self.still_to_agree,
            "outside": [one.as_json() for one in self.outside],
        }


@dataclass(frozen=True, slots=True)
class PanelAnalysis:
    """The whole analysis. ``moderated`` is nothing before anything has been agreed."""

    seed: int
    questions: tuple[QuestionAnalysis, ...]
    evaluators: tuple[EvaluatorAnalysis, ...]
    agreement: tuple[ScaleAgreement, ...]
    moderated: Moderated | None

    def as_json(self) -> dict[str, Any]:
        """The analysis as plain data: exact figures as text, estimates as numbers, what cannot be said as null."""
        return {
            "format": 1,
            "seed": self.seed,
            "draws": DRAWS,
            "interval": LEVEL,
            "far-apart-from": FAR_APART,
            "questions": [one.as_json() for one in self.questions],
            "evaluators": [one.as_json() for one in self.evaluators],
            "agreement": [one.as_json() for one in self.agreement],
            "moderated": None if self.moderated is None else self.moderated.as_json(),
        }


def analyse_panel(
    criteria: Criteria, panel: Panel, sheets: Sequence[ScoreSheet], agreed: Sequence[AgreedMark] = (), *, seed: int
) -> PanelAnalysis:
    """Return how the panel marked. The same sheets and ``seed`` give the same analysis, in whatever order they come.

    N/A, abstentions and blanks are counted as what they are and are never taken for a mark.
    """
    scales = {leaf.key: scale_of(criteria, leaf) for leaf in criteria.panel_leaves}
    once = {
        (mark.evaluator, mark.question, mark.bidder): mark
        for sheet in sheets
        for mark in sheet.marks
        if mark.question in scales
    }
    marks = [once[key] for key in sorted(once)]
    cells = by_question_and_bid(marks)
    return PanelAnalysis(
        seed=seed,
        questions=_questions(criteria, scales, cells),
        evaluators=_evaluators(panel, sheets, marks, cells, scales),
        agreement=_agreement(criteria, cells, scales, seed),
        moderated=_moderated(agreed, cells, scales),
    )


def _questions(criteria: Criteria, scales: Mapping[str, Scale], cells: _Cells) -> tuple[QuestionAnalysis, ...]:
    bids: dict[str, list[BidSpread]] = defaultdict(list)
    for (question, bidder), together in sorted(cells.items()):
        bids[question].append(BidSpread(bidder, len(together), spread(scales[question], _values(together))))
    return tuple(QuestionAnalysis(leaf.key, leaf.title, tuple(bids[leaf.key])) for leaf in criteria.panel_leaves)


def _evaluators(
    panel: Panel,
    sheets: Sequence[ScoreSheet],
    marks: Sequence[IndividualMark],
    cells: _Cells,
    scales: Mapping[str, Scale],
) -> tuple[EvaluatorAnalysis, ...]:
    own: dict[str, list[IndividualMark]] = defaultdict(list)
    beside: dict[str, list[Beside]] = defaultdict(list)
    for mark in marks:
        own[mark.evaluator].append(mark)
    for (question, _), together in cells.items():
        for one in beside_colleagues(together, scales[question]):
            beside[one.mark.evaluator].append(one)
    orders = {sheet.evaluator: sheet.order for sheet in sheets}
    everybody = dict.fromkeys([*(one.id for one in panel.evaluator), *sorted(own)])
    return tuple(analyse_evaluator(id_, own[id_], beside[id_], orders.get(id_, ()), scales) for id_ in everybody)


def _agreement(criteria: Criteria, cells: _Cells, scales: Mapping[str, Scale], seed: int) -> tuple[ScaleAgreement, ...]:
    found = []
    for scale in criteria.scale:
        questions = tuple(question for question, its in scales.items() if its.id == scale.id)
        if not questions:
            continue
        units = {
            key: {mark.evaluator: float(mark.value) for mark in cells[key] if mark.value is not None}
            for key in sorted(cells)
            if key[0] in questions
        }
        number = {bidder: place for place, bidder in enumerate(sorted({bidder for _, bidder in units}))}
        bids = [number[bidder] for _, bidder in units]
        everybody = sorted({who for given in units.values() for who in given})
        ratings = [[given.get(who) for who in everybody] for given in units.values()]
        together = _marked_together([frozenset(given) for given in units.values()])
        complete = [[given.get(who) for who in together] for given in units.values()]
        icc = icc_with_interval(complete, seed, bids) if together else Unsaid("too-few", 0)
        alpha = alpha_with_interval(ratings, seed, "ordinal", bids)
        found.append(ScaleAgreement(scale.id, questions, alpha, icc, together))
    return tuple(found)


def _marked_together(units: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Choose the evaluators for ICC: those whose common units hold most pairs of marks, the larger group if equal."""
    seen = Counter(units)
    candidates = {one & other for one, other in combinations(seen, 2)} | set(seen)
    ranked = []
    for group in candidates:
        common = sum(times for unit, times in seen.items() if group <= unit)
        if len(group) > 1:
            ranked.append((-common * len(group) * (len(group) - 1), -len(group), tuple(sorted(group))))
    return min(ranked)[2] if ranked else ()


def _moderated(agreed: Sequence[AgreedMark], cells: _Cells, scales: Mapping[str, Scale]) -> Moderated | None:
    marks = {
        (one.question, one.bidder): one.value for one in agreed if one.value is not None and one.question in scales
    }
    if not marks:
        return None
    sides: Counter[int] = Counter()
    outside = []
    places = {question: place for place, question in enumerate(scales)}
    for key in sorted(marks.keys() & cells.keys(), key=lambda key: (places[key[0]], key[1])):
        given, value = sorted(_values(cells[key])), marks[key]
        median = (Fraction(given[(len(given) - 1) // 2]) + Fraction(given[len(given) // 2])) / 2
        sides[(value > median) - (value < median)] += 1
        if not given[0] <= value <= given[-1]:
            outside.append(OutsideMark(*key, value, given[0], given[-1]))
    return Moderated(
        agreed=len(marks),
        at_median=sides[0],
        above_median=sides[1],
        below_median=sides[-1],
        without_individual=len(marks.keys() - cells.keys()),
        still_to_agree=len(cells.keys() - marks.keys()),
        outside=tuple(outside),
    )


def _values(marks: Sequence[IndividualMark]) -> list[Decimal]:
    return [mark.value for mark in marks if mark.value is not None]
