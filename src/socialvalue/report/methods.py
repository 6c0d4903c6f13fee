"""How each way of scoring, ranking and valuing works, in words: formula, meaning, and what is known of its source.

Nothing is claimed that was not seen: where only secondary sources were found, or none, the text says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from socialvalue.decimals import percent
from socialvalue.model.criteria import Basis, Criteria
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.model.said import N_
from socialvalue.report.language import Spoken, _, ngettext

MethodName = Literal[
    "lowest-price",
    "price-range",
    "above-lowest",
    "deviation-from-mean",
    "benchmark",
    "highest-offer",
    "lowest-offer",
    "target",
    "range",
    "bands",
    "panel",
]


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


#: Stands before everything of which no official text was seen.
UNVERIFIED = "Source not verified"

_DEPENDS = N_("It depends on the other bids that are being scored: a bid that was rejected is never among them.")
_ALONE = N_("It does not depend on the other bids.")

_METHODS: dict[MethodName, _Message] = {
    "lowest-price": _Message(
        N_("Lowest price"),
        N_("points = weight × lowest price ÷ this price"),
        N_("The lowest price gets all the points, twice the lowest gets half of them, and no price gets none."),
        N_(
            "Source: described by several procurement trainers and tools as the proportional method; seen in "
            "part only. Some authorities call it “standard differential”, a name that others give to other "
            "formulas."
        ),
        _DEPENDS,
    ),
    "price-range": _Message(
        N_("Price range"),
        N_("points = weight × (highest price − this price) ÷ (highest price − lowest price)"),
        N_(
            "The lowest price gets all the points, the highest none, the others their place between. If all "
            "prices are equal, each gets all the points."
        ),
        N_(
            "Source not verified: listed in Stilger, Siderius and van Raaij (2017), of which only the "
            "abstract was seen."
        ),
        _DEPENDS,
    ),
    "above-lowest": _Message(
        N_("Percentage above the lowest price"),
        N_("points = weight × (1 − (this price ÷ lowest price − 1) ÷ (zero-at − 1)), never below 0"),
        N_(
            "The lowest price gets all the points; each percent above it costs the same, down to none at the "
            "published multiple of the lowest price (zero-at, which is 2 where the model does not say)."
        ),
        N_("Source not verified: a variant described by a tender-advice site."),
        _DEPENDS,
    ),
    "deviation-from-mean": _Message(
        N_("Deviation from the mean price"),
        N_(
            "points = weight × (50 − 100 × (this price − mean price) ÷ mean price) ÷ 100, kept between 0 and the weight"
        ),
        N_(
            "A price at the mean gets half the points; each percent below or above the mean adds or takes "
            "one percent of the weight."
        ),
        N_("Source not verified: described by a supplier of procurement templates."),
        _DEPENDS,
    ),
    "benchmark": _Message(
        N_("Benchmark"),
        N_("points = weight × (ceiling − this figure) ÷ (ceiling − target), kept between 0 and the weight"),
        N_("At the published target or below it a bid gets all the points, at the published ceiling or above it none."),
        N_(
            "Source not verified: the Bid Evaluation Guidance Note (Government Commercial Function, May "
            "2021) names benchmark price scoring; its formula was not seen."
        ),
        _ALONE,
    ),
    "highest-offer": _Message(
        N_("Highest offer"),
        N_("points = weight × this offer ÷ highest offer"),
        N_(
            "The highest offer gets all the points, the others in proportion to it. If every offer is zero, "
            "each gets none."
        ),
        N_("Source not verified: common in the scoring of social value commitments."),
        _DEPENDS,
    ),
    "lowest-offer": _Message(
        N_("Lowest offer"),
        N_("points = weight for the lowest offer, otherwise weight × lowest offer ÷ this offer"),
        N_(
            "For quantities of which less is better. The lowest offer gets all the points. Zero is a fair "
            "answer: then only zero scores."
        ),
        N_("Source not verified: the proportional method for prices, applied to a quantity."),
        _DEPENDS,
    ),
    "target": _Message(
        N_("Target"),
        N_(
            "points = weight × (this figure − no-marks-at) ÷ (full-marks-at − no-marks-at), kept between 0 "
            "and the weight"
        ),
        N_(
            "A bid gets all the points from the published target on, none up to the published start (0 where "
            "the model does not say), and its share between."
        ),
        N_("Source: the authority's own published figures; no outside source is needed or claimed."),
        _ALONE,
    ),
    "range": _Message(
        N_("Range"),
        N_("points = weight × (this figure − zero-at) ÷ (full-at − zero-at), kept between 0 and the weight"),
        N_("A straight line between two published figures, in whichever direction they stand."),
        N_("Source: the authority's own published figures; no outside source is needed or claimed."),
        _ALONE,
    ),
    "bands": _Message(
        N_("Bands"),
        N_("points = weight × percent of the last band that this figure reaches ÷ 100"),
        N_("A published table of bands: within a band every figure gets the same points."),
        N_("Source: the authority's own published table; no outside source is needed or claimed."),
        _ALONE,
    ),
    "panel": _Message(
        N_("Panel mark"),
        N_("points = weight × agreed mark ÷ highest mark of the scale"),
        N_(
            "The mark is the one that the panel agreed against the published scale, with its reason. It is "
            "not stretched to the best bidder."
        ),
        N_("Source not verified: general practice; no official text for the formula was found."),
        _ALONE,
    ),
}

_BASES: dict[Basis, _Message] = {
    "weighted-total": _Message(
        N_("Weighted total"),
        N_("total = the sum of the points of all criteria; the highest total ranks first"),
        N_("Every criterion carries its published weight, and all weights add up to exactly 100."),
        N_(
            "Source: general practice. No official rule for rounding or ties was found: both are published "
            "in the model."
        ),
    ),
    "price-per-quality-point": _Message(
        N_("Price per quality point"),
        N_("figure = price ÷ Q; the lowest figure ranks first"),
        N_("Q is 100 × non-price points ÷ non-price weight. A bid whose Q is zero is disqualified and not divided by."),
        N_(
            "Source not verified: the Bid Evaluation Guidance Note (Government Commercial Function, May "
            "2021) names the method in its appendix II; its formula was not seen."
        ),
    ),
    "weighted-value": _Message(
        N_("Weighted value for money"),
        N_("figure = Q to the power of (non-price weight ÷ price weight), ÷ price; the highest figure ranks first"),
        N_("Q is 100 × non-price points ÷ non-price weight. A bid whose Q is zero is disqualified."),
        N_("Source not verified: taken from the documentation of a tender-evaluation package."),
    ),
    "monetised-quality": _Message(
        N_("Monetised quality"),
        N_("figure = price − Q × pounds per quality point; the lowest figure ranks first"),
        N_("Q is 100 × non-price points ÷ non-price weight; what one point of it is worth in pounds was published."),
        N_(
            "Source not verified: taken from the documentation of a tender-evaluation package. Bergman and "
            "Lundberg, of whom the abstract was seen, prefer giving quality a value in money."
        ),
    ),
    "lowest-price": _Message(
        N_("Lowest price"),
        N_("figure = price; the lowest price ranks first among the bids that pass"),
        N_("Every standard and minimum must be met; above them quality does not count."),
        N_("Source not verified: taken from the documentation of a tender-evaluation package."),
    ),
    "highest-quality": _Message(
        N_("Highest quality"),
        N_("figure = Q; the highest Q ranks first among the bids that pass"),
        N_("Q is 100 × non-price points ÷ non-price weight. The price is fixed or does not rank."),
        N_("Source not verified: described by law firms and trainers."),
    ),
}

_WHOLE_LIFE_COST = _Message(
    N_("Whole-life cost"),
    N_("present value = the sum over all years of cost ÷ (1 + discount rate)^year, from year 0"),
    N_("Costs of later years count for less, at the published rate. The present value is then scored like a price."),
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
        "What is promised is counted at the published value of one unit, less what would have happened "
        "anyway (deadweight), what is lost elsewhere (displacement), what others cause (attribution) and "
        "what fades each year (drop-off). The values are estimates, not money in the bank."
    ),
    N_("Source not verified: the convention of social return on investment; not an official formula."),
)

_ROUNDING = _Message(
    N_("Rounding"),
    N_("half up, once, at the end"),
    N_(
        "All arithmetic is exact. Totals and the points of a dimension are each rounded once, from their "
        "exact sums, so that rounded parts may differ from a rounded total in the last place. Ranks and "
        "tie-breaks are judged on the figures as published."
    ),
    N_("Source: none official was found; the rule is published with every result."),
)


#: In the language being written in, when they are looked up.
METHODS: Mapping[MethodName, Explained] = Spoken(_METHODS, _said)
BASES: Mapping[Basis, Explained] = Spoken(_BASES, _said)


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
    methods = dict.fromkeys(leaf.score.method for leaf in criteria.leaves if leaf.score is not None)
    kinds = {leaf.input.kind for leaf in criteria.leaves}
    made = [BASES[criteria.award.basis], *(METHODS[name] for name in methods)]
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
