"""How the figure that ranks a bid was made of its parts, in one line or two, as its page shows it."""

from __future__ import annotations

from decimal import Decimal

from socialvalue.decimals import half_up, plain, pounds
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import _


def total_workings(criteria: Criteria, bid: EvaluatedBid) -> tuple[tuple[str, str], ...]:
    """Return names and workings of a ranked bid's total, and of its quality where that ranks; nothing for others."""
    if bid.total is None:
        return ()
    made = [(_("Q is"), _quality(criteria, bid))] if criteria.basis.needs_quality else []
    working = _sum(criteria, bid) if criteria.basis.by_points else _figure(criteria, bid)
    return (*made, (_("Total is"), working)) if working else tuple(made)


def _sum(criteria: Criteria, bid: EvaluatedBid) -> str:
    """Return the points of the dimensions, added where their rounded figures add up to the rounded total."""
    places = criteria.award.decimal_places
    given = [one.points for one in bid.dimensions if one.points is not None]
    parts = " + ".join(words.published(points, places) for points in given)
    total = words.total(criteria, bid.total)
    if sum((half_up(points, places) for points in given), Decimal(0)) == bid.total:
        return f"{parts} = {total}"
    exact = sum((one.points for one in bid.scores if one.points is not None), Decimal(0))
    return _(
        "%(parts)s, each rounded once from its exact sum. The exact sum of all is %(exact)s, rounded once %(total)s",
        parts=parts,
        exact=_cut(exact),
        total=total,
    )


def _quality(criteria: Criteria, bid: EvaluatedBid) -> str:
    price = {leaf.key for leaf in criteria.price_leaves}
    points = sum((one.points for one in bid.scores if one.points is not None and one.key not in price), Decimal(0))
    weight = plain(_weight(criteria, is_price=False))
    return f"100 × {_cut(points)} ÷ {weight} = {words.part(bid.quality, criteria.award.decimal_places)}"


def _weight(criteria: Criteria, *, is_price: bool) -> Decimal:
    return sum((leaf.weight for leaf in criteria.leaves if leaf.is_price == is_price), Decimal(0))


def _figure(criteria: Criteria, bid: EvaluatedBid) -> str:
    award, price = criteria.award, bid.price or Decimal(0)
    total, quality = words.total(criteria, bid.total), _cut(bid.quality or Decimal(0))
    match award.basis:
        case "price-per-quality-point":
            return f"{pounds(price)} ÷ {quality} = {total}"
        case "monetised-quality":
            return f"{pounds(price)} − {quality} × {pounds(award.pounds_per_point or Decimal(0))} = {total}"
        case "weighted-value":
            weights = (_weight(criteria, is_price=is_price) for is_price in (False, True))
            power = f"({' ÷ '.join(map(plain, weights))})"
            return f"{quality} ^ {power} ÷ {pounds(price)} = {total}"
        case "weighted-total" | "lowest-price" | "highest-quality":
            return ""


def _cut(value: Decimal) -> str:
    return words.readable(value)
