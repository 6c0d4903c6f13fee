"""Workbooks changed at random, as a forger, a careless program or bad luck would change them."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
SNIPPETS = [
    *("<!-- 9 -->", "<![CDATA[9]]>", "<?x 9?>", "<v>9</v>", "<v/>", "<f>9</f>", "<is><t>9</t></is>", "<t>9</t>"),
    *("9", " ", "&#57;", "&amp;", "\n", "<c/>", "<c><v>9</v></c>", "<row/>", "<xf/>", "_x0039_", "_x000D_"),
    '<c r="B2"><v>9</v></c>',
    '<row r="2"><c r="A2"><v>9</v></c></row>',
    '<sheetData><row r="2"><c r="B2"><v>9</v></c></row></sheetData>',
    f'<x:v xmlns:x="{MAIN}">9</x:v>',
    '<x:v xmlns:x="urn:x">9</x:v>',
    f'<v xmlns="{MAIN}">9</v>',
    '<v xmlns="urn:x">9</v>',
    '<c xmlns="urn:x" r="B2"><v>9</v></c>',
    '<sheetData xmlns="urn:x"><row r="1"/></sheetData>',
    "<extLst><ext><v>9</v></ext></extLst>",
    '<extLst><ext xmlns="urn:x"><sheetData/></ext></extLst>',
    *("<r><t>9</t></r>", "<rPh><t>9</t></rPh>", "<si><t>9</t></si>", '<mergeCell ref="A1:B2"/>'),
    f'<m:AlternateContent xmlns:m="{_CHOICE}"><m:Choice Requires="x"><v>9</v></m:Choice></m:AlternateContent>',
    '<sheet name="Bids" sheetId="9" r:id="rId1"/>',
    '<workbookPr date1904="1"/>',
    f'<Relationship Id="rId9" Type="{_SHEET}" Target="worksheets/sheet2.xml"/>',
    '<Override PartName="/xl/workbook.xml" ContentType="application/xml"/>',
]
NUMBERS = [
    *(
        "1_000",
        "nan",
        "inf",
        "Infinity",
        " 12 ",
        "12\n",
        "1 000",
        "0x10",
        "1,000",
        "--5",
        "1.0.0",
        "1d",
        "TRUE",
        "#N/A",
        "",
    ),
    *("1e3", "1E+3", "-0", "+5", ".5", "5.", "007", "1e999", "1e-400", "9" * 400),
    *("\uff11\uff12", "\u00b2", "\u0663"),
]
KINDS = ["n", "s", "b", "e", "d", "str", "inlineStr", "x", "", "N", "is"]
_TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def packed(parts: Parts) -> bytes:
    """Return a zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unpacked(data: bytes) -> Parts:
    """Return the parts of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def mutated(data: bytes, luck: random.Random) -> bytes:
    """Return a workbook with one to three changes: mostly to the XML of a part, sometimes to its parts or its zip."""
    parts = unpacked(data)
    for _ in range(luck.choice((1, 1, 1, 2, 3))):
        if luck.random() < 0.9:
            name = _part(parts, luck)
            parts[name] = _changed(parts[name].decode("utf-8", "replace"), luck).encode("utf-8", "replace")
        else:
            luck.choice(PACKAGE)(parts, luck)
    content = packed(parts)
    return luck.choice(ZIP)(content, luck) if luck.random() < 0.05 else content


def _part(parts: Parts, luck: random.Random) -> str:
    sheets = [name for name in parts if "worksheets/sheet" in name and name.endswith(".xml")]
    others = [name for name in parts if name.endswith((".xml", ".rels")) and name not in sheets]
    strings = [name for name in others if "sharedStrings" in name]
    draw = luck.random()
    if sheets and draw < 0.6:
        return luck.choice(sheets)
    return luck.choice(strings if strings and draw < 0.75 else others or list(parts))


def _changed(text: str, luck: random.Random) -> str:
    tokens = _TOKEN.findall(text)
    if not tokens:
        return text
    focus = [at for at, token in enumerate(tokens) if token.startswith(("<c ", "<v", "<row", "<t", "<is", "<f", "</"))]
    at = luck.choice(focus) if focus and luck.random() < 0.7 else luck.randrange(len(tokens))
    return "".join(luck.choice(TEXT)(tokens, at, luck))


def _insert(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    return [*tokens[:at], luck.choice(SNIPPETS), *tokens[at:]]


def _inside(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    texts = [one for one, token in enumerate(tokens) if not token.startswith("<")]
    at = luck.choice(texts) if texts else at
    cut = luck.randrange(len(tokens[at]) + 1)
    return [*tokens[:at], tokens[at][:cut], luck.choice(SNIPPETS), tokens[at][cut:], *tokens[at + 1 :]]


def _delete(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    return [*tokens[:at], *tokens[at + luck.choice((1, 1, 2, 3)) :]]


def _repeat(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    end = _closing(tokens, at) if luck.random() < 0.7 else at + luck.randrange(1, 6)
    return [*tokens[:end], *tokens[at:end], *tokens[end:]]


def _move(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    end = _closing(tokens, at)
    rest = [*tokens[:at], *tokens[end:]]
    to = luck.randrange(len(rest) + 1)
    return [*rest[:to], *tokens[at:end], *rest[to:]]


def _closing(tokens: list[str], at: int) -> int:
    match = re.match(r"<([\w:]+)", tokens[at])
    if match is None or tokens[at].endswith("/>"):
        return at + 1
    end = f"</{match[1]}>"
    return tokens.index(end, at) + 1 if end in tokens[at:] else at + 1


def _attribute(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    found = [one for one, token in enumerate(tokens) if _ATTRIBUTE.search(token) and token.startswith("<")]
    if not found:
        return tokens
    at = at if at in found else luck.choice(found)
    match = luck.choice(list(_ATTRIBUTE.finditer(tokens[at])))
    name, value = match.groups()
    others = [other[2] for token in tokens for other in _ATTRIBUTE.finditer(token) if other[1] == name]
    values = [*luck.choices(others, k=3), value.lower(), value.upper(), f" {value}", "", "9", f"{value}0"]
    if name == "t":
        values = KINDS
    elif name == "r":
        values += ["B2", "A1", "a1", "$B$2", "B02", "XFE1", "B1048577", "2", "02", "A1:B2"]
    elif name == "Target":
        values += [f"../xl/{value}", f"./{value}", f"/{value}", value.swapcase(), f"x/../{value}", f"{value}#a"]
    elif name == "formatCode":
        values += ["dd/mm/yyyy", "0%", '"d"0', "[h]:mm", "0;dd/mm/yyyy", r"\d0", "_d0", "@"]
    elif name == "numFmtId":
        values += ["14", "46", "9", "164", "27"]
    tag = tokens[at][: match.start()] + f'{name}="{luck.choice(values)}"' + tokens[at][match.end() :]
    if luck.random() < 0.1:
        tag = tokens[at][: match.start()] + tokens[at][match.end() :]
    elif luck.random() < 0.1:
        tag = tokens[at][: match.start()] + f'x:{match[0]} xmlns:x="{MAIN}" ' + tokens[at][match.start() :]
    return [*tokens[:at], tag, *tokens[at + 1 :]]


def _number(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    values = [at for at, one in enumerate(tokens[:-1]) if one == "<v>" and not tokens[at + 1].startswith("<")]
    if not values:
        return tokens
    at = luck.choice(values) + 1
    return [*tokens[:at], luck.choice([*NUMBERS, str(luck.randrange(9))]), *tokens[at + 1 :]]


def _reference(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    texts = [one for one, token in enumerate(tokens) if not token.startswith("<") and token.isascii()]
    if not texts:
        return tokens
    at = luck.choice(texts)
    cut = luck.randrange(len(tokens[at]))
    code = ord(tokens[at][cut])
    written = luck.choice((f"&#{code};", f"&#x{code:x};", f"<![CDATA[{tokens[at][cut]}]]>", f"_x{code:04X}_"))
    return [*tokens[:at], tokens[at][:cut] + written + tokens[at][cut + 1 :], *tokens[at + 1 :]]


def _namespace(tokens: list[str], at: int, luck: random.Random) -> list[str]:
    opening = [one for one, token in enumerate(tokens) if re.match(r"<\w[^>]*[^/]>", token)]
    if not opening:
        return tokens
    at = luck.choice(opening)
    end = _closing(tokens, at) - 1
    tokens = list(tokens)
    uri = luck.choice((MAIN, "urn:x", "", "http://purl.oclc.org/ooxml/spreadsheetml/main"))
    if luck.random() < 0.5:
        tokens[at] = f'{tokens[at][:-1]} xmlns="{uri}">'
    elif end > at:
        tokens[at] = f'<x:{tokens[at][1:-1]} xmlns:x="{uri or MAIN}">'
        tokens[end] = f"</x:{tokens[end][2:]}"
    return tokens


def _encoding(tokens: list[str], _: int, luck: random.Random) -> list[str]:
    tokens = tokens if not tokens[0].startswith("<?") else tokens[1:]
    said = luck.choice(("UTF-8", "utf-8", "ISO-8859-1", "UTF-16", "windows-1252", "US-ASCII"))
    return [f'<?xml version="1.0" encoding="{said}"?>', *tokens]


TEXT: tuple[Callable[[list[str], int, random.Random], list[str]], ...] = (
    _insert, _insert, _inside, _inside, _delete, _repeat, _move, _attribute, _attribute, _attribute, _number, _number,
    _reference, _reference, _namespace, _namespace, _encoding,
)  # fmt: skip


def _rename(parts: Parts, luck: random.Random) -> None:
    name = luck.choice(list(parts))
    parts[luck.choice((name.upper(), name.replace("/", "\\"), f"{name}x", f"/{name}", f"./{name}"))] = parts.pop(name)


def _second(parts: Parts, luck: random.Random) -> None:
    name = luck.choice(list(parts))
    other = luck.choice((name.upper(), name.replace("1", "2"), name.replace("xl/", "xl2/"), name.capitalize()))
    parts.setdefault(other, _changed(parts[name].decode("utf-8", "replace"), luck).encode())


def _wide(parts: Parts, luck: random.Random) -> None:
    name = luck.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    text = re.sub(r"<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-16"?>', parts[name].decode("utf-8", "replace"))
    parts[name] = text.encode(luck.choice(("utf-16", "utf-16-le", "utf-8-sig")))


def _drop(parts: Parts, luck: random.Random) -> None:
    del parts[luck.choice(list(parts))]


def _swap(parts: Parts, luck: random.Random) -> None:
    one, other = luck.choice(list(parts)), luck.choice(list(parts))
    parts[one], parts[other] = parts[other], parts[one]


PACKAGE: tuple[Callable[[Parts, random.Random], None], ...] = (_rename, _second, _wide, _drop, _swap)


def _prepended(data: bytes, luck: random.Random) -> bytes:
    return luck.choice((b"x", b"PK\x03\x04", data)) + data


def _appended(data: bytes, luck: random.Random) -> bytes:
    return data + luck.choice((b"x", b"PK\x05\x06" + bytes(18), data))


def _byte(data: bytes, luck: random.Random) -> bytes:
    heads = [match.start() for match in re.finditer(rb"PK[\x01\x03\x05][\x02\x04\x06]", data)]
    at = min(luck.choice(heads) + luck.randrange(60), len(data) - 1)
    return data[:at] + bytes([data[at] ^ 1 << luck.randrange(8)]) + data[at + 1 :]


def _other_header(data: bytes, luck: random.Random) -> bytes:
    """Lead one entry of the index to another part's header."""
    at = [match.start() for match in re.finditer(rb"PK\x01\x02", data)]
    one, other = luck.choice(at), luck.choice(at)
    changed = bytearray(data)
    changed[one + 42 : one + 46] = struct.pack("<L", *struct.unpack("<L", data[other + 42 : other + 46]))
    return bytes(changed)


ZIP: tuple[Callable[[bytes, random.Random], bytes], ...] = (_prepended, _appended, _byte, _byte, _byte, _other_header)
