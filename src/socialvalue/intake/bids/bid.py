"""One bid read from wherever its answers stand: the same for a row of a comparison workbook and for a bid form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial
from itertools import compress, repeat

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake import answer_rules as rules
from socialvalue.intake.nothing_said import says_nothing
from socialvalue.intake.sheet.answers import Answers
from socialvalue.intake.sheet.records import records
from socialvalue.intake.wording import shown
from socialvalue.intake.yes_no import yes_or_no
from socialvalue.model.competition import Amount, Answer, Bid, Commitments, Mark, StandardAnswer, YearlyCosts
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.field import Field
from socialvalue.model.inputs import (
    CommitmentsInput,
    MoneyInput,
    PanelInput,
    PercentInput,
    QuantityInput,
    WholeLifeCostInput,
)
from socialvalue.model.layout import fields
from socialvalue.model.outcome import Withdrawn

#: Cells by the id of what they answer: row and column, counted from zero.
Positions = Mapping[str, tuple[int, int]]

#: Answers of whole columns, by row and leaf. What is not there has to be read by itself.
Ready = Mapping[int, dict[str, Answer]]


@dataclass(frozen=True)
class Model:
    """A criteria file as the readers need it: its fields by id and by leaf.

    ``unread`` are the leaves whose answers are known by their ids and left alone: the prices, while they are not to be
    seen.
    """

    criteria: Criteria
    by_id: dict[str, Field]
    by_leaf: dict[str, tuple[Field, ...]]
    panel: tuple[Leaf, ...]
    unread: frozenset[str] = frozenset()

    @classmethod
    def of(cls, criteria: Criteria, *, prices: bool = True) -> Model:
        asked = fields(criteria)
        by_leaf: dict[str, list[Field]] = {leaf.key: [] for leaf in criteria.leaves}
        for one in asked:
            if one.leaf is not None:
                by_leaf[one.leaf.key].append(one)
        leaves = {key: tuple(value) for key, value in by_leaf.items()}
        unread = frozenset() if prices else frozenset(leaf.key for leaf in criteria.price_leaves)
        return cls(criteria, {one.id: one for one in asked}, leaves, criteria.panel_leaves, unread)

    def reads(self, id_: str) -> bool:
        """Tell whether what stands under an id is read."""
        return id_.partition(":year-")[0] not in self.unread

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """What is read of everything that is scored."""
        return tuple(leaf for leaf in self.criteria.leaves if leaf.key not in self.unread)

    def year(self, leaf: Leaf, year: int) -> Field:
        """Return the field of one year's cost, also beyond the years that the forms offer."""
        first = self.by_leaf[leaf.key][0]
        return self.by_id.get(f"{leaf.key}:year-{year}") or replace(
            first, id=f"{leaf.key}:year-{year}", title=f"{leaf.title}, year {year}", year=year
        )


@dataclass
class ReadBid:
    """A bid as far as it was read, with its own problems: those of a withdrawn bid do not count."""

    bidder: str
    place: Place
    answers: dict[str, Answer] = field(default_factory=dict)
    standards: dict[str, StandardAnswer] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    withdrawn: Withdrawn | None = None
    unmarked: dict[str, Place] = field(default_factory=dict)
    refused: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def fails_a_standard(self, criteria: Criteria) -> bool:
        """Whether the bid fails a standard, and so need not have been marked."""
        wanted = {standard.id: standard.pass_ for standard in criteria.standard}
        return any(answer.text != wanted[id_] for id_, answer in self.standards.items())

    def mark_place(self, key: str) -> Place | None:
        """Return where the mark for a leaf was entered, also one that was refused; None where there is none."""
        answer = self.answers.get(key)
        return answer.place if isinstance(answer, Mark) else self.refused.get(key)

    def finished(self) -> Bid:
        if self.withdrawn:
            return Bid(self.bidder, {}, {}, self.withdrawn, self.place)
        return Bid(self.bidder, self.answers, self.standards, None, self.place, self.evidence)


def read_columns(answers: Answers, model: Model, columns: Mapping[str, int]) -> Ready:
    """Read plain amounts and marks of whole columns beforehand: many bids are then read in a fraction of the time.

    What is not in the result is read by itself, as in a bid form.
    """
    ready: dict[str, Mapping[int, Answer]] = {}
    for leaf in model.leaves:
        column = columns.get(leaf.key)
        if column is None:
            continue
        one = model.by_id[leaf.key]
        numbers = answers.column(one, column, partial(_fits, model.criteria, one))
        places = answers.places(column, numbers)
        if one.kind == "mark":
            ready[leaf.key] = _marks(answers, leaf, columns, numbers, places)
        else:
            amounts = records(Amount, len(numbers), value=numbers.values(), place=places)
            ready[leaf.key] = dict(zip(numbers, amounts, strict=True))
    return _by_row(ready)


