"""Whether a cell shows what it holds: its number or text under its format, read as a person would read it.

A format can show 50,000 where a cell holds 100,000, or nothing at all. What is scored must be what everybody sees, so
the text that the cell shows is read back here, and must give the stored number, rounded to the digits shown.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from socialvalue.intake.look.number_format import Section, parse
from socialvalue.intake.look.render import number_shown, text_shown
from socialvalue.intake.wording import quoted

#: U+FFE1 is the full-width pound of East Asian keyboards. The lira sign is no pound, however alike they look.
POUNDS = {"£", "\uffe1"}

#: Codes and names that stand for another currency; any other word beside a number is judged as a unit.
_FOREIGN_WORDS = re.compile(
    r"\b(?:EUR|USD|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|JPY|CNY|RMB|KRW|TWD|AUD|CAD|NZD|SGD|HKD|INR|PKR|BDT"
    r"|LKR|AED|SAR|QAR|KWD|ILS|EGP|GHS|KES|NGN|ZAR|MXN|BRL|ARS|CLP|COP|THB|IDR|MYR|PHP|VND|IEP|GIP|JEP|IMP|GGP|FKP|SHP"
    r"|euros?|dollars?|francs?|kr|zł|Kč|Ft|lei|Rs|Fr)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]+(?:[, ][0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+")
_POWER = re.compile(r"E[+-]?[0-9]+")
_FRACTION = re.compile(r"(?:(?P<whole>[0-9]+) +)?(?P<top>[0-9]+)/(?P<bottom>[0-9]+)")
#: Signs that a reader takes for a minus, beside every dash that Unicode knows.
_MINUS = set("-\u2212\u207b\u208b\u2796\ufe63\uff0d\u00ad\u02d7\u06d4")
_PAIR = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO_BRACKETS = dict.fromkeys(map(ord, "([)]"))
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")
_GREATEST_POWER = 400
_FIGURES = re.compile(r"[-+£0-9.,()% ]{1,40}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as a cell shows it: its value, what its last digit counts, and the words around it."""

    value: Decimal
    unit: Decimal
    words: str

    def is_of(self, number: Decimal) -> bool:
        """Whether this is the number, rounded to the digits shown. A number is never rounded to a bare zero."""
        return abs(self.value - number) <= self.unit / 2 and bool(self.value) == bool(number)

    def times(self, factor: int) -> Reading:
        return Reading(self.value * factor, self.unit * factor, "")


def foreign_currency(text: str) -> str:
    """Return the first currency in a text that is not pounds: any sign that Unicode calls a currency, or its code."""
    for character in text:
        if unicodedata.category(character) == "Sc" and character not in POUNDS:
            return character
    found = _FOREIGN_WORDS.search(text)
    return found[0] if found else ""


@lru_cache(maxsize=4096)
def read_shown(text: str) -> Reading | None:
    """Return the number that a person reads in a cell; None where there is none, or no telling which."""
    tidy = "".join(" " if character.isspace() else character for character in text).strip()
    fraction = _FRACTION.search(tidy)
    found = fraction or _NUMBER.search(tidy)
    if found is None:
        return None
    before, after = tidy[: found.start()], tidy[found.end() :]
    if fraction is not None:
        if not int(fraction["bottom"]):
            return None
        value = Decimal(fraction["whole"] or 0) + Decimal(fraction["top"]) / Decimal(fraction["bottom"])
        unit = Decimal(0)
    else:
        digits = re.sub("[, ]", "", found[0])
        if digits.startswith("0") and re.match("[0-9]+[, ]", found[0]):
            return None  # "£000 100,000": the noughts may be a heading, "in thousands".
        power = _POWER.match(after)
        shift = int(power[0][1:]) if power else 0
        if abs(shift) > _GREATEST_POWER:
            return None
        value = Decimal(digits).scaleb(shift)
        unit = Decimal(1).scaleb(shift - len(digits.partition(".")[2]))
        after = after[power.end() :] if power else after
    # Brackets are an accountant's minus where they enclose the number, not within a word: "day(s)".
    opened, closed = _PAIR.sub("", before), _PAIR.sub("", after)
    opening, closing = sum(map("([".count, opened)), sum(map(")]".count, closed))
    if opening:
        before, after = opened.translate(_NO_BRACKETS), closed.translate(_NO_BRACKETS)
    signs = [character for character in _HYPHEN.sub("", f"{before}0{after}") if character == "+" or _dash(character)]
    if opening != closing or len(signs) + opening > 1:
        return None
    sign = 1 if not opening and set(signs) <= {"+"} else -1
    words = "".join(" " if character in POUNDS else character for character in f"{before} {after}")
    for character in signs:
        words = words.replace(character, " ")
    return Reading(value * sign, unit, " ".join(words.split()))


def _dash(character: str) -> bool:
    return character in _MINUS or unicodedata.category(character) == "Pd"


def shows_nothing(text: str) -> bool:
    """Whether a text leaves a cell empty to the eye."""
    return not any(unicodedata.category(character)[0] not in "ZC" for character in text)


def is_dash(text: str) -> bool:
    """Whether a cell shows the accountant's zero: one dash, with or without a pound sign."""
    left = [character for character in text if not character.isspace() and character not in POUNDS]
    return len(left) == 1 and _dash(left[0])


def shown_as(text: str) -> str:
    """Return what a cell shows, for a problem: figures as they are, anything else in quotation marks."""
    tidy = text.strip()
    return tidy if _FIGURES.fullmatch(tidy) else quoted(tidy)


def harmless(code: str, *, zero_as_dash: bool = False) -> bool:
    """Whether a format shows every number, and every text, as it is; zero as a digit, or at most as a dash.

    Such a format has one unbroken run of places for digits, with pounds and a minus or brackets where they belong
    and nothing else, so that a few numbers prove it for all.
    """
    shape = parse(code)
    if any(section.condition or section.odd for section in shape.numbers):
        return False
    if not all(map(_bare, shape.numbers[:2])):
        return False
    for number in (Decimal("1234567.5"), Decimal("-1234567.5"), Decimal(0)):
        (text,) = number_shown(number, code)
        reading = read_shown(text) if text is not None else None
        if number == 0 and zero_as_dash and text is not None and is_dash(text):
            continue
        if reading is None or reading.words or not reading.is_of(number):
            return False
    return text_shown("x", code).strip() == "x"


_RUN = re.compile(r"[tpf]*(?:[0#?,.]*[0#?][0#?,.]*|G|@)[tpf]*")
_KINDS = {"general": "G", "text": "t", "pad": "p", "fill": "f"}


def _bare(section: Section) -> bool:
    """Whether a section is nothing but digits, pounds and a sign: no percent, no scaling, no words, no date."""
    kinds = "".join(_KINDS.get(token.kind, token.kind) for token in section.tokens)
    if not _RUN.fullmatch(kinds) or re.search(r",(?![0#?])", kinds):
        return False
    return all(character in POUNDS or character in " -()" for character in section.literal)
