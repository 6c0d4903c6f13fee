"""The fonts that we ship, and which of them a page needs: so that it looks the same whatever fonts a machine has."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from socialvalue import resources


@dataclass(frozen=True, slots=True)
class Face:
    """A font file: the family as style sheets call it, its weight, and its name in ``templates/fonts/``."""

    family: str
    weight: int
    name: str

    @property
    def file(self) -> Path:
        """Return where it stands."""
        return resources.folder("templates") / "fonts" / self.name


@dataclass(frozen=True, slots=True)
class Needed:
    """What a text needs beside the usual faces, and its characters that no face of ours has."""

    faces: tuple[Face, ...] = ()
    lacking: str = ""


#: Source Sans 3, which every page is set in. Pages call it SourceSans3, in one word: Pango takes a name that ends in a
#: number for a type size, and a copy on the machine has the other name.
USUAL = (
    Face("SourceSans3", 400, "SourceSans3-Regular.otf.woff2"),
    Face("SourceSans3", 600, "SourceSans3-Semibold.otf.woff2"),
    Face("SourceSans3", 700, "SourceSans3-Bold.otf.woff2"),
)

#: For what Source Sans 3 lacks, in the order in which they are asked. The Arabic face has a glyph of its own for each
#: letter. Where a letter is put together from a stroke and dots, as in Noto Sans Arabic, WeasyPrint cannot tell a
#: screen reader which letter it was.
OTHERS = (
    Face("IBMPlexSansArabic", 400, "IBMPlexSansArabic-Regular.ttf.woff2"),
    Face("IBMPlexSansArabic", 600, "IBMPlexSansArabic-Semibold.ttf.woff2"),
    Face("NotoSansHebrew", 400, "NotoSansHebrew-Regular.ttf.woff2"),
    Face("NotoSansHebrew", 600, "NotoSansHebrew-Semibold.ttf.woff2"),
    Face("NotoEmoji", 400, "NotoEmoji-Regular.ttf.woff2"),
)

#: Names that say only what kind of font is wanted.
_KINDS = frozenset(("serif", "sans-serif", "monospace", "system-ui", "inherit", "initial", "unset", "emoji"))

#: Characters that need a look at the fonts: all but those that any page may have. A test compares with the fonts.
_UNUSUAL = re.compile(
    r"[^\t\n\r -~\xa0-\u017f\u2010-\u201e\u2020-\u2022\u2026\u2039\u203a\u20ac\u2190-\u2193\u2212\u2264\u2265\u2713]"
)

#: Characters that any page of ours may have: English, Welsh and what we write between them.
_OFTEN = frozenset(map(chr, range(32, 127))) | frozenset("£–—‘’“”…·•×÷−≥≤→✓½²\u2010áàâäéèêëíìîïóòôöúùûüýŷẁẃẅŵÁÂÉÊÎÔÛŴŶ")

#: Spaces of other widths, pasted from elsewhere; the Symbol font's bullets, which word processors leave as characters
#: that mean nothing anywhere else; and the mark of a file's byte order. No font can draw them.
_PLAIN = str.maketrans(dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u205f\u3000", " "))
_PLAIN |= str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "✓", "\ufeff": ""})


def drawable(text: str) -> str:
    """Return a page's text with what means something and cannot be drawn put as what it means."""
    return text.translate(_PLAIN)


def needed(text: str) -> Needed:
    """Return which faces beside the usual ones a page's text needs: none, for nearly every page."""
    unusual = {letter for letter in set(_UNUSUAL.findall(text)) if _is_seen(letter)}
    unusual -= _letters(USUAL[0])
    families = []
    for family in dict.fromkeys(face.family for face in OTHERS):
        here = unusual & _letters(next(face for face in OTHERS if face.family == family))
        if here:
            families.append(family)
            unusual -= here
    return Needed(tuple(face for face in OTHERS if face.family in families), "".join(sorted(unusual)))


def rules(faces: Iterable[Face]) -> str:
    """Return the rules that give a style sheet these faces, which are files of this machine: for the PDF."""
    return "\n".join(_rule(face, face.file.as_uri()) for face in faces)


def embedded(page: str) -> str:
    """Return the rules that give a page its faces inside it, each cut to the characters that the page has.

    Whole fonts would be 600 kB a page. Of the usual faces a few characters more are kept, so that most pages share one
    part, which is cut once.
    """
    letters = frozenset(page)
    cut = [(face, letters | _OFTEN) for face in USUAL]
    cut += [(face, letters - _OFTEN) for face in needed(page).faces]
    return "\n".join(_rule(face, f"data:font/woff2;base64,{_part(face, kept)}") for face, kept in cut)


def _rule(face: Face, address: str) -> str:
    return (
        f"@font-face {{ font-family: {face.family}; font-style: normal; font-display: swap; "
        f'font-weight: {face.weight}; src: url("{address}") format("woff2"); }}'
    )


@lru_cache(maxsize=64)
def _part(face: Face, letters: frozenset[str]) -> str:
    """Return a face with these characters alone, and all that its letters may become beside one another."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - a fifth of a second, for HTML alone
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - the same

    part = BytesIO()
    with TTFont(face.file, recalcTimestamp=False) as font:
        subsetter = Subsetter(Options(flavor="woff2"))
        subsetter.populate(unicodes=map(ord, letters))
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(part)
    return base64.b64encode(part.getvalue()).decode()


def of_the_machine(sheet: str) -> frozenset[str]:
    """Return the families that a style sheet names and neither brings nor gets from us: an authority's house font."""
    return _names(re.findall(r"font-family\s*:\s*([^;}]+)", sheet)) - brought(sheet) - _KINDS


def brought(sheet: str) -> frozenset[str]:
    """Return the families that are the same on every machine: ours, and those whose files a style sheet brings."""
    own = _names(re.findall(r"@font-face\s*\{[^}]*?font-family\s*:\s*([^;}]+)", sheet))
    return own.union(face.family for face in (*USUAL, *OTHERS))


def _names(lists: Iterable[str]) -> frozenset[str]:
    names = (name.strip().strip("\"'") for families in lists for name in families.split(","))
    return frozenset(name for name in names if name and not name.startswith("var("))


def _is_seen(letter: str) -> bool:
    """Say whether a character leaves ink: joiners, direction marks and selectors of a form do not."""
    return unicodedata.category(letter) not in ("Cc", "Cf") and not "\ufe00" <= letter <= "\ufe0f"


@cache
def _letters(face: Face) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - a twentieth of a second, for a page with unusual characters

    with TTFont(face.file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
