"""The text of a TOML file as checked data: the one place where the files that people write are read.

A hostile or damaged file must end in a sentence, not in a traceback or a wait. So depth and length are checked on the
text before it is parsed, and numbers, days and characters afterwards, each with its key.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from socialvalue.decimals import MOST_PLACES, TOO_LARGE, fits, grouped
from socialvalue.errors import Place, Problem
from socialvalue.intake.toml.key_paths import key_path
from socialvalue.reading import NotRead, read_labelled

#: Far more than the longest criteria file, panel or list of redactions that anybody writes.
MOST_BYTES = 1_000_000

#: A thousand are a long criteria file; of millions, every later step would take minutes.
MOST_VALUES = 20_000

#: Tables in lists in tables: no file needs ten. tomllib and pydantic give up at a hundred or two.
MOST_LEVELS = 20

#: Characters of a bare key or a number; a name in quotation marks may be longer, and a text as long as a cell's.
MOST_IN_A_WORD, MOST_IN_A_KEY, MOST_IN_A_TEXT = 100, 400, 32_767

#: The days a file may name. Outside them, days before and after cannot be worked out.
FIRST_YEAR, LAST_YEAR = 1900, 9999

#: More faults of this kind than anybody mends one by one.
_MOST_FAULTS = 50

_TOKEN = re.compile(
    # A text that is not closed ends with its line or the file, so that the search never starts again.
    r'"""(?:\\.?|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)|"(?:\\.?|[^"\\\n])*"?|\'[^\'\n]*\'?|#[^\n]*'
    r"|(?P<mark>[\[\]{}.,=\n])"
    rf"|(?P<word>[^\s\[\]{{}}.,=\"'#]{{{MOST_IN_A_WORD + 1},}})",
    re.DOTALL,
)


@dataclass(frozen=True)
class TomlText:
    """A TOML file as read: its data, or the problems that keep it from being read, and the hash of its bytes."""

    data: dict[str, Any] | None = None
    sha256: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_toml(path: Path, name: str, word: str) -> TomlText:
    """Read a TOML file with exact decimals; problems name it as ``name``, and their codes begin with ``word``."""
    try:
        content = read_labelled(path, name, most=MOST_BYTES)
    except NotRead as error:
        return TomlText(problems=[error.problem(Place(file=name))])
    except OSError as error:
        found = f"a file that could not be opened ({error.strerror or error})"
        action = "Close it in other programs, check that you have permission to open it, and try again."
        problem = Problem("file-unreadable", Place(file=name), found, "a file that may be read", action)
        return TomlText(problems=[problem])
    sha256 = hashlib.sha256(content).hexdigest()
    data, problems = parsed(content, name, word)
    return TomlText(data, sha256, problems)


