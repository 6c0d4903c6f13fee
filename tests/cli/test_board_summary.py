"""`board-summary`: two pages for the committee or cabinet that decides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.run import run

pytestmark = pytest.mark.slow


def page(folder: Path) -> str:
    return (folder / "board-summary.html").read_text("utf-8")


def test_the_demos_summary_says_what_is_decided_and_bought(demo: Path) -> None:
    """In the authority's own words and look, with the ranking beside them."""
    ran = run("board-summary", demo, "--format", "html")
    assert (ran.code, ran.out, ran.err) == (0, f"Written: {demo / 'out' / 'board-summary.html'}\n", "")
    text = page(demo / "out")
    for said in (
        "OFFICIAL-SENSITIVE: COMMERCIAL",
        "For decision by Cabinet on 10 November 2026",
        "authorise the Director of Place to sign it once the standstill has ended.",
        "ranks first with 76.47 of 100 points. 6 tenders received, 5 ranked, 1 disqualified.",
        "Disqualified. Standard not met: “Real Living Wage”.",
        "£1,124,600: £75,400 (6.3%) below the authority&#39;s estimate of £1,200,000.",
        "640 vehicle-hours a year",
        "Wrenbeck Community Wheels (CIO) is 1.47 points behind, 1.9% of the winning total.",
        "24 November 2026",
    ):
        assert said in text
    assert text.count("10 November 2026") == 2


def test_it_is_made_from_evaluation_json_a_year_later(demo: Path) -> None:
    """Without the workbooks it is the same page."""
    run("board-summary", demo, "--format", "html")
    before = page(demo / "out")
    shutil.rmtree(demo / "bids")
    ran = run("board-summary", demo, "--format", "html")
    assert (ran.code, page(demo / "out")) == (0, before)
    assert "made from evaluation.json" in ran.err


def test_without_an_award_file_it_recommends_from_the_ranking(demo: Path) -> None:
    """And the days of the next steps are still to be set."""
    for name in ("award.toml", "authority.toml", "redactions.toml"):
        (demo / name).unlink()
    assert run("board-summary", demo, "--format", "html").code == 0
    text = page(demo / "out")
    assert "whose tender ranks first with 76.47 of 100 points at £1,124,600." in text
    assert text.count("date to be set") == 5


def test_a_fault_in_the_award_file_stops_it(demo: Path) -> None:
    """Nothing is written, the fault is named."""
    with (demo / "award.toml").open("a", encoding="utf-8") as file:
        file.write('\n[surprise]\nkey = "value"\n')
    ran = run("board-summary", demo)
    assert ran.code == 1
    assert "surprise" in ran.err
    assert not (demo / "out" / "board-summary.pdf").exists()


def test_each_lot_has_its_own(demo: Path, tmp_path: Path) -> None:
    """Given the outer folder, a summary is written in each; a fault in one stops all."""
    outer = tmp_path / "tender"
    for name in ("lot-1", "lot-2"):
        shutil.copytree(demo, outer / name)
    ran = run("board-summary", outer, "--format", "html")
    assert ran.code == 0
    assert [(outer / lot / "out" / "board-summary.html").is_file() for lot in ("lot-1", "lot-2")] == [True, True]
    (outer / "lot-1" / "out" / "board-summary.html").unlink()
    (outer / "lot-2" / "award.toml").write_text("format = 2\n", "utf-8")
    ran = run("board-summary", outer, "--format", "html")
    assert ran.code == 1
    assert "lot-2/award.toml" in ran.err
    assert not (outer / "lot-1" / "out" / "board-summary.html").exists()


def test_in_welsh_it_says_that_nobody_has_reviewed_its_words(demo: Path) -> None:
    """The page has the language that it is in; names and titles stay as they are."""
    ran = run("board-summary", demo, "--format", "html", "--language", "cy")
    assert ran.code == 0
    assert "no Welsh translator has reviewed" in ran.err
    text = page(demo / "out")
    assert '<html lang="cy">' in text
    assert "10 Tachwedd 2026" in text
    assert "Northmoor community transport, 2027 to 2031" in text


@pytest.mark.parametrize("words", [("--format", "docx"), ("--language", "tlh")])
def test_what_it_cannot_write_is_refused(demo: Path, words: tuple[str, str]) -> None:
    assert run("board-summary", demo, *words).code == 2
