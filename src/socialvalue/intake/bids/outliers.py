"""Offers far above the others, which are mostly slips of typing or another unit: worth a look, and no fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from socialvalue.decimals import grouped
from socialvalue.errors import Note
from socialvalue.intake.bids.bid import Model, ReadBid
from socialvalue.intake.wording import quoted
from socialvalue.model.competition import Amount, Answer, Commitments
from socialvalue.model.inputs import QuantityInput

#: So many times the median of the others is no offer that anybody makes on purpose.
_TIMES = 1000


def far_above_others(model: Model, bids: Sequence[ReadBid]) -> list[Note]:
    """Return a note for every quantity more than 1,000 times the median of the other bids' offers.

    Where the criteria file says how much is possible (`at-most`), that is the rule instead.
    """
    standing = [bid for bid in bids if not bid.withdrawn]
    notes: list[Note] = []
    for leaf in model.leaves:
        answers = [bid.answers.get(leaf.key) for bid in standing]
        if isinstance(leaf.input, QuantityInput) and leaf.input.at_most is None:
            notes += _far_above(standing, answers, leaf.input.unit)
        for one in model.by_leaf[leaf.key]:
            if one.measure is not None:
                id_ = one.measure.id
                promised = [one.quantities.get(id_) if isinstance(one, Commitments) else None for one in answers]
                notes += _far_above(standing, promised, one.measure.unit)
    return notes


def _far_above(bids: Sequence[ReadBid], answers: Sequence[Answer | None], unit: str) -> Iterator[Note]:
    values = [answer.value for answer in answers if isinstance(answer, Amount)]
    if len(values) < 2 or _most_are_near(values):
        return
    offers = [(bid, answer) for bid, answer in zip(bids, answers, strict=True) if isinstance(answer, Amount)]
    ordered = sorted(offers, key=lambda one: one[1].value)
    values.sort()
    for at in range(len(ordered) - 1, 0, -1):
        median = _median_without(values, at)
        if median <= 0 or values[at] <= _TIMES * median:
            break  # Whoever offers less is nearer to the others.
        bid, answer = ordered[at]
        said = f"{grouped(values[at])} {unit} is more than {_TIMES:,} times the median of the other bids, "
        said += f"{grouped(median)}: check it with {quoted(bid.bidder)}"
        yield Note(answer.place, said)


def _most_are_near(values: Sequence[Decimal]) -> bool:
    """Whether more than half of the others are at least a thousandth of the greatest: then so is their median."""
    thousandth = max(values).scaleb(-3)
    return 2 * (sum(map(thousandth.__le__, values)) - 1) > len(values) - 1


def _median_without(values: list[Decimal], left_out: int) -> Decimal:
    """Return the median of sorted values without one of them."""
    count = len(values) - 1

    def other(at: int) -> Decimal:
        return values[at if at < left_out else at + 1]

    return other(count // 2) if count % 2 else (other(count // 2 - 1) + other(count // 2)) / 2
