"""Every cell of every workbook that the tool writes, and of those changed at random, is to us what it is to others."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.run import run
from tests.fuzz.mutations import mutated
from tests.fuzz.opinions import READERS, differences, ours
from tests.fuzz.seeds import seeds
from tests.intake.build import comparison, data, good, moderation, offer, offered

pytestmark = pytest.mark.slow

#: Changed files in the suite; `python -m tests.fuzz` tries as many as there is time for.
TRIED = 250


def agreed(name: str, content: bytes) -> int:
    """How many cells were compared, all readers having read the workbook and none of them otherwise."""
    assert differences(content) == [], name
    mine, _ = ours(content)
    assert mine.cells is not None, f"{name}: {mine.said}"
    for reader in READERS:
        theirs = reader(content)
        assert theirs.cells is not None, f"{name}: {theirs.reader} says {theirs.said}"
    return len(mine.cells)


def test_readers_agree_on_the_demonstration(demo: Path) -> None:
    run("form", "bid", demo, "--out", demo / "blank-bid.xlsx")
    run("form", "comparison", demo, "--out", demo / "blank-comparison.xlsx")
    run("score", demo)
    found = {path.relative_to(demo): agreed(path.name, path.read_bytes()) for path in sorted(demo.rglob("*.xlsx"))}

    assert {"bids", "panel", "out"} <= {path.parts[0] for path in found}
    assert len(found) >= 12
    assert sum(found.values()) >= 3000


def test_readers_agree_on_the_workbooks_of_the_tests() -> None:
    made = [
        data(comparison([good(f"Bidder {number}", price=number * 1000.5) for number in range(1, 40)])),
        data(offer(offered())),
        data(moderation([("Harbour & Co", "plan", "Delivery plan", 3, "Meets it.", "p. 4")])),
    ]

    assert sum(agreed(f"workbook {at}", content) for at, content in enumerate(made)) >= 400


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_readers_agree_on_what_libreoffice_saves(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(data(comparison()))
    command: list[str | Path] = [
        "soffice",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        tmp_path / "saved",
        tmp_path / "x.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    assert agreed("LibreOffice", (tmp_path / "saved" / "x.xlsx").read_bytes()) >= 20


def test_a_changed_workbook_is_refused_or_read_as_others_read_it() -> None:
    luck, starts = random.Random(8), seeds()  # noqa: S311  # chance is all that is asked of it
    files = [mutated(luck.choice(starts), luck) for _ in range(TRIED)]
    read = sum(ours(file)[0].cells is not None for file in files)

    assert [said for file in files for said in differences(file)] == []
    assert TRIED // 10 < read < TRIED // 2, "most changes are refused, and some are harmless"
