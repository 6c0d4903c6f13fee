"""Two commands on one folder at the same time, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: What is run beside what: writers with writers, writers with readers.
PAIRS = (
    (("score",), ("history", "--verify")),
    (("score",), ("score",)),
    (("moderate",), ("history", "--verify")),
    (("score",), ("check",)),
    (("moderate",), ("explain", "Sallowfield", "price")),
)

_START = "from socialvalue.cli import main; main()"


def both(folder: Path, number: int) -> list[str]:
    """Run the ``number``-th pair after a change that both have to record; return what each came to."""
    award = folder / "award.toml"
    award.write_text(f"{award.read_text('utf-8')}# {number}\n", "utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _START, words[0], str(folder), *words[1:]],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in PAIRS[number % len(PAIRS)]
    ]
    told = [(one.communicate()[1], one.returncode) for one in running]
    return ["as it should" if code == 0 else said.strip()[-300:] for said, code in told]
