"""Evaluations to report on: a small community transport competition, and as many bids as a test wants."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from socialvalue.errors import Note, Place
from socialvalue.model.basis import BasisName
from socialvalue.model.competition import (
    Bid,
    Competition,
    InputFile,
    StandardAnswer,
)
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.scoring.evaluate import evaluate
from tests.models import FULL, REASON, bid, criteria

NAMES = ("Bracken & Sons", "Afon Teithio CIC", "Glan-y-môr Minibuses Ltd", "Tŷ Coch Co-operative", "Hopper plc", "Wren")


def ranked_by(basis: BasisName) -> Criteria:
    """Return the award model with another basis, to two decimal places."""
    return criteria(FULL, ('basis = "weighted-total"', f'basis = "{basis}"'))


def long_model(questions: int) -> str:
    """Return the award model with so many questions that the panel marks, sharing what two have in `FULL`."""
    begin, end = FULL.index("  [[criterion.question]]"), FULL.index('[[criterion]]\nid = "apprenticeships"')
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
    return f"{FULL[:begin]}{asked}\n{FULL[end:]}"


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
