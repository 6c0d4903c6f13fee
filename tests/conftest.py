"""What every test may use: golden files, expected texts that stand in files of their own."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from socialvalue.report.page.pdf import pango_missing

# A busy machine is slow, and that is no fault of what is tested. The suite tries the same examples every time, so that
# it never fails for something that the change at hand did not do; `make search` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that makes a PDF is a slow one; `make quick` leaves those out, and so never loads WeasyPrint."""
    for item in items:
        if item.get_closest_marker("pango"):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("pango") and pango_missing() is not None:
        pytest.skip("Pango is not installed: no PDF can be made")


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """Let Ctrl-C reach what the tests start, also where the suite itself was started in a script's background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


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
