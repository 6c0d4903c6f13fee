"""The catalogue of each language: every message of every document, nothing else; a translation fits its message."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message as BabelMessage
from jinja2 import Environment

from socialvalue.report.words.language import CATALOGUES as CATALOGUE_FILES
from tests.conftest import Golden
from tests.report import messages
from tests.report.messages import Message

MADE = messages.collected()
CATALOGUES = {language: messages.read(language) for language in CATALOGUE_FILES}
GOLDEN = Path(__file__).parent / "golden"

languages = pytest.mark.parametrize("language", CATALOGUES)
_PLACE = re.compile(r"%\((\w+)\)s")
_TAG = re.compile(r"</?\w+[^>]*>")


def strings(known: BabelMessage | None) -> tuple[str, ...]:
    """The translations of a message: one, or one for each form of what is counted."""
    given = () if known is None or known.string is None else known.string
    return (given,) if isinstance(given, str) else tuple(given)


def pairs(language: str) -> list[tuple[Message, str, str]]:
    """Every translation beside the English that it is of, with the message that both belong to."""
    found = []
    for message in MADE:
        english = message if isinstance(message, str) else message[1]
        found += [(message, english, said) for said in strings(CATALOGUES[language].get(message)) if said]
    return found


def test_the_walk_found_the_messages() -> None:
    """A walk that finds nothing would pass every test here."""
    places = {place for found in MADE.values() for place in found}

    assert len(MADE) >= 400
    assert sum(isinstance(message, tuple) for message in MADE) >= 10
    assert {"report/letters/letters.py", "report/words/methods.py", "letters/letter.html", "base.html"} <= places
    assert {"Lowest price", "The award criteria", "of %(weight)s"} <= set(MADE)


def test_a_message_is_found_wherever_it_is_asked_for() -> None:
    """In an f-string, in a call of another, over two lines; a text that is only known when the program runs is not."""
    source = b"""
f"{_('inside')} {ngettext('%(n)s one', '%(n)s many', count)}"
outer(_("first") + _("over "
    "two lines", value=N_("named")))
