"""What a board is asked to decide, and the sentence that recommends it: from the ranking, or the authority's own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from socialvalue.model.award_details import AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.report.board.limits import Limits
from socialvalue.report.board.sources import first_ranked, named, price_text
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.roster import Roster
from socialvalue.report.words.wording import cut, day, joined, paragraphs, total, width

#: Ems of the winner's name in the recommendation: a name of 300 characters stands in full.
WINNER = 190.0

#: Ems of the contract's title inside a sentence; it stands over the page as well.
CONTRACT = 60.0

#: Ems of the name of the board that decides.
BOARD = 36.0

#: Ems of a line of the recommendation: the least that a paragraph of it takes.
LINE = 36.0


@dataclass(frozen=True, slots=True)
class Asked:
    """``text`` is the recommendation, ``ranked`` what the ranking says beside it."""

    title: str
    text: tuple[str, ...]
    ranked: str

    def shortened(self, limits: Limits) -> Asked:
        """Return it with as much of its text as may stand there; a text that is cut ends in ``…``."""
        kept: list[str] = []
        left = limits.recommended
        for text in self.text:
            if kept and left < LINE:
                kept[-1] = f"{kept[-1].rstrip('…')}…"
                break
            kept.append(cut(text, left) if width(text) > left else text)
            left -= max(width(text), LINE)
        return replace(self, text=tuple(kept))


def asked(criteria: Criteria, people: Roster, award: AwardDetails | None) -> Asked:
    """Return what is to be decided; where nobody stands alone in first place, nothing is."""
    first = first_ranked(people.ranked)
    own = paragraphs(award.recommendation) if award else ()
    says_it_already = not own and bool(first)
    received = ngettext("%(n)s tender received", "%(n)s tenders received", people.count)
    summed_up = people.summed_up(received)
    return Asked(
        title=_("Recommendation") if own or len(first) == 1 else _("No recommendation"),
        text=own or (_default(criteria, first),),
        ranked=" ".join(filter(None, ("" if says_it_already else _ranked(criteria, first), summed_up))),
    )


def decided(award: AwardDetails | None) -> str:
    """Return who decides, and when."""
    board, on = (cut(award.board, BOARD), day(award.board_date)) if award else ("", "")
    if board and on:
        return _("For decision by %(board)s on %(date)s", board=board, date=on)
    if board:
        return _("For decision by %(board)s", board=board)
    if on:
        return _("For decision on %(date)s", date=on)
    return _("For decision: the award of this contract")


def _default(criteria: Criteria, first: tuple[EvaluatedBid, ...]) -> str:
    if not first:
        return _("No recommendation: no tender is ranked.")
    if len(first) > 1:
        figure = total(criteria, first[0].total)
        names = joined(named(bid) for bid in first[:3])
        if len(first) > 3:
            return _(
                "No recommendation: %(count)s tenders are tied in first place on %(figure)s, and no published "
                "tie-break separates them.",
                count=len(first),
                figure=figure,
            )
        return _(
            "No recommendation: %(names)s are tied in first place on %(figure)s, and no published tie-break "
            "separates them.",
            names=names,
            figure=figure,
        )
    winner = first[0]
    text = _awarded(criteria, winner)
    return f"{text} {_query()}" if winner.queries else text


def _query() -> str:
    return _("Its price is being queried: resolve the query before the award is made.")


def _awarded(criteria: Criteria, winner: EvaluatedBid) -> str:
    values = {
        "contract": cut(criteria.competition.title or criteria.title, CONTRACT),
        "winner": cut(winner.bidder, WINNER),
        "figure": total(criteria, winner.total),
        "price": price_text(criteria, winner),
    }
    basis = criteria.basis
    without = None if values["price"] else basis.award_without_price
    return _(without or basis.award, **values)


def _ranked(criteria: Criteria, first: tuple[EvaluatedBid, ...]) -> str:
    """Say what the ranking says, beside a recommendation in the authority's own words."""
    if not first:
        return ""
    figure = total(criteria, first[0].total)
    if len(first) > 1:
        return _("%(count)s tenders are tied in first place on %(figure)s.", count=len(first), figure=figure)
    if criteria.basis.by_points:
        return _(
            "%(winner)s ranks first with %(figure)s of 100 points.", winner=named(first[0], CONTRACT), figure=figure
        )
    return _("%(winner)s ranks first with %(figure)s.", winner=named(first[0], CONTRACT), figure=figure)
