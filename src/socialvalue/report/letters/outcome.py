"""What became of a tender, and why it is not the one: from its own figures, those of the winner, and no other's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialvalue.decimals import half_up, percent
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import EvaluatedBid
from socialvalue.model.layout import full_title
from socialvalue.model.outcome import NoQuality
from socialvalue.report.letters.points import sum_text
from socialvalue.report.letters.tender import Fact, score_text, sum_of, total_text
from socialvalue.report.letters.text import Withheld
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import _
from socialvalue.report.words.roster import title_of


@dataclass(frozen=True, slots=True)
class Gained:
    """Points of a dimension, of those that there were."""

    title: str
    score: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a tender was not successful.

    ``rule`` says what ranks, ``figures`` what it came to for this tender and for the winner's; ``gained`` where points
    were lost, the most first. A tender that was disqualified has ``reasons`` alone.
    """

    reasons: tuple[str, ...] = ()
    rule: str = ""
    figures: tuple[Fact, ...] = ()
    gained: tuple[Gained, ...] = ()


def outcome(bid: EvaluatedBid, winner: EvaluatedBid, *, under_the_act: bool) -> tuple[str, str]:
    """Return what became of a tender: in a few words, and in a sentence that names who is to have the contract."""
    if bid is winner:
        if under_the_act:
            intent = _(
                "Your tender was assessed as the most advantageous tender, and the authority intends to award the "
                "contract to you."
            )
        else:
            intent = _("The authority intends to award the contract to you.")
        return _("Your tender was successful."), intent
    short = _("Your tender was not successful.") if bid.in_ranking else _("Your tender was disqualified.")
    if under_the_act:
        intent = _(
            "The authority intends to award the contract to %(winner)s, whose tender was assessed as the most "
            "advantageous tender.",
            winner=winner.bidder,
        )
    else:
        intent = _("The authority intends to award the contract to %(winner)s.", winner=winner.bidder)
    return short, intent


def why(criteria: Criteria, bid: EvaluatedBid, winner: EvaluatedBid, withheld: Withheld) -> Why | None:
    """Return why ``bid`` was not successful; nothing for the winner. ``withheld`` is what is not told of the winner."""
    if bid is winner:
        return None
    if not bid.in_ranking:
        return Why(tuple(disqualified(criteria, bid)))
    figures = (
        Fact(_("Your tender"), total_text(criteria, bid, Withheld())),
        Fact(winner.bidder, total_text(criteria, winner, withheld)),
    )
    if bid.total == winner.total:
        return Why((_tie(criteria, bid, winner),), _(criteria.basis.rule), figures)
    return Why((), _(criteria.basis.rule), figures, _gained(criteria, bid))


def _tie(criteria: Criteria, bid: EvaluatedBid, winner: EvaluatedBid) -> str:
    """Name the published tie-break that decided, with the two tenders' points of it."""
    places = criteria.award.decimal_places
    for id_ in criteria.award.tie_break:
        own, best = (_tie_points(criteria, one, id_) for one in (bid, winner))
        if own != best and own is not None and best is not None:
            return _(
                "Both have the same figure, and the published tie-break decided: more points in “%(title)s”. Your "
                "tender scored %(own)s; %(winner)s scored %(best)s.",
                title=title_of(criteria, id_),
                winner=winner.bidder,
                own=words.published(own, places),
                best=words.published(best, places),
            )
    raise AssertionError("a rank below the first with the first's figure, and no tie-break that tells them apart")


def _tie_points(criteria: Criteria, bid: EvaluatedBid, id_: str) -> Decimal | None:
    found = {score.key: score for score in bid.scores}
    within = [leaf for leaf in criteria.leaves if leaf.dimension == id_]
    within = within or [leaf for leaf in criteria.leaves if leaf.criterion.id == id_]
    points = sum_of(within, found)
    return None if points is None else half_up(points, criteria.award.decimal_places)