_(variable), _(f"{made} up"), other("no message")
"""
    found = [
        texts for _line, _name, texts, _comments in messages.in_python(io.BytesIO(source), ["_", "N_", "ngettext"])
    ]

    assert found == ["inside", ("%(n)s one", "%(n)s many"), "first", "over two lines", "named"]


@languages
def test_the_catalogue_has_the_messages_of_today(language: str, golden: Golden) -> None:
    """One that the code lost, or has and the catalogue has not, fails here; ``--update-golden`` keeps translations."""
    golden(messages.fresh(language), CATALOGUE_FILES[language])


@languages
def test_nothing_in_the_catalogue_is_a_guess_or_left_over(language: str) -> None:
    assert [message.id for message in CATALOGUES[language] if message.fuzzy and message.id] == []
    assert CATALOGUES[language].obsolete == {}
    assert CATALOGUES[language].num_plurals == len(Locale.parse(language).plural_form.tags) + 1


@languages
def test_the_catalogue_names_nobody_and_no_day(language: str) -> None:
    """It is the same on every day and machine."""
    head = CATALOGUE_FILES[language].read_text("utf-8").split("\n\n", 1)[0]

    assert "# Reviewed: " in head
    assert re.findall(r'^"([\w-]+):', head, re.MULTILINE) == [
        "Language",
        "Plural-Forms",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]


@languages
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    """All of them, spelled as they are; only the figure that is counted may be said in words or left out."""
    wrong = []
    for message, english, said in pairs(language):
        forms = (english,) if isinstance(message, str) else message
        wanted, found = [set(_PLACE.findall(form)) for form in forms], set(_PLACE.findall(said))
        if found not in wanted and not (isinstance(message, tuple) and found in [form - {"n"} for form in wanted]):
            wrong.append((message, said))

    assert len(pairs(language)) >= 400
    assert wrong == []


@languages
def test_every_text_can_be_filled_in(language: str) -> None:
    """A percent sign that stands alone would stop the document that it is in."""
    for _message, english, said in pairs(language):
        for text in (english, said):
            assert "%" not in _PLACE.sub("", text).replace("%%", ""), text


@languages
def test_a_translation_begins_ends_and_is_marked_as_its_message(language: str) -> None:
    """With the same white space round it, the same stop at its end, and the same marks of a page in it."""
    wrong = [
        (english, said)
        for _message, english, said in pairs(language)
        if (english[:1].isspace(), english[-1:].isspace()) != (said[:1].isspace(), said[-1:].isspace())
        or english.endswith(".") != said.endswith(".")
        or english.endswith(":") != said.endswith(":")
        or sorted(_TAG.findall(english)) != sorted(_TAG.findall(said))
    ]

    assert wrong == []


@languages
def test_what_is_counted_has_all_its_forms(language: str) -> None:
    counted = [message for message in CATALOGUES[language] if isinstance(message.id, tuple)]

    assert len(counted) >= 10
    assert [
        one.id
        for one in counted
        if any(strings(one)) and len(list(filter(None, strings(one)))) != CATALOGUES[language].num_plurals
    ] == []


@languages
def test_what_has_no_translation_is_listed(language: str, golden: Golden) -> None:
    """By document, so that everybody sees how far it has come; what letters say has all of it."""
    all_of, missing = defaultdict[str, int](int), defaultdict[str, list[str]](list)
    translated = {message for message, _english, _welsh in pairs(language)}
    for message, places in MADE.items():
        document = messages.document_of(places)
        all_of[document] += 1
        if message not in translated:
            missing[document].append(message if isinstance(message, str) else message[0])
    lines = []
    for document in dict(messages.TEXTS):
        lines.append(f"{document}: {len(missing[document])} of {all_of[document]}")
        lines += [f"    {' '.join(text.split())}" for text in missing[document]]
    golden("\n".join(lines) + "\n", GOLDEN / f"untranslated-{language}.txt")

    assert (missing["letters"], missing["what letters share"]) == ([], [])


#: What a template may say without asking for it in the language: what stands so in the form that is filled in.
PLAIN_WORDS = {"abstain"}


@pytest.mark.parametrize(
    "path", sorted(messages.TEMPLATES.rglob("*.html")), ids=lambda path: path.parent.name + path.name
)
def test_a_template_has_no_words_but_messages(path: Path) -> None:
    """Every word that a page says goes through the catalogue, those that only a screen reader reads, too."""
    assert [found for found in bare_words(path.read_text("utf-8")) if found not in PLAIN_WORDS] == []


def bare_words(source: str) -> list[str]:
    """Return the words of a template that stand outside messages and tags, and in tags those that are read out."""
    text, translating = "", False
    tokens = list(Environment(trim_blocks=True, lstrip_blocks=True).lex(source))  # noqa: S701 - nothing is rendered
    for i, (_line, kind, value) in enumerate(tokens):
        if kind == "block_begin":
            name = next(found for _at, what, found in tokens[i:] if what == "name")
            translating = (translating or name == "trans") and name != "endtrans"
        elif kind == "data" and not translating:
            text += value
        elif kind in ("variable_begin", "comment_begin"):
            text += "·"
    spoken = re.findall(r'(?:aria-label|alt|title)="([^"]*)"', text)
    visible = re.sub(r"<(?:style|script)\b.*?</(?:style|script)>|<!--.*?-->|<[^>]*>", "·", text, flags=re.DOTALL)
    return [word for part in (visible, *spoken) for word in re.findall(r"[^\W\d_]{2,}", part)]


def test_bare_words_are_found() -> None:
    assert bare_words(
        '<p title="Close"><b>Total</b> {{ view.total }} of {% trans n=view.n %}points {{ n }}{% endtrans %}</p>'
        '<p class="note {% if x %}two{% endif %}">{# words #}{{ _("Weight") }}</p>'
    ) == ["Total", "of", "Close"]
