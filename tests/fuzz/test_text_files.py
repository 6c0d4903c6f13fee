"""A short run of the fuzzer of text files: whatever happens to one, it is read, or told what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.text_files import run

pytestmark = pytest.mark.slow

EACH = 60


def test_changed_files_are_read_or_refused_with_located_problems(tmp_path: Path) -> None:
    found = run(tmp_path, seed=20261127, files=EACH)
    assert found.causes == {}
    assert len(found.read) == 8
    assert all(count == EACH for count in found.read.values())
    assert all(found.refused[kind] >= EACH / 2 for kind in found.read), "most changes are faults"
