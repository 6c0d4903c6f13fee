"""A page for each bid: what it was given for what, why, and where each figure came from."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.decimals import pounds
from socialvalue.model.criteria import NEEDS_QUALITY, Criteria, Leaf
from socialvalue.model.evaluation import EvaluatedBid, Score
from socialvalue.report import words
from socialvalue.report.methods import METHODS
from socialvalue.report.roster import Roster, dimension_weights, rank_text

#: What a working says of an answer that was never scored, because its bid had left.
NOT_SCORED = "Not scored"


@dataclass(frozen=True, slots=True)
class Entry:
    """One score with its working. ``kind`` says whose heading it stands under: a criterion's or a question's."""

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
    anchor: str
    name: str
    facts: tuple[tuple[str, str], ...]
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
        facts=tuple(_facts(criteria, people, bid)),
        callouts=tuple(_callouts(bid)),
        dimensions=tuple(_dimensions(criteria, bid)),
        standards=tuple(
            StandardLine(
                title=standards[result.id].title or standards[result.id].question,
                answer=result.answer,
                verdict="met" if result.passed else "not met",
                source=result.source,
            )
            for result in bid.standards
        ),
    )


def _facts(criteria: Criteria, people: Roster, bid: EvaluatedBid) -> list[tuple[str, str]]:
    award, places = criteria.award, criteria.award.decimal_places
    status = {"ranked": "Ranked", "price-query": "Ranked, price queried"}.get(bid.status, bid.status.capitalize())
    facts = [("Rank", f"{rank_text(bid)} of {len(people.ranked)}")] if bid.in_ranking else []
    if bid.total is not None:
        suffix = " of 100" if award.basis == "weighted-total" else ""
        facts.append((words.FIGURE[award.basis], words.total(award.basis, bid.total, places) + suffix))
    if bid.quality is not None and award.basis in NEEDS_QUALITY and award.basis != "highest-quality":
        facts.append(("Quality (Q)", f"{words.part(bid.quality, places)} of 100"))
    if bid.price is not None and award.basis != "lowest-price":
        facts.append((criteria.price_leaves[0].title, pounds(bid.price)))
    return [*facts, ("Status", status)]


def _callouts(bid: EvaluatedBid) -> list[Callout]:
    made = []
    if bid.failed:
        status = bid.status.capitalize()
        lines = tuple(words.sentence(reason.removeprefix(f"{status}: ")) for reason in bid.failed)
        made.append(Callout(status, lines))
    if bid.queries:
        lines = tuple(map(words.sentence, bid.queries))
        made.append(Callout("Price query", (*lines, "The bid stays in the ranking while its price is queried.")))
    return made


def _dimensions(criteria: Criteria, bid: EvaluatedBid) -> list[BidDimension]:
    places, weights = criteria.award.decimal_places, dimension_weights(criteria)
    found, made = {score.key: score for score in bid.scores}, []
    for dimension in criteria.dimension:
        leaves = [leaf for leaf in criteria.leaves if leaf.dimension == dimension.id and leaf.key in found]
        points = next((d.points for d in bid.dimensions if d.id == dimension.id), None)
        if leaves:
            entries = tuple(_entry(criteria, leaf, found[leaf.key]) for leaf in leaves)
            made.append(BidDimension(dimension.title, words.published(points, places), weights[dimension.id], entries))
    return made


#: What the scored figure is, by the kind of answer.
_VALUE_NAMES = {
    "money": "Price",
    "whole-life-cost": "Present value",
    "quantity": "Offered",
    "percent": "Offered",
    "panel": "Mark",
    "commitments": "Valued at",
}


def _entry(criteria: Criteria, leaf: Leaf, score: Score) -> Entry:
    places = criteria.award.decimal_places
    points = words.part(score.points, places)
    # "Not scored" is said by the dash beside the title.
    text = words.working(score.working) if score.working != NOT_SCORED else ""
    if score.points is not None and score.method:
        text += f"{':' if ', ' in text else ' ='} {points}"
    mark = words.label(criteria, leaf, score.value)
    value = words.value(criteria, leaf, score.value)
    title = leaf.title if leaf.question is None else f"{leaf.criterion.title}: {leaf.title}"
    return Entry(
        kind="question" if leaf.question else "criterion",
        title=title,
        points=points,
        weight=words.weight_text(score.weight),
        value_name=_VALUE_NAMES[leaf.input.kind],
        value=f"{value}, {mark}" if mark else value,
        working=text,
        method=METHODS[leaf.score.method].title if leaf.score and score.points is not None else "",
        source=score.source,
        steps=tuple((words.working(step.label), step.value, step.source or "") for step in score.steps),
        reason=words.paragraphs(score.reason),
        reference=score.reference or "",
    )
