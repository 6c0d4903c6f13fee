"""Small panels for the tests of analysis: marks and reasons in, flags and figures out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from socialvalue.errors import Place
from socialvalue.model.criteria import Criteria
from socialvalue.model.panel import AgreedMark, Flag, Given, IndividualMark, Panel, ScoreSheet

#: Two questions on one scale, one of them under a minimum, and a third on a scale of its own.
MODEL = """
format = 1
id = "three"
version = "1"
title = "Three questions"
[competition]
authority = "Northmoor Borough Council"
[[dimension]]
id = "quality"
title = "Quality"
[[criterion]]
id = "plan"
dimension = "quality"
title = "Plan for the service"
guidance = "Describe how you will book, carry and see home each passenger, and what you do when a vehicle is late."
weight = 40
minimum = 40
input = { kind = "panel", scale = "five" }
score = { method = "panel" }
[[criterion]]
id = "people"
dimension = "quality"
title = "People who deliver it"
guidance = "Say who leads the work, and how drivers are trained and kept."
weight = 40
input = { kind = "panel", scale = "five" }
score = { method = "panel" }
[[criterion]]
id = "carbon"
dimension = "quality"
title = "Carbon"
weight = 20
input = { kind = "panel", scale = "ten" }
score = { method = "panel" }
[[scale]]
id = "five"
levels = [
  { mark = 0, label = "Nothing to mark", means = "No answer, or one about something else." },
  { mark = 1, label = "Poor", means = "A small part of the question is answered; the rest could not be relied on." },
  { mark = 2, label = "Partial", means = "Some is answered, but a part is missing or has nothing behind it." },
  { mark = 3, label = "Sound", means = "Every part is answered and would do the job, though in general terms." },
  { mark = 4, label = "Good", means = "Every part is answered with named people, dates and methods for the area." },
  { mark = 5, label = "Excellent", means = "All that a good answer has, shown throughout to work." },
]
[[scale]]
id = "ten"
levels = [
  { mark = 0, label = "None" },
  { mark = 2, label = "Weak" },
  { mark = 4, label = "Fair" },
  { mark = 6, label = "Sound" },
  { mark = 8, label = "Good" },
  { mark = 10, label = "Excellent" },
]
"""

CRITERIA = Criteria.model_validate(tomllib.loads(MODEL, parse_float=Decimal))

#: A reason with which nothing is wrong.
SOUND = "Booking and escort are described with figures for 2025, pages 8 to 14, and late runs are owned."


def panel(*ids: str) -> Panel:
    """Return a panel of evaluators who mark everything."""
    evaluators = "".join(
        f'[[evaluator]]\nid = "{id_}"\nname = "{id_.title()}"\nrole = "Member"\n'
        'questions = ["plan", "people", "carbon"]\ndeclared = 2026-09-07\ninterest = "none"\n'
        for id_ in ids
    )
    return Panel.model_validate(tomllib.loads(f"format = 1\n{evaluators}"))


def mark(
    value: int | str | Given,
    reason: str = SOUND,
    *,
    evaluator: str = "ann",
    bidder: str = "Hopperway Ltd",
    question: str = "plan",
) -> IndividualMark:
    """Return one evaluator's mark; a `Given` instead of a value says that there is none."""
    given = value if isinstance(value, Given) else Given.MARK
    number = None if isinstance(value, Given) else Decimal(value)
    place = Place(file=f"panel/{evaluator}.xlsx", sheet=question, cell=f"D:{bidder}")
    return IndividualMark(evaluator, bidder, question, given, number, reason, "p. 4", "", Place(), place)


def row(question: str, bidder: str, marks: Mapping[str, int | Given | None]) -> list[IndividualMark]:
    """Return the marks of several evaluators for one bid, each with a reason of its own; None leaves one out."""
    return [
        mark(value, f"{SOUND} {bidder} {evaluator} {question}", evaluator=evaluator, bidder=bidder, question=question)
        for evaluator, value in marks.items()
        if value is not None
    ]


def sheets(marks: Iterable[IndividualMark], orders: Mapping[str, Sequence[str]] | None = None) -> list[ScoreSheet]:
    """Return the marks as a sheet an evaluator; without ``orders`` bids are shown as they come."""
    several = list(marks)
    found = []
    for evaluator in dict.fromkeys(one.evaluator for one in several):
        own = tuple(one for one in several if one.evaluator == evaluator)
        order = (orders or {}).get(evaluator) or dict.fromkeys(one.bidder for one in own)
        found.append(ScoreSheet(evaluator, f"panel/{evaluator}.xlsx", "0" * 64, own, tuple(order)))
    return found


def agreed(value: int | None, bidder: str, question: str = "plan") -> AgreedMark:
    """Return what the panel agreed."""
    return AgreedMark(bidder, question, None if value is None else Decimal(value), reason=SOUND)


def kinds(flags: Iterable[Flag]) -> list[str]:
    """Return the kinds of flags, as they come."""
    return [flag.kind for flag in flags]
