"""What an answer may be: sign, range, scale and bands. One place, for workbooks and worked examples alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from socialvalue.decimals import EXCEL_DIGITS, TOO_LARGE, grouped, half_up, plain, pounds
from socialvalue.errors import Place, Problem
from socialvalue.intake.nothing_said import says_nothing
from socialvalue.model.competition import Amount
from socialvalue.model.criteria import Criteria, Leaf, Measure
from socialvalue.model.inputs import (
    CommitmentsInput,
    Input,
    MoneyInput,
    PanelInput,
    PercentInput,
    QuantityInput,
    WholeLifeCostInput,
)
from socialvalue.model.methods import Bands

_HUNDRED = Decimal(100)

#: Without two letters there is no word in what stands for a reason: a full stop, a number.
_A_WORD = re.compile(r"[^\W\d_].*?[^\W\d_]", re.DOTALL)


def check_amount(leaf: Leaf, value: Decimal, place: Place) -> Problem | None:
    """Return what is wrong with an amount of money, a quantity or a percentage given for ``leaf``, if anything."""
    problem = check_size(value, place) or _check_kind(leaf.input, value, place)
    return problem or check_method(leaf, value, place)


def _check_kind(asked: Input, value: Decimal, place: Place) -> Problem | None:
    match asked:
        case MoneyInput(at_least_zero=may_be_zero):
            if value < 0:
                return _negative(place, pounds(value), "an amount of money above zero")
            if (problem := check_pence(value, place)) is not None:
                return problem
            if not value and not may_be_zero:
                return Problem(
                    "amount-zero",
                    place,
                    "£0",
                    "an amount of money above zero",
                    "Ask the bidder for the amount: a price of zero cannot be scored.",
                )
        case PercentInput():
            if not 0 <= value <= _HUNDRED:
                return Problem(
                    "percent-range",
                    place,
                    f"{plain(value)}%",
                    "a percentage from 0 to 100",
                    "Correct the percentage, or ask the bidder what they meant.",
                )
        case QuantityInput(unit=unit, at_most=most):
            if value < 0:
                return _negative(place, plain(value), "a quantity of zero or more")
            if most is not None and value > most:
                return Problem(
                    "number-above-most",
                    place,
                    f"{grouped(value)} {unit}",
                    f"at most {grouped(most)} {unit}, the most that the criteria file allows",
                    "Check for a typing error, and ask the bidder what they meant.",
                )
        case WholeLifeCostInput() | PanelInput() | CommitmentsInput():
            raise TypeError(f"an answer of kind {asked.kind} is not one amount")
    return None


def check_size(value: Decimal, place: Place) -> Problem | None:
    """Return a problem for a number that is too large for a spreadsheet to hold exactly."""
    # From its digits: to write out 1e999999999 would take hours.
    if not value or value.adjusted() < EXCEL_DIGITS:
        return None
    return Problem(
        "number-too-large",
        place,
        f"a number of {grouped(Decimal(value.adjusted() + 1))} digits",
        f"a number below {grouped(TOO_LARGE)}, the most that Excel holds exactly",
        "Check for digits typed twice, and type the number again.",
    )


def check_pence(value: Decimal, place: Place) -> Problem | None:
    """Return a problem for an amount of money with a fraction of a penny, which nobody can pay."""
    if value == half_up(value, 2):
        return None
    return Problem(
        "amount-pence",
        place,
        f"£{grouped(value)}",
        "an amount in pounds and whole pence",
        "Ask the bidder for the amount to the penny, and type that. The tool does not round it.",
    )


def check_method(leaf: Leaf, value: Decimal, place: Place, shown: str = "") -> Problem | None:
    """Return a problem for a value that the scoring method of ``leaf`` has no result for."""
    method = leaf.score
    if not value and method is not None and method.above_zero:
        return Problem(
            "zero-not-scorable",
            place,
            shown or plain(value),
            f'a value above zero, because the method "{method.method}" divides by the lowest value',
            "Correct the value, or use a scoring method that allows zero.",
        )
    if isinstance(method, Bands) and value < method.bands[0].at_least:
        return Problem(
            "below-bands",
            place,
            shown or plain(value),
            f"at least {grouped(method.bands[0].at_least)}, where the first band of the criteria file starts",
            "Check the value; if it is right, the criteria file needs a band that reaches down to it.",
        )
    return None


def check_yearly_costs(leaf: Leaf, costs: Sequence[Amount], place: Place) -> list[Problem]:
    """Return what is wrong with a table of yearly costs for ``leaf``; ``place`` stands for the table as a whole."""
    problems = []
    for cost in costs:
        if cost.value < 0:
            problems.append(_negative(cost.place, pounds(cost.value), "a cost of zero or more"))
        elif (too_large := check_size(cost.value, cost.place)) is not None:
            problems.append(too_large)
        elif (fraction := check_pence(cost.value, cost.place)) is not None:
            problems.append(fraction)
    years = getattr(leaf.input, "years", None)
    if years is not None and len(costs) != years:
        problems.append(
            Problem(
                "years-number",
                place,
                f"costs for {_years(len(costs))}",
                f"costs for {_years(years)}, year 0 to year {years - 1}",
                "Fill in every year; type 0 for a year without cost.",
            )
        )
    if not problems and all(cost.value == 0 for cost in costs):
        problems.append(
            Problem(
                "years-all-zero",
                place,
                "a cost of £0 in every year" if costs else "no costs",
                "a cost above zero in at least one year",
                "Ask the bidder for the costs: a whole-life cost of zero cannot be scored.",
            )
        )
    return problems


def check_commitment(measure: Measure, value: Decimal, place: Place) -> Problem | None:
    """Return what is wrong with a promised quantity of ``measure``, if anything. Zero is a fair promise."""
    if value < 0:
        return _negative(place, plain(value), f"a promised quantity of zero or more ({measure.unit})")
    return check_size(value, place)


def check_commitments(leaf: Leaf, quantities: Sequence[Amount], place: Place) -> Problem | None:
    """Return a problem where every promise of ``leaf`` is zero and its method has no result for zero."""
    if any(amount.value for amount in quantities):
        return None
    return check_method(leaf, Decimal(0), place, "a promise of 0 of everything") if quantities else None


def check_mark(
    criteria: Criteria, leaf: Leaf, value: Decimal, place: Place, *, individual: bool = False
) -> Problem | None:
    """Return what is wrong with an agreed mark for ``leaf``, or with one that an evaluator gave alone, if anything.

    A mark must be a level of the scale. Where the tender documents said that marks are averaged (``moderation`` is
    ``mean`` or ``median``), anything between the lowest and the highest level may come out as the agreed one.
    """
    scale = criteria.scale_by_id.get(getattr(leaf.input, "scale", ""))
    if scale is None:
        return None  # A fault of the criteria file, reported there.
    marks = sorted(level.mark for level in scale.levels)
    averaged = criteria.award.moderation != "consensus" and not individual
    if averaged and not marks[0] <= value <= marks[-1]:
        expected = f'a mark from {plain(marks[0])} to {plain(marks[-1])} (scale "{scale.id}")'
    elif not averaged and value not in marks:
        expected = f'one of the marks {", ".join(plain(mark) for mark in marks)} (scale "{scale.id}")'
    else:
        return None if individual else check_method(leaf, value, place)
    action = "Ask the evaluator which mark they meant." if individual else "Enter the mark that the panel agreed."
    return Problem("mark-off-scale", place, f"the mark {plain(value)}", expected, action)


def has_words(reason: str) -> bool:
    """Tell whether what stands for a reason says anything in words."""
    return _A_WORD.search(reason) is not None and not says_nothing(reason)


def check_reason(leaf: Leaf, reason: str, place: Place) -> Problem | None:
    """Return a problem for a mark that has no reason: no mark stands without one."""
    if has_words(reason):
        return None
    return Problem(
        "reason-missing",
        place,
        f'"{reason.strip()}" and no words' if reason.strip() else "no reason for the mark",
        f'the reason for the mark on "{leaf.title}"',
        "Write the reason that the panel agreed: you cannot defend a mark without a reason.",
    )


def _negative(place: Place, shown: str, expected: str) -> Problem:
    action = "Correct the sign, or ask the bidder what they meant."
    return Problem("number-negative", place, shown, expected, action)


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"
