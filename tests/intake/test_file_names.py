"""File names that are not UTF-8, as old ZIP archives leave them: named as far as they can be shown, and refused."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from socialvalue.intake.bids.files import find_bid_files, find_sheet_files
from tests.cli.run import run

BAD = b"caf\xe9.xlsx"


def _beside(folder: Path, name: bytes) -> Path:
    path = folder / os.fsdecode(name)
    try:
        path.write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.skip(f"{sys.platform} makes no such names")
    return path


def test_in_bids_and_panel_it_is_named_and_refused(tmp_path: Path) -> None:
    _beside(tmp_path, BAD)
    for found in (find_bid_files(tmp_path, "bids"), find_sheet_files(tmp_path, "panel", "blind-key.toml")):
        (problem,) = found.problems
        assert problem.code == "file-name"
        assert problem.place.file in {"bids/caf\\xe9.xlsx", "panel/caf\\xe9.xlsx"}
        assert found.workbooks == []


def test_on_the_command_line_it_is_named_and_refused(tmp_path: Path) -> None:
    path = _beside(tmp_path, BAD)
    for command in (
        ["score", str(path), "--criteria", "best-value"],
        ["criteria", "check", str(path)],
        ["check", str(path)],
    ):
        result = run(*command)
        assert result.code == 2
        assert "caf\\xe9.xlsx" in result.err
