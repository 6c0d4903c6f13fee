"""A panel for the small competition of `builders`, and what came of its moderation."""

from __future__ import annotations

import tomllib

from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation, IndividualScore, Moderated
from socialvalue.model.outcome import Warned
from socialvalue.model.panel import Panel
from socialvalue.report.evaluation.panel import EvaluatorRow, PanelPage, SpreadRow
from tests.report import builders

PANEL = """
format = 1
show = "role"
facilitator = "Mo Rees, procurement"
moderation-meetings = [2026-10-01, 2026-10-08]

[[evaluator]]
id = "ann"
name = "Ann Pugh"
role = "Head of transport"
organisation = "Cyngor Tref Llanŵr"
chair = true
questions = ["service"]
declared = 2026-09-07
interest = "none"

[[evaluator]]
id = "bob"
name = "Bob Ellis"
role = "Passenger"
questions = ["service.journey"]
declared = 2026-09-08
interest = "Sister drives for Wren"
decision = "Does not mark Wren. Decided by the monitoring officer."

  [[evaluator.excluded]]
  bidder = "Wren"
  reason = "His sister drives for Wren."
"""


def panel(*changes: tuple[str, str]) -> Panel:
    """Return the panel, with passages of its file replaced; each must be there."""
    text = PANEL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return Panel.model_validate(tomllib.loads(text))


def given(evaluator: str, mark: str, reason: str = "Page 8 names who does what.") -> IndividualScore:
    return IndividualScore(
        evaluator=evaluator, mark=mark, reason=reason, reference="p. 8", more="An example.", source="panel/x.xlsx · C7"
    )


def moderated(bidder: str, question: str, agreed: str | None, *individual: IndividualScore, **told: str) -> Moderated:
    return Moderated.model_validate(
        {"reason": "Page 8 shows it.", "reference": "pp. 8–9", "differs": "", "change": ""}
        | told
        | {"bidder": bidder, "question": question, "agreed": agreed, "individual": individual}
    )


def with_record(
    made: tuple[Criteria, Evaluation], *record: Moderated, warned: tuple[Warned, ...] = ()
) -> tuple[Criteria, Evaluation]:
    """Return an evaluation with a moderation record, as a competition that had a panel has it."""
    criteria, evaluation = made
    return criteria, evaluation.model_copy(update={"moderation": record, "warned": warned})


def hostile() -> tuple[Criteria, Evaluation]:
    """Return a record in which every name and text would break a page that trusted it."""
    made = builders.hostile()
    scores = [given(name, mark, f"{name} & <i>x</i>") for name in builders.HOSTILE[:4] for mark in ("3", "N/A", "")]
    told = {"differs": "<b>bold</b>\n\n\u202e", "change": "{{ 7 * 7 }}"}
    record = [moderated(bid.bidder, "service.journey", "3", *scores, **told) for bid in made[1].bids]
    return with_record(made, *record)


def page() -> PanelPage:
    """Return the page on how the panel marked."""
    return PanelPage(
        (SpreadRow("The passenger's journey", "6", "1 to 5, Hopper plc", "2"),),
        (
            EvaluatorRow("Head of transport", "12", "0", "1", "0", "0.45 marks above", "0 to 5", "too few to say", ""),
            EvaluatorRow("Passenger", "5", "1", "0", "0", "0.45 marks below", "3", "none", "All one mark: Wren"),
        ),
        ("Zero to five: Krippendorff's alpha (ordinal) 0.62, 95% interval 0.31 to 0.80",),
        ("After moderation: 6 marks agreed.",),
    )
