"""What a cell shows: a number or a text written out under its number format, as Excel and LibreOffice do it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from socialvalue.decimals import plain
from socialvalue.intake.look.number_format import Section, Token, parse

#: Room for the largest number of a cell (309 digits), with the decimals of the longest code.
_EXACT = Context(prec=900)
_DIGITS = {"0", "#", "?"}

#: General shows 11 characters; a longer number is shown with an exponent.
_GENERAL_DIGITS = 10


@lru_cache(maxsize=4096)
def number_shown(number: Decimal, code: str) -> tuple[str | None, ...]:
    """Return what a cell with this number may show, mostly one text; None where nobody can say, or for a date."""
    shown = [_written(number, section, drops) for section, drops in parse(code).sections_for(number)]
    return tuple(dict.fromkeys(shown))


def text_shown(text: str, code: str) -> str:
    """Return what a cell with this text shows under a format, which may be nothing."""
    return "".join(text if token.kind == "@" else token.text for token in parse(code).text.tokens)


def _written(number: Decimal, section: Section, drops_minus: bool) -> str | None:
    if section.odd or section.date:
        return None
    size = number.copy_abs()
    if section.has("general", "@"):
        text = "".join(general(size) if token.kind in {"general", "@"} else token.text for token in section.tokens)
    elif not section.digits:
        text = "".join(token.text for token in section.tokens)
    elif section.has("/"):
        text = _fraction(size, section.tokens)
    elif section.has("E"):
        text = _exponent(size, section.tokens)
    else:
        text = _ordinary(size, section.tokens)
        if not _rounded(size, section.tokens):
            return text  # Excel shows no minus before a zero that a small number was rounded to.
    return f"-{text}" if number < 0 and not drops_minus and text else text


def general(size: Decimal) -> str:
    """Return a number, not below zero, as the format General shows it in a cell that is wide enough."""
    if size == 0:
        return "0"
    if Decimal("0.0001") <= size < Decimal("1E11"):
        whole = max(size.adjusted() + 1, 1)
        return plain(size.quantize(Decimal(1).scaleb(-max(_GENERAL_DIGITS - whole, 0)), ROUND_HALF_UP, _EXACT))
    rounded = Context(prec=6, rounding=ROUND_HALF_UP).create_decimal(size)
    exponent = rounded.adjusted()
    return f"{plain(rounded.scaleb(-exponent))}E{'-' if exponent < 0 else '+'}{abs(exponent):02}"


def _ordinary(size: Decimal, tokens: Sequence[Token]) -> str:
    """Write a number under placeholders: percent and scaling commas first, then one rounding, then digit by digit."""
    whole, _, part = format(_rounded(size, tokens), "f").partition(".")
    tokens, _ = _without_scaling(tokens)
    kinds = [token.kind for token in tokens]
    point = kinds.index(".") if "." in kinds else len(kinds)
    whole_slots = [index for index, kind in enumerate(kinds[:point]) if kind in _DIGITS]
    grouping = any(kind == "," for kind in kinds[:point])
    before = _whole("" if whole == "0" else whole, tokens, whole_slots, grouping)
    after = iter(_decimals(part, [kind for kind in kinds[point:] if kind in _DIGITS]))
    text = []
    for index, token in enumerate(tokens):
        if token.kind in _DIGITS:
            text.append(before[index] if index < point else next(after))
        elif token.kind == ".":
            text.append(("" if whole_slots or whole == "0" else whole) + ".")
        else:
            text.append(token.text)
    return "".join(text)


def _rounded(size: Decimal, tokens: Sequence[Token]) -> Decimal:
    """Return a number times its percent signs, over its scaling commas, rounded half up to the places shown."""
    tokens, scale = _without_scaling(tokens)
    kinds = [token.kind for token in tokens]
    point = kinds.index(".") if "." in kinds else len(kinds)
    places = sum(kind in _DIGITS for kind in kinds[point:])
    shown = size.scaleb(2 * kinds.count("%") - 3 * scale, _EXACT)
    return shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


def _without_scaling(tokens: Sequence[Token]) -> tuple[list[Token], int]:
    """Take out the commas that divide by a thousand each: those right behind the last digit, or before the point."""
    kinds = [token.kind for token in tokens]
    scaling: set[int] = set()
    ends = [max((i for i, kind in enumerate(kinds) if kind in _DIGITS), default=-1)]
    if "." in kinds:
        ends.append(max((i for i, kind in enumerate(kinds[: kinds.index(".")]) if kind in _DIGITS), default=-1))
    for end in ends:
        index = end + 1
        while 0 < index < len(kinds) and kinds[index] == ",":
            scaling.add(index)
            index += 1
    return [token for index, token in enumerate(tokens) if index not in scaling], len(scaling)


def _whole(digits: str, tokens: Sequence[Token], slots: list[int], grouping: bool) -> dict[int, str]:
    """Return what each placeholder before the point shows; the first one takes all digits that are left."""
    shown: dict[int, str] = {}
    rest, count = digits, 0
    for index in reversed(slots):
        first = index == slots[0]
        taken = (rest if first else rest[-1:]) or {"0": "0", "?": " "}.get(tokens[index].kind, "")
        rest = "" if first else rest[:-1]
        text = ""
        for character in reversed(taken):
            if grouping and count and count % 3 == 0 and character != " ":
                text = f",{text}"
            text, count = character + text, count + 1
        shown[index] = text
    return shown


def _decimals(part: str, kinds: Sequence[str]) -> list[str]:
    shown = list(part)
    for index in reversed(range(len(kinds))):
        if kinds[index] == "0" or shown[index] != "0":
            break
        shown[index] = " " if kinds[index] == "?" else ""
    return shown


def _exponent(size: Decimal, tokens: Sequence[Token]) -> str:
    at = next(index for index, token in enumerate(tokens) if token.kind == "E")
    head, tail = list(tokens[:at]), list(tokens[at + 1 :])
    kinds = [token.kind for token in head]
    point = kinds.index(".") if "." in kinds else len(kinds)
    slots = max(sum(kind in _DIGITS for kind in kinds[:point]), 1)
    places = sum(kind in _DIGITS for kind in kinds[point:])
    power = size.adjusted() if size else 0
    # With several places before the point the exponent goes in steps of their number: ##0.0E+0 is engineers' notation.
    power = power // slots * slots
    mantissa = size.scaleb(-power, _EXACT)
    if mantissa.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT) >= Decimal(10) ** slots:
        power += slots
        mantissa = size.scaleb(-power, _EXACT)
    sign = "-" if power < 0 else "+" if tokens[at].text == "+" else ""
    return f"{_ordinary(mantissa, head)}E{sign}{_ordinary(Decimal(abs(power)), tail)}"


def _fraction(size: Decimal, tokens: Sequence[Token]) -> str:
    """Write a number as ``1 1/4``: the nearest fraction that its places, or its fixed denominator, allow."""
    kinds = [token.kind for token in tokens]
    slash = kinds.index("/")
    below = "".join(token.text for token in tokens[slash + 1 :]).strip()
    tail = "".join(token.text for token in tokens[slash + 1 :] if token.kind == "text" and not token.text.isdigit())
    exact = Fraction(size)
    fixed = below.partition(" ")[0]
    groups = "".join("d" if kind in _DIGITS else " " for kind in kinds[:slash]).split()
    whole = int(exact) if len(groups) > 1 else 0
    if fixed.isdigit() and int(fixed):
        bottom = int(fixed)
        top = int((exact - whole) * bottom + Fraction(1, 2))
    else:
        places = min(sum(kind in _DIGITS for kind in kinds[slash + 1 :]), 7)
        nearest = (exact - whole).limit_denominator(max(10**places - 1, 1))
        top, bottom = nearest.numerator, nearest.denominator
    if len(groups) > 1 and top == bottom:
        whole, top = whole + 1, 0
    head = "".join(token.text for token in tokens[: next(i for i, k in enumerate(kinds) if k in _DIGITS)])
    if len(groups) > 1 and not top:
        return f"{head}{whole}{tail}"
    return f"{head}{f'{whole} ' if whole else ''}{top}/{bottom}{tail}"
