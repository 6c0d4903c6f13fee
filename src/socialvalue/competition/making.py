"""A folder that a command makes: there whole, or finished by the next run of the same command.

Everything is built in a sub-folder first, then marked as complete, then moved to its place, name by name. A run that
was cut off before the mark has left nothing but the sub-folder; after it, there is only moving left to do.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from socialvalue.competition.tidy import COMPLETE, UNFINISHED, carried_on, clear_traces
from socialvalue.errors import FilesNeedMending, Note, Place, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CONTENT, LOCK = "content", "lock"


@contextlib.contextmanager
def made(folder: Path, what: str, build: Callable[[Path], None]) -> Iterator[list[Note]]:
    """Make ``folder`` by ``build``, which is given a folder to fill; what then happens in the body belongs to it.

    ``what`` tells one such command from another: `new` does not go on with what a `demo` began.

    The body is given what was done about an earlier run that was cut off.

    Raises:
        WrongUsage: Where the folder holds something already, or another run is making it.
    """
    from socialvalue.files import to_disk
    from socialvalue.record.lock import held

    begun, there = folder / UNFINISHED, folder.exists()
    notes: list[Note] = []
    _refuse_full(folder, what)
    begun.mkdir(parents=True, exist_ok=True)
    try:
        with held(begun / LOCK, patience=0):
            if (begun / COMPLETE).is_file():
                text = f"An earlier run was cut off while making {folder}; this run finishes it."
                notes.append(Note(Place(), text))
                notes += carried_on(folder, [folder / "out"])
            else:
                try:
                    _built(begun, what, build)
                except BaseException:
                    shutil.rmtree(begun, ignore_errors=True)
                    if not there:
                        with contextlib.suppress(OSError):
                            folder.rmdir()
                    raise
            for path in sorted((begun / CONTENT).iterdir()) if (begun / CONTENT).is_dir() else ():
                path.rename(folder / path.name)
            to_disk(folder)
            yield notes
    except FilesNeedMending as error:
        if any(problem.code == "record-locked" and UNFINISHED in problem.place.file for problem in error.problems):
            raise WrongUsage(f"Another run is making “{folder}” now.") from None
        raise
    # The mark goes last but for the folder itself: without it, what is left here means nothing and is cleared.
    for path in begun.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != COMPLETE:
            path.unlink()
    (begun / COMPLETE).unlink()
    begun.rmdir()


def _built(begun: Path, what: str, build: Callable[[Path], None]) -> None:
    from socialvalue.files import to_disk, write_text

    shutil.rmtree(begun / CONTENT, ignore_errors=True)
    if (begun / CONTENT).exists():
        raise OSError(f"{begun / CONTENT} cannot be removed")
    (begun / CONTENT).mkdir()
    build(begun / CONTENT)
    for path in (begun / CONTENT, *(begun / CONTENT).rglob("*")):
        to_disk(path)
    write_text(begun / COMPLETE, f"{what}\n")


def _refuse_full(folder: Path, what: str) -> None:
    if not folder.exists():
        return
    complete = folder / UNFINISHED / COMPLETE
    others = not folder.is_dir() or any(path.name != UNFINISHED for path in folder.iterdir())
    if complete.is_file():
        began = complete.read_text("utf-8", errors="replace").strip()
        if began != what:
            raise WrongUsage(
                f"“{folder}” was begun by another run ({began[:100]}), which was cut off. Run that command again to "
                "finish it, or give a new folder name."
            )
    elif others:
        clear_traces(folder)  # a run that was cut off at its very end left nothing but an empty folder of its own
        raise WrongUsage(f"“{folder}” exists already and is not empty. Give a new folder name.")
