"""What veraPDF checks of a PDF/UA-1 and PDF/A-3a file, as far as it can be held in pure Python.

Each rule yields a sentence for each thing that breaks it, so that a document which keeps them all gives an empty list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from tests.report.pdf_content import Painted, painted
from tests.report.pdf_reading import characters
from tests.report.pdf_tags import tag_faults

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"

#: What a document may say of itself outside its pages.
KNOWN = frozenset(("/Title", "/Author", "/Subject", "/Keywords", "/Producer", "/Creator", "/CreationDate", "/ModDate"))

#: What a link may do.
ACTIONS = ("/URI", "/GoTo")


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """Return what keeps a PDF from being both PDF/UA-1 and PDF/A-3a."""
    content = painted(pdf)
    return [
        *content.faults,
        *tag_faults(pdf, content.marks),
        *_catalogue(pdf),
        *_metadata(pdf),
        *_annotations(pdf),
        *_files(pdf),
        *_fonts(content),
    ]


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "it is encrypted"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "it has no identifier"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))):
        yield "it does not say its language"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)) or root.MarkInfo.get("/Suspects", False):
        yield "it does not say that it is tagged"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "a reader's window would not show its title"
    if "/Outlines" not in root or "/First" not in root.Outlines:
        yield "it has no bookmarks"
    elif root.get("/PageMode") != "/UseOutlines":
        yield "its bookmarks are not shown when it is opened"
    if {"/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Requirements"} & set(root.keys()):
        yield "it does something when it is opened, or has forms or layers"
    if "/JavaScript" in root.get("/Names", {}):
        yield "it holds a program"
    intents = list(root.get("/OutputIntents", []))
    if [str(intent.S) for intent in intents] != ["/GTS_PDFA1"]:
        yield "it does not say for which colours it is meant"
    elif (profile := intents[0].DestOutputProfile).read_bytes()[36:40] != b"acsp" or profile.N != 3:
        yield "its colour profile is none, or not for screens"
    for page in pdf.pages:
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield "a page whose links are not reached in the order of reading"
        if "/AA" in page:
            yield "a page that does something when it is opened"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    text = pdf.Root.Metadata.read_bytes()
    tree = ET.fromstring(text)  # noqa: S314 - our own
    if len(tree.findall(f"{RDF}RDF")) != 1:
        yield "its metadata are not one description"
    marks = {(name, value) for one in tree.iter(f"{RDF}Description") for name, value in one.attrib.items()}
    marks |= {(item.tag, (item.text or "").strip()) for item in tree.iter()}
    if not {(f"{PDFAID}part", "3"), (f"{PDFAID}conformance", "A")} <= marks:
        yield "it does not say that it is PDF/A-3a"
    if (f"{PDFUAID}part", "1") not in marks:
        yield "it does not say that it is PDF/UA-1"
    explained = {item.text for item in tree.iter(f"{SCHEMA}namespaceURI")}
    complete = {item.tag for item in tree.iter() if item.tag.startswith((SCHEMA, PROPERTY))}
    wanted = {f"{SCHEMA}{name}" for name in ("schema", "namespaceURI", "prefix", "property")}
    wanted |= {f"{PROPERTY}{name}" for name in ("name", "valueType", "category", "description")}
    if explained != {PDFUAID.strip("{}")} or not wanted <= complete:
        yield "it does not explain the mark of PDF/UA to a reader of PDF/A"
    title = "".join(item.text or "" for one in tree.iter(f"{DC}title") for item in one.iter(f"{RDF}li"))
    told = dict(marks)
    info = pdf.docinfo
    if not title.strip() or title != str(info.get("/Title", "")):
        yield "it has no title, or two"
    for name, key in ((f"{XMP}CreateDate", "/CreationDate"), (f"{XMP}ModifyDate", "/ModDate")):
        if told.get(name, "").replace("-", "") != str(info.get(key, "")).removeprefix("D:") or name not in told:
            yield f"it has two days: {told.get(name)} and {info.get(key)}"
    for name, key in ((f"{PDF}Producer", "/Producer"), (f"{XMP}CreatorTool", "/Creator")):
        if told.get(name) != str(info.get(key, "")):
            yield f"it says two things of its {key}"
    for name, key in ((f"{DC}creator", "/Author"), (f"{DC}description", "/Subject"), (f"{PDF}Keywords", "/Keywords")):
        said = [words for one in tree.iter(name) if (words := "".join(one.itertext()).strip())]
        if said != ([str(info[key])] if key in info else []):
            yield f"it says two things of its {key}: {said} and {info.get(key)}"
    if ["".join(one.itertext()).strip() for one in tree.iter(f"{DC}language")] != [str(pdf.Root.get("/Lang", ""))]:
        yield "it has two languages"
    said = [one.text or "" for one in tree.iter(f"{DC}identifier")]
    if said != ([str(info["/Keywords"])] if "/Keywords" in info else []):
        yield f"it has two reference numbers: {said} and {info.get('/Keywords')}"
    if {str(key) for key in info} - KNOWN:
        yield f"it says more of itself than it should: {sorted(map(str, info))}"


def _annotations(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    names: Any = root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    known = {str(name) for name in list(names)[::2]}
    if [str(name) for name in list(names)[::2]] != sorted(known):
        yield "the places that links go to are not in order"
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if annotation.Subtype != "/Link":
                yield f"an annotation that is no link: {annotation.Subtype}"
            if not str(annotation.get("/Contents", "")).strip():
                yield "a link without a description"
            if int(annotation.get("/F", 0)) != 4:
                yield "a link that is hidden or is not printed"
            if "/A" in annotation and annotation.A.S not in ACTIONS:
                yield f"a link that does something else: {annotation.A.S}"
            if "/Dest" in annotation and str(annotation.Dest) not in known:
                yield f"a link that leads nowhere: {annotation.Dest}"


def _files(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    names: Any = list(root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    if [str(name) for name in names[::2]] != sorted(str(name) for name in names[::2]):
        yield "the files inside are not in order"
    if [file.objgen for file in pdf.Root.get("/AF", [])] != [file.objgen for file in names[1::2]]:
        yield "the files inside are not said to belong to the document, each once"
    for file in names[1::2]:
        stream = file.EF.F
        content = stream.read_bytes()
        if not file.get("/F") or str(file.F) != str(file.UF) or not str(file.get("/Desc", "")):
            yield "a file inside without a name or a description"
        if file.get("/AFRelationship") not in ("/Source", "/Data", "/Supplement", "/Alternative"):
            yield "a file inside that does not say what it is to the document"
        if not re.fullmatch(r"/[\w.+-]+/[\w.+-]+", str(stream.get("/Subtype", ""))):
            yield f"a file inside whose kind is {stream.get('/Subtype')}"
        if bytes(stream.Params.CheckSum) != hashlib.md5(content, usedforsecurity=False).digest():
            yield "a file inside that is not what its sum says"
        if stream.Params.Size != len(content) or not _is_midnight(str(stream.Params.get("/ModDate", ""))):
            yield "a file inside without its size and day"


def _is_midnight(text: str) -> bool:
    try:
        moment = datetime.strptime(text, "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _fonts(content: Painted) -> Iterator[str]:
    for key, font in content.fonts.items():
        yield from _font(font, content.shown[key])


def _font(font: Any, shown: set[int]) -> Iterator[str]:
    name = str(font.BaseFont)
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = next((descriptor[key] for key in ("/FontFile3", "/FontFile2") if key in descriptor), None)
    if program is None:
        yield f"{name} is not embedded"
        return
    if font.Encoding != "/Identity-H":
        yield f"{name} has characters that it cannot draw"
    if 0 in shown:
        yield f"{name} shows an empty box"
    if not re.match(r"/[A-Z]{6}\+", name):
        yield f"{name} is not said to be a part of a font"
    meanings = characters(font)
    for code in sorted(shown):
        text = meanings.get(code)
        if text is None or text in ("\0", "\ufeff", "\ufffe") or any("\ue000" <= letter <= "\uf8ff" for letter in text):
            yield f"{name}: glyph {code} means {text!r}"
    descendant = font.DescendantFonts[0]
    kind = (str(descendant.Subtype), str(program.get("/Subtype", "")), "/CIDToGIDMap" in descendant)
    if kind not in (("/CIDFontType0", "/CIDFontType0C", False), ("/CIDFontType2", "", True)):
        yield f"{name} is a font of a kind that checkers cannot follow: {kind}"
        return
    given, real = _widths(descendant.W), _real_widths(program.read_bytes(), bare=kind[0] == "/CIDFontType0")
    for code in sorted(shown & set(real)):
        if abs(given.get(code, 1000) - real[code]) > 1:
            yield f"{name}: glyph {code} is {real[code]:.0f} wide and is said to be {given.get(code)}"
    if not shown <= set(real):
        yield f"{name} shows glyphs that it does not have"


def _real_widths(program: bytes, *, bare: bool) -> dict[int, float]:
    """Return how wide each glyph is by the font itself, by the code that shows it."""
    if bare:
        font = CFFFontSet()
        font.decompile(BytesIO(program), None)
        top = font.topDictIndex[0]
        codes = [int(name[3:]) if hasattr(top, "ROS") and place else place for place, name in enumerate(top.charset)]
        for name in top.charset:
            top.CharStrings[name].draw(NullPen())
        return {code: top.CharStrings[name].width for code, name in zip(codes, top.charset, strict=True)}
    with TTFont(BytesIO(program)) as outlines:
        advances, unit = outlines["hmtx"], outlines["head"].unitsPerEm
        return {code: advances[name][0] * 1000 / unit for code, name in enumerate(outlines.getGlyphOrder())}


def _widths(listed: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    items = list(listed)
    while items:
        first, row, *items = items
        widths |= {int(first) + place: float(width) for place, width in enumerate(row)}
    return widths
