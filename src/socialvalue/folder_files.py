"""The files that people write into a competition folder: the one list that everything walks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A TOML file of the folder. Codes of its problems begin with ``word``.

    ``called`` is how a text names it. A file that is not ``required`` is easily lost by a slip in its name: the
    nearest name is suggested. With several lots, one that is ``of_lot`` has no effect in the folder above them.
    """

    word: str
    called: str
    required: bool = False
    of_lot: bool = False

    @property
    def name(self) -> str:
        return f"{self.word}.toml"

    @property
    def explanations(self) -> dict[str, str]:
        """The paragraphs of the faults that any such file can have, by code."""
        return {
            f"{self.word}-invalid": f"A value in {self.called} is of the wrong kind or outside its limits. The line "
            "below it says what is allowed.",
            f"{self.word}-missing": f"A required key is missing from {self.called}. Add it in the place named.",
            f"{self.word}-syntax": f"Nothing in {self.called} could be read, because it is not valid TOML. The line "
            "and column say where reading stopped: look there for a missing quotation mark, bracket or equals sign.",
            f"{self.word}-unknown-key": f"A key of {self.called} is unknown, so it would have no effect. It is "
            "usually a spelling mistake; the nearest known key is suggested.",
        }


CRITERIA = FolderFile("criteria", "the criteria file", required=True)
PANEL = FolderFile("panel", "panel.toml")
AWARD = FolderFile("award", "award.toml", of_lot=True)
AUTHORITY = FolderFile("authority", "authority.toml")
REDACTIONS = FolderFile("redactions", "redactions.toml", of_lot=True)

FOLDER_FILES = (CRITERIA, PANEL, AWARD, AUTHORITY, REDACTIONS)
