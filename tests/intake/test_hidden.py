"""Answers that cannot be seen because of how high, wide or conditionally formatted their cells are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from socialvalue.intake.folder import Reading
from socialvalue.intake.look.conditional import MOST_AREAS
from tests.intake.build import GOOD, SHEET1, cell, comparison, data, edited, offer, offered, read, read_files
from tests.intake.test_forms import at

FORMAT = "<sheetFormatPr [^>]*/>"
ROW_5 = '<row r="5"(?: spans="[^"]*")?>'
PRICE = cell("price")


def with_sheet(tmp_path: Path, pattern: str, replacement: str) -> Reading:
    return read(tmp_path, edited(data(comparison([GOOD])), SHEET1, pattern, replacement))


HIDDEN = {
    "rows hidden by default": (FORMAT, '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>', "hidden row (5)"),
    "rows low by default": (FORMAT, '<sheetFormatPr defaultRowHeight="0.5" customHeight="1"/>', "hidden row (5)"),
    "columns of no width by default": (
        FORMAT,
        '<sheetFormatPr defaultRowHeight="15" defaultColWidth="0"/>',
        "hidden column (C)",
    ),
    "columns of no characters by default": (
        FORMAT,
        '<sheetFormatPr defaultRowHeight="15" baseColWidth="0"/>',
        "hidden column (C)",
    ),
    "a low row": (ROW_5, '<row r="5" ht="0.75" customHeight="1">', "hidden row (5)"),
    "a row of three points": (ROW_5, '<row r="5" ht="3">', "hidden row (5)"),
    "a row of no sensible height": (ROW_5, '<row r="5" ht="none">', "hidden row (5)"),
    "a thin column": (
        f"({FORMAT})",
        r'\1<cols><col min="3" max="3" width="0.5" customWidth="1"/></cols>',
        "hidden column (C)",
    ),
    "a row of no number": (ROW_5, '<row r="5" ht="NaN">', "hidden row (5)"),
    "a folded group that is not said to be hidden": (
        f"({FORMAT})",
        r'\1<cols><col min="3" max="4" outlineLevel="1"/><col min="5" max="5" collapsed="1"/></cols>',
        "hidden column (C)",
    ),
    "a row of a folded group": (
        f"{ROW_5}(.*?)</row>",
        r'<row r="5" outlineLevel="1">\1</row><row r="6" collapsed="1"/>',
        "hidden row (5)",
    ),
    "rows above a frozen part": (
        "<sheetView ([^>]*)>.*?</sheetViews>",
        r'<sheetView topLeftCell="A6" \1><pane ySplit="2" topLeftCell="A9" state="frozen"/></sheetView></sheetViews>',
        "hidden row (5)",
    ),
    "columns left of a frozen part": (
        "<sheetView ([^>]*)>.*?</sheetViews>",
        r'<sheetView topLeftCell="D1" \1><pane xSplit="2" topLeftCell="F1" state="frozen"/></sheetView></sheetViews>',
        "hidden column (C)",
    ),
    "a collapsed group": (f"({FORMAT})", r'\1<cols><col min="3" max="4" hidden="1" outlineLevel="1"/></cols>', "(C)"),
}
SEEN = {
    "a row that says it is there": (
        ROW_5,
        '<row r="5" hidden="0" ht="15">',
    ),
    "a small row": (ROW_5, '<row r="5" ht="6" customHeight="1">'),
    "a small column": (f"({FORMAT})", r'\1<cols><col min="3" max="3" width="2"/></cols>'),
    "a thin column without answers": (f"({FORMAT})", r'\1<cols><col min="30" max="30" width="0.1"/></cols>'),
    "rows frozen from the first": (
        "<sheetView ([^>]*)>.*?</sheetViews>",
        r'<sheetView \1><pane ySplit="4" topLeftCell="A9" state="frozen"/></sheetView></sheetViews>',
    ),
    "a sheet left where somebody scrolled to": ("<sheetView ", '<sheetView topLeftCell="D9" '),
    "a group that the column before it folds": (
        f"({FORMAT})",
        r'\1<cols><col min="3" max="4" outlineLevel="1"/><col min="2" max="2" collapsed="1"/></cols>',
    ),
    "an open group": (f"({FORMAT})", r'\1<cols><col min="3" max="4" width="9" outlineLevel="1"/></cols>'),
}


@pytest.mark.parametrize(("pattern", "replacement", "found"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_too_low_or_too_narrow_to_see_is_hidden(
    tmp_path: Path, pattern: str, replacement: str, found: str
) -> None:
    reading = with_sheet(tmp_path, pattern, replacement)

    assert {problem.code for problem in reading.problems} == {"answer-hidden"}
    assert any(found in problem.found for problem in reading.problems)


@pytest.mark.parametrize(("pattern", "replacement"), SEEN.values(), ids=SEEN)
def test_what_can_be_seen_is_read(tmp_path: Path, pattern: str, replacement: str) -> None:
    assert tuple(with_sheet(tmp_path, pattern, replacement).problems) == ()


def test_a_zero_on_a_sheet_that_hides_zeros_is_hidden(tmp_path: Path) -> None:
    bids = [{**GOOD, "weeks": 0}, {**GOOD, "bidder": "Vale Ltd"}]
    content = edited(data(comparison(bids)), SHEET1, "<sheetView ", '<sheetView showZeros="0" ')

    assert {
        ("answer-hidden", at) for at in (cell("weeks"), cell("commitment:journeys"), cell("commitment:journeys", 1))
    } == {(problem.code, problem.place.cell) for problem in read(tmp_path, content).problems}


def test_only_columns_that_the_sheet_does_not_name_are_of_its_default_width(tmp_path: Path) -> None:
    said = '<sheetFormatPr defaultRowHeight="15" defaultColWidth="0"/><cols><col min="1" max="20" width="9"/></cols>'

    assert tuple(with_sheet(tmp_path, FORMAT, said).problems) == ()


WHITE_FONT, BLACK = Font(color="FFFFFFFF"), PatternFill(bgColor="FF000000", fill_type="solid")


def made(kind: Any, *arguments: Any, **look: Any) -> Any:
    """A rule of openpyxl's, whose makers have no types."""
    return kind(*arguments, **look)


