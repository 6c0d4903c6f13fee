"""The zip package that an Excel workbook is: opened safely, its parts found through its own relationships."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from socialvalue.errors import Place, Problem
from socialvalue.intake.package.relationships import Relationship, content_types, relationships
from socialvalue.intake.package.xml_parts import STRICT, TRANSITIONAL, Prepare, local, only_own, parse, root_of, text_of
from socialvalue.intake.package.zip_check import check_zip
from socialvalue.intake.refused import SAVE_AS, Refused, damaged, unsafe

#: A file on disk above this is no bid; it would only fill the memory.
MOST_BYTES = 100 * 2**20

#: Unpacked size of everything in the package, and of any part compared with its packed size.
#: Real sheets of numbers pack at most 60 to 1; the limit of the format itself is 1,032 to 1.
MOST_UNPACKED = 400 * 2**20
MOST_RATIO = 200
RATIO_FROM = 2**20

MOST_PARTS = 5000
MOST_SHEETS = 250
CHUNK = 2**18

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)

#: Sheets that hold no cells, or none of a form: charts, dialogues and macros of the old kind.
_NO_CELLS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
_TYPES_PART = "[Content_Types].xml"
_OFFICE = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
#: Parts that only add to a workbook, by what relationships to them are called.
_ROLES = {
    "theme": {f"{office}/theme" for office in _OFFICE.values()},
    "comments": {f"{office}/comments" for office in _OFFICE.values()},
    "table": {f"{office}/table" for office in _OFFICE.values()},
    "threadedComment": {f"{_MICROSOFT}/threadedComment"},
    "person": {f"{_MICROSOFT}/person"},
}
_OPEN_XML = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_TYPES = {
    "styles": {f"{_OPEN_XML}styles+xml"},
    "sharedStrings": {f"{_OPEN_XML}sharedStrings+xml"},
    "worksheet": {f"{_OPEN_XML}worksheet+xml"},
    "officeDocument": {
        f"{_OPEN_XML}sheet.main+xml",
        f"{_OPEN_XML}template.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
    },
}
#: What some programs say of every part, and what they say by saying nothing.
_ANY_XML = {"application/xml", "text/xml", ""}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook's index lists it, and the part of the package that holds its cells."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An opened workbook: its worksheets, where its styles and shared texts stand ("" for none), how it counts days.

    ``namespace`` is the one in which all of its parts must be written.
    """

    label: str
    archive: zipfile.ZipFile
    sheets: tuple[SheetPart, ...]
    styles: str
    strings: str
    from_1904: bool
    namespace: str
    workbook: str
    #: What the workbook says of how its formulas are worked out, as it stands there; mostly once.
    calculation: tuple[dict[str, str], ...]

    def related(self, part: str, role: str) -> list[str]:
        """Return the parts of a role that a part leads to: ``comments`` or a ``table`` of a sheet, the ``theme``."""
        index = _Index(self.archive, self.label)
        if not part or index.index_of(part).lower() not in index.names:
            return []
        found = [one for one in index.related(part).values() if one.kind in _ROLES[role]]
        if outside := [one.target for one in found if one.external]:
            raise unsafe(self.label, f"a part ({outside[0]}) that lies outside the workbook")
        if missing := [one.target for one in found if one.target.lower() not in index.names]:
            raise damaged(self.label, f"a workbook without a part that it needs ({missing[0]})")
        return [index.names[one.target.lower()] for one in found]

    def content(self, part: str) -> bytes:
        """Return the bytes of a part, all at once."""
        return b"".join(chunks_of(self.archive, part, self.label))

    def texts(self, part: str, sheet: str = "") -> Iterator[str]:
        """Return a part's text, in pieces that begin with ``<``."""
        return text_of(chunks_of(self.archive, part, self.label), self.label, part, sheet)

    def parse(self, part: str, prepare: Prepare, sheet: str = "", root: str = "") -> None:
        """Run one part through a safe streaming parser that ``prepare`` has given its handlers.

        With ``root`` that element must be its root, and all elements but an extension's of the workbook's namespace.
        """
        if root:
            prepare = only_own(prepare, self.namespace, root, self.label, part)
        parse(map(str.encode, self.texts(part, sheet)), prepare, self.label, part, sheet)


def open_package(data: bytes, label: str) -> Package:
    """Open the bytes of an ``.xlsx`` or ``.xlsm`` file; ``label`` is how the user knows the file.

    Raises:
        Refused: When it is not such a workbook, is damaged, locked by a password, or built to deceive or to fill the
            memory.
    """
    if not data.startswith(b"PK"):
        raise Refused(_not_a_workbook(data, label))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise damaged(label, f"a damaged file ({error})") from error
    _check_sizes(archive, label)
    check_zip(data, archive, label)
    return _Index(archive, label).package()


