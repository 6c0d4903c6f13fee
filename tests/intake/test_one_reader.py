"""A cell is read as every program shows it, or its file is refused and the cell named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socialvalue.intake.package import archive
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.quick_scan import QuickScan
from socialvalue.intake.sheet.workbook import Sheet, Workbook, open_workbook
from tests.fuzz.mutations import MAIN, NUMBERS, packed
from tests.fuzz.seeds import written

PRICE = '<c r="B2"><v>120000</v></c>'
ROW = f'<row r="2"><c r="A2" t="inlineStr"><is><t>Alpha</t></is></c>{PRICE}<c r="C2"><v>10</v></c></row>'
DECOY = '<row r="2"><c r="B2"><v>9</v></c></row>'


@pytest.fixture(params=[True, False], ids=["quick", "cell by cell"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every promise holds for both ways of reading."""
    monkeypatch.setattr(QuickScan, "quick", request.param)


def sheet(rows: str = ROW, strings: str = "<si><t>shared</t></si>", around: str = "{}") -> Sheet:
    """The sheet of these rows; ``around`` is what stands around its table of cells."""
    parts = written(rows, strings)
    table = f"<sheetData>{rows}</sheetData>"
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(table.encode(), around.format(table).encode())
    workbook = Workbook(packed(parts), "bids.xlsx")
    return workbook.sheet(workbook.sheets[0])


def refused(rows: str, **others: str) -> str:
    with pytest.raises(Refused) as caught:
        sheet(rows, **others)
    assert "file-" in caught.value.problem.code
    return str(caught.value.problem.place)