def differential(**look: Any) -> Rule:
    return Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(**look))


def barred(rule: Rule) -> Rule:
    for shape in (rule.iconSet, rule.dataBar):
        if shape is not None:
            shape.showValue = False
    return rule


HIDING: dict[str, Callable[[], Rule]] = {
    "white letters": lambda: made(FormulaRule, ["TRUE"], font=WHITE_FONT),
    "a black fill": lambda: made(FormulaRule, ["A1=1"], fill=BLACK),
    "an empty format": lambda: differential(numFmt=NumberFormat(numFmtId=190, formatCode=";;;")),
    "above a number that is met": lambda: made(CellIsRule, "greaterThan", ["1000"], font=WHITE_FONT),
    "between two that are met": lambda: made(CellIsRule, "between", ["2000000", "1"], font=WHITE_FONT),
    "against another cell": lambda: made(CellIsRule, "greaterThan", ["$Z$1"], font=WHITE_FONT),
    "icons without their number": lambda: barred(made(IconSetRule, "3Arrows", "percent", [0, 33, 67])),
    "bars without their number": lambda: barred(made(DataBarRule, "num", 0, "num", 10, "FF638EC6")),
    "a scale that begins in black": lambda: made(ColorScaleRule, "min", None, "FF000000", "max", None, "FFFFFFFF"),
    "no blanks": lambda: Rule(type="notContainsBlanks", dxf=DifferentialStyle(font=WHITE_FONT)),
}
HARMLESS: dict[str, Callable[[], Rule]] = {
    "white on black": lambda: made(FormulaRule, ["TRUE"], font=WHITE_FONT, fill=BLACK),
    "a red fill": lambda: made(FormulaRule, ["TRUE"], fill=PatternFill(bgColor="FFFFC7CE", fill_type="solid")),
    "red letters": lambda: made(FormulaRule, ["TRUE"], font=Font(color="FF9C0006")),
    "zeros in white": lambda: made(CellIsRule, "equal", ["0"], font=WHITE_FONT),
    "not between two that enclose it": lambda: made(CellIsRule, "notBetween", ["1", "9999999"], font=WHITE_FONT),
    "blanks in white": lambda: Rule(type="containsBlanks", dxf=DifferentialStyle(font=WHITE_FONT)),
    "icons": lambda: made(IconSetRule, "3Arrows", "percent", [0, 33, 67]),
    "a pale scale": lambda: made(ColorScaleRule, "min", None, "FFF8696B", "max", None, "FF63BE7B"),
}


def ruled(rule: Rule, ranges: str) -> Callable[[Any], None]:
    return lambda sheet: sheet.conditional_formatting.add(ranges, rule)


@pytest.mark.parametrize("rule", HIDING.values(), ids=HIDING)
def test_a_conditional_format_that_hides_an_answer_is_a_fault(tmp_path: Path, rule: Callable[[], Rule]) -> None:
    reading = read(tmp_path, comparison([GOOD], change=ruled(rule(), f"A1:A2 {PRICE}:C90")))

    assert [(problem.code, problem.place.cell) for problem in reading.problems] == [("answer-hidden", PRICE)]
    assert f"by a conditional format (of A1:A2 {PRICE}:C90)" in reading.problems[0].found


RED = "FFFF0000"
RED_LETTERS, RED_FILL = Font(color=RED), PatternFill(bgColor=RED, fill_type="solid")
DROWNED: dict[str, tuple[dict[str, Any], list[Callable[[], Rule]]]] = {
    "a fill in the colour of the letters": ({"font": RED_LETTERS}, [lambda: differential(fill=RED_FILL)]),
    "letters in the colour of the fill": (
        {"fill": PatternFill("solid", fgColor=RED)},
        [lambda: differential(font=RED_LETTERS)],
    ),
    "dark letters on a dark fill": (
        {"font": Font(color="FFFFFFFF"), "fill": PatternFill("solid", fgColor="FF1F2937")},
        [lambda: differential(font=Font(color="FF1F2937"))],
    ),
    "the letters of one rule on the fill of another": (
        {},
        [lambda: differential(font=RED_LETTERS), lambda: differential(fill=RED_FILL)],
    ),
    "a scale in the colour of the letters": (
        {"font": RED_LETTERS},
        [lambda: made(ColorScaleRule, "min", None, RED, "max", None, RED)],
    ),
}


