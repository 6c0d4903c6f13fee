"""A page for each bid: what it was given for what, why, and where each figure came from."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.decimals import pounds
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import EvaluatedBid, Score
from socialvalue.report.evaluation.totals import total_workings
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import _
from socialvalue.report.words.methods import METHODS
from socialvalue.report.words.roster import Roster, dimension_weights, rank_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One score with its working. ``kind`` says whose heading it stands under: a criterion's or a question's.

    Tables of scores lead to its ``anchor``.
    """

    anchor: str
    kind: str
    title: str
    points: str
    weight: str
    value_name: str
    value: str
    working: str
    method: str
    source: str
    steps: tuple[tuple[str, str, str], ...]
    reason: tuple[str, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class BidDimension:
    anchor: str
    title: str
    points: str
    weight: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardLine:
    title: str
    answer: str
    verdict: str
    source: str


@dataclass(frozen=True, slots=True)
class BidPage:
    """A bid's own page or pages; ``short`` is its name as it fits the foot of each."""

    anchor: str
    name: str
    short: str
    facts: tuple[tuple[str, str, str], ...]
    workings: tuple[tuple[str, str], ...]
    callouts: tuple[Callout, ...]
    dimensions: tuple[BidDimension, ...]
    standards: tuple[StandardLine, ...]


def bid_pages(criteria: Criteria, people: Roster) -> tuple[BidPage, ...]:
    """Return the pages of the bids that are shown in full, in the order of the ranking."""
    return tuple(_page(criteria, people, bid) for bid in people.in_full)


def _page(criteria: Criteria, people: Roster, bid: EvaluatedBid) -> BidPage:
    standards = {standard.id: standard for standard in criteria.standard}
    return BidPage(
        anchor=people.anchor(bid),
        name=bid.bidder,
        short=people.short[bid.bidder],
        facts=tuple(_facts(criteria, people, bid)),
        workings=total_workings(criteria, bid),
        callouts=tuple(_callouts(bid)),
        dimensions=tuple(_dimensions(criteria, people, bid)),
        standards=tuple(
            StandardLine(
                title=standards[result.id].title or standards[result.id].question,
                answer=result.answer,
                verdict=_("met") if result.passed else _("not met"),
                source=result.source,
            )
            for result in bid.standards
        ),
    )


def _facts(criteria: Criteria, people: Roster, bid: EvaluatedBid) -> list[tuple[str, str, str]]:
    places = criteria.award.decimal_places
    facts = []
    if bid.in_ranking:
        facts.append((_("Rank"), rank_text(bid), _("of %(count)s", count=len(people.ranked))))
    if bid.total is not None:
        of_100 = _("of 100") if criteria.basis.by_points else ""
        facts.append((words.figure_name(criteria), words.total(criteria, bid.total), of_100))
    if bid.quality is not None and criteria.basis.mixes:
        facts.append((_("Quality (Q)"), words.part(bid.quality, places), _("of 100")))
    if bid.price is not None and not criteria.basis.is_price:
        facts.append((criteria.price_leaves[0].title, pounds(bid.price), ""))
    return [*facts, (_("Status"), words.STATUS[bid.status], "")]


def _callouts(bid: EvaluatedBid) -> list[Callout]:
    made = []
    if bid.failures:
        made.append(Callout(words.STATUS[bid.status], tuple(map(words.reason, bid.failures))))
    if lines := words.queries(bid):
        made.append(Callout(_("Price query"), (*lines, _("The bid stays in the ranking while its price is queried."))))
    return made


def _dimensions(criteria: Criteria, people: Roster, bid: EvaluatedBid) -> list[BidDimension]:
    places, weights = criteria.award.decimal_places, dimension_weights(criteria)
    found, made = {score.key: score for score in bid.scores}, []
    for place, dimension in enumerate(criteria.dimension, start=1):
        points = next((d.points for d in bid.dimensions if d.id == dimension.id), None)
        entries = tuple(
            _entry(criteria, leaf, found[leaf.key], people.entry(bid, number))
            for number, leaf in enumerate(criteria.leaves, start=1)
            if leaf.dimension == dimension.id and leaf.key in found
        )
        if entries:
            anchor, weight = people.dimension(bid, place), weights[dimension.id]
            made.append(BidDimension(anchor, dimension.title, words.published(points, places), weight, entries))
    return made


def _entry(criteria: Criteria, leaf: Leaf, score: Score, anchor: str) -> Entry:
    places = criteria.award.decimal_places
    points = words.part(score.points, places)
    # "Not scored" is said by the dash beside the title.
    text = words.working(score.worked.said) if score.worked.kind != "not-scored" else ""
    if score.points is not None and score.method:
        text += f"{':' if score.worked.is_in_words else ' ='} {points}"
    mark = words.label(criteria, leaf, score.value)
    value = words.value(criteria, leaf, score.value)
    title = leaf.title if leaf.question is None else f"{leaf.criterion.title}: {leaf.title}"
    return Entry(
        anchor=anchor,
        kind="question" if leaf.question else "criterion",
        title=title,
        points=points,
        weight=words.weight_text(score.weight),
        value_name=_(leaf.input.figure),
        value=f"{value}, {mark}" if mark else value,
        working=text,
        method=METHODS[leaf.score.method].title if leaf.score and score.points is not None else "",
        source=score.source,
        steps=tuple((words.working(step.said), pounds(step.worth), step.source) for step in score.steps),
        reason=words.explained(score),
        reference=score.reference or "",
    )