FORGED = {
    "comment in a number": "<c r='B2'><v>12<!-- c -->0000</v></c>",
    "comment before a number": "<c r='B2'><v><!-- c -->120000</v></c>",
    "comment in a cell": "<c r='B2'><!-- c --><v>120000</v></c>",
    "reference in a number": "<c r='B2'><v>1&#50;0000</v></c>",
    "number all in references": "<c r='B2'><v>&#49;</v></c>",
    "hexadecimal reference": "<c r='B2'><v>&#x31;20000</v></c>",
    "marked section": "<c r='B2'><v><![CDATA[120000]]></v></c>",
    "marked section in a text": "<c r='B2' t='str'><v>12<![CDATA[0000]]></v></c>",
    "instruction": "<c r='B2'><v>12<?x y?>0000</v></c>",
    "instruction like our own": "<c r='B2'><v>12<?plain-cells 1?>0000</v></c>",
    "element in a value": "<c r='B2'><v>12<v>9</v>0000</v></c>",
    "extension in a value": "<c r='B2'><v>12<extLst/>0000</v></c>",
    "two values": "<c r='B2'><v>120000</v><v>9</v></c>",
    "value and inline text": "<c r='B2' t='inlineStr'><is><t>9</t></is><v>120000</v></c>",
    "inline text and value": "<c r='B2' t='inlineStr'><v>120000</v><is><t>9</t></is></c>",
    "inline text in a number": "<c r='B2'><is><t>9</t></is></c>",
    "value of an inline text": "<c r='B2' t='inlineStr'><v>120000</v></c>",
    "two inline texts": "<c r='B2' t='inlineStr'><is><t>9</t></is><is><t>8</t></is></c>",
    "text twice": "<c r='B2' t='inlineStr'><is><t>9</t><t>8</t></is></c>",
    "text and run": "<c r='B2' t='inlineStr'><is><t>9</t><r><t>8</t></r></is></c>",
    "text twice in a run": "<c r='B2' t='inlineStr'><is><r><t>9</t><t>8</t></r></is></c>",
    "text in a look": "<c r='B2' t='inlineStr'><is><r><rPr><t>9</t></rPr><t>8</t></r></is></c>",
    "escaped digit": "<c r='B2' t='inlineStr'><is><t>_x0031_20000</t></is></c>",
    "two formulas": "<c r='B2'><f>1</f><f>2</f><v>120000</v></c>",
    "formula behind its value": "<c r='B2'><v>120000</v><f>1</f></c>",
    "comment in a formula": "<c r='B2'><f>1<!-- c -->+2</f><v>120000</v></c>",
    "foreign value": "<c r='B2'><x:v xmlns:x='urn:x'>9</x:v><v>120000</v></c>",
    "value of Strict": "<c r='B2'><v xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'>9</v></c>",
    "alternate content": "<c r='B2'><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'/></c>",
    "loose text": "<c r='B2'>9<v>120000</v></c>",
    "cell twice": "<c r='B2'><v>120000</v></c><c r='B2'><v>9</v></c>",
    "cell twice, once empty": "<c r='B2'><v>120000</v></c><c r='B2'/>",
    "cell out of order": "<c r='C2'><v>1</v></c><c r='B2'><v>120000</v></c>",
    "nameless over named": "<c r='C2'><v>1</v></c><c r='B2'/><c><v>9</v></c>",
    "named over nameless": "<c/><c><v>120000</v></c><c r='B2'><v>9</v></c>",
    "cell of another row": "<c r='B3'><v>120000</v></c>",
    "unknown type": "<c r='B2' t='x'><v>120000</v></c>",
    "type in capitals": "<c r='B2' t='N'><v>120000</v></c>",
    "empty type": "<c r='B2' t=''><v>120000</v></c>",
    "shared text beyond the last": "<c r='B2' t='s'><v>1</v></c>",
    "shared text before the first": "<c r='B2' t='s'><v>-1</v></c>",
    "shared text by another number": "<c r='B2' t='s'><v>0.0</v></c>",
    "true in words": "<c r='B2' t='b'><v>true</v></c>",
    "two as true": "<c r='B2' t='b'><v>2</v></c>",
    "error that is none": "<c r='B2' t='e'><v>948000</v></c>",
    "date that is none": "<c r='B2' t='d'><v>tomorrow</v></c>",
    "attribute with a prefix": f"<c xmlns:x='{MAIN}' x:t='s' r='B2'><v>0</v></c>",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_cell_that_no_honest_program_writes_is_named(what: str) -> None:
    cell = FORGED[what]
    place = refused(f'<row r="1"/><row r="2">{cell}</row>')
    assert place in {"bids.xlsx · Bids · B2", "bids.xlsx · Bids · B3", "bids.xlsx · Bids · C2"}
    assert what in {"cell of another row", "nameless over named"} or place.endswith("B2")
    # Among plain cells, which are read at once, it is found as well.
    plain = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="D{row}"><v>2</v></c></row>' for row in range(3, 9))
    assert place == refused(f'<row r="2">{cell}</row>{plain}')


@pytest.mark.parametrize(
    "text",
    [text for text in NUMBERS if text not in {"1e3", "1E+3", "-0", "+5", ".5", "5.", "007", "1e-400", "", "9" * 400}],
)
def test_what_is_no_number_to_a_spreadsheet_is_refused(text: str) -> None:
    assert refused(f'<row r="2"><c r="B2"><v>{text}</v></c></row>') == "bids.xlsx · Bids · B2"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e3", 1000.0), ("1.5E-3", 0.0015), ("-0", 0.0), ("+5", 5.0), (".5", 0.5), ("5.", 5.0), ("007", 7.0)],
)
def test_a_number_may_be_written_in_every_way_of_the_format(text: str, value: float) -> None:
    read = sheet(f'<row r="2"><c r="B2"><v>{text}</v></c></row>').value(1, 1)

    assert (float, value) == (type(read), read)


