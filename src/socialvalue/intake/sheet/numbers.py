"""Numbers as people type them: read where they can mean one thing only, refused where they could mean two.

Read: ``£1,200,000.00``, ``1 200 000`` (any kind of space), ``£1.2m``, ``350k``, ``GBP 1200``, ``10 weeks`` where weeks
are asked, ``12.5%`` where a percentage is asked. Refused: ``1.200`` (1.2 or 1,200?), ``1,2``, ``€1000``, ``10-12``,
``approx 5``, ``ten``, dates. Nothing is guessed: every other text is refused as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from socialvalue.decimals import EXACT, from_cell, grouped, plain
from socialvalue.intake.look.render import number_shown
from socialvalue.intake.look.shows import foreign_currency, is_dash, read_shown, shown_as, shows_nothing
from socialvalue.intake.look.styles import Format
from socialvalue.intake.nothing_said import TURNED, turns_text
from socialvalue.intake.wording import quoted, shown


@dataclass(frozen=True, slots=True)
class Asked:
    """What kind of number is asked for, and the unit of a quantity."""

    kind: Literal["money", "quantity", "percent", "mark"]
    unit: str = ""

    @property
    def words(self) -> str:
        match self.kind:
            case "money":
                return "an amount in pounds, as a number and nothing else"
            case "percent":
                return "a percentage from 0 to 100, as a number"
            case "mark":
                return "a mark, as a number and nothing else"
            case "quantity":
                return f"a number of {self.unit}, without words beside it"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell was not read as a number: a problem code, what was found, and what to do where that is particular."""

    code: str
    found: str
    action: str = "Type the number again in figures, or ask the bidder what they meant."


