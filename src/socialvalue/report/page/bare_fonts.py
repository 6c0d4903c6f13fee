"""Fonts inside a PDF, as every reader and checker understands them: outlines of the CFF kind without their wrapping.

WeasyPrint puts the whole OpenType file around the outlines. That is allowed, but checkers look up its glyphs in tables
that a font of Type 0 does not use, and find none. What is left out says nothing that the PDF does not say itself.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any


def unwrap(pdf: Any) -> None:
    """Leave of each OpenType font that has CFF outlines the outlines alone, and say so in its dictionaries."""
    for descriptor in [item for item in pdf.objects if isinstance(item, dict) and "FontFile3" in item]:
        program = pdf.objects[int(descriptor["FontFile3"].split()[0])]
        if program.extra.get("Subtype") == "/OpenType":
            program.stream = [outlines(b"".join(program.stream))]
            program.extra["Subtype"] = "/CIDFontType0C"
    for font in pdf.objects:
        if isinstance(font, dict) and font.get("Subtype") == "/CIDFontType0":
            # Only fonts of Type 2 have one: here the outlines say which glyph a code is.
            font.pop("CIDToGIDMap", None)


def outlines(file: bytes) -> bytes:
    """Return the CFF table of an OpenType font, in which code and glyph have the same number.

    So it is in a font whose glyphs have names, as ours have. One for Chinese, Japanese or Korean, borrowed from the
    machine, numbers its glyphs itself, with gaps; and a font that was variable has outlines of a kind that no PDF may
    hold. Those two are written anew.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - for the PDF alone, which has loaded it by now

    with TTFont(BytesIO(file), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        if "CFF2" in font:
            from fontTools.cffLib.CFF2ToCFF import convertCFF2ToCFF  # noqa: PLC0415 - rarely needed

            convertCFF2ToCFF(font)
        elif _in_order(font["CFF "].cff.topDictIndex[0]):
            return bytes(font.reader["CFF "])
        top = font["CFF "].cff.topDictIndex[0]
        if not _in_order(top):
            _renumber(top)
        return bytes(font.getTableData("CFF "))


def _in_order(top: Any) -> bool:
    """Say whether glyphs are found by their place: always where they have names, else where their numbers are that."""
    return not hasattr(top, "ROS") or top.charset == _numbers(top)


def _renumber(top: Any) -> None:
    numbers, glyphs = _numbers(top), top.CharStrings
    top.decompileAllCharStrings()
    found = [glyphs[name] for name in top.charset]
    top.charset = numbers
    if glyphs.charStringsAreIndexed:
        glyphs.charStrings = {number: place for place, number in enumerate(numbers)}
    else:
        glyphs.charStrings = dict(zip(numbers, found, strict=True))


def _numbers(top: Any) -> list[str]:
    return [".notdef", *(f"cid{number:05d}" for number in range(1, len(top.charset)))]
