"""What scoring and analysis found is told in Welsh, all of it: results are facts, and words come last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from socialvalue.analysis.panel.analysis import analyse_panel
from socialvalue.model.competition import Amount, Commitments
from socialvalue.model.evaluation import Evaluation, Explained
from socialvalue.model.methods import (
    AboveLowest,
    AnyMethod,
    Band,
    Bands,
    Benchmark,
    DeviationFromMean,
    HighestOffer,
    LowestOffer,
    LowestPrice,
    Panel,
    PriceRange,
    Range,
    Target,
)
from socialvalue.model.outcome import BelowEstimate, BelowMinimum, StandardNotMet
from socialvalue.model.panel import Given, IndividualMark
from socialvalue.model.said import Said
from socialvalue.report.evaluation.panel import panel_page
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import speaking
from socialvalue.scoring.methods import Field, score
from socialvalue.scoring.moderated import averaged_marks
from tests import models
from tests.analysis.builders import CRITERIA, agreed, mark, panel, row, sheets
from tests.report import builders

#: English words that these sentences are made of, and Welsh ones are not.
ENGLISH = re.compile(
    r"\b(?:the|as|are|not|to|of|below|above|from|every|offer|met|minimum|marks|mean|year|over|percent|passes)\b",
    re.IGNORECASE,
)

#: Bids that every shape of a working comes from: the lowest, the highest, none, beyond both ends.
VALUES = (0, 1, 50, 80, 100, 150, 400)

METHODS: tuple[AnyMethod, ...] = (
    LowestPrice(method="lowest-price"),
    PriceRange(method="price-range"),
    AboveLowest(method="above-lowest"),
    DeviationFromMean(method="deviation-from-mean"),
    Benchmark(method="benchmark", ceiling=Decimal(120), target=Decimal(60)),
    HighestOffer(method="highest-offer"),
    LowestOffer(method="lowest-offer"),
    Target.model_validate({"method": "target", "full-marks-at": 100, "no-marks-at": 10}),
    Range.model_validate({"method": "range", "zero-at": 20, "full-at": 90}),
    Bands(method="bands", bands=tuple(Band.model_validate({"at-least": at, "percent": at}) for at in (0, 50, 100))),
    Panel(method="panel"),
)


def left_in_english(facts: Iterable[Said]) -> list[str]:
    """The Welsh in which an English word is left, without what stands in quotation marks, which is people's."""
    with speaking("cy") as missed:
        told = [words.say(fact) for fact in facts]
    return [welsh for welsh in told if ENGLISH.search(re.sub("“[^”]*”", "", welsh))] + list(missed)


def workings() -> list[Said]:
    """Every working that the methods have, over bids that lie on both sides of all their ends."""
    made = {}
    for method in METHODS:
        for values in (VALUES, (0, 0), (70, 70)):
            field = Field.of([Fraction(value) for value in values])
            for value in values:
                if field.lowest or method.method not in ("lowest-price", "above-lowest", "price-range"):
                    said = score(method, Decimal(60), Fraction(value), field, Decimal(5)).working.said
                elif value:
                    positive = Field.of([Fraction(number) for number in values if number])
                    said = score(method, Decimal(60), Fraction(value), positive, Decimal(5)).working.said
                else:
                    continue
                made[str(said)] = said
    return list(made.values())


def test_no_working_is_left_in_english() -> None:
    assert len(workings()) >= 40
    assert sum(re.search("[a-z]", str(said)) is not None for said in workings()) >= 12
    assert left_in_english(workings()) == []


def test_no_reason_for_leaving_the_ranking_is_left_in_english() -> None:
    """A standard, a minimum of a question and of the whole, no quality at all."""
    low = models.criteria(
        models.FULL,
        ("decimal-places = 2", "decimal-places = 2\nminimum-quality = 99.5"),
        ('method = "highest-offer"', 'method = "target", full-marks-at = 9000'),
    )
    no_quality = models.criteria(
        models.FULL,
        ('basis = "weighted-total"', 'basis = "weighted-value"'),
        ('tie-break = ["social"]', ""),
        ("minimum = 20", ""),
    )
    nothing = {"service.journey": "0", "service.start": "0", "apprenticeships": "0"}
    empty = models.bid(no_quality, 1, "Ash", **nothing)
    promises = Commitments({"volunteer-hours": Amount(Decimal(0), empty.place)})
    empty = replace(empty, answers={**empty.answers, "promises": promises})
    bids = [
        *builders.six()[1].bids,
        *builders.six(low)[1].bids,
        *builders.evaluated(no_quality, empty).bids,
    ]
    found = [failure for bid in bids for failure in bid.failures]

    assert {failure.kind for failure in found} == {"standard", "minimum-quality", "no-quality"}
    assert left_in_english(failure.said for failure in found) == []


def test_no_query_of_a_price_is_left_in_english() -> None:
    for deviations in ("1", "1.5"):
        model = models.criteria(
            models.FULL,
            ("{ below-estimate-percent = 20 }", f"{{ below-estimate-percent = 20, below-mean-sd = {deviations} }}"),
        )
        bids = [models.bid(model, number, f"Bidder {number}") for number in (1, 4, 7, 10, 13)]
        low = models.bid(model, 16, "Cheap", price="100000")
        queries = [query.said for one in builders.evaluated(model, *bids, low).bids for query in one.price_queries]

        assert len(queries) == 2
        assert left_in_english(queries) == []


