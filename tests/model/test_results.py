"""Results as facts, and the one sentence that each makes: what `evaluation.json`, `explain` and the report print."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from socialvalue.errors import Place
from socialvalue.model.evaluation import (
    FORMAT,
    CriteriaIdentity,
    DimensionPoints,
    EvaluatedBid,
    Evaluation,
    Moderated,
    Score,
)
from socialvalue.model.outcome import (
    AsRead,
    BelowEstimate,
    BelowMean,
    BelowMinimum,
    BelowMinimumQuality,
    MarkChanged,
    NoQuality,
    PricesOpenedEarly,
    StandardNotMet,
    Tied,
    TieDecided,
    TooCoarse,
    TooFewForMean,
    Withdrawn,
)
from socialvalue.model.said import N_, Money, Said, Values, english_list
from socialvalue.model.working import CommitmentStep, Working, YearStep, span

D = Decimal
PLACE = Place("bids/a.xlsx", "Offer", "D7")
DAY = date(2026, 11, 3)

STANDARD = StandardNotMet(id="wage", question="Do you pay it?", answer="no", wanted="yes")
MEAN = BelowMean(id="price", title="Price", price=D(90), deviations=D(1), bids=6, mean=D("100.50"))
ESTIMATE = BelowEstimate(id="price", title="Price", price=D(75), estimate=D(100), percent=D(20), gap=D(25))
CHANGED = {"bidder": "A", "question": "plan", "title": "Plan", "on": DAY}

SAID: list[tuple[Any, str]] = [
    (STANDARD, "Standard not met: “Do you pay it?” was answered “no”; only “yes” passes"),
    (
        BelowMinimum(id="plan", title="Plan", share=D("39.9999"), minimum=D("40.0")),
        "Below the minimum for “Plan”: 39.9999 percent of the marks; the minimum is 40 percent",
    ),
    (
        BelowMinimumQuality(share=D("39.99999"), minimum=D(40)),
        "Below the minimum quality: about 40 percent of all non-price points; the minimum is 40 percent",
    ),
    (
        NoQuality(basis="price-per-quality-point"),
        "No quality points: Q is zero, so the bid has no figure to rank by on the basis “Price per quality point”",
    ),
    (Withdrawn(reason="by e-mail [ref-12]"), "Withdrawn: by e-mail [ref-12]"),
    (Withdrawn(), "Withdrawn: marked as withdrawn in the comparison workbook"),
    (
        MEAN,
        "Price: £90 is more than one standard deviation below the mean of the 6 bids being scored, £100.50",
    ),
    (
        MEAN.model_copy(update={"deviations": D("1.50")}),
        "Price: £90 is more than 1.5 standard deviations below the mean of the 6 bids being scored, £100.50",
    ),
    (ESTIMATE, "Price: £75 is 25% below the authority's estimate of £100; prices 20% or more below it are queried"),
    (
        Tied(bidders=("A", "B", "C"), total=D("5.125"), places=2, published=True),
        "A, B and C are tied at 5.13: no tie-break separates them.",
    ),
    (
        Tied(bidders=("A", "B"), total=D(5), places=2, published=False),
        "A and B are tied at 5.00: no tie-break was published.",
    ),
    (
        TieDecided(bidders=("A", "B"), total=D(5), places=1, id="s", title="Social", ahead=D(3), behind=D("2.95")),
        "A and B have the same total, 5.0: Social decided, 3.0 to 3.0.",
    ),
    (
        TooCoarse(places=2),
        (
            "Bids whose exact figures differ have the same figure at 2 decimal places: this basis needs more "
            "decimal-places, published before bids are invited."
        ),
    ),
    (
        TooFewForMean(id="price", title="Price", bids=4, needed=5),
        (
            "Abnormally low prices: the test against the mean of “Price” does not apply, because it needs at least "
            "5 bids and 4 are being scored."
        ),
    ),
    (AsRead(text="100%% sure %(x)s"), "100%% sure %(x)s"),
    (
        PricesOpenedEarly(by="Ann", on=DAY, reason="Agreed."),
        "Prices were opened before the quality marks were complete, by Ann on 2026-11-03. The reason given: Agreed.",
    ),
    (
        MarkChanged(**CHANGED, was="3", now="4", reason="A slip."),
        (
            "The agreed mark of A on “Plan” was changed from 3 to 4 on 2026-11-03, after prices had been opened. The "
            "reason given: A slip."
        ),
    ),
    (
        MarkChanged(**CHANGED, was="3", now="4", reason=""),
        "The agreed mark of A on “Plan” was changed from 3 to 4 on 2026-11-03, after prices had been opened.",
    ),
    (
        MarkChanged(**CHANGED, was="4", now="4", reason="A slip."),
        (
            "The agreed mark of A on “Plan” was given a new reason (the mark stays at 4) on 2026-11-03, after prices "
            "had been opened. The reason given: A slip."
        ),
    ),
    (
        MarkChanged(**CHANGED, was="4", now="4", reason=""),
        (
            "The agreed mark of A on “Plan” was given a new reason (the mark stays at 4) on 2026-11-03, after prices "
            "had been opened."
        ),
    ),
]


@pytest.mark.parametrize(("fact", "sentence"), SAID, ids=[f"{n} {fact.kind}" for n, (fact, _) in enumerate(SAID)])
def test_each_fact_makes_its_sentence(fact: Any, sentence: str) -> None:
    assert sentence == str(fact.said)


FIGURES = {"weight": D(40), "value": D(120), "lowest": D(100), "highest": D(200), "mean": D(150), "zero_at": D("2.0")}
MORE = {**FIGURES, "ceiling": D(300), "target": D(50), "full": D(10), "none": D(5), "percent": D(75), "start": D(35)}

WORKINGS = [
    ("lowest-price", "40 × 100 ÷ 120", False),
    ("price-range", "40 × (200 − 120) ÷ (200 − 100)", False),
    ("all-equal", "40, because all are equal at 120", True),
    ("above-lowest", "40 × (1 − (120 ÷ 100 − 1) ÷ (2 − 1))", False),
    ("deviation-from-mean", "40 × (50 − 100 × (120 − 150) ÷ 150) ÷ 100", False),
    ("all-zero", "40 × 50 ÷ 100, because all are zero", True),
    ("benchmark", "40 × (300 − 120) ÷ (300 − 50)", False),
    ("highest-offer", "40 × 120 ÷ 200", False),
    ("every-offer-zero", "0, because every offer is zero", True),
    ("lowest-offer", "40 × 100 ÷ 120", False),
    ("is-lowest-offer", "40, the lowest offer", True),
    ("from-zero", "40 × 120 ÷ 10", False),
    ("between", "40 × (120 − 5) ÷ (10 − 5)", False),
    ("bands", "40 × 75 ÷ 100, the band from 35", True),
    ("panel", "40 × 120 ÷ 200", False),
    ("ranks-by-price", "Not given points: the basis ranks by the price itself", False),
    ("not-scored", "Not scored", False),
]


@pytest.mark.parametrize(("kind", "sum_", "in_words"), WORKINGS, ids=[kind for kind, _, _ in WORKINGS])
def test_each_working_is_its_formula_in_figures(kind: Any, sum_: str, in_words: bool) -> None:
    working = Working(kind=kind, figures=MORE)
    assert (sum_, in_words) == (str(working.said), working.is_in_words)
    floor, ceiling = (Working(kind=kind, figures=MORE, kept=end) for end in ("floor", "ceiling"))
    assert (str(floor.said), str(ceiling.said)) == (f"{sum_}, not below 0", f"{sum_}, not above 40")
    assert floor.is_in_words
    assert ceiling.is_in_words


def test_a_year_and_a_commitment_are_shown_with_their_cell() -> None:
    year = YearStep(year=2, cost=D(10350), rate=D("3.5"), worth=D("9661.835748"), place=PLACE)
    assert ("Year 2: £10,350 ÷ (1 + 3.5%)^2", "£9,661.84", str(PLACE)) == (year.label, year.value, year.source)
    terms = {"deadweight": D(0), "displacement": D(10), "attribution": D(0), "drop_off": D(5)}
    common = {"measure": "hours", "title": "Hours", "quantity": D(3), "unit": "hours", "proxy": D("16.50"), **terms}
    one = CommitmentStep(**common, years=1, worth=D("44.55"), place=PLACE)
    two = CommitmentStep(**common, years=2, worth=D("86.8725"), place=PLACE)
    assert one.label == "Hours: 3 hours × £16.5 × (1 − 10% displacement)"
    assert two.label == f"{one.label}, over 2 years, 5% drop-off a year"
    assert ("£44.55", "£86.87", str(PLACE)) == (one.value, two.value, two.source)


def test_cells_are_named_as_a_reader_finds_them() -> None:
    other = {"sheet": Place("bids/a.xlsx", "More", "D9"), "file": Place("bids/b.xlsx", "Offer", "D9")}
    assert str(PLACE) == span((PLACE,)) == span((PLACE, PLACE))
    assert span((PLACE, Place("bids/a.xlsx", "Offer", "D9"))) == "bids/a.xlsx · Offer · D7 to D9"
    assert [f"{PLACE}, {place}" for place in other.values()] == [span((PLACE, place)) for place in other.values()]
    assert str(PLACE) == span((PLACE, Place("bids/a.xlsx", "Offer", key="no cell")))


def test_names_are_listed_in_english() -> None:
    assert [english_list(tuple("abc"[:n])) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


def test_a_sentence_within_a_sentence_keeps_its_figures() -> None:
    inner = Said("about %(x)s%%", {"x": D("1.50")})
    assert str(Said("from %(a)s to %(b)s", {"a": inner, "b": 3})) == "from about 1.5% to 3"


def _bid(rank: int | None = None, **more: Any) -> EvaluatedBid:
    common = {"bidder": "A", "status": "ranked", "tied": False, "total": None, "scores": ()}
    dimensions = (DimensionPoints(id="d", points=D("5E+2")),)
    return EvaluatedBid.model_validate({**common, "rank": rank, "dimensions": dimensions, **more})


def test_a_bid_tells_its_failures_and_queries_in_words() -> None:
    bid = _bid(failures=(STANDARD, Withdrawn(reason="x")), price_queries=(ESTIMATE,))
    assert (str(STANDARD.said), "Withdrawn: x") == bid.failed
    assert (str(ESTIMATE.said),) == bid.queries
    assert [_bid(1).in_ranking, bid.in_ranking] == [True, False]
    assert '"points":"500"' in bid.model_dump_json(by_alias=True), "no exponent is ever written"


def test_sentences_are_made_again_from_the_facts_and_never_read() -> None:
    """A bid read back is the bid written; a sentence that was changed by hand changes nothing, and no key is added."""
    bid = _bid(1, failures=(STANDARD,), price_queries=(ESTIMATE,), decided_by="d")
    assert bid == EvaluatedBid.model_validate_json(bid.model_dump_json(by_alias=True))
    assert bid == EvaluatedBid.model_validate(bid.model_dump())
    data = bid.model_dump(by_alias=True)
    assert bid == EvaluatedBid.model_validate({**data, "failed": ["Something else"]})
    with pytest.raises(ValidationError):
        EvaluatedBid.model_validate({**data, "winner": True})
    with pytest.raises(ValidationError):
        EvaluatedBid.model_validate("a text")


def test_a_score_goes_by_its_criterion_and_question() -> None:
    common = {"criterion": "plan", "value": None, "points": None, "percent": None, "weight": D(5)}
    made = {**common, "worked": Working(kind="not-scored"), "places": (PLACE,), "method": None, "formula": ""}
    question, whole = Score.model_validate({**made, "question": "a"}), Score.model_validate({**made, "question": None})
    assert ("plan.a", "plan", "Not scored", str(PLACE)) == (question.key, whole.key, whole.working, whole.source)


def test_an_averaged_mark_says_by_which_rule_before_its_reasons() -> None:
    made = {"bidder": "A", "question": "plan", "agreed": None, "differs": "", "change": "", "individual": ()}
    mean = Moderated.model_validate({**made, "averaged": "mean", "reason": "Clear."})
    assert mean.explanation == "Mean of the individual marks, as published.\nClear."
    median = Moderated.model_validate({**made, "averaged": "median"})
    assert median.explanation == "Median of the individual marks, as published."
    agreed = Moderated.model_validate({**made, "reason": "Clear."})
    assert (agreed.rule, agreed.explanation) == (None, "Clear.")


def test_only_messages_with_words_are_translated_and_figures_are_shown_as_asked() -> None:
    """Figures and signs read the same in every language; amounts, figures and lists are each shown their own way."""

    def spoken(said: Said) -> str:
        return said.spoken(str.upper, lambda figure: f"<{figure}>", lambda money: f"£<{money}>", "+".join)

    values: Values = {"a": D(1), "b": Money(D(2)), "c": ("x", "y"), "d": 4, "e": "text"}
    signs = "%(a)s × %(b)s x %(c)s"
    assert spoken(Said(signs, values)) == "<1> × £<2> x x+y"
    assert spoken(Said("%(d)s %(e)s", values)) == "4 text"
    assert spoken(Said("so %(a)s", values)) == "so <1>"
    assert (
        Said(N_("so %(in)s"), {"in": Said(signs, values)}).spoken(
            {"so %(in)s": "felly %(in)s"}.__getitem__,
            lambda figure: f"<{figure}>",
            lambda money: f"£<{money}>",
            "+".join,
        )
        == "felly <1> × £<2> x x+y"
    )


def test_the_text_of_evaluation_json_is_that_of_the_contract() -> None:
    """Kebab-case keys, two blanks of indentation, a line break at the end, and the warnings in words."""
    warned = MarkChanged(**CHANGED, was="3", now="4", reason="")
    evaluation = Evaluation(
        tool="1.0.0",
        criteria=CriteriaIdentity(id="c", version="1", sha256="f"),
        inputs=(),
        bids=(_bid(1, decided_by="d"),),
        remarks=(AsRead(text="Noted."),),
        warned=(warned,),
    )
    assert ((str(warned.said),), ("Noted.",)) == (evaluation.warnings, evaluation.notes)
    text = evaluation.to_json()
    assert text.startswith('{\n  "format": 1,\n  "tool": "1.0.0",\n  "criteria": {\n    "id": "c",')
    assert '"decided-by": "d"' in text
    assert text.endswith("}\n")
    assert evaluation.format == FORMAT
