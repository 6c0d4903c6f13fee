"""Evaluate bids against published award criteria, with every number's working.

What a command of the command line does, a function here does, and prints nothing:

    import socialvalue
    found = socialvalue.find("my-tender")
    evaluated = socialvalue.evaluate(found)
    socialvalue.score(evaluated)

Each is loaded when it is first asked for, so that importing this costs next to nothing.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

# openpyxl writes with lxml where that happens to be installed, in other bytes. Set before anything imports openpyxl,
# whatever it was, so that two colleagues' workbooks are the same.
os.environ["OPENPYXL_LXML"] = "False"

__version__ = "1.0.0"

if TYPE_CHECKING:
    from socialvalue.competition import criteria, forms
    from socialvalue.competition.check import Checked, check
    from socialvalue.competition.demo import demo
    from socialvalue.competition.documents import board_summary, report
    from socialvalue.competition.evaluate import Evaluated, Override, evaluate
    from socialvalue.competition.explain import explain
    from socialvalue.competition.history import history
    from socialvalue.competition.letters import letters
    from socialvalue.competition.moderate import moderate
    from socialvalue.competition.new import new
    from socialvalue.competition.packs import panel_packs
    from socialvalue.competition.panel_analysis import analyse_panel
    from socialvalue.competition.results import on_file, score
    from socialvalue.competition.targets import Target, find
    from socialvalue.errors import FilesNeedMending, Note, Place, Problem, WrongUsage
    from socialvalue.machine import doctor
    from socialvalue.report.page.written import Written

#: Where each name is found; `criteria` and `forms` are modules.
_HOMES = {
    "competition": ("criteria", "forms"),
    "competition.check": ("Checked", "check"),
    "competition.demo": ("demo",),
    "competition.documents": ("board_summary", "report"),
    "competition.evaluate": ("Evaluated", "Override", "evaluate"),
    "competition.explain": ("explain",),
    "competition.history": ("history",),
    "competition.letters": ("letters",),
    "competition.moderate": ("moderate",),
    "competition.new": ("new",),
    "competition.packs": ("panel_packs",),
    "competition.panel_analysis": ("analyse_panel",),
    "competition.results": ("on_file", "score"),
    "competition.targets": ("Target", "find"),
    "errors": ("FilesNeedMending", "Note", "Place", "Problem", "WrongUsage"),
    "machine": ("doctor",),
    "report.page.written": ("Written",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Checked",
    "Evaluated",
    "FilesNeedMending",
    "Note",
    "Override",
    "Place",
    "Problem",
    "Target",
    "Written",
    "WrongUsage",
    "__version__",
    "analyse_panel",
    "board_summary",
    "check",
    "criteria",
    "demo",
    "doctor",
    "evaluate",
    "explain",
    "find",
    "forms",
    "history",
    "letters",
    "moderate",
    "new",
    "on_file",
    "panel_packs",
    "report",
    "score",
]


if not TYPE_CHECKING:  # for whom any name would then be one of ours

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = importlib.import_module(f"{__name__}.{_HOME[name]}")
        if _HOME[name] == "competition":
            return importlib.import_module(f"{home.__name__}.{name}")
        return getattr(home, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


# A room of the house is called `report` as well. Whenever a module of it was first imported, Python would put the room
# in the place of the function. It does so once, so the room is opened here, and its name taken back.
importlib.import_module(f"{__name__}.report")
globals().pop("report", None)
