"""From criteria and bids to an evaluation, in the order of the law.

(1) standards, (2) criteria whose method does not depend on other bids, with their minimums and the minimum quality,
(3) only then lowest, highest and mean over the bids that remain: a rejected bid never sets the lowest price.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from socialvalue import __version__
from socialvalue.decimals import half_up, to_decimal
from socialvalue.model.competition import Bid, Competition
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import (
    CriteriaIdentity,
    DimensionPoints,
    EvaluatedBid,
    Evaluation,
    Input,
    Score,
    StandardResult,
    Status,
)
from socialvalue.model.outcome import (
    AsRead,
    BelowMinimum,
    BelowMinimumQuality,
    Failure,
    NoQuality,
    Query,
    StandardNotMet,
)
from socialvalue.model.working import Working
from socialvalue.scoring.methods import Field, Scored, score
from socialvalue.scoring.price_queries import price_queries
from socialvalue.scoring.ranking import Standing, ranking, ranking_figure
from socialvalue.scoring.values import Valued, value_of


@dataclass
class _Judged:
    """A bid on its way: what its answers are worth, what it has scored so far, why it left if it did."""

    bid: Bid
    values: dict[str, Valued]
    scores: dict[str, Scored] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)

    @property
    def stays(self) -> bool:
        return not self.failed and not self.bid.withdrawn


def evaluate(criteria: Criteria, competition: Competition) -> Evaluation:
    """Return the evaluation of a competition whose criteria and answers have no faults.

    All arithmetic is exact until the totals are rounded, once, half up, to the published places; ranks and
    tie-breaks are judged on the figures as published.
    """
    judged = [_judge_standards(criteria, bid) for bid in competition.bids]
    for entry in judged:
        _judge_alone(criteria, entry)
    _judge_together(criteria, judged)
    remaining = [entry for entry in judged if entry.stays]
    standings, tie_remarks = ranking(criteria, [_standing(criteria, entry) for entry in remaining])
    prices = {
        leaf.key: {entry.bid.bidder: entry.values[leaf.key].value for entry in remaining}
        for leaf in criteria.price_leaves
    }
    queries, query_remarks = price_queries(criteria, prices)
    bids = [
        _evaluated(criteria, entry, standings.get(entry.bid.bidder), queries.get(entry.bid.bidder, ()))
        for entry in judged
    ]
    bids.sort(key=lambda bid: (bid.rank is None, bid.rank or 0, bid.bidder))
    return Evaluation(
        tool=__version__,
        criteria=CriteriaIdentity(id=criteria.id, version=criteria.version, sha256=competition.criteria_sha256),
        inputs=tuple(Input(file=given.file, sha256=given.sha256) for given in competition.inputs),
        bids=tuple(bids),
        remarks=(*tie_remarks, *query_remarks, *(AsRead(text=str(note)) for note in competition.notes)),
    )


def _passed(answer: str, wanted: str) -> bool:
    return answer.strip().casefold() == wanted


def _judge_standards(criteria: Criteria, bid: Bid) -> _Judged:
    values = {
        leaf.key: value_of(criteria, leaf, bid.answers[leaf.key]) for leaf in criteria.leaves if leaf.key in bid.answers
    }
    entry = _Judged(bid, values)
    for standard in criteria.standard:
        answer = bid.standards.get(standard.id)
        if not bid.withdrawn and answer is not None and not _passed(answer.text, standard.pass_):
            entry.failed.append(
                StandardNotMet(id=standard.id, question=standard.question, answer=answer.text, wanted=standard.pass_)
            )
    return entry


def _score(criteria: Criteria, leaf: Leaf, value: Fraction, others: Field | None = None) -> Scored:
    assert leaf.score is not None
    highest = criteria.scale_by_id[leaf.input.scale].highest if leaf.input.kind == "panel" else None
    return score(leaf.score, leaf.weight, value, others, highest)


def _judge_alone(criteria: Criteria, entry: _Judged) -> None:
    """Score what does not depend on other bids, and apply the minimums."""
    if not entry.stays:
        return
    for leaf in criteria.leaves:
        if leaf.score is not None and not leaf.is_relative:
            entry.scores[leaf.key] = _score(criteria, leaf, entry.values[leaf.key].value)
    for leaf in criteria.leaves:
        if leaf.minimum is not None and leaf.score is not None:
            title = f"{leaf.criterion.title}: {leaf.title}" if leaf.question else leaf.title
            _minimum(entry, title, leaf.key, entry.scores[leaf.key].share, leaf.minimum)
    for criterion in criteria.criterion:
        if criterion.question and criterion.minimum is not None:
            parts = [leaf for leaf in criteria.leaves if leaf.criterion is criterion]
            share = _share_of_points(entry, parts)
            _minimum(entry, criterion.title, criterion.id, share, criterion.minimum)
    wanted = criteria.award.minimum_quality
    if wanted is not None:
        quality = _quality(criteria, entry)
        if quality is not None and quality < Fraction(wanted):
            entry.failed.append(BelowMinimumQuality(share=to_decimal(quality), minimum=wanted))


def _minimum(entry: _Judged, title: str, key: str, share: Fraction, wanted: Decimal) -> None:
    if share * 100 < Fraction(wanted):
        entry.failed.append(BelowMinimum(id=key, title=title, share=to_decimal(share * 100), minimum=wanted))


def _share_of_points(entry: _Judged, leaves: list[Leaf]) -> Fraction:
    weight = sum((Fraction(leaf.weight) for leaf in leaves), Fraction(0))
    return _points(entry, leaves) / weight if weight else Fraction(0)


def _points(entry: _Judged, leaves: list[Leaf]) -> Fraction:
    return sum((Fraction(leaf.weight) * entry.scores[leaf.key].share for leaf in leaves if leaf.score), Fraction(0))


def _quality(criteria: Criteria, entry: _Judged) -> Fraction | None:
    """Return Q, 100 × non-price points ÷ non-price weight; nothing where no weight is on anything but price."""
    leaves = [leaf for leaf in criteria.leaves if not leaf.is_price]
    weight = sum((Fraction(leaf.weight) for leaf in leaves), Fraction(0))
    return 100 * _points(entry, leaves) / weight if weight else None


def _judge_together(criteria: Criteria, judged: list[_Judged]) -> None:
    """Score what depends on the other bids, over the bids that remain.

    Under a basis that ranks by quality a bid without any is rejected, and then the others are scored again without it.
    """
    relative = [leaf for leaf in criteria.leaves if leaf.is_relative]
    while remaining := [entry for entry in judged if entry.stays]:
        for leaf in relative:
            others = Field.of([entry.values[leaf.key].value for entry in remaining])
            for entry in remaining:
                entry.scores[leaf.key] = _score(criteria, leaf, entry.values[leaf.key].value, others)
        worthless = [entry for entry in remaining if criteria.basis.needs_quality and not _quality(criteria, entry)]
        if not worthless:
            return
        for entry in worthless:
            entry.failed.append(NoQuality(basis=criteria.award.basis))
            for leaf in relative:
                entry.scores.pop(leaf.key, None)


def _standing(criteria: Criteria, entry: _Judged) -> Standing:
    """Return the published figures by which a bid is ranked."""
    places, leaves = criteria.award.decimal_places, criteria.leaves
    prices = criteria.price_leaves
    price = entry.values[prices[0].key].value if len(prices) == 1 else None
    figure = ranking_figure(criteria, _points(entry, list(leaves)), _quality(criteria, entry), price)
    tie_breaks = {}
    for id_ in criteria.award.tie_break:
        of_dimension = [leaf for leaf in leaves if leaf.dimension == id_]
        within = of_dimension or [leaf for leaf in leaves if leaf.criterion.id == id_]
        tie_breaks[id_] = half_up(_points(entry, within), places)
    return Standing(entry.bid.bidder, half_up(figure, places), figure, tie_breaks)


def _evaluated(
    criteria: Criteria, entry: _Judged, standing: Standing | None, queries: tuple[Query, ...]
) -> EvaluatedBid:
    bid, places = entry.bid, criteria.award.decimal_places
    dimensions = []
    for dimension in criteria.dimension:
        leaves = [leaf for leaf in criteria.leaves if leaf.dimension == dimension.id]
        counted = standing is not None and any(leaf.score is not None for leaf in leaves)
        points = half_up(_points(entry, leaves), places) if counted else None
        dimensions.append(DimensionPoints(id=dimension.id, points=points))
    prices = criteria.price_leaves
    price = entry.values[prices[0].key].value if len(prices) == 1 and prices[0].key in entry.values else None
    quality = _quality(criteria, entry) if standing is not None else None
    status: Status = "price-query" if queries else "ranked"
    failures: tuple[Failure, ...] = ()
    if bid.withdrawn:
        status, failures = "withdrawn", (bid.withdrawn,)
    elif standing is None:
        status, failures = "disqualified", tuple(entry.failed)
    return EvaluatedBid(
        bidder=bid.bidder,
        status=status,
        rank=standing.rank if standing else None,
        tied=standing.tied if standing else False,
        total=standing.total if standing else None,
        decided_by=standing.decided_by if standing else None,
        price=None if price is None else to_decimal(price),
        quality=None if quality is None else to_decimal(quality),
        dimensions=tuple(dimensions),
        scores=tuple(_score_line(entry, leaf) for leaf in criteria.leaves if leaf.key in entry.values),
        standards=tuple(
            StandardResult(id=s.id, answer=given.text, passed=_passed(given.text, s.pass_), source=str(given.place))
            for s in criteria.standard
            if (given := bid.standards.get(s.id)) is not None
        ),
        failures=failures,
        price_queries=queries,
    )


def _score_line(entry: _Judged, leaf: Leaf) -> Score:
    valued, scored = entry.values[leaf.key], entry.scores.get(leaf.key)
    points: Decimal | None = None
    percent: Decimal | None = None
    if scored is not None:
        points, percent = to_decimal(Fraction(leaf.weight) * scored.share), to_decimal(scored.share * 100)
        formula, working = scored.formula, scored.working
    else:
        formula = ""
        working = Working(kind="ranks-by-price" if entry.stays else "not-scored")
    return Score(
        criterion=leaf.criterion.id,
        question=leaf.question.id if leaf.question else None,
        value=to_decimal(valued.value),
        points=points,
        percent=percent,
        worked=working,
        places=valued.places,
        reason=(valued.mark.reason or None) if valued.mark else None,
        averaged=valued.mark.averaged if valued.mark else None,
        reference=(valued.mark.reference if valued.mark else entry.bid.evidence.get(leaf.key)) or None,
        weight=leaf.weight,
        method=leaf.score.method if leaf.score else None,
        formula=formula,
        steps=valued.steps,
    )
