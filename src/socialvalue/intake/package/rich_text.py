"""Texts as workbooks hold them: plain or in runs, in cells or in one list that cells share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn

from socialvalue.intake.package.elements import SKIPPED, Attributes, Elements, Level
from socialvalue.intake.package.package import Package
from socialvalue.intake.refused import unsafe

#: What one cell of Excel can hold: no form that was filled in has a longer text.
MOST_IN_A_CELL = 32_767

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: What a run's look may name, beside what is looked at.
_LOOKS = (
    "b",
    "i",
    "u",
    "family",
    "outline",
    "shadow",
    "condense",
    "extend",
    "scheme",
)
#: What of a run's look can make it unreadable: told to whoever knows the colours and fonts of the workbook.
_TOLD = ("color", "sz", "rFont", "charset")

#: What the looks of a run, by the names of their elements, say of it: marks such as ``in letters of 1 points``.
MarksOf = Callable[[Sequence[tuple[str, Attributes]]], set[str]]


class RichText(Elements):
    """A text of the format: one ``t``, or runs of ``r`` with a ``t`` each. How it is pronounced is no part of it."""

    def __init__(self, namespace: str, root: str, marks_of: MarksOf) -> None:
        super().__init__(namespace, root)
        tag = self.tag
        self._marks_of = marks_of
        self._runs: Level = {tag("rPr"): self._start_look, tag("t"): self._start_text}
        self.rich: Level = {
            tag("t"): self._start_text,
            tag("r"): self._start_run,
            tag("rPh"): self._start_sound,
            tag("phoneticPr"): self.skip,
        }
        self._sounds: Level = {tag("t"): self._start_sound_text}
        self._looks: Level = {tag(name): self.skip for name in _LOOKS}
        self._looks |= {tag(name): partial(self._tell, name) for name in _TOLD}
        self._looks |= {tag("strike"): self._strike, tag("vertAlign"): self._raise}
        self.texts: list[str] = []
        self.marks: set[str] = set()
        self._in_text = False

    def begin_rich(self) -> None:
        """Begin a text; its level is ``rich``."""
        self.expected = self.rich
        self.texts = []
        self.marks = set()
        self._plain = self._run = False
        self._looked: set[str] = set()
        self._told: list[tuple[str, Attributes]] = []

    def end_rich(self) -> str:
        return self.unescaped("".join(self.texts))

    def unescaped(self, text: str) -> str:
        """Return a text with its escaped characters: ``_x000D_`` is a carriage return, ``_x005F_`` an underscore."""
        return _ESCAPE.sub(self._character, text) if "_x" in text else text

    def _character(self, match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        if character >= " " and character != "_" and not "\x7f" <= character <= "\x9f":
            # Excel would show the character itself and other programs these seven: nobody escapes what can be typed.
            self.refuse(f"a text with {match[0]}, which programs show differently")
        return character

    def _start_run(self, _: Attributes) -> None:
        if self._plain:
            self.refuse("two texts")
        self._run, self._has_text, self._looked, self._told = True, False, set(), []
        self.expected = self._runs

    def _start_text(self, _: Attributes) -> None:
        if self.expected is self._runs:
            if self._has_text:
                self.refuse("two texts")
            self._has_text = True
        elif self._plain or self._run:
            self.refuse("two texts")
        else:
            self._plain = True
        self.gather()
        self._in_text = True
        self.leave = self._end_text

    def _end_text(self) -> None:
        text = self.gathered()
        self._in_text = False
        self.texts.append(text)
        if text.strip():
            self.marks |= self._looked
            if self._told:
                self.marks |= self._marks_of(self._told)

    def _start_sound(self, _: Attributes) -> None:
        """Begin how a text is pronounced: one text, since programs end an odd one at different places."""
        self.expected = self._sounds

    def _start_sound_text(self, _: Attributes) -> None:
        self.gather()
        self.leave = self._end_sound_text

    def _end_sound_text(self) -> None:
        self.gathered()

    def _start_look(self, _: Attributes) -> None:
        if self._has_text:
            self.refuse("a look behind the text that has it")
        self.expected = self._looks

    def _tell(self, name: str, attributes: Attributes) -> None:
        self.expected = SKIPPED
        self._told.append((name, attributes))

    def _strike(self, attributes: Attributes) -> None:
        self.expected = SKIPPED
        if attributes.get("val", "1") in {"1", "true"}:
            self._looked.add("struck through")

    def _raise(self, attributes: Attributes) -> None:
        self.expected = SKIPPED
        if attributes.get("val") in {"superscript", "subscript"}:
            self._looked.add(attributes["val"])

    def section(self) -> None:
        if not self._in_text:
            super().section()  # A text may be a marked section: every program reads it as the text that it holds.


@dataclass(slots=True)
class SharedTexts:
    """The texts that cells share by number, and the marks (``superscript``, ``struck through``) of some."""

    texts: list[str] = field(default_factory=list)
    marks: dict[int, frozenset[str]] = field(default_factory=dict)
    #: The numbers of those that are more than their text: they have marks, or are longer than a cell can hold.
    telling: set[int] = field(default_factory=set)


class _SharedTexts(RichText):
    def __init__(self, package: Package, marks_of: MarksOf) -> None:
        super().__init__(package.namespace, "sst", marks_of)
        self.package = package
        self.found = SharedTexts()
        self._items: Level = {self.tag("si"): self._start_item, self.tag("extLst"): self.skip}

    def refuse(self, what: str) -> NoReturn:
        number = len(self.found.texts) + 1
        raise unsafe(self.package.label, f"{what} (text {number} of {self.package.strings})")

    def start_root(self, _: Attributes) -> None:
        self.expected = self._items

    def _start_item(self, _: Attributes) -> None:
        self.begin_rich()
        self.strict = True
        self.leave = self._end_item

    def _end_item(self) -> None:
        self.strict = False
        text, at = self.end_rich(), len(self.found.texts)
        if self.marks:
            self.found.marks[at] = frozenset(self.marks)
        if self.marks or len(text) > MOST_IN_A_CELL:
            self.found.telling.add(at)
        self.found.texts.append(text)


def shared_texts(package: Package, marks_of: MarksOf) -> SharedTexts:
    """Return the texts that the cells of a workbook share."""
    reading = _SharedTexts(package, marks_of)
    if package.strings:
        package.parse(package.strings, reading.prepare)
    return reading.found
