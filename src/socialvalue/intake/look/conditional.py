"""Conditional formats that hide an answer, or show something else in its place.

A rule's formula is Excel's to work out, not ours: a rule counts as met wherever its range covers an answer, but for the
few that plainly are not.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from socialvalue.intake.cells import position
from socialvalue.intake.look.colours import BLACK, WHITE, Colour, unreadable
from socialvalue.intake.look.styles import Format, Look, Looks, describe, lost
from socialvalue.intake.look.styles_part import Differential, Fill, Font, read_differential

_FLAG_OFF = {"0", "false"}
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "equal": operator.eq,
    "notEqual": operator.ne,
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
    "greaterThan": operator.gt,
    "greaterThanOrEqual": operator.ge,
}
#: For Excel every text is greater than every number.
_MET_BY_TEXT = {"notEqual", "greaterThan", "greaterThanOrEqual", "notBetween"}
_WHOLE_SHEET = (0, 0, 1_048_575, 16_383)

#: A sheet with more blocks of cells that rules may hide is not one that people made.
MOST_AREAS = 1000

#: Rules that no cell with an answer meets.
_NEVER = {"containsBlanks", "containsErrors"}


@dataclass(slots=True)
class Rule:
    """One rule as the sheet has it. ``style`` is a number in the styles part, or ``own`` what it brings itself."""

    kind: str
    compares: str = ""
    style: str = ""
    own: Differential | None = None
    formulas: list[str] = field(default_factory=list)
    shows_value: bool = True
    colours: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells; rows and columns counted from zero, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Conditional:
    """A rule that hides what a cell holds, or shows it otherwise, where it is met; or that brings a colour.

    ``shape`` is what it does by itself, None where a cell still shows what it holds; ``ink`` the colour of letters and
    ``papers`` those that they stand on.
    """

    ranges: str
    areas: tuple[Area, ...]
    shape: Format | None
    ink: Colour | None = None
    papers: tuple[Colour, ...] = ()
    compares: str = ""
    limits: tuple[float, ...] = ()

    @property
    def said(self) -> str:
        """What a problem says of the rule."""
        return f", by a conditional format (of {self.ranges})"

    def covers(self, row: int, column: int) -> bool:
        return any(area.covers(row, column) for area in self.areas)

    def met(self, value: object) -> bool:
        """Whether a value may meet the rule."""
        if not self.limits:
            return True
        if not isinstance(value, float):
            return self.compares in _MET_BY_TEXT
        if len(self.limits) == 2:
            low, high = sorted(self.limits)
            return (low <= value <= high) == (self.compares == "between")
        return _COMPARE[self.compares](value, self.limits[0]) if self.compares in _COMPARE else True


@lru_cache(maxsize=4096)
def drowned(look: Look, rules: tuple[Conditional, ...]) -> str:
    """Return how nobody reads a cell of this look under rules that may all be met, or "".

    A rule may bring the colour of the letters, of what they stand on, or both; each may be readable by itself, and not
    beside what the cell or another rule brings. What a rule brings together is not taken apart, unless by another.
    """
    inks = [one for one in rules if one.ink is not None]
    papers = [one for one in rules if one.papers]
    pairs: list[tuple[Colour | None, Sequence[Colour | None], tuple[Conditional, ...]]] = []
    pairs += [(one.ink, look.paper, (one,)) for one in inks if not one.papers]
    pairs += [(look.colour, [paper], (one,)) for one in papers if one.ink is None for paper in one.papers]
    pairs += [
        (one.ink, [paper], (one, other))
        for one, other in product(inks, papers)
        if one is other or not one.papers or other.ink is None
        for paper in other.papers
    ]
    for ink, paper, several in pairs:
        if unreadable(ink, paper):
            where = " and ".join(dict.fromkeys(one.ranges for one in several))
            return f"{lost(ink or BLACK, paper)}, by a conditional format (of {where})"
    return ""


class Rules:
    """Takes in the conditional formats of a sheet, element by element; tags come without their namespace."""

    def __init__(self) -> None:
        self.found: list[tuple[str, list[Rule]]] = []
        self._inside: list[str] = []
        self._rules: list[Rule] = []
        self._ranges = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        inside = self._inside
        if name == "conditionalFormatting":
            self._ranges, self._rules = attributes.get("sqref", ""), []
        elif name == "cfRule":
            self._rules.append(
                Rule(attributes.get("type", ""), attributes.get("operator", ""), attributes.get("dxfId", ""))
            )
        elif self._rules:
            rule = self._rules[-1]
            if name == "dxf":
                rule.own = Differential()
            elif "dxf" in inside and rule.own is not None:
                read_differential(rule.own, inside[inside.index("dxf") + 1 :], name, attributes)
            elif name in {"iconSet", "dataBar"}:
                rule.shows_value = attributes.get("showValue", "1") not in _FLAG_OFF
            elif name in {"color", "fillColor"} and inside[-1:] in (["colorScale"], ["dataBar"]):
                rule.colours.append(attributes)
        inside.append(name)

    def end(self, text: str) -> None:
        """Close the innermost element, whose text this is."""
        name = self._inside.pop()
        if name in {"formula", "f"} and self._rules and self._inside[-1:] == ["cfRule"]:
            self._rules[-1].formulas.append(text.strip())
        elif name == "sqref":
            self._ranges = text
        elif name == "conditionalFormatting":
            self.found.append((self._ranges, self._rules))

    def telling(self, looks: Looks) -> list[Conditional]:
        """Return the rules that hide what a cell holds, show it otherwise, or bring a colour."""
        found = []
        for ranges, rules in self.found:
            areas = tuple(_areas(ranges.split()))
            for rule in rules:
                if rule.kind in _NEVER:
                    continue
                shape, (ink, papers) = _shape(rule, looks), _colours(rule, looks)
                if shape is not None or ink is not None or papers:
                    limits = tuple(map(float, rule.formulas)) if _constant(rule) else ()
                    found.append(Conditional(ranges, areas, shape, ink, papers, rule.compares, limits))
        return found


def _colours(rule: Rule, looks: Looks) -> tuple[Colour | None, tuple[Colour, ...]]:
    palette = looks.part.palette
    style = _style(rule, looks)
    ink, papers = None, [palette.colour(colour, WHITE) for colour in rule.colours]
    if style is not None:
        if style.font is not None and style.font.colour is not None:
            ink = palette.colour(style.font.colour, BLACK)
        if style.fill is not None:
            papers += looks.part.paper(style.fill, solid="bgColor")
    return ink, tuple(paper for paper in papers if paper is not None)


def _style(rule: Rule, looks: Looks) -> Differential | None:
    """Return what a rule puts over the style of its cells."""
    if rule.own is None and rule.style.isascii() and rule.style.isdigit() and len(rule.style) < 10:
        differentials = looks.part.differentials
        return differentials[int(rule.style)] if int(rule.style) < len(differentials) else None
    return rule.own


def _constant(rule: Rule) -> bool:
    wanted = 2 if rule.compares in {"between", "notBetween"} else 1
    return rule.kind == "cellIs" and len(rule.formulas) == wanted and all(map(_NUMBER.fullmatch, rule.formulas))


def _areas(ranges: Iterable[str]) -> Iterable[Area]:
    """Return the blocks of a rule; what cannot be read counts as the whole sheet."""
    for text in ranges:
        first, _, last = text.partition(":")
        try:
            top, left = position(first)
            bottom, right = position(last or first)
        except ValueError:
            top, left, bottom, right = _WHOLE_SHEET
        yield Area(top, left, bottom, right)


def _shape(rule: Rule, looks: Looks) -> Format | None:
    """Return what a rule does to the cells that meet it; None where they still show what they hold."""
    if not rule.shows_value:
        return Format("General", Look(unseen="behind a conditional format that shows a sign in its place"))
    palette = looks.part.palette
    scale: list[Colour | None] = [palette.colour(colour, WHITE) for colour in rule.colours]
    if any(unreadable(BLACK, [colour]) for colour in scale):
        return Format("General", Look(ink="in black on a conditional format's black"))
    style = _style(rule, looks)
    if style is None:
        return None
    look = looks.seen(style.font or Font(), looks.part.paper(style.fill or Fill(), solid="bgColor"))
    return describe(style.code or "General", look)
