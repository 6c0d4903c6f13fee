"""Competitions that are hard on two pages: everything long at once, in any script, tied or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from socialvalue.errors import Place
from socialvalue.model.authority import Authority, Look
from socialvalue.model.award_details import AwardDetails, NextStep
from socialvalue.model.competition import StandardAnswer
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from tests import models
from tests.facts import opened_early
from tests.report import builders

LOOK = Look(Authority(format=1, name="A council with a long name", marking="OFFICIAL-SENSITIVE: COMMERCIAL"))

#: Lengths of names and of what people write at length, in characters.
NAME, SAID = 300, 900


def many_questions(count: int, title: str = "Question") -> Criteria:
    """Return a model of ``count`` questions beside the price: marked, quantities and shares by turns."""
    head = models.FULL[: models.FULL.index("[[criterion]]")]
    tail = models.FULL[models.FULL.index("[[standard]]") : models.FULL.index("[[measure]]")]
    inputs = (
        'input = { kind = "panel", scale = "zero-to-five" }\nscore = { method = "panel" }',
        f'input = {{ kind = "quantity", unit = "{title}" }}\nscore = {{ method = "target", full-marks-at = 300 }}',
        'input = { kind = "percent" }\nscore = { method = "target", full-marks-at = 100 }',
    )
    rows = ['[[criterion]]\nid = "price"\ndimension = "cost"\ntitle = "Price"\nweight = 40\n' + _MONEY]
    for number in range(count):
        dimension = ("social", "economic", "environmental")[number % 3]
        weight = f"{60 / count:.4f}" if number else f"{60 - (count - 1) * float(f'{60 / count:.4f}'):.4f}"
        rows.append(
            f'[[criterion]]\nid = "q{number}"\ndimension = "{dimension}"\ntitle = "{title} {number}"\n'
            f"weight = {weight}\n{inputs[number // 3 % 3]}\n"
        )
    return models.criteria("\n".join([head, *rows, tail]))


_MONEY = 'input = { kind = "money" }\nscore = { method = "lowest-price" }\n'


def hard(word: str, *, tied: bool = False) -> tuple[Criteria, Evaluation, AwardDetails]:
    """Return 40 bids on 120 questions in which every text is as long as it may be, written in ``word``."""
    name, said = _long(word, NAME), _long(word, SAID)
    text = many_questions(120, name)
    details = {"title": name, "authority": name, "reference": name, "description": said * 2}
    update = {
        "title": name,
        "competition": text.competition.model_copy(update=details),
        "dimension": tuple(one.model_copy(update={"title": name}) for one in text.dimension),
        "standard": tuple(one.model_copy(update={"title": name, "question": said}) for one in text.standard),
        "award": text.award.model_copy(update={"tie_break": ()}),
    }
    model = text.model_copy(update=update)
    failed = {"living-wage": StandardAnswer("no", Place("bids/bid.xlsx", "Offer", "D40"))}
    bids = [models.bid(model, 8 if tied else 2 + 3 * number, f"{number} {name}") for number in range(40)]
    bids = [replace(bid, standards=failed) if number % 3 == 0 else bid for number, bid in enumerate(bids)]
    evaluation = builders.evaluated(model, *bids)
    told = {
        "board": name,
        "board_date": date(2026, 11, 10),
        "letter_date": date(2026, 11, 9),
        "notice_date": date(2026, 11, 8),
        "contract_start": date(2026, 11, 2),
        "recommendation": "\n\n".join([said] * 4),
        "next_step": tuple(NextStep(what=name, on=date(2026, 12, day)) for day in range(1, 28)),
    }
    award = AwardDetails(format=1).model_copy(update=told)
    warned = tuple(opened_early(f"{number} {said}", said) for number in range(8))
    return model, evaluation.model_copy(update={"warned": warned}), award


def _long(word: str, length: int) -> str:
    return f"{word} " * (length // (len(word) + 1))


def award(**told: object) -> AwardDetails:
    """An award file that says this."""
    return AwardDetails(format=1).model_copy(update=told)


def tied() -> tuple[Criteria, Evaluation]:
    model = models.criteria(models.FULL, ('tie-break = ["social"]\n', ""))
    return model, builders.evaluated(
        model, models.bid(model, 8, "Afon"), models.bid(model, 8, "Bryn"), models.bid(model, 2, "Cwm")
    )
