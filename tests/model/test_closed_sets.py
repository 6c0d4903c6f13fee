"""Methods, inputs, bases and statuses say what they are: what one leaves out is an error when its class is made."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

import pytest

from socialvalue.model.basis import BASES, BasisName
from socialvalue.model.evaluation import STATUSES, Status
from socialvalue.model.inputs import AnyInput, Input
from socialvalue.model.methods import METHODS, WORKINGS, Method, WorkingKind
from socialvalue.model.said import N_


def test_what_each_method_must_say_has_no_default() -> None:
    """With one, mypy would not name the method that forgets whether it depends on other bids."""
    must = {"relative", "words"}

    assert [name for name in must if hasattr(Method, name)] == []
    assert [(method.name, name) for method in METHODS for name in must if name not in vars(method)] == []


def test_a_method_with_parameters_must_say_them_to_a_bidder() -> None:
    with pytest.raises(TypeError, match="terms"):

        class Silent(Method):
            method: Literal["silent"]
            most: Decimal


def test_an_input_that_does_not_say_what_the_forms_ask_is_no_input() -> None:
    with pytest.raises(TypeError, match="fields"):

        class Formless(AnyInput, figure=N_("Offered"), sign=""):
            kind: Literal["formless"]


def test_every_name_has_its_record() -> None:
    """A name without one would fail for the first bid that needs it, and not here."""
    assert set(get_args(BasisName)) == set(BASES)
    assert set(get_args(Status)) == set(STATUSES)
    assert set(get_args(WorkingKind)) == set(WORKINGS)
    assert (len(BASES), len(METHODS), len(get_args(get_args(Input)[0]))) == (6, 11, 6)


def test_which_methods_depend_on_the_other_bids() -> None:
    """By name, as the order of the law rests on it."""
    relative = {"lowest-price", "price-range", "above-lowest", "deviation-from-mean", "highest-offer", "lowest-offer"}

    assert {method.name for method in METHODS if method.relative} == relative
    assert {method.name for method in METHODS if method.above_zero} == {"lowest-price", "above-lowest"}