def _not_a_workbook(data: bytes, label: str) -> Problem:
    place = Place(label)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return Problem(
            "file-password",
            place,
            "a workbook locked with a password",
            "a workbook that opens without a password",
            "Open it in Excel with its password, choose File, Info, Protect Workbook, Encrypt with Password, "
            "clear the password and save it.",
        )
    if data.startswith(_OLE):
        found = "an Excel file of the old kind (.xls) or another Office document"
        return Problem("file-format", place, found, "an Excel workbook (.xlsx or .xlsm)", SAVE_AS)
    if not data:
        action = "Ask the sender for the file again: this copy is empty."
        return Problem("file-format", place, "an empty file", "an Excel workbook (.xlsx or .xlsm)", action)
    found = "a file that is not an Excel workbook, whatever its name says"
    return Problem("file-format", place, found, "an Excel workbook (.xlsx or .xlsm)", SAVE_AS)


def _check_sizes(archive: zipfile.ZipFile, label: str) -> None:
    infos = archive.infolist()
    if len(infos) > MOST_PARTS:
        raise unsafe(label, f"a package of {len(infos):,} parts")
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise unsafe(label, f"a package that unpacks to more than {MOST_UNPACKED // 2**20} MB")
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1):
            raise unsafe(label, f"a part ({info.filename}) that unpacks to more than {MOST_RATIO} times its size")


def chunks_of(archive: zipfile.ZipFile, part: str, label: str) -> Iterator[bytes]:
    """Return the unpacked bytes of a part."""
    try:
        with archive.open(part) as stream:
            # Reading to the end proves the size that the index states: the zip reader stops there and checks the sum.
            while chunk := stream.read(CHUNK):
                yield chunk
    except _BROKEN as error:
        raise damaged(label, f"a damaged part ({part}: {error})") from error


class _Index:
    """What leads to the parts: the content types, the relationships and the list of sheets."""

    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self.archive = archive
        self.label = label
        self.names = {info.filename.lower(): info.filename for info in archive.infolist()}
        self.namespace = TRANSITIONAL

    def bytes(self, part: str) -> Iterator[bytes]:
        name = self.names.get(part.lower())
        if name is None:
            raise damaged(self.label, f"a package without its index ({part})")
        return map(str.encode, text_of(chunks_of(self.archive, name, self.label), self.label, part))

    def related(self, part: str) -> dict[str, Relationship]:
        index = self.index_of(part)
        return relationships(self.bytes(index), posixpath.dirname(part), self.label, index)

    @staticmethod
    def index_of(part: str) -> str:
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def package(self) -> Package:
        if "_rels/.rels" not in self.names:
            raise Refused(_wrong_package(self.label, ""))
        workbook = self.workbook()
        related = self.related(workbook)
        styles, strings = self.role(related, "styles"), self.role(related, "sharedStrings")
        sheets, reader = self.sheets(workbook, related)
        self.check_roots({"workbook": workbook, "styleSheet": styles, "sst": strings}, {one.part for one in sheets})
        facts = (reader.from_1904, self.namespace, workbook, tuple(reader.calculation))
        return Package(self.label, self.archive, sheets, styles, strings, *facts)

    def check_roots(self, roles: dict[str, str], sheets: set[str]) -> None:
        """Refuse a second part of a role that nothing leads to: some programs find it by its name."""
        for name in self.names.values():
            if name in sheets or name in roles.values() or not name.lower().endswith(".xml") or name == _TYPES_PART:
                continue
            root = local(root_of(self.bytes(name), self.label, name))
            if root in roles:
                pair = " and ".join(filter(None, (roles[root], name)))
                raise unsafe(self.label, f"a package with two parts for one role ({pair} as {root})")

    def workbook(self) -> str:
        related = self.related("")
        kinds = {f"{office}/officeDocument": namespace for namespace, office in _OFFICE.items()}
        found = [(one, kinds[one.kind]) for one in related.values() if one.kind in kinds]
        if len(found) > 1:
            targets = " and ".join(one.target for one, _ in found)
            raise unsafe(self.label, f"a package with two workbooks ({targets})")
        if not found:
            raise Refused(_wrong_package(self.label, ""))
        one, self.namespace = found[0]
        if not one.target.endswith(".xml") or one.target.startswith(("word/", "ppt/")):
            raise Refused(_wrong_package(self.label, one.target))
        self.types = content_types(self.bytes(_TYPES_PART), self.label)
        return self.only(self.part(one, "officeDocument"), "officeDocument")

    def only(self, part: str, role: str) -> str:
        """Return the part of a role, which must be the only one of which the package says that it has that role."""
        others = [name for name, kind in self.types.parts.items() if kind in _TYPES[role] and name != part.lower()]
        if others:
            pair = " and ".join(filter(None, (part, *others)))
            raise unsafe(self.label, f"a workbook with two parts for one role ({pair} as {role})")
        return part

    @staticmethod
    def is_role(one: Relationship, role: str, namespace: str) -> bool:
        return one.kind == f"{_OFFICE[namespace]}/{role}"

    def role(self, related: dict[str, Relationship], role: str) -> str:
        """Return the one part of a role; "" where the workbook has none."""
        found = [one for one in related.values() if self.is_role(one, role, self.namespace)]
        other = [one for one in related.values() if one.kind.rpartition("/")[2] == role and one not in found]
        if other:
            raise unsafe(self.label, f"a part ({other[0].target}) of another kind of Open XML than the workbook")
        if len(found) > 1:
            targets = " and ".join(one.target for one in found)
            raise unsafe(self.label, f"a workbook with two parts for one role ({targets} as {role})")
        return self.only(self.part(found[0], role) if found else "", role)

    def part(self, one: Relationship, role: str) -> str:
        """Return the name of the part that a relationship leads to, which must be in the package and of its kind."""
        if one.external:
            raise unsafe(self.label, f"a part ({one.target}) that lies outside the workbook")
        name = self.names.get(one.target.lower())
        if name is None:
            raise damaged(self.label, f"a workbook without a part that it needs ({one.target})")
        if self.types.of(name) not in _TYPES[role] | _ANY_XML:
            raise unsafe(self.label, f"a part ({name}) that the package uses as {role} and calls something else")
        return name

    def sheets(self, workbook: str, related: dict[str, Relationship]) -> tuple[tuple[SheetPart, ...], _Workbook]:
        reader = _Workbook(self.namespace)
        parse(self.bytes(workbook), reader.prepare, self.label, workbook)
        if reader.root != "workbook":
            raise unsafe(self.label, f"a workbook ({workbook}) that is written as something else ({reader.root})")
        if reader.epoch not in {"0", "1", "false", "true"}:
            raise unsafe(self.label, f"a workbook that counts its days in an unknown way ({reader.epoch})")
        if reader.odd:
            raise unsafe(self.label, f"a workbook ({workbook}) with a second or misplaced {reader.odd}")
        sheets: list[SheetPart] = []
        names: set[str] = set()
        ids: set[str] = set()
        for name, id_, state in reader.sheets:
            one = related.get(id_)
            if one is None or id_ in ids:
                raise unsafe(self.label, "a sheet that shares its part with another or has none", name)
            ids.add(id_)
            if not name.strip():
                raise unsafe(self.label, "a sheet without a name")
            folded = " ".join(name.casefold().split())
            if folded in names:
                raise unsafe(self.label, "two sheets whose names differ only in case and spaces", name)
            names.add(folded)
            if one.kind.rpartition("/")[2] in _NO_CELLS:
                continue
            if not self.is_role(one, "worksheet", self.namespace):
                raise unsafe(self.label, "a sheet of another kind of Open XML than the workbook", name)
            part = self.part(one, "worksheet")
            if any(other.part == part for other in sheets):
                raise unsafe(self.label, "a sheet that shares its part with another", name)
            sheets.append(SheetPart(name, part, state != "visible"))
        if len(sheets) > MOST_SHEETS:
            raise unsafe(self.label, f"a workbook of {len(sheets):,} sheets")
        if not sheets:
            raise damaged(self.label, "a workbook without a worksheet")
        return tuple(sheets), reader


