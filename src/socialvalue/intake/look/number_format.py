"""Number formats as Excel reads them: a code such as ``#,##0.00;[Red]-#,##0.00`` taken apart into its sections.

A format has up to four sections, parted by semicolons: for numbers above zero, below zero, zero, and for text; or
sections with conditions (``[<100]``). No kept library does this for files that somebody may have built to mislead, so
it is done here. Whatever the rules do not settle is marked `odd`, and an odd format is never trusted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal["text", "pad", "fill", "0", "#", "?", ".", ",", "%", "E", "/", "@", "date", "general"]

#: Excel takes no code longer than 255 characters.
LONGEST_CODE = 255

#: The codes that numbers below 164 stand for, as an Excel set to English (UK) shows them. The others are East Asian
#: dates (27 to 36, 50 to 58) or mean General.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"£"#,##0;-"£"#,##0',
    6: '"£"#,##0;[Red]-"£"#,##0',
    7: '"£"#,##0.00;-"£"#,##0.00',
    8: '"£"#,##0.00;[Red]-"£"#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-',
    42: '_-"£"* #,##0_-;-"£"* #,##0_-;_-"£"* "-"_-;_-@_-',
    43: '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    44: '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "yyyy/m/d"),
}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)(?:"|\Z)|\\(?P<escaped>.)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<halves>AM/PM|A/P)|(?P<exponent>E[+-])|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(?P<sign><=|>=|<>|<|>|=)\s*(?P<limit>-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?[0-9]{1,2}", re.IGNORECASE)
_LOCALE = re.compile(r"(?:[0-9A-F]{1,8}|[a-z]{2,3}(?:[-_][-\w,.]*)?)?", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_SHAPES = re.compile(r"(?:dbnum|natnum)[0-9].*", re.IGNORECASE)
_DATE_LETTERS = set("ymdhsegbYMDHSEGB")


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a section: a placeholder for a digit, or text that is shown as it is."""

    kind: Kind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    colour: str = ""
    odd: bool = False

    def has(self, *kinds: Kind) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    @property
    def date(self) -> bool:
        return self.has("date")

    @property
    def digits(self) -> bool:
        """Whether the section has a place for the digits of a number."""
        return self.has("0", "#", "?", "general")

    @property
    def literal(self) -> str:
        """The text that is shown beside the digits."""
        return "".join(token.text for token in self.tokens if token.kind in {"text", "fill"})


GENERAL = Section((Token("general"),))
AS_TYPED = Section((Token("@"),))


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format's sections for numbers, and the one for text."""

    code: str
    numbers: tuple[Section, ...]
    text: Section

    def sections_for(self, number: Decimal) -> tuple[tuple[Section, bool], ...]:
        """Return the sections under which a program may show this number, each with whether it drops the minus.

        Mostly one. Where programs differ on what a condition means, all that it may be.
        """
        first, *others = self.numbers
        conditions = [section.condition for section in self.numbers]
        if not any(conditions):
            if number < 0 and others:
                return ((others[0], True),)
            if number == 0 and len(others) > 1:
                return ((others[1], False),)
            return ((first, False),)
        if conditions[0] and (len(self.numbers) <= 2 or conditions[1]) and not any(conditions[2:]):
            for section in self.numbers:
                if section.condition is None or holds(section.condition, number):
                    return _minus(section, number, self.numbers)
            return ((Section((Token("text", "#"),), odd=True), False),)  # Excel fills the cell with ####.
        minus = (False, True) if number < 0 else (False,)
        return tuple((section, drops) for section in self.numbers for drops in minus)


def holds(condition: tuple[str, Decimal], number: Decimal) -> bool:
    """Whether a number meets the condition of a section."""
    sign, limit = condition
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def _minus(section: Section, number: Decimal, sections: tuple[Section, ...]) -> tuple[tuple[Section, bool], ...]:
    """Whether a section beside conditions shows a minus by itself: not where it is for all negative numbers.

    For other sections that only negative numbers reach, Excel and LibreOffice differ.
    """
    if number >= 0:
        return ((section, False),)
    if section.condition is not None:
        sign, limit = section.condition
        unsure = sign in {"<", "<="} and limit < 0
        drops = sign == "<" and limit == 0
    else:
        first = sections[0].condition or ("", Decimal(1))
        drops = len(sections) == 2 and first[0] in {">", ">="} and first[1] == 0
        unsure = not drops
    return ((section, False), (section, True)) if unsure else ((section, drops),)


