"""The six bases of an award, a closed set: what ranks under each, and every sentence that says so.

Nothing is claimed that was not seen: where only secondary sources were found, or none, `source` says so.
How each figure is worked out stands in `scoring/ranking.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from socialvalue.model.said import N_, Words

BasisName = Literal[
    "weighted-total",
    "price-per-quality-point",
    "weighted-value",
    "monetised-quality",
    "lowest-price",
    "highest-quality",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What ranks the bids, and how it is said.

    ``title`` names the basis and ``figure`` the figure that ranks, everywhere. The messages have places for values:
    ``with_figure`` has figure, ``award`` contract, winner, figure and price; ``award_without_price`` stands where no
    price is asked for.
    """

    title: Words
    figure: Words
    in_pounds: bool = False
    lower_first: bool = False
    #: It ranks by the price itself, and so needs exactly one price criterion.
    needs_price: bool = False
    #: It ranks by Q, 100 × non-price points ÷ non-price weight.
    needs_quality: bool = False
    formula: Words
    meaning: Words
    source: Words
    rule: Words
    with_figure: str = "%(figure)s"
    award: Words
    award_without_price: Words | None = None

    @property
    def by_points(self) -> bool:
        """Whether the sum of all points ranks."""
        return not self.needs_price and not self.needs_quality

    @property
    def is_price(self) -> bool:
        """Whether the figure that ranks is the price alone."""
        return self.needs_price and not self.needs_quality

    @property
    def mixes(self) -> bool:
        """Whether price and quality together make the figure that ranks."""
        return self.needs_price and self.needs_quality

    @property
    def of_100(self) -> bool:
        """Whether 100 is the most that the figure can be."""
        return not self.needs_price


BASES: Mapping[BasisName, Basis] = {
    "weighted-total": Basis(
        title=N_("Weighted total"),
        figure=N_("Total"),
        formula=N_("total = the sum of the points of all criteria; the highest total ranks first"),
        meaning=N_("Every criterion carries its published weight, and all weights add up to exactly 100."),
        source=N_(
            "Source: general practice. No official rule for rounding or ties was found: both are published "
            "in the model."
        ),
        rule=N_("The award goes to the tender with the highest total of points."),
        with_figure=N_("%(figure)s points"),
        award=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first with %(figure)s of 100 points "
            "at %(price)s."
        ),
        award_without_price=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first with %(figure)s of 100 points."
        ),
    ),
    "price-per-quality-point": Basis(
        title=N_("Price per quality point"),
        figure=N_("Price per quality point"),
        in_pounds=True,
        lower_first=True,
        needs_price=True,
        needs_quality=True,
        formula=N_("figure = price ÷ Q; the lowest figure ranks first"),
        meaning=N_("Q is 100 × non-price points ÷ non-price weight. A bid with a Q of zero is disqualified."),
        source=N_(
            "Source not verified: the Bid Evaluation Guidance Note (Government Commercial Function, May "
            "2021) names the method in its appendix II; its formula was not seen."
        ),
        rule=N_("The award goes to the tender with the lowest price per quality point."),
        with_figure=N_("%(figure)s per quality point"),
        award=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first with %(figure)s for each point "
            "of quality, at %(price)s."
        ),
    ),
    "weighted-value": Basis(
        title=N_("Weighted value"),
        figure=N_("Weighted value"),
        needs_price=True,
        needs_quality=True,
        formula=N_(
            "figure = Q to the power of (non-price weight ÷ price weight), ÷ price; the highest figure ranks first"
        ),
        meaning=N_("Q is 100 × non-price points ÷ non-price weight. A bid with a Q of zero is disqualified."),
        source=N_("Source not verified: taken from the documentation of a tender-evaluation package."),
        rule=N_("The award goes to the tender with the highest weighted value."),
        with_figure=N_("a weighted value of %(figure)s"),
        award=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first with a weighted value of "
            "%(figure)s, at %(price)s."
        ),
    ),
    "monetised-quality": Basis(
        title=N_("Price less value of quality"),
        figure=N_("Price less value of quality"),
        in_pounds=True,
        lower_first=True,
        needs_price=True,
        needs_quality=True,
        formula=N_("figure = price − Q × pounds per quality point; the lowest figure ranks first"),
        meaning=N_(
            "Q is 100 × non-price points ÷ non-price weight; what one point of it is worth in pounds was published."
        ),
        source=N_(
            "Source not verified: taken from the documentation of a tender-evaluation package. Bergman and Lundberg "
            "(only the abstract was seen) prefer giving quality a value in money."
        ),
        rule=N_("The award goes to the tender with the lowest price less the value of its quality."),
        award=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first: its price of %(price)s less "
            "the value of its quality is %(figure)s."
        ),
    ),
    "lowest-price": Basis(
        title=N_("Lowest price"),
        figure=N_("Price"),
        in_pounds=True,
        lower_first=True,
        needs_price=True,
        formula=N_("figure = price; the lowest price ranks first among the bids that pass"),
        meaning=N_("Every standard and minimum must be met; beyond that, quality does not count."),
        source=N_("Source not verified: taken from the documentation of a tender-evaluation package."),
        rule=N_("The award goes to the tender with the lowest price among those that were not disqualified."),
        award=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first with the lowest price of "
            "those that pass, %(figure)s."
        ),
    ),
    "highest-quality": Basis(
        title=N_("Highest quality"),
        figure=N_("Quality"),
        needs_quality=True,
        formula=N_("figure = Q; the highest Q ranks first among the bids that pass"),
        meaning=N_("Q is 100 × non-price points ÷ non-price weight. The price is fixed or does not rank."),
        source=N_("Source not verified: described by law firms and trainers."),
        rule=N_("The award goes to the tender with the highest quality."),
        with_figure=N_("a quality of %(figure)s"),
        award=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first with a quality of %(figure)s of "
            "100, at %(price)s."
        ),
        award_without_price=N_(
            "Award the contract “%(contract)s” to %(winner)s, whose tender ranks first with a quality of %(figure)s of "
            "100."
        ),
    ),
}
