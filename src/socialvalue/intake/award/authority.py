"""The authority's own look: `authority.toml`, with the logo that it names, ready for a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socialvalue.errors import Problem
from socialvalue.folder_files import AUTHORITY
from socialvalue.intake.award.logo import logo_address
from socialvalue.intake.toml.faults import FileKind
from socialvalue.intake.toml.file import TomlFile, read_file
from socialvalue.model.authority import AUTHORITY_FILE, PLAIN, Authority, Look, contrast_on_white

#: What body text needs by WCAG 2.2, 1.4.3: the colour is that of headings and of small table headings.
LEAST_CONTRAST = 4.5

_AUTHORITY = FileKind(AUTHORITY, Authority, placeholders={"format": 1})


@dataclass(frozen=True)
class LoadedLook:
    """An authority file as read. ``folder`` is where it stands; nothing where there is no file, and the look plain."""

    look: Look = PLAIN
    problems: tuple[Problem, ...] = ()
    folder: Path | None = None


def load_look(folder: Path, *, lots_parent: Path | None = None) -> LoadedLook:
    """Read ``authority.toml`` of a competition folder, or of the folder of lots above it where the lot has none."""
    for place in (folder, lots_parent):
        file = read_file(_AUTHORITY, place) if place is not None else None
        if file is not None and place is not None:
            return _loaded(file, place)
    return LoadedLook()


def _loaded(file: TomlFile[Authority], folder: Path) -> LoadedLook:
    authority = file.model
    if authority is None:
        return LoadedLook(PLAIN, file.problems, folder)
    problems: list[Problem] = []
    _check_colour(file, authority, problems)
    logo = _logo(file, authority, folder, problems)
    templates = _templates(file, authority, folder, problems)
    found = file.with_faults(problems)
    if found:
        return LoadedLook(PLAIN, found, folder)
    told = authority.model_copy(update={"logo_text": authority.logo_text or authority.name}) if logo else authority
    return LoadedLook(Look(told, logo, templates), (), folder)


def _check_colour(file: TomlFile[Authority], authority: Authority, problems: list[Problem]) -> None:
    contrast = contrast_on_white(authority.colour)
    if contrast < LEAST_CONTRAST:
        # Cut, not rounded: 4.49 must not be shown as the 4.5 that it fails.
        problems.append(
            file.fault(
                "authority-colour",
                "colour",
                f"“{authority.colour}”, which has a contrast with white paper of {int(contrast * 100) / 100:.2f} to 1",
                "a colour with a contrast of at least 4.5 to 1 on white, so that headings and tables are easy to read",
                "Use a darker shade of the colour.",
            )
        )


def _logo(file: TomlFile[Authority], authority: Authority, folder: Path, problems: list[Problem]) -> str:
    if not authority.logo:
        return ""
    path = _inside(file, "logo", authority.logo, folder, problems)
    address = ""
    if path is not None:
        address, faults = logo_address(path)
        problems += [
            file.fault("authority-logo", "logo", f"“{authority.logo}”, {one.found}", one.expected, one.action)
            for one in faults
        ]
    if not (authority.logo_text.strip() or authority.name.strip()):
        expected = "words for people who cannot see the logo"
        action = 'Add logo-text = "…", or the authority\'s name under “name”: a screen reader reads it aloud.'
        problems.append(file.fault("authority-logo", "logo-text", "a logo without them", expected, action))
    return address


def _templates(file: TomlFile[Authority], authority: Authority, folder: Path, problems: list[Problem]) -> Path | None:
    if not authority.templates:
        return None
    path = _inside(file, "templates", authority.templates, folder, problems)
    if path is None or path.is_dir():
        return path
    found = f"“{authority.templates}”, which is {'a file' if path.exists() else 'not there'}"
    action = f"Make the folder beside {AUTHORITY_FILE}, or delete the key."
    problems.append(file.fault("authority-template", "templates", found, "a folder with templates of your own", action))
    return None


def _inside(file: TomlFile[Authority], key: str, given: str, folder: Path, problems: list[Problem]) -> Path | None:
    """Return the path that is meant, from the file's own folder; one that leads out of it is a fault."""
    home = folder.resolve()
    path = (folder / given).resolve()
    try:
        path.exists()
    except OSError as error:  # A name longer than the file system takes.
        found, action = f"“{given[:40]}…” ({error.strerror or error})", "Give the file a shorter name."
        problems.append(file.fault("authority-path", key, found, "a path that this file system allows", action))
        return None
    if path != home and path.is_relative_to(home):
        return path
    expected = (
        f"a path inside the folder of {AUTHORITY_FILE}, such as “{key}.svg”"
        if key == "logo"
        else (f"a folder inside that of {AUTHORITY_FILE}, such as “own-templates”")
    )
    action = "Copy it there: a competition folder contains everything its documents are made from."
    problems.append(file.fault("authority-path", key, f"“{given}”, which leads elsewhere", expected, action))
    return None
