"""A finished document before it is HTML or PDF: plain data, so that another process may make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.criteria import Criteria
from socialvalue.report.words.language import ENGLISH


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself to archives and searches: whose it is, what it is about, the reference number.

    It names the competition and never a bidder: it goes wherever the document goes.
    """

    author: str
    subject: str
    reference: str


def about(criteria: Criteria, author: str = "") -> About:
    """Return what every document of a competition says of itself; the authority as the criteria file names it."""
    details = criteria.competition
    return About(author or details.authority, details.title or criteria.title, details.reference)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file put inside a PDF: only ever into one that stays with the authority. ``stamped`` is its day.

    It is the ``Source`` that the document was made from, ``Data`` that the document shows, or a ``Supplement``: the
    same in another form, for other programs.
    """

    name: str
    content: bytes
    media_type: str
    description: str
    stamped: date
    relationship: Literal["Source", "Data", "Supplement"] = "Data"


@dataclass(frozen=True, slots=True)
class Document:
    """What is written: a file's name without its ending, the title and day stamped into it, its template and view."""

    name: str
    title: str
    stamped: date
    template: str
    view: object
    look: Look = PLAIN
    language: str = ENGLISH
    attachments: tuple[Attachment, ...] = ()


#: The day that a document without any date is stamped with: a fixed one, so that the same inputs give the same bytes.
NO_DATE = date(2000, 1, 1)


#: Ems that fit at the head of a page.
RUNNING = 26


#: Characters from which a title is set smaller on a cover.
LONG_TITLE = 90
