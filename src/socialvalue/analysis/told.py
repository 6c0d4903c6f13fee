"""The analysis of a panel in words: the same rows and sentences for the terminal and for the report."""

from __future__ import annotations

from collections.abc import Iterator

from socialvalue.analysis.agreement import Agreement, Unsaid
from socialvalue.analysis.evaluators import EvaluatorAnalysis
from socialvalue.analysis.panel import PanelAnalysis
from socialvalue.decimals import fixed, plain
from socialvalue.model.criteria import Criteria
from socialvalue.model.layout import full_title
from socialvalue.model.panel import Panel

NOTHING = "–"


def spread_rows(analysis: PanelAnalysis) -> list[list[str]]:
    """Return a row per question: title, bids marked, the widest range with its bid, bids whose marks are far apart."""
    rows = []
    for question in analysis.questions:
        widest = max(question.bids, key=lambda bid: bid.spread.range, default=None)
        shown = NOTHING
        if widest is not None and widest.spread.range:
            shown = f"{plain(widest.spread.lowest)} to {plain(widest.spread.highest)}, {widest.bidder}"
        rows.append([question.title, str(len(question.bids)), shown, str(question.far_apart)])
    return rows


def evaluator_rows(criteria: Criteria, panel: Panel, analysis: PanelAnalysis) -> list[list[str]]:
    """Return a row per evaluator, as the authority chose to name them: counts, severity, range, halo, order."""
    return [
        [
            panel.label(one.evaluator),
            str(one.marks),
            str(one.not_applicable),
            str(one.abstained),
            str(one.blank),
            _severity(one),
            "; ".join(f"{plain(r.lowest)} to {plain(r.highest)}" for r in one.ranges) or NOTHING,
            _halo(criteria, one),
            _order(one),
        ]
        for one in analysis.evaluators
    ]


def _severity(one: EvaluatorAnalysis) -> str:
    if isinstance(one.severity, Unsaid):
        return one.severity.why
    value, unit = one.severity.marks, " marks"
    if value is None:
        value, unit = one.severity.percent, "%"
    if value == 0:
        return "as colleagues"
    return f"{fixed(abs(value), 2)}{unit} {'above' if value > 0 else 'below'}"


def _halo(criteria: Criteria, one: EvaluatorAnalysis) -> str:
    titles = [full_title(leaf) for leaf in criteria.panel_leaves if leaf.key in one.same_for_question]
    return "; ".join([*(f"all one mark: {name}" for name in (*one.same_for_bid, *titles))]) or NOTHING


def _order(one: EvaluatorAnalysis) -> str:
    if isinstance(one.order, Unsaid):
        return one.order.why
    difference = one.order.difference
    side = "early bids higher" if difference > 0 else "late bids higher"
    return f"{fixed(abs(difference), 1)}% of the scale, {side}" if difference else "none"


def agreement_lines(criteria: Criteria, analysis: PanelAnalysis) -> Iterator[str]:
    """Yield a sentence per scale and coefficient, with its interval, or that there is too little to say."""
    for one in analysis.agreement:
        scale = criteria.scale_by_id[one.scale]
        name = scale.title or scale.id
        yield f"{name}: Krippendorff's alpha (ordinal) {_coefficient(one.alpha)}"
        yield f"{name}: ICC(2,1) {_coefficient(one.icc)}"


def _coefficient(value: Agreement | Unsaid) -> str:
    if isinstance(value, Unsaid):
        return value.why
    interval = NOTHING
    if value.low is not None and value.high is not None:
        interval = f"{value.low:.2f} to {value.high:.2f}"
    rests = f"{value.units} bids and questions, {value.evaluators} evaluators"
    return f"{value.value:.2f}, 95% interval {interval} ({rests})"


def moderated_lines(analysis: PanelAnalysis) -> Iterator[str]:
    """Yield how the agreed marks lie against the individual ones; nothing before moderation."""
    moderated = analysis.moderated
    if moderated is None:
        return
    yield (
        f"After moderation: {moderated.agreed} marks agreed, {moderated.at_median} at the median of the individual "
        f"marks, {moderated.above_median} above it, {moderated.below_median} below; "
        f"{moderated.still_to_agree} still to be agreed."
    )
    for mark in moderated.outside:
        yield (
            f"Outside the range of the individual marks: {mark.bidder}, {mark.question}: agreed {plain(mark.agreed)}, "
            f"given {plain(mark.lowest)} to {plain(mark.highest)}."
        )
