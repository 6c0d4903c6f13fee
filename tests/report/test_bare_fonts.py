"""Outlines stand in a PDF without their OpenType wrapping, and each code still draws its own glyph."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet, FDArrayIndex, FDSelect
from fontTools.cffLib.CFF2ToCFF import convertCFF2ToCFF
from fontTools.cffLib.CFFToCFF2 import convertCFFToCFF2
from fontTools.pens.recordingPen import RecordingPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from socialvalue.report.page import fonts
from socialvalue.report.page.bare_fonts import outlines
from socialvalue.report.page.html import styles
from socialvalue.report.page.pdf import write_pdf
from tests.report.pdf_rules import faults

pytestmark = pytest.mark.slow


def small() -> TTFont:
    """A few letters of the shipped font."""
    font = TTFont(fonts.USUAL[1].file, recalcBBoxes=False)
    subsetter = Subsetter(Options(desubroutinize=True))
    subsetter.populate(text="Ashŵ9")
    subsetter.subset(font)
    font.flavor = None
    return font


def saved(font: TTFont) -> bytes:
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def with_numbers(font: TTFont) -> TTFont:
    """The same as fonts for Chinese, Japanese and Korean are made: in parts, each glyph with a number and no name."""
    convertCFFToCFF2(font)
    top = font["CFF2"].cff.topDictIndex[0]
    top.FDArray.append(top.FDArray[0])
    if not hasattr(top, "FDSelect"):
        top.FDSelect = FDSelect()
    top.FDSelect.gidArray = [place % 2 for place in range(len(top.charset))]
    top.CharStrings.fdSelect = top.FDSelect
    assert isinstance(top.FDArray, FDArrayIndex)
    convertCFF2ToCFF(font)
    return font


def with_gaps(font: TTFont) -> TTFont:
    """Numbers that are not the glyphs' places: 0, 7, 14 and on."""
    font = with_numbers(font)
    top = font["CFF "].cff.topDictIndex[0]
    gaps = [".notdef", *(f"cid{7 * place:05d}" for place in range(1, len(top.charset)))]
    top.CharStrings.charStrings = {
        new: top.CharStrings.charStrings[old] for new, old in zip(gaps, top.charset, strict=True)
    }
    top.charset = gaps
    return font


def variable_once(font: TTFont) -> TTFont:
    """Outlines of the kind that variable fonts have."""
    convertCFFToCFF2(font)
    return font


def glyphs(charstrings: Any, names: list[str]) -> list[Any]:
    drawn = []
    for name in names:
        pen = RecordingPen()
        charstrings[name].draw(pen)
        drawn.append((charstrings[name].width, pen.value))
    return drawn


@pytest.mark.parametrize("make", [lambda font: font, with_numbers, with_gaps, variable_once])
def test_each_code_draws_the_glyph_at_its_place(make: Any) -> None:
    """Where the glyphs have names, the place is the code; where they have numbers, the number must be the place."""
    original = small()["CFF "].cff.topDictIndex[0]
    bare = CFFFontSet()
    bare.decompile(BytesIO(outlines(saved(make(small())))), None)
    top = bare.topDictIndex[0]
    if hasattr(top, "ROS"):
        assert [int(name[3:]) for name in top.charset[1:]] == list(range(1, len(top.charset)))
    assert len(top.charset) == len(original.charset) > 5
    assert glyphs(top.CharStrings, top.charset) == glyphs(original.CharStrings, original.charset)


def test_what_is_right_already_is_not_touched() -> None:
    """The bytes of the table as they were: nothing is written anew, so nothing can be lost."""
    file = saved(small())
    with TTFont(BytesIO(file)) as font:
        assert outlines(file) == font.reader["CFF "]


@pytest.mark.pango
@pytest.mark.parametrize("subset", [True, False], ids=["HarfBuzz", "fontTools"])
def test_whatever_cut_the_font_its_outlines_are_bare(
    subset: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import weasyprint.pdf.fonts

    if not subset:
        monkeypatch.setattr(weasyprint.pdf.fonts, "harfbuzz_subset", None)
    page = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta name="generator" content="socialvalue"><title>t</title></head>'
        "<body><h1>Ash</h1><h2>Birch</h2><p>ŵ <strong>9</strong> שם</p></body></html>"
    )
    path = tmp_path / "page.pdf"
    write_pdf(page, path, title="t", date=date(2026, 1, 1), styles=styles())
    with pikepdf.open(path) as pdf:
        assert faults(pdf) == []
        kinds = {(str(one.Subtype), str(program(one).get("/Subtype"))) for one in descendants(pdf)}
    assert kinds == {("/CIDFontType0", "/CIDFontType0C"), ("/CIDFontType2", "None")}


def descendants(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/CIDFont" in str(one.get("/Subtype"))
    ]


def program(font: Any) -> Any:
    return font.FontDescriptor.get("/FontFile3") or font.FontDescriptor.FontFile2
