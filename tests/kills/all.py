"""By hand: commands killed at random writes, and pairs of commands at once, with nothing lost and nobody accused.

python -m tests.kills.all [KILLS [PAIRS [SEED]]]     500 kills and 100 pairs unless told; prints a line a command
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from socialvalue.competition.demo import write_competition
from socialvalue.record import store
from tests.cli.run import run
from tests.kills.kill import copied, killed, writes
from tests.kills.pairs import both

#: What is run on a folder, and how often a command comes among the kills.
COMMANDS: dict[str, tuple[Sequence[str], int]] = {
    "score": (("score", "{folder}"), 5),
    "moderate": (("moderate", "{folder}"), 4),
    "form panel": (("form", "panel", "{folder}", "--blind"), 3),
    "letters": (("letters", "{folder}", "--format", "html"), 3),
    "new": (("new", "{folder}", "--criteria", "best-value"), 3),
    "demo": (("demo", "{folder}"), 1),
}
MAKES = {"new", "demo"}


def _begun(command: str, home: Path) -> Path:
    """Return the folder that a command is run on: none for what makes one, one without sheets for `form panel`."""
    folder = home / f"begun-{command.replace(' ', '-')}"
    if command in MAKES:
        return folder
    write_competition(folder)
    if command == "form panel":
        for path in (folder / "panel").iterdir():
            path.unlink()
    elif command == "letters":
        assert run("score", folder).code == 0
    return folder


def _words(command: str, folder: Path) -> list[str]:
    return [word.format(folder=folder) for word in COMMANDS[command][0]]


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".part") or path.name == ".unfinished"]


def _carried_on(command: str, folder: Path, before: list[str]) -> str:
    """Run the command again after a kill, and return what is not as it should be."""
    ran = run(*_words(command, folder))
    finished = ran.code == 2 and "is there already" in ran.err  # it had ended but for its last traces
    if ran.code and not finished:
        return f"ended with {ran.code}: {ran.err[-300:]}"
    if "history-broken" in ran.err or "is broken" in ran.err:
        return "accused somebody"
    check = run("history", folder, "--verify") if command != "new" else None
    if check is not None and check.code and command != "form panel":  # where the sheets that were received are gone
        return f"the record does not hold: {check.err[-300:]}"
    lines = [line.hash for line in store.read(folder)[0]]
    if lines[: len(before)] != before:
        return "events were lost"
    return ""


def kills(count: int, seed: int, home: Path) -> list[str]:
    """Kill commands at ``count`` random writes; print what came of it, and return what went wrong."""
    chance = random.Random(seed)
    shares = sum(share for _, share in COMMANDS.values())
    wrong = []
    for command, (_, share) in COMMANDS.items():
        begun, folder = _begun(command, home), home / "killed"
        copied(begun, folder)
        act = partial(run, *_words(command, folder))
        of = writes(act, folder)
        before = [line.hash for line in store.read(begun)[0]]
        started, done, bad = time.monotonic(), 0, []
        while done < round(count * share / shares):
            copied(begun, folder)
            at = chance.randint(1, of)
            if not killed(act, folder, at):
                continue
            done += 1
            if fault := _carried_on(command, folder, before):
                bad.append(f"{command}, killed at write {at} of {of}: {fault}")
            elif left := _left(folder):
                bad.append(f"{command}, killed at write {at} of {of}: left {left}")
        print(
            f"{command:<12} {of:>4} writes  {done:>4} kills  {len(bad):>3} wrong  {time.monotonic() - started:.0f} s",
            flush=True,
        )
        wrong += bad
    return wrong


def main() -> None:
    """Run both, and end with 1 where anything went wrong."""
    given = [int(word) for word in sys.argv[1:]]
    count, pairs, seed = [*given, *(500, 100, 8)[len(given) :]]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        wrong = kills(count, seed, home)
        demo = home / "pairs"
        write_competition(demo)
        ended: Counter[str] = Counter()
        for number in range(pairs):
            ended.update(both(demo, number))
        print(f"{pairs} pairs: {dict(ended)}", flush=True)
        wrong += [f"{count} × {fault}" for fault, count in ended.items() if fault != "as it should"]
    print(*wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
