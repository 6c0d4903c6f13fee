"""Where packs and templates are found: beside the source, or inside the installed package."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder ``criteria`` or ``templates``, from a checkout and from an installed wheel alike."""
    package = Path(__file__).resolve().parent
    shipped = package / "data" / name
    return shipped if shipped.is_dir() else package.parents[1] / name


def languages() -> dict[str, Path]:
    """Return the catalogue of each language that documents are written in beside English, by its tag."""
    return {path.stem: path for path in sorted((folder("templates") / "languages").glob("*.po"))}


def language_name(catalogue: Path) -> str:
    """Return what the language of a catalogue is called, which its first line begins with."""
    with catalogue.open(encoding="utf-8") as file:
        return file.readline().removeprefix("# ").partition(" texts")[0]
