"""The guard guards: a golden file that differs or is missing fails, and only the flag writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Golden


def test_the_same_text_passes(golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("£1\n", "utf-8")

    golden("£1\n", tmp_path / "report.txt")


@pytest.mark.parametrize("expected", ["£2\n", "", None])
def test_another_text_or_no_file_fails_and_is_left_alone(golden: Golden, tmp_path: Path, expected: str | None) -> None:
    path = tmp_path / "report.txt"
    if expected is not None:
        path.write_text(expected, "utf-8")

    with pytest.raises(AssertionError, match="make update-golden"):
        golden("£1\n", path)

    assert expected == (path.read_text("utf-8") if path.exists() else None)
