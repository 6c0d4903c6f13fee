"""What every test may use: golden files, expected texts that stand in files of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow, and that is no fault of what is tested.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

Golden = Callable[[str, Path], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected files instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the file that holds what is expected, or, with ``--update-golden``, write that file."""

    def compare(actual: str, path: Path) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, "utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: make update-golden writes it"
        assert path.read_text("utf-8") == actual, f"{path} is out of date: make update-golden, then read the difference"

    return compare
