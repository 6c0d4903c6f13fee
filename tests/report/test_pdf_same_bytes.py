"""The same document has the same bytes: another day, zone, user or language of the machine, alone or after others."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from socialvalue.report.page.document import Attachment
from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import write_pdf
from tests.report.test_pdf_rules import PAGE

pytestmark = pytest.mark.pango

#: Pages that leave something behind: other fonts, sizes and weights, and their own order of them.
OTHERS = (
    "<!DOCTYPE html><html lang=en><title>x</title><h5>ΩЖ</h5><em>Small</em><strong>Bold</strong>",
    PAGE.replace("Bidder", "Bieter").replace("Small", "שם"),
)


def hashes(folder: Path, pages: list[str]) -> list[str]:
    """Return the hash of each page's PDF, made in this process one after the other."""
    found = []
    data = Attachment("evaluation.json", b"{}", "application/json", "The evaluation", date(2026, 10, 16), "Source")
    for page in pages:
        path = folder / "page.pdf"
        write_pdf(page, path, title="Page", date=date(2026, 10, 16), styles=styles(), attachments=[data])
        found.append(hashlib.sha256(path.read_bytes()).hexdigest())
    return found


#: Makes pages in a process of its own, where the clock says what it is told and a library may be missing.
ELSEWHERE = """
import datetime, json, sys, time
from pathlib import Path
folder, pages, clock, subset = json.loads(sys.stdin.read())
time.time = lambda: clock
import weasyprint.pdf.fonts
if not subset:
    weasyprint.pdf.fonts.harfbuzz_subset = None
from tests.report.test_pdf_same_bytes import hashes
print(json.dumps(hashes(Path(folder), pages)))
"""


def elsewhere(
    folder: Path, pages: list[str], clock: int, surroundings: dict[str, str], *, subset: bool = True
) -> list[str]:
    folder.mkdir()
    changed = {"HOME": str(folder), "PYTHONPATH": os.pathsep.join(sys.path), **surroundings}
    given = json.dumps([str(folder), pages, clock, subset])
    command = [sys.executable, "-W", "ignore", "-c", ELSEWHERE]
    run = subprocess.run(command, env=os.environ | changed, input=given, text=True, capture_output=True, check=True)
    found: list[str] = json.loads(run.stdout)
    return found


def test_day_zone_user_language_and_what_was_made_before_make_no_difference(tmp_path: Path) -> None:
    here = hashes(tmp_path, [PAGE])
    surroundings = {"TZ": "Pacific/Kiritimati", "LANG": "cy_GB.UTF-8", "LC_ALL": "C", "USER": "ann", "LOGNAME": "ann"}
    surroundings |= {"PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400", "TMPDIR": str(tmp_path)}
    *_, last = elsewhere(tmp_path / "ann", [*OTHERS, PAGE], 2_000_000_000, surroundings)
    assert last == here[0]


def test_where_harfbuzz_cannot_subset_the_same_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without that library Python tools cut the fonts, and stamp the clock unless told not to: other bytes, always."""
    import weasyprint.pdf.fonts

    usual = hashes(tmp_path, [PAGE])
    had_it = weasyprint.pdf.fonts.harfbuzz_subset is not None
    monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    here = hashes(tmp_path, [PAGE])
    assert not had_it or here != usual
    surroundings = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "86400"}
    assert elsewhere(tmp_path / "ben", [PAGE], 1_900_000_000, surroundings, subset=False) == here


def test_what_was_set_for_the_libraries_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    hashes(tmp_path, [PAGE])
    assert os.environ["SOURCE_DATE_EPOCH"] == "1"
    assert "FONTCONFIG_FILE" not in os.environ


def test_the_end_of_the_program_is_quiet_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The fonts that a style sheet brings are unpacked into a folder, which goes when the program does."""
    script = """
import sys
from datetime import date
from pathlib import Path
from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import write_pdf
path = Path(sys.argv[1]) / "page.pdf"
write_pdf("<html lang=en><title>x</title>Ash", path, title="x", date=date(2026, 1, 1), styles=styles())
"""
    changed = {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", script, str(tmp_path)]
    run = subprocess.run(command, env=os.environ | changed, text=True, capture_output=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]
