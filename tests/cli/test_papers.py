"""The files that documents need beside the evaluation: their faults are `check`'s, and no document is made with one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from socialvalue.cli.options import formats
from socialvalue.competition.evaluate import evaluate
from socialvalue.competition.papers import awards_of, looks_of, papers_of
from socialvalue.competition.targets import Target, find
from socialvalue.competition.writing import tongue
from socialvalue.errors import FilesNeedMending, WrongUsage
from socialvalue.model.evaluation import IndividualScore, Moderated
from socialvalue.resources import folder
from tests.cli.run import run
from tests.report import letter_builders

pytestmark = pytest.mark.slow

WINNER = "Sallowfield Drivers' Co-operative Ltd"
BROKEN = {"authority.toml": "colour ", "award.toml": "regime ", "redactions.toml": "ground "}


def _break(path: Path, name: str) -> None:
    text = (path / name).read_text("utf-8")
    assert BROKEN[name] in text
    (path / name).write_text(text.replace(BROKEN[name], "no-such-key ", 1), "utf-8")


def _codes(err: str) -> set[str]:
    return {line.rpartition("[")[2].rstrip("]") for line in err.splitlines() if line.startswith("  to do")}


def test_the_demonstration_has_an_authority_an_award_and_one_redaction_without_faults(written_demo: Path) -> None:
    """Its redaction is found in the winner's reason: whoever rewords that reason keeps the passage, or moves it."""
    (one,) = evaluate(find(shutil.copytree(written_demo, written_demo.parent / "papers")))
    papers = papers_of(one.target, one.criteria, one.evaluation)

    assert (papers.look.authority.name, papers.look.authority.nation) == ("Northmoor Borough Council", "England")
    assert papers.look.logo.startswith("data:image/svg+xml;base64,")
    assert papers.look.authority.marking == "OFFICIAL-SENSITIVE: COMMERCIAL"
    assert papers.look.for_letters().authority.marking == ""
    assert {bid.bidder for bid in one.evaluation.bids} == {supplier.bidder for supplier in papers.award.supplier}
    assert [(r.bidder, r.question, r.part) for r in papers.redactions] == [(WINNER, "service.journey", "reason")]
    assert papers.notes == ()
    assert [papers.look] == looks_of([one.target])
    assert [papers.award] == awards_of([one])


def test_the_demonstrations_suppliers_cannot_be_reached() -> None:
    """Nobody real may get a letter: every address is under .example."""
    text = "".join(
        (folder("templates") / "demo" / name).read_text("utf-8") for name in ("authority.toml", "award.toml")
    )
    emails = [word for word in text.replace('"', " ").split() if "@" in word]

    assert [email for email in emails if not email.endswith(".example")] == []
    assert len(emails) >= 7


def test_check_reports_the_faults_of_all_three_files_at_once(demo: Path) -> None:
    for name in BROKEN:
        _break(demo, name)
    ran = run("check", demo)

    assert ran.code == 1
    assert _codes(ran.err) == {
        "authority-unknown-key",
        "award-unknown-key",
        "redactions-unknown-key",
        "redactions-missing",
    }


def test_check_reports_them_beside_the_faults_of_bids(demo: Path) -> None:
    """Redactions wait for an evaluation; all else is told at once."""
    for name in BROKEN:
        _break(demo, name)
    (demo / "bids" / "notes.txt").write_text("A stray file.", "utf-8")
    codes = _codes(run("check", demo).err)

    assert {"authority-unknown-key", "award-unknown-key"} < codes
    assert not any(code.startswith("redactions-") for code in codes)
    assert len(codes) >= 3


def test_check_says_what_should_be_known_of_redactions(demo: Path) -> None:
    path = demo / "redactions.toml"
    path.write_text(
        path.read_text("utf-8").replace("71% of same-day requests on a day-centre contract in 2025", "and"), "utf-8"
    )
    ran = run("check", demo, "--json")

    assert ran.code == 0
    assert any("each of them is withheld" in one["note"] for one in json.loads(ran.out)["notes"])


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("redaction.toml", "redactions.toml"),
        ("Redactions.toml", "redactions.toml"),
        ("redactions.toml.txt", "redactions.toml"),
        ("awards.toml", "award.toml"),
        ("authorty.toml", "authority.toml"),
    ],
)
def test_a_file_that_is_nearly_called_so_is_a_fault(demo: Path, name: str, meant: str) -> None:
    """Otherwise what was to be withheld would be told, and nobody would know why."""
    (demo / meant).rename(demo / name)
    ran = run("check", demo)

    assert (ran.code, _codes(ran.err)) == (1, {"file-misnamed"})
    assert f"Rename it to {meant}." in ran.err


def test_a_panel_file_with_a_slip_in_its_name_is_a_fault(demo: Path) -> None:
    """Without it the evaluators' sheets would belong to nobody; that is told too, and the name is the way out."""
    (demo / "panel.toml").rename(demo / "pannel.toml")
    ran = run("check", demo)

    assert (ran.code, "file-misnamed" in _codes(ran.err)) == (1, True)
    assert "Rename it to panel.toml." in ran.err


def test_a_copy_beside_the_file_itself_is_nobodys_fault(demo: Path) -> None:
    shutil.copyfile(demo / "redactions.toml", demo / "redactions-old.toml")

    assert run("check", demo).code == 0


