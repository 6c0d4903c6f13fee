"""The documents that are written: the one list that pages, commands and tests walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from socialvalue.model.authority import PLAIN, Look
from socialvalue.report.page.document import Attachment, Document
from socialvalue.report.words.language import language

DocumentName = Literal["evaluation-report", "board-summary", "panel-pack", "letters"]


class Titled(Protocol):
    """What every view says of itself: the title and the day that are stamped into its document."""

    @property
    def title(self) -> str: ...

    @property
    def stamped(self) -> date: ...


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    Its texts stand where a path starts with one of ``texts``; one that several documents show belongs to the first.
    ``command`` writes it; its file is called by ``name``, where it is only one.
    """

    name: DocumentName
    command: str
    template: str
    texts: tuple[str, ...]

    def document(
        self, view: Titled, look: Look = PLAIN, *, name: str = "", attachments: tuple[Attachment, ...] = ()
    ) -> Document:
        """Return a view as a document, in an authority's look and the language that it was made in."""
        title, day = view.title, view.stamped
        return Document(name or self.name, title, day, self.template, view, look, language(), attachments)


LETTERS = DocumentKind(
    "letters", "letters", "letters/letter.html", ("report/letters/", "report/law/", "letters/", "base.html", "parts/")
)
BOARD_SUMMARY = DocumentKind(
    "board-summary", "board-summary", "board-summary/board-summary.html", ("report/board/", "board-summary/")
)
PANEL_PACK = DocumentKind("panel-pack", "panel-pack", "panel-pack/panel-pack.html", ("report/pack/", "panel-pack/"))
EVALUATION_REPORT = DocumentKind("evaluation-report", "report", "report/evaluation-report.html", ("",))

#: What leaves the authority comes first, and what has the texts of every other room last.
DOCUMENTS = (LETTERS, BOARD_SUMMARY, PANEL_PACK, EVALUATION_REPORT)
