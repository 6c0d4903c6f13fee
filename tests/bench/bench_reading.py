"""How quick the reading of workbooks is, next to python-calamine alone and to openpyxl.

Run by `make bench`, or: python -m tests.bench.bench_reading --repeats 5
Every run is a process of its own, so that peaks of memory can be told apart; what is timed starts after the imports.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from socialvalue.intake.folder import read_comparison_file, read_folder
from socialvalue.intake.sheet.workbook import open_workbook
from socialvalue.model.criteria import Criteria
from socialvalue.model.layout import fields

BIDS, QUANTITIES, MARKS = 5000, 38, 10
FORMS, ANSWERS = 200, 58

COMPARISON_GOAL = 4.0  # times calamine alone
VALUES_GOAL = 1.75  # the same for our reading alone, values and facts
FORMS_GOAL = 0.2  # times openpyxl loading every form twice, for values and for formulas
MEMORY_GOAL = 250  # MB, the whole process
LINEAR_GOAL = 2.3  # times as long for twice as many rows


def model(quantities: int, marks: int) -> Criteria:
    """An award model with a price, a standard, quantities and panel marks."""
    parts = [
        'format = 1\nid = "bench"\nversion = "1"\ntitle = "Bench"\n[[dimension]]\nid = "all"\ntitle = "All"',
        '[[scale]]\nid = "five"\nlevels = [{mark=0,label="a"},{mark=1,label="b"},{mark=3,label="d"}]',
        '[[standard]]\nid = "wage"\nquestion = "Do you pay it?"\npass = "yes"',
        _criterion("price", '{ kind = "money" }', '{ method = "lowest-price" }'),
    ]
    weeks, target = '{ kind = "quantity", unit = "weeks" }', '{ method = "target", full-marks-at = 9 }'
    parts += [_criterion(f"q{number}", weeks, target) for number in range(quantities)]
    panel = '{ kind = "panel", scale = "five" }'
    parts += [_criterion(f"m{number}", panel, '{ method = "panel" }') for number in range(marks)]
    return Criteria.model_validate(tomllib.loads("\n".join(parts), parse_float=Decimal))


def _criterion(id_: str, asked: str, score: str) -> str:
    head = f'[[criterion]]\nid = "{id_}"\ndimension = "all"\ntitle = "Question {id_}"\nweight = 1'
    return f"{head}\ninput = {asked}\nscore = {score}"


def write_comparison(path: Path, rows: int) -> None:
    """Write a comparison workbook of one bid a row, every number another one."""
    luck = random.Random(1)
    asked = [field for field in fields(model(QUANTITIES, MARKS)) if field.kind not in {"reference", "withdrawn"}]
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Bids")
    sheet.append([field.id for field in asked])
    sheet.append([field.titled for field in asked])
    for row in range(rows):
        sheet.append([_answer(field.counts or field.kind, row, luck) for field in asked])
    workbook.save(path)


def _answer(kind: str, row: int, luck: random.Random) -> object:
    match kind:
        case "bidder":
            return f"The {row}th bidder of a long list"
        case "standard":
            return "yes"
        case "mark":
            return luck.choice((0, 1, 3))
        case "reason":
            return f"Meets most of the requirement, as seen in response {row % 97}."
        case _:
            return round(luck.uniform(1, 1_000_000), 2)


def write_forms(folder: Path) -> None:
    """Write 200 one-bidder forms of 60 rows."""
    asked = [field for field in fields(model(ANSWERS - 1, 0)) if field.kind != "withdrawn"]
    luck = random.Random(2)
    (folder / "bids").mkdir()
    for number in range(FORMS):
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.title = "Offer"
        sheet.append(["id", "question", "unit", "answer", "evidence"])
        for field in asked:
            answer = _answer(field.counts or field.kind, number, luck)
            sheet.append([field.id, field.title, field.unit, answer, "Tender, page 4"])
        workbook.save(folder / "bids" / f"bid-{number:03}.xlsx")


def calamine(path: Path) -> object:
    """The yardstick: all values, nothing else."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name("Bids").to_python()


def ours_values(path: Path) -> object:
    """Our first stage: values and facts of the sheet, before anything is made of them."""
    workbook = open_workbook(path, path.name)
    return workbook.sheet(workbook.sheets[0])


