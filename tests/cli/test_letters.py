"""`letters`: nothing is sent with a fault in it, nothing of another loser, and what is withheld is on record."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest

from socialvalue.competition.demo import write_competition
from socialvalue.competition.evaluate import Evaluated, evaluate
from socialvalue.competition.targets import find
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.record import store
from socialvalue.report.page import write
from socialvalue.report.page.pdf import pango_missing
from tests.cli.run import run
from tests.report.letter_builders import leaks, secrets_of
from tests.report.pdf_words import everything_in

pytestmark = pytest.mark.slow

WINNER = "Sallowfield Drivers' Co-operative Ltd"
SLUGS = {
    WINNER: "sallowfield-drivers-co-operative-ltd",
    "Wrenbeck Community Wheels (CIO)": "wrenbeck-community-wheels-cio",
    "Arkenfell Mobility plc": "arkenfell-mobility-plc",
    "Hopperway Ltd": "hopperway-ltd",
    "Brackenside Minibuses Ltd": "brackenside-minibuses-ltd",
    "Tarnwick Travel Ltd": "tarnwick-travel-ltd",
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with its letters, as pages and, where that can be, as PDFs; for reading only."""
    folder = tmp_path_factory.mktemp("letters") / "demo"
    write_competition(folder)
    ran = run("letters", folder, "--format", "pdf,html")
    assert (ran.code, len([line for line in ran.out.splitlines() if line.endswith(".html")])) == (0, 6)
    return folder


@pytest.fixture(scope="module")
def evaluated(sent: Path) -> Evaluated:
    return evaluate(find(sent))[0]


def test_each_assessed_tender_has_its_letter(sent: Path) -> None:
    """Named after the bidder; the winner's and the disqualified too."""
    assert {f"{slug}.html" for slug in SLUGS.values()} == {path.name for path in (sent / "out/letters").glob("*.html")}
    page = (sent / "out/letters/wrenbeck-community-wheels-cio.html").read_text("utf-8")
    assert "ends at the end of 24 November 2026" in page
    assert "Regulations 2024" in page
    assert "OFFICIAL-SENSITIVE" not in page


def without_evidence(criteria: Criteria, evaluation: Evaluation) -> Evaluation:
    """Without what bidders wrote beside their answers, which no letter tells, not even their own."""
    marked = {leaf.key for leaf in criteria.panel_leaves}
    bids = tuple(
        bid.model_copy(
            update={
                "scores": tuple(
                    one if one.key in marked else one.model_copy(update={"reference": None}) for one in bid.scores
                )
            }
        )
        for bid in evaluation.bids
    )
    return evaluation.model_copy(update={"bids": bids})


@pytest.mark.parametrize("bidder", SLUGS)
def test_no_letter_of_the_demonstration_tells_of_another_loser(bidder: str, sent: Path, evaluated: Evaluated) -> None:
    """Names and what is distinctive in them, prices, figures, every sentence: in the page's source, and in the PDF."""
    criteria, evaluation = evaluated.criteria, evaluated.evaluation
    page = (sent / f"out/letters/{SLUGS[bidder]}.html").read_text("utf-8")
    source = re.sub(r"base64,[A-Za-z0-9+/=]+", "", page)
    assert len(source) < len(page)
    texts = [html.unescape(source)]
    pdf = sent / f"out/letters/{SLUGS[bidder]}.pdf"
    assert pdf.is_file() is not bool(pango_missing())
    if pdf.is_file():
        with pikepdf.open(pdf) as opened:
            texts.append(everything_in(opened))
    for text in texts:
        assert leaks(criteria, evaluation, bidder, text) == []
        for known in {bidder, WINNER}:
            secrets = secrets_of(criteria, without_evidence(criteria, evaluation), known)
            found = secrets.found_in(text)
            # All but the two files that it came from and, of the winner's, the sentence with a gap in it; in the PDF
            # the head of a page may stand in the middle of a sentence.
            unfound = 3 if text is texts[0] else 6
            assert len(set(secrets.words)) - unfound <= len(set(secrets.words) & set(found))
            assert len(set(secrets.figures) & set(found)) >= 2


