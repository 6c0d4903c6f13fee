"""From published figures to ranks: the six award bases, tie-breaks, and ties that are shown as ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import groupby, pairwise

from socialvalue.decimals import total
from socialvalue.model.criteria import Criteria
from socialvalue.model.outcome import Remark, Tied, TieDecided, TooCoarse

#: Digits of the one figure that is not rational (Q to a broken power); far beyond any published place.
_DIGITS = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """A bid's place: ``total`` is the published figure that ranks, ``exact`` the same before rounding."""

    bidder: str
    total: Decimal
    exact: Fraction
    tie_breaks: Mapping[str, Decimal] = field(default_factory=dict)
    rank: int = 0
    tied: bool = False
    decided_by: str | None = None


def price_per_quality_point(price: Fraction, quality: Fraction) -> Fraction:
    """Return p ÷ Q, in pounds; the lowest ranks first. Q is above zero."""
    return price / quality


def weighted_value(price: Fraction, quality: Fraction, quality_weight: Decimal, price_weight: Decimal) -> Fraction:
    """Return Q^(wQ ÷ wC) ÷ p; the highest ranks first. Q and p are above zero.

    A broken power has no exact value: it is worked out to 60 digits and kept to 50.
    """
    exponent = Fraction(quality_weight) / Fraction(price_weight)
    if exponent.denominator == 1:
        return quality**exponent.numerator / price
    with localcontext(Context(prec=_DIGITS)):
        base = Decimal(quality.numerator) / Decimal(quality.denominator)
        power = base ** (Decimal(exponent.numerator) / Decimal(exponent.denominator))
    return Fraction(Context(prec=_DIGITS - 10).plus(power)) / price


def monetised_quality(price: Fraction, quality: Fraction, pounds_per_point: Decimal) -> Fraction:
    """Return p − Q × pounds-per-point, in pounds; the lowest ranks first."""
    return price - quality * Fraction(pounds_per_point)


def ranking_figure(criteria: Criteria, points: Fraction, quality: Fraction | None, price: Fraction | None) -> Fraction:
    """Return the figure that ranks a bid under the criteria's basis, exactly.

    ``quality`` and ``price`` are there wherever the basis needs them: the criteria file was checked for it.
    """
    award = criteria.award
    p, q = price or Fraction(0), quality or Fraction(0)
    match award.basis:
        case "weighted-total":
            return points
        case "price-per-quality-point":
            return price_per_quality_point(p, q)
        case "weighted-value":
            price_weight = criteria.price_leaves[0].weight
            other_weight = total(leaf.weight for leaf in criteria.leaves if not leaf.is_price)
            return weighted_value(p, q, other_weight, price_weight)
        case "monetised-quality":
            return monetised_quality(p, q, award.pounds_per_point or Decimal(0))
        case "lowest-price":
            return p
        case "highest-quality":
            return q


def ranking(criteria: Criteria, standings: list[Standing]) -> tuple[dict[str, Standing], list[Remark]]:
    """Return the ranked standings by bidder, and remarks on what decided ties and on figures too coarse to rank by.

    Ranks are judged on the published figures: equal totals go to the tie-break ids in order, more points first;
    what is still equal shares the rank (1, 1, 3).
    """
    lower_first = criteria.basis.lower_first

    def order(standing: Standing) -> tuple[Decimal, ...]:
        total = standing.total if lower_first else -standing.total
        return (total, *(-points for points in standing.tie_breaks.values()))

    ordered = sorted(standings, key=lambda standing: (order(standing), standing.bidder))
    ranked: dict[str, Standing] = {}
    place = 1
    for _, group in groupby(ordered, key=order):
        together = list(group)
        for standing in together:
            ranked[standing.bidder] = replace(standing, rank=place, tied=len(together) > 1)
        place += len(together)
    remarks = _tie_remarks(criteria, ordered, ranked)
    if not criteria.basis.by_points and _too_coarse(ordered):
        remarks.append(TooCoarse(places=criteria.award.decimal_places))
    return ranked, remarks


def _too_coarse(ordered: list[Standing]) -> bool:
    """Tell whether rounding made figures equal, or nothing, that are not."""
    vanished = any(standing.exact > 0 and standing.total == 0 for standing in ordered)
    return vanished or any(a.total == b.total and a.exact != b.exact for a, b in pairwise(ordered))


def _tie_remarks(criteria: Criteria, ordered: list[Standing], ranked: dict[str, Standing]) -> list[Remark]:
    """Name the tie-break that decided between bids of the same total; marks the bids that it decided between."""
    titles = {c.id: c.title for c in criteria.criterion} | {d.id: d.title for d in criteria.dimension}
    places, remarks = criteria.award.decimal_places, list[Remark]()
    for _, cluster in groupby(ordered, key=lambda standing: standing.total):
        groups = [
            list(group) for _, group in groupby(cluster, key=lambda standing: tuple(standing.tie_breaks.values()))
        ]
        total = groups[0][0].total
        for group in groups:
            if len(group) > 1:
                bidders = tuple(standing.bidder for standing in group)
                published = bool(criteria.award.tie_break)
                remarks.append(Tied(bidders=bidders, total=total, places=places, published=published))
        for ahead, behind in pairwise(groups):
            first, second = ahead[0].tie_breaks, behind[0].tie_breaks
            decided = next(id_ for id_ in first if first[id_] != second[id_])
            remarks.append(
                TieDecided(
                    bidders=tuple(standing.bidder for standing in (*ahead, *behind)),
                    total=total,
                    places=places,
                    id=decided,
                    title=titles[decided],
                    ahead=first[decided],
                    behind=second[decided],
                )
            )
            for standing in (*ahead, *behind):
                kept = ranked[standing.bidder]
                ranked[standing.bidder] = replace(kept, decided_by=kept.decided_by or decided)
    return remarks
