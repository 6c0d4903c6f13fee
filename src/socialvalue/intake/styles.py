"""Number formats that change what a number in a cell means: percent, another currency, another unit, not shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from xml.parsers import expat

from socialvalue.intake.package import Package, local

#: What a bidder in another currency would show. A plain "$" inside `[$£-809]` is syntax, not a currency.
_FOREIGN = re.compile(r"[$€¥₹₽₩₺₴₪₦฿₫₱]|\b(?:EUR|USD|CHF|SEK|NOK|DKK|PLN|JPY|CNY|AUD|CAD|NZD|INR|AED|HKD|SGD)\b")
_STERLING = re.compile(r"\bGBP\b")

#: Quoted text, one escaped character, padding and filling, bracketed parts: colour, condition, locale, currency.
_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<plain>.)', re.DOTALL)

_PERCENT_IDS = {9, 10}


@dataclass(frozen=True, slots=True)
class Format:
    """A number format worth knowing about; ``words`` are letters shown beside the number (``months``)."""

    code: str
    percent: bool = False
    foreign: str = ""
    invisible: bool = False
    words: str = ""


@cache
def describe(code: str) -> Format | None:
    """Return what is unusual about a number format, or None where it shows the number as it is."""
    if code and not code.replace(";", ""):
        return Format(code, invisible=len(code) >= 2)
    shown: list[str] = []
    digits: list[str] = []
    for token in _TOKEN.finditer(code.partition(";")[0]):
        if (bracket := token["bracket"]) is not None:
            # [$€-407] shows €; [$-809] and [Red] show nothing.
            shown.append(bracket[1:].partition("-")[0] if bracket.startswith("$") else "")
        elif token["plain"] is not None:
            (shown if token["plain"] in "$€£¥₹" else digits).append(token["plain"])
        else:
            shown.append(token["quoted"] or token["escaped"] or "")
    text, pattern = "".join(shown), "".join(digits)
    foreign = _FOREIGN.search(text)
    percent = "%" in pattern
    words = "" if foreign else _words(text, pattern)
    if percent or foreign or words:
        return Format(code, percent, foreign[0] if foreign else "", words=words)
    return None


def _words(text: str, pattern: str) -> str:
    words = " ".join(re.findall(r"[^\W\d_]+[^\W_]*|%", _STERLING.sub(" ", text)))
    # 1,200,000 shown as "1.2m" through scaling commas is still that number.
    scaled = {"k": 1, "thousand": 1, "m": 2, "mn": 2, "million": 2, "bn": 3, "billion": 3}.get(words.casefold())
    trailing = re.search(r"[0#?](,+)[^0#?]*$", pattern)
    return "" if scaled is not None and trailing and len(trailing[1]) == scaled else words


def unusual_formats(package: Package) -> dict[str, Format]:
    """Return the formats of a workbook that change a number's meaning, by the style number that cells carry.

    The built-in currency formats are left out: they show whatever currency the reader's computer is set to.
    """
    codes: dict[int, str] = {}
    cell_formats: list[int] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        name = local(tag)
        if name == "numFmt":
            codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            cell_formats.append(_number(attributes.get("numFmtId")))

    def end(tag: str) -> None:
        nonlocal inside
        if local(tag) == "cellXfs":
            inside = False

    def prepare(parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = start
        parser.EndElementHandler = end

    if package.styles:
        package.parse(package.styles, prepare)
    found = {}
    for index, number in enumerate(cell_formats):
        code = codes.get(number, "0%" if number in _PERCENT_IDS else "")
        if code and (described := describe(code)) is not None:
            found[str(index)] = described
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
