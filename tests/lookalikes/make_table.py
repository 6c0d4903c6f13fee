"""Write `socialvalue/intake/lookalikes.py` from Unicode's confusables.txt: `make update-lookalikes`, by hand.

Kept are the single characters that look like ASCII letters, figures or punctuation, and that normalisation (NFKC)
does not turn into them already.
"""

from __future__ import annotations

import argparse
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

TABLE = Path(__file__).parents[2] / "src" / "socialvalue" / "intake" / "lookalikes.py"

_LINE = re.compile(r"([0-9A-F]+) ;\t([0-9A-F ]+) ;")

_HEAD = '''"""Characters that look like ASCII ones, by what they look like.

Made by `make update-lookalikes` from Unicode's confusables.txt, version {version}. Do not edit.
Data: © {year} Unicode, Inc., under the Unicode License V3 (https://www.unicode.org/license.txt).
"""

from __future__ import annotations
'''


def ascii_looks(text: str) -> dict[str, str]:
    """Return the ASCII text that each character of a confusables.txt looks like, where there is one."""
    looks = {}
    for source, target in _LINE.findall(text):
        character = chr(int(source, 16))
        meant = "".join(chr(int(code, 16)) for code in target.split())
        meant = "".join(one for one in unicodedata.normalize("NFKD", meant) if unicodedata.category(one) != "Mn")
        known = unicodedata.normalize("NFKC", character).isascii() or unicodedata.category(character) == "Mn"
        if known or not meant or not meant.isascii() or not meant.isprintable():
            continue
        # A letter of any script stands for a letter: a Japanese one that looks like a stroke is not a stroke.
        if unicodedata.category(character) in {"Lu", "Ll", "Lt", "Lo"} and not meant.isalnum():
            continue
        looks[character] = meant
    for character, meant in list(looks.items()):
        # Small letters follow their capital where they have no look of their own: they are one name in both.
        small = character.casefold()
        if len(small) == 1:
            looks.setdefault(small, meant.casefold())
    return {character: meant for character, meant in looks.items() if character != meant}


def table(text: str) -> str:
    """Return the module with the table that a confusables.txt gives."""
    looks = ascii_looks(text)
    version, year = re.search(r"# Version: ([0-9.]+)", text), re.search(r"# Date: ([0-9]{4})", text)
    assert version is not None, "not a confusables.txt"
    assert year is not None, "not a confusables.txt"
    without_case = {one: meant for one, meant in looks.items() if unicodedata.category(one) == "Lo"}
    with_case = {one: meant for one, meant in looks.items() if one not in without_case}
    parts = [
        _HEAD.format(version=version[1], year=year[1]),
        *_group("LOOKS", "Letters with capitals, figures and signs.", with_case),
        *_group("LOOKS_WITHOUT_CASE", "Letters of scripts without capitals.", without_case),
    ]
    return "\n".join(parts)


def _group(name: str, what: str, looks: Mapping[str, str]) -> Iterable[str]:
    yield f"#: {what}"
    yield f"{name}: dict[str, str] = {{"
    for meant in sorted(set(looks.values())):
        escaped = [f"\\u{ord(one):04x}" if ord(one) < 2**16 else f"\\U{ord(one):08x}" for one in sorted(looks)]
        own = [code for code, one in zip(escaped, sorted(looks), strict=True) if looks[one] == meant]
        lines = textwrap.wrap(" ".join(own), 100)
        yield f"    {_quoted(meant)}: (" if len(lines) > 1 else f'    {_quoted(meant)}: "{"".join(own)}",'
        if len(lines) > 1:
            yield from (f'        "{line.replace(" ", "")}"' for line in lines)
            yield "    ),"
    yield "}\n"


def _quoted(text: str) -> str:
    return "'\"'" if text == '"' else '"' + text.replace("\\", "\\\\") + '"'


def main() -> None:
    """Write the table from the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("confusables", type=Path, help="confusables.txt, from unicode.org/Public/security")
    text = parser.parse_args().confusables.read_text("utf-8-sig")
    TABLE.write_text(table(text), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
