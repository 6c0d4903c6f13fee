"""A fuzzer for the files that people write, and for evaluation.json: sound files, changed as people and bad luck do.

By hand, for as long as you like; `tests/fuzz/test_text_files.py` runs a few seconds of it:

    .venv/bin/python -m tests.fuzz.text_files --seconds 300 --seed 1

What it looks for: anything but data or located problems. It prints each cause once, with the input that shows it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from socialvalue.competition.criteria_text import award_model
from socialvalue.competition.demo import write_competition
from socialvalue.competition.evaluate import evaluate
from socialvalue.competition.targets import find
from socialvalue.errors import Problem, WrongUsage
from socialvalue.intake.award.authority import load_look
from socialvalue.intake.award.award import load_award
from socialvalue.intake.award.redactions import load_redactions
from socialvalue.intake.criteria.cases import find_cases, read_case
from socialvalue.intake.criteria.file import load_criteria
from socialvalue.intake.evaluation_file import read_evaluation
from socialvalue.intake.panel.file import load_panel
from socialvalue.intake.panel.labels import read_names
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.evaluation.report import view
from socialvalue.resources import folder as resource_folder
from socialvalue.scoring.unscorable import unscorable
from socialvalue.scoring.worked import differences

#: A reader that takes longer than this over one file hangs, on any machine.
MOST_SECONDS = 10

#: Values that no key asks for, each of which has stopped some reader of such files.
VALUES = (
    *("1e999999999", "-1e999999999", "1e-999999999", "0e999999999", "1e99", "1e9999999999999999999", "nan", "-inf"),
    *("9" * 30, "-" + "9" * 5000, "0x" + "f" * 5000, "0." + "3" * 70, "0." + "0" * 50 + "1", "1_0", "007", "1.", "--1"),
    *('""', '" "', '"\\u0000"', '"\\ud800"', '"\\u001b[2J"', '"\\U0010FFFF"', '"../../.."', '"/dev/zero"', '"a/b"'),
    *('"' + "x" * 40_000 + '"', '"' + "é" * 300 + '"', "'''", '"""', '"', "''"),
    *("[]", "{}", "[[]]", "[1, 'a', {}]", "[{}, 1]", "{ id = 1 }", "{ a.b.c = 1 }", "{ kind = [] }", "{ method = {} }"),
    *(
        "[" * 15 + "]" * 15,
        "[" * 200 + "]" * 200,
        "[" * 3000,
        "{a=" * 200 + "1" + "}" * 200,
        "true",
        "false",
        "5",
        "-1",
    ),
    *(
        "0001-01-01",
        "9999-12-31",
        "2026-13-45",
        "2026-02-30",
        "2026-01-01T00:00:00Z",
        "2026-01-01T10:00:00",
        "10:00:00",
    ),
)

#: Lines that belong nowhere, or to another table.
LINES = (
    *("[[criterion]]", "[award]", "[model]", "[[model.criterion]]", "[bids]", '[expect."A"]', "[[evaluator]]", "[a]"),
    *("[[dimension]]", "[labels]", "a.b.c.d = 1", "." * 50 + " = 1", "a" + ".a" * 5000 + " = 1", '"" = 1', "id = 5"),
    *('"\\u0000" = 1', '"a\\nb" = 1', "k" * 3000 + " = 1", '"' + "k" * 3000 + '" = 1', "format = 1", "weight = 5", "="),
    *("[" + "a." * 300 + "a]", "[[a]]\n[a]", "b = 1\nb.c = 2", "unknown-key = 1", "wieght = 5\ntitel = 'x'\nident = 1"),
    *("[criterion]", "criterion = 5", "dimension = {}", "question = []", "score = 1", 'input = "money"', "\x00", "\r"),
)

