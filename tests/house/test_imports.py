"""The rooms of the house and the arrows between them: who may import whom, and who may import what is heavy."""

from __future__ import annotations

import ast

import pytest

from tests.house.source import PACKAGE, for_types_only, imports, modules

#: What every room may use.
LEAVES = {"collector", "errors", "folder_files", "problems", "problems_of_record", "decimals"}

#: Folders whose files and sub-folders are rooms of their own.
SPLIT = {"analysis", "intake", "report"}

_SAY = {"intake/refused", "intake/wording"}
_NAMES = {"intake/names", "intake/nothing_said"}
_SHEETS = {"intake/cells", "intake/sheet", *_SAY, *_NAMES}

#: Each room, and the rooms that it may import beside itself, `model` and the leaves.
ROOMS: dict[str, set[str]] = {
    "__init__": {"competition", "machine", "report/page"},
    **{folder: set() for folder in SPLIT},
    "__main__": {"cli"},
    **{leaf: set() for leaf in LEAVES},
    "resources": set(),
    "files": set(),
    "reading": set(),
    "apart": set(),
    "machine": {"resources"},
    "picture": set(),
    "model": set(),
    "scoring": set(),
    "analysis/coefficient": set(),
    "analysis/spread": {"scoring"},
    "analysis/panel": {"analysis/coefficient", "analysis/spread"},
    "analysis/reasons": {"analysis/spread"},
    "intake/cells": set(),
    "intake/lookalikes": set(),
    "intake/nothing_said": set(),
    "intake/refused": set(),
    "intake/wording": set(),
    "intake/yes_no": set(),
    "intake/reading": set(),
    "intake/names": {"intake/lookalikes", "intake/nothing_said", "intake/wording"},
    "intake/answer_rules": {"intake/nothing_said"},
    "intake/package": {"intake/refused"},
    "intake/look": {"intake/cells", "intake/package", *_SAY},
    "intake/sheet": {
        "apart",
        "reading",
        "intake/cells",
        "intake/look",
        "intake/nothing_said",
        "intake/package",
        "intake/yes_no",
        *_SAY,
    },
    "intake/toml": {"reading"},
    "intake/evaluation_file": {"reading", "intake/wording"},
    "intake/criteria": {"resources", "intake/answer_rules", "intake/toml", "intake/yes_no"},
    "intake/award": {"picture", "reading", "intake/toml", "intake/wording", *_NAMES},
    "intake/bids": {"files", "intake/answer_rules", "intake/reading", "intake/yes_no", *_SHEETS},
    "intake/panel": {"reading", "intake/answer_rules", "intake/bids", "intake/reading", "intake/toml", *_SHEETS},
    "intake/join": {"intake/bids", "intake/panel", "intake/names", "intake/wording"},
    "intake/folder": {"reading", "intake/bids", "intake/join", "intake/panel", "intake/reading", *_SHEETS},
    "workbooks": {"files"},
    "record": {"files", "reading"},
    "report/words": {"resources", "analysis/coefficient"},
    "report/law": {"report/words"},
    "report/charts": {"report/words"},
    "report/page": {"apart", "files", "picture", "reading", "resources", "report/words"},
    "report/evaluation": {"analysis/coefficient", "analysis/panel", "report/charts", "report/page", "report/words"},
    "report/pack": {"report/page", "report/words"},
    "report/board": {"report/charts", "report/law", "report/page", "report/words"},
    "report/letters": {"analysis/reasons", "report/law", "report/page", "report/words"},
}

#: A use case may do whatever needs doing, and only the command line may ask for one.
ROOMS["competition"] = set(ROOMS) - {"__init__", "__main__"}
ROOMS["cli"] = set(ROOMS) - {"__init__", "__main__"}

#: Rooms whose functions depend on what they are given alone, and what would break that.
PURE = {"model", "scoring", "analysis"}
OUTSIDE = {"io", "os", "pathlib", "random", "secrets", "shutil", "socket", "subprocess", "sys", "tempfile", "time"}
CLOCK = {"now", "today", "utcnow"}

#: Each library, and the places (a room, or one file of it) that may import it.
LIBRARIES: dict[str, set[str]] = {
    "babel": {"report/words/language"},
    "holidays": {"report/law/standstill"},
    "jinja2": {"report/page"},
    "numpy": {"analysis/panel"},
    "PIL": {"picture"},
    "openpyxl": {"workbooks"},
    "pebble": {"apart"},
    "python_calamine": set(),  # a second opinion, for tests alone
    "rich": {"cli"},
    "typer": {"cli"},
    "tinycss2": {"report/page/fetching"},
    "tinyhtml5": {"report/page/own_scan"},
    "weasyprint": {"report/page/pdf"},
}

#: No room may have these: each would be a second way of doing what one library does already, or an undeclared one.
NOWHERE = {"click", "lxml", "pandas", "requests", "yaml"}


def room(path: str) -> str:
    """The room of a module: a folder, or in a split folder a sub-folder or a file."""
    parts = path.removesuffix(".py").split("/")
    return "/".join(parts[:2]) if parts[0] in SPLIT and parts[1:] != ["__init__"] else parts[0]


