"""Files that appear whole or not at all."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from socialvalue.errors import FilesNeedMending, Place, Problem


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to, and put it in ``path``'s place only when all went well.

    Raises:
        FilesNeedMending: Where the file is held open by another program (Excel on Windows) or may not be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(path)
    except PermissionError as error:
        expected = "a file that may be written"
        action = f"Close {path.name} in Excel or your PDF reader if it is open there, and run the command again."
        problem = Problem("output-locked", Place(file=str(path)), "a file that may not be replaced", expected, action)
        raise FilesNeedMending([problem]) from error
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with plain line ends, whole or not at all."""
    with whole(path) as beside:
        beside.write_bytes(text.encode())


def remove_halves(path: Path) -> None:
    """Remove what a process that was ended while it wrote ``path`` left beside it."""
    for beside in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        beside.unlink(missing_ok=True)