def _by_row(ready: Mapping[str, Mapping[int, Answer]]) -> dict[int, dict[str, Answer]]:
    """Turn columns, each from the first row to the last, into rows."""
    columns = list(ready.values())
    if not columns:
        return {}
    # Almost all rows have all answers, which are then put together without a look at each.
    whole = sorted(set.intersection(*map(set, columns)))
    answers = zip(
        *(column.values() if len(column) == len(whole) else map(column.__getitem__, whole) for column in columns),
        strict=True,
    )
    by_row = {row: dict(zip(ready, here, strict=True)) for row, here in zip(whole, answers, strict=True)}
    for row in set().union(*columns).difference(whole):
        by_row[row] = {key: column[row] for key, column in ready.items() if row in column}
    return by_row


def _marks(
    answers: Answers, leaf: Leaf, columns: Mapping[str, int], numbers: Mapping[int, Decimal], places: Sequence[Place]
) -> dict[int, Mark]:
    if (reason_at := columns.get(f"reason:{leaf.key}")) is None:
        return {}
    reasons, references = answers.texts(reason_at), answers.texts(columns.get(f"reference:{leaf.key}"))
    plain = [
        (reason := reasons[row]) is not None and rules.has_words(reason) and _is_plain(references[row])
        for row in numbers
    ]
    rows = list(compress(numbers, plain))
    marks = records(
        Mark,
        len(rows),
        value=compress(numbers.values(), plain),
        place=compress(places, plain),
        reason=map(reasons.__getitem__, rows),
        reference=map(references.__getitem__, rows),
        averaged=repeat(None),
    )
    return dict(zip(rows, marks, strict=True))


def _is_plain(text: str | None) -> bool:
    return text is not None and not (text and says_nothing(text))


def _fits(criteria: Criteria, one: Field, value: Decimal) -> bool:
    nowhere = Place()
    assert one.leaf is not None  # Only fields that a criterion asks for hold numbers.
    if one.kind == "mark":
        return rules.check_mark(criteria, one.leaf, value, nowhere) is None
    return rules.check_amount(one.leaf, value, nowhere) is None


def read_bid(
    answers: Answers, model: Model, bid: ReadBid, positions: Positions, ready: Mapping[str, Answer] | None = None
) -> None:
    """Read everything that ``positions`` locates into ``bid``.

    ``ready`` has what was read of whole columns before, in a comparison workbook, where panel marks stand too; without
    it this is a bidder's own form, where the same ids hold written responses.
    """
    answers.problems, answers.notes = bid.problems, bid.notes
    bid.withdrawn = _withdrawn(answers, positions, of_bidder=ready is None)
    if bid.withdrawn:
        return
    for standard in model.criteria.standard:
        _standard(answers, model, bid, positions, standard.id)
    if ready:
        bid.answers.update(ready)
        if len(ready) == len(model.leaves):
            return
    for leaf in model.leaves:
        if leaf.key in bid.answers:
            continue
        match leaf.input:
            case PanelInput() if ready is not None:
                _mark(answers, model, bid, positions, leaf)
            case PanelInput():
                _response(answers, positions, leaf)
            case WholeLifeCostInput():
                _yearly(answers, model, bid, positions, leaf)
            case CommitmentsInput():
                _commitments(answers, model, bid, positions, leaf)
            case MoneyInput() | QuantityInput() | PercentInput():
                _amount(answers, model, bid, positions, leaf)


def _withdrawn(answers: Answers, positions: Positions, *, of_bidder: bool) -> Withdrawn | None:
    """Return that the bid is withdrawn, or nothing. Only the authority says so, by a clear yes in its own workbook."""
    at = positions.get("withdrawn")
    if at is None or answers.blank(*at):
        return None
    text = answers.text(*at)
    if text is None or (said := yes_or_no(text)) == "no":
        return None
    if said == "yes" and not of_bidder:
        return Withdrawn()
    expected = "an empty cell: a bid is not withdrawn in its own form"
    action = (
        "Ask the bidder in writing whether the bid stands. If it stands, empty the cell and save the form. If it is "
        "withdrawn, move the form out of bids/ and keep a note of why."
    )
    if not of_bidder:
        expected = '"yes" for a bid that was withdrawn, or an empty cell'
        action = 'Type "yes" if the bid was withdrawn, and keep a note of when and why. If it stands, empty the cell.'
    answers.problems.append(Problem("withdrawn-unclear", answers.place(*at), shown(text), expected, action))
    return None


def _standard(answers: Answers, model: Model, bid: ReadBid, positions: Positions, id_: str) -> None:
    one = model.by_id[f"standard:{id_}"]
    if (at := positions.get(one.id)) is None:
        return
    if answers.blank(*at):
        answers.missing(one, *at)
    elif (text := answers.yes_or_no(one, *at)) is not None:
        bid.standards[id_] = StandardAnswer(text, answers.place(*at))


