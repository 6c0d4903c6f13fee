"""From an answer to the one figure that is scored: yearly costs discounted, commitments valued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from socialvalue.decimals import plain, pounds
from socialvalue.model.competition import Amount, Answer, Commitments, Mark, YearlyCosts
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import Step
from socialvalue.model.inputs import CommitmentsInput, WholeLifeCostInput


@dataclass(frozen=True, slots=True)
class Valued:
    """The figure that is scored, where it stands, and how it was made where it is not simply a cell."""

    value: Fraction
    source: str
    steps: tuple[Step, ...] = ()
    reason: str | None = None
    reference: str | None = None


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
        case Mark(value, place, reason, reference):
            return Valued(Fraction(value), str(place), (), reason or None, reference or None)
        case YearlyCosts(costs) if isinstance(leaf.input, WholeLifeCostInput):
            return _whole_life(costs, leaf.input)
        case Commitments(quantities) if isinstance(leaf.input, CommitmentsInput):
            return _committed(criteria, quantities, leaf.input)
        case Amount(value, place):
            return Valued(Fraction(value), str(place))
        case _:
            raise TypeError(f"{leaf.key} asks for {leaf.input.kind}, not for {type(answer).__name__}")


def _whole_life(costs: Sequence[Amount], terms: WholeLifeCostInput) -> Valued:
    rate = plain(terms.discount_rate)
    steps = tuple(
        Step(
            label=f"Year {year}: {pounds(cost.value)} ÷ (1 + {rate}%)^{year}",
            value=pounds(present_value([Decimal(0)] * year + [cost.value], terms.discount_rate)),
            source=str(cost.place),
        )
        for year, cost in enumerate(costs)
    )
    value = present_value([cost.value for cost in costs], terms.discount_rate)
    return Valued(value, _span(costs), steps)


def _committed(criteria: Criteria, quantities: dict[str, Amount], terms: CommitmentsInput) -> Valued:
    total, steps = Fraction(0), []
    rates = [("deadweight", terms.deadweight), ("displacement", terms.displacement), ("attribution", terms.attribution)]
    less = "".join(f" × (1 − {plain(rate)}% {name})" for name, rate in rates if rate)
    if terms.years > 1:
        fading = f", {plain(terms.drop_off)}% drop-off a year" if terms.drop_off else ""
        less += f", over {terms.years} years{fading}"
    for id_ in terms.measures:
        measure, amount = criteria.measure_by_id[id_], quantities[id_]
        proxy = criteria.proxy_in_force(measure)
        if proxy is None:
            raise ValueError(f"the measure {id_} has no proxy in force")
        worth = commitment_value(amount.value, proxy.value, terms)
        total += worth
        label = f"{measure.title or measure.id}: {plain(amount.value)} {measure.unit} × £{plain(proxy.value)}{less}"
        steps.append(Step(label=label, value=pounds(worth), source=str(amount.place)))
    return Valued(total, _span([quantities[id_] for id_ in terms.measures]), tuple(steps))


def _span(amounts: Sequence[Amount]) -> str:
    """Name the cells that a value was made of: the first in full, and the last if there is more than one."""
    first, last = amounts[0].place, amounts[-1].place
    if len(amounts) == 1 or not last.cell:
        return str(first)
    return f"{first} to {last.cell}" if first.file == last.file and first.sheet == last.sheet else f"{first}, {last}"
