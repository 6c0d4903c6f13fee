"""Scores by criterion for all bids, in tables that fit a page; and the standards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from socialvalue.model.criteria import Criteria, Leaf, Standard
from socialvalue.model.evaluation import EvaluatedBid, Score
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.roster import Roster, dimension_weights, rank_text

#: Bids beside each other in one table: on an upright page, and on a wide one.
UPRIGHT, WIDE = 4, 8


@dataclass(frozen=True, slots=True)
class Cell:
    """What was given, what was scored, and the anchor of the working: of an entry, a dimension or a bid's page."""

    points: str
    value: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row: of a dimension, a criterion, a question, or the total; ``unit`` is that of its values."""

    kind: str
    title: str
    unit: str
    weight: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ColumnHead:
    name: str
    below: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    caption: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[ScoreRow, ...]
    shortened: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scores:
    wide: bool
    tables: tuple[ScoreTable, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    title: str
    question: str
    passes: str
    result: str
    failures: tuple[str, ...]


def scores(criteria: Criteria, people: Roster) -> Scores:
    """Return every score of the bids shown, a column a bid, in tables of equal width."""
    wide = len(people.in_full) > UPRIGHT
    groups = _groups(people.in_full, WIDE if wide else UPRIGHT)
    return Scores(wide, tuple(_table(criteria, people, group, len(groups)) for group in groups), people.left_out)


def _groups(bids: Sequence[EvaluatedBid], most: int) -> list[Sequence[EvaluatedBid]]:
    count = -(-len(bids) // most)
    each = -(-len(bids) // count) if count else 1
    return [bids[i : i + each] for i in range(0, len(bids), each)]


def _table(criteria: Criteria, people: Roster, bids: Sequence[EvaluatedBid], groups: int) -> ScoreTable:
    first = next(i for i, bid in enumerate(people.in_full, start=1) if bid is bids[0])
    caption = _("Points by criterion")
    if groups > 1:
        caption = _(
            "Points by criterion, bids %(first)s to %(last)s of %(count)s",
            first=first,
            last=first + len(bids) - 1,
            count=len(people.in_full),
        )
    found = [{score.key: score for score in bid.scores} for bid in bids]
    heads = tuple(ColumnHead(people.short[b.bidder], _below(b), people.anchor(b)) for b in bids)
    names = ((people.short[bid.bidder], bid.bidder) for bid in bids)
    shortened = tuple((short, full) for short, full in names if short != " ".join(full.split()))
    rows = tuple(_rows(criteria, people, bids, found))
    return ScoreTable(caption, heads, rows, shortened)


def _below(bid: EvaluatedBid) -> str:
    return _("Rank %(rank)s", rank=rank_text(bid)) if bid.in_ranking else words.STATUS[bid.status]


def _rows(
    criteria: Criteria, people: Roster, bids: Sequence[EvaluatedBid], found: list[dict[str, Score]]
) -> list[ScoreRow]:
    places, weights, rows = criteria.award.decimal_places, dimension_weights(criteria), []
    pages = [people.anchor(bid) for bid in bids]
    numbers = {leaf.key: number for number, leaf in enumerate(criteria.leaves, start=1)}
    for place, dimension in enumerate(criteria.dimension, start=1):
        points = [next((d.points for d in bid.dimensions if d.id == dimension.id), None) for bid in bids]
        cells = tuple(_cell(p, places, f"{page}-d{place}") for p, page in zip(points, pages, strict=True))
        rows.append(ScoreRow("dimension", dimension.title, "", weights[dimension.id], cells))
        for criterion in criteria.criterion:
            if criterion.dimension != dimension.id:
                continue
            leaves = [leaf for leaf in criteria.leaves if leaf.criterion is criterion]
            if criterion.question:
                first = numbers[leaves[0].key]
                sums = [_sum(leaves, scored) for scored in found]
                cells = tuple(
                    Cell(words.part(points, places), "", "" if points is None else f"{page}-{first}")
                    for points, page in zip(sums, pages, strict=True)
                )
                weight = words.weight_text(sum((leaf.weight for leaf in leaves), Decimal(0)))
                rows.append(ScoreRow("criterion", criterion.title, "", weight, cells))
            rows += [
                _leaf_row(criteria, leaf, found, [f"{page}-{numbers[leaf.key]}" for page in pages]) for leaf in leaves
            ]
    totals = tuple(
        Cell(words.total(criteria, bid.total), "", "" if bid.total is None else page)
        for bid, page in zip(bids, pages, strict=True)
    )
    weight = "100" if criteria.basis.by_points else ""
    return [*rows, ScoreRow("total", words.figure_name(criteria), "", weight, totals)]


def _sum(leaves: Sequence[Leaf], scored: dict[str, Score]) -> Decimal | None:
    points = [scored[leaf.key].points if leaf.key in scored else None for leaf in leaves if leaf.score]
    return None if None in points or not points else sum((p for p in points if p is not None), Decimal(0))


def _cell(points: Decimal | None, places: int, anchor: str) -> Cell:
    return Cell(words.published(points, places), "", "" if points is None else anchor)


def _leaf_row(criteria: Criteria, leaf: Leaf, found: list[dict[str, Score]], anchors: Sequence[str]) -> ScoreRow:
    places = criteria.award.decimal_places
    unit = leaf.input.unit if leaf.input.kind == "quantity" else ""
    cells = []
    for scored, anchor in zip(found, anchors, strict=True):
        score = scored.get(leaf.key)
        points = words.part(score.points if score else None, places)
        value = words.value(criteria, leaf, score.value if score else None)
        # Said once, beside the title, and not in every cell.
        cells.append(
            Cell(
                points,
                value.removesuffix(f" {unit}") if unit else value,
                anchor if score and score.points is not None else "",
            )
        )
    kind = "question" if leaf.question else "criterion"
    return ScoreRow(kind, leaf.title, unit, words.weight_text(leaf.weight), tuple(cells))


def standards(criteria: Criteria, people: Roster) -> tuple[StandardRow, ...]:
    """Return each standard with how many bids met it, and who did not."""
    bids = (*people.ranked, *people.unranked)
    return tuple(_standard(standard, bids) for standard in criteria.standard)


def _standard(standard: Standard, bids: Sequence[EvaluatedBid]) -> StandardRow:
    answers = [(bid, result) for bid in bids for result in bid.standards if result.id == standard.id]
    failed = [(bid, result) for bid, result in answers if not result.passed]
    met = len(answers) - len(failed)
    if not answers:
        text = _("No answers were given")
    elif not failed:
        text = ngettext("Met by the only bid", "Met by all %(n)s bids", len(answers))
    elif met:
        text = ngettext("Met by %(met)s of %(n)s bid", "Met by %(met)s of %(n)s bids", len(answers), met=met)
    else:
        text = ngettext("Met by none of %(n)s bid", "Met by none of %(n)s bids", len(answers))
    return StandardRow(
        title=standard.title,
        question=standard.question,
        passes=standard.pass_.capitalize(),
        result=text,
        failures=tuple(
            _("%(bidder)s answered “%(answer)s”", bidder=bid.bidder, answer=result.answer)
            + (f" ({result.source})" if result.source else "")
            for bid, result in failed
        ),
    )
