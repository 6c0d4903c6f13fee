"""Two award models for all tests, a small and a full one, and a bid for either.

A test that needs another changes a passage of one of them, so that what matters to it stands beside its assertion.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal

from socialvalue.errors import Place
from socialvalue.model.competition import Amount, Answer, Bid, Commitments, Mark, StandardAnswer, YearlyCosts
from socialvalue.model.criteria import Criteria, Leaf

#: A price and a plan that the panel marks.
SMALL = """
format = 1
id = "good"
version = "1"
title = "Good"
[award]
tie-break = ["cost"]
[[dimension]]
id = "cost"
title = "Cost"
[[dimension]]
id = "social"
title = "Social"
[[criterion]]
id = "price"
dimension = "cost"
title = "Price"
weight = 60
input = { kind = "money" }
score = { method = "lowest-price" }
[[criterion]]
id = "plan"
dimension = "social"
title = "Plan"
weight = 40
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }
[[scale]]
id = "marks"
levels = [ { mark = 0, label = "None", means = "n" }, { mark = 5, label = "All", means = "a" } ]
"""

#: Four dimensions, questions, a standard, a scale, a measure: what a community transport competition has.
FULL = """
format = 1
id = "test-transport"
version = "2026.1"
title = "Test transport model"
source = "Tender documents, schedule 4"
jurisdiction = "England"
references = ["Schedule 4"]
doubts = ["Invented for tests"]

[competition]
title = "Community transport in Llanŵr"
authority = "Cyngor Tref Llanŵr"
reference = "CT-2026-01"
tender-date = 2026-07-06
evaluation-date = 2026-10-16

[award]
basis = "weighted-total"
decimal-places = 2
tie-break = ["social"]
estimate = 1200000
abnormally-low = { below-estimate-percent = 20 }

[[dimension]]
id = "cost"
title = "Cost"
[[dimension]]
id = "social"
title = "Social value"
[[dimension]]
id = "economic"
title = "Economic value"
[[dimension]]
id = "environmental"
title = "Environmental value"

[[criterion]]
id = "price"
dimension = "cost"
title = "Price for four years"
weight = 40
input = { kind = "money" }
score = { method = "lowest-price" }

[[criterion]]
id = "service"
dimension = "social"
title = "The service"
guidance = "What passengers meet."

  [[criterion.question]]
  id = "journey"
  title = "The passenger's journey"
  weight = 20
  input = { kind = "panel", scale = "zero-to-five" }
  score = { method = "panel" }
  minimum = 20

  [[criterion.question]]
  id = "start"
  title = "A good start"
  weight = 10
  input = { kind = "panel", scale = "zero-to-five" }
  score = { method = "panel" }

[[criterion]]
id = "apprenticeships"
dimension = "economic"
title = "Apprenticeship weeks"
weight = 15
input = { kind = "quantity", unit = "weeks" }
score = { method = "target", full-marks-at = 300 }

[[criterion]]
id = "promises"
dimension = "environmental"
title = "Further commitments"
weight = 15
input = { kind = "commitments", measures = ["volunteer-hours"], deadweight = 20 }
score = { method = "highest-offer" }

[[standard]]
id = "living-wage"
title = "Real Living Wage"
question = "Do you pay the real Living Wage?"
pass = "yes"

[[scale]]
id = "zero-to-five"
levels = [
  { mark = 0, label = "Nothing to mark", means = "No answer." },
  { mark = 3, label = "Sound", means = "It would do." },
  { mark = 5, label = "Excellent", means = "All that it could be." },
]

[[measure]]
id = "volunteer-hours"
title = "Paid time given to community groups"
unit = "hours"
  [[measure.proxy]]
  value = 12.71
  from = 2026-04-01
  price-year = 2026
  source = "An invented source"
  licence = "OGL-3.0"
  doubt = "A replacement cost"
"""

#: Two kinds of input that `FULL` lacks; they have no weight, and may be added to it.
WHOLE_LIFE = """
[[criterion]]
id = "running"
dimension = "cost"
title = "Cost of running"
weight = 0
input = { kind = "whole-life-cost", discount-rate = 3.5, years = 3 }
score = { method = "lowest-price" }
"""

PERCENT = """
[[criterion]]
id = "electric"
dimension = "environmental"
title = "Electric mileage"
weight = 0
input = { kind = "percent" }
score = { method = "highest-offer" }
"""

REASON = "The response on p. 8 names who does what. It says nothing of steps; an example would have earned more."


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Return a text with passages replaced; each must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def criteria(text: str = FULL, *changes: tuple[str, str]) -> Criteria:
    """Return a model, with passages of its text replaced; each must be there."""
    return Criteria.model_validate(tomllib.loads(changed(text, *changes), parse_float=Decimal))


def answer(model: Criteria, leaf: Leaf, number: int, reason: str = REASON) -> Answer:
    """Return a plausible answer of bid ``number`` (from 1), the same every time."""
    place = Place(f"bids/bid-{number}.xlsx", "Offer", f"D{3 + model.leaves.index(leaf)}")
    match leaf.input.kind:
        case "money":
            return Amount(Decimal(1_000_000 + 37_000 * number), place)
        case "whole-life-cost":
            return YearlyCosts(tuple(Amount(Decimal(100_000 + 1_000 * number), place) for _ in range(3)))
        case "panel":
            mark = Decimal((0, 5, 3)[number % 3] if number > 1 else 5)
            return Mark(mark, place, reason, "pp. 8–14, para 2.4")
        case "commitments":
            return Commitments({id_: Amount(Decimal(300 + 50 * number), place) for id_ in leaf.input.measures})
        case _:
            return Amount(Decimal(30 * number % 320), place)


def bid(model: Criteria, number: int, name: str, reason: str = REASON, **answers: str) -> Bid:
    """Return bid ``number`` under ``name``; ``answers`` replace prices and quantities by criterion id."""
    given = {leaf.key: answer(model, leaf, number, reason) for leaf in model.leaves}
    for key, text in answers.items():
        old = given[key]
        assert isinstance(old, Amount | Mark)
        given[key] = replace(old, value=Decimal(text))
    passed = {
        standard.id: StandardAnswer(standard.pass_, Place(f"bids/bid-{number}.xlsx", "Offer", f"D{40 + i}"))
        for i, standard in enumerate(model.standard)
    }
    return Bid(name, given, passed, place=Place(f"bids/bid-{number}.xlsx"))
