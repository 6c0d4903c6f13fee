"""What leads to the parts of a workbook: the content types, the relationships and the list of its sheets."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from socialvalue.errors import Place, Problem
from socialvalue.intake.package.archive import chunks_of
from socialvalue.intake.package.relationships import Relationship, content_types, relationships
from socialvalue.intake.package.xml_parts import STRICT, TRANSITIONAL, local, parse, root_of, text_of
from socialvalue.intake.refused import SAVE_AS, Refused, damaged, unsafe

MOST_SHEETS = 250

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
    "drawing": {f"{office}/drawing" for office in _OFFICE.values()},
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


class Index:
    """What leads to the parts: the content types, the relationships and the list of sheets."""

    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self.archive = archive
        self.label = label
        self.names = {info.filename.lower(): info.filename for info in archive.infolist()}
        self.namespace = TRANSITIONAL
        self._related: dict[str, dict[str, Relationship]] = {}

    def pieces(self, part: str) -> Iterator[bytes]:
        """Return a part for the parser, in pieces that begin with ``<``."""
        name = self.names.get(part.lower())
        if name is None:
            raise damaged(self.label, f"a package without its index ({part})")
        return map(str.encode, text_of(chunks_of(self.archive, name, self.label), self.label, part))

    def related(self, part: str) -> dict[str, Relationship]:
        """Return the relationships of a part, by their ids."""
        if part not in self._related:
            index = self.index_of(part)
            found = relationships(self.pieces(index), posixpath.dirname(part), self.label, index)
            self._related[part] = found
        return self._related[part]

    @staticmethod
    def index_of(part: str) -> str:
        """Return the part in which the relationships of a part stand."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def others(self, part: str, role: str) -> list[str]:
        """Return the parts of a role that only add to a workbook, to which a part leads."""
        if not part or self.index_of(part).lower() not in self.names:
            return []
        found = [one for one in self.related(part).values() if one.kind in _ROLES[role]]
        if outside := [one.target for one in found if one.external]:
            raise unsafe(self.label, f"a part ({outside[0]}) that lies outside the workbook")
        if odd := [one.target for one in found if "%" in one.target]:
            raise unsafe(self.label, f"a part ({odd[0]}) whose name different programs read differently")
        if missing := [one.target for one in found if one.target.lower() not in self.names]:
            raise damaged(self.label, f"a workbook without a part that it needs ({missing[0]})")
        return [self.names[one.target.lower()] for one in found]

    def check_roots(self, roles: dict[str, str], sheets: set[str]) -> None:
        """Refuse a second part of a role that nothing leads to: some programs find it by its name."""
        for name in self.names.values():
            if name in sheets or name in roles.values() or not name.lower().endswith(".xml") or name == _TYPES_PART:
                continue
            root = local(root_of(self.pieces(name), self.label, name, roles))
            if root in roles:
                pair = " and ".join(filter(None, (roles[root], name)))
                raise unsafe(self.label, f"a package with two parts for one role ({pair} as {root})")

    def workbook(self) -> str:
        """Return the part that is the workbook; from then on the index knows its namespace."""
        if "_rels/.rels" not in self.names:
            raise Refused(_wrong_package(self.label, ""))
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
        self.types = content_types(self.pieces(_TYPES_PART), self.label)
        return self.only(self.part(one, "officeDocument"), "officeDocument")

    def only(self, part: str, role: str) -> str:
        """Return the part of a role, which must be the only one of which the package says that it has that role."""
        named = {*self.types.parts, *(name for name in self.names if name != _TYPES_PART.lower())}
        others = [name for name in sorted(named) if self.types.of(name) in _TYPES[role] and name != part.lower()]
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
        if "%" in one.target:
            raise unsafe(self.label, f"a part ({one.target}) whose name different programs read differently")
        if name is None:
            raise damaged(self.label, f"a workbook without a part that it needs ({one.target})")
        if self.types.of(name) not in _TYPES[role] | _ANY_XML:
            raise unsafe(self.label, f"a part ({name}) that the package uses as {role} and calls something else")
        return name

    def sheets(self, workbook: str, related: dict[str, Relationship]) -> tuple[tuple[SheetPart, ...], _Workbook]:
        reader = _Workbook(self.namespace)
        parse(self.pieces(workbook), reader.prepare, self.label, workbook)
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
