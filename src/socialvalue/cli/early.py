"""What is said where a command ended before its time: interrupted, or refused by the file system."""

from __future__ import annotations

import errno

from socialvalue.files import written

#: Files named to whoever interrupts a command that had written some.
MOST_NAMED = 10


def interrupted() -> str:
    """Return what an interrupted command left behind, in a sentence."""
    left = [str(path) for path in dict.fromkeys(written) if path.is_file()]
    if not left:
        return "Interrupted. Nothing was written."
    more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
    return f"Interrupted. These files had been written, and are complete: {', '.join(left[:MOST_NAMED])}{more}."


def refused(error: OSError) -> str:
    """Return why the file system refused something, and what to do, in words."""
    where = f" ({error.filename})" if error.filename else ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            why = f"The disk is full{where}: free some space and run the command again."
        case errno.EROFS:
            why = f"The disk is read-only{where}: copy the folder to a disk that you can write to."
        case errno.EACCES | errno.EPERM:
            why = f"You do not have permission to write there{where}: ask the owner of the folder for permission."
        case _:
            why = f"The file system refused: {error.strerror}{where}."
    return f"{why} No file was left half written."
