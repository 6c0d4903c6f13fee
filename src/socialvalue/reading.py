"""The one way in which a file of the user's is read: a regular file, inside its folder, of so many bytes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from socialvalue.errors import Place, Problem

#: The most that is read of a file that people write as text: a criteria file, a template, a history.
MOST_TEXT = 20_000_000


class NotRead(OSError):
    """Raised when a file is not read for what it is. The three texts go into a problem, with the file's place."""

    def __init__(self, code: str, path: Path, found: str, expected: str, action: str) -> None:
        super().__init__(f"{path}: {found}")
        self.code, self.path, self.found, self.expected, self.action = code, path, found, expected, action

    def problem(self, place: Place) -> Problem:
        """Return the problem that tells the user of it."""
        return Problem(self.code, place, self.found, self.expected, self.action)


def read_regular(path: Path, *, within: Path | None = None, most: int = MOST_TEXT) -> bytes:
    """Return what a file holds: the one way in which anything is read from a folder of the user's.

    A pipe would keep us waiting for ever, and a device may give without end. A link that leads out of the folder
    ``within`` would bring in what nobody put there.

    Raises:
        NotRead: If it is not a regular file, lies elsewhere, or has more than ``most`` bytes.
        OSError: If it is missing or may not be read.
    """
    if within is not None:
        _check_inside(path, within)
    if not stat.S_ISREG(path.stat().st_mode):
        raise _not_regular(path)
    # Between the look and the opening another program may put a pipe there: so it is opened without waiting.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _not_regular(path)
        # One byte more than it says: a file may grow while it is read, and is then read again to what is allowed.
        content = file.read(status.st_size + 1) if status.st_size <= most else b""
        if len(content) > status.st_size:
            content += file.read(most + 1 - len(content))
    if status.st_size > most or len(content) > most:
        found = f"a file of {max(status.st_size, len(content)):,} bytes"
        action = "Make it smaller, or ask for it again: no file of this kind needs to be so large."
        raise NotRead("file-too-large", path, found, f"at most {most:,} bytes", action)
    return content


def read_labelled(path: Path, label: str, *, most: int = MOST_TEXT) -> bytes:
    """Return what a file holds, inside the folder that its label counts from: ``bids/a.xlsx`` from the one above.

    Raises:
        NotRead: As `read_regular`.
        OSError: If it is missing or may not be read.
    """
    parts = Path(label).parts
    inside = not Path(label).is_absolute() and path.parts[-len(parts) :] == parts
    return read_regular(path, within=path.parents[len(parts) - 1] if parts and inside else path.parent, most=most)


def stands(path: Path) -> bool:
    """Say whether anything has this name, were it a pipe or a link that leads nowhere: then it is read, and refused."""
    return path.exists() or path.is_symlink()


def _check_inside(path: Path, within: Path) -> None:
    try:
        inside = path.resolve(strict=True).is_relative_to(within.resolve(strict=True))
    except RuntimeError:  # Python 3.12 and older, for links in a circle
        inside = False
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            raise
        inside = False
    if not inside:
        action = (
            "Copy the file itself into the folder, so that the folder contains everything its results are made from."
        )
        raise NotRead("link-outside", path, "a link that leads out of its folder", "a file in the folder", action)


def _not_regular(path: Path) -> NotRead:
    found = "a folder" if path.is_dir() else "a pipe, socket or device"
    return NotRead("file-not-regular", path, found, "a file", "Put the file itself there.")