@pytest.mark.parametrize("id_", ["price", "standard:living-wage"])
@pytest.mark.parametrize(("look", "rules"), DROWNED.values(), ids=DROWNED)
def test_colours_that_only_together_hide_an_answer_are_a_fault(
    tmp_path: Path, look: dict[str, Any], rules: list[Callable[[], Rule]], id_: str
) -> None:
    def change(sheet: Any) -> None:
        for name, value in look.items():
            setattr(sheet[cell(id_)], name, value)
        for rule in rules:
            sheet.conditional_formatting.add(cell(id_), rule())

    (problem,) = read(tmp_path, comparison([GOOD], change=change)).problems

    assert ("answer-hidden", cell(id_)) == (problem.code, problem.place.cell)
    assert f"of nearly the same colour, by a conditional format (of {cell(id_)})" in problem.found


def test_colours_that_come_together_are_not_taken_apart(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet[PRICE].font = RED_LETTERS
        sheet.conditional_formatting.add(PRICE, differential(font=WHITE_FONT, fill=RED_FILL))

    assert [p for p in read(tmp_path, comparison([GOOD], change=change)).problems if "same colour" in p.found] == []


def test_a_conditional_format_that_shows_another_number_is_a_fault(tmp_path: Path) -> None:
    rule = differential(numFmt=NumberFormat(numFmtId=190, formatCode='"900,000"'))
    reading = read(tmp_path, comparison([GOOD], change=ruled(rule, PRICE)))

    assert [problem.code for problem in reading.problems] == ["answer-shown-otherwise"]
    assert "shows 900,000 and holds 1,200,000" in reading.problems[0].found


def test_a_conditional_format_that_hides_words_is_a_fault(tmp_path: Path) -> None:
    rule = made(FormulaRule, ["TRUE"], font=WHITE_FONT)
    reading = read(tmp_path, comparison([GOOD], change=ruled(rule, cell("standard:living-wage"))))

    assert [("answer-hidden", cell("standard:living-wage"))] == [(p.code, p.place.cell) for p in reading.problems]


@pytest.mark.parametrize("rule", HARMLESS.values(), ids=HARMLESS)
def test_a_conditional_format_that_only_marks_is_none(tmp_path: Path, rule: Callable[[], Rule]) -> None:
    assert tuple(read(tmp_path, comparison([GOOD], change=ruled(rule(), f"A1:A2 {PRICE}"))).problems) == ()


def test_a_range_that_cannot_be_read_counts_as_the_whole_sheet(tmp_path: Path) -> None:
    content = data(comparison([GOOD], change=ruled(HIDING["white letters"](), "C5")))
    reading = read(tmp_path, edited(content, SHEET1, 'sqref="C5"', 'sqref="C:C"'))

    assert "answer-hidden" in {problem.code for problem in reading.problems}


def test_a_sheet_of_countless_rules_is_refused(tmp_path: Path) -> None:
    ranges = " ".join(f"C{row}" for row in range(1, MOST_AREAS + 2))
    reading = read(tmp_path, comparison([GOOD], change=ruled(HIDING["white letters"](), ranges)))

    assert [problem.code for problem in reading.problems] == ["file-unsafe"]


LATER = (
    '<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">{}'
    "<xm:sqref>C5</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
)


@pytest.mark.parametrize(
    "rule",
    [
        '<x14:cfRule type="expression"><x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule>',
        '<x14:cfRule type="iconSet"><x14:iconSet showValue="0"/></x14:cfRule>',
    ],
)
def test_a_conditional_format_of_later_excels_is_seen_too(tmp_path: Path, rule: str) -> None:
    reading = with_sheet(tmp_path, "</worksheet>", LATER.format(rule))

    assert [(problem.code, problem.place.cell) for problem in reading.problems] == [("answer-hidden", "C5")]


def test_a_look_that_only_some_programs_take_from_the_row_is_seen(tmp_path: Path) -> None:
    def white(sheet: Any) -> None:
        sheet["Z1"].font = WHITE_FONT

    styled = edited(data(comparison([GOOD], change=white)), SHEET1, ROW_5, '<row r="5" s="1" customFormat="1">')

    assert {problem.code for problem in read(tmp_path, styled).problems} == {"answer-hidden"}


def test_the_forms_of_bidders_are_looked_at_in_the_same_way(tmp_path: Path) -> None:
    form = offer(offered())
    form.worksheets[0][at("price")].font = WHITE_FONT
    reading = read_files(tmp_path, {"bids/a.xlsx": form})

    assert ("answer-hidden", at("price")) in [(problem.code, problem.place.cell) for problem in reading.problems]
