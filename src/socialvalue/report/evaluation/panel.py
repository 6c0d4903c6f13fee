"""How the panel marked, in words: for the terminal, and as a page of the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.analysis.coefficient import Agreement, Unsaid
from socialvalue.decimals import fixed, plain
from socialvalue.model.criteria import Criteria
from socialvalue.model.layout import full_title
from socialvalue.model.panel import Panel
from socialvalue.report.words.language import _
from socialvalue.report.words.wording import NOTHING, say

if TYPE_CHECKING:
    from socialvalue.analysis.panel.analysis import BidSpread, Moderated, PanelAnalysis
    from socialvalue.analysis.panel.evaluators import EvaluatorAnalysis  # types only: numpy is not needed to tell of it


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A question: how many bids were marked, the widest range with its bid, and bids whose marks are far apart."""

    question: str
    bids: str
    widest: str
    far_apart: str


@dataclass(frozen=True, slots=True)
class EvaluatorRow:
    """An evaluator, as the authority chose to name them. ``halo`` is blank where not all marks were one mark."""

    who: str
    marks: str
    not_applicable: str
    abstained: str
    blank: str
    severity: str
    range: str
    order: str
    halo: str


@dataclass(frozen=True, slots=True)
class PanelPage:
    """How the panel marked. It starts a discussion; it adjusts no score."""

    spread: tuple[SpreadRow, ...]
    evaluators: tuple[EvaluatorRow, ...]
    agreement: tuple[str, ...]
    moderated: tuple[str, ...]


def panel_page(criteria: Criteria, panel: Panel, analysis: PanelAnalysis) -> PanelPage:
    """Return the analysis of a panel in the language being written in."""
    spread = []
    for question in analysis.questions:
        widest = max(question.bids, key=lambda bid: bid.spread.range, default=None)
        row = SpreadRow(question.title, str(len(question.bids)), _widest(widest), str(question.far_apart))
        spread.append(row)
    return PanelPage(
        spread=tuple(spread),
        evaluators=tuple(_evaluator(criteria, panel, person) for person in analysis.evaluators),
        agreement=tuple(_agreement(criteria, analysis)),
        moderated=tuple(_moderated(analysis.moderated)) if analysis.moderated else (),
    )


def _widest(widest: BidSpread | None) -> str:
    if widest is None or not widest.spread.range:
        return NOTHING
    low, high = plain(widest.spread.lowest), plain(widest.spread.highest)
    return _("%(low)s to %(high)s, %(bidder)s", low=low, high=high, bidder=widest.bidder)


def _evaluator(criteria: Criteria, panel: Panel, person: EvaluatorAnalysis) -> EvaluatorRow:
    ranges = (_("%(low)s to %(high)s", low=plain(used.lowest), high=plain(used.highest)) for used in person.ranges)
    return EvaluatorRow(
        who=panel.label(person.evaluator),
        marks=str(person.marks),
        not_applicable=str(person.not_applicable),
        abstained=str(person.abstained),
        blank=str(person.blank),
        severity=_severity(person),
        range="; ".join(ranges) or NOTHING,
        order=_order(person),
        halo=_halo(criteria, person),
    )


def _severity(person: EvaluatorAnalysis) -> str:
    severity = person.severity
    if isinstance(severity, Unsaid):
        return say(severity.said)
    in_marks = severity.marks is not None
    value = severity.percent if severity.marks is None else severity.marks
    gap = fixed(abs(value), 2)
    if value == 0:
        return _("as colleagues")
    if value > 0:
        return _("%(gap)s marks above", gap=gap) if in_marks else _("%(gap)s%% above", gap=gap)
    return _("%(gap)s marks below", gap=gap) if in_marks else _("%(gap)s%% below", gap=gap)


def _halo(criteria: Criteria, person: EvaluatorAnalysis) -> str:
    titles = [full_title(leaf) for leaf in criteria.panel_leaves if leaf.key in person.same_for_question]
    text = "; ".join(_("all one mark: %(name)s", name=name) for name in (*person.same_for_bid, *titles))
    return f"{text[:1].upper()}{text[1:]}"


def _order(person: EvaluatorAnalysis) -> str:
    order = person.order
    if isinstance(order, Unsaid):
        return say(order.said)
    gap = fixed(abs(order.difference), 1)
    if order.difference == 0:
        return _("none")
    if order.difference > 0:
        return _("%(gap)s%% of the scale, early bids higher", gap=gap)
    return _("%(gap)s%% of the scale, late bids higher", gap=gap)


def _agreement(criteria: Criteria, analysis: PanelAnalysis) -> Iterator[str]:
    """Yield a sentence per scale and coefficient, with its interval, or that there is too little to say."""
    for found in analysis.agreement:
        scale = criteria.scale_by_id[found.scale]
        name = scale.title or scale.id
        alpha, icc = _coefficient(found.alpha), _coefficient(found.icc)
        yield _("%(scale)s: Krippendorff's alpha (ordinal) %(coefficient)s", scale=name, coefficient=alpha)
        yield _("%(scale)s: ICC(2,1) %(coefficient)s", scale=name, coefficient=icc)


def _coefficient(value: Agreement | Unsaid) -> str:
    if isinstance(value, Unsaid):
        return say(value.said)
    interval = NOTHING
    if value.low is not None and value.high is not None:
        interval = _("%(low)s to %(high)s", low=f"{value.low:.2f}", high=f"{value.high:.2f}")
    return _(
        "%(value)s, 95%% interval %(interval)s (%(units)s bids and questions, %(evaluators)s evaluators)",
        value=f"{value.value:.2f}",
        interval=interval,
        units=value.units,
        evaluators=value.evaluators,
    )


def _moderated(moderated: Moderated) -> Iterator[str]:
    """Yield how the agreed marks lie against the individual ones."""
    yield _(
        "After moderation: %(agreed)s marks agreed, %(at)s at the median of the individual marks, %(above)s above it, "
        "%(below)s below; %(left)s still to be agreed.",
        agreed=moderated.agreed,
        at=moderated.at_median,
        above=moderated.above_median,
        below=moderated.below_median,
        left=moderated.still_to_agree,
    )
    for mark in moderated.outside:
        yield _(
            "Outside the range of the individual marks: %(bidder)s, %(question)s: agreed %(agreed)s, given %(low)s to "
            "%(high)s.",
            bidder=mark.bidder,
            question=mark.question,
            agreed=plain(mark.agreed),
            low=plain(mark.lowest),
            high=plain(mark.highest),
        )
