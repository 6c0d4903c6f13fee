"""Where in the evaluation report each part of a board summary has its working, and short names for what it says."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.decimals import pounds
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.model.inputs import WholeLifeCostInput
from socialvalue.model.said import N_
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.wording import cut

#: The sections of the evaluation report that a summary points to, by the names that stand over them there.
DECISION = N_("The decision")
MODEL = N_("The award model as published")
BIDS = N_("Bid by bid")
INPUTS = N_("What went in")

#: Ems to which a name is cut where it stands in a sentence among others; the ranking and the report have more of it.
NAME = 34.0


@dataclass(frozen=True, slots=True)
class Line:
    """What something is called, and what is said of it."""

    key: str
    text: str


#: Ems of such a name: two lines of its column.
KEY = 17.0


def fitted_line(line: Line, ems: float) -> Line:
    """Return a line of which no more is said than this."""
    return Line(cut(line.key, KEY), cut(line.text, ems))


def and_more(rest: int) -> str:
    """Return the line that says how many more there are and where; nothing where none are."""
    if rest < 1:
        return ""
    return ngettext("And %(n)s more: see the evaluation report.", "And %(n)s more: see the evaluation report.", rest)


def where(section: str) -> str:
    """Return the pointer to a section of the evaluation report."""
    return _("Working: evaluation report, “%(section)s”", section=_(section))


def named(bid: EvaluatedBid, ems: float = NAME) -> str:
    """Return a bidder's name, cut where it is too long for a sentence."""
    return cut(bid.bidder, ems)


def first_ranked(evaluated: tuple[EvaluatedBid, ...]) -> tuple[EvaluatedBid, ...]:
    """Return the bid that ranks first, or all that share the first rank."""
    return tuple(bid for bid in evaluated if bid.rank == 1)


def price_text(criteria: Criteria, bid: EvaluatedBid) -> str:
    """Return the one price of a bid; a whole-life cost says that it is a present value. Nothing where there is none."""
    if bid.price is None:
        return ""
    if isinstance(criteria.price_leaves[0].input, WholeLifeCostInput):
        return _("%(amount)s (present value)", amount=pounds(bid.price))
    return pounds(bid.price)
