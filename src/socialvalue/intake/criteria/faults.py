"""The faults of a criteria file: those of its keys, and the rules that it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialvalue import folder_files
from socialvalue.errors import Place, Problem
from socialvalue.intake.criteria.rules import broken_rules
from socialvalue.intake.toml.faults import FileKind, looked_through
from socialvalue.model.criteria import Criteria


def validated(data: Mapping[str, Any], name: str, prefix: str = "") -> tuple[Criteria | None, list[Problem]]:
    """Return the model of a criteria file and all its faults; without faults the model is whole.

    ``prefix`` stands before every key path: ``model`` for an award model inside a worked example.
    """
    found = looked_through(CRITERIA, data, name)
    problems = found.problems
    if found.model is not None:
        for problem in broken_rules(found.model, name):
            if not any(_leans_on(problem, aside) for aside in found.put_aside):
                problems.setdefault(f"{problem.place.key} {problem.code} {problem.found}", problem)
    return found.model, [_prefixed(problem, prefix) for problem in problems.values()]


def _prefixed(problem: Problem, prefix: str) -> Problem:
    if not prefix:
        return problem
    place = Place(problem.place.file, problem.place.sheet, problem.place.cell, f"{prefix}.{problem.place.key}")
    return Problem(problem.code, place, problem.found, problem.expected, problem.action)


def _leans_on(problem: Problem, aside: str) -> bool:
    key = problem.place.key
    if key == aside or key.startswith((f"{aside}.", f"{aside}[")):
        return True
    if aside.endswith(".weight"):
        return problem.code == "weights-sum"
    parts = aside.split(".")
    if aside.startswith(f"{key}.") and key == "award.abnormally-low":
        return True  # It only looks empty because its one key was put aside.
    inside_a_row = parts[0] in {"criterion", "dimension", "scale", "measure"} and len(parts) > 2
    if inside_a_row and "input" in parts:
        # Whether this is a price, and what its method may be asked, is not known; all else can still be judged.
        owner = ".".join(parts[: parts.index("input")])
        return problem.code == "weights-sum" or key.startswith(
            (f"{owner}.input", f"{owner}.score.method", "award.basis", "award.abnormally-low")
        )
    if inside_a_row and parts[2] == "question":
        return key.startswith(f"{parts[0]}.{parts[1]}")
    # A whole row or table was put aside: what refers to it, or adds it up, cannot be judged.
    return len(parts) <= 2 and parts[0] in {"criterion", "dimension", "scale", "measure"}


CRITERIA = FileKind(
    folder_files.CRITERIA,
    Criteria,
    placeholders={
        "format": 1,
        "id": "unknown",
        "question": "unknown",
        "title": "unknown",
        "unit": "unknown",
        "version": "unknown",
        "weight": 0,
    },
    stand_ins={"score": {"method": "target", "full-marks-at": 1}, "input": {"kind": "percent"}},
    stand_ins_in="criterion",
)
