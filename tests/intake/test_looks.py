"""Answers that nobody can read: letters in the colour of their paper, tiny letters, signs in place of digits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color, Font, GradientFill, PatternFill
from openpyxl.styles.fills import Fill

from tests.intake.build import GOOD, cell, comparison, data, edited, read

WHITE, DARK = Color("FFFFFFFF"), PatternFill("solid", fgColor="FF1F2937")


def solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


UNSEEN: dict[str, dict[str, Any]] = {
    "white": {"font": Font(color=WHITE)},
    "white of the theme": {"font": Font(color=Color(theme=0))},
    "white by its number": {"font": Font(color=Color(indexed=9))},
    "the background's number": {"font": Font(color=Color(indexed=65))},
    "black of the theme made white": {"font": Font(color=Color(theme=1, tint=1.0))},
    "nearly white": {"font": Font(color="FFF4F4F4")},
    "yellow on white": {"font": Font(color="FFFFFF00")},
    "black on black": {"fill": solid("FF000000")},
    "black on nearly black": {"fill": solid("FF0A0A0A")},
    "dark on dark": {"font": Font(color="FF1F2937"), "fill": DARK},
    "white on a pale pattern": {"font": Font(color=WHITE), "fill": PatternFill("gray125", "FFF0F0F0", "FFFFFFFF")},
    "white on a pale gradient": {"font": Font(color=WHITE), "fill": GradientFill(stop=["FFFFFFFF", "FFF5F5F5"])},
    "letters of one point": {"font": Font(size=1)},
    "letters of signs": {"font": Font(name="Wingdings")},
    "letters of a symbol set": {"font": Font(name="Arial", charset=2)},
    "repeated": {"alignment": Alignment(horizontal="fill")},
    "white by its format": {"number_format": "[White]0"},
    "white by its format's number": {"number_format": "[Color2]#,##0"},
    "yellow by its format": {"number_format": "[Yellow]#,##0"},
    "black by its format on black": {"number_format": "[Black]0", "font": Font(color=WHITE), "fill": solid("FF0A0A0A")},
}
SEEN: dict[str, dict[str, Any]] = {
    "white on dark": {"font": Font(color=WHITE), "fill": DARK},
    "red": {"font": Font(color="FFFF0000")},
    "grey": {"font": Font(color="FF7F7F7F")},
    "accent of the theme": {"font": Font(color=Color(theme=4, tint=0.4))},
    "black on pale yellow": {"fill": solid("FFFFF9E5")},
    "small": {"font": Font(size=6)},
    "red by its format": {"number_format": "[Red]0"},
    "black by its format, white by its font": {"number_format": "[Black]0", "font": Font(color=WHITE)},
    "on a pattern": {"fill": PatternFill("gray125")},
    "no fill but a colour": {"fill": PatternFill(None, fgColor="FF000000")},
}


def dressed(id_: str, look: dict[str, Any]) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for name, value in look.items():
            assert isinstance(value, Font | Fill | Alignment | str)
            setattr(sheet[cell(id_)], name, value)

    return change


@pytest.mark.parametrize("id_", ["price", "bidder", "standard:living-wage", "plan", "reason:plan"])
@pytest.mark.parametrize("look", UNSEEN.values(), ids=UNSEEN)
def test_an_answer_that_nobody_can_read_is_refused(tmp_path: Path, look: dict[str, Any], id_: str) -> None:
    if "number_format" in look and id_ not in {"price", "plan"}:
        look = {**look, "number_format": look["number_format"].replace("0", "@").replace("#,#@@", "@")}
    reading = read(tmp_path, comparison([GOOD], change=dressed(id_, look)))

    assert [("answer-hidden", cell(id_))] == [(p.code, p.place.cell) for p in reading.problems]


@pytest.mark.parametrize("look", SEEN.values(), ids=SEEN)
def test_an_answer_that_can_be_read_is_read(tmp_path: Path, look: dict[str, Any]) -> None:
    reading = read(tmp_path, comparison([GOOD], change=dressed("price", look)))

    assert tuple(reading.problems) == ()


@pytest.mark.parametrize(
    ("code", "fault", "found"),
    [
        (";;;", "answer-hidden", "does not show"),
        ("0;-0;0;", "answer-hidden", "does not show"),
        ('0;-0;0;"no"', "answer-shown-otherwise", 'a cell that shows "no" and holds "yes"'),
        ('@" - if asked"', "answer-shown-otherwise", 'a cell that shows "yes - if asked" and holds "yes"'),
    ],
)
def test_a_word_must_be_the_one_that_is_shown(tmp_path: Path, code: str, fault: str, found: str) -> None:
    reading = read(tmp_path, comparison([GOOD], change=dressed("standard:living-wage", {"number_format": code})))

    assert [fault] == [problem.code for problem in reading.problems]
    assert found in reading.problems[0].found


def test_a_zero_shown_as_a_dash_is_read_with_a_note(tmp_path: Path) -> None:
    accounting = {"number_format": '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'}
    reading = read(tmp_path, comparison([{**GOOD, "weeks": 0}], change=dressed("weeks", accounting)))

    assert tuple(reading.problems) == ()
    assert [cell("weeks")] == [note.place.cell for note in reading.notes if "shows a dash" in note.text]


PALE = '<a:accent2><a:srgbClr val="FEFEFE"/></a:accent2>'
TWO_CODES = (
    '<numFmts><numFmt numFmtId="190" formatCode="0"/><numFmt numFmtId="190" formatCode="&quot;9&quot;"/></numFmts>'
)
CROSSED_OUT = CellRichText("1200", TextBlock(InlineFont(strike=True), "000"))
RAISED = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "2"))


@pytest.mark.parametrize(
    ("id_", "value", "look", "found"),
    [
        ("price", 1200000, {"font": Font(strike=True)}, "the number 1,200,000, struck through in the cell"),
        ("standard:living-wage", "yes", {"font": Font(strike=True)}, '"yes", struck through in the cell'),
        ("reason:plan", "Meets it.", {"font": Font(strike=True)}, '"Meets it.", struck through in the cell'),
        ("price", CROSSED_OUT, {}, '"1200000", struck through in the cell'),
        ("weeks", RAISED, {}, '"122", part of it in superscript'),
    ],
)
def test_an_answer_that_is_crossed_out_or_raised_is_refused(
    tmp_path: Path, id_: str, value: Any, look: dict[str, Any], found: str
) -> None:
    def change(sheet: Any) -> None:
        sheet[cell(id_)] = value
        dressed(id_, look)(sheet)

    (problem,) = read(tmp_path, comparison([GOOD], change=change)).problems

    assert ("answer-shown-otherwise", cell(id_), found) == (problem.code, problem.place.cell, problem.found)


UNSEEN_RUNS = {
    "white": (InlineFont(color=Color("FFFFFFFF")), "in white on white"),
    "white of the theme": (InlineFont(color=Color(theme=0)), "in white on white"),
    "tiny": (InlineFont(sz=1), "in letters of 1 points"),
    "signs": (InlineFont(rFont="Wingdings"), "in a font of signs (Wingdings)"),
    "bars": (InlineFont(rFont="Libre Barcode 39"), "in a font of signs (Libre Barcode 39)"),
}


@pytest.mark.parametrize("id_", ["price", "bidder", "standard:living-wage", "reason:plan"])
@pytest.mark.parametrize(("font", "found"), UNSEEN_RUNS.values(), ids=UNSEEN_RUNS)
def test_a_part_of_an_answer_that_nobody_can_read_is_refused(
    tmp_path: Path, font: InlineFont, found: str, id_: str
) -> None:
    def change(sheet: Any) -> None:
        first, rest = ("1", "200000") if id_ == "price" else ("y", "es")
        sheet[cell(id_)] = CellRichText(first, TextBlock(font, rest))

    (problem,) = read(tmp_path, comparison([GOOD], change=change)).problems

    assert ("answer-hidden", cell(id_)) == (problem.code, problem.place.cell)
    assert f"part of which is {found}" in problem.found


def test_a_coloured_part_is_read_on_its_own_fill(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet[cell("bidder")] = CellRichText(TextBlock(InlineFont(color=Color("FFFF0000")), "Harbour"), " & Co")
        sheet[cell("reason:plan")] = CellRichText(
            TextBlock(InlineFont(color=Color("FFFFFFFF")), "Meets it."), " All of it."
        )
        sheet[cell("reason:plan")].font, sheet[cell("reason:plan")].fill = Font(color=WHITE), DARK

    assert read(tmp_path, comparison([GOOD], change=change)).problems == ()


def test_a_part_in_the_colour_of_its_cells_fill_is_refused(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet[cell("bidder")] = CellRichText("Harbour", TextBlock(InlineFont(color=Color("FF1F2937")), " & Co"))
        sheet[cell("bidder")].font, sheet[cell("bidder")].fill = Font(color=WHITE), DARK

    (problem,) = read(tmp_path, comparison([GOOD], change=change)).problems

    assert ("answer-hidden", cell("bidder")) == (problem.code, problem.place.cell)


def test_a_cell_that_is_not_crossed_out_is_read(tmp_path: Path) -> None:
    reading = read(tmp_path, comparison([GOOD], change=dressed("price", {"font": Font(strike=False)})))

    assert tuple(reading.problems) == ()


@pytest.mark.parametrize(
    ("pattern", "replacement", "what"),
    [
        ("</fonts>", '</fonts><fonts><font><color rgb="FFFFFFFF"/></font></fonts>', "fonts"),
        ("<numFmts.*?</numFmts>", TWO_CODES, "number format 190"),
    ],
)
def test_styles_that_say_two_things_are_refused(tmp_path: Path, pattern: str, replacement: str, what: str) -> None:
    content = data(comparison([GOOD], change=dressed("price", {"number_format": "0.0000"})))
    (problem,) = read(tmp_path, edited(content, "xl/styles.xml", pattern, replacement)).problems

    assert problem.code == "file-unsafe"
    assert f"says twice what its {what} is" in problem.found


def test_the_colours_of_a_workbooks_own_theme_count(tmp_path: Path) -> None:
    content = data(comparison([GOOD], change=dressed("price", {"font": Font(color=Color(theme=5))})))
    pale = edited(content, "xl/theme/theme1.xml", "<a:accent2>.*?</a:accent2>", PALE)
    elsewhere = f"<a:extraClrSchemeLst><a:extraClrScheme><a:clrScheme>{PALE}</a:clrScheme></a:extraClrScheme></a:ext"

    assert [problem.code for problem in read(tmp_path, pale).problems] == ["answer-hidden"]
    other = edited(content, "xl/theme/theme1.xml", "<a:extraClrSchemeLst ?/>", f"{elsewhere}raClrSchemeLst>")
    assert tuple(read(tmp_path, other).problems) == ()
