"""What a panel should look at before it agrees: marks far apart, and reasons that would not stand up.

Flags start a discussion. They judge the words of a reason and never the mark, and nothing is changed by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from socialvalue.analysis.reasons.bidder_names import BidderNames, bidder_names, lower_case_words, without_name
from socialvalue.analysis.reasons.phrases import TWO_SIDES, comparison, criticism, praise
from socialvalue.analysis.reasons.texts import Sources, Words, same_texts, words
from socialvalue.analysis.spread import FAR_APART, by_question_and_bid, pass_mark, passes, scale_of, spread
from socialvalue.decimals import plain
from socialvalue.model.criteria import Criteria, Leaf, Scale
from socialvalue.model.panel import Flag, Given, IndividualMark, Panel

#: A reason of fewer words than this is shorter than a sentence.
SENTENCE = 8

#: What each flag means, in the order in which they are shown: the report prints these.
RULES: Mapping[str, str] = {
    "spread": f"The marks for a bid on a question are {FAR_APART} or more steps of the scale apart.",
    "pass-mark": "Some marks for a bid are below the published minimum, and some are at or above it.",
    "reason-missing": "A mark, an N/A or an abstention has no reason.",
    "reason-short": f"The reason has fewer than {SENTENCE} words, which is shorter than a sentence.",
    "reason-is-descriptor": "The reason repeats the scale instead of saying what in the tender earned the mark.",
    "reason-is-question": "The reason repeats the question instead of saying how the tender answered it.",
    "same-reason": "More than one bid has the same reason, apart from small edits, names and figures.",
    "compares-bids": "The reason compares the bid with another; compare it only with the criterion.",
    "contradicts-mark": (
        "High praise beside a mark in the lowest third of the scale, or plain failure beside the highest mark."
    ),
}

_ORDER = {kind: place for place, kind in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one reason, taken alone: ``kind`` is a key of `RULES`, ``text`` says it of this reason."""

    kind: str
    text: str


def findings(
    reason: str, *, criteria: Criteria, leaf: Leaf, bidder: str, names: BidderNames, mark: Decimal | None = None
) -> tuple[Finding, ...]:
    """Return everything that is wrong with one reason, taken alone: for individual, agreed and published reasons.

    ``mark`` is nothing for an N/A or an abstention, whose reason may be short.
    """
    scale = scale_of(criteria, leaf)
    if not words(reason):
        return (Finding("reason-missing", "There is no reason."),)
    several = [
        short(reason) if mark is not None else None,
        copied(reason, leaf, scale),
        compares(reason, bidder, names),
        contradicts(reason, mark, scale) if mark is not None else None,
    ]
    return tuple(finding for finding in several if finding is not None)


def short(reason: str) -> Finding | None:
    """Find a reason that is shorter than a sentence."""
    count = len(words(reason))
    if count >= SENTENCE:
        return None
    return Finding(
        "reason-short", f"The reason has {count} word{'s' if count != 1 else ''}; a sentence has {SENTENCE}."
    )


def copied(reason: str, leaf: Leaf, scale: Scale) -> Finding | None:
    """Find a reason that was pasted from the scale's descriptors, or from the question's title or guidance."""
    descriptors, question = _sources(
        leaf.title, leaf.guidance, leaf.criterion.title, leaf.criterion.guidance, _levels(scale)
    )
    text = words(reason)
    if descriptors.hold(text):
        return Finding("reason-is-descriptor", "The reason only repeats the scale's descriptor.")
    if question.hold(text):
        return Finding("reason-is-question", "The reason only repeats the question.")
    return None


def compares(reason: str, bidder: str, names: BidderNames) -> Finding | None:
    """Find a reason that names another bidder, or sets the bid beside others in so many words."""
    others = names.others_in(reason, bidder)
    if others:
        return Finding("compares-bids", f"The reason for this bid names {_listed(others)}.")
    said = comparison(reason)
    return Finding("compares-bids", f"The reason compares bids: “{said}”.") if said else None


def contradicts(reason: str, mark: Decimal, scale: Scale) -> Finding | None:
    """Find high praise beside a mark in the lowest third of the scale, or plain failure beside the highest mark."""
    lowest, highest = min(level.mark for level in scale.levels), scale.highest
    if mark == highest:
        said = criticism(reason)
    elif 3 * (mark - lowest) <= highest - lowest and not TWO_SIDES.search(reason) and not criticism(reason):
        said = praise(reason)
    else:
        return None
    if said is None:
        return None
    which = "the highest mark" if mark == highest else "a mark in the lowest third"
    return Finding("contradicts-mark", f"The reason says “{said}” beside {plain(mark)}, {which} of the scale.")


def names_in(
    criteria: Criteria,
    bidders: Iterable[str],
    reasons: Iterable[str] = (),
    also_known_as: Mapping[str, str] | None = None,
) -> BidderNames:
    """Return the bidders' names to look for in reasons.

    Words that the authority uses in its own criteria, or that some reason writes without a capital, name no bidder
    by themselves. ``also_known_as`` gives the label of each bidder on blind sheets, by bidder.
    """
    ordinary = lower_case_words(reasons)
    details = criteria.competition
    own = [criteria.title, details.title, details.authority, details.description]
    for leaf in criteria.leaves:
        own += [leaf.title, leaf.guidance, leaf.criterion.title, leaf.criterion.guidance]
    ordinary.update(word for text in own for word in words(text))
    return bidder_names([*bidders, *(also_known_as or {})], also_known_as, ordinary)


