"""Files that appear whole or not at all, and names that can be shown."""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import os
import platform
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from socialvalue.errors import FilesNeedMending, Place, Problem

#: What this process has written since the command began, so that an interrupted one can say it truthfully.
written: list[Path] = []

#: Seconds after which a half-written file is nobody's any more, also where its process may be on another computer.
FORGOTTEN = 3600

_HALF = re.compile(r"\..+\.(?P<process>[0-9]+)-(?P<host>[0-9a-f]{8})\.part", re.DOTALL)

#: Locks that Excel and LibreOffice put beside a file that is open in them.
_OPEN_BESIDE = ("~${}", ".~lock.{}#")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to, and put it in ``path``'s place only when all went well.

    Raises:
        FilesNeedMending: Where the file is open in another program, or may not be written.
        OSError: Where the disk refuses otherwise (full, say). The old file is as it was.
    """
    beside = half_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        to_disk(beside)
        beside.replace(path)
        to_disk(path.parent)
    except OSError as error:
        if (problem := not_written(error, path)) is None:
            raise
        raise FilesNeedMending([problem]) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    written.append(path)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with plain line ends, whole or not at all."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content``, whole or not at all."""
    with whole(path) as beside:
        beside.write_bytes(content)


def to_disk(path: Path) -> None:
    """Have what was written to a file or a folder on the disk itself before anything else happens.

    Without it a power cut may leave the new name on a file that is still empty.
    """
    is_folder = path.is_dir()
    if is_folder and os.name == "nt":
        return  # Windows has no such thing for folders.
    handle = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems do not know this for folders; the rename is then theirs to keep.
        if not is_folder or error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            raise
    finally:
        os.close(handle)


def half_of(path: Path) -> Path:
    """Return where this process writes ``path`` until it is whole: a name that says whose half it is."""
    return path.with_name(f".{path.name}.{os.getpid()}-{_host()}.part")


def _host() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def remove_halves(path: Path) -> None:
    """Remove what a process that was ended while it wrote ``path`` left beside it."""
    for beside in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        beside.unlink(missing_ok=True)


def left_over(folder: Path) -> list[Path]:
    """Return the halves in a folder whose writers are gone: they were killed, or their computer was."""
    if not folder.is_dir():
        return []
    found = ((path, _HALF.fullmatch(path.name)) for path in sorted(folder.iterdir()) if path.name.endswith(".part"))
    return [path for path, half in found if half is not None and _is_gone(path, int(half["process"]), half["host"])]


def _is_gone(half: Path, process: int, host: str) -> bool:
    try:
        if time.time() - half.stat().st_mtime > FORGOTTEN:
            return True
        if host != _host() or os.name == "nt":
            return False  # On Windows, asking for a process in this way would end it.
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def not_written(error: OSError, path: Path) -> Problem | None:
    """Return why ``path`` could not be written as a problem; nothing where only the system's own words say it."""
    place = Place(file=str(path))
    if error.errno == errno.EROFS:
        found, expected = "a disk that is read-only", "a folder that you can write to"
        action = "Copy the folder to a disk that you can write to, and run the command there."
        return Problem("output-refused", place, found, expected, action)
    if not isinstance(error, PermissionError):
        return None
    if is_open_elsewhere(path):
        found, expected = "a file that is open in Excel or LibreOffice", "a file that is closed"
        return Problem("output-locked", place, found, expected, f"Close {path.name} there, and run the command again.")
    if os.name == "nt":
        # Windows says the same of a file that a PDF reader holds and of one that this user may not write.
        found, expected = "a file that may not be replaced", "a file that is closed, and that you may write"
        action = (
            f"Close {path.name} in every program, and run the command again. If it is not open anywhere, ask the "
            "owner of the folder for permission to write in it."
        )
        return Problem("output-locked", place, found, expected, action)
    found, expected = "a folder or file that you do not have permission to write to", "permission to write there"
    action = "Ask the owner of the folder for permission, or work on a copy of the folder."
    return Problem("output-refused", place, found, expected, action)


def is_open_elsewhere(path: Path) -> bool:
    """Say whether Excel or LibreOffice has the file open: each then puts a file of its own beside it."""
    return any(path.with_name(name.format(path.name)).exists() for name in _OPEN_BESIDE)


def is_text(name: str) -> bool:
    """Tell whether a file's name is text: Python stands for bytes that are not UTF-8 with lone surrogates."""
    return not any("\ud800" <= one <= "\udfff" for one in name)


def spelt_out(name: str) -> str:
    r"""Return a file's name with every byte that is not text spelt out, as in ``caf\\xe9.xlsx``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
