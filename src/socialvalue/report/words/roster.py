"""Which bids a report shows in full, under which short names and anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.wording import short_names, weight_text

#: Bids with a page and a column of their own. Beyond them are thousands of rows: the workbook's.
IN_FULL = 40

#: Bids named in the ranking and in the list of those that are not ranked.
LISTED = 200

#: Ems of a bidder's name at the head of a column; longer names are cut there and given in full below the table.
HEAD = 20.0


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure and the anchor of where its working stands; without one it has no page in this report."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Roster:
    """The bids in the order of the ranking, with the ones shown in full and what they are called."""

    ranked: tuple[EvaluatedBid, ...]
    unranked: tuple[EvaluatedBid, ...]
    in_full: tuple[EvaluatedBid, ...]
    short: Mapping[str, str]

    @property
    def count(self) -> int:
        return len(self.ranked) + len(self.unranked)

    def anchor(self, bid: EvaluatedBid) -> str:
        """Return the anchor of a bid's own page; nothing where it has none."""
        place = next((i for i, shown in enumerate(self.in_full, start=1) if shown is bid), None)
        return f"bid-{place}" if place else ""

    def entry(self, bid: EvaluatedBid, place: int) -> str:
        """Return the anchor of what a bid was given on the criterion or question at this place of the model, from 1."""
        page = self.anchor(bid)
        return page and f"{page}-{place}"

    def dimension(self, bid: EvaluatedBid, place: int) -> str:
        """Return the anchor of a bid's points on the dimension at this place of the model, from 1."""
        page = self.anchor(bid)
        return page and f"{page}-d{place}"

    def summed_up(self, received: str) -> str:
        """Return a sentence on how many were ``received``, as its words say, and what became of them."""
        left = {one: sum(bid.status == one for bid in self.unranked) for one in ("disqualified", "withdrawn")}
        parts = [
            received,
            ngettext("%(n)s ranked", "%(n)s ranked", len(self.ranked)) if self.ranked else _("none ranked"),
        ]
        if left["disqualified"]:
            parts.append(ngettext("%(n)s disqualified", "%(n)s disqualified", left["disqualified"]))
        if left["withdrawn"]:
            parts.append(ngettext("%(n)s withdrawn", "%(n)s withdrawn", left["withdrawn"]))
        return f"{', '.join(parts)}."

    @property
    def left_out(self) -> str:
        """Say which bids have no page here, and where they are."""
        if self.count <= len(self.in_full):
            return ""
        return ngettext(
            "%(n)s bid was received. The first %(shown)s in the ranking are shown in full here. The scores, workings "
            "and reasons for all of them are in results.xlsx.",
            "%(n)s bids were received. The first %(shown)s in the ranking are shown in full here. The scores, "
            "workings and reasons for all of them are in results.xlsx.",
            self.count,
            shown=len(self.in_full),
        )


def roster(evaluation: Evaluation) -> Roster:
    """Return who is shown, in the order of the evaluation: rank, then name."""
    in_full = evaluation.bids[:IN_FULL]
    names = [bid.bidder for bid in in_full]
    return Roster(
        ranked=tuple(bid for bid in evaluation.bids if bid.in_ranking),
        unranked=tuple(bid for bid in evaluation.bids if not bid.in_ranking),
        in_full=in_full,
        short=dict(zip(names, short_names(names, HEAD), strict=True)),
    )


def rank_text(bid: EvaluatedBid) -> str:
    """Return the rank as a table shows it: ``1``, ``2=`` for a shared rank, a dash for none."""
    if bid.rank is None:
        return "–"
    return f"{bid.rank}=" if bid.tied else str(bid.rank)


def dimension_weights(criteria: Criteria) -> dict[str, str]:
    """Return the weight of each dimension by its id, as text: what its criteria add up to."""
    return {
        dimension.id: weight_text(
            sum((leaf.weight for leaf in criteria.leaves if leaf.dimension == dimension.id), Decimal(0))
        )
        for dimension in criteria.dimension
    }


def title_of(criteria: Criteria, id_: str) -> str:
    """Return the title of a dimension or criterion."""
    titles = {row.id: row.title for row in criteria.criterion} | {row.id: row.title for row in criteria.dimension}
    return titles.get(id_, id_)


#: More dimensions than this do not fit beside names and prices on a page; the table of scores has them all.
MOST_DIMENSIONS = 6


#: Under a basis that ranks by another figure, which is often a long amount of money.
MOST_BESIDE_A_FIGURE = 4


def averaging(criteria: Criteria) -> str:
    """Say by which rule the panel's marks were averaged; nothing where they were agreed."""
    match criteria.award.moderation:
        case "consensus":
            return ""
        case "mean":
            return _("The mean of the evaluators' individual marks, as the tender documents said it would be.")
        case "median":
            return _("The median of the evaluators' individual marks, as the tender documents said it would be.")
