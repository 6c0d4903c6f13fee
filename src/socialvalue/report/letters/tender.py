"""One tender as a letter tells it: the score of each criterion and question, why, where in the tender, and the sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from socialvalue.decimals import fixed, half_up, pounds
from socialvalue.model.criteria import Criteria, Criterion, Leaf
from socialvalue.model.evaluation import EvaluatedBid, Score
from socialvalue.report.letters.points import by_name, earned, points_text, steps, sum_text
from socialvalue.report.letters.points import places as told_places
from socialvalue.report.letters.text import Paragraph, Run, Withheld, joined_runs, said
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import _, ngettext

#: Digits kept of a sum of points before it is rounded as published: a sum of thirds is whole again.
_SURE = 18


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it holds."""

    name: str
    text: Paragraph


@dataclass(frozen=True, slots=True)
class Entry:
    """A criterion or a question: its score, what was offered and how that became points, and in paragraphs why."""

    title: str
    score: str
    given: Paragraph = ()
    why: tuple[Paragraph, ...] = ()
    questions: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class DimensionPart:
    title: str
    score: str
    criteria: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TenderPart:
    """All that is told of one tender. ``grounds`` say what was withheld of it and why."""

    lead: str
    dimensions: tuple[DimensionPart, ...]
    standards: tuple[str, ...]
    totals: tuple[Fact, ...]
    grounds: tuple[str, ...] = ()


def tender_part(criteria: Criteria, bid: EvaluatedBid, withheld: Withheld, *, own: bool) -> TenderPart:
    """Return what a letter tells of ``bid``: to its own supplier, or to the others less what is ``withheld``."""
    found = {score.key: score for score in bid.scores}
    dimensions = tuple(
        _dimension(criteria, bid, dimension.id, found, withheld)
        for dimension in criteria.dimension
        if any(criterion.dimension == dimension.id for criterion in criteria.criterion)
    )
    totals = _totals(criteria, bid, withheld)
    return TenderPart(_lead(bid, own=own), dimensions, _standards(criteria, bid, own=own), totals, withheld.grounds())


def _lead(bid: EvaluatedBid, *, own: bool) -> str:
    if not own:
        return _("The same information about %(bidder)s's tender.", bidder=bid.bidder)
    if bid.in_ranking:
        return _(
            "The score for each criterion and question, the reason for it, and the place in your tender that "
            "supports it."
        )
    if any(score.points is not None for score in bid.scores):
        return _(
            "Your tender was disqualified, so it has no total. This shows the scores as far as it was assessed, the "
            "reasons for them, and the places in your tender that support them. A dash means that no points were "
            "given."
        )
    return _(
        "Your tender was disqualified before points were given. This shows how far it was assessed. A dash means "
        "that no points were given."
    )


def _dimension(
    criteria: Criteria, bid: EvaluatedBid, id_: str, found: dict[str, Score], withheld: Withheld
) -> DimensionPart:
    leaves = [leaf for leaf in criteria.leaves if leaf.dimension == id_]
    places = criteria.award.decimal_places
    points = next((one.points for one in bid.dimensions if one.id == id_), None)
    if points is None and not bid.in_ranking and (given := sum_of(leaves, found)) is not None:
        # Disqualified for something else, after all of this was scored.
        points = half_up(given, places)
    score = "" if points is None else score_text(sum_text(criteria, points), leaves)
    title = next(one.title for one in criteria.dimension if one.id == id_)
    entries = tuple(
        _criterion(criteria, criterion, found, withheld)
        for criterion in criteria.criterion
        if criterion.dimension == id_
    )
    return DimensionPart(title, score, entries)


def score_text(points: str, leaves: Sequence[Leaf]) -> str:
    """Return points, of the points that there were."""
    weight = sum((leaf.weight for leaf in leaves if leaf.score is not None), Decimal(0))
    return _("%(points)s of %(weight)s", points=points, weight=words.weight_text(weight))


def _criterion(criteria: Criteria, criterion: Criterion, found: dict[str, Score], withheld: Withheld) -> Entry:
    leaves = [leaf for leaf in criteria.leaves if leaf.criterion is criterion]
    entries = [_entry(criteria, leaf, found.get(leaf.key), withheld) for leaf in leaves]
    if not criterion.question:
        return entries[0]
    points = sum_of(leaves, found)
    score = "" if points is None else score_text(points_text(criteria, points), leaves)
    return Entry(criterion.title, score, questions=tuple(entries))