def ours(path: Path) -> object:
    """All of ours: from the file to bids without faults."""
    reading = read_comparison_file(path, model(QUANTITIES, MARKS), "")
    assert reading.competition is not None, reading.problems[:3]
    assert len(reading.competition.bids) >= BIDS
    return reading


def ours_forms(path: Path) -> None:
    """All of ours for a folder of one-bidder forms."""
    reading = read_folder(path, model(ANSWERS - 1, 0), "")
    assert reading.competition is not None, reading.problems[:3]
    assert len(reading.competition.bids) == FORMS


def openpyxl_twice(path: Path) -> None:
    """What it takes to see values and formulas with openpyxl."""
    for file in sorted(path.glob("bids/*.xlsx")) if path.is_dir() else [path]:
        for data_only in (True, False):
            for sheet in load_workbook(file, data_only=data_only).worksheets:
                list(sheet.values)


def calamine_forms(path: Path) -> None:
    """Values alone of a folder of forms."""
    for file in sorted(path.glob("bids/*.xlsx")):
        CalamineWorkbook.from_path(file).get_sheet_by_name("Offer").to_python()


TASKS: dict[str, Callable[[Path], object]] = {
    task.__name__: task for task in (calamine, ours_values, ours, ours_forms, openpyxl_twice, calamine_forms)
}


def run(task: str, path: Path) -> tuple[float, float]:
    """Return seconds and peak MB of a task in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bench_reading", "--task", task, str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(said[0]), float(said[1])


def side_by_side(first: str, second: str, path: Path, repeats: int) -> tuple[float, float, float, float]:
    """Return both medians in seconds, the median of the pairs' ratios, and the first one's peak in MB."""
    pairs = [(run(first, path), run(second, path)) for _ in range(repeats)]
    ratio = median(one[0] / other[0] for one, other in pairs)
    return (
        median(one[0] for one, _ in pairs),
        median(other[0] for _, other in pairs),
        ratio,
        max(o[1] for o, _ in pairs),
    )


def report(name: str, ours_: str, theirs: str, path: Path, repeats: int, goal: float | None) -> None:
    """Time two tasks turn by turn and print one line of the table."""
    mine, other, ratio, peak = side_by_side(ours_, theirs, path, repeats)
    verdict = "" if goal is None else f"(goal {goal:g}x) {'ok' if ratio <= goal else 'MISSED'}"
    print(f"{name:<52} {mine:7.3f} s {other:7.3f} s {ratio:6.2f}x {peak:5.0f} MB  {verdict}", flush=True)


def main() -> None:
    """Make the workbooks, time the tasks, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--task", nargs=2, metavar=("TASK", "PATH"), help="run one task and print seconds and MB")
    options = parser.parse_args()
    if options.task:
        begun = time.perf_counter()
        kept = TASKS[options.task[0]](Path(options.task[1]))
        taken = time.perf_counter() - begun
        del kept  # Kept until here: throwing it away is no part of reading.
        print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as folder:
        once, twice, forms = Path(folder, "once.xlsx"), Path(folder, "twice.xlsx"), Path(folder, "forms")
        write_comparison(once, BIDS)
        write_comparison(twice, 2 * BIDS)
        forms.mkdir()
        write_forms(forms)
        print(f"{'':<52} {'ours':>9} {'theirs':>9} {'ratio':>7} {'peak':>8}")
        report("5,000 x 61, values and facts / calamine", "ours_values", "calamine", once, options.repeats, VALUES_GOAL)
        report("5,000 x 61, file to bids / calamine", "ours", "calamine", once, options.repeats, COMPARISON_GOAL)
        report("5,000 x 61, file to bids / openpyxl twice", "ours", "openpyxl_twice", once, 1, None)
        report("200 forms, folder to bids / openpyxl twice", "ours_forms", "openpyxl_twice", forms, 3, FORMS_GOAL)
        report("200 forms, folder to bids / calamine", "ours_forms", "calamine_forms", forms, options.repeats, None)
        pairs = [(run("ours", twice)[0], run("ours", once)) for _ in range(options.repeats)]
        growth, peak = median(two / one[0] for two, one in pairs), max(one[1] for _, one in pairs)
        print(f"10,000 rows next to 5,000: {growth:.2f}x  (goal {LINEAR_GOAL:g}x)")
        print(f"peak at 5,000 rows: {peak:.0f} MB  (goal {MEMORY_GOAL} MB)")


if __name__ == "__main__":
    main()
