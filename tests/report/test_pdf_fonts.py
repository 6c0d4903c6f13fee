"""The shipped fonts: text in Arabic, Hebrew, emoji, Welsh and Gaelic looks the same whatever fonts a machine has."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from socialvalue.errors import Place
from socialvalue.report.page import fonts, pdf, write
from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import Drawn, write_pdf
from tests.report.pdf_reading import text_of
from tests.report.pdf_rules import faults

pytestmark = pytest.mark.slow

WELSH = "Cyngor Tref Llanŵr, Tŷ Coch; w\u0302 and y\u0302 in two pieces"
GAELIC = "Comhairle nan Eilean Siar: à è ì ò ù, q\u0302"
ARABIC = "شركة النقل المجتمعي، بيت تبت ثبت ١٢٣"
HEBREW = "חברת ההסעות הקהילתית בע״מ"
EMOJI = "🚌🚍 👩‍👩‍👧‍👦 👍🏽 🇬🇧 ❤️"
EVERYTHING = (WELSH, GAELIC, ARABIC, HEBREW, EMOJI)


def page(*paragraphs: str) -> str:
    body = "".join(f'<p dir="auto">{text} <strong>{text}</strong></p>' for text in paragraphs)
    head = '<html lang="en-GB"><head><meta name="generator" content="socialvalue"><title>t</title></head>'
    return f'<!DOCTYPE html>{head}<body><h1 data-running="">Many</h1><h2>scripts</h2>{body}</body></html>'


def drawn(folder: Path, *paragraphs: str) -> tuple[Drawn, Path]:
    path = folder / "page.pdf"
    return write_pdf(page(*paragraphs), path, title="t", date=date(2026, 10, 16), styles=styles()), path


@cache
def letters(name: str) -> set[str]:
    with TTFont(fonts.Face("", 0, name).file, lazy=True) as font:
        return {chr(codepoint) for codepoint in font.getBestCmap()}


def families(path: Path) -> set[str]:
    with pikepdf.open(path) as opened:
        used: Any = [font for one in opened.pages for font in one.resources.get("/Font", {}).values()]
        return {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in used}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawn, Path]:
    return drawn(tmp_path_factory.mktemp("scripts"), *EVERYTHING)


@pytest.mark.pango
def test_every_script_is_in_a_shipped_font_and_nothing_is_an_empty_box(everything: tuple[Drawn, Path]) -> None:
    told, path = everything
    assert told == Drawn()
    assert families(path) == {"SourceSans3", "IBMPlexSansArabic", "NotoSansHebrew", "NotoEmoji"}
    with pikepdf.open(path) as opened:
        assert faults(opened) == []


@pytest.mark.pango
def test_what_is_drawn_can_be_read_out_letter_by_letter(everything: tuple[Drawn, Path]) -> None:
    """In whatever order a run of glyphs stands: each letter means itself, and not one that looks alike."""
    with pikepdf.open(everything[1]) as opened:
        read = [letter for letter in unicodedata.normalize("NFC", text_of(opened)) if not letter.isspace()]
    texts = unicodedata.normalize("NFC", "".join(EVERYTHING))
    wanted = [letter for letter in f"{texts}{texts}" if not letter.isspace()]
    assert len(wanted) > 250
    assert {letter for letter in wanted if read.count(letter) < wanted.count(letter)} <= {"\ufe0f"}


#: Prints the hash of a page and what it took from the machine, after another page has been made or not.
ELSEWHERE = """
import hashlib, json, sys
from pathlib import Path
from tests.report.test_pdf_fonts import EVERYTHING, drawn
if "after" in sys.argv:
    drawn(Path(sys.argv[1]), "Ash 日本 Ωβ")
told, path = drawn(Path(sys.argv[1]), *EVERYTHING)
print(json.dumps([hashlib.sha256(path.read_bytes()).hexdigest(), told.borrowed, told.missing]))
"""

NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig/>'

#: A machine whose owner likes something else: another font for everything, emboldened.
OTHER_HABITS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match target="pattern"><edit name="family" mode="prepend" binding="strong"><string>DejaVu Serif</string></edit></match>
<match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintfull</const></edit></match></fontconfig>"""


