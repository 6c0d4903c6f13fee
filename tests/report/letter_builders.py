"""Competitions whose every bid has something of its own everywhere, and the search for it in what others are told."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from socialvalue.decimals import grouped, half_up, plain
from socialvalue.errors import Place
from socialvalue.model.award_details import AwardDetails
from socialvalue.model.competition import Amount, Bid, Commitments, Mark, StandardAnswer, YearlyCosts
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.model.outcome import Withdrawn
from socialvalue.model.redactions import Redaction
from socialvalue.report.letters.letters import LetterView, letters
from socialvalue.report.letters.tender import Entry
from tests import models
from tests.report import builders

WEIGHTED = 'basis = "weighted-total"\ndecimal-places = 2'

#: The words in capitals are replaced; each criterion is of another kind.
MODEL = """
format = 1
id = "letters"
version = "1"
title = "A model for letters"

[competition]
title = "Care at home"
authority = "An Authority"
reference = "REF-77"
tender-date = 2026-07-06
evaluation-date = 2026-10-16

[award]
AWARD

[[dimension]]
id = "cost"
title = "Cost"
[[dimension]]
id = "value"
title = "Social value"

[[criterion]]
id = "price"
dimension = "cost"
title = "Price for four years"
weight = 40
input = PRICEINPUT
PRICESCORE

[[criterion]]
id = "hours"
dimension = "value"
title = "Hours lent"
weight = 20
input = { kind = "quantity", unit = "hours" }
score = HOURSCORE

[[criterion]]
id = "promises"
dimension = "value"
title = "Commitments"
weight = 10
input = { kind = "commitments", measures = ["volunteering"], deadweight = 20 }
score = PROMISESCORE

[[criterion]]
id = "service"
dimension = "value"
title = "The service"

  [[criterion.question]]
  id = "visit"
  title = "A visit"
  weight = 20
  input = { kind = "panel", scale = "five" }
  score = { method = "panel" }

  [[criterion.question]]
  id = "start"
  title = "A good start"
  weight = 10
  input = { kind = "panel", scale = "five" }
  score = STARTSCORE

[[standard]]
id = "living-wage"
title = "Real Living Wage"
question = "Do you pay the real Living Wage?"
pass = "yes"

[[scale]]
id = "five"
levels = [
  { mark = 0, label = "Nothing", means = "No answer." },
  { mark = 3, label = "Sound", means = "It would do." },
  { mark = 5, label = "Excellent", means = "All of it." },
]

[[measure]]
id = "volunteering"
title = "Paid time for groups"
unit = "hours"
  [[measure.proxy]]
  value = 12.71
  from = 2026-04-01
  price-year = 2026
  source = "Invented"
  licence = "OGL-3.0"
