"""Rules between the keys of the panel file: one chair, everything marked by somebody, interests decided upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socialvalue.errors import Place, Problem
from socialvalue.intake.names import Bidders, key, keys, nearest
from socialvalue.intake.wording import quoted
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.layout import full_title
from socialvalue.model.panel import Evaluator, Panel
from socialvalue.model.panel_layout import PANEL_FILE

_MOST_NAMED = 5


def undeclared(place_key: str, found: str) -> Problem:
    """Return the problem of an evaluator who has not declared interests: the gate before which nobody marks."""
    return Problem(
        "panel-undeclared",
        Place(file=PANEL_FILE, key=place_key),
        found,
        'the day of the declaration under "declared", and under "interest" what was declared, or "none"',
        "Ask the evaluator to sign the declaration of interests, and enter its day and what it says: nobody may mark "
        "without one.",
    )


def broken_panel_rules(
    panel: Panel,
    criteria: Criteria,
    bidders: Sequence[str] | None,
    withdrawn: Sequence[str],
    put_aside: Sequence[str],
) -> list[Problem]:
    """Return a problem for every rule that the panel breaks; rules that lean on what was put aside keep silent.

    ``bidders`` are those whose bids stand, or None while they are not known.
    """
    unknown = list(_questions(panel, criteria))
    problems = [*_declarations(panel), *_ids(panel), *unknown]
    if bidders is not None:
        problems += _exclusions(panel, bidders, withdrawn)
    whole_row = any(
        aside == "evaluator" or (aside.startswith("evaluator[") and "." not in aside) for aside in put_aside
    )
    if not whole_row and not _any_ends(put_aside, ".chair", ".id"):
        problems += _chair(panel)
    if not whole_row and not unknown and not any(".questions" in aside or ".excluded" in aside for aside in put_aside):
        problems += _coverage(panel, criteria, bidders)
    return [one for one in problems if not any(_under(one.place.key, aside) for aside in put_aside)]


def _under(place_key: str, aside: str) -> bool:
    return place_key == aside or place_key.startswith((f"{aside}.", f"{aside}["))


def _any_ends(texts: Sequence[str], *ends: str) -> bool:
    return any(text.endswith(ends) for text in texts)


def _problem(code: str, where: str, found: str, expected: str, action: str) -> Problem:
    return Problem(code, Place(file=PANEL_FILE, key=where), found, expected, action)


def _declarations(panel: Panel) -> Iterator[Problem]:
    for one in panel.evaluator:
        where = f"evaluator.{one.id}"
        if not one.interest.strip():
            yield undeclared(f"{where}.interest", "an empty declaration of interests")
        elif one.has_interest and not one.decision.strip():
            yield _problem(
                "panel-undecided",
                f"{where}.decision",
                f"nothing about the interest that was declared ({quoted(one.interest)})",
                "what was decided about it, by whom and when",
                'Enter the decision, and under "excluded" the bids that the evaluator does not mark; where nothing '
                'was declared, write interest = "none".',
            )


def _ids(panel: Panel) -> Iterator[Problem]:
    seen: dict[str, Evaluator] = {}
    for one in panel.evaluator:
        if one.id in seen:
            found = f"a second evaluator with the id “{one.id}” (the first is {seen[one.id].name})"
            action = "Give each evaluator an id of their own: it names their workbook."
            yield _problem("panel-rule", f"evaluator.{one.id}.id", found, "an id once", action)
        seen.setdefault(one.id, one)


def _chair(panel: Panel) -> Iterator[Problem]:
    chairs = [one for one in panel.evaluator if one.chair]
    if len(chairs) != 1:
        found = f"{len(chairs)} chairs: {', '.join(one.name for one in chairs)}" if chairs else "no chair"
        where = f"evaluator.{chairs[1].id}.chair" if chairs else "evaluator"
        action = "Write chair = true for the one evaluator who chairs the panel."
        yield _problem("panel-rule", where, found, "exactly one chair", action)


def _questions(panel: Panel, criteria: Criteria) -> Iterator[Problem]:
    leaves = criteria.panel_leaves
    marked = list(dict.fromkeys([leaf.key for leaf in leaves] + [leaf.criterion.id for leaf in leaves]))
    everything = {leaf.key for leaf in criteria.leaves} | {leaf.criterion.id for leaf in criteria.leaves}
    for one in panel.evaluator:
        for id_ in one.questions:
            if id_ in marked:
                continue
            meant = nearest(id_, marked)
            what = "which the panel does not mark" if id_ in everything else "which is not in the criteria"
            action = f"Did you mean “{meant}”?" if meant else "Delete it, or name a question that the panel marks."
            expected = f"one of: {', '.join(marked)}" if marked else "no questions: the panel marks nothing"
            yield _problem("panel-rule", f"evaluator.{one.id}.questions", f"“{id_}”, {what}", expected, action)


def _exclusions(panel: Panel, bidders: Sequence[str], withdrawn: Sequence[str]) -> Iterator[Problem]:
    known = Bidders((*bidders, *withdrawn))
    by_key = {key(bidder): bidder for bidder in bidders}
    for one in panel.evaluator:
        for number, excluded in enumerate(one.excluded, start=1):
            if known.find(excluded.bidder) is not None:
                continue
            meant = nearest(excluded.bidder, by_key)
            yield _problem(
                "panel-rule",
                f"evaluator.{one.id}.excluded[{number}].bidder",
                f"the bidder {quoted(excluded.bidder)}, who has not sent a bid",
                quoted(by_key[meant]) if meant else "the name of a bidder as in its bid",
                "Correct the name: until it matches the bid, the evaluator would be asked to mark that bid.",
            )


def _coverage(panel: Panel, criteria: Criteria, bidders: Sequence[str] | None) -> Iterator[Problem]:
    folded = {bidder: set(keys(bidder)) for bidder in bidders or ()}
    for leaf in criteria.panel_leaves:
        marking = [
            {each for out in one.excluded for each in keys(out.bidder)} for one in panel.evaluator if one.marks(leaf)
        ]
        if not marking:
            yield _uncovered(leaf, "nobody who marks it")
            continue
        left = [bidder for bidder, names in folded.items() if all(excluded & names for excluded in marking)]
        if left:
            more = f" and {len(left) - _MOST_NAMED} more" if len(left) > _MOST_NAMED else ""
            named = ", ".join(quoted(bidder) for bidder in left[:_MOST_NAMED])
            yield _uncovered(
                leaf, f"nobody who may mark it for {named}{more}, because everyone who marks it is excluded"
            )


def _uncovered(leaf: Leaf, found: str) -> Problem:
    return _problem(
        "panel-uncovered",
        "evaluator",
        f"for “{leaf.key}” ({full_title(leaf)}), {found}",
        "at least one evaluator for every question and bid",
        f"Add “{leaf.key}” to the questions of an evaluator without an interest in the bid.",
    )
