"""Every word that a PDF holds, seen or not: what a search for a secret must go through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.report.pdf_reading import bookmarks, text_of


def everything_in(pdf: pikepdf.Pdf) -> str:
    """Return the text of all pages, every string of every object, and every stream that is text, in one."""
    return "\n".join([text_of(pdf), *bookmarks(pdf), *_strings(pdf), *_streams(pdf)])


def _strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Titles, links' descriptions, other texts of pictures, the structure's own: all that is not painted."""
    for item in [*pdf.objects, pdf.trailer]:
        yield from _strings_in(item, 0)


def _strings_in(item: Any, depth: int) -> Iterator[str]:
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        for inner in item:
            if not getattr(inner, "is_indirect", False):
                yield from _strings_in(inner, depth + 1)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118 - a pikepdf dictionary gives its values when it is walked
            inner = item[key]
            if not getattr(inner, "is_indirect", False):
                yield from _strings_in(inner, depth + 1)


def _streams(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Metadata, attachments, pictures, painted glyphs as their codes: as bytes that may be text."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            try:
                yield item.read_bytes().decode("utf-8", "replace")
            except pikepdf.PdfError:
                yield item.read_raw_bytes().decode("utf-8", "replace")
