"""How quick the command line is: `--help` next to an empty Typer program, `score` next to loading its workbook.

Run by `make bench`, or: python -m tests.bench.bench_cli --repeats 31
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

from socialvalue.intake.criteria.file import load_criteria
from socialvalue.model.layout import COMPARISON_SHEET, fields
from socialvalue.workbooks.comparison_form import comparison_form
from socialvalue.workbooks.save import save
from tests.bench.measure import Ratio, compare

BIDS = 12
CRITERIA = 40

HELP_GOAL = 1.5
SCORE_GOAL = 2.0

EMPTY_TYPER = """
import typer

app = typer.Typer()


@app.command()
def nothing() -> None:
    pass


app()
"""

JUST_LOAD = """
import sys
from openpyxl import load_workbook

load_workbook(sys.argv[1])
"""

MODEL = """
format = 1
id = "bench"
version = "1"
title = "Forty criteria"
source = "Made for measuring"

[award]
basis = "weighted-total"
weights = "of-total"

[[dimension]]
id = "cost"
title = "Cost"

[[dimension]]
id = "social"
title = "Social value"

[[scale]]
id = "marks"
levels = [{ mark = 0, label = "None", means = "Nothing" }, { mark = 5, label = "Full", means = "Everything" }]

[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 22
input = { kind = "money" }
score = { method = "lowest-price" }
"""

PANEL = 'input = { kind = "panel", scale = "marks" }\nscore = { method = "panel" }'
COUNTED = 'input = { kind = "quantity", unit = "weeks" }\nscore = { method = "target", full-marks-at = 200 }'


def write_competition(folder: Path) -> Path:
    """Write the criteria and the comparison workbook of 12 bids by 40 criteria, half of them marked by a panel."""
    others = (
        f'[[criterion]]\nid = "c{number}"\ndimension = "social"\ntitle = "Criterion {number}"\nweight = 2\n'
        f"{PANEL if number % 2 else COUNTED}\n"
        for number in range(1, CRITERIA)
    )
    (folder / "criteria.toml").write_text("\n".join([MODEL, *others]), "utf-8")
    criteria = load_criteria(folder / "criteria.toml").criteria
    workbook = comparison_form(criteria, [f"Bidder {number}" for number in range(1, BIDS + 1)])
    sheet = workbook[COMPARISON_SHEET]
    columns = {field.id: column for column, field in enumerate(fields(criteria), 1)}
    (first,) = (row for row in range(1, 20) if sheet.cell(row, 1).value == "Bidder 1")
    for bid in range(BIDS):
        for field in fields(criteria):
            match field.counts or field.kind:
                case "money":
                    value: str | int = 1_000_000 + 12_345 * bid
                case "quantity":
                    value = 20 * bid
                case "mark":
                    value = 5 * (bid % 2)
                case "reason":
                    value = f"Bidder {bid} set out a clear plan with named people, dates and a way to measure it. " * 3
                case _:
                    continue
            sheet.cell(first + bid, columns[field.id], value)
    path = folder / "bids" / "comparison.xlsx"
    save(workbook, path)
    return path


def help_ratio(folder: Path, repeats: int) -> Ratio:
    """`socialvalue --help` next to the help of a Typer program that does nothing."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY_TYPER, "utf-8")
    ours = (sys.executable, Path(sys.executable).with_name("socialvalue"), "--help")
    return compare(
        "socialvalue --help / empty Typer program --help",
        ours,
        (sys.executable, empty, "--help"),
        HELP_GOAL,
        repeats,
    )


def score_ratio(folder: Path, repeats: int) -> Ratio:
    """`socialvalue score` of 12 bids by 40 criteria next to openpyxl that loads that workbook and stops."""
    workbook = write_competition(folder)
    assert load_workbook(workbook)[COMPARISON_SHEET].max_row >= BIDS
    loading = folder / "just_load.py"
    loading.write_text(JUST_LOAD, "utf-8")
    ours = (sys.executable, Path(sys.executable).with_name("socialvalue"), "score", folder)
    return compare(
        f"socialvalue score, {BIDS} bids x {CRITERIA} criteria / openpyxl load",
        ours,
        (sys.executable, loading, workbook),
        SCORE_GOAL,
        repeats,
    )


def main() -> None:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15, help="pairs of runs; more for a noisy machine")
    repeats = parser.parse_args().repeats
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(help_ratio(folder, repeats).line)
        print(score_ratio(folder, repeats).line)


if __name__ == "__main__":
    main()
