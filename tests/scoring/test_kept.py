"""Where a formula runs past an end of its scale, the working says so; exactly at the end there is nothing to say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter

from socialvalue.model.methods import AnyMethod
from socialvalue.scoring.methods import Field, score

#: Lowest 100, highest 300, mean 200, as the other bids would make them.
OTHERS = Field(Fraction(100), Fraction(300), Fraction(200))

#: A method, a value, its percent of the weight, and the end at which the formula was stopped.
KEPT: list[tuple[dict[str, Any], str, str, str | None]] = [
    ({"method": "above-lowest"}, "200", "0", None),
    ({"method": "above-lowest"}, "200.01", "0", "floor"),
    ({"method": "above-lowest", "zero-at": 3}, "300", "0", None),
    ({"method": "above-lowest", "zero-at": 3}, "299", "0.5", None),
    ({"method": "above-lowest", "zero-at": 3}, "301", "0", "floor"),
    ({"method": "above-lowest", "zero-at": Decimal("1.5")}, "150", "0", None),
    ({"method": "above-lowest", "zero-at": Decimal("1.5")}, "125", "50", None),
    ({"method": "deviation-from-mean"}, "100", "100", None),
    ({"method": "deviation-from-mean"}, "99", "100", "ceiling"),
    ({"method": "deviation-from-mean"}, "200", "50", None),
    ({"method": "deviation-from-mean"}, "300", "0", None),
    ({"method": "deviation-from-mean"}, "301", "0", "floor"),
    ({"method": "benchmark", "ceiling": 300, "target": 100}, "300", "0", None),
    ({"method": "benchmark", "ceiling": 300, "target": 100}, "301", "0", "floor"),
    ({"method": "benchmark", "ceiling": 300, "target": 100}, "100", "100", None),
    ({"method": "benchmark", "ceiling": 300, "target": 100}, "99", "100", "ceiling"),
    ({"method": "benchmark", "ceiling": 300, "target": 100}, "250", "25", None),
    ({"method": "target", "full-marks-at": 200}, "0", "0", None),
    ({"method": "target", "full-marks-at": 200}, "200", "100", None),
    ({"method": "target", "full-marks-at": 200}, "201", "100", "ceiling"),
    ({"method": "target", "full-marks-at": 200, "no-marks-at": 100}, "100", "0", None),
    ({"method": "target", "full-marks-at": 200, "no-marks-at": 100}, "99", "0", "floor"),
    ({"method": "target", "full-marks-at": 200, "no-marks-at": 100}, "150", "50", None),
    ({"method": "range", "zero-at": 300, "full-at": 100}, "100", "100", None),
    ({"method": "range", "zero-at": 300, "full-at": 100}, "99", "100", "ceiling"),
    ({"method": "range", "zero-at": 300, "full-at": 100}, "301", "0", "floor"),
    ({"method": "range", "zero-at": 0, "full-at": 100}, "25", "25", None),
]
IDS = [f"{method['method']} at {value}, no. {number}" for number, (method, value, _, _) in enumerate(KEPT)]


@pytest.mark.parametrize(("method", "value", "percent", "kept"), KEPT, ids=IDS)
def test_a_formula_is_stopped_at_the_ends_of_its_scale(
    method: dict[str, Any], value: str, percent: str, kept: str | None
) -> None:
    made = TypeAdapter[AnyMethod](AnyMethod).validate_python(method)
    scored = score(made, Decimal(40), Fraction(value), OTHERS, None)
    assert (Fraction(percent) / 100, kept) == (scored.share, scored.working.kept)


def test_a_working_has_the_figures_of_its_formula() -> None:
    """And a scale that starts at nothing is told without its start."""
    makes = TypeAdapter[AnyMethod](AnyMethod).validate_python
    figures = {"weight": Decimal(40), "value": Decimal(150)}
    between = score(makes({"method": "range", "zero-at": 100, "full-at": 200}), Decimal(40), Fraction(150), None, None)
    assert ("between", {**figures, "none": 100, "full": 200}) == (between.working.kind, between.working.figures)
    zero = score(makes({"method": "range", "zero-at": 0, "full-at": 200}), Decimal(40), Fraction(150), None, None)
    assert ("from-zero", {**figures, "full": 200}) == (zero.working.kind, zero.working.figures)
    panel = score(makes({"method": "panel"}), Decimal(40), Fraction(3), None, Decimal(5))
    assert Fraction(3, 5) == panel.share
    assert panel.working.figures == {"weight": Decimal(40), "value": Decimal(3), "highest": Decimal(5)}
    low = makes({"method": "bands", "bands": [{"at-least": 10, "percent": 5}]})
    with pytest.raises(ValueError, match="9 is below the first band, 10"):
        score(low, Decimal(40), Fraction(9), None, None)
