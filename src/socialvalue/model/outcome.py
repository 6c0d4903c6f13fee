"""Why a bid is not ranked, why its price is queried, what a reader of a result should know: facts, each with its words.

A fact is what programs use; `said` is its one sentence, in English and, translated, in the language of a document.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from socialvalue.decimals import fixed, half_up
from socialvalue.model.base import Figure, Frozen
from socialvalue.model.basis import BASES, BasisName
from socialvalue.model.said import N_, Money, Said, Values

#: A share with more decimals than this is rounded in a sentence, which says so.
SHARE_PLACES = 4


def _share(value: Decimal) -> Decimal | Said:
    short = half_up(value, SHARE_PLACES)
    return value if short == value else Said(N_("about %(figure)s"), {"figure": short})


class StandardNotMet(Frozen):
    """A must-do standard whose answer does not pass."""

    kind: Literal["standard"] = "standard"
    id: str
    question: str
    answer: str
    wanted: str

    @property
    def said(self) -> Said:
        message = N_("Standard not met: “%(question)s” was answered “%(answer)s”; only “%(wanted)s” passes")
        return Said(message, {"question": self.question, "answer": self.answer, "wanted": self.wanted})


class BelowMinimum(Frozen):
    """A criterion or question (``id``) below its published minimum; both figures in percent of the marks."""

    kind: Literal["minimum"] = "minimum"
    id: str
    title: str
    share: Figure
    minimum: Figure

    @property
    def said(self) -> Said:
        message = N_(
            "Below the minimum for “%(title)s”: %(share)s percent of the marks; the minimum is %(minimum)s percent"
        )
        return Said(message, {"title": self.title, "share": _share(self.share), "minimum": self.minimum})


class BelowMinimumQuality(Frozen):
    """All quality together below the published minimum; both figures in percent of all non-price points."""

    kind: Literal["minimum-quality"] = "minimum-quality"
    share: Figure
    minimum: Figure

    @property
    def said(self) -> Said:
        message = N_(
            "Below the minimum quality: %(share)s percent of all non-price points; the minimum is %(minimum)s percent"
        )
        return Said(message, {"share": _share(self.share), "minimum": self.minimum})


class NoQuality(Frozen):
    """A quality of zero under a basis that ranks by quality."""

    kind: Literal["no-quality"] = "no-quality"
    basis: BasisName

    @property
    def said(self) -> Said:
        message = N_("No quality points: Q is zero, so the bid has no figure to rank by on the basis “%(basis)s”")
        return Said(message, {"basis": Said(BASES[self.basis].title)})


class Withdrawn(Frozen):
    """A bid that was withdrawn: for the reason given or, without one, as the comparison workbook marks it."""

    kind: Literal["withdrawn"] = "withdrawn"
    reason: str = ""

    @property
    def why(self) -> Said:
        """The reason alone, to stand beside the status."""
        if self.reason:
            return Said("%(reason)s", {"reason": self.reason})
        return Said(N_("marked as withdrawn in the comparison workbook"))

    @property
    def said(self) -> Said:
        return Said(N_("Withdrawn: %(reason)s"), {"reason": self.why})


Failure = Annotated[
    StandardNotMet | BelowMinimum | BelowMinimumQuality | NoQuality | Withdrawn, Field(discriminator="kind")
]


class BelowMean(Frozen):
    """A price (of the criterion ``id``) far below the mean of the bids being scored; amounts in pounds."""

    kind: Literal["below-mean"] = "below-mean"
    id: str
    title: str
    price: Figure
    deviations: Figure
    bids: int
    mean: Figure

    @property
    def said(self) -> Said:
        values: Values = {"title": self.title, "price": Money(self.price), "count": self.bids, "mean": Money(self.mean)}
        if self.deviations == 1:
            message = N_(
                "%(title)s: %(price)s is more than one standard deviation below the mean of the %(count)s bids being "
                "scored, %(mean)s"
            )
            return Said(message, values)
        message = N_(
            "%(title)s: %(price)s is more than %(deviations)s standard deviations below the mean of the %(count)s bids "
            "being scored, %(mean)s"
        )
        return Said(message, {**values, "deviations": self.deviations})


class BelowEstimate(Frozen):
    """A price (of the criterion ``id``) ``gap`` percent below the authority's estimate; amounts in pounds."""

    kind: Literal["below-estimate"] = "below-estimate"
    id: str
    title: str
    price: Figure
    estimate: Figure
    percent: Figure
    gap: Figure

    @property
    def said(self) -> Said:
        message = N_(
            "%(title)s: %(price)s is %(gap)s%% below the authority's estimate of %(estimate)s; prices %(percent)s%% or "
            "more below it are queried"
        )
        values: Values = {"gap": self.gap, "estimate": Money(self.estimate), "percent": self.percent}
        return Said(message, {"title": self.title, "price": Money(self.price), **values})


