"""Evaluations to report on: a small community transport competition, and as many bids as a test wants."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal

from socialvalue.errors import Note, Place
from socialvalue.model.basis import BasisName
from socialvalue.model.competition import (
    Amount,
    Answer,
    Bid,
    Commitments,
    Competition,
    InputFile,
    Mark,
    StandardAnswer,
    YearlyCosts,
)
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import Evaluation
from socialvalue.scoring.evaluate import evaluate

MODEL = """
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

WHOLE_LIFE = """
[[criterion]]
id = "running"
dimension = "cost"
title = "Cost of running"
weight = 0
input = { kind = "whole-life-cost", discount-rate = 3.5, years = 3 }
score = { method = "lowest-price" }
"""

NAMES = ("Bracken & Sons", "Afon Teithio CIC", "Glan-y-môr Minibuses Ltd", "Tŷ Coch Co-operative", "Hopper plc", "Wren")

REASON = "The response on p. 8 names who does what. It says nothing of steps; an example would have earned more."


def criteria(text: str = MODEL, *changes: tuple[str, str]) -> Criteria:
    """Return a model, with passages of its text replaced; each must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return Criteria.model_validate(tomllib.loads(text, parse_float=Decimal))


def ranked_by(basis: BasisName) -> Criteria:
    """Return the award model with another basis, to two decimal places."""
    return criteria(MODEL, ('basis = "weighted-total"', f'basis = "{basis}"'))


def long_model(questions: int) -> str:
    """Return the award model with so many questions that the panel marks, sharing what two have in `MODEL`."""
    begin, end = MODEL.index("  [[criterion.question]]"), MODEL.index('[[criterion]]\nid = "apprenticeships"')
    asked = "".join(
        f"""  [[criterion.question]]
  id = "question-{number}"
  title = "Question {number}: what passengers meet on an ordinary day"
  weight = {Decimal(30) / questions}
  input = {{ kind = "panel", scale = "zero-to-five" }}
  score = {{ method = "panel" }}
"""
        for number in range(1, questions + 1)
    )
    return f"{MODEL[:begin]}{asked}\n{MODEL[end:]}"


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


def evaluated(model: Criteria, *bids: Bid) -> Evaluation:
    """Return the evaluation of these bids, with files that went in and a note."""
    files = tuple(InputFile(f"bids/bid-{i}.xlsx", f"{i:064x}") for i in range(1, len(bids) + 1))
    note = Note(Place("bids/bid-1.xlsx", "Offer", "D3"), "a number stored as text was read as 1,037,000")
    return evaluate(model, Competition(bids, files, "c" * 64, (note,)))


def six(model: Criteria | None = None) -> tuple[Criteria, Evaluation]:
    """Return six bids: four ranked, one whose price is queried, one that fails a standard."""
    model = model or criteria()
    bids = [bid(model, i, name) for i, name in enumerate(NAMES, start=1)]
    bids[2] = bid(model, 2, NAMES[2])
    bids[4] = bid(model, 7, NAMES[4], price="900000")
    failing = {"living-wage": StandardAnswer("no", Place("bids/bid-6.xlsx", "Offer", "D40"))}
    bids[5] = replace(bids[5], standards=failing)
    return model, evaluated(model, *bids)


def many(count: int, model: Criteria | None = None, reason: str = REASON) -> tuple[Criteria, Evaluation]:
    """Return ``count`` bids that all meet the standards."""
    model = model or criteria()
    return model, evaluated(model, *(bid(model, 2 + 3 * i, f"Bidder number {i + 1} Ltd", reason) for i in range(count)))


HOSTILE = (
    "<script>alert(1)</script>",
    "\"quoted\" & 'single' <b>bold</b>",
    "=cmd|' /C calc'!A0",
    "شركة النقل المجتمعي",
    "חברת ההסעות הקהילתית בע״מ",
    "🚌🚍 Emoji Buses 👩‍👩‍👧‍👦",
    "A name of three hundred characters " + "that goes on and on " * 13 + "end.",
    "Unbroken" + "x" * 292,
    "right\u202eot tfel\u202c, with \x07 bell and \x00 nul",
    "{{ 7 * 7 }} {% raw %}",
    "日本語の会社名株式会社",
)


def hostile() -> tuple[Criteria, Evaluation]:
    """Return bids whose names and reasons would break a page that trusted them."""
    model = criteria()
    reason = '<img src=x onerror=alert(1)> & "quotes" \u202e turned \x0b controls\n\nSecond paragraph: ≥ 5 → 6 ✓'
    return model, evaluated(model, *(bid(model, 2 + 3 * i, name, reason) for i, name in enumerate(HOSTILE)))


def wordy() -> tuple[Criteria, Evaluation]:
    """Return two bids whose reasons have 3,000 words."""
    return many(2, reason=" ".join(f"word{i}" for i in range(3_000)))
