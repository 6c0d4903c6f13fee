"""What suppliers are told fits the regime, names only law that was seen, and where it is not known, nothing is said."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from typing import get_args

import pytest

from socialvalue.model.authority import Nation
from socialvalue.model.award_details import Regime
from socialvalue.report.law.regimes import RegimeWords, dated_standstill, no_letter, regime_words
from socialvalue.report.law.standstill import standstill
from socialvalue.report.words.language import speaking

NATIONS: list[Nation | None] = ["England", "Wales", "Northern Ireland", None]
AVAILABLE: list[Regime] = ["procurement-act", "light-touch", "below-threshold"]

NOTICE = date(2026, 11, 13)


def letter_text(words: RegimeWords) -> str:
    """All that a letter may print."""
    return f"{words.document} {words.law} {words.contents} {words.standstill}"


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("regime", AVAILABLE)
def test_a_regime_with_a_letter_has_every_sentence_finished(regime: Regime, nation: Nation | None) -> None:
    words = regime_words(regime, nation)

    assert words.available
    assert words.why_not == ""
    assert re.fullmatch(r"[A-Z][\w ]+", words.document)
    for sentence in (words.law, words.contents, words.standstill):
        assert re.fullmatch(r"[A-Z].+\.", sentence)
        assert "%" not in sentence
        assert "  " not in sentence


@pytest.mark.parametrize("regime", get_args(Regime))
@pytest.mark.parametrize("nation", [*get_args(Nation), None])
def test_every_regime_and_nation_has_words_or_says_plainly_that_there_are_none(
    regime: Regime, nation: Nation | None
) -> None:
    words = regime_words(regime, nation)

    assert regime == words.regime
    if not words.available:
        empty = [one.name for one in fields(words) if one.name not in {"regime", "available", "why_not"}]
        assert words.why_not.startswith("There is no letter for")
        assert [name for name in empty if getattr(words, name)] == []


@pytest.mark.parametrize(
    ("regime", "nation"),
    [
        ("scotland", "Scotland"),
        ("scotland", None),
        ("scotland", "England"),
        ("procurement-act", "Scotland"),
        ("light-touch", "Scotland"),
        ("below-threshold", "Scotland"),
        ("provider-selection-regime", "England"),
        ("provider-selection-regime", None),
    ],
)
def test_where_the_rules_are_not_known_no_letter_is_offered(regime: Regime, nation: Nation | None) -> None:
    """An authority in Scotland whose regime was left at its default gets no letter under the wrong law."""
    problem = no_letter(regime_words(regime, nation))

    assert not regime_words(regime, nation).available
    assert problem.code == "letter-regime"
    assert str(problem.place) == "award.toml · regime"


class TestTheProcurementAct:
    def test_in_england_it_is_regulation_31_of_the_procurement_regulations(self) -> None:
        words = regime_words("procurement-act", "England")

        assert words.document == "Assessment summary"
        assert words.law == (
            "This is an assessment summary under section 50 of the Procurement Act 2023 and regulation 31 of the "
            "Procurement Regulations 2024."
        )

    def test_in_northern_ireland_too(self) -> None:
        england, northern_ireland = (regime_words("procurement-act", one) for one in ("England", "Northern Ireland"))

        assert england.law == northern_ireland.law

    def test_in_wales_it_is_regulation_32_of_the_welsh_ones(self) -> None:
        words = regime_words("procurement-act", "Wales")

        assert "regulation 32 of the Procurement (Wales) Regulations 2024" in words.law
        assert "regulation 31" not in words.law
        assert any("devolved Welsh authorities" in doubt for doubt in words.doubts)

    def test_without_a_nation_no_regulation_is_named_and_the_commissioner_is_told(self) -> None:
        words = regime_words("procurement-act", None)

        assert "regulation" not in words.law.casefold()
        assert any("No nation is given" in doubt for doubt in words.doubts)

    def test_the_standstill_is_eight_working_days_from_the_notice(self) -> None:
        words = regime_words("procurement-act", "England")

        assert words.standstill_days == 8
        assert "the eight working days beginning with the day on which the contract award notice is published" in (
            words.standstill
        )

    def test_with_its_days_it_says_when_it_ends_and_what_follows_if_the_notice_moves(self) -> None:
        words = regime_words("procurement-act", "England")
        last = standstill(NOTICE, "England").last

        assert dated_standstill(words, NOTICE, last) == (
            "The authority intends to publish the contract award notice on 13 November 2026. The standstill period "
            "then ends at the end of 24 November 2026, and the authority may not enter into the contract before that. "
            "If the notice is published on another day, the period is counted from that day."
        )

    def test_the_commissioner_is_told_of_tenders_that_were_disregarded(self) -> None:
        for regime in ("procurement-act", "light-touch"):
            assert any("disregarded" in doubt for doubt in regime_words(regime, "England").doubts)


@pytest.mark.parametrize("regime", ["light-touch", "below-threshold"])
def test_a_standstill_that_was_not_seen_in_the_law_is_neither_stated_nor_denied(regime: Regime) -> None:
    words = regime_words(regime, "England")

    assert "This letter states no standstill period." in words.standstill
    assert words.standstill_days == 0
    assert dated_standstill(words, NOTICE, date(2026, 11, 24)) == ""
    assert not re.search(r"eight|mandatory|not required|does not apply|section 51|\d", words.standstill)
    assert any("standstill" in doubt for doubt in words.doubts)


def test_below_the_threshold_nothing_is_called_an_assessment_summary() -> None:
    words = regime_words("below-threshold", "Wales")

    assert words.document == "Outcome of your tender"
    assert "It is not an assessment summary" in words.law
    assert "regulation" not in letter_text(words).casefold()


@pytest.mark.parametrize("regime", AVAILABLE)
def test_no_doubt_goes_into_a_letter(regime: Regime) -> None:
    """What was seen only in a law firm's note is for the commissioner; a letter rests on the law alone."""
    words = regime_words(regime, "England")

    assert words.doubts
    assert not re.search(r"law firm|guidance|was seen|reported|may be|check", letter_text(words), re.IGNORECASE)
    assert [doubt for doubt in words.doubts if doubt in letter_text(words)] == []


def test_the_letters_name_no_law_but_what_was_verified() -> None:
    known = {
        "section 50 of the Procurement Act 2023",
        "section 51 of the Procurement Act 2023",
        "regulation 31 of the Procurement Regulations 2024",
        "regulation 32 of the Procurement (Wales) Regulations 2024",
    }
    texts = " ".join(letter_text(regime_words(regime, nation)) for regime in AVAILABLE for nation in NATIONS)
    found = set(
        re.findall(r"(?:section|regulation) \d+ of the [A-Z]\w+(?: \(Wales\))? (?:Act|Regulations) \d{4}", texts)
    )

    assert known == found
    assert len(re.findall(r"\b(?:section|regulation) \d", texts)) == sum(texts.count(one) for one in known)


def test_the_doubts_stay_in_english_whatever_the_letters_are_written_in() -> None:
    english = regime_words("procurement-act", "Wales")
    with speaking("cy"):
        welsh = regime_words("procurement-act", "Wales")

    assert english.doubts == welsh.doubts
    assert english.standstill_days == welsh.standstill_days
