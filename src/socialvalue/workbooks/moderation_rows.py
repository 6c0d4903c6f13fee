"""What stands on a question's sheet of the moderation workbook, row by row: words and figures without a workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from socialvalue.decimals import plain
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.panel import AgreedMark, Evaluator, Flag, Given, IndividualMark, Panel
from socialvalue.model.panel_layout import ABSTAIN, AGREED, MODERATION_BOOK_COLUMNS, NOT_APPLICABLE
from socialvalue.workbooks.question_sheets import (
    AGREED_NAME,
    BID,
    BID_FLAG,
    GIVEN,
    GIVEN_MARK,
    Line,
    Shape,
    as_figure,
    room_for,
)
from socialvalue.workbooks.stream import Value
from socialvalue.workbooks.style import ANSWER, ANSWER_CHOICE, IDENTIFIER, printable

NOT_YET = "Not marked yet."

#: Height in points of a row in which a reason is to be written.
ROOM_FOR_A_REASON = 78.0

#: The column without an id, in which people are named; ids stand before and after it.
_NAMED = 4

SHAPE = Shape(
    ids=(*MODERATION_BOOK_COLUMNS[:3], "", *MODERATION_BOOK_COLUMNS[3:]),
    titles=(
        "Bidder",
        "Question",
        "Who",
        "Name",
        "Mark",
        "Reason",
        "Where in the tender",
        "Why it differs from the individual marks",
        "If an agreed mark was changed: why",
    ),
    widths=(17.0, 13.0, 12.0, 24.0, 10.0, 80.0, 22.0, 44.0, 26.0),
    mark=5,
)

#: Widths of the columns that hold text in an evaluator's row: all but the mark's and the last.
_TEXT_WIDTHS = tuple(width for number, width in enumerate(SHAPE.widths, start=1) if number not in {5, 9})

_FLAG_LETTERS = int(SHAPE.span(_NAMED, SHAPE.last) * 0.95)


@dataclass(frozen=True, slots=True)
class Together:
    """Everything that the panel has before it about one bid on one question."""

    leaf: Leaf
    bidder: str
    present: bool
    evaluators: tuple[Evaluator, ...]
    excluded: tuple[Evaluator, ...]
    marks: dict[str, IndividualMark]
    flags: tuple[Flag, ...]
    agreed: AgreedMark | None

    @property
    def values(self) -> list[Decimal]:
        """The marks that were given, lowest first: an N/A, an abstention and a blank are none of them."""
        given = (self.marks.get(one.id) for one in self.evaluators)
        return sorted(mark.value for mark in given if mark is not None and mark.value is not None)

    @property
    def spread(self) -> str:
        """How far the marks lie apart, in words."""
        values = self.values
        if not values:
            return "no marks yet"
        low, high = values[0], values[-1]
        if len(values) == 1:
            return f"one mark, {plain(low)}"
        if low == high:
            return f"{len(values)} marks, all {plain(low)}"
        return f"marks {plain(low)} to {plain(high)}, {plain(high - low)} apart"

    @property
    def without_mark(self) -> str:
        """How many have given no mark, and what they gave instead; empty where everybody has."""
        kinds: dict[Given, int] = defaultdict(int)
        for one in self.evaluators:
            mark = self.marks.get(one.id)
            kinds[mark.given if mark is not None else Given.BLANK] += 1
        words = {
            Given.NOT_APPLICABLE: NOT_APPLICABLE,
            Given.ABSTAINED: "abstained",
            Given.BLANK: "not marked yet",
        }
        return ", ".join(f"{kinds[kind]} {said}" for kind, said in words.items() if kinds[kind])


def by_question(
    criteria: Criteria,
    panel: Panel,
    bidders: Sequence[str],
    marks: Iterable[IndividualMark],
    agreed: Iterable[AgreedMark],
    flags: Iterable[Flag],
) -> dict[str, list[Together]]:
    """Return what stands together, by question in the order of the criteria and then by bidder in the order given.

    A bidder with agreed marks who is no longer among ``bidders`` comes last: what has been agreed is never dropped.

    Raises:
        ValueError: For an agreed mark on a question that the panel does not mark.
    """
    leaves = {leaf.key: leaf for leaf in criteria.panel_leaves}
    given: dict[tuple[str, str], dict[str, IndividualMark]] = defaultdict(dict)
    for mark in marks:
        given[mark.question, mark.bidder][mark.evaluator] = mark
    flagged: dict[tuple[str, str], list[Flag]] = defaultdict(list)
    for flag in flags:
        flagged[flag.question, flag.bidder].append(flag)
    kept: dict[tuple[str, str], AgreedMark] = {}
    for one in agreed:
        if one.question not in leaves:
            raise ValueError(f"an agreed mark on {one.question}, which the panel does not mark")
        kept[one.question, one.bidder] = one
    present = set(bidders)
    found: dict[str, list[Together]] = {}
    for key, leaf in leaves.items():
        gone = [bidder for question, bidder in kept if question == key and bidder not in present]
        asked = [one for one in panel.evaluator if one.marks(leaf)]
        found[key] = [
            Together(
                leaf,
                bidder,
                bidder in present,
                tuple(one for one in asked if one.may_mark(bidder)),
                tuple(one for one in asked if not one.may_mark(bidder)),
                given[key, bidder],
                tuple(flagged[key, bidder]),
                kept.get((key, bidder)),
            )
            for bidder in (*bidders, *gone)
        ]
    return found


def bid_lines(panel: Panel, one: Together) -> Iterator[Line]:
    """Yield the rows of one bid: its heading with the spread, its flags, a row per evaluator, the row to be agreed."""
    heading = f"{one.bidder}: {one.spread}"
    if one.without_mark and (one.values or one.without_mark != f"{len(one.evaluators)} not marked yet"):
        heading += f" ({one.without_mark})"
    if not one.evaluators:
        heading = f"{one.bidder}: no evaluator marks this bid on this question"
    yield _across(heading, BID, 21.0)
    if not one.present:
        yield from _said("This bid is no longer in the competition. The marks agreed for it are kept here.")
    for evaluator in one.excluded:
        yield from _said(f"{evaluator.name} does not mark this bid, because of a declared interest.")
    names = {each.id: each.name for each in panel.evaluator}
    for flag in one.flags:
        who = ", ".join(names.get(id_, id_) for id_ in flag.evaluators)
        yield from _said(f"Look at: {f'{who}: ' if who else ''}{flag.text}")
    for evaluator in one.evaluators:
        yield _individual(one, evaluator)
    yield _agreed(one)


def _across(text: str, style: str, height: float) -> Line:
    """Return a line that runs from the column of names to the right, and leaves the columns that are read empty."""
    before: list[tuple[Value, str]] = [(None, style)] * (_NAMED - 1)
    after: list[tuple[Value, str]] = [(None, style)] * (SHAPE.last - _NAMED)
    return Line((*before, (" ".join(printable(text).split()), style), *after), height)


def _said(text: str) -> Iterator[Line]:
    for part in wrap(" ".join(printable(text).split()), _FLAG_LETTERS):
        yield _across(part, BID_FLAG, 17.0)


def _individual(one: Together, evaluator: Evaluator) -> Line:
    mark = one.marks.get(evaluator.id)
    shown: Value = None
    reason = reference = more = ""
    if mark is not None:
        reason, reference, more = mark.reason, mark.reference, mark.more
        match mark.given:
            case Given.MARK:
                shown = as_figure(mark.value)
            case Given.NOT_APPLICABLE:
                shown = NOT_APPLICABLE
            case Given.ABSTAINED:
                shown = ABSTAIN
            case Given.BLANK:
                pass
    if shown is None:
        reason = f"{NOT_YET} {reason}".rstrip()
    more = f"For more: {more}" if more else ""
    name = f"{evaluator.name} (chair)" if evaluator.chair else evaluator.name
    texts = (one.bidder, one.leaf.key, evaluator.id, f"{name}\n{evaluator.role}", reason, reference, more)
    height = room_for(zip(texts, _TEXT_WIDTHS, strict=True))
    cells = _who(texts[:4], GIVEN)
    said = tuple((text, GIVEN) for text in (reason, reference, more, ""))
    return Line((*cells, (shown, GIVEN_MARK), *said), height)


def _agreed(one: Together) -> Line:
    kept = one.agreed or AgreedMark(one.bidder, one.leaf.key, None)
    typed = (kept.reason, kept.reference, kept.differs, kept.change)
    texts = (one.bidder, one.leaf.key, AGREED, "Agreed by the panel")
    height = room_for(zip((*typed, one.bidder), (*SHAPE.widths[5:], SHAPE.widths[0]), strict=True), ROOM_FOR_A_REASON)
    answers = tuple((text, ANSWER) for text in typed)
    return Line((*_who(texts, AGREED_NAME), (as_figure(kept.value), ANSWER_CHOICE), *answers), height)


def _who(texts: Sequence[str], name_style: str) -> tuple[tuple[Value, str], ...]:
    return (*((text, IDENTIFIER) for text in texts[:3]), (texts[3], name_style))
