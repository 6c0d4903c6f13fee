"""How the reading of one file stops: with the located problem that stopped it."""

from __future__ import annotations

from socialvalue.errors import Place, Problem, SocialValueError

SAVE_AS = "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."


class Refused(SocialValueError):
    """Raised inside this room when a file cannot be read any further; its problem joins the others."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def damaged(label: str, what: str, sheet: str = "", cell: str = "") -> Refused:
    """Return the refusal of a workbook that is broken inside."""
    return Refused(
        Problem(
            "file-damaged",
            Place(label, sheet, cell),
            what,
            "a workbook that can be read in full",
            "Open it in Excel or LibreOffice, let it repair the file, and save it again as .xlsx; "
            "if that fails, ask the sender for another copy.",
        )
    )


def unsafe(label: str, what: str, sheet: str = "", cell: str = "") -> Refused:
    """Return the refusal of a workbook that no form of ours could have become."""
    return Refused(
        Problem(
            "file-unsafe",
            Place(label, sheet, cell),
            what,
            "an ordinary workbook",
            "Copy the answers into a fresh form; if the file came from outside, ask the sender what it is.",
        )
    )
