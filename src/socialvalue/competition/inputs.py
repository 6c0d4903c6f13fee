"""The files of a competition that are read beside the bids, each with its hash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.folder_files import AUTHORITY, CRITERIA, FOLDER_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from socialvalue.competition.targets import Target

#: What an authority's own templates and logo may be.
_LOOKS = {".html", ".css", ".svg", ".png", ".jpg", ".jpeg"}


def inputs_of(target: Target, criteria_sha256: str) -> dict[str, str]:
    """Return the hash of each such file, by its name as seen from the competition's folder."""
    from socialvalue.record.store import hash_of_file

    inside = Path(target.criteria) == target.path / CRITERIA.name
    found = {CRITERIA.name if inside else Path(target.criteria).name: criteria_sha256}
    for name, path in _beside(target):
        try:
            found[name] = hash_of_file(path)
        except OSError:
            continue  # A file that cannot be read is a fault of its own, where it is read.
    return dict(sorted(found.items()))


def _beside(target: Target) -> Iterator[tuple[str, Path]]:
    for file in FOLDER_FILES:
        if file not in (CRITERIA, AUTHORITY) and (target.path / file.name).is_file():
            yield file.name, target.path / file.name
    for up, folder in (("", target.path), ("../", target.path.parent if target.lot else None)):
        if folder is not None and (folder / AUTHORITY.name).is_file():
            yield f"{up}{AUTHORITY.name}", folder / AUTHORITY.name
            for path in _look(folder):
                yield f"{up}{path.relative_to(folder).as_posix()}", path
            return


def _look(folder: Path) -> Iterator[Path]:
    """Yield the logo and the templates that authority.toml names, whatever they are worth."""
    from socialvalue.intake.toml.text import read_toml

    data = read_toml(folder / AUTHORITY.name, AUTHORITY.name, AUTHORITY.word).data
    for key in ("logo", "templates"):
        named = (data or {}).get(key)
        if not isinstance(named, str) or not named.strip() or "\0" in named:
            continue
        path = folder / named
        if not path.resolve().is_relative_to(folder.resolve()):
            continue
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from (one for one in sorted(path.rglob("*")) if one.is_file() and one.suffix.lower() in _LOOKS)
