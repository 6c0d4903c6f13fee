"""Award models: the packs, one in full, what is worth a second thought in it, its own worked examples."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from socialvalue.errors import Problem
    from socialvalue.intake.criteria.file import LoadedCriteria
    from socialvalue.model.criteria import Criteria
    from socialvalue.scoring.worked import Difference

#: Q^(wQ/wC) ÷ p of prices in the millions begins some five places behind the point.
ENOUGH_PLACES = 8


def packs() -> tuple[Criteria, ...]:
    """Return the award models that ship with the tool, in the order of their ids."""
    from socialvalue.intake.criteria import file

    return tuple(file.load_criteria(path).criteria for path in file.packs().values())


def load(reference: str | Path) -> LoadedCriteria:
    """Return a pack, a criteria file or that of a folder, as read; its faults are among its problems.

    Raises:
        WrongUsage: Where there is no such file and no such pack.
    """
    from socialvalue.intake.criteria.file import load_criteria

    return load_criteria(reference)


def lines(model: Criteria) -> Iterator[str]:
    """Yield an award model as text, as a bidder would want to read it."""
    from socialvalue.competition.criteria_text import award_model

    return award_model(model)


def remarks(model: Criteria) -> list[str]:
    """Return what is allowed, and worth a second thought before it is published."""
    award, found = model.award, list[str]()
    if award.pounds_per_point is not None and award.basis != "monetised-quality":
        found.append(f"award.pounds-per-point has no effect on the basis {award.basis}.")
    if award.basis == "weighted-value" and award.decimal_places < ENOUGH_PLACES:
        found.append(
            f"weighted-value gives very small figures: at {award.decimal_places} decimal places bids that differ may "
            f"be published as a tie. Consider decimal-places = {ENOUGH_PLACES} or more."
        )
    if not award.tie_break:
        found.append("award.tie-break is not given: equal totals will be shown as a tie.")
    if award.moderation != "consensus":
        found.append(f"Evaluators' marks are combined by {award.moderation}: the tender documents must say so.")
    divided = [leaf for leaf in model.leaves if leaf.score is not None and leaf.score.above_zero]
    return found + [
        f"{leaf.key} may be zero, but its score method divides by the lowest value: a zero will be refused."
        for leaf in divided
        if getattr(leaf.input, "at_least_zero", False)
    ]


@dataclass(frozen=True)
class Example:
    """A worked example that was run, and where it came out otherwise than expected."""

    name: str
    file: str
    differences: tuple[Difference, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the example as plain data."""
        return {"name": self.name, "file": self.file, "differences": [asdict(one) for one in self.differences]}


@dataclass(frozen=True)
class Examples:
    """The worked examples of an award model that could be run, and the faults of the others."""

    run: tuple[Example, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> int:
        """How many came out otherwise than expected."""
        return sum(bool(example.differences) for example in self.run)


def run_examples(reference: str | Path) -> Examples:
    """Run the worked examples of a pack, a criteria file, a case file or a folder: bids, and the points expected.

    Raises:
        WrongUsage: Where there are none.
    """
    from socialvalue.intake.criteria.cases import find_cases, read_case
    from socialvalue.scoring.unscorable import unscorable
    from socialvalue.scoring.worked import differences

    run, problems = [], []
    for file in find_cases(Path(reference) if Path(reference).exists() else reference):
        case, faults = read_case(file)
        if case is not None:
            faults = unscorable(case.criteria, case.competition)
        if case is None or faults:
            problems += faults
            continue
        _, found = differences(case.criteria, case.competition, case.expected)
        run.append(Example(case.name, file.name, tuple(found)))
    return Examples(tuple(run), tuple(problems))