def test_what_is_withheld_is_marked_and_stands_in_the_winners_own_letter_alone(sent: Path) -> None:
    """The gap, its ground, and who decided."""
    passage = "71% of same-day requests"
    for bidder, slug in SLUGS.items():
        page = (sent / f"out/letters/{slug}.html").read_text("utf-8")
        assert (passage in page) is (bidder == WINNER)
        assert ("[withheld: " in page) is (bidder != WINNER)
        assert ("Decided by Martin Iredale, procurement lead on 19 October 2026." in page) is (bidder != WINNER)


def test_what_is_withheld_is_on_record_once(sent: Path, tmp_path: Path) -> None:
    """Recorded when letters are made, and not again when they are made again."""
    demo = Path(shutil.copytree(sent, tmp_path / "demo"))
    recorded = [line for line in store.sound(demo) if line.event.what == "redaction"]
    assert [line.event.bidder for line in recorded] == [WINNER]
    assert run("letters", demo, "--format", "html").code == 0
    assert recorded == [line for line in store.sound(demo) if line.event.what == "redaction"]
    assert "withheld from the letters" in run("history", demo).out


def test_the_same_letters_twice_are_the_same_bytes(sent: Path, tmp_path: Path) -> None:
    """In another folder and at another time."""
    demo = Path(shutil.copytree(sent, tmp_path / "demo"))
    before = {path.name: path.read_bytes() for path in (demo / "out/letters").glob("*.html")}
    shutil.rmtree(demo / "out")
    assert run("letters", demo, "--format", "html").code == 0
    assert before == {path.name: path.read_bytes() for path in (demo / "out/letters").iterdir()}


def _reworded(demo: Path, reasons: dict[tuple[str, str], str]) -> None:
    """Other agreed reasons, in the moderation file of a folder without the panel's sheets."""
    path = demo / "moderation.xlsx"
    book = openpyxl.load_workbook(path)
    left = dict(reasons)
    for sheet in book:
        heads: dict[Any, int] = {}
        for row in sheet.iter_rows():
            values = [cell.value for cell in row]
            if "bidder" in values and "reason" in values:
                heads = {value: place for place, value in enumerate(values)}
            elif heads:
                key = (values[heads["bidder"]], values[heads["question"]])
                agreed = "who" not in heads or values[heads["who"]] == "agreed"
                if key in left and agreed:
                    row[heads["reason"]].value = left.pop(key)
    assert not left, left
    book.save(path)


def test_faults_in_reasons_stop_every_letter(sent: Path, tmp_path: Path) -> None:
    """All are told at once, by code; no letter is written or touched, and nothing goes into the record for them."""
    demo = Path(shutil.copytree(sent, tmp_path / "demo"))
    _reworded(
        demo,
        {
            (
                "Wrenbeck Community Wheels (CIO)",
                "governance",
            ): "Better than Hopperway Ltd on p. 4; an example is missing.",
            ("Hopperway Ltd", "carbon-plan"): "Good answer.",
        },
    )
    recorded = [line for line in store.sound(demo) if line.event.what == "redaction"]
    (demo / "redactions.toml").unlink()
    letters = demo / "out" / "letters"
    shutil.rmtree(letters)
    letters.mkdir()
    (letters / "wrenbeck-community-wheels-cio.html").write_text("before")
    ran = run("letters", demo, "--format", "html")
    assert ran.code == 1
    assert {"letter-compares-bids", "letter-no-next-mark"} <= set(re.findall(r"\[(letter-[a-z-]+)\]", ran.err))
    assert "Wrenbeck Community Wheels (CIO), Community and service-user governance" in ran.err
    assert [path.read_text() for path in letters.iterdir()] == ["before"]
    assert recorded == [line for line in store.sound(demo) if line.event.what == "redaction"]


def test_faults_of_every_paper_are_told_with_those_of_the_reasons(demo: Path) -> None:
    """Nobody mends one file to be told of the next."""
    _reworded(demo, {("Hopperway Ltd", "carbon-plan"): "Good answer."})
    for name in ("award.toml", "redactions.toml"):
        path = demo / name
        path.write_text(f"{path.read_text('utf-8')}\n[oops]\n", "utf-8")
    ran = run("letters", demo, "--format", "html")
    assert ran.code == 1
    assert {"award-unknown-key", "redactions-unknown-key", "letter-no-next-mark"} <= set(
        re.findall(r"\[([a-z-]+)\]", ran.err)
    )
    assert not (demo / "out" / "letters").exists()


