"""Is this machine able to make PDFs, and what to do if it is not: checks that change nothing and return data."""

from __future__ import annotations

import ctypes
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from socialvalue import resources

System = Literal["debian", "fedora", "macos", "windows", "other"]

#: WeasyPrint lays out text with functions that came with this version.
OLDEST_PANGO = (1, 44)

#: The libraries of WeasyPrint by the name that each system knows them by: Linux, macOS, Windows.
LIBRARIES: dict[str, tuple[str, str, str]] = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}

INSTALL: dict[System, str] = {
    "debian": "Run: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "Run: sudo dnf install pango",
    "macos": "Run: brew install pango",
    "windows": "You do not need to install anything: open the HTML file in Edge or Chrome, and print it to PDF.\nFor "
    "tagged, archive-quality PDFs, install MSYS2 in C:\\msys64 and run in its shell: pacman -S "
    "mingw-w64-ucrt-x86_64-pango. If MSYS2 stands elsewhere, set WEASYPRINT_DLL_DIRECTORIES to its ucrt64\\bin folder.",
    "other": "Install Pango 1.44 or newer and HarfBuzz's subset library with your system's packages.",
}

#: Homebrew on Apple processors puts libraries where only its own Python looks.
HOMEBREW = "/opt/homebrew/lib"

#: What happens without each library.
MEANWHILE = {
    "Pango": "Until then every document is written as one HTML file, which a browser prints to PDF.",
    "PangoFT2": "Until then every document is written as HTML instead of PDF.",
    "HarfBuzz-subset": "PDFs are made without it too, but more slowly, and WeasyPrint will soon require it.",
}


#: Without these, each document is made all the same, and looks as it should.
ADVISED = {"HarfBuzz-subset"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is as it should be, and what to do where it is not.

    What is not ``needed`` makes nothing worse but the time that is taken.
    """

    name: str
    ok: bool
    detail: str
    what_to_do: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Machine:
    """What the checks ask of the machine, so that a test can play any of them."""

    system: System
    load: Callable[[str], Any] = ctypes.CDLL
    """Loads a system library by name, or raises `OSError`."""
    python: tuple[int, int, int] = field(default_factory=lambda: sys.version_info[:3])
    dll_folders: tuple[str, ...] = ()
    """Where Windows keeps what MSYS2 installed: WeasyPrint looks there too."""


def this_machine() -> Machine:
    """Return the machine that we run on."""
    if sys.platform == "win32":
        default = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin"
        return Machine("windows", dll_folders=tuple(os.environ.get("WEASYPRINT_DLL_DIRECTORIES", default).split(";")))
    if sys.platform == "darwin":
        return Machine("macos")
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return Machine("other")
    return Machine(linux_family(release.get("ID", ""), release.get("ID_LIKE", "")))


def linux_family(name: str, like: str) -> System:
    """Return whose packages a Linux uses, from the ``ID`` and ``ID_LIKE`` of its os-release file."""
    names = {name, *like.split()}
    if names & {"debian", "ubuntu"}:
        return "debian"
    return "fedora" if names & {"fedora", "rhel", "centos"} else "other"


def doctor(machine: Machine | None = None, folder: Path | None = None) -> tuple[Finding, ...]:
    """Return what was found, in the order to mend it; ``folder`` is where the user wants to write."""
    machine = machine or this_machine()
    return (
        _python(machine),
        *_dependencies(metadata.requires("socialvalue") or []),
        *(_library(name, machine) for name in LIBRARIES),
        *_shipped(resources.folder("templates"), resources.folder("criteria")),
        _writable(folder or Path.cwd()),
    )


def missing(findings: Iterable[Finding]) -> list[str]:
    """Return what is needed and is not as it should be, by name."""
    return [finding.name for finding in findings if finding.needed and not finding.ok]


def closing(findings: Iterable[Finding]) -> str:
    """Return what findings come to, in a sentence."""
    lacking = missing(findings)
    if not lacking:
        return "This computer has everything it needs."
    if set(lacking) <= {"Pango", "PangoFT2"}:
        return "This computer can do everything except make PDFs: documents are written as HTML."
    return f"Missing: {', '.join(lacking)}."


def _finding(name: str, ok: bool, detail: str, remedy: str = "") -> Finding:
    return Finding(name, ok, detail, "" if ok else remedy, needed=name not in ADVISED)


def _python(machine: Machine) -> Finding:
    version = ".".join(str(part) for part in machine.python)
    return _finding("Python", machine.python >= (3, 11), version, "Install Python 3.11 or newer.")


def _dependencies(requirements: list[str]) -> Iterator[Finding]:
    for requirement in requirements:
        wanted = re.match(r"([\w.-]+)\s*>=\s*([\d.]+)", requirement)
        if wanted is None:
            continue
        name, least = wanted.groups()
        mend = f'Run: pip install "{name}>={least}"'
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            yield _finding(name, False, "not installed", mend)
        else:
            yield _finding(name, _numbers(version) >= _numbers(least), version, mend)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])


def _library(name: str, machine: Machine) -> Finding:
    linux, macos, windows = LIBRARIES[name]
    file = {"macos": macos, "windows": windows}.get(machine.system, linux)
    for place in (file, *(f"{folder}\\{file}" for folder in machine.dll_folders)):
        try:
            library = machine.load(place)
        except OSError:
            continue
        if name != "Pango":
            return _finding(name, True, place)
        version = _pango_version(library)
        remedy = f"Pango 1.44 or newer is needed. {INSTALL[machine.system]}\n{MEANWHILE[name]}"
        return _finding(name, version >= OLDEST_PANGO, ".".join(str(part) for part in version), remedy)
    return _finding(name, False, f"{file} was not found", f"{_remedy(file, machine)}\n{MEANWHILE[name]}")


def _pango_version(library: Any) -> tuple[int, int, int]:
    number = int(library.pango_version())  # 15012 is 1.50.12
    return number // 10000, number // 100 % 100, number % 100


def _remedy(file: str, machine: Machine) -> str:
    """Return the line to run; where Homebrew has installed the library already, the one that lets Python see it."""
    if machine.system == "macos":
        try:
            machine.load(f"{HOMEBREW}/{file}")
        except OSError:
            pass
        else:
            return f"It is installed where this Python does not look. Run: export DYLD_FALLBACK_LIBRARY_PATH={HOMEBREW}"
    return INSTALL[machine.system]


def _shipped(templates: Path, criteria: Path) -> Iterator[Finding]:
    mend = "The installation is damaged: install socialvalue again."
    for name, found in (
        ("Fonts", list(templates.glob("fonts/*.woff2"))),
        ("Templates", list(templates.rglob("*.html*"))),
        ("Criteria packs", list(criteria.glob("*/criteria.toml"))),
    ):
        yield _finding(name, bool(found), f"{len(found)} found" if found else f"none in {templates.parent}", mend)


def _writable(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return _finding("Writing here", True, str(folder))
    except OSError as error:
        mend = "Go to a folder of your own, or ask for permission to write in this one."
        return _finding("Writing here", False, f"{folder}: {error.strerror}", mend)
