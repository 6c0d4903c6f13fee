"""`socialvalue --help` loads none of the libraries that take their time."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

HEAVY = ("openpyxl", "weasyprint", "jinja2", "numpy", "babel")

LOADED = """
import sys
from socialvalue.cli import main
sys.argv = ["socialvalue", *sys.argv[1:]]
try:
    main()
except SystemExit as stop:
    assert stop.code in (0, None), stop.code
finally:
    print("LOADED", *sorted({name.split(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["score", "--help"], ["report", "--help"], ["criteria", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, check=False, text=True)

    assert (ran.returncode, ran.stderr) == (0, "")
    loaded = ran.stdout.rpartition("LOADED")[2].split()
    assert [name for name in HEAVY if name in loaded] == []
    assert "typer" in loaded
