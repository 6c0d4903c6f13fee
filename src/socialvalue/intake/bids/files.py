"""The files of ``bids/`` and ``panel/``: which are workbooks, and what to do about the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from socialvalue.errors import Note, Place, Problem
from socialvalue.files import is_text, spelt_out
from socialvalue.intake.refused import SAVE_AS
from socialvalue.intake.wording import quoted

WORKBOOKS = (".xlsx", ".xlsm")

#: More workbooks than any tender has had bids: more are a mistake, or meant to keep the program busy.
MOST_FILES = 5_000

#: Left behind by operating systems and by version control; nobody put them there as a bid.
_IGNORED = {".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"}

_OTHER_FORMATS = {
    ".xls": "an Excel file of the old kind (.xls)",
    ".xlsb": "an Excel workbook in the binary format (.xlsb)",
    ".xltx": "an Excel template (.xltx)",
    ".xltm": "an Excel template (.xltm)",
    ".ods": "an OpenDocument spreadsheet (.ods)",
    ".csv": "a text file of values (.csv)",
    ".tsv": "a text file of values (.tsv)",
    ".numbers": "an Apple Numbers document (.numbers)",
}

_NO_BID = (
    "If it is a bid, copy its answers into a form made by `socialvalue form bid`; if it is an attachment, move it to a "
    "sub-folder of bids/."
)


@dataclass
class BidFiles:
    """The workbooks of a folder in the order of their names, and what was found beside them."""

    workbooks: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def find_bid_files(folder: Path, label: str) -> BidFiles:
    """Look through a folder of bids. ``label`` is how places name the folder."""
    found = BidFiles()
    if not folder.is_dir():
        action = "Make the folder and put the bids into it, as workbooks made by `socialvalue form`."
        found.problems.append(
            Problem("no-bids", Place(label), "no folder of that name", "a folder with the bids", action)
        )
        return found
    _look_through(found, folder, label, "a sub-folder; its files are attachments and are not read as bids")
    if not found.workbooks and not found.problems:
        action = "Put the bids there, as workbooks made by `socialvalue form bid` or `socialvalue form comparison`."
        found.problems.append(
            Problem("no-bids", Place(label), "a folder without a workbook", "at least one bid", action)
        )
    return found


def find_sheet_files(folder: Path, label: str, beside: str) -> BidFiles:
    """Look through a folder of evaluators' workbooks, in which a file called ``beside`` may stand too.

    A folder that is not there, or is empty, is not a fault: the panel has not begun.
    """
    found = BidFiles()
    if folder.is_dir():
        note = "a sub-folder; its files are not read as score sheets"
        action = (
            f"Ask for the evaluator's own workbook, or move the file to a sub-folder of {label}/ if it is not a score "
            "sheet."
        )
        _look_through(found, folder, label, note, action, beside)
    return found


def _look_through(
    found: BidFiles, folder: Path, label: str, sub_folder: str, action: str = _NO_BID, beside: str = ""
) -> None:
    paths = list(islice(folder.iterdir(), MOST_FILES + 1))
    if len(paths) > MOST_FILES:
        action = "Move other files elsewhere, or put the bids into one comparison workbook."
        what = f"a folder of more than {MOST_FILES:,} files"
        found.problems.append(Problem("folder-full", Place(label), what, f"at most {MOST_FILES:,} files", action))
        return
    for path in sorted(paths, key=lambda one: (one.name.casefold(), one.name)):
        if not is_text(path.name):
            found.problems.append(_nameless(label, path.name))
            continue
        place = Place(f"{label}/{path.name}")
        if path.name.casefold() in _IGNORED or path.name.startswith("._") or path.name == beside:
            continue
        if path.is_dir():
            found.notes.append(Note(place, sub_folder))
        elif (problem := refuse_by_name(path, place.file, action)) is not None:
            found.problems.append(problem)
        else:
            found.workbooks.append(path)


def _nameless(label: str, name: str) -> Problem:
    what, expected = "a name with bytes that are not UTF-8", "a file name in letters and figures"
    action = "Rename the file, because its name cannot be shown or recorded. It may come from an old ZIP archive."
    return Problem("file-name", Place(f"{label}/{spelt_out(name)}"), what, expected, action)


def find_lock(folder: Path, name: str) -> Problem | None:
    """Return a problem where the workbook called ``name`` is open in Excel or LibreOffice."""
    locks = (f"~${name}", f".~lock.{name}#")
    lock = next((one for one in locks if (folder / one).exists()), None)
    return refuse_by_name(folder / lock, lock) if lock is not None else None


def refuse_by_name(path: Path, label: str, action: str = _NO_BID) -> Problem | None:
    """Return a problem for a file whose name already tells that it cannot be read as a workbook.

    ``action`` is what to do about a file that is no spreadsheet at all.
    """
    place, name = Place(label), path.name
    if (locked := _locked_workbook(name)) is not None:
        return Problem(
            "file-locked",
            place,
            f"the lock file of {quoted(locked)}, which is open in Excel or LibreOffice",
            "workbooks that are saved and closed",
            f"Save and close {locked} first; if nobody has it open, delete this lock file.",
        )
    suffix = path.suffix.casefold()
    if suffix in WORKBOOKS:
        return None
    expected = "an Excel workbook (.xlsx or .xlsm)"
    if suffix in _OTHER_FORMATS:
        return Problem("file-format", place, _OTHER_FORMATS[suffix], expected, SAVE_AS)
    return Problem(
        "file-format",
        place,
        f"a file that is not a workbook ({quoted(name)})",
        expected,
        action,
    )


def _locked_workbook(name: str) -> str | None:
    if name.startswith("~$"):
        return name[2:]
    if name.startswith(".~lock.") and name.endswith("#"):
        return name[7:-1]
    return None
