"""One pass over a sheet: setting plain cells aside makes it quicker, and changes neither a value nor a fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from socialvalue.intake.package import archive
from socialvalue.intake.sheet import quick_scan
from socialvalue.intake.sheet.facts import Facts
from socialvalue.intake.sheet.workbook import Sheet, open_workbook
from tests.intake.build import SHEET1, data, edited

VALUES = st.one_of(
    st.none(),
    st.integers(-5, 10**6),
    st.floats(-1e300, 1e300),
    st.booleans(),
    st.sampled_from(["=1+1", "#DIV/0!", "#N/A", "text", 'a <b> & "c"', '<c r="A1"><v>1</v></c>', " padded ", "é\n€"]),
)
FORMATS = st.sampled_from(["General", "0%", "£#,##0", '"$"0', ";;;", '0 "months"'])
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 30), st.sampled_from([1, 2, 26, 27, 104, 105, 300])),
    st.tuples(VALUES, FORMATS),
    max_size=25,
)


def read_sheet(path: Path) -> Sheet:
    workbook = open_workbook(path, "x.xlsx")
    return workbook.sheet(workbook.sheets[0])


def read_facts(path: Path) -> Facts:
    return read_sheet(path).facts


@pytest.mark.slow
@given(CELLS, st.sampled_from([97, 1000, 2**18]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_is_read_with_and_without_the_quick_way(
    tmp_path: Path, cells: dict[tuple[int, int], tuple[object, str]], chunk: int
) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for (row, column), (value, number_format) in cells.items():
        sheet.cell(row, column, value).number_format = number_format  # type: ignore[call-overload]  # openpyxl takes any cell value
    sheet.merge_cells("B2:C3")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    path = tmp_path / "x.xlsx"
    workbook.save(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "CHUNK", chunk)
        quick = read_sheet(path)
        patch.setattr(quick_scan.QuickScan, "quick", False)
        careful = read_sheet(path)

    assert careful == quick
    assert quick.facts.hidden_rows == {3}
    assert quick.facts.hides(2)
    assert [merge.text for merge in quick.facts.merges] == ["B2:C3"]


def one(tmp_path: Path, xml: str) -> Facts:
    """The facts of a sheet whose rows are written by hand."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(
        edited(data(Workbook()), SHEET1, "<sheetData.*?(/>|</sheetData>)", f"<sheetData>{xml}</sheetData>")
    )
    return read_facts(path)


def test_cells_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    found = one(tmp_path, '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row><c><f>1</f><v/></c></row>')

    assert found.errors == {0: {1: "#REF!"}}
    assert found.formulas == {1: {0: "1"}}


def test_a_formula_of_text_is_told_from_one_without_a_result(tmp_path: Path) -> None:
    found = one(tmp_path, '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1</f></c></row>')

    assert found.text_formulas == {0: {0: '""'}}
    assert found.formulas == {0: {1: "1"}}


def test_rows_and_columns_without_height_or_width_are_hidden(tmp_path: Path) -> None:
    found = one(
        tmp_path, '<row r="1" ht="0"><c r="A1"><v>1</v></c></row><row r="2" ht="15"><c r="A2"><v>1</v></c></row>'
    )

    assert found.hidden_rows == {0}


def test_a_formula_of_an_extension_belongs_to_no_cell(tmp_path: Path) -> None:
    xml = '<row r="1"><c r="A1" t="b"><v>1</v></c></row>'
    path = tmp_path / "x.xlsx"
    content = edited(data(Workbook()), SHEET1, "<sheetData.*?(/>|</sheetData>)", f"<sheetData>{xml}</sheetData>")
    rule = '<extLst><ext><f>1+1</f><x14:f xmlns:x14="urn:x">1</x14:f></ext></extLst></worksheet>'
    path.write_bytes(edited(content, SHEET1, "</worksheet>", rule))

    assert read_facts(path).formulas == {}


def test_plain_cells_are_set_aside() -> None:
    """The guard of the quick way itself: without it every test here would still pass, only slowly."""
    plain = ['<c r="A1"><v>1</v></c>', '<c r="CZ19999" s="4" t="n"><v>1.5</v></c>', '<c r="B2" s="15"/>']
    plain += ['<c r="B2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', '<c r="B2" t="s"><v>7</v></c>']
    plain += ['<c r="B2" s="5" t="n"></c>', '<c r="B2" t="b"><v>1</v></c>', '<c r="B2" t="str"><v>a\nb</v></c>']
    other = ['<c r="A1"><f>1</f><v>1</v></c>', '<c r="A1" t="e"><v>#N/A</v></c>', '<c r="a1"><v>1</v></c>']
    other += [
        '<c r="A1"><v>&#49;</v></c>',
        '<c r="A1" x="1"><v>1</v></c>',
        "<c><v>1</v></c>",
        '<c r="A1"><v>1</is></c>',
    ]
    other += ['<c r="A1" t="inlineStr"><is><t>1</v></c>', '<c r="A1"><v>1</v><v>2</v></c>', '<c r="A1"><v>\r</v></c>']

    assert set(quick_scan._CELL.split("".join(plain))[:: quick_scan._STEP]) == {""}
    assert "".join(other) == "".join(quick_scan._CELL.split("".join(other))[:: quick_scan._STEP])
