"""Where packs and templates are found: beside the source, or inside the installed package."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder ``criteria`` or ``templates``, from a checkout and from an installed wheel alike."""
    package = Path(__file__).resolve().parent
    shipped = package / "data" / name
    return shipped if shipped.is_dir() else package.parents[1] / name