"""

#: Each bid's names and words stand nowhere else: neither in another bid nor in what every letter says.
NAMES = ("Quillfeather Homecare Ltd", "Brambleyard Co-operative", "Ostervane plc", "Zephyrine Trust")
WORDS = ("marigold lanterns", "copper kettles", "juniper ladders", "velvet anchors")

#: The first wins by its marks; lowest and highest are in bids that lose, so that a working of another would tell them.
PRICES = (1_148_923, 1_037_411, 1_259_537, 1_361_849)
HOURS = (3_529, 2_641, 4_817, 1_723)
QUANTITIES = (6_247, 5_153, 7_331, 4_079)
MARKS = (5, 3, 3, 0)


def model(
    award: str = WEIGHTED,
    price: str = 'score = { method = "lowest-price" }',
    asked: str = '{ kind = "money" }',
    hours: str = '{ method = "target", full-marks-at = 9000 }',
    promises: str = '{ method = "target", full-marks-at = 90000 }',
    start: str = '{ method = "panel" }',
) -> Criteria:
    """Return the model with these methods."""
    changes = {"AWARD": award, "PRICESCORE": price, "PRICEINPUT": asked}
    changes |= {"HOURSCORE": hours, "PROMISESCORE": promises, "STARTSCORE": start}
    return models.criteria(MODEL, *changes.items())


def bid(number: int, criteria: Criteria, *, wage: str = "yes", withdrawn: str = "", **values: object) -> Bid:
    """Return bid ``number`` (from 0); ``values`` replace its price, hours, promised quantity or marks."""
    place = Place(f"bids/secret-{number}.xlsx", "Offer", f"D{number + 3}")
    price, hours = values.get("price", PRICES[number]), values.get("hours", HOURS[number])
    quantity, mark = values.get("quantity", QUANTITIES[number]), values.get("mark", MARKS[number])
    if criteria.leaf_by_key["price"].input.kind == "whole-life-cost":
        costs: Amount | YearlyCosts = YearlyCosts(tuple(Amount(Decimal(f"{price}") + year, place) for year in range(3)))
    else:
        costs = Amount(Decimal(f"{price}"), place)
    answers = {
        "price": costs,
        "hours": Amount(Decimal(f"{hours}"), place),
        "promises": Commitments({"volunteering": Amount(Decimal(f"{quantity}"), place)}),
        "service.visit": _mark(number, f"{mark}", place, "visit"),
        "service.start": _mark(number, f"{mark}", place, "start"),
    }
    standards = {"living-wage": StandardAnswer(wage, place)}
    gone = Withdrawn(reason=withdrawn) if withdrawn else None
    return Bid(NAMES[number], answers, standards, withdrawn=gone, place=place)


def _mark(number: int, mark: str, place: Place, question: str) -> Mark:
    words = WORDS[number]
    reason = (
        f"The {question} rests on {words} (p. {number + 4}).\nMore {words} in each {question} would have earned more."
    )
    return Mark(Decimal(mark), place, reason, f"section {words}, {question}")


def four(criteria: Criteria | None = None) -> tuple[Criteria, Evaluation]:
    """Return a winner, two who are ranked below it, and one that fails a standard and would have had other figures."""
    criteria = criteria or model()
    bids = [bid(number, criteria) for number in range(3)]
    return criteria, builders.evaluated(criteria, *bids, bid(3, criteria, wage="no"))


AWARD = {
    "format": 1,
    "notice-date": date(2026, 11, 13),
    "letter-date": date(2026, 11, 12),
    "full-criteria": "Schedule 4 of the invitation to tender",
    "signed-by": "Anwen Prosser",
    "signed-role": "Director",
    "questions-to": "procurement@authority.example",
    "supplier": [
        {
            "bidder": name,
            "address": [f"{number} {WORDS[number].title()} Street"],
            "email": f"bids@{WORDS[number].split()[0]}.example",
            "identifier": f"ID-{number}",
        }
        for number, name in enumerate(NAMES)
    ],
}


def award(**changes: object) -> AwardDetails:
    """Return an award of which everything is on file, with changes by key (`notice_date` is `notice-date`)."""
    return AwardDetails.model_validate(AWARD | {key.replace("_", "-"): value for key, value in changes.items()})


def redaction(question: str, passage: str = "", part: str = "reason", ground: str = "A trade secret") -> Redaction:
    """Return what is withheld of the winner's."""
    return Redaction.model_validate(
        {
            "bidder": NAMES[0],
            "question": question,
            "part": part,
            "passage": passage,
            "ground": ground,
            "decided-by": "Martin Iredale",
            "decided-on": date(2026, 10, 19),
        }
    )


def views(
    criteria: Criteria, evaluation: Evaluation, details: AwardDetails | None = None, *redactions: Redaction
) -> dict[str, LetterView]:
    """Return the letters by the bidder that each is to."""
    made = letters(criteria, evaluation, details or award(), redactions=redactions)
    found = [document.view for document in made.documents]
    return {view.to.name: view for view in found if isinstance(view, LetterView)}


def texts(part: object) -> Iterator[str]:
    """Every text of a view, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for item in part:
            yield from texts(item)
    elif dataclasses.is_dataclass(part):
        for one in dataclasses.fields(part):
            yield from texts(getattr(part, one.name))


@dataclasses.dataclass(frozen=True)
class Secrets:
    """What is a bid's own: words, looked for whatever the spaces between them, and figures, looked for whole."""

    words: tuple[str, ...]
    figures: tuple[str, ...]

    def found_in(self, text: str) -> list[str]:
        """Return those that a text tells."""
        bare = re.sub(r"\s+", "", text).casefold()
        found = [one for one in self.words if re.sub(r"\s+", "", one).casefold() in bare]
        return found + [one for one in self.figures if re.search(rf"(?<![\d,.]){re.escape(one)}(?![\d]|[,.]\d)", text)]


