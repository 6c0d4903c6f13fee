"""Every workbook that we make has the same bytes whenever, wherever and by whomever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from socialvalue.workbooks.bid_form import bid_form
from socialvalue.workbooks.comparison_form import comparison_form
from socialvalue.workbooks.fill import fill_bid_form, fill_panel_form
from socialvalue.workbooks.moderation_book import moderation_book
from socialvalue.workbooks.moderation_form import moderation_form
from socialvalue.workbooks.panel_form import panel_form
from socialvalue.workbooks.results import results_workbook
from socialvalue.workbooks.save import content, save
from tests.workbooks.builders import NAMES, evaluation, model
from tests.workbooks.panels import mark, panel

pytestmark = pytest.mark.slow

#: What another process prints: the hash of each workbook.
PRINT = """
import hashlib, sys, time
{first}
time.time = lambda: {clock}
from socialvalue.workbooks.save import content
from tests.workbooks.test_same_bytes import every_workbook
for name, workbook in every_workbook().items():
    print(name, hashlib.sha256(content(workbook)).hexdigest())
"""


def every_workbook() -> dict[str, Workbook]:
    """Return each kind of workbook, with what fills it filled in."""
    criteria, people = model(), panel()
    filled, sheets = bid_form(criteria), panel_form(criteria, people, people.evaluator[0], NAMES)
    fill_bid_form(filled, {"bidder": NAMES[0]}, None)
    fill_panel_form(sheets, [])
    marks = (mark("ash", 4), mark("birch", 2))
    return {
        "bid form": filled,
        "comparison": comparison_form(criteria, NAMES),
        "moderation form": moderation_form(criteria, NAMES),
        "moderation": moderation_book(criteria, people, NAMES, marks, (), (), marks_hash="ab" * 32),
        "score sheets": sheets,
        "results": results_workbook(criteria, evaluation(criteria)),
    }


def hashes(home: Path, clock: int, first: str = "", **surroundings: str) -> str:
    """What another process prints that begins with the line ``first``."""
    changed = {"HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path), **surroundings}
    command = [sys.executable, "-c", PRINT.format(clock=clock, first=first)]
    return subprocess.run(command, env=os.environ | changed, text=True, capture_output=True, check=True).stdout


def test_another_day_zone_user_and_hash_seed_make_no_difference(tmp_path: Path) -> None:
    first = hashes(tmp_path / "a", 1_800_000_000, PYTHONHASHSEED="1", TZ="UTC", LANG="C", USER="ann")
    second = hashes(tmp_path / "b", 1_900_000_000, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LANG="cy_GB.UTF-8", USER="bob")
    assert first.count("\n") == 6
    assert first == second


def test_whether_lxml_is_installed_makes_no_difference(tmp_path: Path) -> None:
    """openpyxl writes with it where it finds it, in other bytes: a user has none, these tests have it for pikepdf."""
    without = hashes(tmp_path, 1_800_000_000, "sys.modules['lxml'] = None")
    with_lxml = hashes(tmp_path, 1_800_000_000, "import lxml.etree", OPENPYXL_LXML="True")
    assert with_lxml.count("\n") == 6
    assert without == with_lxml


def test_a_workbook_tells_neither_when_nor_on_what_it_was_made() -> None:
    """Not in its properties, and not in the parts of its package."""
    for packed in [content(workbook) for workbook in every_workbook().values()]:
        with zipfile.ZipFile(BytesIO(packed)) as package:
            entries = package.infolist()
            assert len(entries) > 8
            assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
            assert {(entry.create_system, entry.external_attr >> 16) for entry in entries} == {(3, 0o600)}
            properties = package.read("docProps/core.xml").decode()
        assert ">socialvalue</dc:creator>" in properties
        assert "dcterms:" not in properties


def test_what_is_put_inside_another_file_is_what_is_saved(tmp_path: Path) -> None:
    save(comparison_form(model()), tmp_path / "form.xlsx")
    assert content(comparison_form(model())) == (tmp_path / "form.xlsx").read_bytes()