def _gained(criteria: Criteria, bid: EvaluatedBid) -> tuple[Gained, ...]:
    """Return the points of each dimension where some were lost, of those available, the most lost first."""
    if criteria.basis.is_price:
        return ()
    rows = []
    for dimension in criteria.dimension:
        leaves = [leaf for leaf in criteria.leaves if leaf.dimension == dimension.id]
        points = next((one.points for one in bid.dimensions if one.id == dimension.id), None)
        weight = sum((leaf.weight for leaf in leaves if leaf.score is not None), Decimal(0))
        if points is None or points >= weight:
            continue
        row = Gained(dimension.title, score_text(sum_text(criteria, points), leaves))
        rows.append((weight - points, row))
    return tuple(row for _missed, row in sorted(rows, key=lambda pair: -pair[0]))


def disqualified(criteria: Criteria, bid: EvaluatedBid) -> list[str]:
    """Return why a tender was disqualified, a sentence or two for each standard and minimum that it did not meet.

    Made from the results and the published model, so that it is in the letter's language.
    """
    found = {score.key: score for score in bid.scores}
    made = _standards(criteria, bid)
    for leaf in criteria.leaves:
        share = found[leaf.key].percent if leaf.key in found else None
        if leaf.minimum is not None and not leaf.is_relative and share is not None and share < leaf.minimum:
            made.append(_below(full_title(leaf), share, leaf.minimum))
    for criterion in criteria.criterion:
        leaves = [leaf for leaf in criteria.leaves if leaf.criterion is criterion]
        share = _share(leaves, bid)
        if criterion.question and criterion.minimum is not None and share is not None and share < criterion.minimum:
            made.append(_below(criterion.title, share, criterion.minimum))
    minimum = criteria.award.minimum_quality
    share = _share([leaf for leaf in criteria.leaves if not leaf.is_price], bid)
    if minimum is not None and share is not None and share < minimum:
        made.append(
            _(
                "Your tender has %(share)s of the non-price points. The published minimum is %(minimum)s, and a "
                "tender below it is disqualified.",
                share=_percent(share),
                minimum=percent(minimum),
            )
        )
    if criteria.basis.needs_quality and any(isinstance(failure, NoQuality) for failure in bid.failures):
        made.append(
            _(
                "Your tender has no points for quality, so it cannot be ranked under the published rule and is "
                "disqualified."
            )
        )
    # What this does not know is told in the evaluation's own words rather than not at all.
    return made or [words.reason(failure) for failure in bid.failures]


def _standards(criteria: Criteria, bid: EvaluatedBid) -> list[str]:
    asked = {standard.id: standard for standard in criteria.standard}
    return [
        _(
            "A published standard was not met: “%(question)s” Your tender answered “%(answer)s”; only “%(passes)s” "
            "passes, and a tender that does not meet a standard is disqualified.",
            question=asked[result.id].question,
            answer=result.answer,
            passes=_("yes") if asked[result.id].pass_ == "yes" else _("no"),  # noqa: S105 - an answer, no password
        )
        for result in bid.standards
        if not result.passed
    ]


def _below(title: str, share: Decimal, minimum: Decimal) -> str:
    return _(
        "“%(title)s”: your tender has %(share)s of the marks. The published minimum is %(minimum)s, and a tender below "
        "it is disqualified.",
        title=title,
        share=_percent(share),
        minimum=percent(minimum),
    )


def _percent(share: Decimal) -> str:
    """Return a share to two places, cut and not rounded up: a share below a minimum never looks as if it met it."""
    return percent(half_up(share, 2) if half_up(share, 2) <= share else half_up(share - Decimal("0.005"), 2))


def _share(leaves: list[Leaf], bid: EvaluatedBid) -> Decimal | None:
    """Return the share of the points of these criteria in percent; nothing where they were not given."""
    weight = sum((leaf.weight for leaf in leaves), Decimal(0))
    points = sum_of(leaves, {score.key: score for score in bid.scores})
    return None if points is None or not weight else 100 * points / weight