def secrets_of(criteria: Criteria, evaluation: Evaluation, bidder: str, *, told: Sequence[str] = ()) -> Secrets:
    """Return what is one bid's own: names, sentences, references, files, and figures of four digits or more.

    What stands in the criteria too, or in the bids of ``told``, is known to whoever is told of those.
    """
    mine = _secrets(next(one for one in evaluation.bids if one.bidder == bidder))
    known = [_secrets(one) for one in evaluation.bids if one.bidder in told]
    public = " ".join([criteria.model_dump_json(), *(word for one in known for word in one.words)]).casefold()
    figures = {figure for one in known for figure in one.figures}
    return Secrets(
        tuple(word for word in mine.words if word.casefold() not in public),
        tuple(figure for figure in mine.figures if figure not in figures),
    )


def _secrets(one: EvaluatedBid) -> Secrets:
    names = [one.bidder, *re.findall(r"[^\W\d_]{5,}", one.bidder)]
    sentences = [
        sentence.strip()
        for score in one.scores
        for sentence in re.split(r"(?<=[.;:])\s+|\n", score.reason or "")
        if len(sentence.strip()) > 12
    ]
    references = [score.reference for score in one.scores if score.reference]
    sources = {score.source for score in one.scores} | {result.source for result in one.standards}
    files = {source.split(" · ")[0] for source in sources if "." in source}
    numbers = [one.price, one.total, *(score.value for score in one.scores)]
    figures = {
        shape
        for number in numbers
        if number is not None and len(plain(half_up(number, 2)).replace(".", "")) >= 4
        for shape in (plain(half_up(number, 2)), grouped(half_up(number, 2)))
    }
    figures |= {step.value.replace("£", "") for score in one.scores for step in score.steps if len(step.value) > 4}
    return Secrets(tuple(dict.fromkeys([*names, *sentences, *references, *sorted(files)])), tuple(sorted(figures)))


def losers(evaluation: Evaluation, to: str) -> list[str]:
    """Return the bidders of whom a letter to ``to`` may tell nothing: all but it and the winner."""
    return [one.bidder for one in evaluation.bids if one.bidder != to and one.rank != 1]


def leaks(criteria: Criteria, evaluation: Evaluation, to: str, text: str) -> list[str]:
    """Return what a letter to ``to`` tells of bidders that lost as it did."""
    winner = next(one.bidder for one in evaluation.bids if one.rank == 1)
    return [
        f"{other}: {secret}"
        for other in losers(evaluation, to)
        for secret in secrets_of(criteria, evaluation, other, told=(to, winner)).found_in(text)
    ]


def said(part: object) -> str:
    """All that a part of a view says, in one line."""
    return " ".join(texts(part))


def entry(view: LetterView, title: str, *, of_winner: bool = False) -> Entry:
    """One criterion or question of a letter's own part, or of the winner's."""
    part = view.winner if of_winner else view.own
    assert part is not None
    entries = [one for dimension in part.dimensions for one in dimension.criteria]
    return next(one for one in (*entries, *(q for e in entries for q in e.questions)) if one.title == title)


def tied(tie_break: str) -> tuple[Criteria, Evaluation]:
    """Return two bids with one total: the first has it from its hours, the second from a mark."""
    criteria = model(
        award=f"{WEIGHTED}\n{tie_break}", price='score = { method = "benchmark", ceiling = 2, target = 1 }'
    )
    bids = [bid(0, criteria, hours=4500, quantity=0, mark=0), bid(1, criteria, hours=0, quantity=0, mark=0)]
    answers = dict(bids[1].answers)
    answers["service.start"] = bid(1, criteria, mark=5).answers["service.start"]
    return criteria, builders.evaluated(criteria, bids[0], dataclasses.replace(bids[1], answers=answers))