def _set(demo: Path, key: str, line: str) -> None:
    path = demo / "award.toml"
    text = path.read_text("utf-8")
    assert re.search(rf"(?m)^{key} .*$", text)
    path.write_text(re.sub(rf"(?m)^{key} .*$", line, text), "utf-8")


def test_a_regime_without_letters_says_so(demo: Path) -> None:
    """Exit code 1, the rules that hold instead, and no letter."""
    _set(demo, "regime", 'regime = "scotland"')
    ran = run("letters", demo, "--format", "html")
    assert ran.code == 1
    assert "[letter-regime]" in ran.err
    assert run("letters", demo, "--format", "html", "--nation", "scotland").code == 1
    assert not (demo / "out" / "letters").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--notice-date", "13/11/2026"], "13/11/2026"),
        (["--notice-date", "2026-11-11"], "before the letter-date of award.toml, 2026-11-12"),
        (["--notice-date", "2016-11-13"], "before"),
        (["--nation", "Cornwall"], "Give one of: England, Wales, Scotland, Northern Ireland"),
        (["--format", "docx"], "docx"),
        (["--language", "fr"], "fr"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(demo: Path, words: list[str], told: str) -> None:
    """Exit code 2, and nothing written."""
    ran = run("letters", demo, *words)
    assert ran.code == 2
    assert told in ran.err
    assert not (demo / "out" / "letters").exists()


def test_the_day_of_the_notice_may_be_given_with_the_command(demo: Path) -> None:
    """It stands before the one on file, and the standstill follows from it."""
    assert run("letters", demo, "--format", "html", "--notice-date", "2026-12-21").code == 0
    page = (demo / "out/letters/hopperway-ltd.html").read_text("utf-8")
    assert "ends at the end of 5 January 2027" in page
    assert "Christmas Day on 25 December 2026" in page


def test_letters_of_an_earlier_run_are_told_apart(demo: Path) -> None:
    """A letter that this run did not write may name another winner: it is named, and left."""
    old = demo / "out" / "letters" / "somebody-else.html"
    old.parent.mkdir(parents=True)
    old.write_text("You have won.")
    ran = run("letters", demo, "--format", "html")
    assert ran.code == 0
    assert "which may be out of date: somebody-else.html" in ran.err
    assert old.read_text() == "You have won."
    assert "hopperway-ltd.html" not in ran.err


def test_letters_are_made_a_year_later_from_the_evaluation(demo: Path) -> None:
    """Without the bids' workbooks."""
    assert run("score", demo).code == 0
    shutil.rmtree(demo / "bids")
    assert run("letters", demo, "--format", "html").code == 0
    assert len(list((demo / "out/letters").iterdir())) == 6


def test_lots_have_letters_of_their_own(written_demo: Path, tmp_path: Path) -> None:
    """One lot's fault stops the letters of all, and is told with the lot's name."""
    outer = tmp_path / "tender"
    for lot in ("lot-1", "lot-2"):
        shutil.copytree(written_demo, outer / lot)
    assert run("letters", outer, "--format", "html").code == 0
    for lot in ("lot-1", "lot-2"):
        assert len(list((outer / lot / "out/letters").iterdir())) == 6
        shutil.rmtree(outer / lot / "out")
    _reworded(outer / "lot-2", {("Hopperway Ltd", "carbon-plan"): "Good answer."})
    ran = run("letters", outer, "--format", "html")
    assert ran.code == 1
    assert "lot-2/moderation.xlsx" in ran.err
    assert not (outer / "lot-1/out/letters").exists()


def test_a_letter_that_fails_is_named_and_costs_no_other(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours keeps its traceback, the others are written, and the exit code says that not all is well."""
    real = write._page

    def page(document: Any, **how: Any) -> str:
        if document.name == "hopperway-ltd":
            raise RuntimeError("the page took fright")
        return real(document, **how)

    monkeypatch.setattr(write, "_page", page)
    _in_this_process(monkeypatch)
    ran = run("letters", demo, "--format", "html")
    assert ran.code == 1
    assert "RuntimeError: the page took fright" in ran.err
    assert "Hopperway Ltd" in ran.err
    assert set(SLUGS.values()) - {"hopperway-ltd"} == {path.stem for path in (demo / "out/letters").iterdir()}


def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No workers: what a test has put in the place of something is in this process alone."""
    from socialvalue.report.page import many

    monkeypatch.setattr(many, "FEW", 1_000)
