"""The record of one competition while a command runs: added to, or kept in mind where the folder may only be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from socialvalue.competition import clock
from socialvalue.errors import FilesNeedMending
from socialvalue.record import store
from socialvalue.record.chain import CLOCK_ACCEPTED, goes_back
from socialvalue.record.changes import Known
from socialvalue.record.history import Event, chained

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from socialvalue.record.history import Line

NOT_RECORDED = (
    "This folder is read-only, so nothing was recorded. Run the command again on a copy that you can write to."
)


class Record:
    """The lines so far. With ``may_lack``, what cannot be written is only remembered, and ``lacks`` says so.

    What is added happens at ``when``, or at the moment when it is added.
    """

    def __init__(self, folder: Path, *, may_lack: bool = False, when: datetime | None = None) -> None:
        self.folder = folder
        self.when = when
        self.may_lack = may_lack
        self.lacks = False
        self.lines, problems = store.read(folder)
        self.clock = [problem for problem in problems if problem.code == "record-clock"]
        if len(self.clock) < len(problems):
            raise FilesNeedMending(problems)

    @property
    def known(self) -> Known:
        return Known.of(self.lines)

    def add(self, new: Callable[[Known], list[Event]]) -> list[Line]:
        """Add what is new, and return all lines."""
        return self._add(new, clock.recorded(self.when))

    def _add(self, new: Callable[[Known], list[Event]], at: str) -> list[Line]:
        if not self.lacks:
            try:
                self.lines = store.append(self.folder, lambda lines: new(Known.of(lines)), at)
            except FilesNeedMending as error:
                self._do_without(error)
            else:
                return self.lines
        self.lines = [*self.lines, *chained(self.lines, new(self.known), at)]
        return self.lines

    def keep(self, name: str) -> str:
        """Keep a copy of a file of the competition as it is now, and return its hash."""
        path = self.folder / name
        if not self.lacks:
            try:
                return store.keep(self.folder, path)
            except FilesNeedMending as error:
                self._do_without(error)
        return store.hash_of_file(path)

    def accept_clock(self, who: str, why: str) -> bool:
        """Let somebody answer for a clock that was put back; say whether there was anything to answer for."""
        now = clock.recorded(self.when)
        if not self.clock and not (self.lines and goes_back(self.lines[-1].when, now)):
            return False
        was = {"when": self.lines[-1].when}
        self._add(lambda _: [Event(CLOCK_ACCEPTED, who, was=was, now={"when": now}, reason=why)], now)
        self.clock = []
        return True

    def _do_without(self, error: FilesNeedMending) -> None:
        """Go on without writing where that is allowed and the folder is what refuses."""
        if not self.may_lack or any(problem.code != "output-refused" for problem in error.problems):
            raise error
        self.lacks = True
