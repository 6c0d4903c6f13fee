"""An authority's own templates, looked at before a page is made of them: each stands in the place of one of ours."""

from __future__ import annotations

import difflib
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from socialvalue import resources
from socialvalue.errors import Place, Problem

#: What file managers leave in every folder.
_STRAY = {"thumbs.db", "desktop.ini"}


def shipped() -> tuple[str, ...]:
    """Return the templates and style sheets that may be replaced, as paths inside the folder."""
    home = resources.folder("templates")
    files = [*home.rglob("*.html"), *(home / "styles").glob("*.css")]
    return tuple(sorted(path.relative_to(home).as_posix() for path in files))


def faults(folder: Path) -> list[Problem]:
    """Return a problem for each file that would take no effect, and for each template that cannot be read."""
    ours = shipped()
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    problems = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.name.startswith(".") or path.name.casefold() in _STRAY:
            continue
        if name not in ours:
            problems.append(_no_counterpart(folder, name, ours))
            continue
        try:
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".html":
                environment.parse(text, name)
        except UnicodeDecodeError:
            action = "Open it in your editor and save it with the encoding UTF-8."
            problems.append(_problem(folder, name, "", "text that is not UTF-8", "a file saved as UTF-8", action))
        except TemplateSyntaxError as error:
            found = f"Jinja that cannot be read: {error.message}"
            action = "Mend the line named, or delete the file: ours then stands in its place."
            problems.append(_problem(folder, name, f"line {error.lineno}", found, "a template of Jinja", action))
    return problems


def _no_counterpart(folder: Path, name: str, ours: tuple[str, ...]) -> Problem:
    by_name = {one.rpartition("/")[2]: one for one in ours}
    last = name.rpartition("/")[2]
    near = by_name.get(last) or next(iter(difflib.get_close_matches(name, ours, n=1, cutoff=0.6)), None)
    action = f"Did you mean “{near}”?" if near else "Take it out of the folder: it would have no effect."
    expected = "a file that stands in the place of one of ours, under the same name"
    return _problem(folder, name, "", "a file of which there is none among ours", expected, action)


def _problem(folder: Path, name: str, key: str, found: str, expected: str, action: str) -> Problem:
    return Problem("authority-template", Place(file=f"{folder.name}/{name}", key=key), found, expected, action)