_PLACES = {
    "workbookPr": ["workbook", "workbookPr"],
    "sheets": ["workbook", "sheets"],
    "sheet": ["workbook", "sheets", "sheet"],
}


class _Workbook:
    """The handlers of one pass over the workbook's part."""

    def __init__(self, namespace: str) -> None:
        self.id = f"{_OFFICE[namespace]} id"
        self.namespace = namespace
        self.path: list[str] = []
        self.root = ""
        self.odd = ""
        self.seen: set[str] = set()
        self.sheets: list[tuple[str, str, str]] = []
        self.epoch = "0"
        self.calculation: list[dict[str, str]] = []

    @property
    def from_1904(self) -> bool:
        return self.epoch in {"1", "true"}

    def prepare(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag) if tag.startswith(f"{self.namespace} ") else tag
        self.root = self.root or name
        self.path.append(name)
        place = _PLACES.get(name.rpartition(" ")[2])
        if place is not None and (self.path != place or name in self.seen):
            self.odd = self.odd or name.rpartition(" ")[2]
        if name in {"sheets", "workbookPr"}:
            self.seen.add(name)
        if self.path == ["workbook", "sheets", "sheet"]:
            state = attributes.get("state", "visible")
            self.sheets.append((attributes.get("name", ""), attributes.get(self.id, ""), state))
        elif self.path == ["workbook", "workbookPr"]:
            self.epoch = attributes.get("date1904", "0")
        elif name == "calcPr":
            self.calculation.append(attributes)

    def end(self, _: str) -> None:
        self.path.pop()


def _wrong_package(label: str, target: str) -> Problem:
    kinds = {"word/": "a Word document", "ppt/": "a PowerPoint presentation"}
    found = next((name for start, name in kinds.items() if target.startswith(start)), "a zip file without a workbook")
    if target.endswith(".bin"):
        found = "an Excel workbook in the binary format (.xlsb)"
    return Problem("file-format", Place(label), found, "an Excel workbook (.xlsx or .xlsm)", SAVE_AS)
