"""The committed JSON Schema, by which editors complete a criteria file, is the one that the model gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from socialvalue import resources
from socialvalue.model.schema import FILE_NAME, schema_text


def test_the_schema_is_fresh(golden: Callable[[str, Path], None]) -> None:
    """`pytest --update-golden` writes it anew."""
    golden(schema_text(), resources.folder("criteria") / FILE_NAME)


def test_the_schema_knows_the_contract() -> None:
    """A few keys and values of the contract, so that an empty schema could not pass."""
    for word in ('"full-marks-at"', '"whole-life-cost"', '"tie-break"', '"price-year"', '"pass"', '"minimum-quality"'):
        assert word in schema_text()