def _amount(answers: Answers, model: Model, bid: ReadBid, positions: Positions, leaf: Leaf) -> None:
    if (at := positions.get(leaf.key)) is None:
        return
    one = model.by_id[leaf.key]
    if answers.blank(*at):
        answers.missing(one, *at)
    elif (value := answers.number(one, *at)) is not None:
        place = answers.place(*at)
        if (problem := rules.check_amount(leaf, value, place)) is None:
            bid.answers[leaf.key] = Amount(value, place)
        else:
            answers.problems.append(problem)


def _yearly(answers: Answers, model: Model, bid: ReadBid, positions: Positions, leaf: Leaf) -> None:
    prefix = f"{leaf.key}:year-"
    years = {int(id_[len(prefix) :]): at for id_, at in positions.items() if id_.startswith(prefix)}
    stated = leaf.input.years if isinstance(leaf.input, WholeLifeCostInput) else None
    filled = [year for year, at in years.items() if not answers.blank(*at)]
    if not filled and years:
        answers.missing(model.year(leaf, 0), *years[min(years)])
        return
    before = len(answers.problems)
    costs = []
    for year in range(stated or max(filled, default=-1) + 1):
        at = years.get(year)
        if at is None:
            continue  # The missing column or row is a fault of its own.
        if answers.blank(*at):
            _missing_year(answers, model.year(leaf, year), at, stated)
        elif (value := answers.number(model.year(leaf, year), *at)) is not None:
            costs.append(Amount(value, answers.place(*at)))
    if len(answers.problems) == before and costs:
        faults = rules.check_yearly_costs(leaf, costs, costs[0].place)
        answers.problems.extend(faults)
        if not faults:
            bid.answers[leaf.key] = YearlyCosts(tuple(costs))


def _missing_year(answers: Answers, one: Field, at: tuple[int, int], stated: int | None) -> None:
    if stated is not None:
        answers.missing(one, *at)
        return
    answers.problems.append(
        Problem(
            "years-gap",
            answers.place(*at),
            f"no cost for year {one.year}, but a later year has one",
            "a cost for every year up to the last",
            "Type the cost of that year; type 0 if there is none.",
        )
    )


def _commitments(answers: Answers, model: Model, bid: ReadBid, positions: Positions, leaf: Leaf) -> None:
    promised: dict[str, Amount] = {}
    asked = model.by_leaf[leaf.key]
    for one in asked:
        at = positions.get(one.id)
        if at is None or one.measure is None:
            continue
        if answers.blank(*at):
            answers.missing(one, *at)
        elif (value := answers.number(one, *at)) is not None:
            place = answers.place(*at)
            if (problem := rules.check_commitment(one.measure, value, place)) is None:
                promised[one.measure.id] = Amount(value, place)
            else:
                answers.problems.append(problem)
    if promised and len(promised) == len(asked):
        first = next(iter(promised.values())).place
        if (problem := rules.check_commitments(leaf, tuple(promised.values()), first)) is None:
            bid.answers[leaf.key] = Commitments(promised)
        else:
            answers.problems.append(problem)


def _mark(answers: Answers, model: Model, bid: ReadBid, positions: Positions, leaf: Leaf) -> None:
    if (at := positions.get(leaf.key)) is None:
        return
    reason_at, reference_at = positions.get(f"reason:{leaf.key}"), positions.get(f"reference:{leaf.key}")
    if answers.blank(*at):
        bid.unmarked[leaf.key] = answers.place(*at)
        return
    bid.refused[leaf.key] = answers.place(*at)
    mark = read_mark(answers, model, leaf, at, reason_at, reference_at)
    if mark is not None:
        bid.answers[leaf.key] = mark


def read_mark(
    answers: Answers,
    model: Model,
    leaf: Leaf,
    at: tuple[int, int],
    reason_at: tuple[int, int] | None,
    reference_at: tuple[int, int] | None,
) -> Mark | None:
    """Return a mark that is not blank, with its reason and reference; None where it was refused, which is reported."""
    place = answers.place(*at)
    value = answers.number(model.by_id[leaf.key], *at)
    fault = rules.check_mark(model.criteria, leaf, value, place) if value is not None else None
    if fault is not None:
        answers.problems.append(fault)
    reference = answers.reference(*reference_at) if reference_at is not None else ""
    if reason_at is None:
        return None  # The missing column of reasons is a fault of its own.
    reason = answers.text(*reason_at)
    if reason is None:
        return None
    unreasoned = rules.check_reason(leaf, reason, answers.place(*reason_at))
    if unreasoned is not None:
        answers.problems.append(unreasoned)
    if value is None or fault is not None or unreasoned is not None or reference is None:
        return None
    return Mark(value, place, reason, reference)


def _response(answers: Answers, positions: Positions, leaf: Leaf) -> None:
    """A bidder's written response is not scored by us, but one lost to an error or a merge must not be marked."""
    at = positions.get(leaf.key)
    if at is not None and not answers.blank(*at):
        answers.sound(*at)
