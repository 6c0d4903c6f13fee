"""The panel file: who marks what, read like the criteria file, with a declaration of interests as the gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialvalue.errors import Problem
from socialvalue.folder_files import PANEL
from socialvalue.intake.names import Bidders
from socialvalue.intake.panel.rules import broken_panel_rules, undeclared
from socialvalue.intake.toml.faults import FileKind
from socialvalue.intake.toml.file import read_file
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import Evaluator, Panel

_PANEL = FileKind(
    PANEL,
    Panel,
    placeholders={
        "format": 1,
        "id": "unknown",
        "name": "unknown",
        "role": "unknown",
        "questions": ["unknown"],
        "declared": date.min,
        "interest": "none",
        "bidder": "unknown",
        "reason": "unknown",
    },
)

#: What makes a declaration of interests, and how each part is called.
_DECLARATION = {"declared": "the day on which it was made", "interest": "what was declared"}


@dataclass(frozen=True)
class LoadedPanel:
    """A panel file as read: the panel, or the problems that keep it from being one; neither where there is no file."""

    panel: Panel | None
    problems: tuple[Problem, ...] = ()


def load_panel(
    folder: Path, criteria: Criteria, bidders: Sequence[str] | None, *, withdrawn: Sequence[str] = ()
) -> LoadedPanel:
    """Read ``panel.toml`` of a competition folder; excluded bidders come back as they are spelt in their bids.

    ``bidders`` are those whose bids stand, or None while they are not known; ``withdrawn`` those whose bids no longer
    do, from whom an evaluator may still be excluded.
    """
    file = read_file(_PANEL, folder)
    if file is None:
        return LoadedPanel(None)
    problems = _at_the_gate(file.problems)
    if file.model is not None:
        problems += broken_panel_rules(file.model, criteria, bidders, withdrawn, file.put_aside)
    if file.model is None or problems:
        return LoadedPanel(None, tuple(problems))
    return LoadedPanel(_as_spelt(file.model, [*(bidders or ()), *withdrawn]))


def _at_the_gate(problems: Iterable[Problem]) -> list[Problem]:
    """Put one problem in the place of all that is missing of one evaluator's declaration."""
    rest: list[Problem] = []
    missing: dict[str, list[str]] = {}
    for problem in problems:
        row, _, last = problem.place.key.rpartition(".")
        if last in _DECLARATION and (problem.code == "panel-missing" or problem.found == "“”"):
            missing.setdefault(row, []).append(last)
        else:
            rest.append(problem)
    for row, parts in missing.items():
        if len(parts) == 1:
            found = f"a declaration of interests without {_DECLARATION[parts[0]]}"
            rest.append(undeclared(f"{row}.{parts[0]}", found))
        else:
            rest.append(undeclared(row, "an evaluator without a declaration of interests"))
    return rest


def _as_spelt(panel: Panel, bidders: Sequence[str]) -> Panel:
    known = Bidders(bidders)

    def with_spelling(evaluator: Evaluator) -> Evaluator:
        excluded = tuple(one.model_copy(update={"bidder": known.as_spelt(one.bidder)}) for one in evaluator.excluded)
        return evaluator.model_copy(update={"excluded": excluded})

    return panel.model_copy(update={"evaluator": tuple(with_spelling(one) for one in panel.evaluator)})