def target_of(name: str) -> str | None:
    """The room that an imported name of ours is in."""
    parts = name.split(".")[1:]
    known = [path.removesuffix(".py").removesuffix("/__init__") for path in modules()]
    found = next((path for end in range(len(parts), 0, -1) if (path := "/".join(parts[:end])) in known), None)
    return (
        None
        if found is None
        else room(f"{found}/__init__.py" if f"{found}/__init__.py" in modules() else f"{found}.py")
    )


def faults(source: ast.AST, path: str) -> list[str]:
    """What a module imports although its room may not."""
    here = room(path)
    allowed = {here, "model"} | ROOMS.get(here, set()) | LEAVES
    typing = set(imports(for_types_only(source), path))
    found = []
    for name in imports(source, path):
        top = name.partition(".")[0]
        if top == "socialvalue":
            target = target_of(name)
            if target is not None and target not in allowed - ({"model"} if here in LEAVES else set()):
                found.append(f"{path} imports {name}")
        elif name in typing:
            continue  # a library named for types alone is not loaded; a room named for types is an arrow all the same
        elif (
            (top in OUTSIDE and here.partition("/")[0] in PURE)
            or top in NOWHERE
            or (top in LIBRARIES and not {here, path.removesuffix(".py")} & LIBRARIES[top])
        ):
            found.append(f"{path} imports {name}")
    if here.partition("/")[0] in PURE:
        found += [
            f"{path} asks the clock: {ast.unparse(node)}"
            for node in ast.walk(source)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK
        ]
    return found


def test_every_module_stands_in_a_room_that_the_table_knows() -> None:
    assert [path for path in modules() if room(path) not in ROOMS] == []


def test_the_walk_found_the_house() -> None:
    """A walk that finds nothing would pass every test here."""
    names = {name for path, tree in modules().items() for name in imports(tree, path)}

    assert len(modules()) >= 200
    assert set(ROOMS) - {room(path) for path in modules()} == set(), "these rooms are not there"
    assert {"socialvalue.errors.Problem", "typer", "openpyxl"} <= {*names, *(name.split(".")[0] for name in names)}


@pytest.mark.parametrize("path", modules())
def test_no_arrow_turns_round(path: str) -> None:
    assert faults(modules()[path], path) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("model/criteria.py", "from socialvalue.scoring.evaluate import evaluate"),
        ("model/criteria.py", "from ..scoring import evaluate"),
        ("scoring/evaluate.py", "import socialvalue.intake.sheet.workbook"),
        ("scoring/evaluate.py", "from socialvalue.intake import names"),
        ("scoring/evaluate.py", "import numpy as np"),
        ("errors.py", "from .model import base"),
        ("machine.py", "def f():\n    import weasyprint"),
        ("report/page/html.py", "from weasyprint import HTML"),
        ("report/page/html.py", "from openpyxl import Workbook"),
        ("scoring/evaluate.py", "import os"),
        ("model/panel.py", "from pathlib import Path"),
        ("analysis/panel/analysis.py", "import random"),
        ("scoring/evaluate.py", "x = datetime.now()"),
        ("scoring/evaluate.py", "from socialvalue.files import write_text"),
        ("report/board/summary.py", "from socialvalue.report.evaluation.decision import decision"),
        ("report/letters/letters.py", "from socialvalue.report.board.summary import board_summary"),
        ("intake/toml/file.py", "from socialvalue.intake.criteria.file import load_criteria"),
        ("intake/package/package.py", "from socialvalue.intake.sheet.workbook import Workbook"),
        ("competition/papers.py", "from socialvalue.cli import show"),
        ("workbooks/save.py", "from socialvalue.intake.sheet import workbook"),
        ("intake/sheet/workbook.py", "from ...workbooks.bid_form import bid_form"),
        ("scoring/evaluate.py", "if True:\n    from socialvalue.cli import app"),
        ("report/page/html.py", "import typer"),
        ("model/criteria.py", "if TYPE_CHECKING:\n    from socialvalue.scoring.evaluate import evaluate"),
        ("cli/app.py", "import click"),
    ],
)
def test_a_turned_arrow_is_seen(path: str, line: str) -> None:
    assert len(faults(ast.parse(line), path)) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("cli/score.py", "from socialvalue.scoring.evaluate import evaluate"),
        ("scoring/evaluate.py", "from socialvalue.model.criteria import Criteria"),
        ("report/page/pdf.py", "import weasyprint"),
        ("analysis/panel/agreement.py", "import numpy"),
        ("model/criteria.py", "from .base import Frozen"),
        ("intake/sheet/facts.py", "from socialvalue.errors import Problem"),
        ("cli/form.py", "if TYPE_CHECKING:\n    from openpyxl import Workbook"),
    ],
)
def test_an_arrow_the_right_way_is_fine(path: str, line: str) -> None:
    assert faults(ast.parse(line), path) == []


@pytest.mark.parametrize("path", modules())
def test_no_module_is_over_400_lines(path: str) -> None:
    assert len((PACKAGE / path).read_text("utf-8").splitlines()) <= 400


def test_rooms_import_nothing_by_being_opened() -> None:
    """An `__init__.py` that imports would load a whole room for one of its files."""
    opened = {
        path: [name for name in imports(tree, path) if not name.startswith("__future__")]
        for path, tree in modules().items()
        if path.endswith("/__init__.py") and room(path) not in {"cli", "scoring"}  # each opens on one function
    }

    assert {path: names for path, names in opened.items() if names} == {}
    assert len(opened) >= 4