def sum_of(leaves: Sequence[Leaf], found: dict[str, Score]) -> Decimal | None:
    """Return the points of several criteria together, whole where they are sums of thirds; nothing without points."""
    scored = [found[leaf.key].points if leaf.key in found else None for leaf in leaves if leaf.score is not None]
    if not scored or None in scored:
        return None
    return half_up(sum((points for points in scored if points is not None), Decimal(0)), _SURE)


def _entry(criteria: Criteria, leaf: Leaf, score: Score | None, withheld: Withheld) -> Entry:
    if score is None:
        return Entry(leaf.title, words.NOTHING, said(_("Not assessed.")))
    if score.points is not None:
        shown = score_text(points_text(criteria, score.points), [leaf])
    else:
        shown = "" if leaf.score is None else words.NOTHING
    reason = withheld.paragraphs(score.reason, withheld.of(leaf.key, "reason"))
    made_of = () if withheld.of(leaf.key, "answer") else tuple(map(said, steps(criteria, score)))
    return Entry(leaf.title, shown, _given(criteria, leaf, score, withheld), (*made_of, *reason))


def _given(criteria: Criteria, leaf: Leaf, score: Score, withheld: Withheld) -> Paragraph:
    """What was scored, how it became points, and where it stands in the tender."""
    gap = withheld.answer(leaf.key)
    how = by_name(leaf) if gap and score.points is not None else earned(criteria, leaf, score)
    value = gap or Run(_value(criteria, leaf, score))
    runs = joined_runs(Run(f"{_(leaf.input.figure)}: "), value, Run(f". {how}" if how else "."))
    # What a bidder wrote beside its own answer is for the authority: nobody has looked it through for other suppliers.
    told = score.reference if leaf.input.kind == "panel" else None
    reference = withheld.line(told, withheld.of(leaf.key, "reference"))
    if not reference:
        return runs
    stop = "" if not how or how.endswith(".") else "."
    return joined_runs(*runs, Run(f"{stop} {_('In the tender:')} "), *reference)


def _value(criteria: Criteria, leaf: Leaf, score: Score) -> str:
    value, label = words.value(criteria, leaf, score.value), words.label(criteria, leaf, score.value)
    return f"{value}, {label}" if label else value


def _standards(criteria: Criteria, bid: EvaluatedBid, *, own: bool) -> tuple[str, ...]:
    results = {result.id: result for result in bid.standards}
    asked = [standard for standard in criteria.standard if standard.id in results]
    failed = [standard for standard in asked if not results[standard.id].passed]
    if not asked:
        return ()
    if not failed:
        count = len(asked)
        if own:
            return (ngettext("Your tender met the standard.", "Your tender met all %(n)s standards.", count),)
        return (ngettext("This tender met the standard.", "This tender met all %(n)s standards.", count),)
    return tuple(
        _("%(standard)s: met.", standard=title)
        if results[standard.id].passed
        else _(
            "%(standard)s: not met. The answer was “%(answer)s”.", standard=title, answer=results[standard.id].answer
        )
        for standard in asked
        for title in [standard.title or standard.question]
    )


def _totals(criteria: Criteria, bid: EvaluatedBid, withheld: Withheld) -> tuple[Fact, ...]:
    """Return the figures that the award rests on: the one that ranks last."""
    if bid.total is None:
        return ()
    facts = []
    if bid.price is not None and not (criteria.basis.by_points or criteria.basis.is_price):
        gap = withheld.answer(criteria.price_leaves[0].key)
        facts.append(Fact(criteria.price_leaves[0].title, (gap,) if gap else said(pounds(bid.price))))
    if bid.quality is not None and criteria.basis.mixes:
        text = _("%(figure)s of 100", figure=fixed(bid.quality, told_places(criteria)))
        facts.append(Fact(_("Quality (Q)"), said(text)))
    return (*facts, Fact(words.figure_name(criteria), total_text(criteria, bid, withheld)))


def total_text(criteria: Criteria, bid: EvaluatedBid, withheld: Withheld) -> Paragraph:
    """Return the figure that ranks a tender; a gap where it is the price and the price is withheld."""
    gap = withheld.answer(criteria.price_leaves[0].key) if criteria.basis.is_price else None
    if gap is not None:
        return (gap,)
    text = words.total(criteria, bid.total)
    if criteria.basis.of_100:
        return (Run(_("%(figure)s of 100", figure=text)),)
    return (Run(text),)
