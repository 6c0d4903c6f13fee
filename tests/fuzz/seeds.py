"""Sound workbooks to start from: small, and between them with everything that our reader reads."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.fuzz.mutations import Parts, packed, unpacked

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"

SHEET = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="C1" t="inlineStr"><is><t>weeks</t></is></c></row>'
    '<row r="2" ht="15"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>120000</v></c><c r="C2" s="1"><v>0.25</v></c>'
    '<c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="str"><f>"a"&amp;B2</f><v>a120000</v></c>'
    '</row><row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3"><f>B2*2</f><v>240000</v></c>'
    '<c r="C3" s="2"><v>45000.5</v></c><c r="D3" s="3"/><c r="E3" t="n"><v>1.5E-3</v></c></row>'
    '<row r="5"><c r="B5"><v>7</v></c><c><v>8</v></c></row>'
)
STRINGS = (
    "<si><t>bidder</t></si><si><t>price</t></si>"
    '<si><r><rPr><b/></rPr><t>Al</t></r><r><t xml:space="preserve">pha </t></r></si>'
    '<si><t>B &amp; C</t><rPh sb="0" eb="1"><t>x</t></rPh></si>'
)


def written(sheet: str = SHEET, strings: str = STRINGS, prefix: str = "") -> Parts:
    """Return the parts of a workbook written by hand; every tag of the sheet may have a prefix."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    table = f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
    if prefix:
        table = re.sub(r"<(/?)([A-Za-z])", rf"<\1{prefix}:\2", table).replace("xmlns=", f"xmlns:{prefix}=")
    kinds = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    related = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    formats = '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>'
    looks = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 10, 164, 46))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPES}{kind}+xml"/>' for name, kind in kinds.items()
        )
        + "</Types>",
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Bids" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(related),
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{formats}<cellXfs count="4">{looks}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": table,
    }
    return {name: (head + text).encode() for name, text in parts.items()}


def _relationships(related: list[tuple[str, str]]) -> str:
    lines = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related, 1)
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'


def strict(parts: Parts) -> Parts:
    """Return the same workbook as Excel's "Strict Open XML Spreadsheet"."""

    def renamed(text: str) -> str:
        text = text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/", f"{_STRICT}spreadsheetml/")
        return text.replace("http://schemas.openxmlformats.org/officeDocument/2006/", f"{_STRICT}officeDocument/")

    return {name: renamed(content.decode()).encode() for name, content in parts.items()}


def by_openpyxl() -> bytes:
    """Return a workbook of two sheets with every kind of value."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Bids"
    bold = CellRichText("so ", TextBlock(InlineFont(b=True), "bold"))
    for values in (
        ["bidder", "price", "weeks", "note"],
        ["Alpha & Sons", 120000, 12.5, bold],
        [" Beta <Ltd> ", 99999.99, True, "=B2+1"],
        [None, date(2026, 5, 1), datetime.fromisoformat("2026-05-01T12:30"), time(9, 15)],
        ["#N/A", -3, "two\nlines", 1e-7],
    ):
        sheet.append(values)
    sheet.merge_cells("A6:B6")
    other = workbook.create_sheet("Notes")
    other["C3"] = "far"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def seeds() -> list[bytes]:
    """Return the workbooks."""
    made = by_openpyxl()
    days = unpacked(made)
    days["xl/workbook.xml"] = days["xl/workbook.xml"].replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    return [packed(written()), packed(written(prefix="x")), packed(strict(written())), made, packed(days)]
