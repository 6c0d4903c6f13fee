"""Whom a row of a score sheet is about: a bidder by name, or one of the labels of blind sheets by their key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from socialvalue.errors import Place, Problem
from socialvalue.intake.names import Bidders, key, nearest
from socialvalue.intake.toml.text import read_toml
from socialvalue.intake.wording import quoted
from socialvalue.model.panel_layout import BLIND_KEY_FILE, PANEL_FOLDER

_LABEL = re.compile("bidder [a-z]{1,3}")
_LABELS = "labels"
_KEY = f"{PANEL_FOLDER}/{BLIND_KEY_FILE}"


@dataclass
class PanelNames:
    """The bidders of a competition as score sheets name them.

    Labels are compared letter by letter: as names, "Bidder I" and "Bidder L" would look alike.
    """

    bidders: Sequence[str]
    withdrawn: Sequence[str] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    faulty_key: bool = False

    def __post_init__(self) -> None:
        self._known = Bidders((*self.withdrawn, *self.bidders))
        self._by_label = {key(label): bidder for label, bidder in self.labels.items()}
        self._found: dict[str, str | None] = {}

    def find(self, text: str) -> str | None:
        """Return the bidder that a label or name means, as its bid spells it."""
        if text not in self._found:
            by_label = self._by_label.get(key(text))
            self._found[text] = by_label or self._known.find(text)
        return self._found[text]

    def is_label(self, text: str) -> bool:
        """Tell whether a text looks like a label of blind sheets."""
        return _LABEL.fullmatch(key(text)) is not None

    def nearest(self, text: str) -> str | None:
        """Return the bidder, or label, that a slip of the pen would most likely have meant."""
        shown = {key(one): one for one in (*self.bidders, *self.labels)}
        meant = nearest(text, shown)
        return shown[meant] if meant is not None else None


def read_names(
    folder: Path, bidders: Sequence[str], withdrawn: Sequence[str], *, complete: bool
) -> tuple[PanelNames, list[Problem]]:
    """Return the bidders as score sheets name them, with the labels of ``panel/blind-key.toml`` where there is one."""
    path = folder / PANEL_FOLDER / BLIND_KEY_FILE
    if not path.is_file():
        return PanelNames(bidders, withdrawn), []
    file = read_toml(path, _KEY, "blind-key")
    problems = file.problems
    table = (file.data or {}).get(_LABELS)
    by_name = PanelNames(bidders, withdrawn, faulty_key=True)
    if file.data is None:
        return by_name, problems
    if not isinstance(table, dict):
        expected = f'a table [{_LABELS}] with lines such as "Bidder A" = "the name"'
        return by_name, [_fault(_LABELS, "no table of labels", expected)]
    labels: dict[str, str] = {}
    label_of: dict[str, str] = {}
    for label, name in table.items():
        where = f"{_LABELS}.{label}"
        bidder = by_name.find(name) if isinstance(name, str) else None
        if bidder is None:
            if complete or not isinstance(name, str):
                found = f"the name {quoted(str(name))}, who has not sent a bid"
                problems.append(_fault(where, found, "the name of a bidder as in its bid"))
        elif bidder in label_of:
            problems.append(_fault(where, f"a second label for {quoted(bidder)}", f"only {quoted(label_of[bidder])}"))
        elif (other := by_name.find(label)) not in {None, bidder}:
            found = f"a label that is also a bidder's name ({quoted(str(other))})"
            problems.append(_fault(where, found, "labels that are not bidders' names"))
        else:
            labels[label], label_of[bidder] = bidder, label
    return PanelNames(bidders, withdrawn, labels, bool(problems)), problems


def no_key(place: Place, label: str) -> Problem:
    """Return the problem of blind sheets whose key is not there."""
    return Problem(
        "blind-key",
        place,
        f"the label {quoted(label)} in place of a name, but {_KEY}, which says who it is, is missing",
        f"the key that was written with the sheets, as {_KEY}",
        "Put the key back where `socialvalue form panel --blind` wrote it.",
    )


def _fault(where: str, found: str, expected: str) -> Problem:
    action = (
        "Use the key that `socialvalue form panel --blind` wrote. With other labels, bidders would get each other's "
        "marks."
    )
    return Problem("blind-key", Place(file=_KEY, key=where), found, expected, action)