AROUND = {
    "second table": "{}" + f"<sheetData>{DECOY}</sheetData>",
    "decoy of another namespace": f'<x:sheetData xmlns:x="urn:x">{DECOY}</x:sheetData>' + "{}",
    "decoy of no namespace": f'<sheetData xmlns="">{DECOY}</sheetData>' + "{}",
    "decoy in an extension": f"<extLst><ext><sheetData>{DECOY}</sheetData></ext></extLst>" + "{}",
    "row in an extension": f"<extLst><ext>{DECOY}</ext></extLst>" + "{}",
    "foreign decoy in an extension": f'<extLst><ext><sheetData xmlns="urn:x">{DECOY}</sheetData></ext></extLst>' + "{}",
    "decoy in an alternative": '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="x"><sheetData>{DECOY}</sheetData></mc:Choice></mc:AlternateContent>' + "{}",
    "columns in an alternative": '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x"><cols><col min="2" max="2" hidden="1"/></cols></mc:Choice></mc:AlternateContent>' + "{}",
    "foreign element": '<x:pageMargins xmlns:x="urn:x"/>' + "{}",
    "row outside the table": "{}" + DECOY,
    "cell outside the table": "{}" + '<c r="B2"><v>9</v></c>',
}
ROWS = {
    "row twice": ROW + ROW,
    "row out of order": '<row r="3"/>' + ROW,
    "row of no number": '<row r="02"/>',
    "row beyond the last": '<row r="1048577"/>',
    "cell beyond the last": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    "small letters": '<row r="2"><c r="b2"><v>1</v></c></row>',
    "absolute address": '<row r="2"><c r="$B$2"><v>1</v></c></row>',
    "cell in a cell": f'<row r="2"><c r="B2">{PRICE}</c></row>',
    "cell outside a row": PRICE,
    "row in a row": f'<row r="1">{ROW}</row>',
    "foreign row": f'<x:row xmlns:x="urn:x" r="1">{PRICE}</x:row>',
    "foreign cell": '<row r="2"><c xmlns="urn:x" r="B2"><v>9</v></c></row>',
    "cells of no namespace": f'<x:row xmlns:x="{MAIN}" xmlns="" r="2"><c r="B2"><v>9</v></c></x:row>',
    "cells of another namespace": f'<x:row xmlns:x="{MAIN}" xmlns="urn:x" r="2"><c r="B2"><v>9</v></c></x:row>',
    "alternative in the table": '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>',
}


@pytest.mark.parametrize("what", AROUND)
def test_a_sheet_has_one_table_of_cells(what: str) -> None:
    assert refused(ROW, around=AROUND[what]).startswith("bids.xlsx · Bids")


@pytest.mark.parametrize("what", ROWS)
def test_a_table_has_every_row_and_cell_once_and_in_order(what: str) -> None:
    assert refused(ROWS[what]).startswith("bids.xlsx · Bids")


HONEST = {
    "plain": PRICE,
    "type said": "<c r='B2' t='n'><v>120000</v></c>",
    "with a prefix": f"<x:c xmlns:x='{MAIN}' r='B2'><x:v>120000</x:v></x:c>",
    "without its address": "<c/><c><v>120000</v></c>",
    "addressed after nameless empty ones": "<c/><c/><c/><c r='B2'><v>120000</v></c>",
    "with an extension": "<c r='B2'><v>120000</v><extLst><ext uri='x'><y:z xmlns:y='urn:y'>9</y:z></ext></extLst></c>",
    "formula with a reference": "<c r='B2'><f>IF(1&lt;2,120000,&quot;&amp;&quot;)</f><v>120000</v></c>",
    "formula over several lines": "<c r='B2'><f>60000\n+60000&#10;+0</f><v>120000</v></c>",
    "value with metadata": "<c r='B2' s='0' cm='1' vm='1' ph='1'><v>120000</v></c>",
    "spaces between elements": "<c r='B2'>\n  <v>120000</v>\n</c>",
}


@pytest.mark.parametrize("what", HONEST)
def test_what_honest_programs_write_is_read(what: str) -> None:
    assert sheet(f'<row r="1"/><row r="2">{HONEST[what]}</row>').value(1, 1) == 120000.0