def test_no_step_of_a_value_is_left_in_english() -> None:
    """A cost of each year, and a commitment less everything that can be taken off."""
    model = models.criteria(
        models.FULL.replace("[[standard]]", f"{models.WHOLE_LIFE}\n[[standard]]", 1),
        ("deadweight = 20", "deadweight = 20, displacement = 5, attribution = 10, years = 3, drop-off = 15"),
        ("weight = 0", "weight = 5"),
        ("weight = 40", "weight = 35"),
    )
    steps = [step.said for score in builders.many(1, model)[1].bids[0].scores for step in score.steps]

    assert len(steps) == 4
    with speaking("cy") as missed:
        told = [words.say(said).removeprefix("Paid time given to community groups") for said in steps]
    assert missed == {}
    assert [text for text in told if ENGLISH.search(text)] == []


@pytest.mark.parametrize("rule", ["mean", "median"])
def test_the_rule_of_an_average_is_told(rule: str) -> None:
    model = CRITERIA.model_copy(update={"award": CRITERIA.award.model_copy(update={"moderation": rule})})
    made = averaged_marks(model, panel("ann", "bob"), [mark(3), mark(4, evaluator="bob")], [])

    assert [rule] == [averaged.averaged for averaged in made.values()]
    with speaking("cy") as missed:
        told = [words.explained(Explained(averaged=averaged.averaged))[0] for averaged in made.values()]
    assert missed == {}
    assert all("marciau unigol" in text for text in told)


def test_what_is_worked_out_about_a_panel_has_its_welsh() -> None:
    """Far apart and all alike, late and early, with and without enough to say, agreed inside and outside the range."""
    bids = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir")
    varied: list[IndividualMark] = []
    for number, bidder in enumerate(bids):
        varied += row("plan", bidder, {"ann": min(5, number), "bob": max(0, 4 - number), "cat": 3})
        varied += row("people", bidder, {"ann": (number + 1) % 5, "bob": (number + 2) % 5, "cat": 3})
    alike = [one for bidder in bids for one in row("plan", bidder, {"ann": 3, "bob": 3, "cat": 3})]
    two_scales = varied + row("carbon", "Ash", {"ann": 2, "bob": 8, "cat": Given.ABSTAINED})
    few = row("plan", "Ash", {"ann": 1, "bob": 3})
    told: list[str] = []
    for marks in (varied, alike, two_scales, few):
        given = [agreed(5, "Ash"), agreed(3, "Birch"), agreed(None, "Cedar")]
        analysis = analyse_panel(CRITERIA, panel("ann", "bob", "cat"), sheets(marks), given, seed=1)
        with speaking("cy"):
            page = panel_page(CRITERIA, panel("ann", "bob", "cat"), analysis)
        told += [one.widest for one in page.spread] + [*page.agreement, *page.moderated]
        told += [text for one in page.evaluators for text in (one.severity, one.range, one.order, one.halo)]

    assert len(set(told)) >= 25
    titles = re.compile("|".join(leaf.title for leaf in CRITERIA.panel_leaves))
    assert [text for text in told if ENGLISH.search(titles.sub("", text))] == []


def test_a_figure_in_a_working_stays_what_it_is() -> None:
    def figures(texts: Iterable[str]) -> list[list[str]]:
        return [sorted(re.findall(r"\d+(?:\.\d+)?", text)) for text in texts]

    english = [str(said) for said in workings()]
    with speaking("cy"):
        welsh = [words.say(said) for said in workings()]
    assert figures(english) == figures(welsh)


def test_the_sentences_of_a_result_are_told_in_welsh() -> None:
    failed = StandardNotMet(id="paid", question="Paid?", answer="no", wanted="yes")
    below = BelowMinimum(id="care", title="Care: at home", share=Decimal(100) / 3, minimum=Decimal(40))
    cheap = BelowEstimate(
        id="price",
        title="Price",
        price=Decimal(60000),
        estimate=Decimal(100000),
        percent=Decimal(30),
        gap=Decimal(40),
    )
    with speaking("cy"):
        assert words.reason(failed) == "Safon heb ei bodloni: “no” oedd yr ateb i “Paid?”; dim ond “yes” sy'n pasio."
        assert (
            words.reason(below)
            == "Islaw'r isafswm ar gyfer “Care: at home”: tua 33.3333 y cant o'r marciau; yr isafswm yw 40 y cant."
        )
        assert (
            words.say(cheap.said)
            == "Price: mae £60,000 yn is o 40% nag amcangyfrif yr awdurdod, £100,000; holir ynghylch prisiau sy'n is "
            "nag ef o 30% neu fwy"
        )


def test_sentences_are_made_from_facts_and_never_read_back() -> None:
    """Whoever changes a sentence of `evaluation.json` changes nothing that is read from it."""
    evaluation = builders.six()[1]
    data = json.loads(evaluation.to_json())
    bid = next(bid for bid in data["bids"] if bid["failed"])
    bid["failed"] = ["Something else"]
    bid["scores"][0]["working"] = "1 + 1"

    assert evaluation == Evaluation.model_validate_json(json.dumps(data))
    assert evaluation.to_json() == Evaluation.model_validate_json(json.dumps(data)).to_json()
