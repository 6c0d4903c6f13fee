"""All bids together: one of each name, every bid marked, tables of costs of one length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from socialvalue.errors import Place, Problem
from socialvalue.intake.bids.bid import Model, ReadBid
from socialvalue.intake.names import keys
from socialvalue.intake.panel.agreed import AgreedReading
from socialvalue.intake.wording import quoted
from socialvalue.model.competition import Mark, YearlyCosts
from socialvalue.model.criteria import Leaf
from socialvalue.model.layout import full_title
from socialvalue.model.panel_layout import MODERATION_FILE


def find_duplicates(bids: Sequence[ReadBid]) -> list[Problem]:
    """Return a problem for every bid whose name looks like that of a bid before it."""
    first: dict[str, ReadBid] = {}
    problems = []
    for bid in bids:
        own = keys(bid.bidder)
        earlier = next((first[one] for one in own if one in first), None)
        if earlier is None:
            first.update(dict.fromkeys(own, bid))
            continue
        same = bid.bidder == earlier.bidder
        alike = "" if same else f", which looks like {quoted(earlier.bidder)}"
        problems.append(
            Problem(
                "bidder-duplicate",
                bid.place,
                f"a second bid of {quoted(bid.bidder)}{alike} (the first is at {earlier.place})",
                "one bid for each bidder",
                "Keep the bid that counts and delete the other. If two bidders share a name, add something that "
                "tells them apart, such as the town.",
            )
        )
    return problems


def join_agreed(model: Model, bids: Sequence[ReadBid], agreed: AgreedReading) -> list[Problem]:
    """Give every mark that was agreed to its bid; where that has one already, which of the two counts is a problem."""
    by_bidder, leaves = {bid.bidder: bid for bid in reversed(bids)}, model.criteria.leaf_by_key
    problems = []
    for bidder, problem in agreed.unfinished:
        by_bidder[bidder].problems.append(problem)
    for one in agreed.agreed:
        if one.value is None:
            continue
        bid, leaf = by_bidder[one.bidder], leaves[one.question]
        if (first := bid.mark_place(leaf.key)) is None:
            bid.answers[leaf.key] = Mark(one.value, one.place, one.reason, one.reference)
            continue
        action = "Clear the one that is wrong; the tool does not choose between them."
        found = f'a second mark for {quoted(bid.bidder)} on "{leaf.title}" (the first is at {first})'
        problems.append(Problem("mark-twice", one.place, found, "one mark for each bid and question", action))
    return problems


def find_unmarked(model: Model, bids: Sequence[ReadBid], agreed: AgreedReading | None) -> list[Problem]:
    """Return a problem for every agreed mark that is still wanted. A bid that fails a standard needs none."""
    if agreed is not None and not agreed.whole:
        return []  # That it could not be read is the fault.
    blanks = {(one.bidder, one.question): one.place for one in agreed.agreed if one.value is None} if agreed else {}
    problems: list[Problem] = []
    columns: dict[tuple[Place, str], Problem] = {}
    form_wanted: ReadBid | None = None
    unmarked = [bid for bid in bids if not all(leaf.key in bid.answers for leaf in model.panel)]
    # Marks cannot be told apart between two bids of one name: that there are two is the fault.
    doubled = {problem.place for problem in find_duplicates(bids)} if unmarked else set()
    for bid in unmarked:
        if bid.withdrawn or bid.place in doubled or bid.fails_a_standard(model.criteria):
            continue
        for leaf in model.panel:
            if leaf.key in bid.answers:
                continue
            pair = (bid.bidder, leaf.key)
            if bid.mark_place(leaf.key) or (agreed is not None and pair in agreed.refused):
                continue
            blank = blanks.get(pair)
            here = bid.unmarked.get(leaf.key)
            if blank is not None:
                problems.append(_unmarked(bid, leaf, blank, "here"))
            elif here is not None and here.cell:
                problems.append(_unmarked(bid, leaf, here, f"here, or in {MODERATION_FILE}"))
            elif agreed is not None:
                problems.append(_unmarked(bid, leaf, agreed.place, "in a row of its own"))
            elif here is not None:
                columns.setdefault((here, leaf.key), _no_column(leaf, here))
            else:
                form_wanted = form_wanted or bid
    if form_wanted is not None:
        problems.append(
            Problem(
                "moderation-missing",
                Place(MODERATION_FILE),
                f"no {MODERATION_FILE} in the competition folder",
                "the marks that the panel agreed, each with its reason",
                "Make the form with `socialvalue form moderation`, and enter what the panel agreed.",
            )
        )
    return [*columns.values(), *problems]


def _unmarked(bid: ReadBid, leaf: Leaf, place: Place, where: str) -> Problem:
    return Problem(
        "mark-missing",
        place,
        f'no agreed mark for {quoted(bid.bidder)} on "{full_title(leaf)}"',
        "the mark that the panel agreed, with its reason",
        f"Enter the mark and its reason {where}.",
    )


def _no_column(leaf: Leaf, place: Place) -> Problem:
    return Problem(
        "id-missing",
        place,
        f'no column for the agreed marks on "{full_title(leaf)}", and no {MODERATION_FILE}',
        f'columns with the ids "{leaf.key}" and "reason:{leaf.key}"',
        f"Add the columns with marks and reasons, or enter them in {MODERATION_FILE} in the competition folder.",
    )


def find_unequal_years(model: Model, bids: Sequence[ReadBid]) -> list[Problem]:
    """Return a problem for every table of yearly costs that is not as long as those of the other bids."""
    problems = []
    for leaf in model.criteria.leaves:
        if leaf.input.kind != "whole-life-cost":
            continue
        tables = [
            (bid, answer)
            for bid in bids
            if not bid.withdrawn and isinstance(answer := bid.answers.get(leaf.key), YearlyCosts)
        ]
        lengths = Counter(len(table.costs) for _, table in tables)
        if len(lengths) < 2:
            continue
        usual = lengths.most_common(1)[0][0]
        for bid, table in tables:
            if len(table.costs) != usual:
                problems.append(
                    Problem(
                        "years-differ",
                        table.costs[-1].place,
                        f"costs for {len(table.costs)} years from {quoted(bid.bidder)}",
                        f"costs for {usual} years, as in the other bids",
                        "Whole-life costs are compared over the same years: ask the bidder for the same years as the "
                        "others (0 for a year without cost).",
                    )
                )
    return problems
