"""The panel file: every fault at once, and nobody who marks without a declaration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from socialvalue.intake.panel.file import LoadedPanel, load_panel
from tests.intake.panel_build import BIDDERS, PANEL, criteria


def load(
    tmp_path: Path, text: str, bidders: Sequence[str] | None = BIDDERS, withdrawn: Sequence[str] = ()
) -> LoadedPanel:
    (tmp_path / "panel.toml").write_text(text, "utf-8")
    return load_panel(tmp_path, criteria(), bidders, withdrawn=withdrawn)


def found(loaded: LoadedPanel) -> list[tuple[str, str]]:
    assert loaded.panel is None
    return [(problem.code, problem.place.key) for problem in loaded.problems]


def test_a_good_file_is_the_panel_and_its_hash(tmp_path: Path) -> None:
    loaded = load(tmp_path, PANEL)

    assert loaded.problems == ()
    assert loaded.panel is not None
    assert [one.id for one in loaded.panel.evaluator] == ["ash", "birch"]


def test_no_file_is_no_panel_and_no_fault(tmp_path: Path) -> None:
    assert LoadedPanel(None) == load_panel(tmp_path, criteria(), BIDDERS)


def test_an_excluded_bidder_comes_back_as_its_bid_spells_it(tmp_path: Path) -> None:
    """Otherwise `MOSSLANE  CIC` in the panel file would let the evaluator mark `Mosslane CIC`."""
    loaded = load(tmp_path, PANEL.replace("Mosslane CIC", "MOSSLANE  CIC"))

    assert loaded.panel is not None
    assert [one.bidder for one in loaded.panel.evaluator[1].excluded] == ["Mosslane CIC"]
    assert not loaded.panel.evaluator[1].may_mark("Mosslane CIC")


ONLY_BIRCH_MARKS_VOICE = ('questions = ["service", "voice"]', 'questions = ["service"]')


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("declared  = 2026-01-05\n", "", "panel-undeclared", "evaluator.ash.declared"),
        ('interest  = "none"\n', "", "panel-undeclared", "evaluator.ash.interest"),
        ('interest  = "none"\n', 'interest = ""\n', "panel-undeclared", "evaluator.ash.interest"),
        ('interest  = "none"\n', 'interest = "  "\n', "panel-undeclared", "evaluator.ash.interest"),
        ('declared  = 2026-01-05\ninterest  = "none"\n', "", "panel-undeclared", "evaluator.ash"),
        ("2026-01-05", '"last week"', "panel-invalid", "evaluator.ash.declared"),
        ('interest  = "none"', 'interest = "A cousin."', "panel-undecided", "evaluator.ash.decision"),
        ("declared  = 2026-01-05", "declaerd = 2026-01-05", "panel-unknown-key", "evaluator.ash.declaerd"),
        ("decision", "decison", "panel-unknown-key", "evaluator.birch.decison"),
        ('id        = "birch"', 'id = "ash"', "panel-rule", "evaluator.ash.id"),
        ('id        = "birch"', 'id = "Ben Birch"', "panel-invalid", "evaluator.Ben Birch.id"),
        ("chair     = true\n", "", "panel-rule", "evaluator"),
        ('name      = "Ben Birch"', 'name = "Ben Birch"\nchair = true', "panel-rule", "evaluator.birch.chair"),
        ('["service", "voice"]', '["service", "vioce"]', "panel-rule", "evaluator.ash.questions"),
        ('["service", "voice"]', '["service", "voice", "price"]', "panel-rule", "evaluator.ash.questions"),
        ('["service", "voice"]', '["service.journey", "voice"]', "panel-uncovered", "evaluator"),
        (*ONLY_BIRCH_MARKS_VOICE, "panel-uncovered", "evaluator"),
        ('questions = ["voice"]', "questions = []", "panel-invalid", "evaluator.birch.questions"),
        ("Mosslane CIC", "Moslane CIC", "panel-rule", "evaluator.birch.excluded[1].bidder"),
        ("format = 1", "format = 2", "panel-invalid", "format"),
        ("format = 1", "format = = 1", "panel-syntax", ""),
    ],
)  # fmt: skip
def test_a_fault_is_located(tmp_path: Path, old: str, new: str, code: str, key: str) -> None:
    assert old in PANEL
    assert [(code, key)] == found(load(tmp_path, PANEL.replace(old, new, 1)))


def test_a_question_whose_only_evaluator_is_excluded_names_the_bid(tmp_path: Path) -> None:
    problem = load(tmp_path, PANEL.replace(*ONLY_BIRCH_MARKS_VOICE)).problems[0]

    assert "“voice”" in problem.found
    assert '"Mosslane CIC"' in problem.found
    assert "Harbour" not in problem.found


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    text = (
        PANEL.replace("declared  = 2026-01-05\n", "").replace("chair     = true\n", "").replace("decision", "decided")
    )

    assert {
        ("panel-undeclared", "evaluator.ash.declared"),
        ("panel-rule", "evaluator"),
        ("panel-unknown-key", "evaluator.birch.decided"),
    } <= set(found(load(tmp_path, text)))


def test_while_the_bids_are_not_known_an_exclusion_is_taken_as_it_stands(tmp_path: Path) -> None:
    loaded = load(tmp_path, PANEL.replace("Mosslane CIC", "Anybody"), bidders=None)

    assert loaded.problems == ()


def test_an_exclusion_outlives_the_bid_that_it_was_from(tmp_path: Path) -> None:
    """A declared interest must not be taken out of the file because the bidder withdrew."""
    loaded = load(tmp_path, PANEL, ["Harbour & Co", "Tern Ltd"], withdrawn=["Mosslane CIC"])

    assert loaded.problems == ()


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "panel.toml").mkdir()

    assert found(load_panel(tmp_path, criteria(), BIDDERS)) == [("file-not-regular", "")]
