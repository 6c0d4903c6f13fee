"""What a value of a file may be: each limit from both sides, as the contract and the guide have it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from socialvalue.model import base, inputs, methods
from socialvalue.model.authority import PLAIN, Authority, Look, contrast_on_white
from socialvalue.model.award_details import AwardDetails, NextStep, Supplier
from socialvalue.model.criteria import AbnormallyLow, Award, Dimension, Level, Measure, Proxy, Scale
from socialvalue.model.evaluation import Input

D = Decimal

PROXY = {"value": 1, "from": date(2026, 1, 1), "price-year": 2025, "source": "s", "licence": "l"}
COMMITTED = {"kind": "commitments", "measures": ["a"]}
LEVELS = [{"mark": D(0), "label": "None"}, {"mark": D(5), "label": "All"}]

#: A model, what else it needs, a key, values that it takes, values that it refuses.
LIMITS: list[tuple[type[BaseModel], dict[str, Any], str, list[Any], list[Any]]] = [
    (methods.AboveLowest, {"method": "above-lowest"}, "zero-at", [D("1.0001"), 2], [1, 0, D("0.5"), D("nan")]),
    (methods.Benchmark, {"method": "benchmark", "target": D(10)}, "ceiling", [D("10.01"), 11], [10, D(9), D("inf")]),
    (methods.Target, {"method": "target"}, "full-marks-at", [1, -1, D("0.01")], [0, True, "5", 5.0, None]),
    (methods.Range, {"method": "range", "zero-at": 5}, "full-at", [4, 6], [5, D("5.0")]),
    (methods.Band, {"at-least": 0}, "percent", [0, 100], [D("-0.01"), D("100.01")]),
    (
        methods.Bands,
        {"method": "bands"},
        "bands",
        [[{"at-least": 1, "percent": 5}], [{"at-least": 1, "percent": 5}, {"at-least": 2, "percent": 5}]],
        [[], [{"at-least": 1, "percent": 5}, {"at-least": 1, "percent": 6}]],
    ),
    (inputs.WholeLifeCostInput, {"kind": "whole-life-cost"}, "discount-rate", [0, 20, D("0.2")], [D("20.01"), 1, -1]),
    (
        inputs.WholeLifeCostInput,
        {"kind": "whole-life-cost", "discount-rate": 3},
        "years",
        [1, 100, None],
        [0, 101, D("2.5")],
    ),
    (inputs.CommitmentsInput, {"kind": "commitments"}, "measures", [["a"]], [[], ["A"]]),
    (inputs.CommitmentsInput, COMMITTED, "years", [1, 100], [0, 101]),
    (inputs.CommitmentsInput, COMMITTED, "deadweight", [0, 2, 100, D("0.999")], [1, D("1.0"), D("100.1"), -1, "5"]),
    (inputs.QuantityInput, {"kind": "quantity"}, "unit", ["w"], [""]),
    (inputs.QuantityInput, {"kind": "quantity", "unit": "w"}, "at-most", [D("0.01"), None], [0, -1]),
    (Award, {}, "decimal-places", [0, 12], [-1, 13]),
    (Award, {}, "minimum-quality", [0, 100, None], [-1, D("100.5")]),
    (Award, {}, "pounds-per-point", [D("0.01")], [0]),
    (Award, {}, "estimate", [D("0.01")], [0]),
    (AbnormallyLow, {}, "below-mean-sd", [D("0.5"), None], [0]),
    (AbnormallyLow, {}, "below-estimate-percent", [0, 100, None], [101]),
    (Level, {"label": "None"}, "mark", [0], [-1]),
    (Scale, {"id": "s"}, "levels", [LEVELS], [LEVELS[:1], []]),
    (Proxy, PROXY, "value", [0], [D("-0.01")]),
    (Dimension, {"title": "T"}, "id", ["a", "a-1-b", "x" * 60], ["", "A", "a--b", "-a", "a-", "x" * 61, "a_b"]),
    (Dimension, {"id": "a"}, "title", ["T"], ["", None]),
    (Authority, {"format": 1}, "marking", ["x" * 60], ["x" * 61, "two\nlines"]),
    (Authority, {"format": 1}, "colour", ["#12436d", "#ABCDEF"], ["12436d", "#12436", "#12436d0", "#12436g"]),
    (
        Authority,
        {"format": 1},
        "website",
        ["", "www.a.example", "https://a.example"],
        ["mailto:a", "a b", "https://a b"],
    ),
    (Authority, {"format": 1}, "email", ["", "a@b.example"], ["a", "@b", "a@", "a@b@c", "a b@c"]),
    (Authority, {"format": 1}, "address", [["a", "b"], []], ["a", ["a\tb"]]),
    (NextStep, {"what": "w"}, "on", [date(2026, 1, 1)], ["2026-01-01", datetime(2026, 1, 1), 5]),  # noqa: DTZ001 - a day in a file has no zone
    (NextStep, {"on": date(2026, 1, 1)}, "what", ["w"], ["", "  ", "a\nb", "a\u2028b"]),
    (AwardDetails, {"format": 1}, "regime", ["scotland"], ["Scotland"]),
]
NAMES = [f"{model.__name__}.{key}" for model, _, key, _, _ in LIMITS]


@pytest.mark.parametrize(("model", "rest", "key", "taken", "refused"), LIMITS, ids=NAMES)
def test_each_limit_holds_from_both_sides(
    model: type[BaseModel], rest: dict[str, Any], key: str, taken: list[Any], refused: list[Any]
) -> None:
    for value in taken:
        model.model_validate({**rest, key: value})
    for value in refused:
        with pytest.raises(ValidationError):
            model.model_validate({**rest, key: value})


@pytest.mark.parametrize(("written", "meant"), [(D("0.25"), 25), (25, 25), (0, 0), (D("0.035"), D("3.5")), (100, 100)])
def test_a_share_is_the_percentage_that_it_means(written: Decimal | int, meant: Decimal | int) -> None:
    assert meant == inputs.CommitmentsInput.model_validate({**COMMITTED, "drop-off": written}).drop_off


def test_a_share_of_many_digits_is_not_rounded() -> None:
    """Times a hundred, to the last digit: Python's own product stops at 28."""
    share = "0." + "3" * 59 + "4"
    meant = D("33." + "3" * 57 + "4")
    assert meant == inputs.CommitmentsInput.model_validate({**COMMITTED, "drop-off": D(share)}).drop_off