_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SPACES = dict.fromkeys(
    map(ord, "\t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_TIDY = {**_INVISIBLE, **_SPACES, ord("\u2212"): "-"}

_FIGURES = r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_GROUPED = r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?"
_TYPED = re.compile(rf"(?P<before>[^0-9.,]*)(?P<number>{_GROUPED}|{_FIGURES})(?P<after>(?: *[^0-9., ].*)?)", re.DOTALL)
_BEFORE = re.compile(r"(?P<sign>[+-]?) ?(?P<currency>£|gbp)? ?(?P<inner>[+-]?)")
_ONLY_FIGURES = re.compile(r"[+-]? ?£? ?[0-9][0-9., ]*")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_FOREIGN = re.compile(r"[$€¥₹]|\b(?:eur|euros?|usd|dollars?|chf)\b")
_LONGEST = 100

_POUNDS = re.compile(r"(?:£|gbp|pounds?(?: sterling)?)?")
_SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_SCALE = re.compile(r"(?:(?P<scale>thousand|million|billion|mn|bn|k|m)(?![a-z]))? *(?P<unit>.*)", re.DOTALL)
_PERCENT_WORDS = {"%", "percent", "per cent", "percentage"}
_POUND_WORDS = {"£", "gbp", "pounds", "pound", "pounds sterling"}
_SHORT_UNITS = {
    "hr": "hour",
    "h": "hour",
    "wk": "week",
    "yr": "year",
    "mth": "month",
    "kilogram": "kg",
    "kilometre": "km",
}


#: What says in a title that its amounts are not in pounds as they stand.
_SCALED = re.compile(
    r"\b000s?\b|\b(?:£ ?)?[0\u2019\u2018\x27]000s?\b|£ ?[km]n?\b|£ ?bn\b|\bthousands?\b|\bmillions?\b|\bpence\b"
    r"|\bmiloedd\b|\bmiliynau\b|\bceiniogau\b",
    re.IGNORECASE,
)


def not_in_pounds(title: str) -> str:
    """Return what in a title says that its amounts are in another unit than pounds: another currency, thousands."""
    found = _SCALED.search(title)
    return foreign_currency(title) or (found[0] if found else "")


def asked_quantity(unit: str) -> Asked:
    """Return what a quantity asks for: one counted in pounds or percent is read as such."""
    name = unit.strip().casefold()
    if name in _POUND_WORDS:
        return Asked("money", unit)
    return Asked("percent" if name in _PERCENT_WORDS else "quantity", unit)


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same one, in the singular or plural: ``week``, ``Weeks`` and ``wks`` are."""
    return _unit_key(one) == _unit_key(other)


@lru_cache(maxsize=1024)
def _unit_key(unit: str) -> str:
    words = unit.translate(_TIDY).casefold().replace("(s)", "").strip(" .").split()
    if " ".join(words) in _POUND_WORDS:
        return "£"
    if " ".join(words) in _PERCENT_WORDS:
        return "%"
    singular = [
        word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word for word in words
    ]
    return " ".join(_SHORT_UNITS.get(word, word) for word in singular)


def read_number(value: float, shape: Format | None, asked: Asked) -> Decimal | Unread:
    """Return the number in a number cell, minding how the cell shows it: 0.25 shown as 25% is 25 percent."""
    try:
        number = from_cell(value)
    except ValueError:
        return Unread("not-a-number", "a number that no spreadsheet can hold")
    if shape is not None and (wrong := wrong_shape(number, shape, asked)) is not None:
        return wrong
    if asked.kind != "percent":
        return number
    if shape is not None and shape.percent(number):
        return number * 100
    return _doubtful_share(number, shown(value)) or number


def wrong_shape(number: Decimal, shape: Format, asked: Asked) -> Unread | None:
    """Return why a cell does not show the number that it holds, in the unit that is asked for."""
    if shape.only_tinted or (number != 0 and shape.zero_as_dash):
        return None
    if unseen := shape.unseen(number):
        return Unread("answer-hidden", f"a number {unseen}", _SHOW)
    if shape.look.struck:
        return Unread("answer-shown-otherwise", f"the number {grouped(number)}, struck through in the cell", _CHECK)
    percent = shape.percent(number)
    for text in number_shown(number, shape.code):
        wrong = _wrong_look(number, text, shape.code, asked, percent=percent)
        if wrong is not None:
            return wrong
    return None


_SHOW = "Show the cell in plain figures (number format General, black letters), and check what it contains."
_CHECK = "Check what was meant, give the cell the number format General, and type the number again."


def _wrong_look(number: Decimal, text: str | None, code: str, asked: Asked, *, percent: bool) -> Unread | None:
    if text is None:
        found = (
            f"a number that the cell's format {quoted(code)} shows as a date, or in a way that the tool cannot work out"
        )
        return Unread("answer-shown-otherwise", found, _CHECK)
    if shows_nothing(text):
        return Unread("answer-hidden", f"a number that the cell's format {quoted(code)} does not show", _SHOW)
    if currency := foreign_currency(text):
        found = f"an amount in another currency ({currency} {grouped(number)})"
        return Unread("wrong-unit", found, _CHECK)
    if number == 0 and is_dash(text):
        return None
    reading = read_shown(text)
    otherwise = Unread(
        "answer-shown-otherwise", f"a cell that shows {shown_as(text)} and holds {grouped(number)}", _CHECK
    )
    if reading is None:
        return otherwise
    if percent and asked.kind != "percent":
        return Unread("wrong-unit", f"a percentage ({grouped(number * 100)}%)", _CHECK)
    words = reading.words
    if asked.kind == "mark" and (same_unit(words, "mark") or same_unit(words, "point")):
        words = ""
    factor = _scale(words, asked)
    if factor is None and not any(map(str.isnumeric, words)) and re.search(r"[^\W_]|%", words):
        return Unread("wrong-unit", f"a number that the cell shows as {shown_as(text)}", _CHECK)
    meant = number * 100 if percent else number
    return None if factor is not None and reading.times(factor).is_of(meant) else otherwise


def _doubtful_share(number: Decimal, found: str) -> Unread | None:
    if not 0 < number < 1:
        return None
    percent = grouped(number * 100)
    return Unread(
        "number-ambiguous",
        f"{found}, which could be {grouped(number)}% or {percent}%",
        f"Type it with a percent sign: {grouped(number)}% or {percent}%.",
    )


def read_text(text: str, asked: Asked) -> Decimal | Unread:
    """Return the number that a text can only mean, or why it was not read."""
    tidy = re.sub(" +", " ", text.translate(_TIDY)).strip().removeprefix("'").strip()
    found = quoted(text.strip())
    if turns_text(text):
        return Unread("text-turned", f"{found}, with {TURNED}")
    match = _TYPED.fullmatch(tidy) if len(tidy) <= _LONGEST else None
    if match is None:
        if len(tidy) <= _LONGEST and _ONLY_FIGURES.fullmatch(tidy):
            return Unread(
                "number-ambiguous", f"{found}, with commas, points or spaces that can be read in more than one way"
            )
        return _not_a_number(tidy, found)
    sign = _sign(match["before"], asked)
    scale = _scale(match["after"].strip(), asked)
    if sign is None or scale is None:
        return _not_a_number(tidy, found, match["after"].strip() if sign is not None else "", asked)
    figures = match["number"]
    # A percentage cannot be a thousand, so there the point can only be a decimal one.
    if scale == 1 and asked.kind != "percent" and _TWO_WAYS.fullmatch(figures):
        without = figures.replace(".", "")
        decimal = plain(Decimal(figures)) if figures.endswith("0") else f"{figures}0"
        return Unread(
            "number-ambiguous",
            f"{found}, which could be {grouped(Decimal(figures))} or {grouped(Decimal(without))}",
            f"Type it as {without} or as {decimal}, whichever was meant.",
        )
    # Not by Python's own product, which rounds to 28 digits: 100.00…01% would be read as 100%.
    number = EXACT.multiply(Decimal(figures.replace(",", "").replace(" ", "")), Decimal(scale * sign))
    if asked.kind == "percent" and not match["after"].strip():
        return _doubtful_share(number, found) or number
    return number


def _sign(before: str, asked: Asked) -> int | None:
    match = _BEFORE.fullmatch(before.strip().casefold())
    if match is None or (match["sign"] and match["inner"]) or (match["currency"] and asked.kind != "money"):
        return None
    return -1 if "-" in (match["sign"], match["inner"]) else 1


def _scale(after: str, asked: Asked) -> int | None:
    """Return what the words after a number multiply it by, or None where they are not the unit that was asked for."""
    words = after.casefold()
    if asked.kind == "percent":
        return 1 if not words or words in _PERCENT_WORDS else None
    if asked.kind == "mark":
        return None if words else 1
    if words and asked.unit and same_unit(words, asked.unit):
        return 1
    match = _SCALE.fullmatch(words)
    if match is None:
        return None
    scale, unit = match["scale"], match["unit"].strip()
    if asked.kind == "money":
        fits = bool(_POUNDS.fullmatch(unit))
    else:
        # "1.2m" of a quantity could be metres, months or miles, and "5k" kilograms or kilometres.
        short = scale == "m" or (scale == "k" and asked.unit.casefold().startswith("k"))
        fits = not short and (not unit or same_unit(unit, asked.unit))
    return _SCALES.get(scale or "", 1) if fits else None


def _not_a_number(tidy: str, found: str, after: str = "", asked: Asked | None = None) -> Unread:
    folded = tidy.casefold()
    if any(one.isnumeric() and not one.isascii() for one in tidy):
        return Unread("not-a-number", f"{found}, with figures that are not plain ones")
    if _FOREIGN.search(folded):
        return Unread("wrong-unit", f"an amount in another currency ({found})")
    wrong_unit = asked is not None and (
        ("%" in folded and asked.kind != "percent")
        or ("£" in folded and asked.kind != "money")
        or (asked.kind == "quantity" and re.fullmatch(r"[^\W\d_][^\d]*", after) is not None)
    )
    if wrong_unit:
        return Unread("wrong-unit", f"{found}, which is not in the unit asked for")
    return Unread("not-a-number", found)


def read_value(value: Any, shape: Format | None, asked: Asked) -> Decimal | Unread:
    """Return the number in a cell that is not blank, or why it was not read."""
    if isinstance(value, bool):
        return Unread("not-a-number", shown(value))
    if isinstance(value, float | int):
        return read_number(value, shape, asked)
    if isinstance(value, str):
        return read_text(value, asked)
    action = (
        "Excel turned what was typed into a date or time: give the cell the number format General, and type it again."
    )
    return Unread("not-a-number", shown(value), action)
