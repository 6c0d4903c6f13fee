"""The committed JSON Schemas, by which editors complete the files of a competition, are those that the models give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from socialvalue import resources
from socialvalue.folder_files import FOLDER_FILES, FolderFile
from socialvalue.model.schema import MODELS, schema_name, schema_text

#: A few keys and values of each file, so that an empty schema could not pass.
WORDS = {
    "criteria": ("full-marks-at", "whole-life-cost", "tie-break", "price-year", "pass", "minimum-quality"),
    "panel": ("evaluator", "declared", "interest"),
    "award": ("notice-date", "signed-by", "next-step"),
    "authority": ("colour", "logo"),
    "redactions": ("redaction", "ground"),
}


@pytest.mark.parametrize("file", FOLDER_FILES, ids=lambda file: file.word)
def test_the_schema_is_fresh(file: FolderFile, golden: Callable[[str, Path], None]) -> None:
    """`pytest --update-golden` writes it anew."""
    golden(schema_text(file), resources.folder("criteria") / schema_name(file))


@pytest.mark.parametrize("file", FOLDER_FILES, ids=lambda file: file.word)
def test_the_schema_knows_the_contract(file: FolderFile) -> None:
    assert [word for word in WORDS[file.word] if f'"{word}"' not in schema_text(file)] == []


def test_every_file_has_a_model_and_every_kind_of_fault_its_paragraph() -> None:
    """A file that the list knows and nothing reads would be a file without effect."""
    assert set(FOLDER_FILES) == set(MODELS)
    assert len({code for file in FOLDER_FILES for code in file.explanations}) == 20
