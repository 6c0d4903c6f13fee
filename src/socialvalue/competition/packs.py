"""The panel packs: what each evaluator is handed before they mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialvalue.competition.panel import convened
from socialvalue.competition.papers import looks_of
from socialvalue.competition.writing import in_language, tongue, unreviewed, write_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from socialvalue.competition.evaluate import Progress
    from socialvalue.competition.targets import Target
    from socialvalue.report.page.written import Format, Written


def panel_packs(
    found: Sequence[Target],
    *,
    blind: bool = False,
    formats: Sequence[Format] = ("pdf",),
    language: str = "en",
    when: datetime | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write one pack an evaluator: instructions, conflicts form, criteria, scales, how to write a reason, schedule.

    Where it is ``blind``, bids have labels in place of names. Bids that are new go into the record, at ``when``.

    Raises:
        WrongUsage: Where a competition has no panel.toml, or no document is written in the language.
        FilesNeedMending: Where files have faults. A pack that fails after that is among the problems or failures of
            the answer.
    """
    from socialvalue.model.panel_layout import blind_labels
    from socialvalue.record import store
    from socialvalue.record.changes import head_of_inputs
    from socialvalue.report.pack.pack import pack_document, panel_pack
    from socialvalue.report.page.written import Written

    language = tongue(language)
    looks = looks_of(found)
    panels = [convened(target, strict=True, when=when) for target in found]
    notes = [note for one in panels for note in one.notes] + unreviewed(language)
    written = Written()
    for one, look in zip(panels, looks, strict=True):
        labels = blind_labels(one.criteria, one.bids.marked) if blind else None
        record = head_of_inputs(store.sound(one.target.path))
        documents = []
        with in_language(language, notes):
            for evaluator in one.panel.evaluator:
                pack = panel_pack(one.criteria, one.panel, evaluator, one.bids.marked, labels=labels, record=record)
                documents.append(pack_document(pack, evaluator, look))
        written += write_all(documents, one.target.out, formats, progress)
    return Written(notes=tuple(notes)) + written
