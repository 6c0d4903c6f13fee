"""Worked examples: bids written in TOML and the points expected, so that a model is proved without Excel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from socialvalue.decimals import fits
from socialvalue.errors import Place, Problem, WrongUsage
from socialvalue.intake import answer_rules as rules
from socialvalue.intake.criteria.file import find, load_criteria, packs, read_model
from socialvalue.intake.toml.faults import shown
from socialvalue.intake.toml.text import read_toml
from socialvalue.intake.yes_no import yes_or_no
from socialvalue.model.competition import (
    Amount,
    Answer,
    Bid,
    Commitments,
    Competition,
    Mark,
    StandardAnswer,
    YearlyCosts,
)
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import STATUSES
from socialvalue.model.inputs import (
    CommitmentsInput,
    MoneyInput,
    PanelInput,
    PercentInput,
    QuantityInput,
    WholeLifeCostInput,
)

#: What a case may expect of a bid beside points by id.
RESULTS = ("total", "rank", "status", "tied")


@dataclass(frozen=True)
class Case:
    """A worked example: ``expected`` holds, by bidder, points by id and any of `RESULTS`, as written."""

    name: str
    file: str
    criteria: Criteria
    competition: Competition
    expected: dict[str, dict[str, Any]]


def find_cases(reference: str | Path) -> list[Path]:
    """Return the case files meant by a case file, a pack id, a criteria file or a folder of either.

    Raises:
        WrongUsage: Where there are none.
    """
    path = Path(reference)
    if path.is_file():
        data = read_toml(path, path.as_posix(), "criteria").data
        if data is None or "bids" in data or "expect" in data:
            return [path]
        path = path.parent
    elif not path.is_dir():
        path = find(reference).parent if str(reference) in packs() else path
    found = sorted((path / "cases").glob("*.toml")) or [
        file for file in sorted(path.glob("*.toml")) if "expect" in (read_toml(file, file.name, "criteria").data or {})
    ]
    if not found:
        raise WrongUsage(
            f"There are no worked examples for “{reference}”. Give a case file, a pack ({', '.join(packs())}), or a "
            "folder with a criteria file and its examples in cases/*.toml."
        )
    return found


def read_case(path: Path) -> tuple[Case | None, list[Problem]]:
    """Return the worked example in ``path``, or the problems that keep it from being one."""
    name = path.as_posix()
    file = read_toml(path, name, "criteria")
    if file.data is None:
        return None, file.problems
    data = file.data
    criteria, problems = _criteria(data, path)
    for key in sorted(data.keys() - {"name", "criteria", "model", "bids", "expect"}):
        known = "name, criteria or model, bids, expect"
        problems.append(_problem("criteria-unknown-key", name, key, shown(key), known, "Take it out."))
    if not isinstance(data.get("name", ""), str):
        found = shown(data["name"])
        problems.append(_problem("criteria-invalid", name, "name", found, "text, in quotation marks", "Correct it."))
    bids, expect = data.get("bids", {}), data.get("expect", {})
    if not isinstance(bids, dict) or not bids:
        problems.append(_problem("criteria-missing", name, "bids", "no bids", "[bids.“Name”] tables", "Add a bid."))
        bids = {}
    if not isinstance(expect, dict) or not expect:
        action = "Say what should come out, for example total = “92.00”."
        problems.append(_problem("criteria-missing", name, "expect", "nothing", "[expect.“Name”] tables", action))
        expect = {}
    if criteria is None or problems:
        return None, problems
    read = [_bid(criteria, name, bidder, given, problems) for bidder, given in bids.items()]
    _same_years(criteria, read, name, problems)
    expected = {bidder: _expected(criteria, name, bidder, wanted, bids, problems) for bidder, wanted in expect.items()}
    if problems:
        return None, problems
    competition = Competition(bids=tuple(read))
    return Case(data.get("name", path.stem), name, criteria, competition, expected), []


def _problem(code: str, file: str, key: str, found: str, expected: str, action: str) -> Problem:
    return Problem(code, Place(file=file, key=key), found, expected, action)


def _criteria(data: Mapping[str, Any], path: Path) -> tuple[Criteria | None, list[Problem]]:
    name, model, reference = path.as_posix(), data.get("model"), data.get("criteria")
    if isinstance(model, dict) and reference is None:
        return read_model(model, name, "model")
    if not isinstance(reference, str) or model is not None:
        found = "both" if model is not None and reference is not None else "neither"
        expected = "criteria = “a path or a pack id”, or the whole model under [model]"
        return None, [_problem("criteria-missing", name, "criteria", found, expected, "Give one of the two.")]
    beside = path.parent / reference
    try:
        loaded = load_criteria(beside if beside.exists() else reference)
    except (WrongUsage, OSError) as error:  # OSError: a path longer than the file system takes.
        action = "Correct the path (it is read from the folder of this file) or the pack id."
        return None, [_problem("criteria-missing", name, "criteria", shown(reference), str(error)[:300], action)]
    return (None if loaded.problems else loaded.model), list(loaded.problems)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


def _bid(criteria: Criteria, file: str, bidder: str, given: Any, problems: list[Problem]) -> Bid:
    key = f"bids.{bidder}"
    if not isinstance(given, dict):
        problems.append(_problem("criteria-invalid", file, key, shown(given), "a table of answers", "Correct it."))
        return Bid(bidder, {})
    given = _as_keys(given, {c.id for c in criteria.criterion if c.question}, file, key, problems)
    known = {*criteria.leaf_by_key, "standards", "commitments", "withdrawn"}
    for unknown in sorted(given.keys() - known):
        expected = f"one of: {', '.join(sorted(known))}"
        where = f"{key}.{unknown}"
        problems.append(_problem("criteria-unknown-key", file, where, shown(unknown), expected, "Correct it."))
    withdrawn = given.get("withdrawn", "")
    if not isinstance(withdrawn, bool | str):
        expected = "true, or the reason in quotation marks"
        where = f"{key}.withdrawn"
        problems.append(_problem("criteria-invalid", file, where, shown(withdrawn), expected, "Correct it."))
    withdrawn = "withdrawn" if withdrawn is True else str(withdrawn or "")
    standards = _standards(criteria, file, key, given.get("standards", {}), problems)
    _only_measures(criteria, file, key, given.get("commitments", {}), problems)
    fails = any((given_ := standards.get(s.id)) and given_.text != s.pass_ for s in criteria.standard)
    answers: dict[str, Answer] = {}
    for leaf in criteria.leaves:
        place = Place(file=file, key=f"{key}.{leaf.key}")
        answer, faults = _answer(criteria, leaf, given, place)
        if answer is not None:
            answers[leaf.key] = answer
        unmarked = fails and leaf.input.kind == "panel" and leaf.key not in given
        if not withdrawn and not unmarked:
            problems.extend(faults)
    return Bid(bidder, answers, standards, withdrawn, Place(file=file, key=key))


def _as_keys(given: Mapping[str, Any], ids: set[str], file: str, key: str, problems: list[Problem]) -> dict[str, Any]:
    """Return a table with one key a figure: plan.quality may be written in quotes, or as TOML's table of a table."""
    flat = {name: value for name, value in given.items() if not (name in ids and isinstance(value, dict))}
    for name in given.keys() - flat.keys():
        for part, value in given[name].items():
            if f"{name}.{part}" in flat:
                expected = "each figure once"
                found = f"“{name}.{part}” in quotation marks, and {part} under {name}"
                problems.append(_problem("criteria-invalid", file, f"{key}.{name}", found, expected, "Keep one."))
            flat[f"{name}.{part}"] = value
    return flat


