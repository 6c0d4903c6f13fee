"""What a board should know before it decides: what could undo the result, and what stands behind it less firmly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import half_up, percent
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.model.outcome import Warned
from socialvalue.report.board.limits import WHOLE, Limits
from socialvalue.report.board.price import share_text
from socialvalue.report.board.sources import DECISION, Line, fitted_line, named
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.roster import title_of
from socialvalue.report.words.wording import cut, joined, queries, say, total

#: A lead of less than this share of the leading figure is warned of, in percent.
#:
#: No rule says where a margin becomes close. Law firms' notes report one of 3.43%, which an error put right made 2.93%,
#: from Woods v Milton Keynes [2015] EWHC 2011 (TCC), and one of 1.06% from EnergySolutions v NDA [2016] EWHC 1988
#: (TCC); the judgments were not checked. Five leaves room above both: one mark on one question is often worth two.
CLOSE_MARGIN = Decimal(5)

#: A minimum passed by less than this many percentage points is told: half of one mark of five.
NEAR_MINIMUM = Decimal(10)

#: Warnings of the evaluation, and other bids' price queries, told one by one.
MOST_WARNINGS, MOST_QUERIES = 3, 2

#: Ems of the line that names what there was no room for.
REST = 48.0


@dataclass(frozen=True, slots=True)
class Risks:
    """The risks, the gravest first. Where there are none, ``checked`` says what was looked for."""

    lines: tuple[Line, ...]
    checked: str
    left_out: str = ""

    def shortened(self, shown: int, limits: Limits) -> Risks:
        """Return the ``shown`` gravest."""
        kinds = dict.fromkeys(line.key for line in self.lines[shown:])
        rest = _("No room for: %(kinds)s.", kinds=cut(joined(kinds), REST)) if kinds else ""
        lines = tuple(fitted_line(line, limits.sentence) for line in self.lines[:shown])
        return replace(self, lines=lines, left_out=rest)


def risks(criteria: Criteria, evaluation: Evaluation, dates: tuple[Line, ...], robustness: str) -> Risks:
    """Return what the evaluation gives reason to warn of, with ``dates`` out of order and what `analyse` found."""
    ranked = tuple(bid for bid in evaluation.bids if bid.in_ranking)
    first = tuple(bid for bid in ranked if bid.rank == 1)
    lines = [
        *_tie(first),
        *_own_query(first),
        *_on_record(evaluation.warned),
        *_margin(criteria, ranked),
        *_alone(ranked),
        *_near_minimum(criteria, first),
        *_averages(criteria),
        *dates,
        *_other_queries(criteria, ranked),
    ]
    if robustness:
        lines.append(Line(_("Robustness"), robustness))
    checked = "" if lines else _nothing_found() if ranked else _("No tender is ranked, so no result is at risk.")
    return Risks(tuple(lines), checked).shortened(len(lines), WHOLE)


def _nothing_found() -> str:
    return _(
        "None found. Looked for: prices being queried, a lead under %(share)s, a result decided by tie-break, only "
        "one ranked tender, a minimum narrowly passed, averaged marks, prices opened early, marks changed after "
        "prices were known, dates out of order.",
        share=percent(CLOSE_MARGIN),
    )


def _tie(first: tuple[EvaluatedBid, ...]) -> Iterator[Line]:
    if len(first) > 1:
        yield Line(
            _("Tie"),
            ngettext(
                "%(n)s tender is in first place.",
                "%(n)s tenders are tied in first place, so the ranking alone does not decide. The tender documents "
                "must say how to decide such a tie.",
                len(first),
            ),
        )


def _on_record(warned: tuple[Warned, ...]) -> Iterator[Line]:
    """Tell the first warnings: prices opened early, marks changed afterwards. All stand in the evaluation report."""
    yield from (Line(_("On record"), say(one.said)) for one in warned[:MOST_WARNINGS])
    if rest := len(warned[MOST_WARNINGS:]):
        text = ngettext(
            "%(n)s more of this kind: see “%(section)s” in the evaluation report.",
            "%(n)s more of this kind: see “%(section)s” in the evaluation report.",
            rest,
            section=_(DECISION),
        )
        yield Line(_("On record"), text)


def _own_query(first: tuple[EvaluatedBid, ...]) -> Iterator[Line]:
    for bid in first:
        if bid.price_queries:
            reasons = " ".join(queries(bid))
            text = _("%(bidder)s, in first place. %(reasons)s", bidder=named(bid), reasons=reasons)
            yield Line(_("Price query"), text)


def _other_queries(criteria: Criteria, ranked: tuple[EvaluatedBid, ...]) -> Iterator[Line]:
    queried = [bid for bid in ranked if bid.price_queries and bid.rank != 1]
    if not queried:
        return
    shared = any(leaf.is_relative for leaf in criteria.price_leaves)
    for bid in queried[:MOST_QUERIES]:
        reason, *others = queries(bid)
        if more := len(others):
            reason = f"{reason} {ngettext('And %(n)s more reason.', 'And %(n)s more reasons.', more)}"
        if shared:
            text = _(
                "%(bidder)s, rank %(rank)s. %(reason)s Other bids' points depend on it: without this tender they "
                "would have to be worked out again.",
                bidder=named(bid),
                rank=bid.rank,
                reason=reason,
            )
        else:
            text = _("%(bidder)s, rank %(rank)s. %(reason)s", bidder=named(bid), rank=bid.rank, reason=reason)
        yield Line(_("Price query"), text)
    if rest := len(queried[MOST_QUERIES:]):
        text = ngettext(
            "%(n)s more tender has its price queried.", "%(n)s more tenders have their prices queried.", rest
        )
        yield Line(_("Price query"), text)


def _margin(criteria: Criteria, ranked: tuple[EvaluatedBid, ...]) -> Iterator[Line]:
    """Warn of a lead under `CLOSE_MARGIN`, and of a tie that the tie-break decided."""
    if len(ranked) < 2:
        return
    first, second = ranked[0], ranked[1]
    if first.total is None or second.total is None:
        return
    if first.total == second.total:
        if not first.tied and first.decided_by:
            yield Line(
                _("Tie-break"),
                _(
                    "%(first)s and %(second)s have the same figure, %(figure)s. The published tie-break decided: "
                    "more points for %(title)s.",
                    first=named(first),
                    second=named(second),
                    figure=total(criteria, first.total),
                    title=cut(title_of(criteria, first.decided_by), 40),
                ),
            )
        return
    gap = abs(first.total - second.total)
    if first.total > 0 and 100 * Fraction(gap) / Fraction(first.total) < CLOSE_MARGIN:
        told = (_gap_text(criteria, first, second, gap), _one_mark(criteria, first, gap))
        yield Line(_("Close margin"), " ".join(text for text in told if text))


def _gap_text(criteria: Criteria, first: EvaluatedBid, second: EvaluatedBid, gap: Decimal) -> str:
    values = {
        "gap": total(criteria, gap),
        "share": share_text(gap, first.total or Decimal(1)),
        "second": named(second),
    }
    if criteria.basis.by_points:
        ahead = _("%(second)s is %(gap)s points behind, %(share)s of the winning total.", **values)
    elif criteria.basis.lower_first:
        ahead = _("%(second)s is %(gap)s higher, %(share)s of the winning figure.", **values)
    else:
        ahead = _("%(second)s is %(gap)s lower, %(share)s of the winning figure.", **values)
    why = _(
        "This summary warns under %(limit)s: leads of about 3%% and of about 1%% are reported to have gone to court.",
        limit=percent(CLOSE_MARGIN),
    )
    return f"{ahead} {why}"


def _one_mark(criteria: Criteria, first: EvaluatedBid, gap: Decimal) -> str:
    """Say on how many questions a single mark is worth the lead, where the panel agreed each mark."""
    if not criteria.basis.by_points or criteria.award.moderation != "consensus":
        return ""
    given = {score.key: score.value for score in first.scores if score.value is not None}
    drops = [
        drop
        for leaf in criteria.panel_leaves
        if leaf.key in given and (drop := _one_mark_less(criteria, leaf, given[leaf.key])) is not None
    ]
    reaching = sum(drop >= gap for drop in drops)
    if not reaching:
        return ""
    return ngettext(
        "One mark less on %(n)s question would lose the lead.",
        "One mark less on any one of %(n)s questions would lose the lead.",
        reaching,
    )


def _one_mark_less(criteria: Criteria, leaf: Leaf, mark: Decimal) -> Fraction | None:
    """Return the points that the next lower mark of the scale would lose; nothing where there is none."""
    if leaf.score is None or leaf.score.method != "panel" or leaf.input.kind != "panel":
        return None
    scale = criteria.scale_by_id[leaf.input.scale]
    below = [level.mark for level in scale.levels if level.mark < mark]
    return Fraction(leaf.weight) * Fraction(mark - max(below)) / Fraction(scale.highest) if below else None


def _alone(ranked: tuple[EvaluatedBid, ...]) -> Iterator[Line]:
    if len(ranked) == 1:
        yield Line(
            _("One tender"), _("Only one tender is ranked, so there is no other price or promise to compare it with.")
        )


def _near_minimum(criteria: Criteria, first: tuple[EvaluatedBid, ...]) -> Iterator[Line]:
    """Warn of minimums that a bid in first place passed by less than `NEAR_MINIMUM` percentage points."""
    for bid in first:
        for title, share, minimum in _minimums(criteria, bid):
            if 0 <= share - Fraction(minimum) < NEAR_MINIMUM:
                yield Line(
                    _("Near a minimum"),
                    _(
                        "%(bidder)s has %(share)s of the marks for %(title)s; under %(minimum)s it would have been "
                        "disqualified.",
                        bidder=named(bid),
                        share=percent(half_up(share, 1)),
                        title=cut(title, 40),
                        minimum=percent(minimum),
                    ),
                )


def _minimums(criteria: Criteria, bid: EvaluatedBid) -> Iterator[tuple[str, Fraction, Decimal]]:
    """Yield each published minimum with what the bid reached: of a question, of a criterion, of all quality."""
    scores = {score.key: score for score in bid.scores}
    for leaf in criteria.leaves:
        score = scores.get(leaf.key)
        if leaf.minimum is not None and score is not None and score.percent is not None:
            yield leaf.title, Fraction(score.percent), leaf.minimum
    for criterion in criteria.criterion:
        if criterion.question and criterion.minimum is not None:
            parts = [scores[leaf.key] for leaf in criteria.leaves if leaf.criterion is criterion and leaf.key in scores]
            points = sum((Fraction(part.points) for part in parts if part.points is not None), Fraction(0))
            weight = sum((Fraction(part.weight) for part in parts), Fraction(0))
            if weight:
                yield criterion.title, 100 * points / weight, criterion.minimum
    if criteria.award.minimum_quality is not None and bid.quality is not None:
        yield _("all that is not price"), Fraction(bid.quality), criteria.award.minimum_quality


def _averages(criteria: Criteria) -> Iterator[Line]:
    if criteria.award.moderation == "mean" and criteria.panel_leaves:
        yield Line(
            _("Averaged marks"),
            _(
                "The panel's marks are the mean of the evaluators' own, not agreed ones, as the tender documents said "
                "they would be."
            ),
        )
    elif criteria.award.moderation == "median" and criteria.panel_leaves:
        yield Line(
            _("Averaged marks"),
            _(
                "The panel's marks are the median of the evaluators' own, not agreed ones, as the tender documents "
                "said they would be."
            ),
        )
