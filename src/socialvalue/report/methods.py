"""How each way of scoring, ranking and valuing works, in words: formula, meaning, and what is known of its source.

Nothing is claimed that was not seen: where only secondary sources were found, or none, the text says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from socialvalue.model.criteria import Basis, Criteria
from socialvalue.model.inputs import CommitmentsInput

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


#: Stands before everything of which no official text was seen.
UNVERIFIED = "Source not verified"

_DEPENDS = "It depends on the other bids that are being scored: a bid that was rejected is never among them."
_ALONE = "It does not depend on the other bids."

METHODS: dict[MethodName, Explained] = {
    "lowest-price": Explained(
        "Lowest price",
        "points = weight × lowest price ÷ this price",
        "The lowest price gets all the points, twice the lowest gets half of them, and no price gets none. " + _DEPENDS,
        "Source: described by several procurement trainers and tools as the proportional method; seen in part only. "
        "Some authorities call it “standard differential”, a name that others give to other formulas.",
    ),
    "price-range": Explained(
        "Price range",
        "points = weight × (highest price − this price) ÷ (highest price − lowest price)",
        "The lowest price gets all the points, the highest none, the others their place between. If all prices "
        "are equal, each gets all the points. " + _DEPENDS,
        f"{UNVERIFIED}: listed in Stilger, Siderius and van Raaij (2017), of which only the abstract was seen.",
    ),
    "above-lowest": Explained(
        "Percentage above the lowest price",
        "points = weight × (1 − (this price ÷ lowest price − 1) ÷ (zero-at − 1)), never below 0",
        "The lowest price gets all the points; each percent above it costs the same, down to none at the published "
        "multiple of the lowest price (zero-at, which is 2 where the model does not say). " + _DEPENDS,
        f"{UNVERIFIED}: a variant described by a tender-advice site.",
    ),
    "deviation-from-mean": Explained(
        "Deviation from the mean price",
        "points = weight × (50 − 100 × (this price − mean price) ÷ mean price) ÷ 100, kept between 0 and the weight",
        "A price at the mean gets half the points; each percent below or above the mean adds or takes one percent of "
        "the weight. " + _DEPENDS,
        f"{UNVERIFIED}: described by a supplier of procurement templates.",
    ),
    "benchmark": Explained(
        "Benchmark",
        "points = weight × (ceiling − this figure) ÷ (ceiling − target), kept between 0 and the weight",
        "At the published target or below it a bid gets all the points, at the published ceiling or above it none. "
        + _ALONE,
        f"{UNVERIFIED}: the Bid Evaluation Guidance Note (Government Commercial Function, May 2021) names benchmark "
        "price scoring; its formula was not seen.",
    ),
    "highest-offer": Explained(
        "Highest offer",
        "points = weight × this offer ÷ highest offer",
        "The highest offer gets all the points, the others in proportion to it. If every offer is zero, each gets "
        "none. " + _DEPENDS,
        f"{UNVERIFIED}: common in the scoring of social value commitments.",
    ),
    "lowest-offer": Explained(
        "Lowest offer",
        "points = weight for the lowest offer, otherwise weight × lowest offer ÷ this offer",
        "For quantities of which less is better. The lowest offer gets all the points. Zero is a fair answer: then "
        "only zero scores. " + _DEPENDS,
        f"{UNVERIFIED}: the proportional method for prices, applied to a quantity.",
    ),
    "target": Explained(
        "Target",
        "points = weight × (this figure − no-marks-at) ÷ (full-marks-at − no-marks-at), kept between 0 and the weight",
        "A bid gets all the points from the published target on, none up to the published start (0 where the model "
        "does not say), and its share between. " + _ALONE,
        "Source: the authority's own published figures; no outside source is needed or claimed.",
    ),
    "range": Explained(
        "Range",
        "points = weight × (this figure − zero-at) ÷ (full-at − zero-at), kept between 0 and the weight",
        "A straight line between two published figures, in whichever direction they stand. " + _ALONE,
        "Source: the authority's own published figures; no outside source is needed or claimed.",
    ),
    "bands": Explained(
        "Bands",
        "points = weight × percent of the last band that this figure reaches ÷ 100",
        "A published table of bands: within a band every figure gets the same points. " + _ALONE,
        "Source: the authority's own published table; no outside source is needed or claimed.",
    ),
    "panel": Explained(
        "Panel mark",
        "points = weight × agreed mark ÷ highest mark of the scale",
        "The mark is the one that the panel agreed against the published scale, with its reason. It is not stretched "
        "to the best bidder. " + _ALONE,
        f"{UNVERIFIED}: general practice; no official text for the formula was found.",
    ),
}

BASES: dict[Basis, Explained] = {
    "weighted-total": Explained(
        "Weighted total",
        "total = the sum of the points of all criteria; the highest total ranks first",
        "Every criterion carries its published weight, and all weights add up to exactly 100.",
        "Source: general practice. No official rule for rounding or ties was found: both are published in the model.",
    ),
    "price-per-quality-point": Explained(
        "Price per quality point",
        "figure = price ÷ Q; the lowest figure ranks first",
        "Q is 100 × non-price points ÷ non-price weight. A bid whose Q is zero is disqualified and not divided by.",
        f"{UNVERIFIED}: the Bid Evaluation Guidance Note (Government Commercial Function, May 2021) names the method "
        "in its appendix II; its formula was not seen.",
    ),
    "weighted-value": Explained(
        "Weighted value for money",
        "figure = Q to the power of (non-price weight ÷ price weight), ÷ price; the highest figure ranks first",
        "Q is 100 × non-price points ÷ non-price weight. A bid whose Q is zero is disqualified.",
        f"{UNVERIFIED}: taken from the documentation of a tender-evaluation package.",
    ),
    "monetised-quality": Explained(
        "Monetised quality",
        "figure = price − Q × pounds per quality point; the lowest figure ranks first",
        "Q is 100 × non-price points ÷ non-price weight; what one point of it is worth in pounds was published.",
        f"{UNVERIFIED}: taken from the documentation of a tender-evaluation package. Bergman and Lundberg, of whom the "
        "abstract was seen, prefer giving quality a value in money.",
    ),
    "lowest-price": Explained(
        "Lowest price",
        "figure = price; the lowest price ranks first among the bids that pass",
        "Every standard and minimum must be met; above them quality does not count.",
        f"{UNVERIFIED}: taken from the documentation of a tender-evaluation package.",
    ),
    "highest-quality": Explained(
        "Highest quality",
        "figure = Q; the highest Q ranks first among the bids that pass",
        "Q is 100 × non-price points ÷ non-price weight. The price is fixed or does not rank.",
        f"{UNVERIFIED}: described by law firms and trainers.",
    ),
}

WHOLE_LIFE_COST = Explained(
    "Whole-life cost",
    "present value = the sum over all years of cost ÷ (1 + discount rate)^year, from year 0",
    "Costs of later years count for less, at the published rate. The present value is then scored like a price.",
    "Source: the discounting of HM Treasury's Green Book; the rate is the one published in the model, and was not "
    "checked against the edition in force.",
)

COMMITMENTS = Explained(
    "Value of commitments",
    "value = quantity × £ value of one unit × (1 − deadweight) × (1 − displacement) × (1 − attribution), for each "
    "year × (1 − drop-off)^year",
    "What is promised is counted at the published value of one unit, less what would have happened anyway "
    "(deadweight), what is lost elsewhere (displacement), what others cause (attribution) and what fades each year "
    "(drop-off). The values are estimates, not money in the bank.",
    f"{UNVERIFIED}: the convention of social return on investment; not an official formula.",
)

ROUNDING = Explained(
    "Rounding",
    "half up, once, at the end",
    "All arithmetic is exact. Totals and the points of a dimension are each rounded once, from their exact sums, so "
    "that rounded parts may differ from a rounded total in the last place. Ranks and tie-breaks are judged on the "
    "figures as published.",
    "Source: none official was found; the rule is published with every result.",
)


def used(criteria: Criteria) -> tuple[Explained, ...]:
    """Return the explanation of everything that this award model uses, the basis first."""
    methods = dict.fromkeys(leaf.score.method for leaf in criteria.leaves if leaf.score is not None)
    kinds = {leaf.input.kind for leaf in criteria.leaves}
    made = [BASES[criteria.award.basis], *(METHODS[name] for name in methods)]
    if "whole-life-cost" in kinds:
        made.append(WHOLE_LIFE_COST)
    if "commitments" in kinds:
        made.append(COMMITMENTS)
    return (*made, ROUNDING)


def commitment_terms(terms: CommitmentsInput) -> tuple[tuple[str, str], ...]:
    """Return the published reductions of a commitments criterion that are not zero, by name."""
    rates = (
        ("deadweight", terms.deadweight),
        ("displacement", terms.displacement),
        ("attribution", terms.attribution),
        ("drop-off a year", terms.drop_off),
    )
    shown = tuple((name, f"{rate.normalize():f}%") for name, rate in rates if rate)
    return (*shown, ("counted over", f"{terms.years} years")) if terms.years > 1 else shown
