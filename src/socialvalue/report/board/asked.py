"""What a board is asked to decide, and the sentence that recommends it: from the ranking, or the authority's own."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from socialvalue.model.award_details import AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.report.board.limits import BODY, DECIDED, SECTION, TEXT, Part
from socialvalue.report.board.sources import first_ranked, named, price_text
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.roster import Roster
from socialvalue.report.words.wording import cut, day, joined, paragraphs, total

#: Ems of the winner's name in the recommendation: a name of 300 characters stands in full.
WINNER = 190.0

#: Ems of the contract's title inside a sentence; it stands over the page as well.
CONTRACT = 60.0

#: Ems of the name of the board that decides.
BOARD = 36.0

#: Width of the recommendation inside its frame, in points.
MEASURE = TEXT - 30


@dataclass(frozen=True, slots=True)
class Asked:
    """``text`` is the recommendation, ``ranked`` what the ranking says beside it."""

    title: str
    text: tuple[str, ...]
    ranked: str
    is_cut: bool

    @property
    def part(self) -> Part:
        """How high it stands."""
        lines = fsum(DECIDED.height(text, MEASURE) + 3 for text in self.text)
        return Part(SECTION + 15.5 + lines + BODY.height(self.ranked, TEXT) + 4)


def asked(criteria: Criteria, people: Roster, award: AwardDetails | None, lines: int) -> Asked:
    """Return what is to be decided, in ``lines`` at most; where nobody stands alone in first place, nothing is."""
    first = first_ranked(people.ranked)
    own = paragraphs(award.recommendation) if award else ()
    given = own or (_default(criteria, first),)
    text = _fitted(given, lines)
    says_it_already = not own and bool(first)
    return Asked(
        title=_("Recommendation") if own or len(first) == 1 else _("No recommendation"),
        text=text,
        ranked=" ".join(part for part in ("" if says_it_already else _ranked(criteria, first), _lead(people)) if part),
        is_cut=text != given,
    )


def _fitted(given: tuple[str, ...], lines: int) -> tuple[str, ...]:
    kept: list[str] = []
    left = lines
    for text in given:
        if left < 1:
            kept[-1] = f"{kept[-1].rstrip('…')}…"
            break
        fitted = DECIDED.fitted(text, MEASURE, left)
        kept.append(fitted)
        left -= DECIDED.lines(fitted, MEASURE)
    return tuple(kept)


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
        return _("Nothing is recommended here: no tender is ranked.")
    if len(first) > 1:
        figure = total(criteria, first[0].total)
        names = joined(named(bid) for bid in first[:3])
        if len(first) > 3:
            return _(
                "Nothing is recommended here: %(count)s tenders share the first rank with the same figure, %(figure)s, "
                "and no published tie-break separates them.",
                count=len(first),
                figure=figure,
            )
        return _(
            "Nothing is recommended here: %(names)s share the first rank with the same figure, %(figure)s, and no "
            "published tie-break separates them.",
            names=names,
            figure=figure,
        )
    winner = first[0]
    text = _awarded(criteria, winner)
    return f"{text} {_query()}" if winner.queries else text


def _query() -> str:
    return _("Its price is being queried: settle the query before the award is made.")


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
        return _("%(count)s tenders share the first rank with %(figure)s.", count=len(first), figure=figure)
    if criteria.basis.by_points:
        return _(
            "%(winner)s ranks first with %(figure)s of 100 points.", winner=named(first[0], CONTRACT), figure=figure
        )
    return _("%(winner)s ranks first with %(figure)s.", winner=named(first[0], CONTRACT), figure=figure)


def _lead(people: Roster) -> str:
    left = {status: sum(bid.status == status for bid in people.unranked) for status in ("disqualified", "withdrawn")}
    parts = [
        ngettext("%(n)s tender received", "%(n)s tenders received", people.count),
        ngettext("%(n)s ranked", "%(n)s ranked", len(people.ranked)) if people.ranked else _("none ranked"),
    ]
    if left["disqualified"]:
        parts.append(ngettext("%(n)s disqualified", "%(n)s disqualified", left["disqualified"]))
    if left["withdrawn"]:
        parts.append(ngettext("%(n)s withdrawn", "%(n)s withdrawn", left["withdrawn"]))
    return f"{', '.join(parts)}."
