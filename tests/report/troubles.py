"""Documents that go wrong on purpose: their templates call what their views do."""

from __future__ import annotations

import ctypes
import os
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from socialvalue.model.authority import PLAIN, Look
from socialvalue.report.document import Document

PAGE = """<!doctype html><html lang="en-GB"><head><title>{{ view.title }}</title></head>
<body><h1>{{ view.title }}</h1>{% for line in view.lines() %}<p>{{ line }}</p>{% endfor %}</body></html>
"""


@dataclass(frozen=True)
class Fine:
    """A page of a few lines."""

    title: str

    def lines(self) -> list[str]:
        return [f"{self.title}, line {number}: Llanŵr" for number in range(5)]


class Foreign(Fine):
    """A page that needs more fonts than others."""

    def lines(self) -> list[str]:
        return ["شركة النقل المجتمعي", "חברת ההסעות", "👩‍👩‍👧‍👦"]


class Faulty(Fine):
    """A mistake in our code, in one document only."""

    def lines(self) -> list[str]:
        raise ZeroDivisionError(f"in the midst of {self.title}")


class Crash(Fine):
    """A library that brings its process down, as a fault in C does."""

    def lines(self) -> list[str]:
        return [ctypes.string_at(0).decode()]


class Vanish(Fine):
    """A process that is gone without a word, as the system ends one for want of memory."""

    def lines(self) -> list[str]:
        os._exit(9)


class Slow(Fine):
    """Work that goes on for a while."""

    def lines(self) -> list[str]:
        time.sleep(60)
        return []


class Unsendable(Fine):
    """A view that cannot go to another process."""

    def __reduce__(self) -> str:
        raise TypeError(f"{self.title} stays where it is")


def look(folder: Path) -> Look:
    """Return a look whose templates folder holds the page."""
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_text(PAGE, "utf-8")
    return Look(PLAIN.authority, templates=folder)


def documents(folder: Path, count: int, **others: type[Fine]) -> list[Document]:
    """Return so many documents, ``d0`` and on; those named in ``others`` are of that kind."""
    given = look(folder)
    names = [f"d{number}" for number in range(count)]
    return [
        Document(name, f"Document {name}", date(2026, 10, 16), "page.html", others.get(name, Fine)(name), given)
        for name in names
    ]