def flags(
    criteria: Criteria, panel: Panel, marks: Sequence[IndividualMark], also_known_as: Mapping[str, str] | None = None
) -> tuple[Flag, ...]:
    """Return what the panel should look at, by question in the order of the criteria, then by bidder.

    The order of ``marks`` does not matter; evaluators are named in the order of the panel file.
    """
    leaves = {leaf.key: leaf for leaf in criteria.panel_leaves}
    place = {one.id: number for number, one in enumerate(panel.evaluator)}
    known = sorted(
        (mark for mark in marks if mark.question in leaves),
        key=lambda mark: (place.get(mark.evaluator, len(place)), mark.evaluator, mark.bidder, mark.question),
    )
    names = names_in(criteria, sorted({m.bidder for m in known}), (m.reason for m in known), also_known_as)
    found: list[Flag] = []
    failing = {
        (question, value)
        for question, value in {(mark.question, mark.value) for mark in known}
        if value is not None and passes(leaves[question], scale_of(criteria, leaves[question]), value) is False
    }
    for (question, bidder), together in by_question_and_bid(known).items():
        found += _of_marks(criteria, leaves[question], bidder, together, failing)
    for mark in known:
        if mark.given is Given.BLANK and not words(mark.reason):
            continue
        for finding in findings(
            mark.reason, criteria=criteria, leaf=leaves[mark.question], bidder=mark.bidder, names=names, mark=mark.value
        ):
            found.append(_flag(finding.kind, finding.text, mark))
    found += _same_reasons(known)
    question_order = {key: number for number, key in enumerate(leaves)}
    return tuple(sorted(found, key=lambda flag: (question_order[flag.question], flag.bidder, _ORDER[flag.kind])))


def _of_marks(
    criteria: Criteria, leaf: Leaf, bidder: str, marks: list[IndividualMark], failing: Collection[tuple[str, Decimal]]
) -> list[Flag]:
    scale = scale_of(criteria, leaf)
    values = {mark.evaluator: mark.value for mark in marks if mark.value is not None}
    apart = spread(scale, values.values())
    found = []
    if apart.is_far:
        ends = tuple(who for who, value in values.items() if value in {apart.lowest, apart.highest})
        low, high = plain(apart.lowest), plain(apart.highest)
        text = f"The marks run from {low} to {high}, {apart.steps} steps of the scale apart."
        found.append(Flag("spread", bidder, leaf.key, text, ends))
    below = [who for who, value in values.items() if (leaf.key, value) in failing]
    wanted = pass_mark(leaf)
    if wanted is not None and 0 < len(below) < len(values):
        low = _figures(value for who, value in values.items() if who in below)
        high = _figures(value for who, value in values.items() if who not in below)
        text = f"The minimum is {plain(wanted)} percent of the marks: {low} would be below it, {high} would not."
        found.append(Flag("pass-mark", bidder, leaf.key, text, tuple(below)))
    return found


def _same_reasons(marks: Sequence[IndividualMark]) -> list[Flag]:
    by_question: dict[str, dict[Words, list[IndividualMark]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        text = without_name(words(mark.reason), mark.bidder) if mark.given is Given.MARK else ()
        if text:
            by_question[mark.question][text].append(mark)
    found = []
    for texts in by_question.values():
        groups: dict[Words, list[IndividualMark]] = defaultdict(list)
        for text, first in same_texts(texts, SENTENCE).items():
            groups[first] += texts[text]
        for group in groups.values():
            bidders = sorted({mark.bidder for mark in group})
            if len(bidders) < 2:
                continue
            for mark in group:
                said = f"The same reason is given for {_listed([one for one in bidders if one != mark.bidder])}."
                who = dict.fromkeys([mark.evaluator, *(one.evaluator for one in group if one.bidder != mark.bidder)])
                found.append(Flag("same-reason", mark.bidder, mark.question, said, tuple(who), mark.reason_place))
    return found


def _flag(kind: str, text: str, mark: IndividualMark) -> Flag:
    return Flag(kind, mark.bidder, mark.question, text, (mark.evaluator,), mark.reason_place)


def _figures(values: Iterable[Decimal]) -> str:
    return _joined([plain(value) for value in sorted(set(values))])


def _listed(names: Sequence[str], most: int = 3) -> str:
    shown = list(names[:most])
    return _joined([*shown, f"{len(names) - most} more"] if len(names) > most else shown)


def _joined(several: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(several[:-1]), several[-1]]))


def _levels(scale: Scale) -> tuple[tuple[str, str], ...]:
    return tuple((level.label, level.means) for level in scale.levels)


@lru_cache(maxsize=512)
def _sources(
    title: str, guidance: str, criterion: str, criterion_guidance: str, levels: tuple[tuple[str, str], ...]
) -> tuple[Sources, Sources]:
    of_levels = [text for label, means in levels for text in (label, means, f"{label} {means}")]
    of_question = [title, guidance, f"{title} {guidance}", criterion, criterion_guidance]
    return Sources.of(of_levels), Sources.of(of_question)