Query = Annotated[BelowMean | BelowEstimate, Field(discriminator="kind")]


class Tied(Frozen):
    """Bids that share a rank: no tie-break separates them, or none was ``published``."""

    kind: Literal["tied"] = "tied"
    bidders: tuple[str, ...]
    total: Figure
    places: int
    published: bool

    @property
    def said(self) -> Said:
        message = (
            N_("%(bidders)s are tied at %(total)s: no tie-break separates them.")
            if self.published
            else N_("%(bidders)s are tied at %(total)s: no tie-break was published.")
        )
        return Said(message, {"bidders": self.bidders, "total": fixed(self.total, self.places)})


class TieDecided(Frozen):
    """Bids with the same total between which a published tie-break, the points of ``id``, decided."""

    kind: Literal["tie-decided"] = "tie-decided"
    bidders: tuple[str, ...]
    total: Figure
    places: int
    id: str
    title: str
    ahead: Figure
    behind: Figure

    @property
    def said(self) -> Said:
        message = N_("%(bidders)s have the same total, %(total)s: %(title)s decided, %(ahead)s to %(behind)s.")
        figures = {"total": self.total, "ahead": self.ahead, "behind": self.behind}
        shown = {name: fixed(figure, self.places) for name, figure in figures.items()}
        return Said(message, {"bidders": self.bidders, "title": self.title, **shown})


class TooCoarse(Frozen):
    """Exact figures that differ, and are the same at the published decimal places."""

    kind: Literal["too-coarse"] = "too-coarse"
    places: int

    @property
    def said(self) -> Said:
        message = N_(
            "Bids whose exact figures differ have the same figure at %(places)s decimal places: this basis needs more "
            "decimal-places, published before bids are invited."
        )
        return Said(message, {"places": self.places})


class TooFewForMean(Frozen):
    """The test of prices (of the criterion ``id``) against their mean, which needs ``needed`` bids or more."""

    kind: Literal["too-few-for-mean"] = "too-few-for-mean"
    id: str
    title: str
    bids: int
    needed: int

    @property
    def said(self) -> Said:
        message = N_(
            "Abnormally low prices: the test against the mean of “%(title)s” does not apply, because it needs at "
            "least %(needed)s bids and %(count)s are being scored."
        )
        return Said(message, {"title": self.title, "needed": self.needed, "count": self.bids})


class AsRead(Frozen):
    """What was noticed when the files were read, in the words that the user was shown."""

    kind: Literal["as-read"] = "as-read"
    text: str

    @property
    def said(self) -> Said:
        return Said("%(text)s", {"text": self.text})


Remark = Annotated[Tied | TieDecided | TooCoarse | TooFewForMean | AsRead, Field(discriminator="kind")]


class PricesOpenedEarly(Frozen):
    """Prices that were opened before the quality marks were complete."""

    kind: Literal["prices-opened-early"] = "prices-opened-early"
    by: str
    on: date
    reason: str

    @property
    def said(self) -> Said:
        message = N_(
            "Prices were opened before the quality marks were complete, by %(who)s on %(day)s. The reason given: "
            "%(reason)s"
        )
        return Said(message, {"who": self.by, "day": self.on.isoformat(), "reason": self.reason})


class MarkChanged(Frozen):
    """An agreed mark that was changed after prices had been opened; ``was`` and ``now`` are equal for a new reason."""

    kind: Literal["mark-changed"] = "mark-changed"
    bidder: str
    question: str
    title: str
    was: str
    now: str
    on: date
    reason: str

    @property
    def said(self) -> Said:
        values: Values = {
            "bidder": self.bidder,
            "title": self.title,
            "was": self.was,
            "now": self.now,
            "day": self.on.isoformat(),
            "reason": self.reason,
        }
        if self.was == self.now:
            if self.reason:
                message = N_(
                    "The agreed mark of %(bidder)s on “%(title)s” was given a new reason (the mark stays at %(now)s) "
                    "on %(day)s, after prices had been opened. The reason given: %(reason)s"
                )
            else:
                message = N_(
                    "The agreed mark of %(bidder)s on “%(title)s” was given a new reason (the mark stays at %(now)s) "
                    "on %(day)s, after prices had been opened."
                )
        elif self.reason:
            message = N_(
                "The agreed mark of %(bidder)s on “%(title)s” was changed from %(was)s to %(now)s on %(day)s, after "
                "prices had been opened. The reason given: %(reason)s"
            )
        else:
            message = N_(
                "The agreed mark of %(bidder)s on “%(title)s” was changed from %(was)s to %(now)s on %(day)s, after "
                "prices had been opened."
            )
        return Said(message, values)


Warned = Annotated[PricesOpenedEarly | MarkChanged, Field(discriminator="kind")]