def test_what_is_left_out_is_what_the_guide_says() -> None:
    """Defaults are part of a published model."""
    assert methods.AboveLowest.model_validate({"method": "above-lowest"}).zero_at == 2
    assert methods.Target.model_validate({"method": "target", "full-marks-at": 1}).no_marks_at == 0
    terms = inputs.CommitmentsInput.model_validate(COMMITTED)
    assert (D(0), D(0), D(0), D(0), 1) == (
        terms.deadweight,
        terms.displacement,
        terms.attribution,
        terms.drop_off,
        terms.years,
    )
    assert inputs.MoneyInput.model_validate({"kind": "money"}).at_least_zero is False
    award = Award.model_validate({})
    assert (
        award.basis,
        award.weights,
        award.decimal_places,
        award.tie_break,
        award.moderation,
        award.price_blind,
    ) == ("weighted-total", "of-total", 2, (), "consensus", False)
    assert (
        award.minimum_quality,
        award.pounds_per_point,
        award.estimate,
        award.abnormally_low,
    ) == (None, None, None, None)
    details = AwardDetails.model_validate({"format": 1})
    assert (details.regime, details.full_criteria) == ("procurement-act", "")


def test_keys_of_files_are_written_one_way_and_nothing_is_added_or_changed() -> None:
    """A file's keys are those of the contract; our own values may be made by their Python names."""
    assert (base.kebab("full_marks_at"), base.kebab("from_")) == ("full-marks-at", "from")
    with pytest.raises(ValidationError):
        Award.model_validate({"decimal_places": 2})
    with pytest.raises(ValidationError):
        Input.model_validate({"file": "a", "sha256": "b", "more": "c"})
    given = Input(file="a", sha256="b")
    assert given == Input.model_validate({"file": "a", "sha256": "b"})
    with pytest.raises(ValidationError):
        given.file = "c"  # type: ignore[misc]  # that it may not be set is the point
    with pytest.raises(ValidationError):
        Measure.model_validate({"id": "m", "unit": "u"}).unit = "v"  # type: ignore[misc]  # the same


def test_a_supplier_is_found_by_name_and_else_known_by_it() -> None:
    known = Supplier(bidder="Alder", email="a@b.example")
    details = AwardDetails.model_validate({"format": 1, "supplier": [known.model_dump(by_alias=True)]})
    assert known == details.of("Alder")
    assert (details.of("Birch").bidder, details.of("Birch").email) == ("Birch", "")


def test_contrast_is_as_wcag_measures_it() -> None:
    """Black 21:1, white 1:1; #767676 is the lightest grey of 4.5:1 (WCAG), and #595959 is 7:1."""
    shown = [f"{contrast_on_white(colour):.2f}" for colour in ("#000000", "#ffffff", "#767676", "#595959", "#0a0a0a")]
    assert shown == ["21.00", "1.00", "4.54", "7.00", "19.80"]
    assert [f"{contrast_on_white(colour):.2f}" for colour in ("#ff0000", "#00ff00", "#0000ff")] == [
        "4.00",
        "1.37",
        "8.59",
    ]


def test_what_is_sound_is_kept_as_it_was_written() -> None:
    data = {"format": 1, "website": "https://a.example", "email": "a@b.example", "marking": "M", "colour": "#ABCDEF"}
    assert data == Authority.model_validate(data).model_dump(include=set(data))


def test_letters_carry_the_marking_of_letters() -> None:
    authority = Authority.model_validate({"format": 1, "name": "A", "marking": "PANEL", "letter-marking": "LETTER"})
    look = Look(authority, "data:", None).for_letters()
    assert (look.authority.marking, look.authority.name, look.logo) == ("LETTER", "A", "data:")
    assert (PLAIN.logo, PLAIN.authority.name) == ("", "")