def _only_measures(criteria: Criteria, file: str, key: str, given: Any, problems: list[Problem]) -> None:
    where, known = f"{key}.commitments", [measure.id for measure in criteria.committed_measures]
    if not isinstance(given, dict):
        expected = "a table with a quantity for each measure"
        problems.append(_problem("criteria-invalid", file, where, shown(given), expected, "Correct it."))
        return
    for id_ in sorted(given.keys() - set(known)):
        expected = f"one of the measures: {', '.join(known) or 'no criterion values any'}"
        found = shown(id_)
        problems.append(_problem("criteria-unknown-key", file, f"{where}.{id_}", found, expected, "Correct the id."))


def _standards(
    criteria: Criteria, file: str, key: str, given: Any, problems: list[Problem]
) -> dict[str, StandardAnswer]:
    known = [standard.id for standard in criteria.standard]
    answers: dict[str, StandardAnswer] = {}
    if not isinstance(given, dict):
        where, expected = f"{key}.standards", "a table with “yes” or “no” for each standard"
        problems.append(_problem("criteria-invalid", file, where, shown(given), expected, "Correct it."))
        return answers
    for id_, text in given.items():
        place = Place(file=file, key=f"{key}.standards.{id_}")
        if id_ not in known:
            expected = f"one of the standards: {', '.join(known) or 'none are defined'}"
            problems.append(Problem("criteria-unknown-key", place, shown(id_), expected, "Correct the id."))
        elif isinstance(text, bool):
            answers[id_] = StandardAnswer("yes" if text else "no", place)
        elif not isinstance(text, str) or (said := yes_or_no(text.strip())) is None:
            problems.append(Problem("criteria-invalid", place, shown(text), "“yes” or “no”", "Write the answer."))
        else:
            answers[id_] = StandardAnswer(said, place)
    return answers


