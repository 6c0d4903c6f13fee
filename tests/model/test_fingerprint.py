"""A form that is out with bidders stays known, whatever version of the tool it comes back to."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.model.criteria import Criteria
from socialvalue.model.fingerprint import fingerprint, known_fingerprints

SMALL = """
format = 1
id = "small"
version = "1"
title = "Price and weeks"
[[dimension]]
id = "cost"
title = "Cost"
[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 60
input = { kind = "money" }
score = { method = "lowest-price" }
[[criterion]]
id = "weeks"
dimension = "cost"
title = "Apprenticeships"
weight = 40
input = { kind = "quantity", unit = "weeks" }
score = { method = "target", full-marks-at = 200 }
"""

PANEL = """
format = 1
id = "prentisiaethau"
version = "2026.2"
title = "Ansawdd — gŵr"
[award]
basis = "weighted-total"
weights = "of-parent"
tie-break = ["quality", "cost"]
[[dimension]]
id = "cost"
title = "Cost"
weight = 30.5
[[dimension]]
id = "quality"
title = "Quality"
weight = 69.5
[[standard]]
id = "living-wage"
question = "Do you pay it?"
pass = "yes"
[[criterion]]
id = "life"
dimension = "cost"
title = "Whole life"
weight = 100
input = { kind = "whole-life-cost", discount-rate = 3.5, years = 5 }
score = { method = "lowest-price" }
[[criterion]]
id = "delivery"
dimension = "quality"
title = "Delivery"
weight = 100
minimum = 40
input = { kind = "panel", scale = "five" }
score = { method = "panel" }
[[scale]]
id = "five"
levels = [ { mark = 0, label = "None" }, { mark = 5, label = "All" } ]
"""

MEASURES = """
format = 1
id = "measures"
version = "3"
title = "Commitments"
[[dimension]]
id = "social"
title = "Social value"
[[criterion]]
id = "local"
dimension = "social"
title = "Local"
weight = 100
input = { kind = "commitments", measures = ["jobs"], years = 3, deadweight = 0.1 }
score = { method = "highest-offer" }
[[measure]]
id = "jobs"
unit = "people"
[[measure.proxy]]
value = 12345.67
from = 2026-01-01
source = "Ours"
licence = "OGL"
price-year = "2026"
"""


def _model(text: str) -> Criteria:
    return Criteria.model_validate(tomllib.loads(text, parse_float=Decimal))


@pytest.mark.parametrize(
    ("text", "today", "in_1_0"),
    [
        (
            SMALL,
            "v1:98f92531ce2b7cc4c2432c1b98ad4e50b81878902109dcfc4d72e605645ddff2",
            "466815ea102849c62d9fe4d6ddb46e5e9dcc372611c3f5ffcbdaf1266e494f43",
        ),
        (
            PANEL,
            "v1:2ba2409eb35471f649a2de4c9d960daa7d5f6f70e3f4d9016e4128ebf705e931",
            "9f3fac2e10af854072b4a5a9a28d82ae01902abf537946545c4fbae6e2a41fe4",
        ),
        (
            MEASURES,
            "v1:014957eec3046299cfb89cb25926c977028dcf4ff342a57c92881d5a4447b49c",
            "9c250646fc03faa5abe4d4060797ced3c6eb4746fbe75e28e1067f7a78ff070d",
        ),
    ],
    ids=["small", "panel", "measures"],
)
def test_the_fingerprints_of_forms_already_sent_out_never_change(text: str, today: str, in_1_0: str) -> None:
    """These may never change: forms with them are out with bidders, and are refused by a tool that finds others.

    Where this fails after a change of the model, the change is at fault. A new key needs a default, so that files
    without it say what they said before, and its name in `_SINCE_1_0`. A default never changes.
    """
    assert known_fingerprints(_model(text)) == (today, in_1_0)


@pytest.mark.parametrize(
    "change",
    [
        ("weight = 60", "weight = 60.0"),
        ('kind = "money" }', 'kind = "money", at-least-zero = false }'),
        ("full-marks-at = 200", "no-marks-at = 0, full-marks-at = 200"),
        ("[[dimension]]", '[competition]\ntitle = "Bridges"\n\n[[dimension]]'),
        ("title = ", "# A note.\ntitle    =    "),
    ],
)
def test_what_means_the_same_has_the_same_fingerprint(change: tuple[str, str]) -> None:
    assert (changed := SMALL.replace(*change, 1)) != SMALL
    assert fingerprint(_model(changed)) == fingerprint(_model(SMALL))


@pytest.mark.parametrize(
    "change",
    [
        ("weight = 60", "weight = 60.1"),
        ('unit = "weeks"', 'unit = "weeks", at-most = 5000'),
        ('title = "Price"', 'title = "Prices"'),
        ("full-marks-at = 200", "full-marks-at = 201"),
    ],
)
def test_what_bidders_are_asked_or_scored_by_is_in_the_fingerprint(change: tuple[str, str]) -> None:
    assert (changed := SMALL.replace(*change, 1)) != SMALL
    known: Any = known_fingerprints(_model(SMALL))
    assert set(known).isdisjoint(known_fingerprints(_model(changed)))