def test_lots_share_the_authority_of_the_folder_above_and_have_awards_of_their_own(
    written_demo: Path, tmp_path: Path
) -> None:
    for lot in ("lot-1", "lot-2"):
        shutil.copytree(written_demo, tmp_path / lot)
        for name in ("authority.toml", "logo.svg"):
            shutil.copyfile(tmp_path / lot / name, tmp_path / name)
            (tmp_path / lot / name).unlink()
    found = find(tmp_path)

    assert [look.authority.name for look in looks_of(found)] == ["Northmoor Borough Council"] * 2
    _break(tmp_path, "authority.toml")
    _break(tmp_path / "lot-2", "award.toml")
    with pytest.raises(FilesNeedMending) as error:
        looks_of(found)
    assert [str(problem.place) for problem in error.value.problems] == ["authority.toml · no-such-key"], "told once"
    assert "lot-2/award.toml · no-such-key" in run("check", tmp_path).err


def test_an_award_in_the_folder_of_lots_is_a_fault(written_demo: Path, tmp_path: Path) -> None:
    shutil.copytree(written_demo, tmp_path / "lot-1")
    shutil.copyfile(written_demo / "redactions.toml", tmp_path / "redactions.toml")
    ran = run("check", tmp_path)

    assert (ran.code, _codes(ran.err)) == (1, {"file-misnamed"})
    assert "Move it into the folder of its lot" in ran.err


def test_a_folder_that_is_no_lot_does_not_look_above_itself(demo: Path) -> None:
    """A stray authority.toml in somebody's documents folder must not dress a tender."""
    (demo / "authority.toml").rename(demo.parent / "authority.toml")

    assert [look.authority.name for look in looks_of(find(demo))] == [""]


def test_no_report_is_written_with_a_broken_authority(demo: Path) -> None:
    _break(demo, "authority.toml")
    ran = run("report", demo)

    assert (ran.code, _codes(ran.err)) == (1, {"authority-unknown-key"})
    assert not (demo / "out").exists()


def test_a_template_that_cannot_be_read_is_told_with_its_line(demo: Path) -> None:
    own = demo / "own-templates" / "report"
    own.mkdir(parents=True)
    (own / "cover.html").write_text("<p>\n{% if %}\n", "utf-8")
    path = demo / "authority.toml"
    path.write_text(path.read_text("utf-8") + '\ntemplates = "own-templates"\n', "utf-8")
    ran = run("check", demo)

    assert (ran.code, _codes(ran.err)) == (1, {"authority-template"})
    assert "own-templates/report/cover.html · line 2" in ran.err


def test_formats_are_asked_for_by_name() -> None:
    assert [formats(text) for text in ("pdf", "HTML", "pdf,html", " html , pdf ", "pdf,pdf")] == [
        ("pdf",),
        ("html",),
        ("pdf", "html"),
        ("html", "pdf"),
        ("pdf",),
    ]


@pytest.mark.parametrize("text", ["docx", "", "pdf,", "pdf html", "pdf;html", ".pdf"])
def test_another_format_is_wrong_usage_that_names_the_choices(text: str) -> None:
    with pytest.raises(WrongUsage, match="--format pdf,html"):
        formats(text)


def test_a_language_is_asked_for_by_its_tag() -> None:
    assert [tongue(text) for text in ("en", "cy", " CY ")] == ["en", "cy", "cy"]
    for wrong in ("Welsh", "", "en-GB", "../cy"):
        with pytest.raises(WrongUsage, match=r"en \(English\), cy \(Welsh\)"):
            tongue(wrong)


@pytest.mark.parametrize("command", ["report", "panel-pack"])
def test_a_wrong_format_is_seen_before_anything_is_read(command: str, tmp_path: Path) -> None:
    ran = run(command, tmp_path, "--format", "docx")

    assert (ran.code, ran.out) == (2, "")
    assert "“docx” is not a format" in ran.err


def test_what_letters_print_can_be_withheld_where_marks_were_averaged(tmp_path: Path) -> None:
    """Under a published mean the letters print the evaluators' reasons: a passage is looked for there."""
    criteria = letter_builders.model(award=f'{letter_builders.WEIGHTED}\nmoderation = "mean"')
    _, evaluation = letter_builders.four(criteria)
    alone = [("3", "A depot at Moorside for £40,000 a year, which is dear."), ("4", "Named staff throughout.")]
    told = Moderated(
        bidder=letter_builders.NAMES[0],
        question="service.visit",
        agreed=None,
        reason="",
        reference="",
        differs="",
        change="",
        individual=tuple(
            IndividualScore(evaluator="", mark=mark, reason=reason, reference="p. 3", more="", source="")
            for mark, reason in alone
        ),
    )
    (tmp_path / "redactions.toml").write_text(
        f"""
format = 1
[[redaction]]
bidder = "{letter_builders.NAMES[0]}"
question = "service.visit"
passage = "£40,000 a year"
ground = "Sensitive commercial information"
decided-by = "Martin Indale"
decided-on = 2026-10-19
""",
        "utf-8",
    )
    target = Target(tmp_path, str(tmp_path / "criteria.toml"), tmp_path / "out")
    (withheld,) = papers_of(target, criteria, evaluation.model_copy(update={"moderation": (told,)})).redactions
    assert withheld.passage == "£40,000 a year"
