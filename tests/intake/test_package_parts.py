"""Which parts are the workbook is told by its relationships alone: a file with two answers is refused."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.workbook import Workbook
from tests.fuzz.mutations import MAIN, Parts, packed
from tests.fuzz.seeds import strict, written

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK, SHEET, STRINGS, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
RELATED, ROOT, TYPES = "xl/_rels/workbook.xml.rels", "_rels/.rels", "[Content_Types].xml"


def opened(parts: Parts | bytes) -> list[list[object]]:
    workbook = Workbook(parts if isinstance(parts, bytes) else packed(parts), "bids.xlsx")
    return workbook.sheet(workbook.sheets[0]).rows


def refusal(parts: Parts | bytes) -> str:
    with pytest.raises(Refused) as caught:
        opened(parts)
    return str(caught.value.problem)


def changed(part: str, old: str, new: str, **added: bytes) -> Parts:
    """The parts of a sound workbook with one text changed, and with parts added."""
    parts = written()
    assert old in parts[part].decode(), f"{old} is not in {part}"
    parts[part] = parts[part].decode().replace(old, new).encode()
    return {**parts, **{name.replace("__", "/") + ".xml": content for name, content in added.items()}}


def relation(kind: str, target: str, id_: str = "rId9", more: str = "") -> str:
    return f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"{more}/></Relationships>'


END = "</Relationships>"
TABLE = written()[SHEET]
EXTERNAL = ' TargetMode="External"'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OVERRIDE = f'<Override PartName="/xl/{{}}" ContentType="{KIND}.{{}}+xml"/></Types>'

FORGED = {
    "two workbooks by relationship": (
        changed(ROOT, END, relation("officeDocument", "xl/b.xml"), xl__b=b"<x/>"),
        "two workbooks",
    ),
    "two workbooks by kind": (changed(TYPES, "</Types>", OVERRIDE.format("b.xml", "sheet.main")), "xl/b.xml"),
    "a second workbook beside": ({**written(), "xl/b.xml": written()[BOOK]}, "xl/b.xml"),
    "second shared texts": (
        changed(RELATED, END, relation("sharedStrings", "s.xml"), xl__s=written()[STRINGS]),
        "xl/s.xml",
    ),
    "second shared texts beside": ({**written(), "xl/sharedStrings2.xml": written()[STRINGS]}, "xl/sharedStrings2.xml"),
    "second styles": (changed(RELATED, END, relation("styles", "s.xml"), xl__s=written()[STYLES]), "xl/s.xml"),
    "second styles by kind": (changed(TYPES, "</Types>", OVERRIDE.format("s.xml", "styles")), "xl/s.xml"),
    "external sheet": (changed(RELATED, 'sheet1.xml"', f'sheet1.xml"{EXTERNAL}'), "outside the workbook"),
    "external shared texts": (
        changed(RELATED, 'sharedStrings.xml"', f'sharedStrings.xml"{EXTERNAL}'),
        "outside the workbook",
    ),
    "one id twice": (changed(RELATED, END, relation("theme", "t.xml", "rId1")), "rId1"),
    "no id": (changed(RELATED, END, relation("theme", "t.xml", "")), "relationships"),
    "sheet without its part": (changed(RELATED, "sheet1.xml", "sheet7.xml"), "sheet7.xml"),
    "sheet of no relationship": (changed(BOOK, 'r:id="rId1"', 'r:id="rId7"'), "Bids"),
    "sheet that is said to be styles": (changed(RELATED, '/worksheet"', '/theme"'), "Bids"),
    "sheet kind in capitals": (changed(RELATED, "relationships/worksheet", "relationships/WORKSHEET"), "Bids"),
    "two sheets of one part": (changed(BOOK, "</sheets>", '<sheet name="B" sheetId="2" r:id="rId1"/></sheets>'), "B"),
    "two lists of sheets": (changed(BOOK, "</workbook>", "<sheets/></workbook>"), "sheets"),
    "sheets in an alternative": (
        changed(BOOK, "</workbook>", f'<x:a xmlns:x="urn:x"><sheets xmlns="{MAIN}"/></x:a></workbook>'),
        "sheets",
    ),
    "epoch of neither kind": (changed(BOOK, "<sheets>", '<workbookPr date1904="2"/><sheets>'), "counts its days"),
    "two kinds of part said": (
        changed(TYPES, "</Types>", OVERRIDE.format("workbook.xml", "sheet.main")),
        "xl/workbook.xml",
    ),
    "styles said to be texts": (
        changed(TYPES, "spreadsheetml.styles+xml", "spreadsheetml.comments+xml"),
        "xl/styles.xml",
    ),
    "styles of another namespace": (changed(STYLES, f'"{MAIN}"', '"urn:x"'), "xl/styles.xml"),
    "number formats of another namespace": (
        changed(STYLES, '<numFmts count="1"', '<numFmts xmlns="urn:x"'),
        "xl/styles.xml",
    ),
    "two lists of styles": (changed(STYLES, "</styleSheet>", "<cellXfs/></styleSheet>"), "cellXfs"),
    "one number format twice": (
        changed(STYLES, "</numFmts>", '<numFmt numFmtId="164" formatCode="0"/></numFmts>'),
        "164",
    ),
    "texts within a text": (
        changed(STRINGS, "<si><t>bidder</t></si>", "<si><t>a</t><rPh><si><t>b</t></si></rPh></si>"),
        "text 1",
    ),
    "a sound within a sound": (
        changed(STRINGS, "<si><t>bidder</t></si>", "<si><t>a</t><rPh><rPh><t>b</t></rPh><t>c</t></rPh></si>"),
        "text 1",
    ),
    "comment in a text": (changed(STRINGS, "<t>bidder</t>", "<t>bid<!-- x -->der</t>"), "text 1"),
    "texts of another namespace": (changed(STRINGS, "<si><t>bidder", '<si xmlns="urn:x"><t>bidder'), "text 1"),
    "mixed kinds of Open XML": ({**written(), SHEET: strict(written())[SHEET]}, "Bids"),
    "mixed kinds of texts": ({**written(), STRINGS: strict(written())[STRINGS]}, "xl/sharedStrings.xml"),
    "document type in the texts": (changed(STRINGS, "<sst", "<!DOCTYPE a><sst"), "document type"),
    "names that differ in case": ({**written(), "xl/Workbook.xml": b"<x/>"}, "xl/Workbook.xml"),
    "a name that some programs take the percent signs out of": (
        {**changed(RELATED, "sheet1.xml", "sheet%31.xml"), "xl/worksheets/sheet%31.xml": TABLE},
        "sheet%31.xml",
    ),
    "a second workbook by its ending": (
        changed(TYPES, "</Types>", f'<Default Extension="foo" ContentType="{KIND}.sheet.main+xml"/></Types>')
        | {"xl/b.foo": written()[BOOK]},
        "xl/b.foo",
    ),
    "second shared texts by their ending": (
        changed(TYPES, "</Types>", f'<Default Extension="foo" ContentType="{KIND}.sharedStrings+xml"/></Types>')
        | {"xl/s.foo": b"<sst/>"},
        "xl/s.foo",
    ),
    "a relationship of another namespace": (
        changed(RELATED, END, relation("theme", "t.xml").replace("<Relationship ", '<Relationship xmlns="urn:x" ')),
        "Relationship",
    ),
    "a kind of part of another namespace": (
        changed(TYPES, "</Types>", '<Override xmlns="urn:x"/></Types>'),
        "Override",
    ),
    "name with a backslash": ({**written(), "xl\\x.xml": b"<x/>"}, "x.xml"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_package_with_two_answers_is_refused_and_the_part_named(what: str) -> None:
    parts, named = FORGED[what]

    assert named in refusal(parts)


@pytest.mark.parametrize("name", ["bids", "BIDS", " Bids", "Bids ", "Bi ds", "Bids\u00a0"])
def test_names_of_sheets_differ_in_more_than_case_and_spaces(name: str) -> None:
    second = f'<sheet name="{name}" sheetId="2" r:id="rId9"/></sheets>'
    parts = changed(BOOK, "</sheets>", second, xl__worksheets__sheet2=TABLE)
    parts[RELATED] = parts[RELATED].decode().replace(END, relation("worksheet", "worksheets/sheet2.xml")).encode()

    if name == "Bi ds":
        assert len(Workbook(packed(parts), "x").sheets) == 2
    else:
        assert "case and spaces" in refusal(parts)


HONEST = {
    "from the root": ("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
    "up and down": ("worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml"),
    "here": ("worksheets/sheet1.xml", "./worksheets/sheet1.xml"),
    "in other letters": ("worksheets/sheet1.xml", "Worksheets/Sheet1.xml"),
}


@pytest.mark.parametrize("what", HONEST)
def test_a_relationship_may_lead_there_in_every_way(what: str) -> None:
    assert opened(written()) == opened(changed(RELATED, *HONEST[what]))


def test_controls_and_extensions_are_read_past() -> None:
    office = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    control = '<control shapeId="1025" r:id="rId7" name="Box 1"><controlPr defaultSize="0"/></control>'
    more = (
        f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rId8"/><mc:AlternateContent xmlns:mc="{office}">'
        '<mc:Choice Requires="x14">'
        f'<controls xmlns:r="{OFFICE}"><mc:AlternateContent><mc:Choice Requires="x14">{control}</mc:Choice>'
        f'</mc:AlternateContent></controls></mc:Choice></mc:AlternateContent><extLst><ext uri="x">'
        '<x14:conditionalFormattings xmlns:x14="urn:x14"><xm:f xmlns:xm="urn:xm">1</xm:f></x14:conditionalFormattings>'
        "</ext></extLst></worksheet>"
    )

    assert opened(written()) == opened(changed(SHEET, "</worksheet>", more))


def test_strict_open_xml_is_read_the_same() -> None:
    assert opened(written()) == opened(strict(written()))


def zipped(*, comment: bytes = b"") -> bytes:
    buffer = io.BytesIO(packed(written()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = comment
    return buffer.getvalue()


def twice(parts: Parts) -> bytes:
    """A zip file that holds its first sheet twice under one name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(SHEET, parts[SHEET])
    return buffer.getvalue()


