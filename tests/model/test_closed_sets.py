"""Methods, inputs, bases and statuses say what they are: what one leaves out is an error when its class is made."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, get_args

import pytest

from socialvalue.model.basis import BASES, BasisName
from socialvalue.model.evaluation import STATUSES, Status
from socialvalue.model.inputs import AnyInput, Input
from socialvalue.model.methods import METHODS, Method, MethodWords
from socialvalue.model.said import N_

WORDS = MethodWords(N_("A"), "W", N_("B"), N_("C"), N_("D"))


def test_a_method_that_does_not_say_whether_it_depends_on_other_bids_is_no_method() -> None:
    """Were it forgotten in silence, rejected bids would be among those that it is measured by."""
    said: dict[str, Any] = {"words": WORDS}

    with pytest.raises(TypeError, match="relative"):

        class Forgotten(Method, **said):
            method: Literal["forgotten"]


def test_a_method_with_parameters_must_say_them_to_a_bidder() -> None:
    with pytest.raises(TypeError, match="terms"):

        class Silent(Method, relative=False, words=WORDS):
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
    assert (len(BASES), len(METHODS), len(get_args(get_args(Input)[0]))) == (6, 11, 6)


def test_which_methods_depend_on_the_other_bids() -> None:
    """By name, as the order of the law rests on it."""
    relative = {"lowest-price", "price-range", "above-lowest", "deviation-from-mean", "highest-offer", "lowest-offer"}

    assert relative == {method.name for method in METHODS if method.relative}
    assert {method.name for method in METHODS if method.above_zero} == {"lowest-price", "above-lowest"}
