"""The authority whose documents these are, as `authority.toml` has it: its name, its logo, its colours, its marking."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator

from socialvalue.folder_files import AUTHORITY
from socialvalue.model.base import FromFile
from socialvalue.model.entries import Email, Line, Lines

if TYPE_CHECKING:
    from pathlib import Path

AUTHORITY_FILE = AUTHORITY.name

Nation = Literal["England", "Wales", "Scotland", "Northern Ireland"]

#: The ink of headings, rules and the cover where an authority gives none: 10:1 on white.
NAVY = "#12436d"

#: A marking stands in the head of every page, beside the page's own words.
LONGEST_MARKING = 60


def _hexadecimal(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError("a colour as # and six figures or letters from a to f, such as “#12436d”")
    return text


def _short(text: str) -> str:
    if len(text) > LONGEST_MARKING:
        raise ValueError(f"at most {LONGEST_MARKING} characters, so that it fits the head of a page")
    return text


def _web(text: str) -> str:
    if text and (":" in text or " " in text) and not re.fullmatch(r"https?://\S+", text):
        raise ValueError("a web address, such as “https://www.council.example”")
    return text


Colour = Annotated[str, AfterValidator(_hexadecimal)]
Marking = Annotated[Line, AfterValidator(_short)]
Website = Annotated[Line, AfterValidator(_web)]


class Authority(FromFile):
    """Who hands these documents out. ``logo`` and ``templates`` are paths from the file's own folder.

    ``marking`` stands on what stays with the authority, ``letter_marking`` on what goes to suppliers.
    """

    format: Literal[1]
    name: Line = ""
    address: Lines = ()
    email: Email = ""
    website: Website = ""
    nation: Nation | None = None
    colour: Colour = NAVY
    logo: Line = ""
    logo_text: Line = ""
    marking: Marking = ""
    letter_marking: Marking = ""
    templates: Line = ""


@dataclass(frozen=True, slots=True)
class Look:
    """An authority ready for a page: its logo as an address that holds the picture, its own templates' folder."""

    authority: Authority = field(default_factory=lambda: Authority(format=1))
    logo: str = ""
    templates: Path | None = None

    def for_letters(self) -> Look:
        """Return the same look with the marking of what leaves the authority, in the place of the panel's."""
        update = {"marking": self.authority.letter_marking}
        return Look(self.authority.model_copy(update=update), self.logo, self.templates)


PLAIN = Look()


def contrast_on_white(colour: str) -> float:
    """Return how far a colour stands off white paper: from 1 (white itself) to 21 (black), as WCAG measures it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
