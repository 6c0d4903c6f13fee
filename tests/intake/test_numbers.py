"""Numbers as people type them: what can mean one thing is read as that, everything else is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.intake.look.styles import describe
from socialvalue.intake.sheet.numbers import (
    Asked,
    Unread,
    asked_quantity,
    read_number,
    read_text,
    read_value,
    same_unit,
)

MONEY, WEEKS, PERCENT, MARK = Asked("money"), Asked("quantity", "weeks"), Asked("percent"), Asked("mark")

READ: list[tuple[Asked, str, str]] = [
    (MONEY, "£1,200,000.00", "1200000"),
    (MONEY, "£ 1,200,000", "1200000"),
    (MONEY, "1 200 000", "1200000"),
    (MONEY, "1\u00a0200\u00a0000", "1200000"),
    (MONEY, "1\u2009200\u202f000", "1200000"),
    (MONEY, "\ufeff£1,200\u200b", "1200"),
    (MONEY, "'1200", "1200"),
    (MONEY, "1200", "1200"),
    (MONEY, "1200.5", "1200.5"),
    (MONEY, "1,200.125", "1200.125"),
    (MONEY, "0.125", "0.125"),
    (MONEY, "1234.567", "1234.567"),
    (MONEY, ".5", "0.5"),
    (MONEY, "£1.2m", "1200000"),
    (MONEY, "£1.200m", "1200000"),
    (MONEY, "£1.2 M", "1200000"),
    (MONEY, "1.2 million", "1200000"),
    (MONEY, "1.2 million pounds", "1200000"),
    (MONEY, "£1.2bn", "1200000000"),
    (MONEY, "350k", "350000"),
    (MONEY, "£350K", "350000"),
    (MONEY, "GBP 1200", "1200"),
    (MONEY, "1200 GBP", "1200"),
    (MONEY, "1,200 pounds", "1200"),
    (MONEY, "-£5", "-5"),
    (MONEY, "£-5", "-5"),
    (MONEY, "\u22125", "-5"),
    (WEEKS, "10 weeks", "10"),
    (WEEKS, "10weeks", "10"),
    (WEEKS, "1 week", "1"),
    (WEEKS, "10 WKS", "10"),
    (WEEKS, "1,200", "1200"),
    (WEEKS, "2 thousand weeks", "2000"),
    (PERCENT, "12.5%", "12.5"),
    (PERCENT, "12.5 %", "12.5"),
    (PERCENT, "12 per cent", "12"),
    (PERCENT, "0.5%", "0.5"),
    (PERCENT, "12.125%", "12.125"),
    (PERCENT, "12.5", "12.5"),
    (PERCENT, "0", "0"),
    (PERCENT, "1", "1"),
    (MARK, "4", "4"),
    (MARK, " 4.0 ", "4"),
]

REFUSED: list[tuple[Asked, str, str]] = [
    (MONEY, "1.200", "number-ambiguous"),
    (MONEY, "£1.200", "number-ambiguous"),
    (MONEY, "12.345", "number-ambiguous"),
    (MONEY, "1,2", "number-ambiguous"),
    (MONEY, "1,20,000", "number-ambiguous"),
    (MONEY, "1.200.000", "number-ambiguous"),
    (MONEY, "1.200,50", "number-ambiguous"),
    (MONEY, "1 200,50", "number-ambiguous"),
    (MONEY, "1,200 000", "number-ambiguous"),
    (MONEY, "0,500", "number-ambiguous"),
    (MONEY, "10 10", "number-ambiguous"),
    (MONEY, "2026 500", "number-ambiguous"),
    (MONEY, "1,200.", "number-ambiguous"),
    (MONEY, "€1000", "wrong-unit"),
    (MONEY, "1000 EUR", "wrong-unit"),
    (MONEY, "$5", "wrong-unit"),
    (MONEY, "US$ 5", "wrong-unit"),
    (MONEY, "5%", "wrong-unit"),
    (MONEY, "1200 inc VAT", "not-a-number"),
    (MONEY, "1200 + VAT", "not-a-number"),
    (MONEY, "approx 5", "not-a-number"),
    (MONEY, "~5", "not-a-number"),
    (MONEY, "10-12", "not-a-number"),
    (MONEY, "£1m-£2m", "not-a-number"),
    (MONEY, "£1m to £2m", "not-a-number"),
    (MONEY, "ten", "not-a-number"),
    (MONEY, "1e5", "not-a-number"),
    (MONEY, "0x10", "not-a-number"),
    (MONEY, "nan", "not-a-number"),
    (MONEY, "inf", "not-a-number"),
    (MONEY, "n/a", "not-a-number"),
    (MONEY, "nil", "not-a-number"),
    (MONEY, "-", "not-a-number"),
    (MONEY, "£", "not-a-number"),
    (MONEY, "(1,200)", "not-a-number"),
    (MONEY, "1200-", "not-a-number"),
    (MONEY, "--5", "not-a-number"),
    (MONEY, "50p", "not-a-number"),
    (MONEY, "1'200", "not-a-number"),
    (MONEY, "½", "not-a-number"),
    (MONEY, "1½", "not-a-number"),
    (MONEY, "10²", "not-a-number"),
    (MONEY, "١٢٣", "not-a-number"),
    (MONEY, "\uff11\uff12", "not-a-number"),
    (MONEY, "1.2b", "not-a-number"),
    (MONEY, "=1+1", "not-a-number"),
    (MONEY, "1/5/2026", "not-a-number"),
    (MONEY, "1200 a year", "not-a-number"),
    (MONEY, "9" * 200, "not-a-number"),
    (WEEKS, "10 months", "wrong-unit"),
    (WEEKS, "10%", "wrong-unit"),
    (WEEKS, "£10", "wrong-unit"),
    (WEEKS, "1.2m", "wrong-unit"),
    (WEEKS, "10 weeks 3 days", "not-a-number"),
    (WEEKS, "about 10 weeks", "not-a-number"),
    (Asked("quantity", "kilograms"), "5k", "wrong-unit"),
    (PERCENT, "0.25", "number-ambiguous"),
    (PERCENT, "12 weeks", "not-a-number"),
    (PERCENT, "£12", "wrong-unit"),
    (MARK, "4/5", "not-a-number"),
    (MARK, "4 - Good", "not-a-number"),
    (MARK, "4k", "not-a-number"),
    (MARK, "3-4", "not-a-number"),
]


@pytest.mark.parametrize(("asked", "text", "number"), READ)
def test_text_that_means_one_number_is_read(asked: Asked, text: str, number: str) -> None:
    assert Decimal(number) == read_text(text, asked)


@pytest.mark.parametrize(("asked", "text", "code"), REFUSED)
def test_text_that_could_mean_another_is_refused(asked: Asked, text: str, code: str) -> None:
    refused = read_text(text, asked)

    assert isinstance(refused, Unread), refused
    assert code == refused.code
    assert text.strip()[:20] in refused.found


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(READ) > 40
    assert len(REFUSED) > 60


AMOUNTS = st.decimals(0, Decimal("999999999999.99"), places=2, allow_nan=False)


@given(AMOUNTS, st.sampled_from(["", "£", "£ ", "GBP "]), st.sampled_from([",", " ", "\u00a0", "\u2009", ""]))
def test_however_an_amount_is_grouped_it_is_read_as_itself(amount: Decimal, before: str, between: str) -> None:
    text = f"{before}{amount:,.2f}".replace(",", between)

    assert amount == read_text(text, MONEY)


@given(st.text("0123456789.,  £€%km-+eE(/'x\u00a0½", max_size=12), st.sampled_from([MONEY, WEEKS, PERCENT, MARK]))
def test_what_is_read_equals_its_own_figures(text: str, asked: Asked) -> None:
    """Never a guess: without separators, symbols and scale words, the figures are those of the number."""
    read = read_text(text, asked)
    if isinstance(read, Unread):
        return
    figures = "".join(character for character in text if character in "0123456789.")
    scale = 1000 if "k" in text else 1_000_000 if "m" in text else 1

    assert abs(read) == Decimal(figures) * scale
    assert not set(text) & set("€eE(/½x")
    assert text.count(".") <= 1


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_point_before_three_figures_is_never_read_from_text(before: int, after: int) -> None:
    assert isinstance(read_text(f"{before}.{after:03}", MONEY), Unread)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_an_error(text: str) -> None:
    for asked in (MONEY, WEEKS, PERCENT, MARK):
        assert isinstance(read_text(text, asked), Decimal | Unread)


@given(st.floats())
def test_any_number_is_read_or_refused_and_never_an_error(number: float) -> None:
    for asked in (MONEY, WEEKS, PERCENT, MARK):
        assert isinstance(read_number(number, None, asked), Decimal | Unread)


def test_a_number_cell_is_read_at_the_precision_of_excel() -> None:
    assert read_number(0.1 + 0.2, None, MONEY) == Decimal("0.3")


def test_a_percent_format_decides_what_a_share_means() -> None:
    assert read_number(0.25, describe("0%"), PERCENT) == Decimal(25)
    assert read_number(0.005, describe("0.0%"), PERCENT) == Decimal("0.5")
    assert read_number(25, None, PERCENT) == Decimal(25)
    assert read_number(1, describe("0%"), PERCENT) == Decimal(100)
    assert read_number(1, None, PERCENT) == Decimal(1)


@pytest.mark.parametrize(
    "code",
    ["General", "0", "#,##0.00", "£#,##0", '"£"#,##0.00', "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "[Red]0", "@"],
)
def test_a_usual_format_is_nothing_to_mention(code: str) -> None:
    assert describe(code) is None


def test_the_unit_that_was_asked_for_may_be_in_the_format() -> None:
    assert read_number(10, describe('0 "weeks"'), WEEKS) == Decimal(10)
    assert read_number(10, describe('0 "days"'), WEEKS).code == "wrong-unit"  # type: ignore[union-attr]  # a refusal


def test_units_are_compared_in_singular_and_plural() -> None:
    assert same_unit("Weeks", "week")
    assert same_unit("hrs", "hours")
    assert same_unit("tonnes CO2e", "tonne co2e")
    assert not same_unit("weeks", "months")
    assert not same_unit("", "weeks")


def test_a_quantity_counted_in_pounds_is_read_as_money() -> None:
    assert read_text("£1.2m", asked_quantity("£")) == Decimal(1_200_000)
    assert read_text("12%", asked_quantity("percent")) == Decimal(12)


def test_true_is_not_a_number() -> None:
    assert isinstance(read_value(True, None, MONEY), Unread)
