"""What the recommended tender costs: against the estimate, against the ranked tenders, and what a point weighs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import grouped, half_up, percent, pounds
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import EvaluatedBid, Score
from socialvalue.model.inputs import MoneyInput
from socialvalue.model.methods import AboveLowest, Benchmark, LowestPrice, PriceRange
from socialvalue.report.board.limits import WHOLE, Limits
from socialvalue.report.board.sources import BIDS, Line, fitted_line, named, where
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.wording import cut

#: Prices of one tender that are told; more stand in the report.
MOST_PRICES = 2

#: From here on a mean or a difference is told in whole pounds.
_WHOLE_POUNDS_FROM = 1000


@dataclass(frozen=True, slots=True)
class Price:
    lines: tuple[Line, ...]
    where: str

    def shortened(self, limits: Limits) -> Price:
        """Return it in sentences no longer than this."""
        return replace(self, lines=tuple(fitted_line(line, limits.sentence) for line in self.lines))


def price(criteria: Criteria, ranked: tuple[EvaluatedBid, ...], first: tuple[EvaluatedBid, ...]) -> Price:
    """Return what the tenders in first place cost; without one, what the ranked do."""
    leaves = criteria.price_leaves[:MOST_PRICES]
    lines = [line for leaf in leaves for line in _leaf_lines(criteria, leaf, ranked, first)]
    return Price(tuple(lines), where(BIDS)).shortened(WHOLE)


def _leaf_lines(
    criteria: Criteria, leaf: Leaf, ranked: tuple[EvaluatedBid, ...], first: tuple[EvaluatedBid, ...]
) -> list[Line]:
    prices = {bid.bidder: amount for bid in ranked if (amount := _amount(bid, leaf)) is not None}
    told = [bid for bid in first if bid.bidder in prices]
    if not told:
        return [Line(cut(leaf.title, 40), _range(prices))] if prices else []
    lines = [_own(criteria, leaf, bid, prices[bid.bidder], alone=len(told) == 1) for bid in told[:2]]
    if len(prices) > 1:
        lines.append(_among(prices, told, _range(prices)))
    if len(told) == 1:
        lines += _beyond_the_lowest(criteria, ranked, told[0], prices)
        lines += _one_point(criteria, leaf, told[0], prices)
    return lines


def _score(bid: EvaluatedBid, leaf: Leaf) -> Score | None:
    return next((score for score in bid.scores if score.key == leaf.key), None)


def _amount(bid: EvaluatedBid, leaf: Leaf) -> Decimal | None:
    score = _score(bid, leaf)
    return score.value if score else None


def _own(criteria: Criteria, leaf: Leaf, bid: EvaluatedBid, amount: Decimal, *, alone: bool) -> Line:
    key = (leaf.title if len(criteria.price_leaves) > 1 else _("First place")) if alone else named(bid)
    estimate = criteria.award.estimate if len(criteria.price_leaves) == 1 else None
    if not isinstance(leaf.input, MoneyInput):
        text = _("%(amount)s as a present value, which counts later years for less.", amount=pounds(amount))
    elif estimate is None:
        text = _("%(amount)s.", amount=pounds(amount))
    else:
        text = ""
    if estimate is not None:
        against = _against_the_estimate(amount, estimate)
        text = f"{text} {against}" if text else against
    return Line(key, text)


def _against_the_estimate(amount: Decimal, estimate: Decimal) -> str:
    gap = amount - estimate
    values = {
        "amount": pounds(amount),
        "gap": pounds(abs(gap)),
        "share": share_text(abs(gap), estimate),
        "estimate": pounds(estimate),
    }
    if gap < 0:
        return _("%(amount)s: %(gap)s (%(share)s) below the authority's estimate of %(estimate)s.", **values)
    if gap > 0:
        return _("%(amount)s: %(gap)s (%(share)s) above the authority's estimate of %(estimate)s.", **values)
    return _("%(amount)s: exactly the authority's estimate.", **values)


def share_text(part: Decimal | Fraction, whole: Decimal | Fraction) -> str:
    """Return a share as a percentage with one decimal; what would be shown as nothing is “under 0.1%”."""
    share = half_up(100 * Fraction(part) / Fraction(whole), 1)
    return percent(share) if share or not part else _("under %(share)s", share=percent(Decimal("0.1")))


def rounded(amount: Fraction) -> str:
    """Return an amount that was worked out, in whole pounds; a small one, such as an hourly rate, with its pence."""
    return pounds(half_up(amount, 0 if abs(amount) >= _WHOLE_POUNDS_FROM else 2))


def _range(prices: dict[str, Decimal]) -> str:
    return ngettext(
        "%(n)s ranked tender, at %(highest)s.",
        "%(n)s ranked tenders, from %(lowest)s to %(highest)s; their mean is %(mean)s.",
        len(prices),
        lowest=pounds(min(prices.values())),
        highest=pounds(max(prices.values())),
        mean=rounded(_mean(prices)),
    )


def _mean(prices: dict[str, Decimal]) -> Fraction:
    return sum(map(Fraction, prices.values()), Fraction(0)) / len(prices)


def _among(prices: dict[str, Decimal], told: Sequence[EvaluatedBid], text: str) -> Line:
    """Say where the price stands among the ranked ones; of several in first place only the range is told."""
    if len(told) == 1 and (mean := _mean(prices)):
        gap = Fraction(prices[told[0].bidder]) - mean
        values = {"gap": rounded(abs(gap)), "share": share_text(abs(gap), mean)}
        if gap < 0:
            text = f"{text} {_('This price is %(gap)s (%(share)s) below the mean.', **values)}"
        elif gap > 0:
            text = f"{text} {_('This price is %(gap)s (%(share)s) above the mean.', **values)}"
        else:
            text = f"{text} {_('This price is the mean.')}"
    return Line(_("All ranked prices"), text)


def _beyond_the_lowest(
    criteria: Criteria, ranked: tuple[EvaluatedBid, ...], winner: EvaluatedBid, prices: dict[str, Decimal]
) -> list[Line]:
    """Say what is paid beyond the lowest ranked price, and how many more points the tender has for all but price."""
    if len(prices) < 2:
        return []
    lowest = min(prices.values())
    more = prices[winner.bidder] - lowest
    key = _("Lowest price")
    if more == 0:
        return [Line(key, _("This price is the lowest of the ranked tenders."))]
    holders = [bid for bid in ranked if prices.get(bid.bidder) == lowest]
    if len(holders) > 1 or not lowest:
        return [Line(key, _("%(more)s more than the lowest ranked price, %(lowest)s.", **_beyond(more, lowest)))]
    holder = holders[0]
    queried = _("%(bidder)s (being queried)", bidder=named(holder)) if holder.queries else named(holder)
    values = {**_beyond(more, lowest), "bidder": queried}
    points = _other_points(criteria, winner, holder)
    if points is None:
        text = _("%(more)s (%(share)s) more than %(bidder)s's price, the lowest at %(lowest)s.", **values)
    elif points >= 0:
        text = _(
            "%(more)s (%(share)s) more than %(bidder)s's price, the lowest at %(lowest)s, with %(points)s more "
            "points apart from price.",
            **values,
            points=grouped(points, criteria.award.decimal_places),
        )
    else:
        text = _(
            "%(more)s (%(share)s) more than %(bidder)s's price, the lowest at %(lowest)s, with %(points)s fewer "
            "points apart from price.",
            **values,
            points=grouped(-points, criteria.award.decimal_places),
        )
    return [Line(key, text)]


def _beyond(more: Decimal, lowest: Decimal) -> dict[str, str]:
    return {"more": pounds(more), "lowest": pounds(lowest), "share": share_text(more, lowest) if lowest else ""}


def _other_points(criteria: Criteria, winner: EvaluatedBid, other: EvaluatedBid) -> Decimal | None:
    """Return how many more points one tender has for all but price; nothing where points do not add up to a total."""
    if not criteria.basis.by_points:
        return None
    keys = {leaf.key for leaf in criteria.leaves if not leaf.is_price}
    sums = [
        sum((Fraction(one.points) for one in bid.scores if one.key in keys and one.points is not None), Fraction(0))
        for bid in (winner, other)
    ]
    return half_up(sums[0] - sums[1], criteria.award.decimal_places)


def _one_point(criteria: Criteria, leaf: Leaf, winner: EvaluatedBid, prices: dict[str, Decimal]) -> list[Line]:
    worth = point_in_pounds(criteria, leaf, winner, prices)
    if worth is None:
        return []
    return [
        Line(
            _("What a point is worth"),
            _(
                "At this price one point is worth about %(worth)s: a tender %(worth)s dearer would score one price "
                "point fewer.",
                worth=rounded(worth),
            ),
        )
    ]


def point_in_pounds(
    criteria: Criteria, leaf: Leaf, winner: EvaluatedBid, prices: dict[str, Decimal]
) -> Fraction | None:
    """Return how much dearer a tender with exactly one price point less than the winner would be.

    The other tenders' prices stand. It is told only where it is exact: points that add up to the total, one price, a
    method by which the dearer price changes nobody else's points, and no end of the scale in between. It holds at this
    price only, as most methods are curves.
    """
    score = _score(winner, leaf)
    whole = criteria.basis.by_points and len(criteria.price_leaves) == 1
    if (
        not whole
        or score is None
        or score.points is None
        or score.value is None
        or not isinstance(leaf.input, MoneyInput)
    ):
        return None
    price, weight, points = Fraction(score.value), Fraction(leaf.weight), Fraction(score.points)
    others = [Fraction(amount) for bidder, amount in prices.items() if bidder != winner.bidder]
    if points <= 1 or not others or min(others) > price:
        return None
    lowest, highest = min(others), max(others)
    match leaf.score:
        case LowestPrice():
            return weight * lowest / (weight * lowest / price - 1) - price
        case AboveLowest(zero_at=zero_at):
            return lowest * (Fraction(zero_at) - 1) / weight
        case PriceRange() if highest > price + (highest - lowest) / weight:
            return (highest - lowest) / weight
        case Benchmark(ceiling=ceiling, target=target) if price >= target:
            return Fraction(ceiling - target) / weight
        case _:
            return None
