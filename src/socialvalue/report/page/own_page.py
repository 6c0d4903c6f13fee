"""A page made with an authority's own templates: in a process of its own, and every fault in them located."""

from __future__ import annotations

import ctypes
import re
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup

from socialvalue import resources
from socialvalue.apart import Exceeded, Helpers, NoHelper
from socialvalue.errors import FilesNeedMending, Place, Problem
from socialvalue.model.authority import Look
from socialvalue.reading import NotRead
from socialvalue.report.page.own_scan import page_findings
from socialvalue.report.page.own_templates import embedded, whereabouts
from socialvalue.report.page.sandbox import Templates, environment
from socialvalue.report.words import language

#: A report of 5,000 bids takes 20 seconds and 600 MB on a slow machine; a loop without end would take for ever.
SECONDS, MEGABYTES = 60.0, 1_500

#: More than any page of ours has: a browser could not open it.
MOST_CHARACTERS = 200_000_000

#: What a finding begins with that stands in the template too: a tag, an attribute or a rule.
_BEGINS = re.compile(r"[<@]?[\w:-]*")

_HELPER = Helpers(megabytes=MEGABYTES)


@dataclass(frozen=True, slots=True)
class _Fault:
    file: str
    line: int
    found: str


class _TooLong(Exception):
    """Raised inside a template that does not come to an end."""


def own_page(template: str, view: object, look: Look, tongue: str, sheets: str) -> str:
    """Return a view in the template of its name: one of the authority's own where it has that, else ours.

    Raises:
        FilesNeedMending: If a template of the authority's own fails, does not come to an end, or asks for something
            that is not in the page.
    """
    assert look.templates is not None
    try:
        made = _HELPER.run(SECONDS + 10, _made, template, view, look, tongue, sheets, SECONDS)
    except NoHelper:
        made = _made(template, view, look, tongue, sheets, SECONDS)
    except Exceeded as exceeded:
        raise _mending(look.templates, _Fault("", 0, f"templates that took {exceeded} for {template}")) from None
    if isinstance(made, _Fault):
        raise _mending(look.templates, made)
    text, missed = made
    for one in missed:
        language.note_missing(one)
    return text


def _mending(folder: Path, fault: _Fault) -> FilesNeedMending:
    place = Place(file=fault.file or folder.name, key=f"line {fault.line}" if fault.line else "")
    action = "Fix your template there, or delete it: the tool then uses its own."
    expected = "templates that finish, and use only what a page gives them"
    return FilesNeedMending([Problem("authority-template", place, fault.found, expected, action)])


def _made(
    template: str, view: object, look: Look, tongue: str, sheets: str, seconds: float
) -> tuple[str, tuple[str, ...]] | _Fault:
    folder = look.templates
    assert folder is not None
    try:
        with language.speaking(tongue) as missed, _ended_after(seconds):
            page = _templates(folder).get_template(template)
            styled = Markup(sheets)  # noqa: S704 - ours, and an authority's own that were looked at
            text = page.render(view=view, look=look.authority, logo=look.logo, language=tongue, sheets=styled)
    except NotRead as error:
        return _Fault(f"{folder.name}/{error.path.relative_to(folder).as_posix()}", 0, error.found)
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong is the template's
        return _located(folder, error, seconds)
    if len(text) > MOST_CHARACTERS:
        return _Fault("", 0, f"templates that make a page of {len(text):,} characters of {template}")
    for found in page_findings(text):
        address = found.partition("“")[2].partition("”")[0]
        place = whereabouts(folder, address or "".join(_BEGINS.findall(found)[:1]))
        return _Fault(place.file, int(place.key.removeprefix("line ") or 0), found)
    return text, tuple(missed)


@cache
def _templates(folder: Path) -> Environment:
    return environment(Templates(folder, lambda _, text: embedded(folder, text)))


def _located(folder: Path, error: Exception, seconds: float) -> _Fault:
    ours = resources.folder("templates")
    frames = [(Path(frame.filename), frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    told = _told(error, seconds)
    for path, line in reversed(frames):
        if path.is_relative_to(folder):
            return _Fault(f"{folder.name}/{path.relative_to(folder).as_posix()}", line, told)
    for path, line in reversed(frames):
        if path.is_relative_to(ours):
            name = path.relative_to(ours).as_posix()
            return _Fault("", 0, f"{told}, in line {line} of the tool's {name}, which uses your templates")
    return _Fault("", 0, told)


def _told(error: Exception, seconds: float) -> str:
    match error:
        case _TooLong():
            return f"a template that takes more than {seconds:g} seconds"
        case MemoryError():
            return f"a template that takes more than {MEGABYTES:,} MB"
        case RecursionError():
            return "a template that calls itself without end"
        case TemplateNotFound():
            return f"“{error.name}”, which is not one of your templates or the tool's"
        case _:
            return f"a template that fails: {str(error)[:300] or type(error).__name__}"


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """Raise `_TooLong` where the block then is: so it is known which line of which template goes on for ever."""
    thread = ctypes.c_ulong(threading.get_ident())
    timer = threading.Timer(seconds, ctypes.pythonapi.PyThreadState_SetAsyncExc, (thread, ctypes.py_object(_TooLong)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
