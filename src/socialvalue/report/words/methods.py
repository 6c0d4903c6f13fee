"""How each way of scoring, ranking and valuing works, in words: formula, meaning, and what is known of its source.

Nothing is claimed that was not seen: where only secondary sources were found, or none, the text says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from socialvalue.decimals import percent
from socialvalue.model import basis, methods
from socialvalue.model.basis import Basis, BasisName
from socialvalue.model.criteria import Criteria
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.model.methods import AnyMethod
from socialvalue.model.said import N_
from socialvalue.report.words.language import Spoken, _, ngettext


@dataclass(frozen=True, slots=True)
class Explained:
    """One way of working: its title, its formula, what it does, and where it comes from."""

    title: str
    formula: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class _Message:
    """An explanation as messages: what it means is said in two sentences, of which many share the second."""

    title: str
    formula: str
    meaning: str
    source: str
    standing: str = ""


def _said(message: _Message) -> Explained:
    meaning = " ".join(_(text) for text in (message.meaning, message.standing) if text)
    return Explained(_(message.title), _(message.formula), meaning, _(message.source))


def _method(method: type[AnyMethod]) -> Explained:
    words = method.words
    return _said(
        _Message(words.title, words.formula, words.meaning, words.source, _DEPENDS if method.relative else _ALONE)
    )


def _basis(ranked_by: Basis) -> Explained:
    return _said(_Message(ranked_by.title, ranked_by.formula, ranked_by.meaning, ranked_by.source))


#: Stands before everything of which no official text was seen.
UNVERIFIED = "Source not verified"

_DEPENDS = N_("It depends on the other bids being scored; a rejected bid is never one of them.")
_ALONE = N_("It does not depend on the other bids.")

_WHOLE_LIFE_COST = _Message(
    N_("Whole-life cost"),
    N_("present value = the sum over all years of cost ÷ (1 + discount rate)^year, from year 0"),
    N_("Later years' costs count for less, at the published rate. The present value is then scored like a price."),
    N_(
        "Source: the discounting of HM Treasury's Green Book; the rate is the one published in the "
        "model, and was not checked against the edition in force."
    ),
)

_COMMITMENTS = _Message(
    N_("Value of commitments"),
    N_(
        "value = quantity × £ value of one unit × (1 − deadweight) × (1 − displacement) × (1 − "
        "attribution), for each year × (1 − drop-off)^year"
    ),
    N_(
        "Each promise is counted at the published value of one unit, less what would have happened anyway "
        "(deadweight), what is lost elsewhere (displacement), what others cause (attribution) and what fades each "
        "year (drop-off). The values are estimates, not money received."
    ),
    N_("Source not verified: the convention of social return on investment; not an official formula."),
)

_ROUNDING = _Message(
    N_("Rounding"),
    N_("half up, once, at the end"),
    N_(
        "All arithmetic is exact. Totals and dimension points are each rounded once, from their exact sums, so "
        "rounded parts may not add up exactly to a rounded total. Ranks and tie-breaks use the published figures."
    ),
    N_("Source: no official rule was found, so the rule is published with every result."),
)


#: In the language being written in, when they are looked up.
METHODS: Mapping[str, Explained] = Spoken({method.name: method for method in methods.METHODS}, _method)
BASES: Mapping[BasisName, Explained] = Spoken(basis.BASES, _basis)


def whole_life_cost() -> Explained:
    """Return how costs of many years become one."""
    return _said(_WHOLE_LIFE_COST)


def value_of_commitments() -> Explained:
    """Return how what is promised becomes an amount."""
    return _said(_COMMITMENTS)


def rounding() -> Explained:
    """Return how figures are rounded, under every award model."""
    return _said(_ROUNDING)


def used(criteria: Criteria) -> tuple[Explained, ...]:
    """Return the explanation of everything that this award model uses, the basis first."""
    named = dict.fromkeys(leaf.score.method for leaf in criteria.leaves if leaf.score is not None)
    kinds = {leaf.input.kind for leaf in criteria.leaves}
    made = [BASES[criteria.award.basis], *(METHODS[name] for name in named)]
    if "whole-life-cost" in kinds:
        made.append(whole_life_cost())
    if "commitments" in kinds:
        made.append(value_of_commitments())
    return (*made, rounding())


def commitment_terms(terms: CommitmentsInput) -> tuple[tuple[str, str], ...]:
    """Return the published reductions of a commitments criterion that are not zero, by name."""
    rates = (
        (_("deadweight"), terms.deadweight),
        (_("displacement"), terms.displacement),
        (_("attribution"), terms.attribution),
        (_("drop-off a year"), terms.drop_off),
    )
    shown = tuple((name, percent(rate)) for name, rate in rates if rate)
    if terms.years <= 1:
        return shown
    return (*shown, (_("counted over"), ngettext("%(n)s year", "%(n)s years", terms.years)))