def hidden(data: bytes) -> bytes:
    """A zip file with a part between the others that its index does not name."""
    at = data.index(b"PK\x01\x02")
    part = b"PK\x03\x04" + bytes(26) + b"x"
    end = bytearray(data[at:])
    start = struct.unpack("<L", end[-6:-2])[0]
    end[-6:-2] = struct.pack("<L", start + len(part))
    return data[:at] + part + bytes(end)


def renamed(data: bytes) -> bytes:
    """A zip file in which the header before a part names another part than the index."""
    at = data.index(SHEET.encode())
    return data[:at] + SHEET.encode().replace(b"1", b"2") + data[at + len(SHEET) :]


SOUND = packed(written())
ZIPS = {
    "something before": (b"x" + SOUND, "not an Excel workbook"),
    "something of a zip before": (b"PK\x03\x04" + SOUND, "index does not stand where its end says"),
    "another before": (packed({"x": b"x"}) + SOUND, "index does not stand where its end says"),
    "something behind": (SOUND + b"x", "something behind its end"),
    "another behind": (SOUND + packed({"x": b"x"}), "index does not stand where its end says"),
    "a comment": (zipped(comment=b"PK\x05\x06" + bytes(18)), "index does not stand where its end says"),
    "one name twice": (twice(written()), "two parts of one name"),
    "a part between": (hidden(SOUND), "something hidden between"),
    "two names": (renamed(SOUND), SHEET),
}


@pytest.mark.parametrize("what", ZIPS)
def test_a_zip_file_is_what_its_index_says(what: str) -> None:
    content, named = ZIPS[what]

    assert named in refusal(content)
    assert opened(SOUND)


def test_a_zip_file_written_on_the_way_is_read() -> None:
    """Programs that write to a pipe put the sizes behind each part."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.written += bytes(data)  # type: ignore[call-overload]  # bytes of any kind
            return len(bytes(data))  # type: ignore[call-overload]  # the same

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in written().items():
            with archive.open(name, "w", force_zip64=name == SHEET) as part:
                part.write(content)

    assert opened(SOUND) == opened(bytes(pipe.written))