TEXTS = {
    "B &amp; C &lt;Ltd&gt;": "B & C <Ltd>",
    "caf&#233; &#x41;": "café A",
    "two\nlines": "two\nlines",
    "one_x000D_two": "one\rtwo",
    "a_x005F_x000D_b": "a_x000D_b",
    "snake_xylophone": "snake_xylophone",
    "_x00e9_": None,
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_as_excel_shows_it(text: str) -> None:
    inline = f"<c r='A2' t='inlineStr'><is><t>{text}</t></is></c>"
    if TEXTS[text] is None:
        assert refused(f'<row r="2">{inline}</row>') == "bids.xlsx · Bids · A2"
        return
    cells = f"{inline}<c r='B2' t='s'><v>0</v></c><c r='C2' t='str'><f>1</f><v>{text}</v></c>"
    read = sheet(f'<row r="2">{cells}</row>', f"<si><t>{text}</t></si>")

    assert [TEXTS[text]] * 3 == [read.value(1, column) for column in range(3)]


def test_runs_are_one_text_and_how_it_is_pronounced_is_none() -> None:
    rich = "<r><rPr><b/></rPr><t>Al</t></r><r><t xml:space='preserve'>pha </t></r><rPh sb='0' eb='1'><t>x</t></rPh>"
    read = sheet("<row r='1'><c r='A1' t='s'><v>0</v></c></row>", f"<si>{rich}</si>")

    assert read.value(0, 0) == "Alpha "
    assert read.facts.marks == {}


def test_what_is_struck_through_or_raised_within_a_text_is_a_fact() -> None:
    rich = "<r><t>12</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>3</t></r><r><rPr><strike/></rPr><t>4</t></r>"
    cells = "<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
    read = sheet(f"<row r='1'>{cells}</row>", f"<si>{rich}</si><si><t>plain</t></si>")

    assert (read.value(0, 0), read.value(0, 1)) == ("1234", "plain")
    assert read.facts.marks == {0: {0: frozenset({"superscript", "struck through"})}}


@pytest.mark.parametrize(
    "error",
    [
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#BLOCKED!",
        "#FIELD!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#BUSY!",
        "#PYTHON!",
    ],
)
def test_every_error_of_excel_is_a_fact_of_its_cell_and_stops_nothing(error: str) -> None:
    read = sheet(f"<row r='2'>{PRICE}<c r='C2' t='e' vm='1'><v>{error}</v></c></row>")

    assert (read.value(1, 1), read.value(1, 2)) == (120000.0, "")
    assert {1: {2: error}} == read.facts.errors


def test_a_formula_that_fills_many_cells_is_a_fact_of_each() -> None:
    rows = "<row r='1'><c r='A1'><f t='array' ref='A1:A2'>B1:B2</f><v>1</v></c></row>"
    rows += "<row r='2'><c r='A2'><v>2</v></c></row>"

    assert sheet(rows).facts.formulas == {0: {0: "B1:B2"}, 1: {0: "B1:B2"}}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
def test_a_part_may_be_written_in_both_encodings_of_the_format(tmp_path: Path, encoding: str) -> None:
    parts = written(f'<row r="2"><c r="A2" t="inlineStr"><is><t>Café €</t></is></c>{PRICE}</row>')
    for name, content in parts.items():
        text = re.sub('encoding="[^"]*"', f'encoding="{encoding[:6].rstrip("-")}"', content.decode())
        parts[name] = text.encode(encoding)
    (tmp_path / "x.xlsx").write_bytes(packed(parts))
    workbook = open_workbook(tmp_path / "x.xlsx", "x.xlsx")

    assert workbook.sheet(workbook.sheets[0]).rows[1] == ["Café €", 120000.0]


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "UTF-7", "Shift_JIS"])
def test_no_other_encoding_is_read(encoding: str) -> None:
    parts = written()
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'"UTF-8"', f'"{encoding}"'.encode())
    with pytest.raises(Refused):
        Workbook(packed(parts), "x.xlsx").sheet(Workbook(packed(parts), "x.xlsx").sheets[0])


@pytest.mark.parametrize("size", [7, 64, 2**18])
def test_where_the_file_is_cut_into_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    whole = sheet()
    monkeypatch.setattr(archive, "CHUNK", size)

    assert whole == sheet()
