"""Documents that go wrong on purpose, in the midst of their page: in what their look says."""

from __future__ import annotations

import ctypes
import os
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from socialvalue.model.authority import Authority, Look
from socialvalue.report.page.document import About, Document

VIEW = {"about": About("A council", "A tender", "")}


@dataclass(frozen=True)
class Fine:
    """A look that marks its page with a few lines."""

    title: str
    logo: str = ""

    @property
    def authority(self) -> Authority:
        return Authority.model_construct(**{**Authority(format=1).__dict__, "marking": " · ".join(self.lines())})

    @property
    def templates(self) -> None:
        self.lines()

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


def documents(_folder: Path, count: int, **others: type[Fine]) -> list[Document]:
    """Return so many documents, ``d0`` and on; those named in ``others`` are of that kind."""
    names = [f"d{number}" for number in range(count)]
    looks = {name: cast("Look", others.get(name, Fine)(name)) for name in names}
    return [Document(name, f"Document {name}", date(2026, 10, 16), "base.html", VIEW, looks[name]) for name in names]
