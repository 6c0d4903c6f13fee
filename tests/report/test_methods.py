"""The prose about methods: all of them, and nothing claimed that was not seen."""

from __future__ import annotations

from typing import get_args

import pytest

from socialvalue.model.basis import BasisName
from socialvalue.model.methods import AnyMethod
from socialvalue.report.words import methods
from tests.models import criteria

EVERYTHING = [
    *(*methods.METHODS.values(), *methods.BASES.values()),
    *(methods.whole_life_cost(), methods.value_of_commitments()),
]

#: What the project's reading of the field flags as general knowledge or as seen at second hand only.
UNVERIFIED_METHODS: tuple[str, ...] = (
    *("price-range", "above-lowest", "deviation-from-mean", "benchmark", "highest-offer", "lowest-offer", "panel"),
)
UNVERIFIED_BASES: tuple[BasisName, ...] = (
    *("price-per-quality-point", "weighted-value", "monetised-quality", "lowest-price", "highest-quality"),
)


def test_every_method_of_the_model_is_explained() -> None:
    """A method that is added without its explanation fails here."""
    classes = get_args(get_args(AnyMethod)[0])
    names = {get_args(method.model_fields["method"].annotation)[0] for method in classes}
    assert len(names) == 11
    assert set(methods.METHODS) == names


def test_every_basis_is_explained() -> None:
    """The same for ways of ranking."""
    assert set(methods.BASES) == set(get_args(BasisName))


@pytest.mark.parametrize("explained", EVERYTHING, ids=lambda explained: explained.title)
def test_an_explanation_has_a_formula_a_meaning_and_what_is_known_of_its_source(explained: methods.Explained) -> None:
    """Where no official text was seen it says so, and starts with that."""
    assert "=" in explained.formula
    assert explained.meaning.endswith(".")
    assert explained.source.startswith(("Source: ", methods.UNVERIFIED))


def test_what_was_not_verified_says_so() -> None:
    """These formulas were found at second hand or not at all."""
    explained = [methods.METHODS[name] for name in UNVERIFIED_METHODS]
    explained += [methods.BASES[name] for name in UNVERIFIED_BASES]
    for each in (*explained, methods.value_of_commitments()):
        assert each.source.startswith(methods.UNVERIFIED), each.title


def test_only_what_a_model_uses_is_explained() -> None:
    """The basis first, then its methods, then how things are valued, then rounding."""
    titles = [explained.title for explained in methods.used(criteria())]
    assert titles == [
        "Weighted total",
        "Lowest price",
        "Panel mark",
        "Target",
        "Highest offer",
        "Value of commitments",
        "Rounding",
    ]
