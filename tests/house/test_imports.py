"""The rooms of the house and the arrows between them: who may import whom, and who may import what is heavy."""

from __future__ import annotations

import ast

import pytest

from tests.house.source import PACKAGE, for_types_only, imports, modules

#: Whether a picture from outside may stand on a page.
DRAWING = {"drawing", "drawing_growth", "drawing_numbers"}

LEAVES = {
    "errors",
    "problems",
    "problems_of_record",
    "decimals",
    "files",
    "resources",
    "reading",
    "apart",
    "picture",
    *DRAWING,
}

#: Each room, and the rooms that it may import beside itself and the leaves.
ROOMS: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli"},
    "decimals": set(),
    "doctor": set(),
    "errors": set(),
    "files": set(),
    "problems": set(),
    "problems_of_record": set(),
    "resources": set(),
    "apart": set(),
    "reading": set(),
    "picture": set(),
    **{name: set() for name in DRAWING},
    "model": set(),
    "scoring": {"model"},
    "analysis": {"model", "scoring"},
    "intake": {"model"},
    "workbooks": {"model"},
    "report": {"model", "analysis"},
    "export": {"model"},
    "record": {"model"},
    "cli": {"doctor", "model", "scoring", "analysis", "intake", "workbooks", "report", "export", "record"},
}

#: Each library, and the places (a room, or one file of it) that may import it.
LIBRARIES: dict[str, set[str]] = {
    "babel": {"report/language"},
    "holidays": {"report/standstill"},
    "jinja2": {"report"},
    "numpy": {"analysis"},
    "PIL": {"picture"},
    "openpyxl": {"workbooks"},
    "python_calamine": set(),  # a second opinion, for tests alone
    "pebble": {"apart"},
    "rich": {"cli"},
    "typer": {"cli"},
    "tinycss2": {"report/fetching"},
    "tinyhtml5": {"report/own_scan"},
    "weasyprint": {"report/pdf"},
}

#: No room may have these: each would be a second way of doing what one library does already, or an undeclared one.
NOWHERE = {"click", "lxml", "pandas", "requests", "yaml"}


def room(path: str) -> str:
    return path.removesuffix(".py").split("/")[0]


def faults(source: ast.AST, path: str) -> list[str]:
    """What a module imports although its room may not."""
    here = room(path)
    allowed = {here} | ROOMS.get(here, set()) | (LEAVES if here != "__init__" else set())
    typing = set(imports(for_types_only(source), path))
    found = []
    for name in imports(source, path):
        top, _, rest = name.partition(".")
        target = rest.split(".")[0]
        if top == "socialvalue":
            if target in ROOMS and target not in allowed:
                found.append(f"{path} imports {name}")
        elif name in typing:
            continue  # a library named for types alone is not loaded; a room named for types is an arrow all the same
        elif top in NOWHERE or (top in LIBRARIES and not {here, path.removesuffix(".py")} & LIBRARIES[top]):
            found.append(f"{path} imports {name}")
    return found


def test_every_module_stands_in_a_room_that_the_table_knows() -> None:
    assert [] == [path for path in modules() if room(path) not in ROOMS]


def test_the_walk_found_the_house() -> None:
    """A walk that finds nothing would pass every test here."""
    names = {name for path, tree in modules().items() for name in imports(tree, path)}

    assert len(modules()) >= 25
    assert {"socialvalue.errors.Problem", "typer", "openpyxl"} <= {*names, *(name.split(".")[0] for name in names)}
    assert {"model", "scoring", "intake", "workbooks", "report", "cli"} <= {room(path) for path in modules()}


@pytest.mark.parametrize("path", modules())
def test_no_arrow_turns_round(path: str) -> None:
    assert [] == faults(modules()[path], path)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("model/criteria.py", "from socialvalue.scoring.evaluate import evaluate"),
        ("model/criteria.py", "from ..scoring import evaluate"),
        ("scoring/evaluate.py", "import socialvalue.intake.workbook"),
        ("scoring/evaluate.py", "from socialvalue import intake"),
        ("scoring/evaluate.py", "import numpy as np"),
        ("errors.py", "from .model import base"),
        ("doctor.py", "def f():\n    import weasyprint"),
        ("report/views.py", "from weasyprint import HTML"),
        ("report/views.py", "from openpyxl import Workbook"),
        ("workbooks/forms.py", "from socialvalue.intake import workbook"),
        ("intake/workbook.py", "from ..workbooks.forms import bid_form"),
        ("scoring/evaluate.py", "if True:\n    from socialvalue.cli import app"),
        ("report/views.py", "import typer"),
        ("model/criteria.py", "if TYPE_CHECKING:\n    from socialvalue.scoring.evaluate import evaluate"),
        ("cli/app.py", "import click"),
    ],
)
def test_a_turned_arrow_is_seen(path: str, line: str) -> None:
    assert 1 == len(faults(ast.parse(line), path))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("cli/score.py", "from socialvalue.scoring.evaluate import evaluate"),
        ("scoring/evaluate.py", "from socialvalue.model.criteria import Criteria"),
        ("report/pdf.py", "import weasyprint"),
        ("analysis/weights.py", "import numpy"),
        ("model/criteria.py", "from .base import Frozen"),
        ("intake/facts.py", "from socialvalue.errors import Problem"),
        ("cli/form.py", "if TYPE_CHECKING:\n    from openpyxl import Workbook"),
    ],
)
def test_an_arrow_the_right_way_is_fine(path: str, line: str) -> None:
    assert [] == faults(ast.parse(line), path)


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

    assert {} == {path: names for path, names in opened.items() if names}
    assert len(opened) >= 4