def _answer(
    criteria: Criteria, leaf: Leaf, given: Mapping[str, Any], place: Place
) -> tuple[Answer | None, list[Problem]]:
    if isinstance(leaf.input, CommitmentsInput):
        return _commitments(criteria, leaf, given.get("commitments", {}), place)
    kind = leaf.input.kind
    if leaf.key not in given:
        return None, [Problem("criteria-missing", place, "nothing", f"an answer ({kind})", "Add it to the example.")]
    value = given[leaf.key]
    if isinstance(leaf.input, WholeLifeCostInput):
        return _costs(leaf, value, place)
    number = _number(value)
    if number is None:
        return None, [Problem("criteria-invalid", place, shown(value), f"a number ({kind})", "Write a number.")]
    match leaf.input:
        case PanelInput():
            problem = rules.check_mark(criteria, leaf, number, place)
            return Mark(number, place), [problem] if problem else []
        case MoneyInput() | QuantityInput() | PercentInput():
            problem = rules.check_amount(leaf, number, place)
            return Amount(number, place), [problem] if problem else []


def _costs(leaf: Leaf, value: Any, place: Place) -> tuple[Answer | None, list[Problem]]:
    costs = value
    if isinstance(value, dict):
        years = {key.removeprefix("year-"): cost for key, cost in value.items()}
        costs = [years.get(str(year)) for year in range(len(value))]
    numbers = [_number(cost) for cost in costs] if isinstance(costs, list) else []
    amounts = tuple(
        Amount(number, Place(file=place.file, key=f"{place.key}[{year}]"))
        for year, number in enumerate(numbers)
        if number is not None
    )
    if not amounts or len(amounts) != len(numbers):
        expected = "a list of yearly costs from year 0, such as [100000, 5000, 5000]"
        return None, [Problem("criteria-invalid", place, shown(value), expected, "Write a cost for each year.")]
    return YearlyCosts(amounts), rules.check_yearly_costs(leaf, amounts, place)


def _commitments(criteria: Criteria, leaf: Leaf, given: Any, place: Place) -> tuple[Answer | None, list[Problem]]:
    problems, quantities = [], {}
    for id_ in getattr(leaf.input, "measures", ()):
        measure = criteria.measure_by_id[id_]
        where = Place(file=place.file, key=f"{place.key.rpartition('.')[0]}.commitments.{id_}")
        number = _number(given.get(id_)) if isinstance(given, dict) else None
        if number is None:
            expected = f"a quantity in {measure.unit}; 0 where nothing is promised"
            problems.append(Problem("criteria-missing", where, "nothing", expected, "Add it to the example."))
            continue
        quantities[id_] = Amount(number, where)
        problem = rules.check_commitment(measure, number, where)
        problems += [problem] if problem else []
    if problems:
        return None, problems
    problem = rules.check_commitments(leaf, list(quantities.values()), place)
    return Commitments(quantities), [problem] if problem else []


def _same_years(criteria: Criteria, bids: list[Bid], file: str, problems: list[Problem]) -> None:
    for leaf in criteria.leaves:
        tables = [answer for bid in bids if isinstance(answer := bid.answers.get(leaf.key), YearlyCosts)]
        lengths = sorted({len(table.costs) for table in tables})
        if len(lengths) > 1:
            found = f"tables of {' and '.join(map(str, lengths))} years"
            expected = "the same number of years for every bid"
            problems.append(_problem("years-number", file, f"bids.*.{leaf.key}", found, expected, "Complete them."))


def _expected(
    criteria: Criteria, file: str, bidder: str, wanted: Any, bids: Mapping[str, Any], problems: list[Problem]
) -> dict[str, Any]:
    key = f"expect.{bidder}"
    if bidder not in bids or not isinstance(wanted, dict):
        expected = f"a table for one of: {', '.join(bids)}"
        problems.append(_problem("criteria-unknown-key", file, key, shown(bidder), expected, "Correct the name."))
        return {}
    ids = {*criteria.leaf_by_key, *(c.id for c in criteria.criterion), *(d.id for d in criteria.dimension)}
    figures = _as_keys(wanted, ids, file, key, problems)
    for name, value in figures.items():
        where = f"{key}.{name}"
        if name not in ids and name not in RESULTS:
            expected = f"one of: {', '.join([*RESULTS, *sorted(ids)])}"
            problems.append(_problem("criteria-unknown-key", file, where, shown(name), expected, "Correct the id."))
        elif name == "status" and value not in tuple(STATUSES):
            expected = f"one of: {', '.join(STATUSES)}"
            problems.append(_problem("criteria-invalid", file, where, shown(value), expected, "Correct it."))
        elif name == "tied" and not isinstance(value, bool):
            expected = "true or false"
            problems.append(_problem("criteria-invalid", file, where, shown(value), expected, "Correct it."))
        elif name not in {"status", "tied"} and not _is_figure(value):
            expected = "a figure in quotation marks, such as “60.00”"
            problems.append(_problem("criteria-invalid", file, where, shown(value), expected, "Correct it."))
    return figures


def _is_figure(value: Any) -> bool:
    """Tell whether a figure is expected that can be compared: no infinity, and nothing with a million digits."""
    try:
        return not isinstance(value, bool) and fits(Decimal(str(value)))
    except ArithmeticError:
        return False
