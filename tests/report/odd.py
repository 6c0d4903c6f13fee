"""Competitions that nobody would choose to lay out: too many, too long, in every script, or next to nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from socialvalue.model.competition import Mark
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.panel import Panel
from tests import models
from tests.report import builders, panels

QUESTION = """
  [[criterion.question]]
  id = "q{number}"
  title = "{title}"
  weight = {weight}
  input = {{ kind = "panel", scale = "zero-to-five" }}
  score = {{ method = "panel" }}
"""

TITLE = "How will passengers of village {number} be met, carried and seen home?"


def model(questions: int, title: str = TITLE, *changes: tuple[str, str], text: str = models.FULL) -> Criteria:
    """Return the small model with so many questions in the place of its two."""
    asked = (
        QUESTION.format(number=number, title=title.format(number=number), weight=30 / questions)
        for number in range(1, questions + 1)
    )
    old = _part(text, "\n  [[criterion.question]]", CRITERION if CRITERION in text else "\n[[standard]]")
    return models.criteria(text.replace(old, "".join(asked)), *changes)


def _part(text: str, begin: str, end: str) -> str:
    return text[text.index(begin) : text.index(end, text.index(begin) + 1)]


#: Where the questions of the small model end.
CRITERION = '\n[[criterion]]\nid = "apprenticeships"'

#: The small model without what is neither a price nor a question.
LEAN = (
    models.FULL.replace(_part(models.FULL, CRITERION, "\n[[standard]]"), "")
    .replace(_part(models.FULL, '[[dimension]]\nid = "economic"', "\n[[criterion]]"), "")
    .replace("weight = 40", "weight = 70")
)


def panel() -> Panel:
    """Return the small panel, marking the questions of such a model."""
    return panels.panel(("service.journey", "service.q1"))


def large(bids: int, questions: int, *changes: tuple[str, str]) -> tuple[Criteria, Evaluation]:
    """Return many bids on many questions, and on nothing else but the price."""
    reason = "Said on p. 8, with names and dates, and no example of it."
    return builders.many(bids, model(questions, TITLE, *changes, text=LEAN), reason=reason)


#: No line is as long.
ADDRESS = "https://www.example.org/" + "a-very-long-path/" * 16

#: Names as hard as they come: long with spaces and without, an address, and the scripts of these islands and others.
NAMES = (
    "A name of three hundred characters " + "that goes on and on " * 13 + "end.",
    "Cwmni Cludiant Cymunedol Llŷn ac Eifionydd Cyf, Tŷ’r Ŵyl, Ffordd yr Ŵydd",
    "Còmhdhail Choimhearsnachd nan Eilean Siar: Seirbheisean Ùra Earranta",
    "شركة النقل المجتمعي المحدودة لخدمات المدينة",
    "חברת ההסעות הקהילתית של העיר בע״מ",
    "👩‍👩‍👧‍👦 Family Buses 🚌 and Friends 🏳️‍🌈",
    "Unbroken" + "x" * 292,
    f"{ADDRESS}Ltd",
)

REASON = (
    "The response on p. 8 says who does what. Mae’r ymateb yn enwi’r gyrwyr ar dud. 9, ac yn dweud sut y caiff pob "
    "taith ei chadarnhau. Tha am freagairt ag ràdh cò nì dè. قال العطاء في الصفحة 8 من يفعل ماذا ومتى. "
    f"בעמוד 8 נאמר מי עושה מה. See {ADDRESS} 👩‍👩‍👧‍👦. It says nothing of how the steps would be shown to work; "
    "one example of it would have earned the next mark. "
)


def scripts() -> tuple[Criteria, Evaluation]:
    """Return bids under such names, judged in a long reason on questions with long titles; all of it is long."""
    made = model(
        2,
        "{number}. " + "A question as long as questions get, with clauses and sub-clauses, " * 4 + "and its end?",
        ("Community transport in Llanŵr", "Transport " + "from door to door " * 16),
        ("Cyngor Tref Llanŵr", "Cyngor" + "y" * 294),
        ("Price for four years", "The " + "price" * 12),  # longer takes its time in narrow columns
    )
    long = "On p. 8: " + " ".join(f"word{number}" for number in range(2997))
    bids = [models.bid(made, 2 + 3 * i, name, REASON if i == 1 else models.REASON) for i, name in enumerate(NAMES)]
    question = made.panel_leaves[0].key
    first = bids[0].answers[question]
    assert isinstance(first, Mark)
    bids[0] = replace(bids[0], answers={**bids[0].answers, question: replace(first, reason=long)})
    return made, builders.evaluated(made, *bids)


def bare() -> tuple[Criteria, Evaluation]:
    """Return one bid under a model that has nothing that may be left out."""
    made = models.criteria(BARE)
    return made, builders.evaluated(made, models.bid(made, 2, "Wren"))


BARE = """
format = 1
id = "bare"
version = "1"
title = "Bare"
source = "Tender documents"

[award]
basis = "weighted-total"

[[dimension]]
id = "quality"
title = "Quality"

[[criterion]]
id = "plan"
dimension = "quality"
title = "The plan"
weight = 100
input = { kind = "panel", scale = "marks" }
score = { method = "panel" }

[[scale]]
id = "marks"
levels = [{ mark = 0, label = "None", means = "No answer." }, { mark = 3, label = "Full", means = "All of it." }]
"""

#: A panel of one for that model.
BARE_PANEL = Panel.model_validate(
    {
        "format": 1,
        "evaluator": [
            {
                "id": "ann",
                "name": "Ann Pugh",
                "role": "Head of transport",
                "chair": True,
                "questions": ["plan"],
                "declared": date(2026, 9, 7),
                "interest": "none",
            }
        ],
    }
)