def parsed(content: bytes, name: str, word: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Return the data of a TOML file's bytes, or the problems that keep it from being used."""
    if len(content) > MOST_BYTES:
        expected = f"a text file of at most {MOST_BYTES:,} bytes"
        return None, [_beyond(name, "", f"more than {MOST_BYTES:,} bytes", expected)]
    text, problem = _decoded(content, name, word)
    if problem is not None:
        return None, [problem]
    if (problem := _too_deep(text, name)) is not None:
        return None, [problem]
    try:
        # With a line break at the end, a fault in the last line is told with its line too.
        data = tomllib.loads(f"{text}\n", parse_float=_decimal)
    # RecursionError cannot come, as depth was checked; were the check wrong, it would still be a fault of the file.
    except (tomllib.TOMLDecodeError, ValueError, ArithmeticError, RecursionError) as error:
        action = "Correct the line named; each key may appear only once, and text needs quotation marks."
        return None, [Problem(f"{word}-syntax", Place(file=name), _printable(str(error)), "valid TOML", action)]
    found = list(_beyond_limits(data, name))
    return (None, found[:_MOST_FAULTS]) if found else (data, [])


def _decoded(content: bytes, name: str, word: str) -> tuple[str, Problem | None]:
    found = ""
    if b"\0" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = "text in UTF-16, or no text at all"
    else:
        try:
            # Windows editors put a byte-order mark in front, which TOML does not know.
            return content.decode("utf-8-sig"), None
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            found = f"text that is not UTF-8, at byte {error.start + 1}, in line {line}"
    action = "Open the file in your editor and save it with the encoding UTF-8."
    return "", Problem(f"{word}-syntax", Place(file=name), found, "a text file saved as UTF-8", action)


def _too_deep(text: str, name: str) -> Problem | None:
    """Return a problem where brackets, dotted keys or single words go on for longer than a parser should follow."""
    depth, parts = 0, 0
    for token in _TOKEN.finditer(text):
        mark = token["mark"]
        if mark is None and token["word"] is None:
            continue
        if mark == ".":
            parts += 1
        elif mark is not None:
            depth = max(0, depth + (mark in "[{") - (mark in "]}"))
            parts = 0
        if depth > MOST_LEVELS or parts >= MOST_LEVELS or token["word"]:
            line = text.count("\n", 0, token.start()) + 1
            if token["word"]:
                found = f"a key or number of {len(token['word'])} characters, in line {line}"
                return _beyond(name, "", found, f"keys and numbers of at most {MOST_IN_A_WORD} characters")
            found = f"brackets or dotted keys more than {MOST_LEVELS} deep, in line {line}"
            return _beyond(name, "", found, f"at most {MOST_LEVELS} levels")
    return None


def _decimal(text: str) -> Decimal | _NoNumber:
    try:
        return Decimal(text)
    except ArithmeticError:
        return _NoNumber(text)


@dataclass(frozen=True)
class _NoNumber:
    """What stands for a number that even `Decimal` cannot hold; never leaves this module."""

    text: str


def _beyond_limits(data: dict[str, Any], name: str) -> Iterator[Problem]:
    """Yield a problem for each key and value that no rule after this one should have to think of."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    count = 0
    while waiting:
        path, value = waiting.pop()
        if (count := count + 1) > MOST_VALUES:
            yield _beyond(name, key_path(data, path[:1]), f"more than {MOST_VALUES:,} values", "far fewer")
            return
        inside: list[tuple[str | int, Any]] = []
        if isinstance(value, Mapping):
            inside = list(value.items())
            for key in value:
                if (fault := _fault_of_text(key, MOST_IN_A_KEY)) is not None:
                    yield _beyond(name, key_path(data, (*path, key)), f"a key with {fault[0]}", fault[1])
        elif isinstance(value, list):
            inside = list(enumerate(value))
        elif (fault := _fault(value)) is not None:
            yield _beyond(name, key_path(data, path), *fault)
        if inside and len(path) >= MOST_LEVELS:
            expected = f"at most {MOST_LEVELS} levels"
            yield _beyond(name, key_path(data, path), f"more than {MOST_LEVELS} levels", expected)
            continue
        waiting += [((*path, part), inner) for part, inner in reversed(inside[:MOST_VALUES])]


def _fault(value: Any) -> tuple[str, str] | None:
    match value:
        case str():
            return _fault_of_text(value, MOST_IN_A_TEXT)
        case bool():
            return None
        case int() | Decimal() | _NoNumber():
            number = Decimal(value) if isinstance(value, int) else value
            if isinstance(number, Decimal) and (not number.is_finite() or fits(number)):
                return None  # nan and inf are refused where a number is asked for, by their key.
            text = value.text if isinstance(value, _NoNumber) else str(value)
            limits = f"a number below {grouped(TOO_LARGE)} with at most {MOST_PLACES} decimal places"
            return f"the number {text[:40]}{'…' if len(text) > 40 else ''}", limits
        case date():
            if FIRST_YEAR <= value.year <= LAST_YEAR:
                return None
            return f"the day {value}", f"a day from the year {FIRST_YEAR} to {LAST_YEAR}"
        case _:
            return None  # A time of day: no file asks for one, and the models say so.


def _fault_of_text(text: str, most: int) -> tuple[str, str] | None:
    if len(text) > most:
        return f"{len(text):,} characters", f"at most {most:,} characters"
    # TOML lets a text hold them as escapes. No file name may, and a terminal would obey them.
    strange = next((one for one in text if _is_control(one)), None)
    if strange is not None:
        return f"the control character U+{ord(strange):04X}", "letters, figures, signs, line breaks and tabs only"
    return None


def _is_control(one: str) -> bool:
    return (one < " " and one not in "\n\r\t") or "\x7f" <= one <= "\x9f"


def _printable(text: str) -> str:
    return "".join(f"U+{ord(one):04X}" if _is_control(one) else one for one in text)[:300]


def _beyond(name: str, key: str, found: str, expected: str) -> Problem:
    action = "Look for a typing error or a damaged file: no file in a competition needs this."
    return Problem("toml-limits", Place(file=name, key=key), found, expected, action)