def elsewhere(folder: Path, configuration: str, *how: str) -> list[Any]:
    folder.mkdir()
    (folder / "fonts.conf").write_text(configuration)
    changed = {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", ELSEWHERE, str(folder), *how]
    run = subprocess.run(command, env=os.environ | changed, capture_output=True, text=True, check=True)
    assert "ugly" not in run.stderr
    found: list[Any] = json.loads(run.stdout)
    return found


@pytest.mark.pango
@pytest.mark.skipif(sys.platform == "win32", reason="the other machine is one with fontconfig files as on Unix")
@pytest.mark.parametrize("configuration", [NO_FONTS, OTHER_HABITS], ids=["no fonts", "other habits"])
def test_the_fonts_and_habits_of_a_machine_make_no_difference(
    configuration: str, everything: tuple[Drawn, Path], tmp_path: Path
) -> None:
    """The same bytes, also after another page that did borrow a font or had none to borrow."""
    here = hashlib.sha256(everything[1].read_bytes()).hexdigest()
    assert elsewhere(tmp_path / "machine", configuration, "after") == [here, [], ""]


@pytest.mark.pango
def test_a_page_says_which_characters_no_font_has(tmp_path: Path) -> None:
    """Of a script that nobody here has: the page is made all the same."""
    told, path = drawn(tmp_path, "Ash \U0001ce00 & Birch")
    assert told.missing == "\U0001ce00"
    assert path.is_file()


def test_what_a_page_took_from_the_machine_is_a_note() -> None:
    borrowed, missing = write._of_fonts("report.pdf", Drawn(("Noto Sans CJK JP",), "".join(map(chr, range(300, 320)))))
    assert borrowed.place == missing.place == Place("report.pdf")
    assert "drawn with Noto Sans CJK JP on this computer" in borrowed.text
    assert "Ĭ (U+012C), ĭ (U+012D)" in missing.text
    assert "and 8 more" in missing.text
    assert list(write._of_fonts("report.pdf", Drawn())) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WELSH + GAELIC + "£ – “ ” → ≥ ✓ Ωβ Жук", []),
        (ARABIC, ["IBMPlexSansArabic"] * 2),
        (HEBREW, ["NotoSansHebrew"] * 2),
        (EMOJI, ["NotoEmoji"]),
        ("joined\u200d and marked\u200e", []),
    ],
)
def test_a_page_brings_the_fonts_that_it_needs(text: str, expected: list[str]) -> None:
    """The emoji take a second to unpack: only pages that have some wait for it."""
    need = fonts.needed(text)
    assert [face.family for face in need.faces] == expected
    assert need.lacking == ""


def test_what_no_shipped_font_has_is_known_before_drawing() -> None:
    assert fonts.needed("Ash 日本語 🚌 Birch").lacking == "日本語"


def test_spaces_and_bullets_of_word_processors_are_drawn_as_what_they_mean() -> None:
    assert fonts.drawable("a\u2003b\u3000c \uf0b7 d\ufeff") == "a b c • d"
    assert fonts.needed(fonts.drawable("a\u2003b\u3000c \uf0b7 d\ufeff")) == fonts.Needed()


def test_the_common_characters_are_in_every_usual_face() -> None:
    """They are not looked up: so they must be there."""
    common = [letter for letter in map(chr, range(32, 0x3000)) if not fonts._UNUSUAL.match(letter)]
    assert len(common) > 250
    for face in fonts.USUAL:
        assert [letter for letter in common if letter not in letters(face.name)] == []


def test_the_shipped_fonts_have_the_letters_of_these_islands() -> None:
    """Welsh, Gaelic, arithmetic and typographic marks are in every weight, so that none falls back."""
    wanted = "£–—“”‘’×÷−≥≤→·…ŵŷŴŶẁẃẅỳáàìòùèâêîôïöäë½²%✓"
    for face in fonts.USUAL:
        assert [letter for letter in wanted if letter not in letters(face.name)] == []


@pytest.mark.parametrize("family", dict.fromkeys(face.family for face in (*fonts.USUAL, *fonts.OTHERS)))
def test_the_weights_of_a_family_have_the_same_letters(family: str) -> None:
    first, *others = [face for face in (*fonts.USUAL, *fonts.OTHERS) if face.family == family]
    assert len(letters(first.name)) > 100
    assert [face.name for face in others if letters(face.name) != letters(first.name)] == []


def test_every_font_comes_with_its_licence_and_they_are_small() -> None:
    folder = fonts.USUAL[0].file.parent
    assert {file.name for file in folder.glob("*.woff2")} == {face.name for face in (*fonts.USUAL, *fonts.OTHERS)}
    for family in {face.family for face in fonts.OTHERS}:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / f"OFL-{family}.txt").read_text("utf-8")
    assert sum(face.file.stat().st_size for face in fonts.OTHERS) < 700_000


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("html { font-family: SourceSans3, sans-serif }", set()),
        ("html { font-family: 'Frutiger', SourceSans3; } @page { font-family: var(--type) }", {"Frutiger"}),
        ('@font-face { font-family: "Own"; src: url(x) } p { font-family: "Own", serif }', set()),
    ],
)
def test_a_house_font_that_is_only_named_is_the_machines(sheet: str, expected: set[str]) -> None:
    assert fonts.of_the_machine(sheet) == expected


@pytest.mark.pango
def test_a_house_font_is_used_where_the_machine_has_it_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An authority may set its pages in a font of its machines: then they are no longer the same everywhere."""
    asked: list[bool] = []
    dress = pdf._dress

    def watched(sheet: str, *, alone: bool) -> Any:
        asked.append(alone)
        return dress(sheet, alone=alone)

    monkeypatch.setattr(pdf, "_dress", watched)
    sheet = f"{styles()} html {{ font-family: DejaVu Serif }}"
    told = write_pdf(page("Ash"), tmp_path / "a.pdf", title="t", date=date(2026, 1, 1), styles=sheet)
    write_pdf(page("Ash"), tmp_path / "b.pdf", title="t", date=date(2026, 1, 1), styles=styles())
    assert asked == [False, True]
    assert set(told.borrowed) <= {"DejaVu Serif", "DejaVu Sans"}
