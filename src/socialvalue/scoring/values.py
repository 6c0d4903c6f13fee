"""From an answer to the one figure that is scored: yearly costs discounted, commitments valued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import to_decimal
from socialvalue.errors import Place
from socialvalue.model.competition import Amount, Answer, Commitments, Mark, YearlyCosts
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.inputs import CommitmentsInput, WholeLifeCostInput
from socialvalue.model.working import CommitmentStep, Step, YearStep


@dataclass(frozen=True, slots=True)
class Valued:
    """The figure that is scored, where it stands, and how it was made where it is not simply a cell."""

    value: Fraction
    places: tuple[Place, ...]
    steps: tuple[Step, ...] = ()
    mark: Mark | None = None


def present_value(costs: Sequence[Decimal], discount_rate: Decimal) -> Fraction:
    """Return yearly costs in pounds, year 0 first, discounted to year 0 at ``discount_rate`` percent a year.

    The sum of cost ÷ (1 + rate)^year: the discounting of HM Treasury's Green Book, with the rate that was published.
    """
    growth = 1 + Fraction(discount_rate) / 100
    return sum((Fraction(cost) / growth**year for year, cost in enumerate(costs)), Fraction(0))


def commitment_value(quantity: Decimal, proxy: Decimal, terms: CommitmentsInput) -> Fraction:
    """Return the value in pounds of ``quantity`` units at ``proxy`` pounds each, under the published terms.

    quantity × proxy × (1 − deadweight)(1 − displacement)(1 − attribution), summed over the years with
    (1 − drop-off)^year: the convention of social return on investment; not an official formula.
    """
    kept = Fraction(1)
    for rate in (terms.deadweight, terms.displacement, terms.attribution):
        kept *= 1 - Fraction(rate) / 100
    fading = 1 - Fraction(terms.drop_off) / 100
    years = sum((fading**year for year in range(terms.years)), Fraction(0))
    return Fraction(quantity) * Fraction(proxy) * kept * years


def value_of(criteria: Criteria, leaf: Leaf, answer: Answer) -> Valued:
    """Return the figure that ``answer`` is worth under ``leaf``: pounds, a quantity, a percentage or a mark."""
    match answer:
        case Mark(value, place):
            return Valued(Fraction(value), (place,), mark=answer)
        case YearlyCosts(costs) if isinstance(leaf.input, WholeLifeCostInput):
            return _whole_life(costs, leaf.input)
        case Commitments(quantities) if isinstance(leaf.input, CommitmentsInput):
            return _committed(criteria, quantities, leaf.input)
        case Amount(value, place):
            return Valued(Fraction(value), (place,))
        case _:
            raise TypeError(f"{leaf.key} asks for {leaf.input.kind}, not for {type(answer).__name__}")


def _whole_life(costs: Sequence[Amount], terms: WholeLifeCostInput) -> Valued:
    steps = tuple(
        YearStep(
            year=year,
            cost=cost.value,
            rate=terms.discount_rate,
            worth=to_decimal(present_value([Decimal(0)] * year + [cost.value], terms.discount_rate)),
            place=cost.place,
        )
        for year, cost in enumerate(costs)
    )
    value = present_value([cost.value for cost in costs], terms.discount_rate)
    return Valued(value, _ends(costs), steps)


def _committed(criteria: Criteria, quantities: dict[str, Amount], terms: CommitmentsInput) -> Valued:
    total, steps = Fraction(0), list[Step]()
    for id_ in terms.measures:
        measure, amount = criteria.measure_by_id[id_], quantities[id_]
        proxy = criteria.proxy_in_force(measure)
        if proxy is None:
            raise ValueError(f"the measure {id_} has no proxy in force")
        worth = commitment_value(amount.value, proxy.value, terms)
        total += worth
        steps.append(
            CommitmentStep(
                measure=id_,
                title=measure.title or id_,
                quantity=amount.value,
                unit=measure.unit,
                proxy=proxy.value,
                deadweight=terms.deadweight,
                displacement=terms.displacement,
                attribution=terms.attribution,
                drop_off=terms.drop_off,
                years=terms.years,
                worth=to_decimal(worth),
                place=amount.place,
            )
        )
    return Valued(total, _ends([quantities[id_] for id_ in terms.measures]), tuple(steps))


def _ends(amounts: Sequence[Amount]) -> tuple[Place, ...]:
    """Return the first and the last cell that a value was made of; one where they are the same."""
    first, last = amounts[0].place, amounts[-1].place
    return (first,) if len(amounts) == 1 else (first, last)
