"""The moderation record: what each evaluator gave alone, what the panel agreed, and why, question by question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import EvaluatedBid, Evaluation, IndividualScore, Moderated
from socialvalue.model.layout import full_title
from socialvalue.model.panel_layout import ABSTAIN, NOT_APPLICABLE
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.roster import Roster

#: Individual marks that are printed with their reasons. Beyond them are hundreds of pages: the workbook's.
WITH_REASONS = 2_000


@dataclass(frozen=True, slots=True)
class GivenAlone:
    """One evaluator's own mark, called what it is on its scale; `N/A`, an abstention and a blank are no marks."""

    who: str
    mark: str
    label: str
    reason: tuple[str, ...]
    reference: str
    more: str


@dataclass(frozen=True, slots=True)
class ModeratedBid:
    """How one bid's mark came about. ``marks`` are the individual marks in a row, for the record without reasons.

    ``anchor`` is where the mark was scored.
    """

    name: str
    anchor: str
    how: str
    mark: str
    label: str
    alone: tuple[GivenAlone, ...]
    marks: str
    reason: tuple[str, ...]
    reference: str
    differs: tuple[str, ...]
    change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModeratedQuestion:
    """A question with its bids in the order of the ranking; ``order`` names the evaluators as ``marks`` has them."""

    anchor: str
    title: str
    order: tuple[str, ...]
    bids: tuple[ModeratedBid, ...]


@dataclass(frozen=True, slots=True)
class ModerationRecord:
    """The whole appendix. Without reasons (``is_brief``) it says where they are."""

    lead: str
    is_brief: bool
    left_out: str
    questions: tuple[ModeratedQuestion, ...]


def moderation_record(criteria: Criteria, evaluation: Evaluation, people: Roster) -> ModerationRecord | None:
    """Return the record of how the marks were agreed; nothing where no panel marked."""
    if not evaluation.moderation:
        return None
    count = sum(len(one.individual) for one in evaluation.moderation)
    brief = count > WITH_REASONS
    scored = {(bid.bidder, score.key): score.value for bid in evaluation.bids for score in bid.scores}
    received = {bid.bidder: bid for bid in evaluation.bids}
    places = {leaf.key: place for place, leaf in enumerate(criteria.leaves, start=1)}
    questions = []
    for number, leaf in enumerate(criteria.panel_leaves, start=1):
        by_bidder = {one.bidder: one for one in evaluation.moderation if one.question == leaf.key}
        # In the order of the ranking, as everywhere in the report.
        rows = [by_bidder[bidder] for bidder in received if bidder in by_bidder]
        if not rows:
            continue
        order = _evaluators(rows)
        bids = tuple(
            _bid(criteria, leaf, row, scored.get((row.bidder, leaf.key)), _anchor(people, received, row, places), order)
            for row in rows
        )
        shown = tuple(label for label, _number in order)
        questions.append(ModeratedQuestion(f"moderation-{number}", full_title(leaf), shown, bids))
    return ModerationRecord(_lead(criteria), brief, _left_out(count) if brief else "", tuple(questions))


def _anchor(people: Roster, received: Mapping[str, EvaluatedBid], row: Moderated, places: Mapping[str, int]) -> str:
    """Return where the mark was scored: the entry on the bid's page, or the page where the bid has no such entry."""
    bid = received[row.bidder]
    has_entry = any(score.key == row.question for score in bid.scores)
    return people.entry(bid, places[row.question]) if has_entry else people.anchor(bid)


def _lead(criteria: Criteria) -> str:
    match criteria.award.moderation:
        case "consensus":
            return _(
                "The mark each evaluator gave alone, before the panel met, and the mark the panel then agreed. "
                "Nothing was averaged, and no individual mark was changed."
            )
        case "mean":
            return _(
                "The mark each evaluator gave alone, before the panel met, and the mark that was scored: the mean of "
                "the "
                "individual marks, as the tender documents said it would be, unless the panel agreed one. No "
                "individual mark was changed."
            )
        case "median":
            return _(
                "The mark each evaluator gave alone, before the panel met, and the mark that was scored: the median of "
                "the individual marks, as the tender documents said it would be, unless the panel agreed one. No "
                "individual mark was changed."
            )


def _left_out(count: int) -> str:
    return ngettext(
        "%(n)s individual mark was given. This appendix shows only the marks. Their reasons are in moderation.xlsx, "
        "and every sheet as received is in the folder record.",
        "%(n)s individual marks were given. This appendix shows only the marks. Their reasons are in "
        "moderation.xlsx, and every sheet as received is in the folder record.",
        count,
    )


#: An evaluator in the brief record: the label, and a number that parts two people of one name.
_Who = tuple[str, int]


def _numbered(individual: Sequence[IndividualScore]) -> dict[_Who, IndividualScore]:
    found: dict[_Who, IndividualScore] = {}
    for one in individual:
        same = sum(label == one.evaluator for label, _number in found)
        found[one.evaluator, same] = one
    return found


def _evaluators(rows: Sequence[Moderated]) -> tuple[_Who, ...]:
    return tuple(dict.fromkeys(who for row in rows for who in _numbered(row.individual)))


def _bid(
    criteria: Criteria, leaf: Leaf, row: Moderated, scored: Decimal | None, anchor: str, order: Sequence[_Who]
) -> ModeratedBid:
    value = row.agreed if row.agreed is not None else scored
    given = _numbered(row.individual)
    return ModeratedBid(
        name=row.bidder,
        anchor=anchor,
        how=_how(criteria, row),
        mark=words.value(criteria, leaf, value),
        label=words.label(criteria, leaf, value),
        alone=tuple(_alone(criteria, leaf, one) for one in row.individual),
        marks=", ".join(_mark(given[who].mark)[0] if who in given else words.NOTHING for who in order),
        reason=_reason(row),
        reference=row.reference or "",
        differs=words.paragraphs(row.differs),
        change=words.paragraphs(row.change),
    )


def _how(criteria: Criteria, row: Moderated) -> str:
    if row.agreed is not None:
        return _("Agreed")
    match criteria.award.moderation:
        case "mean":
            return _("Averaged: mean")
        case "median":
            return _("Averaged: median")
        case "consensus":
            # A mark may also stand in a workbook that holds whole bids: it was scored, and nobody moderated it.
            return _("Not moderated")


def _reason(row: Moderated) -> tuple[str, ...]:
    # What people wrote beside an average stands with their own marks.
    return (words.say(row.rule),) if row.rule else words.paragraphs(row.reason)


def _mark(text: str) -> tuple[str, Decimal | None]:
    """Return an individual mark as it is shown, and as a number where it is one."""
    try:
        return text, Decimal(text)
    except InvalidOperation:
        return {"": _("Not marked"), ABSTAIN: _("Abstained")}.get(text, text), None


def _alone(criteria: Criteria, leaf: Leaf, one: IndividualScore) -> GivenAlone:
    shown, value = _mark(one.mark)
    label = words.label(criteria, leaf, value)
    if value is None:
        label = _("no mark; not counted as 0") if one.mark in (NOT_APPLICABLE, ABSTAIN) else ""
    return GivenAlone(
        who=one.evaluator,
        mark=shown if value is None else words.value(criteria, leaf, value),
        label=label,
        reason=words.paragraphs(one.reason),
        reference=one.reference,
        more=one.more,
    )
