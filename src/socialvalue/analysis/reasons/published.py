"""The reasons that suppliers will read: what would make one unfit to be sent, found before any letter is made.

A fault stops every letter, so each rule errs on the side of staying silent. The rules for reasons in general are those
of `analysis.reasons`; what is added here is what the law asks of a reason that is published: that it rests on the
tender, and that it is the reason for this mark and this bid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from socialvalue.analysis.reasons.bidder_names import BidderNames, lower_case_words, without_name
from socialvalue.analysis.reasons.findings import SENTENCE, findings, names_in
from socialvalue.analysis.reasons.others import told_of_others
from socialvalue.analysis.reasons.published_phrases import (
    BLIND_LABEL,
    NO_ANSWER,
    PLACEHOLDERS,
    points_into_the_tender,
    says_what_is_wanting,
)
from socialvalue.analysis.reasons.texts import Words, same_texts, words
from socialvalue.analysis.spread import scale_of
from socialvalue.decimals import plain
from socialvalue.errors import Place, Problem
from socialvalue.model.criteria import Criteria, Leaf, Scale
from socialvalue.model.evaluation import EvaluatedBid, Evaluation, Moderated, Score
from socialvalue.model.layout import full_title

#: What each kind of fault is mended with: what a published reason should be, and what to do.
RULES: Mapping[str, tuple[str, str]] = {
    "reason-missing": ("a reason beside every mark", "Enter the panel's reason for the mark."),
    "reason-short": (
        "at least a sentence",
        "Say what in the tender earned the mark, and what kept it from a higher one.",
    ),
    "reason-is-descriptor": (
        "what in this tender earned the mark",
        "Say what in the tender made the panel choose this level of the scale.",
    ),
    "reason-is-question": ("how the tender answered the question", "Say what in the tender earned the mark."),
    "compares-bids": (
        "this tender compared only with the criterion",
        "Delete the other tender from the reason: a supplier may learn nothing about other bids from it.",
    ),
    "contradicts-mark": ("words that fit the mark", "Let the panel look at the mark and its reason together."),
    "no-reference": (
        "the part of the tender that supports the mark",
        "Name the page, section or annex in the reference column, or say in the reason what the tender says.",
    ),
    "no-next-mark": ("why the mark is not higher", "Say what the tender lacked for a higher mark."),
    "same-reason": ("a reason of its own for each bid", "For each bid, write what in that tender earned its mark."),
}

#: Words of a reason that are quoted where it is at fault.
_QUOTED = 8

_AVERAGED = {"mean", "median"}

#: A bidder and a question.
Pair = tuple[str, str]

#: A kind and what was found.
Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReasonFault:
    """What is wrong with one reason: ``kind`` is a key of `RULES`, ``place`` the cell of the mark."""

    bidder: str
    question: str
    kind: str
    text: str
    place: Place
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a letter may print beside a mark of the panel: the reason, and where in the tender it rests."""

    reason: str
    reference: str


def letter_bids(evaluation: Evaluation) -> tuple[EvaluatedBid, ...]:
    """Return the bids whose suppliers get a letter: all but those that were withdrawn."""
    return tuple(bid for bid in evaluation.bids if bid.status != "withdrawn")


def winner(evaluation: Evaluation) -> EvaluatedBid | None:
    """Return the bid that ranks first alone; nothing where none does, or several share the place."""
    first = [bid for bid in evaluation.bids if bid.rank == 1]
    return first[0] if len(first) == 1 else None


def explanations(criteria: Criteria, evaluation: Evaluation) -> dict[Pair, Explanation]:
    """Return what a letter may print beside each mark of the panel, by bidder and question.

    It is the agreed reason. Where marks were averaged, as published, nobody agreed one: the reasons of those who marked
    stand together, without their names and without their marks.
    """
    questions = {leaf.key for leaf in criteria.panel_leaves}
    averaged = criteria.award.moderation in _AVERAGED
    alone = {(one.bidder, one.question): one for one in evaluation.moderation if averaged and one.agreed is None}
    return {
        (bid.bidder, score.key): _explanation(score, alone.get((bid.bidder, score.key)))
        for bid in evaluation.bids
        for score in bid.scores
        if score.key in questions
    }


def explained(criteria: Criteria, evaluation: Evaluation) -> Evaluation:
    """Return the evaluation with the reasons that letters print in the place of those that the panel's report does."""
    texts = explanations(criteria, evaluation)

    def told(bidder: str, score: Score) -> Score:
        text = texts.get((bidder, score.key))
        return (
            score.model_copy(
                update={"reason": text.reason or None, "averaged": None, "reference": text.reference or None}
            )
            if text
            else score
        )

    bids = tuple(
        bid.model_copy(update={"scores": tuple(told(bid.bidder, score) for score in bid.scores)})
        for bid in evaluation.bids
    )
    return evaluation.model_copy(update={"bids": bids})


def _explanation(score: Score, alone: Moderated | None) -> Explanation:
    if alone is None:
        return Explanation(score.reason or "", score.reference or "")
    # Whoever abstained, or found the question not to apply, gave no mark that needs a reason.
    marked = [one for one in alone.individual if one.mark[:1].isdigit()]
    reasons = [text.strip() for one in marked for text in (one.reason, one.more) if words(text)]
    references = [one.reference.strip() for one in marked if words(one.reference)]
    return Explanation("\n".join(dict.fromkeys(reasons)), "; ".join(dict.fromkeys(references)))


