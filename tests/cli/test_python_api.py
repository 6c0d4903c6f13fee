"""What a command does, a function of the package does: the same files, byte for byte, and the same words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import socialvalue
from tests.cli.run import run

pytestmark = pytest.mark.slow

#: In seconds: after the days of the demonstration's panel, so that its record is the same whenever the test is run.
NOW = 1_795_000_000


@dataclass(frozen=True)
class Pair:
    """The demonstration, made by the function and by the command."""

    by_function: Path
    by_command: Path

    def assert_same(self, said: Iterable[str], words: str) -> None:
        """Run a command, which says what the function said of its own folder, and leaves the same files behind."""
        named = [word.replace("{}", str(self.by_command)) for word in words.split()]
        shown = " ".join(run(*named).out.split())
        expected = [" ".join(line.replace(str(self.by_function), str(self.by_command)).split()) for line in said]
        assert any(expected)
        assert [line for line in expected if line not in shown] == []
        assert _files(self.by_function) == _files(self.by_command)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    home = tmp_path_factory.mktemp("api")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(NOW))
        made = Pair(home / "function", home / "command")
        made.assert_same(_written(socialvalue.demo(made.by_function).written), "demo {}")
        yield made


def _written(written: socialvalue.Written) -> list[str]:
    assert written.paths
    assert (written.problems, written.failures) == ((), ())
    return [f"Written: {path}" for path in written.paths]


def _evaluated(folder: Path) -> tuple[socialvalue.Evaluated, ...]:
    return socialvalue.evaluate(socialvalue.find(folder))


def _check(folder: Path) -> list[str]:
    checked = socialvalue.check(socialvalue.find(folder))
    assert checked.problems == ()
    (one,) = checked.evaluated
    return [f"No faults: {len(one.evaluation.bids)} bids in {len(one.evaluation.inputs)} files"]


def _score(folder: Path) -> list[str]:
    return [f"Written: {' and '.join(map(str, socialvalue.score(_evaluated(folder))))}"]


def _explain(folder: Path) -> list[str]:
    (one,) = _evaluated(folder)
    return list(socialvalue.explain(one, "sallowfield", "price").lines())


def _report(folder: Path) -> list[str]:
    return _written(socialvalue.report(_evaluated(folder), formats=("html",)))


def _board_summary(folder: Path) -> list[str]:
    return _written(socialvalue.board_summary(_evaluated(folder), formats=("html",), language="cy"))


def _letters(folder: Path) -> list[str]:
    day = date(2026, 11, 13)
    return _written(socialvalue.letters(_evaluated(folder), notice_date=day, nation="Wales", formats=("html",)))


def _panel_packs(folder: Path) -> list[str]:
    return _written(socialvalue.panel_packs(socialvalue.find(folder), blind=True, formats=("html",)))


def _moderate(folder: Path) -> list[str]:
    (made,) = socialvalue.moderate(socialvalue.find(folder))
    counts = f"{made.sheets} score sheets with {made.given} marks; {made.agreed} of {made.wanted} marks agreed so far."
    return [counts, *(f"{count} {flag}" for flag, count in made.flags.items()), f"Written: {made.path}"]


def _analyse_panel(folder: Path) -> list[str]:
    (target,) = socialvalue.find(folder)
    page = socialvalue.analyse_panel(target).page
    return [*page.agreement, *page.moderated]


def _history(folder: Path) -> list[str]:
    (target,) = socialvalue.find(folder)
    told = socialvalue.history(target)
    assert told.problems == ()
    return list(told.lines())


def _form_panel(folder: Path) -> list[str]:
    return _written(socialvalue.forms.panel(socialvalue.find(folder), blind=True, out=folder / "sent"))


def _form_comparison(folder: Path) -> list[str]:
    return _written(socialvalue.forms.comparison(folder, bidders=["Harbour"], replace=True))


def _form_moderation(folder: Path) -> list[str]:
    return _written(socialvalue.forms.moderation(socialvalue.find(folder), out=folder / "empty"))


def _new(folder: Path) -> list[str]:
    made = socialvalue.new(folder / "next", "best-value")
    return [f"Made {made.folder}, from {made.criteria.title}, version {made.criteria.version}:"]


def _criteria_list(_: Path) -> list[str]:
    return [f"{model.id} {model.version} {model.title}" for model in socialvalue.criteria.packs()]


def _criteria_show(folder: Path) -> list[str]:
    return list(socialvalue.criteria.lines(socialvalue.criteria.load(folder).criteria))


def _criteria_check(folder: Path) -> list[str]:
    loaded = socialvalue.criteria.load(folder)
    assert socialvalue.criteria.remarks(loaded.criteria) == []
    return [loaded.sha256]


def _criteria_test(_: Path) -> list[str]:
    examples = socialvalue.criteria.run_examples("works")
    assert (examples.problems, examples.failed) == ((), 0)
    return [f"passed {example.name} ({example.file})" for example in examples.run]


def _doctor(_: Path) -> list[str]:
    return [f"{one.name}: {one.detail}" for one in socialvalue.doctor()]


#: Each command, with the function that does its work.
BOTH: dict[str, Callable[[Path], list[str]]] = {
    "check {}": _check,
    "score {}": _score,
    "explain {} sallowfield price": _explain,
    "report {} --format html": _report,
    "board-summary {} --format html --language cy": _board_summary,
    "letters {} --notice-date 2026-11-13 --nation wales --format html": _letters,
    "panel-pack {} --blind --format html": _panel_packs,
    "moderate {}": _moderate,
    "analyse panel {}": _analyse_panel,
    "history {}": _history,
    "form bid {}": lambda folder: _written(socialvalue.forms.bid(folder)),
    "form comparison {} --bidder Harbour --replace": _form_comparison,
    "form moderation {} --out {}/empty": _form_moderation,
    "form panel {} --blind --out {}/sent": _form_panel,
    "new {}/next --criteria best-value": _new,
    "criteria list": _criteria_list,
    "criteria show {}": _criteria_show,
    "criteria check {}": _criteria_check,
    "criteria test works": _criteria_test,
    "doctor": _doctor,
}


@pytest.mark.parametrize("words", BOTH)
def test_a_function_writes_and_says_what_its_command_does(
    pair: Pair, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = BOTH[words](pair.by_function)
    assert capsys.readouterr() == ("", ""), "a function prints nothing"
    pair.assert_same(said, words)


def test_time_is_passed_in(tmp_path: Path, written_demo: Path) -> None:
    """What a function records happens when its caller says."""
    folder = Path(shutil.copytree(written_demo, tmp_path / "demo"))
    when = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    socialvalue.score(socialvalue.evaluate(socialvalue.find(folder), when=when), when=when)
    (target,) = socialvalue.find(folder)

    later = {line.when for line in socialvalue.history(target).events if line.when > "2027"}
    assert later == {"2031-05-06T07:08:09Z"}
    assert socialvalue.history(target).events[-1].event.what == "evaluated"


def test_a_fault_is_an_answer_of_check_and_stops_what_cannot_go_on(tmp_path: Path, written_demo: Path) -> None:
    folder = Path(shutil.copytree(written_demo, tmp_path / "demo"))
    next((folder / "bids").iterdir()).write_bytes(b"no workbook")
    found = socialvalue.find(folder)

    assert socialvalue.check(found).problems
    with pytest.raises(socialvalue.FilesNeedMending) as error:
        socialvalue.evaluate(found)
    assert error.value.problems


def test_somebody_answers_by_name_and_with_a_reason() -> None:
    for by, because in (("", "A slip."), ("Ann Ash", " ")):
        with pytest.raises(socialvalue.WrongUsage):
            socialvalue.Override(by, because)
