"""`moderate` of 100 bids, 30 questions and 8 evaluators, next to openpyxl loading those score sheets."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from socialvalue.intake.criteria.file import load_criteria
from socialvalue.intake.panel.file import load_panel
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import Panel
from socialvalue.model.panel_layout import PANEL_FOLDER, sheet_name
from socialvalue.workbooks.comparison_form import comparison_form
from socialvalue.workbooks.fill import GivenMark, fill_panel_form
from socialvalue.workbooks.panel_form import panel_form
from socialvalue.workbooks.save import save
from tests.bench.measure import Ratio, compare, seconds

QUESTIONS, EVALUATORS = 30, 8

HEAD = """format = 1
id = "b"
version = "1"
title = "Bench"
dimension = [ { id = "quality", title = "Quality" } ]
scale = [ { id = "five", levels = [ LEVELS ] } ]
"""
WORDS = ["depot", "drivers", "dates", "training", "fleet", "plan", "evidence", "people", "cover", "staff", "annex"]

LOAD = "import sys, openpyxl\nfor path in sys.argv[1:]:\n    openpyxl.load_workbook(path)"


def _models(folder: Path) -> tuple[Criteria, Panel]:
    levels = ", ".join(f'{{ mark = {n}, label = "Level {n}", means = "Meaning {n}" }}' for n in range(6))
    weights = [4 if number < 10 else 3 for number in range(QUESTIONS)]
    criteria = HEAD.replace("LEVELS", levels) + "".join(
        f'[[criterion]]\nid = "q{number}"\ndimension = "quality"\ntitle = "Question {number}"\nweight = {weight}\n'
        'input = { kind = "panel", scale = "five" }\nscore = { method = "panel" }\n'
        for number, weight in enumerate(weights)
    )
    (folder / "criteria.toml").write_text(criteria, "utf-8")
    questions = ", ".join(f'"q{number}"' for number in range(QUESTIONS))
    evaluators = "".join(
        f'[[evaluator]]\nid = "e{number}"\nname = "Evaluator {number}"\nrole = "Member"\n'
        f"chair = {'true' if number == 0 else 'false'}\nquestions = [{questions}]\ndeclared = 2026-09-01\n"
        'interest = "none"\n'
        for number in range(EVALUATORS)
    )
    (folder / "panel.toml").write_text(f"format = 1\n{evaluators}", "utf-8")
    panel = load_panel(folder, load_criteria(folder / "criteria.toml").criteria, None).panel
    if panel is None:
        raise SystemExit("the bench's panel file has faults")
    return load_criteria(folder / "criteria.toml").criteria, panel


def make(folder: Path, count: int) -> list[Path]:
    """Write a competition with ``count`` bids whose sheets are all filled in, and return the sheets' paths."""
    folder.mkdir(parents=True)
    criteria, panel = _models(folder)
    bidders = [f"Bidder number {number} Ltd" for number in range(count)]
    (folder / "bids").mkdir()
    save(comparison_form(criteria, bidders), folder / "bids" / "bids.xlsx")
    drawn = random.Random(1)
    paths = []
    for one in panel.evaluator:
        form = panel_form(criteria, panel, one, bidders)
        marks = [
            GivenMark(leaf.key, bidder, drawn.randrange(6), _reason(drawn), f"p. {drawn.randrange(40)}", "A date.")
            for leaf in criteria.panel_leaves
            for bidder in bidders
        ]
        fill_panel_form(form, marks)
        paths.append(folder / PANEL_FOLDER / sheet_name(one))
        save(form, paths[-1])
    return paths


def _reason(drawn: random.Random) -> str:
    return f"The response names {' '.join(drawn.choices(WORDS, k=14))} on page {drawn.randrange(90)}."


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeats", type=int, default=3)
    repeats = parser.parse_args().repeats
    ours = Path(sys.executable).with_name("socialvalue")
    with tempfile.TemporaryDirectory() as home:
        sheets = make(Path(home) / "full", 100)
        make(Path(home) / "half", 50)
        print(
            compare(
                "moderate, 100 bids x 30 questions x 8 evaluators / openpyxl load",
                [ours, "moderate", Path(home) / "full"],
                [sys.executable, "-c", LOAD, *sheets],
                3,
                repeats,
            ).line
        )
        seconds([ours, "moderate", Path(home) / "half"])  # the first run writes the record, as it did for the others
        full, half = (seconds([ours, "moderate", Path(home) / size]) for size in ("full", "half"))
        print(Ratio("the same / with 50 bids", full, half, full / half, 2.3).line)


if __name__ == "__main__":
    main()
