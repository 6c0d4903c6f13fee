"""An authority's own templates, looked at before a page is made of them: each stands in the place of one of ours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from socialvalue.errors import Place, Problem
from socialvalue.picture.picture import MOST_BYTES, TYPES, data_address, picture_faults
from socialvalue.reading import NotRead, read_regular
from socialvalue.report.page.fetching import FONTS, MOST_FONT
from socialvalue.report.page.own_scan import shipped, style_sheet_findings, template_findings

#: What file managers leave in every folder.
_STRAY = {"thumbs.db", "desktop.ini"}

#: More text than any template of ours has, fifty times; and more files than there are to replace, ten times.
MOST_TEXT, MOST_FILES = 500_000, 500

_MAY = "a template that shows what it is given and uses only files in its own folder"
_TAKE_OUT = "Delete it: a template may not run anything or fetch anything from elsewhere."


def faults(folder: Path) -> list[Problem]:
    """Return a problem for each file that would take no effect, and for each that asks for what it may not have."""
    return _Folder(folder).faults()


def own_names(folder: Path) -> list[str]:
    """Return the names of the files in a folder of own templates, as a template would call them."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not (path.is_dir() or path.name.startswith(".") or path.name.casefold() in _STRAY):
            found.append(path.relative_to(folder).as_posix())
        if len(found) > MOST_FILES:
            break
    return found


class _Folder:
    """The folder, and which of its files are used by others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = own_names(folder)
        self.used: set[str] = set()
        self.problems: list[Problem] = []

    def faults(self) -> list[Problem]:
        if len(self.names) > MOST_FILES:
            expected = f"at most {MOST_FILES} files"
            action = "Keep only the templates that you have changed."
            return [self._problem("", 0, "a folder with more files than the tool has templates", expected, action)]
        ours = shipped()
        texts = [name for name in self.names if name.endswith((".html", ".css"))]
        for name in texts:
            self._read(name, ours)
        for name in self.names:
            if name not in ours and name not in self.used:
                self.problems.append(self._without_effect(name, ours))
            elif name not in texts:
                self.problems += self._shown_faults(name)
        return sorted(self.problems, key=lambda one: (one.place.file, one.place.key, one.found))

    def _read(self, name: str, ours: tuple[str, ...]) -> None:
        try:
            text = read_regular(self.folder / name, within=self.folder, most=MOST_TEXT).decode("utf-8")
        except NotRead as error:
            self.problems.append(self._problem(name, 0, error.found, error.expected, error.action))
        except UnicodeDecodeError:
            action = "Open it in your editor and save it with the encoding UTF-8."
            self.problems.append(self._problem(name, 0, "text that is not UTF-8", "a file saved as UTF-8", action))
        except OSError as error:
            action = "Make it readable, or delete it from the folder."
            self.problems.append(
                self._problem(name, 0, f"a file that cannot be opened ({error.strerror})", _MAY, action)
            )
        else:
            if name.endswith(".css"):
                found = style_sheet_findings(text, self._shown)
            else:
                found = template_findings(name, text, self._shown, lambda one: self._included(one, ours))
            self.problems += [self._of(name, line, what) for line, what in found]

    def _of(self, name: str, line: int, what: str) -> Problem:
        if what.startswith("Jinja"):
            action = "Fix the line named, or delete the file: the tool then uses its own."
            return self._problem(name, line, what, "a template of Jinja", action)
        return self._problem(name, line, what, _MAY, _TAKE_OUT)

    def _included(self, name: str, ours: tuple[str, ...]) -> bool:
        self.used.add(name)
        return name in ours or name in self.names

    def _shown(self, address: str) -> bool:
        self.used.add(address)
        return address in self.names and Path(address).suffix.lower() in {*TYPES, *FONTS}

    def _shown_faults(self, name: str) -> Iterator[Problem]:
        try:
            _address(self.folder, name)
        except NotRead as error:
            yield self._problem(name, 0, error.found, error.expected, error.action)

    def _without_effect(self, name: str, ours: tuple[str, ...]) -> Problem:
        by_name = {one.rpartition("/")[2]: one for one in ours}
        last = name.rpartition("/")[2]
        near = by_name.get(last) or next(iter(difflib.get_close_matches(name, ours, n=1, cutoff=0.6)), None)
        action = f"Did you mean “{near}”?" if near else "Delete it from the folder: it has no effect."
        expected = "a file with the same name as one of the tool's templates, or one used by such a file"
        return self._problem(name, 0, "a file that nothing uses", expected, action)

    def _problem(self, name: str, line: int, found: str, expected: str, action: str) -> Problem:
        place = Place(file=f"{self.folder.name}/{name}".rstrip("/"), key=f"line {line}" if line else "")
        return Problem("authority-template", place, found, expected, action)


def embedded(folder: Path, text: str) -> str:
    """Return a template or style sheet with the files of its folder that it shows put into it, as data.

    So a page holds all that it shows, and nothing is fetched when it is opened elsewhere.
    """
    for name in own_names(folder):
        if Path(name).suffix.lower() in {*TYPES, *FONTS} and name in text:
            shown = re.compile(rf"(?<=[\"'(]){re.escape(name)}(?=[\"')])")
            if shown.search(text):
                text = shown.sub(_address(folder, name), text)
    return text


def _address(folder: Path, name: str) -> str:
    """Return a picture or font of the folder as a `data:` address.

    Raises:
        NotRead: If it is no such thing.
    """
    ending = Path(name).suffix.lower()
    if ending in FONTS:
        return data_address(read_regular(folder / name, within=folder, most=MOST_FONT), FONTS[ending])
    content = read_regular(folder / name, within=folder, most=MOST_BYTES)
    wrong = picture_faults(content, TYPES[ending])
    if wrong:
        found = f"a picture {wrong[0].found}"
        raise NotRead("authority-template", folder / name, found, wrong[0].expected, wrong[0].action)
    return data_address(content, TYPES[ending])


def whereabouts(folder: Path, text: str) -> Place:
    """Return the place in a folder of own templates where ``text`` stands, or the folder where it is put together."""
    for name in own_names(folder):
        if name.endswith((".html", ".css")):
            lines = (folder / name).read_text("utf-8", errors="replace").splitlines()
            for number, line in enumerate(lines, 1):
                if text.casefold() in line.casefold():
                    return Place(file=f"{folder.name}/{name}", key=f"line {number}")
    return Place(file=folder.name)
