"""The last touches to a PDF before it is written: what PDF/UA-1 and PDF/A-3a ask and WeasyPrint leaves out.

Everything here works on the objects that WeasyPrint has made, in place; none of it changes how a page looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from socialvalue.report.page.bare_fonts import unwrap
from socialvalue.report.page.document import Attachment
from socialvalue.report.page.tag_tree import at, tidy_tags

#: That the file is PDF/UA-1 as well. PDF/A knows no such property, so a file that has it must explain it.
_UA_MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 the file adheres to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def finish(document: Any, pdf: Any, attachments: Sequence[Attachment] = ()) -> None:
    """Finish a PDF that WeasyPrint has made of ``document``, with these files in it."""
    _say_where_links_go(document)
    tidy_tags(document, pdf)
    _describe_files(pdf, attachments)
    unwrap(pdf)
    _show_bookmarks(pdf)
    marks = at(pdf, pdf.catalog["Metadata"])
    said = b"\n".join((_said(document.metadata), _UA_MARK))
    marks.stream = [item.replace(b"</rdf:RDF>", said) for item in marks.stream]


def _said(metadata: Any) -> bytes:
    """Return what the page says of itself and WeasyPrint leaves out: its language, and its reference number."""
    language, reference = metadata.lang, metadata.custom.get("dcterms.identifier")
    said = [f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"] if language else []
    said += [f"<dc:identifier>{escape(reference)}</dc:identifier>"] if reference else []
    lines = ('<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">', *said, "</rdf:Description>")
    return "\n".join(lines if said else ()).encode()


def _say_where_links_go(document: Any) -> None:
    """Describe each link by its words: WeasyPrint takes the address, which is no description for a listener."""
    for page in document.pages:
        for *_, box in page.links:
            words = " ".join("".join(_texts(box)).split())
            if words and box.link_annotation is not None:
                described = box.link_annotation["Contents"]
                box.link_annotation["Contents"] = type(described)(words)


def _texts(box: Any) -> Iterator[str]:
    if isinstance(text := getattr(box, "text", None), str):
        yield text
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _show_bookmarks(pdf: Any) -> None:
    """Let readers open a document with its bookmarks beside it, where it has some."""
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"


def _describe_files(pdf: Any, attachments: Sequence[Attachment]) -> None:
    """State each file's kind as we know it, not as the machine's list of endings does, and name each file once."""
    if not attachments:
        return
    kinds = {attachment.name: attachment.media_type for attachment in attachments}
    listed = dict.fromkeys(pdf.catalog["AF"])
    for reference in listed:
        file = at(pdf, reference)
        kind = kinds[file["UF"].string]
        at(pdf, file["EF"]["F"]).extra["Subtype"] = "/" + re.sub(r"[^\w.+-]", lambda c: f"#{ord(c[0]):02x}", kind)
    pdf.catalog["AF"][:] = listed
