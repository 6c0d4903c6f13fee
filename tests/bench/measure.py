"""Whole processes timed side by side: ratios, as seconds differ from machine to machine and from minute to minute."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Ratio:
    """How long ours takes next to theirs, and what was promised."""

    name: str
    ours: float
    theirs: float
    ratio: float
    goal: float

    @property
    def line(self) -> str:
        """The measurement as one line of a table."""
        verdict = "ok" if self.ratio <= self.goal else "MISSED"
        figures = f"{self.ours:7.3f} s {self.theirs:7.3f} s {self.ratio:6.2f}x"
        return f"{self.name:<60} {figures}  (goal {self.goal:g}x) {verdict}"


def seconds(command: Command) -> float:
    """Wall time of one run of a command that must succeed."""
    begun = time.perf_counter()
    ran = subprocess.run([*map(str, command)], capture_output=True, check=False, env=quiet_environment())
    taken = time.perf_counter() - begun
    if ran.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{ran.stdout.decode()}{ran.stderr.decode()}")
    return taken


def quiet_environment() -> Mapping[str, str]:
    """The environment of a user's run in a pipe: no colour, and modules compiled once, as they are by default."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "80"}


def compare(name: str, ours: Command, theirs: Command, goal: float, repeats: int) -> Ratio:
    """Time two commands turn by turn, so that both meet the same noise; the ratio is the median of the pairs'."""
    seconds(ours), seconds(theirs)  # the first run of each fills caches
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(repeats)]
    return Ratio(
        name,
        ours=median(pair[0] for pair in pairs),
        theirs=median(pair[1] for pair in pairs),
        ratio=median(pair[0] / pair[1] for pair in pairs),
        goal=goal,
    )
