"""Every page of every kind of document looks as it did: of a small competition, and of the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialvalue.competition.demo import write_competition
from socialvalue.competition.evaluate import evaluate
from socialvalue.competition.panel import convened
from socialvalue.competition.panel_analysis import analysis_for_report
from socialvalue.competition.papers import papers_of
from socialvalue.competition.targets import find
from socialvalue.report.page.document import Document
from socialvalue.report.page.write import write_document
from tests.pictures.conftest import Pictured
from tests.pictures.kept import EXPECTED
from tests.report import builders, panels
from tests.report.kinds import KINDS, every_document

pytestmark = pytest.mark.pango

MOST_BYTES = 700_000


@pytest.fixture(scope="module")
def small() -> dict[str, list[Document]]:
    """Six bids, of which one's price is queried and one fails; a panel that moderated; nothing of the authority's."""
    record = panels.moderated("Hopper plc", "service.journey", "5", panels.given("ann", "5"), panels.given("bob", "3"))
    criteria, evaluation = panels.with_record(builders.six(), record)
    return every_document(criteria, evaluation, panels.panel(), page=panels.page())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Document]]:
    """The demonstration, with its authority's name, colour and marking."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    write_competition(folder)
    (target,) = find(folder)
    (one,) = evaluate([target])
    papers = papers_of(target, one.criteria, one.evaluation)
    members, analysed = convened(target).panel, analysis_for_report(target)
    assert analysed is not None
    return every_document(
        one.criteria, one.evaluation, members, award=papers.award, look=papers.look, page=analysed.page
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("competition", ["small", "demo"])
def test_pages_look_as_they_did(
    competition: str, kind: str, tmp_path: Path, request: pytest.FixtureRequest, pictured: Pictured
) -> None:
    documents = request.getfixturevalue(competition)[kind]
    assert documents != []
    paths = [write_document(one, tmp_path).paths[0] for one in documents]
    pictured(f"{competition}-{kind}", paths)


def test_the_pictures_stay_small() -> None:
    """They are kept in the repository for ever."""
    sizes = [path.stat().st_size for path in EXPECTED.rglob("*.png")]
    assert len(sizes) >= 10
    assert sum(sizes) < MOST_BYTES
