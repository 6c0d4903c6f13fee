"""Holding what was written against the pictures that are kept of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.pictures.kept import EXPECTED, Reflow, renew, told

Pictured = Callable[[str, Sequence[Path]], None]


@pytest.fixture
def pictured(request: pytest.FixtureRequest, tmp_path: Path) -> Pictured:
    """Hold the pages of PDFs against their pictures in a folder of ``expected/``, or renew those that differ.

    Where lines break elsewhere, as another Pango laid the pages out, the test is skipped, and says so.
    """

    def compare(group: str, pdfs: Sequence[Path]) -> None:
        kept = EXPECTED / group
        if request.config.getoption("--update-golden"):
            renew(kept, pdfs)
        found = [text for pdf in pdfs if (text := told(kept / f"{pdf.stem}.png", pdf, tmp_path / "pictures"))]
        changed = [text for text in found if not isinstance(text, Reflow)]
        assert not changed, "\n\n".join([*changed, "If this is as you meant it: make update-golden"])
        assert sorted(path.stem for path in kept.iterdir()) == sorted(pdf.stem for pdf in pdfs)
        if found:
            pytest.skip(" ".join(" ".join(found).split()))

    return compare
