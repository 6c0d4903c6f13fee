"""The demonstration competition, written once and copied for each test that changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from socialvalue.competition.demo import write_competition


@pytest.fixture(scope="session")
def written_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's inputs, for reading only."""
    folder = tmp_path_factory.mktemp("written") / "demo"
    write_competition(folder)
    return folder


@pytest.fixture
def demo(written_demo: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration's inputs, without results."""
    return Path(shutil.copytree(written_demo, tmp_path / "demo"))
