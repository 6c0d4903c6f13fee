"""The panel file: who marks what, read like the criteria file, with a declaration of interests as the gate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialvalue.errors import Place, Problem
from socialvalue.intake.criteria_faults import FileKind, looked_through
from socialvalue.intake.criteria_file import read_toml
from socialvalue.intake.names import keys
from socialvalue.intake.panel_rules import broken_panel_rules, undeclared
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import Evaluator, Panel
from socialvalue.model.panel_layout import PANEL_FILE

_PANEL = FileKind(
    Panel,
    "panel",
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
    sha256: str
    problems: tuple[Problem, ...] = ()


def load_panel(
    folder: Path, criteria: Criteria, bidders: Sequence[str] | None, *, withdrawn: Sequence[str] = ()
) -> LoadedPanel:
    """Read ``panel.toml`` of a competition folder; excluded bidders come back as they are spelt in their bids.

    ``bidders`` are those whose bids stand, or None while they are not known; ``withdrawn`` those whose bids no longer
    do, from whom an evaluator may still be excluded.
    """
    path = folder / PANEL_FILE
    if not path.exists():
        return LoadedPanel(None, "")
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return LoadedPanel(None, "", (_unreadable(error),))
    data, problems = read_toml(path, PANEL_FILE, "panel")
    if data is None:
        return LoadedPanel(None, sha256, tuple(problems))
    found = looked_through(_PANEL, data, PANEL_FILE)
    problems = _at_the_gate(found.problems.values())
    if found.model is None:
        return LoadedPanel(None, sha256, tuple(problems))
    problems += broken_panel_rules(found.model, criteria, bidders, withdrawn, found.put_aside)
    if problems:
        return LoadedPanel(None, sha256, tuple(problems))
    return LoadedPanel(_as_spelt(found.model, [*(bidders or ()), *withdrawn]), sha256)


def _unreadable(error: OSError) -> Problem:
    found = f"a file that could not be opened ({error.strerror or error})"
    action = "Close it in other programs, check that you may open it, and try again."
    return Problem("file-unreadable", Place(PANEL_FILE), found, "a file that may be read", action)


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
    spelt = {one: bidder for bidder in bidders for one in keys(bidder)}

    def with_spelling(evaluator: Evaluator) -> Evaluator:
        excluded = tuple(
            one.model_copy(update={"bidder": next((spelt[k] for k in keys(one.bidder) if k in spelt), one.bidder)})
            for one in evaluator.excluded
        )
        return evaluator.model_copy(update={"excluded": excluded})

    return panel.model_copy(update={"evaluator": tuple(with_spelling(one) for one in panel.evaluator)})
