"""How things are shown: tables and colour on a terminal, plain text in a pipe, problems with what to do next.

Everything that is printed leaves through `_put`, `say_json_text` or `over`, so that no text from outside (an answer, a
file's name, the history) can steer the terminal that it is shown on. A test holds that nothing else prints.
"""

from __future__ import annotations

import functools
import json
import shutil
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

import typer
from typer.core import TyperGroup

from socialvalue.cli.early import interrupted, refused
from socialvalue.cli.harmless import harmless, harmless_json
from socialvalue.errors import FilesNeedMending, Note, Place, Problem, WrongUsage
from socialvalue.files import is_text, spelt_out, written
from socialvalue.reading import NotRead

P = ParamSpec("P")
R = TypeVar("R")

#: More problems than this are counted, not listed; `--json` lists them all.
MOST_PROBLEMS = 500

#: With faults to mend, only the first notes are shown beside them.
MOST_NOTES = 5

NEEDS_MENDING, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what the package raises on purpose into sentences and exit codes; anything else keeps its traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        written.clear()
        try:
            _only_text(kwargs)
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            aside()
            aside(interrupted())
            raise typer.Exit(INTERRUPTED) from None
        except FilesNeedMending as error:
            if kwargs.get("as_json"):
                say_json({"problems": [problem.as_json() for problem in error.problems]})
            else:
                problems(error.problems)
                notes(error.notes[:MOST_NOTES])
            raise typer.Exit(NEEDS_MENDING) from None
        except WrongUsage as error:
            _error(str(error))
            raise typer.Exit(WRONG_USAGE) from None
        except NotRead as error:
            problems([error.problem(Place(file=str(error.path)))])
            raise typer.Exit(NEEDS_MENDING) from None
        except OSError as error:
            if error.errno is None or isinstance(error, BrokenPipeError):
                raise
            _error(refused(error))
            raise typer.Exit(NEEDS_MENDING) from None

    return run


def _only_text(given: Mapping[str, object]) -> None:
    """Refuse a path or a text of the command line that could not be shown or recorded."""
    for value in given.values():
        if isinstance(value, str | PurePath) and not is_text(str(value)):
            raise WrongUsage(f"“{spelt_out(str(value))}” has bytes that are not UTF-8. Rename the file or folder.")


class Commands(TyperGroup):
    """The list of commands. What typer says about a wrong command line repeats it, so that is made harmless too."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the words before the command's name."""
        with _messages_harmless():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with _messages_harmless():
            return super().invoke(ctx)


@contextmanager
def _messages_harmless() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # Typer has moved the class of these exceptions between versions; this is how all of them are made.
        if hasattr(error, "format_message") and hasattr(error, "message"):
            error.message = harmless(str(error.message))
        raise


def _put(text: str, *, err: bool = False, label: str = "", nl: bool = True, **style: Any) -> None:
    stream = sys.stderr if err else sys.stdout
    colour = bool(style) and stream.isatty()
    shown = harmless(text)
    if label:
        shown = f"{typer.style(label, **style) if colour else label} {shown}"
    elif colour:
        shown = typer.style(shown, **style)
    typer.echo(shown, err=err, nl=nl)


def _error(text: str) -> None:
    first, *more = text.split("\n")
    _put(first, err=True, label="Error:", fg="red", bold=True)
    lines(more, err=True)


def line(text: str = "") -> None:
    """Show a line on standard output."""
    _put(text)


def lines(texts: Iterable[str], *, err: bool = False) -> None:
    """Show each text as a line of its own."""
    for text in texts:
        _put(text, err=err)


def heading(text: str) -> None:
    """Show a heading, bold on a terminal."""
    _put(text, bold=True)


def aside(text: str = "") -> None:
    """Show a line on standard error: progress and remarks that are not the result."""
    _put(text, err=True)


def over(text: str) -> None:
    """Show a text on standard error in place of the last one, or nothing in place of it; for terminals only."""
    typer.echo(f"\r{harmless(text)}" if text else "\r\033[K", nl=False, err=True)


def crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show the traceback of a bug, which may quote a text from outside."""
    lines("".join(traceback.format_exception(kind, error, trace)).splitlines(), err=True)


def working(text: str) -> None:
    """Say what is going on, on a terminal only: in a pipe nobody waits for it."""
    if sys.stderr.isatty():
        aside(text)


def notes(given: Sequence[Note | str]) -> None:
    """Show notes on standard error."""
    for note in given:
        _put(str(note), err=True, label="Note:", fg="yellow")


def warnings(given: Sequence[str]) -> None:
    """Show what nobody may miss, on standard error."""
    for text in given:
        _put(text, err=True, label="Warning:", fg="red", bold=True)


def problems(found: Sequence[Problem], outcome: str = "Nothing was written.") -> None:
    """Show every problem on standard error: where, what was found, what was expected, what to do next."""
    for problem in found[:MOST_PROBLEMS]:
        _put(str(problem.place), err=True, bold=True)
        aside(f"  found     {problem.found}")
        aside(f"  expected  {problem.expected}")
        aside(f"  to do     {problem.action}  [{problem.code}]")
    if len(found) > MOST_PROBLEMS:
        aside(f"… and {len(found) - MOST_PROBLEMS} more: --json lists them all.")
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    _put(f"{count} to fix. {outcome}", err=True, fg="red", bold=True)


def say_json(data: Any, *, indent: int | None = 2) -> None:
    """Show data as JSON on standard output."""
    say_json_text(json.dumps(data, ensure_ascii=False, indent=indent))


def say_json_text(text: str) -> None:
    """Show a text that is JSON already on standard output, as data that means the same."""
    typer.echo(harmless_json(text.rstrip("\n")))


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Show a table; columns in ``right`` are aligned to the right. Long cells wrap to the terminal's width."""
    rows = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(_columns(row[i]) for row in (header, *rows)) for i in range(len(header))]
    room = (shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 140) - 2 * (len(header) - 1)
    while sum(widths) > room and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    heading(_row([header], widths, right)[0].rstrip())
    for row in rows:
        for text in _row([row], widths, right):
            line(text.rstrip())


def _row(rows: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[int]) -> list[str]:
    lines = []
    for row in rows:
        cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for number in range(max(len(cell) for cell in cells)):
            texts = [cell[number] if number < len(cell) else "" for cell in cells]
            spaces = [" " * (width - _columns(text)) for text, width in zip(texts, widths, strict=True)]
            lines.append(
                "  ".join(
                    space + text if i in right else text + space
                    for i, (text, space) in enumerate(zip(texts, spaces, strict=True))
                )
            )
    return lines


def _columns(text: str) -> int:
    """Return how many columns a text takes: a letter of Chinese or Japanese, and an emoji, has two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text that is broken to a width in columns."""
    if text.isascii():
        return textwrap.wrap(text, width) or [""]
    from rich.cells import chop_cells

    # What stands behind a wide letter counts for its second column. A text that is shown holds no such character.
    wide = "".join(letter + "\0" * (_columns(letter) - 1) for letter in text)
    parts = [part.replace("\0", "") for part in textwrap.wrap(wide, width, break_long_words=False)]
    return [line for part in parts for line in chop_cells(part, width)] or [""]
