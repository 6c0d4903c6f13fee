"""The authority whose documents these are, as `authority.toml` has it: its name, its logo, its colours, its marking."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from socialvalue.model.base import FromFile

AUTHORITY_FILE = "authority.toml"

Nation = Literal["England", "Wales", "Scotland", "Northern Ireland"]

#: The ink of headings, rules and the cover where an authority gives none: 10:1 on white.
NAVY = "#12436d"

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Authority(FromFile):
    """Who hands these documents out. ``logo`` and ``templates`` are paths from the file's own folder."""

    format: Literal[1]
    name: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    website: str = ""
    nation: Nation | None = None
    colour: Colour = NAVY
    logo: str = ""
    logo_text: str = ""
    marking: str = ""
    letter_marking: str = ""
    templates: str = ""


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
