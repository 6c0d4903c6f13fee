"""What social value was bought: each promise that can be counted, with what it earned, by dimension.

Promises are what a bidder entered as a quantity, a share or a commitment: not prices, and not what the panel marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import half_up, percent, pounds
from socialvalue.model.criteria import Criteria, Dimension, Leaf
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.report.board.commitments import Row, is_promise, promise_rows
from socialvalue.report.board.limits import Limits
from socialvalue.report.board.sources import BIDS, MODEL, and_more, named, where
from socialvalue.report.words.asked import measure_title
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.methods import commitment_terms
from socialvalue.report.words.wording import cut, published, weight_text, width

#: The dimension that packs call quality: how well the service is done, and no social value.
QUALITY = "quality"

#: Bids in first place whose promises stand side by side.
MOST_BIDS = 3

#: Sources that the footnote names.
MOST_SOURCES = 3

#: Ems of a measure's name and of its source in the footnote.
SOURCE_NAME, SOURCE = 26.0, 40.0


@dataclass(frozen=True, slots=True)
class Group:
    """A dimension: its points and its share of those available, a text for each bid, and its promises."""

    title: str
    points: tuple[str, ...]
    shares: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """Everything promised; ``whose`` are the bids, ``lead`` says how much of the social value on offer was reached."""

    whose: tuple[str, ...]
    lead: str
    groups: tuple[Group, ...]
    left_out: str
    footnote: str
    where: str

    @property
    def is_valued(self) -> bool:
        """Say whether any promise has a value in pounds."""
        return any(cell.worth for group in self.groups for row in group.rows for cell in row.cells)

    @property
    def count(self) -> int:
        """How many promises there are."""
        return sum(len(group.rows) for group in self.groups)

    def shortened(self, shown: int, limits: Limits) -> Promises:
        """Return the ``shown`` weightiest promises, in the order of the award model."""
        told = self.groups[: limits.groups]
        kept = {id(row) for row in _weighed(told)[:shown]}
        groups = tuple(
            replace(
                group,
                title=cut(group.title, limits.name),
                rows=tuple(row.shortened(limits) for row in group.rows if id(row) in kept),
            )
            for group in told
        )
        footnote = cut(self.footnote, limits.note)
        return replace(self, groups=groups, left_out=and_more(self.count - len(kept)), footnote=footnote)


def _weighed(groups: tuple[Group, ...]) -> list[Row]:
    """Return all promises, the weightiest first.

    Of one weight, the first of each dimension before the second of any; what is valued together stays below its sum.
    What the panel marked is no promise, and is the first to go.
    """
    rows = [(number, row) for group in groups for number, row in enumerate(group.rows)]
    return [row for number, row in sorted(rows, key=lambda one: (one[1].kind == "marked", -one[1].weight, one[0]))]


def promises(criteria: Criteria, first: Sequence[EvaluatedBid]) -> Promises:
    """Return what the bids in first place promise."""
    bids = tuple(first[:MOST_BIDS])
    made = Promises(
        whose=tuple(named(bid) for bid in bids),
        lead=_lead(criteria, bids, len(first)),
        groups=tuple(_groups(criteria, bids)),
        left_out="",
        footnote="",
        where=where(BIDS),
    )
    return replace(made, footnote=_footnote(criteria)) if made.is_valued else made


def social_dimensions(criteria: Criteria) -> tuple[Dimension, ...]:
    """Return the dimensions of social value: all but quality, and but those that hold a price."""
    priced = {leaf.dimension for leaf in criteria.price_leaves}
    return tuple(one for one in criteria.dimension if one.id != QUALITY and one.id not in priced)


def _groups(criteria: Criteria, bids: tuple[EvaluatedBid, ...]) -> Iterator[Group]:
    """Yield the dimensions of social value, then any other one in which something countable is promised."""
    social = social_dimensions(criteria)
    others = [
        one
        for one in criteria.dimension
        if one not in social and any(is_promise(leaf) for leaf in criteria.leaves if leaf.dimension == one.id)
    ]
    for dimension in (*social, *others):
        leaves = [leaf for leaf in criteria.leaves if leaf.dimension == dimension.id and not leaf.is_price]
        if not leaves or not bids:
            continue
        shown = leaves if dimension in social else [leaf for leaf in leaves if is_promise(leaf)]
        weight = sum((leaf.weight for leaf in leaves), Decimal(0))
        yield Group(
            title=dimension.title,
            points=tuple(_points_of(criteria, bid, dimension, leaves, weight) for bid in bids),
            shares=tuple(_share(bid, leaves, weight) for bid in bids),
            rows=tuple(row for leaf in shown for row in promise_rows(criteria, leaf, bids)),
        )


def _exact(bid: EvaluatedBid, leaves: Sequence[Leaf]) -> Fraction:
    keys = {leaf.key for leaf in leaves}
    given = (score.points for score in bid.scores if score.key in keys and score.points is not None)
    return sum(map(Fraction, given), Fraction(0))


def _points_of(
    criteria: Criteria, bid: EvaluatedBid, dimension: Dimension, leaves: Sequence[Leaf], weight: Decimal
) -> str:
    """Return the points as the ranking has them; of a dimension that holds a price too, those of the rest."""
    places = criteria.award.decimal_places
    priced = any(leaf.dimension == dimension.id for leaf in criteria.price_leaves)
    given = next((one.points for one in bid.dimensions if one.id == dimension.id), None)
    points = half_up(_exact(bid, leaves), places) if priced else given
    return _("%(points)s of %(weight)s", points=published(points, places), weight=weight_text(weight))


def _share(bid: EvaluatedBid, leaves: Sequence[Leaf], weight: Decimal) -> str:
    return percent(half_up(100 * _exact(bid, leaves) / Fraction(weight), 0)) if weight else ""


def _lead(criteria: Criteria, bids: tuple[EvaluatedBid, ...], count: int) -> str:
    if not bids:
        return _("No tender is ranked, so there are no promises to accept.")
    if count > len(bids):
        return _("Promises from %(shown)s of the %(count)s tenders in first place.", shown=len(bids), count=count)
    if len(bids) > 1:
        return _("Promises from the tenders tied in first place, side by side.")
    social = social_dimensions(criteria)
    ids = {dimension.id for dimension in social}
    leaves = [leaf for leaf in criteria.leaves if leaf.dimension in ids]
    weight = sum((leaf.weight for leaf in leaves), Decimal(0))
    if not weight:
        return _("This award model has no points for social value.")
    return _(
        "Across all social value criteria, %(bidder)s scored %(share)s of the %(weight)s points available.",
        bidder=named(bids[0]),
        share=_share(bids[0], leaves, weight),
        weight=weight_text(weight),
    )


def _terms(criteria: Criteria) -> Iterator[str]:
    """Say what was taken off, where it is the same for all commitments, or where it stands."""
    given = {commitment_terms(leaf.input) for leaf in criteria.leaves if isinstance(leaf.input, CommitmentsInput)}
    if given <= {()}:
        return
    if len(given) > 1:
        yield _("The deductions are in “%(section)s”.", section=_(MODEL))
        return
    yield _("Worked out with: %(terms)s.", terms=", ".join(f"{name} {rate}" for name, rate in given.pop()))


def _short(source: str) -> str:
    """Return a source that fits the footnote: where it is long, what stands before its first colon is its name."""
    name = source.partition(": ")[0]
    return cut(source if width(source) <= SOURCE else name, SOURCE).rstrip(".")


def _footnote(criteria: Criteria) -> str:
    """Say what the values in pounds are, and whose: they are never money received."""
    texts = [_("Valued with the published figures, not money received."), *_terms(criteria)]
    doubted = False
    for measure in criteria.committed_measures[:MOST_SOURCES]:
        proxy = criteria.proxy_in_force(measure)
        if proxy is None:
            continue
        doubted = doubted or bool(proxy.doubt)
        texts.append(
            _(
                "%(measure)s: %(value)s a unit (%(source)s).",
                measure=cut(measure_title(measure), SOURCE_NAME),
                value=pounds(proxy.value),
                source=_short(proxy.source),
            )
        )
    rest = len(criteria.committed_measures) - MOST_SOURCES
    if rest > 0:
        texts.append(
            ngettext(
                "The source of %(n)s more: see “%(section)s”.",
                "The sources of %(n)s more: see “%(section)s”.",
                rest,
                section=_(MODEL),
            )
        )
    if doubted:
        texts.append(_("“%(section)s” states the doubts about these figures.", section=_(MODEL)))
    return " ".join(texts)
