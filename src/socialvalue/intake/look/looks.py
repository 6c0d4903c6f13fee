"""Answers in words that a cell does not show: blanked out by a format, or in letters that nobody can read."""

from __future__ import annotations

from socialvalue.errors import Place, Problem
from socialvalue.intake.look.render import text_shown
from socialvalue.intake.look.shows import shows_nothing
from socialvalue.intake.look.styles import Format
from socialvalue.intake.wording import quoted

_ACTION = "Show the cell (number format General, black letters of an ordinary size), and check what it contains."


def text_fault(value: object, shape: Format, place: Place, said: str = "") -> Problem | None:
    """Return the problem of a cell that does not show its text, or its TRUE; numbers are judged where they are read.

    ``said`` names the conditional format, where it is one, that shapes the cell.
    """
    if isinstance(value, bool):
        value = "TRUE" if value else "FALSE"
    if not isinstance(value, str) or not value.strip():
        return None
    if unseen := shape.unseen(value):
        return unseen_fault(value, unseen, place)
    if shape.look.struck:
        return struck_fault(quoted(value.strip()), place, said)
    shown = text_shown(value, shape.code)
    if shows_nothing(shown):
        found = f"text that the cell's format {quoted(shape.code)} does not show{said}"
        return Problem("answer-hidden", place, found, "text that can be seen", _ACTION)
    if shown.strip() != value.strip():
        found = f"a cell that shows {quoted(shown.strip())} and holds {quoted(value.strip())}{said}"
        return Problem("answer-shown-otherwise", place, found, "a cell that shows what it contains", _ACTION)
    return None


def unseen_fault(value: object, unseen: str, place: Place) -> Problem:
    """Return the problem of an answer that nobody can read, in whole or in part."""
    what = "text" if isinstance(value, str) else "a number" if isinstance(value, float) else "an answer"
    found = f"{what} {unseen}, which nobody can read"
    return Problem("answer-hidden", place, found, "an answer that can be read", _ACTION)


def struck_fault(what: str, place: Place, said: str = "") -> Problem:
    """Return the problem of an answer that is crossed out, in whole or in part."""
    found = f"{what}, struck through in the cell{said}"
    action = "Find out whether the answer counts or was withdrawn, and type what counts without crossing anything out."
    return Problem("answer-shown-otherwise", place, found, "an answer that is not crossed out", action)
