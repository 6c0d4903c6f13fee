"""The pictures that are kept of documents: holding a document against its own, and renewing those that differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.pictures.compare import difference_sheet, differences
from tests.pictures.reflow import is_reflow
from tests.pictures.sheets import Sheet, read_sheet, sheet_of, write_sheet

EXPECTED = Path(__file__).parent / "expected"


def drawn_by() -> str:
    """What lays out and draws pages on this machine."""
    import weasyprint
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    return f"WeasyPrint {weasyprint.__version__}, Pango {number // 10000}.{number // 100 % 100}.{number % 100}"


def renew(kept: Path, pdfs: Sequence[Path]) -> None:
    """Write the pictures that differ, and remove those of documents that are no more."""
    for pdf in pdfs:
        now, path = sheet_of(pdf, drawn_by()), kept / f"{pdf.stem}.png"
        if not path.is_file() or differences(read_sheet(path), now):
            write_sheet(path, now)
    for path in kept.glob("*.png"):
        if path.stem not in {pdf.stem for pdf in pdfs}:
            path.unlink()


class Reflow(str):
    """What is told of a document whose lines break elsewhere alone, as another Pango laid it out: no fault."""

    __slots__ = ()


def told(kept: Path, pdf: Path, beside: Path) -> str:
    """Say how a document does not look as it did, with pictures to look at; or nothing. A `Reflow` is no fault."""
    if not kept.is_file():
        return f"{kept} is missing: make update-golden writes it"
    before, now = read_sheet(kept), sheet_of(pdf, drawn_by())
    found = differences(before, now)
    if not found:
        return ""
    if _is_another_pango(before, now) and is_reflow(before, now):
        return Reflow("\n".join([f"{pdf.name}: lines break elsewhere on {len(found)} pages.", *_versions(before, now)]))
    beside = beside / kept.parent.name
    write_sheet(beside / f"{kept.stem}-actual.png", now)
    write_sheet(beside / f"{kept.stem}-difference.png", difference_sheet(before, now))
    return "\n".join(
        [
            f"{pdf.name} does not look as it did, on {len(found)} of {len(now.pages)} pages:",
            *(f"  {one}" for one in found),
            f"  expected    {kept}",
            f"  actual      {beside / f'{kept.stem}-actual.png'}",
            f"  difference  {beside / f'{kept.stem}-difference.png'}",
            *_versions(before, now),
        ]
    )


def _is_another_pango(before: Sheet, now: Sheet) -> bool:
    """Whether Pango alone is another: WeasyPrint is pinned, so that its pages are the same everywhere."""
    (engine, _, pango), (engine_now, _, pango_now) = (sheet.drawn_by.partition(", Pango ") for sheet in (before, now))
    return engine == engine_now and pango != pango_now


def _versions(before: Sheet, now: Sheet) -> list[str]:
    if before.drawn_by == now.drawn_by:
        return []
    return [f"  It was drawn by {before.drawn_by}, and now by {now.drawn_by}: lines and pages may break elsewhere."]