BYTES = (b"\xff", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\x80", b"\xe2\x80\xae", b"\x1b[31m")

#: What may stand in evaluation.json in place of anything.
JSON_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**30, "", "x", "1e999999999", "1e-999999999", "NaN", "-Infinity", "0e999999999"),
    *("9" * 5000, "0." + "3" * 30_000, "\0", "\x1b[2J", [], {}, [[]], [1, "a", {}], {"a": 1}, "ranked", "withdrawn"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of file: sound examples of it, and what reads one, returning its problems."""

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[Path], Sequence[Problem]]


@dataclass
class Found:
    """What a run came to: files read by kind, how many of them had problems, and each cause with an input."""

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    causes: dict[str, bytes] = field(default_factory=dict)


def changed(seed: bytes, chance: random.Random) -> bytes:
    """Return a file with one to four changes."""
    if seed.startswith(b"{") and chance.random() < 0.8:
        return _changed_json(seed, chance)
    lines = seed.decode().split("\n")
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        chance.choice(_CHANGES)(lines, chance)
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    damage = chance.randrange(24)
    if damage == 0:
        at = chance.randrange(len(content) + 1)
        return content[:at] + chance.choice(BYTES) + content[at + chance.randrange(2) :]
    if damage == 1:
        return content[: chance.randrange(len(content) + 1)]
    if damage == 2:
        encoding = chance.choice(("utf-16", "utf-16-le", "cp1252"))
        return content.decode("utf-8", "replace").encode(encoding, "replace")
    return content


def _at(lines: list[str], chance: random.Random, wanted: str = "=") -> int:
    fitting = [number for number, line in enumerate(lines) if wanted in line and not line.lstrip().startswith("#")]
    return chance.choice(fitting or [0])


def _value(lines: list[str], chance: random.Random) -> None:
    number = _at(lines, chance)
    lines[number] = f"{lines[number].partition('=')[0]}= {chance.choice(VALUES)}"


def _inner_value(lines: list[str], chance: random.Random) -> None:
    number = _at(lines, chance, "{")
    before, _, after = lines[number].rpartition("=")
    end = after.find(",") if "," in after else max(after.find("}"), 0)
    lines[number] = f"{before}= {chance.choice(VALUES)}{after[end:]}"


def _misspelt(lines: list[str], chance: random.Random) -> None:
    for number in range(at := _at(lines, chance), min(at + chance.randrange(1, 4), len(lines))):
        key, sign, rest = lines[number].partition("=")
        stem = key.rstrip()
        if sign and stem:
            lines[number] = f"{stem[: chance.randrange(len(stem))]}{chance.choice(('x', '', '-', 'é'))} ={rest}"


def _misspelt_inside(lines: list[str], chance: random.Random) -> None:
    number = _at(lines, chance, "{")
    letters = list(lines[number])
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(letters) or 1)
        letters[at : at + 1] = chance.choice(("", "x", "-", letters[at] * 2)) if letters else ""
    lines[number] = "".join(letters)


def _gone(lines: list[str], chance: random.Random) -> None:
    number = _at(lines, chance, chance.choice(("=", "=", "[")))
    del lines[number : number + chance.choice((1, 1, 1, 2, 5))]
    if not lines:
        lines.append("")


def _twice(lines: list[str], chance: random.Random) -> None:
    number, many = _at(lines, chance, chance.choice(("=", "["))), chance.choice((1, 1, 3, 8, 20))
    to = chance.randrange(len(lines) + 1)
    lines[to:to] = lines[number : number + many] * chance.choice((1, 1, 1, 30))


def _added(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(LINES))


def _moved(lines: list[str], chance: random.Random) -> None:
    one, other = _at(lines, chance), _at(lines, chance, chance.choice(("=", "[")))
    lines[one], lines[other] = lines[other], lines[one]


def _swapped_values(lines: list[str], chance: random.Random) -> None:
    one, other = _at(lines, chance), _at(lines, chance)
    (key, _, value), (another, _, its) = lines[one].partition("="), lines[other].partition("=")
    lines[one], lines[other] = f"{key}={its}", f"{another}={value}"


_CHANGES = (_value, _value, _inner_value, _misspelt, _misspelt_inside, _gone, _twice, _added, _moved, _swapped_values)


def _changed_json(seed: bytes, chance: random.Random) -> bytes:
    data = json.loads(seed)
    for _ in range(chance.choice((1, 1, 2))):
        node: Any = data
        holder, key = data, next(iter(data))
        for _ in range(chance.randrange(1, 8)):
            inside = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
            if not inside:
                break
            holder, key = node, chance.choice(inside)
            node = holder[key]
        if chance.random() < 0.2 and isinstance(holder, dict):
            holder[chance.choice((f"{key}x", "format", "\ud800"))] = holder.pop(key)
        else:
            holder[key] = chance.choice(JSON_VALUES)
    return json.dumps(data, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def kinds(home: Path) -> list[Kind]:
    """Return the kinds of files, with the demonstration's own and those of the packs as examples; made in ``home``."""
    write_competition(home)
    (home.parent / "read").mkdir(exist_ok=True)
    shutil.copy(home / "logo.svg", home.parent / "read")
    done = evaluate(find(home))[0]
    criteria, evaluation = done.criteria, done.evaluation
    bidders = [bid.bidder for bid in evaluation.bids]
    labels = "[labels]\n" + "\n".join(f'"Bidder {"ABCDEFGH"[n]}" = "{bidder}"' for n, bidder in enumerate(bidders))
    packs = [path for pack in ("best-value", "works") for path in find_cases(pack)]
    models = [path.read_bytes() for path in resource_folder("criteria").glob("*/criteria.toml")]

    def beside(name: str) -> tuple[bytes, ...]:
        return ((home / name).read_bytes(),)

    return [
        Kind("criteria.toml", (*beside("criteria.toml"), *models), _criteria),
        Kind("case.toml", tuple(path.read_bytes() for path in packs), _case),
        Kind("panel.toml", beside("panel.toml"), lambda path: load_panel(path.parent, criteria, bidders).problems),
        Kind("award.toml", beside("award.toml"), lambda path: _award(path, bidders)),
        Kind("authority.toml", beside("authority.toml"), lambda path: load_look(path.parent).problems),
        Kind(
            "redactions.toml",
            beside("redactions.toml"),
            lambda path: load_redactions(path.parent, criteria, evaluation).problems,
        ),
        Kind("panel/blind-key.toml", (labels.encode(),), lambda path: _key(path, bidders)),
        Kind("evaluation.json", (evaluation.to_json().encode(),), lambda path: _evaluation(path, criteria)),
    ]


def _criteria(path: Path) -> Sequence[Problem]:
    loaded = load_criteria(path)
    if loaded.model is not None and not loaded.problems:
        "\n".join(award_model(loaded.model))
    return loaded.problems


def _case(path: Path) -> Sequence[Problem]:
    find_cases(path)
    case, problems = read_case(path)
    if case is not None and not (problems := unscorable(case.criteria, case.competition)):
        differences(case.criteria, case.competition, case.expected)[0].to_json()
    return problems


def _award(path: Path, bidders: Sequence[str]) -> Sequence[Problem]:
    return load_award(path.parent, bidders, tender_date=date(2026, 7, 6)).problems


def _key(path: Path, bidders: Sequence[str]) -> Sequence[Problem]:
    return read_names(path.parent.parent, bidders, (), complete=True)[1]


def _evaluation(path: Path, criteria: Criteria) -> Sequence[Problem]:
    evaluation: Evaluation | None
    evaluation, problems = read_evaluation(path, criteria)
    if evaluation is not None:
        evaluation.to_json()
        view(criteria, evaluation)
    return problems


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def cause_of(kind: Kind, path: Path) -> tuple[str, int]:
    """Return why a file went wrong, or nothing, and how many problems it was told to have."""
    try:
        with _at_most(MOST_SECONDS):
            problems = kind.read(path)
    except WrongUsage:
        return "", 0
    except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
        frames = [one for one in traceback.extract_tb(error.__traceback__) if "socialvalue" in one.filename]
        where = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "?"
        return f"{type(error).__name__} in {where}: {str(error)[:80]}", 0
    for one in problems:
        if not (one.place.file and one.found and one.expected and one.action):
            return f"a problem without place or words: {one.code}", len(problems)
        try:
            str(one).encode()
        except UnicodeEncodeError:
            return f"a problem that cannot be written: {one.code}", len(problems)
    return "", len(problems)


def run(home: Path, seed: int, *, files: int = 0, seconds: float = 0) -> Found:
    """Read changed files, ``files`` of each kind or for so many seconds, and return what was found."""
    known, found, chance = kinds(home / "demo"), Found(), random.Random(seed)
    began, number = time.monotonic(), 0
    while number < files or time.monotonic() - began < seconds:
        number += 1
        for kind in known:
            path = home / "read" / kind.name
            path.parent.mkdir(parents=True, exist_ok=True)
            content = changed(chance.choice(kind.seeds), chance)
            path.write_bytes(content)
            cause, problems = cause_of(kind, path)
            path.unlink()
            found.read[kind.name] += 1
            found.refused[kind.name] += bool(problems)
            if cause:
                found.causes.setdefault(f"{kind.name}: {cause}", content)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that show a cause")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        found = run(Path(home), given.seed, seconds=given.seconds)
    for kind, count in found.read.items():
        print(f"{kind:24} {count:7,} read, {found.refused[kind]:7,} refused")
    for number, (cause, content) in enumerate(found.causes.items(), start=1):
        print(f"{number}. {cause}")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / str(number)).write_bytes(content)
    print(f"{len(found.causes)} causes")


if __name__ == "__main__":
    main()
