"""Problems in a user's files, as data: where, what was found, what was expected, what to do next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a cell of a workbook, or a key of a criteria file."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    key: str = ""

    def __str__(self) -> str:
        return " · ".join(part for part in (self.file, self.sheet, self.cell, self.key) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a user's file. ``code`` is stable and explained in `problems.EXPLANATIONS`."""

    code: str
    place: Place
    found: str
    expected: str
    action: str

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; expected {self.expected}. {self.action}"

    def as_json(self) -> dict[str, str]:
        """The problem as plain data, with its place spelled out."""
        place = {"file": self.place.file, "sheet": self.place.sheet, "cell": self.place.cell, "key": self.place.key}
        return {"code": self.code, **place, "found": self.found, "expected": self.expected, "action": self.action}


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should know, that stops nothing."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if str(self.place) else self.text


class SocialValueError(Exception):
    """Base of everything this package raises on purpose."""


class FilesNeedMending(SocialValueError):
    """Raised when the user's files have faults: nothing has been written."""

    def __init__(self, problems: list[Problem], notes: list[Note] | None = None) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
        self.notes = notes or []


class WrongUsage(SocialValueError):
    """Raised when a command was asked for something that it cannot do as asked."""
