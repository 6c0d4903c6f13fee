"""Documents in another language: its messages, its plural forms, its dates; and English as it always was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_currency, format_decimal, format_percent

from socialvalue import decimals
from socialvalue.model.authority import Look
from socialvalue.report.evaluation.award_terms import award_terms
from socialvalue.report.page.document import Document
from socialvalue.report.page.html import render_page
from socialvalue.report.page.write import write_document
from socialvalue.report.words import language, methods
from socialvalue.report.words import wording as words
from socialvalue.report.words.asked import asks, scored
from socialvalue.report.words.language import _, gettext, missed_note, ngettext, speaking
from tests.models import criteria
from tests.report.builders import ranked_by

#: What no catalogue has.
UNKNOWN = "A sentence that no document says."


def test_without_another_word_everything_is_english() -> None:
    assert language.language() == "en"
    assert _("Total") == "Total"
    assert ngettext("%(n)s year", "%(n)s years", 2) == "2 years"


def test_a_message_is_said_in_the_language_of_the_block_and_no_further() -> None:
    with speaking("cy"):
        inside = _("Total")

    assert (inside, _("Total")) == ("Cyfanswm", "Total")


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 o flynyddoedd"),
        (1, "1 flwyddyn"),
        (2, "2 flynedd"),
        (3, "3 blynedd"),
        (4, "4 o flynyddoedd"),
        (6, "6 blynedd"),
        (1_200, "1,200 o flynyddoedd"),
    ],
)
def test_welsh_has_six_forms_of_what_is_counted(count: int, shown: str) -> None:
    with speaking("cy"):
        assert shown == ngettext("%(n)s year", "%(n)s years", count)


def test_a_percent_sign_is_written_twice_in_a_message_and_once_on_the_page() -> None:
    """Whether or not something is placed in it, in Python and in a template alike."""
    assert gettext("100%% of it") == "100% of it"
    assert gettext("%(share)s%% of %(n)s", share=5, n=3) == "5% of 3"


def test_a_place_that_is_given_nothing_is_an_error() -> None:
    """Nothing is silently left blank."""
    with pytest.raises(KeyError):
        gettext("Dear %(name)s")


def test_what_has_no_translation_stays_english_and_is_told() -> None:
    with speaking("cy") as missed:
        assert _(UNKNOWN) == UNKNOWN
        assert ngettext("%(n)s banana", "%(n)s bananas", 3) == "3 bananas"
        assert _("Total") == "Cyfanswm"

    assert list(missed) == [UNKNOWN, "%(n)s banana"]


def test_english_misses_nothing() -> None:
    with speaking("en") as missed:
        _(UNKNOWN)

    assert missed == {}


def test_a_block_tells_the_one_around_it_what_it_missed() -> None:
    """A view is built in one block and its page in another inside it."""
    with speaking("cy") as outer, speaking("cy"):
        _(UNKNOWN)

    assert list(outer) == [UNKNOWN]


def test_a_language_without_a_catalogue_is_english_and_says_so_of_every_message() -> None:
    with speaking("de") as missed:
        assert _("Total") == "Total"

    assert list(missed) == ["Total"]


def test_the_note_on_what_was_missed_counts_and_names() -> None:
    assert missed_note("cy", []) == ""
    assert missed_note("cy", ["One."]) == "One text stands in English, as no Welsh is known: “One.”"
    assert missed_note("cy", ["A", "B\n b", "A"]) == "2 texts stand in English, as no Welsh is known: “A”; “B b”"


@pytest.mark.parametrize(
    ("tongue", "shown"), [("en", "16 October 2026"), ("cy", "16 Hydref 2026"), ("de", "16. Oktober 2026")]
)
def test_a_date_is_written_as_the_language_writes_it(tongue: str, shown: str) -> None:
    with speaking(tongue):
        assert shown == words.day(date(2026, 10, 16))


@pytest.mark.parametrize(
    ("tongue", "shown"),
    [
        ("en", "Ash, Elm and Oak"),
        ("cy", "Ash, Elm, a(c) Oak"),
        ("de", "Ash, Elm und Oak"),
    ],
)
def test_names_are_joined_as_the_language_joins_them(tongue: str, shown: str) -> None:
    with speaking(tongue):
        assert shown == words.joined(["Ash", "Elm", "Oak"])
        assert (words.joined(["Ash"]), words.joined([])) == ("Ash", "")


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_every_language_offered_writes_figures_as_we_do(tongue: str) -> None:
    """Documents show what `decimals` writes. A language with other signs fails here, and needs figures of its own."""
    with speaking(tongue):
        locale = language.locale()
    for value in (Decimal("1234567.5"), Decimal(-7), Decimal("-1200.25")):
        assert decimals.grouped(value) == format_decimal(value, locale=locale)
        assert decimals.pounds_exactly(value, 2) == format_currency(value, "GBP", locale=locale)
        assert decimals.percent(value / 1_000) == format_percent(value / 100_000, "0.#####%", locale=locale)


def test_a_table_of_texts_is_said_in_the_language_of_the_moment() -> None:
    """Were it translated once, the first document of a run would decide the language of all."""
    with speaking("cy"):
        welsh = [
            words.figure_name(ranked_by("lowest-price")),
            methods.METHODS["lowest-price"].title,
            methods.BASES["weighted-total"].title,
        ]
    english = [
        words.figure_name(ranked_by("lowest-price")),
        methods.METHODS["lowest-price"].title,
        methods.BASES["weighted-total"].title,
    ]

    assert welsh == ["Pris", "Pris isaf", "Cyfanswm wedi'i bwysoli"]
    assert english == ["Price", "Lowest price", "Weighted total"]


def test_every_explanation_of_a_method_has_its_welsh() -> None:
    with speaking("cy") as missed:
        told = [*methods.METHODS.values(), *methods.BASES.values()]
        told += [methods.whole_life_cost(), methods.value_of_commitments(), methods.rounding()]

    assert missed == {}
    assert len(told) >= 20
    assert [one.title for one in told if not one.source.startswith("Ffynhonnell")] == []


def test_the_terms_of_an_award_have_their_welsh() -> None:
    model = criteria()
    with speaking("cy") as missed:
        terms = award_terms(model)
        told = [asks(model, leaf.input) + scored(leaf.score, leaf.input) for leaf in model.leaves]

    assert missed == {}
    assert "Talgrynnu" in [name for name, _text in terms]
    assert [text for text in told if "points" in text or "mark" in text.lower().replace("marc", "")] == []


def test_a_template_counts_escapes_and_writes_percent_signs_in_welsh(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<html lang='{{ language }}'>{% trans n=view.years %}{{ n }} year{% pluralize %}{{ n }} years{% endtrans %}"
        "|{% trans weight=view.name %}of {{ weight }}{% endtrans %}|{{ _('of %(weight)s', weight=view.name) }}"
        "|{% trans %}100% new{% endtrans %}|{{ _('100%% new') }}",
        "utf-8",
    )
    view = {"years": 2, "name": "<b>"}
    with speaking("cy") as missed:
        page = render_page("page.html", view, look=Look(templates=tmp_path), tongue="cy", styled=False)

    assert page == "<html lang='cy'>2 flynedd|o &lt;b&gt;|o &lt;b&gt;|100% new|100% new"
    assert list(missed) == ["100%% new"]


@pytest.mark.slow
def test_what_a_template_has_no_welsh_for_is_told_with_the_file(tmp_path: Path) -> None:
    """An authority's own template may say what no catalogue knows."""
    (tmp_path / "page.html").write_text("{{ _('Total') }} {{ _('Our very own words') }}", "utf-8")
    document = Document("page", "A page", date(2026, 1, 1), "page.html", None, Look(templates=tmp_path), "cy")
    written = write_document(document, tmp_path, ("html",))

    assert [note.text for note in written.notes] == [
        "One text stands in English, as no Welsh is known: “Our very own words”"
    ]
    assert write_document(replace(document, language="en"), tmp_path, ("html",)).notes == ()
