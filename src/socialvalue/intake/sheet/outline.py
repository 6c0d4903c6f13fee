"""Groups of rows and columns that are folded up: LibreOffice hides them even where they are not said to be hidden."""

from __future__ import annotations

from collections.abc import Mapping

_OFF = {"0", "false"}


class Outline:
    """Takes in the levels of rows and columns, counted from zero, and which of them folds the group beside it."""

    def __init__(self) -> None:
        #: A group is folded at the row below it and the column to its right, unless the sheet says otherwise.
        self._rows, self._columns = _Levels(), _Levels()

    def order(self, attributes: Mapping[str, str]) -> None:
        self._rows.behind = attributes.get("summaryBelow", "1") not in _OFF
        self._columns.behind = attributes.get("summaryRight", "1") not in _OFF

    def row(self, row: int, attributes: Mapping[str, str]) -> None:
        self._rows.add(range(row, row + 1), attributes)

    def column(self, columns: range, attributes: Mapping[str, str]) -> None:
        if "outlineLevel" in attributes or "collapsed" in attributes:
            self._columns.add(columns[:_MOST_COLUMNS], attributes)

    def folded_rows(self) -> set[int]:
        return self._rows.folded()

    def folded_columns(self) -> set[int]:
        return self._columns.folded()


_MOST_COLUMNS = 16_384


class _Levels:
    def __init__(self) -> None:
        self.behind = True
        self._next = 0
        self._levels: dict[int, int] = {}
        self._folding: list[int] = []

    def add(self, at: range, attributes: Mapping[str, str]) -> None:
        # They are told in order; what comes twice is not told again, however often it comes.
        at = range(max(at.start, self._next), at.stop)
        if not at:
            return
        self._next = at.stop
        level = attributes.get("outlineLevel", "0")
        if level != "0":
            self._levels.update(dict.fromkeys(at, int(level) if level in set("1234567") else 7))
        if attributes.get("collapsed", "0") not in _OFF:
            self._folding.append(at.start if self.behind else at.stop - 1)

    def folded(self) -> set[int]:
        """Return all that is in a folded group: the deeper levels that adjoin the row or column that folds them."""
        found: set[int] = set()
        step = -1 if self.behind else 1
        for at in self._folding:
            level, inside = self._levels.get(at, 0), at + step
            while self._levels.get(inside, 0) > level and inside not in found:
                found.add(inside)
                inside += step
        return found
