"""`--language cy` of every command that writes documents: the demonstration's own, whole, with a word of warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialvalue.report.words.language import UNREVIEWED
from tests.cli.run import run

pytestmark = pytest.mark.slow

#: Each command, a document that it writes, how many it writes in all, and a heading of theirs.
WRITERS = (
    ("report", "evaluation-report.html", 1, "Y penderfyniad"),
    ("panel-pack", "panel-pack-marsden.html", 4, "Sut i farcio"),
    ("letters", "letters/arkenfell-mobility-plc.html", 6, "Crynodeb asesu"),
    ("board-summary", "board-summary.html", 1, "Argymhelliad"),
)


@pytest.mark.parametrize(("command", "name", "count", "heading"), WRITERS)
def test_a_document_of_the_demonstration_is_welsh_throughout(
    demo: Path, command: str, name: str, count: int, heading: str
) -> None:
    """It says once that no translator has read its Welsh, and that nothing was left in English, by saying nothing."""
    ran = run(command, demo, "--format", "html", "--language", "cy")

    assert ran.code == 0
    assert ran.err.replace("\n", " ").count(UNREVIEWED["cy"][:40]) == 1
    assert "in English, as no Welsh is known" not in ran.err.replace("\n", " ")
    pages = [path.read_text("utf-8") for path in (demo / "out" / name).parent.glob("*.html")]
    assert count == len(pages)
    assert [True] * count == ['<html lang="cy">' in page for page in pages]
    assert heading in (demo / "out" / name).read_text("utf-8")


def test_english_needs_no_warning(demo: Path) -> None:
    ran = run("board-summary", demo, "--format", "html")

    assert ran.code == 0
    assert "Welsh" not in ran.err
