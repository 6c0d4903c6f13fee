"""The page: everything escaped, nothing fetched, and readable by more than eyes."""

from __future__ import annotations

import base64
import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from fontTools.ttLib import TTFont
from jinja2 import UndefinedError

from socialvalue.report.evaluation.report import view
from socialvalue.report.page import fonts, html
from socialvalue.report.page.html import styles
from tests.report import builders
from tests.report.pages import render


class Reader(HTMLParser):
    """Elements in order, with their attributes, and the text that is not style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if not self._inside or self._inside[-1] != "style":
            self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> str:
    return render(view(*builders.six()))


@pytest.fixture(scope="module")
def hostile() -> str:
    return render(view(*builders.hostile()), styled=False)


def test_nothing_is_fetched(page: str) -> None:
    """The page stands alone: no address of anything but its own parts and the fonts inside it."""
    addresses = re.findall(r"https?://[^\s\"'<>)]+", page)
    assert set(addresses) == {"http://www.w3.org/2000/svg"}
    assert page.count("data:font/woff2;base64,") == 3
    for tag in ("script", "link", "img", "iframe", "object"):
        assert Reader(page).named(tag) == []


def faces(page: str) -> list[tuple[str, int, set[str]]]:
    """The fonts inside a page: their families, their sizes in bytes, and the characters that they have."""
    found = []
    for rule in re.findall(r"@font-face \{.*?\}", page):
        family = re.findall(r"font-family: (\w+)", rule)[0]
        content = base64.b64decode(re.findall(r"base64,([\w+/=]+)", rule)[0])
        with TTFont(BytesIO(content)) as font:
            found.append((family, len(content), {chr(codepoint) for codepoint in font.getBestCmap()}))
    return found


def test_fonts_inside_a_page_are_cut_to_what_it_says(page: str) -> None:
    """A tenth of the whole fonts, and no character of the page is missing from any weight."""
    text = {letter for letter in "".join(Reader(page).text) if letter > " "}
    assert len(text) > 60
    for family, size, letters in faces(page):
        assert (family, size < 16_000, text - letters) == ("SourceSans3", True, set())


@pytest.mark.slow
def test_a_page_in_other_scripts_brings_their_letters_too() -> None:
    """And the same bytes each time, whatever was cut before."""
    said = "Ash, Łódź, שם, شركة"
    rules = fonts.embedded(said)
    fonts._part.cache_clear()
    fonts.embedded("Another page, 日本")
    assert fonts.embedded(said) == rules
    families: dict[str, set[str]] = {}
    for family, size, letters in faces(rules):
        assert size < 16_000
        families.setdefault(family, letters)
    assert list(families) == ["SourceSans3", "IBMPlexSansArabic", "NotoSansHebrew"]
    assert set("Łódź") <= families["SourceSans3"]
    assert set("שם") <= families["NotoSansHebrew"]
    assert set("شركة") <= families["IBMPlexSansArabic"]


@pytest.mark.slow
def test_the_letters_of_a_page_keep_their_shapes_beside_one_another() -> None:
    """Accents on their letters, and Arabic letters joined: what is cut away is only what no letter can become."""
    parts = re.findall(r"base64,([\w+/=]+)", fonts.embedded("شركة"))
    tables = [TTFont(BytesIO(base64.b64decode(part)))["GSUB"].table for part in parts]
    features = [{record.FeatureTag for record in table.FeatureList.FeatureRecord} for table in tables]
    assert {"ccmp", "locl"} <= features[0]
    assert {"init", "medi", "fina"} <= features[3]


def test_for_the_pdf_the_fonts_are_the_shipped_files() -> None:
    """The same page, pointing at files that are there."""
    files = re.findall(r"url\(\"file://([^\"]+)\"\)", styles())
    assert len(files) == 3
    assert all(Path(unquote(file)).is_file() for file in files)


def test_hostile_names_and_reasons_are_letters(hostile: str) -> None:
    """No name makes an element, runs as a template, or turns the line around it."""
    reader = Reader(hostile)
    assert reader.named("script") == reader.named("img") == reader.named("b") == []
    text = "".join(reader.text)
    for name in builders.HOSTILE[:8]:
        assert name in text
    assert "{{ 7 * 7 }}" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", hostile)


def test_every_heading_of_a_table_says_what_it_heads(page: str) -> None:
    """Screen readers tie cells to headings by scope, the corner cell included."""
    headings = Reader(page).named("th")
    assert len(headings) > 40
    assert {heading.get("scope") for heading in headings} == {"col", "row"}


def test_headings_go_down_one_step_at_a_time(page: str) -> None:
    """One h1, and no level is left out on the way down."""
    levels = [int(tag[1]) for tag, _ in Reader(page).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_links_lead_somewhere_and_ids_are_unique(page: str) -> None:
    """Contents, ranking and tables lead to the bids' own pages."""
    reader = Reader(page)
    ids = Counter(attributes["id"] for _, attributes in reader.elements if "id" in attributes)
    targets = {attributes["href"].removeprefix("#") for attributes in reader.named("a")}
    assert set(ids.values()) == {1}
    assert targets <= set(ids)
    assert "bid-6" in targets


def test_the_page_has_its_language_and_title(page: str) -> None:
    """English of this country, and the document's name."""
    assert Reader(page).named("html") == [{"lang": "en-GB"}]
    assert "<title>Evaluation report: Community transport in Llanŵr</title>" in page


def test_a_template_that_asks_for_what_is_not_there_fails() -> None:
    """Nothing is silently left blank."""
    with pytest.raises(UndefinedError):
        html._templates().from_string("{{ view.no_such_thing }}").render(view=view(*builders.six()))
