"""Change scoring and model in one small place at a time, and see whether a test notices: `make mutants`, by hand.

    .venv/bin/python -m tests.mutants.run                     # all of it, some half an hour on two cores
    .venv/bin/python -m tests.mutants.run scoring/values.py   # one module

Each change runs in a process of its own, made by fork with everything imported but the tool itself; the first test that
fails ends it. What no test notices is listed, less what `accepted.toml` names with its reason.
mutmut and cosmic-ray were looked at: mutmut leaves out what is decorated (every property and validator), and
cosmic-ray starts Python anew for every change, which takes hours.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.machinery
import os
import signal
import sys
import time
import tomllib
import types
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.changes import Change, changed, changes

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "socialvalue"
ROOMS = ("scoring", "model")
ACCEPTED = Path(__file__).with_name("accepted.toml")

#: Run for every change, the likeliest to notice first.
TESTS = ("tests/scoring", "tests/model", "tests/criteria_file", "tests/packs")

#: Run beside them for a module of which these know most.
MORE = {
    "model/authority.py": ("tests/intake/test_authority_file.py",),
    "model/award_details.py": ("tests/intake/test_award_file.py",),
    "model/base.py": ("tests/intake/test_award_file.py",),
    "model/competition.py": ("tests/intake/test_comparison.py",),
    "model/entries.py": ("tests/intake/test_award_file.py", "tests/intake/test_redactions_file.py"),
    "model/evaluation.py": ("tests/intake/test_evaluation_file.py",),
    "model/layout.py": ("tests/intake/test_comparison.py", "tests/workbooks/test_bid_form.py"),
    "model/panel.py": ("tests/intake/test_panel_file.py",),
    "model/panel_layout.py": ("tests/intake/test_panel_blind.py", "tests/workbooks/test_panel_form.py"),
    "model/redactions.py": ("tests/intake/test_redactions_file.py",),
}

#: Longer than any run of these tests takes; a change that goes on for ever is noticed.
MOST_SECONDS = 120

NOTICED, SURVIVED, TOO_LONG = "noticed", "survived", "too long"


@dataclass(frozen=True)
class Outcome:
    """What became of one change to one module."""

    module: str
    change: Change
    verdict: str


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module with a change, and leaves all others to Python."""

    def __init__(self, name: str, path: Path, number: int) -> None:
        self.name, self.path, self.number = name, path, number

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(name, self, origin=str(self.path)) if name == self.name else None

    def exec_module(self, module: types.ModuleType) -> None:
        module.__file__ = str(self.path)
        code = compile(changed(self.path.read_text("utf-8"), self.number), str(self.path), "exec")
        exec(code, module.__dict__)  # noqa: S102 - our own source, with one change


def _warm() -> None:
    """Import what every test needs, and nothing of the tool: that is imported anew, with its change."""
    import babel
    import hypothesis.extra
    import jinja2
    import numpy as np
    import openpyxl
    import pydantic
    import pytest
    import typer.testing

    assert all((babel, hypothesis.extra, jinja2, np, openpyxl, pydantic, pytest, typer.testing))
    ours = [name for name in sys.modules if name.partition(".")[0] == "socialvalue"]
    assert not ours, f"imported too early: {ours}"


class _FewExamples:
    """Properties are tried on few examples: a change that only the fiftieth notices needs a test of its own."""

    def pytest_collection(self) -> None:
        from hypothesis import settings

        settings.register_profile("mutants", deadline=None, max_examples=10, database=None, derandomize=True)
        settings.load_profile("mutants")


def _child(module: str, change: Change | None) -> int:
    """Run the tests in this process with a change made; return pytest's exit code."""
    import pytest

    if change is not None:
        name = f"socialvalue.{module.removesuffix('.py').replace('/', '.').removesuffix('.__init__')}"
        sys.meta_path.insert(0, _Changed(name, PACKAGE / module, change.number))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore"]
    return int(pytest.main([*options, *TESTS, *MORE.get(module, ())], plugins=[_FewExamples()]))


def _forked(module: str, change: Change | None) -> str:
    child = os.fork()
    if child == 0:
        code = 3
        try:
            os.setsid()
            code = _child(module, change)
        finally:
            os._exit(code)
    until = time.monotonic() + MOST_SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return SURVIVED if status == 0 else NOTICED
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return TOO_LONG


def modules(wanted: Sequence[str]) -> list[str]:
    """Return the modules to be changed: those named, or all of the rooms."""
    known = [path.relative_to(PACKAGE).as_posix() for room in ROOMS for path in sorted((PACKAGE / room).glob("*.py"))]
    return [one for name in wanted or [""] for one in known if one.startswith(name)]


def outcomes(wanted: Sequence[str], at_once: int) -> Iterator[Outcome]:
    """Make every change of the modules, and yield what became of it."""
    work = [(module, one) for module in modules(wanted) for one in changes((PACKAGE / module).read_text("utf-8"))]
    with ThreadPoolExecutor(at_once) as pool:
        once = list({MORE.get(module): module for module in modules(wanted)}.values())
        for module, verdict in zip(once, pool.map(lambda module: _forked(module, None), once), strict=True):
            if verdict != SURVIVED:
                raise SystemExit(f"The tests of {module} fail without any change.")
        verdicts = pool.map(lambda item: _forked(*item), work)
        for (module, change), verdict in zip(work, verdicts, strict=True):
            yield Outcome(module, change, verdict)


def accepted() -> dict[tuple[str, str], str]:
    """Return the changes that may survive, with the reason why no test need notice."""
    rows = tomllib.loads(ACCEPTED.read_text("utf-8"))["accepted"]
    return {(row["module"], row["change"]): row["why"] for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", help="such as scoring/ or model/panel.py; all of both rooms if left out")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    os.chdir(ROOT)
    _warm()
    may, began = accepted(), time.monotonic()
    found, left, used = [], [], set()
    for one in outcomes(given.modules, given.at_once):
        found.append(one)
        if len(found) % 50 == 0:
            print(f"{len(found)} changes, {(time.monotonic() - began) / 60:.0f} minutes", flush=True)
        if one.verdict != SURVIVED:
            continue
        if (one.module, one.change.words) in may:
            used.add((one.module, one.change.words))
            continue
        left.append(one)
        print(f"survived  {one.module}:{one.change.line}  {one.change.words}", flush=True)
    stale = [key for key in may if key[0] in modules(given.modules) and key not in used]
    for module, words in stale:
        print(f"accepted, yet noticed or gone  {module}  {words}")
    noticed = len(found) - len(left) - len(used)
    minutes, slow = (time.monotonic() - began) / 60, sum(one.verdict == TOO_LONG for one in found)
    print(f"{len(found)} changes in {minutes:.0f} minutes: {noticed} noticed, {slow} of them by going on for too long;")
    print(f"{len(used)} accepted with their reasons; {len(left)} survived.")
    raise SystemExit(bool(left or stale))


if __name__ == "__main__":
    main()