def letter_faults(criteria: Criteria, evaluation: Evaluation) -> tuple[ReasonFault, ...]:
    """Return all that is wrong with the reasons that the letters would print, in the order of the criteria.

    A mark of a bid that gets no letter, or a question that was not marked, has no reason to send.
    """
    published = explanations(criteria, evaluation)
    names = names_in(criteria, [bid.bidder for bid in evaluation.bids], [one.reason for one in published.values()])
    to_send: dict[str, dict[str, tuple[Score, Explanation]]] = {leaf.key: {} for leaf in criteria.panel_leaves}
    for bid in letter_bids(evaluation):
        for score in bid.scores:
            key = score.key
            if key in to_send and score.value is not None:
                to_send[key][bid.bidder] = score, published[bid.bidder, key]
    bids = {bid.bidder: bid for bid in evaluation.bids}
    ordinary = lower_case_words(one.reason for one in published.values())
    found = []
    for leaf in criteria.panel_leaves:
        given = to_send[leaf.key]
        same = _same(criteria, leaf, given)
        for bidder, (score, explanation) in given.items():
            faults = [*_alone(criteria, leaf, bidder, score, explanation, names), *same.get(bidder, ())]
            if not any(kind == "compares-bids" for kind, _ in faults):
                both = f"{explanation.reason}\n{explanation.reference}"
                faults += [
                    ("compares-bids", text) for text in told_of_others(both, bids[bidder], [*bids.values()], ordinary)
                ]
            found += [
                ReasonFault(bidder, leaf.key, kind, text, score.places[0], explanation.reason) for kind, text in faults
            ]
    return tuple(found)


def _alone(
    criteria: Criteria, leaf: Leaf, bidder: str, score: Score, explanation: Explanation, names: BidderNames
) -> Iterator[Fault]:
    """What is wrong with one reason, taken alone."""
    reason, mark, scale = explanation.reason, score.value, scale_of(criteria, leaf)
    empty = _empty(scale, mark, reason)
    known = findings(reason, criteria=criteria, leaf=leaf, bidder=bidder, names=names, mark=mark)
    for finding in known:
        if not (empty and finding.kind == "reason-short"):
            yield finding.kind, finding.text
    label = BLIND_LABEL.search(f"{reason}\n{explanation.reference}")
    if label and label.group() not in bidder and not any(finding.kind == "compares-bids" for finding in known):
        yield "compares-bids", f"The reason names “{label.group()}”, as blind score sheets call a bid."
    # Where there is no reason, or the words are not the panel's own, that fault is enough.
    if empty or {finding.kind for finding in known} & {"reason-missing", "reason-is-descriptor", "reason-is-question"}:
        return
    reference = words(explanation.reference)
    if (not reference or " ".join(reference) in PLACEHOLDERS) and not points_into_the_tender(reason):
        yield "no-reference", "Neither the reference nor the reason refers to the tender."
    if mark is not None and mark < scale.highest:
        higher = [(plain(level.mark), level.label) for level in scale.levels if level.mark > mark]
        if not says_what_is_wanting(reason, higher):
            yield "no-next-mark", f"The reason does not say why the mark is {plain(mark)} and not higher."


def _empty(scale: Scale, mark: Decimal | None, reason: str) -> bool:
    """Whether the reason says, beside the lowest mark, that there was nothing to mark: no more can be said of that."""
    return mark == min(level.mark for level in scale.levels) and NO_ANSWER.search(reason) is not None


def _same(
    criteria: Criteria, leaf: Leaf, given: Mapping[str, tuple[Score, Explanation]]
) -> Mapping[str, tuple[Fault, ...]]:
    """Return the fault of each bidder whose reason stands beside another bid too."""
    scale = scale_of(criteria, leaf)
    by_text: dict[Words, list[str]] = defaultdict(list)
    for bidder, (score, explanation) in given.items():
        text = without_name(words(explanation.reason), bidder)
        if text and not _empty(scale, score.value, explanation.reason):
            by_text[text].append(bidder)
    groups: dict[Words, list[str]] = defaultdict(list)
    for text, first in same_texts(by_text, SENTENCE).items():
        groups[first] += by_text[text]
    found = {}
    for group in groups.values():
        for bidder in group:
            others = sorted(other for other in group if other != bidder)
            if others:
                found[bidder] = (("same-reason", f"The same reason is given for {', '.join(others)}."),)
    return found


def as_problem(fault: ReasonFault, criteria: Criteria) -> Problem:
    """Return a fault as the user sees it: where the mark stands, what is wrong with its reason, what to do."""
    leaf = criteria.leaf_by_key[fault.question]
    expected, action = RULES[fault.kind]
    beginning = fault.reason.split()
    quoted = " ".join(beginning[:_QUOTED]) + (" …" if len(beginning) > _QUOTED else "")
    said = fault.text.rstrip(".")
    found = f"{fault.bidder}, {full_title(leaf)}: {said[0].lower()}{said[1:]}"
    return Problem(
        f"letter-{fault.kind}",
        fault.place,
        f"{found}: “{quoted}”" if quoted else found,
        expected,
        action,
    )


def no_winner(evaluation: Evaluation) -> Problem | None:
    """Return the problem that no bid ranks first alone; nothing where one does."""
    if winner(evaluation) is not None:
        return None
    first = sorted(bid.bidder for bid in evaluation.bids if bid.rank == 1)
    needed = "Letters tell every supplier how the winning tender was assessed"
    if first:
        found = f"{len(first)} bids that share the first place: {', '.join(first)}"
        action = f"{needed}: resolve the tie as the tender documents say, and score again."
    else:
        found = "no bid that is ranked"
        action = f"{needed}, but no bid is ranked: write your own letter to say that no contract is awarded."
    return Problem("letter-no-winner", Place(file="evaluation.json"), found, "one bid that ranks first alone", action)