@lru_cache(maxsize=1024)
def parse(code: str) -> NumberFormat:
    """Take a format code apart. Any text has a reading; what Excel would not take has odd sections."""
    odd = len(code) > LONGEST_CODE
    sections = [_section(tokens, odd) for tokens in _split(code[: LONGEST_CODE + 1])]
    if len(sections) > 4:
        sections = [Section(section.tokens, section.condition, section.colour, True) for section in sections[:4]]
    numbers, text = sections, AS_TYPED
    if len(sections) == 4 or sections[-1].has("@"):
        *numbers, text = sections
    if not code or not numbers:
        numbers = [GENERAL]
    return NumberFormat(code, tuple(numbers[:3]), text)


def _split(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["plain"] == ";":
            sections.append([])
        else:
            sections[-1].append(match)
    return sections


def _section(matches: list[re.Match[str]], odd: bool) -> Section:
    tokens: list[Token] = []
    condition, colour = None, ""
    for match in matches:
        if (inside := match["bracket"]) is not None:
            if found := _CONDITION.fullmatch(inside.strip()):
                odd = odd or condition is not None
                condition = found["sign"], Decimal(found["limit"])
            elif _COLOUR.fullmatch(inside.strip()):
                colour = inside.strip().casefold().replace("colour", "color").replace(" ", "")
            elif inside.startswith("$"):
                currency, _, locale = inside[1:].partition("-")
                tokens.append(Token("text", currency))
                odd = odd or not _LOCALE.fullmatch(locale) or _other_digits(locale)
            elif _ELAPSED.fullmatch(inside):
                tokens.append(Token("date", inside))
            else:
                odd = True
        else:
            tokens.append(_token(match))
    return Section(tuple(tokens), condition, colour, odd or _is_odd(tokens))


def _other_digits(locale: str) -> bool:
    """Whether a locale asks for the digits of another script: its two digits above the language and calendar."""
    return len(locale) > 6 and locale.isalnum() and int(locale, 16) >> 24 not in {0, 1}


def _token(match: re.Match[str]) -> Token:
    for kind in ("quoted", "escaped"):
        if match[kind] is not None:
            return Token("text", match[kind])
    if match["pad"] is not None:
        return Token("pad", " ")
    if match["fill"] is not None:
        return Token("fill", "" if match["fill"].isspace() else match["fill"] * 3)
    if match["general"] is not None:
        return Token("general")
    if match["halves"] is not None:
        return Token("date", match["halves"])
    if match["exponent"] is not None:
        return Token("E", match["exponent"][1])
    plain = match["plain"]
    if plain in "0#?.,%/@":
        return Token(plain, "" if plain == "," else plain)  # type: ignore[arg-type]  # each is a kind of its own
    return Token("date" if plain in _DATE_LETTERS else "text", plain)


def _is_odd(tokens: list[Token]) -> bool:
    """Whether a section holds what Excel would not take, or what programs show in different ways."""
    kinds = [token.kind for token in tokens]
    if "date" in kinds:
        return False
    if "general" in kinds:
        return kinds.count("general") > 1 or any(kind in kinds for kind in "0#?.,%E/@")
    digits = [index for index, kind in enumerate(kinds) if kind in {"0", "#", "?"}]
    if "@" in kinds:
        return bool(digits) or any(kind in kinds for kind in ".,%E/")
    if not digits:
        return any(kind in kinds for kind in "E,")
    if kinds.count(".") > 1 or kinds.count("E") > 1 or kinds.count("/") > 1 or ("E" in kinds and "/" in kinds):
        return True
    if any(
        kind == "," and (not index or kinds[index - 1] not in {"0", "#", "?", ","}) for index, kind in enumerate(kinds)
    ):
        return True
    if any(kinds[index] == kinds[index + 1] == "," for index in range(digits[0], digits[-1])):
        return True
    # A literal of digits in another script, or one half of a pair, is text like any other and is judged as shown.
    return any(unicodedata.category(character) == "Cc" for token in tokens for character in token.text)
