"""How things are shown: tables and colour on a terminal, plain text in a pipe, problems with what to do next."""

from __future__ import annotations

import functools
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

import typer

from socialvalue.errors import FilesNeedMending, Note, Problem, WrongUsage

P = ParamSpec("P")
R = TypeVar("R")

#: More problems than this are counted, not listed; `--json` lists them all.
MOST_PROBLEMS = 500

#: With faults to mend, only the first notes are shown beside them.
MOST_NOTES = 5

NEEDS_MENDING, WRONG_USAGE = 1, 2


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what the package raises on purpose into sentences and exit codes; anything else keeps its traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except FilesNeedMending as error:
            if kwargs.get("as_json"):
                say_json({"problems": [problem.as_json() for problem in error.problems]})
            else:
                problems(error.problems)
                notes(error.notes[:MOST_NOTES])
            raise typer.Exit(NEEDS_MENDING) from None
        except WrongUsage as error:
            typer.echo(f"{_style('Error:', fg='red', bold=True)} {error}", err=True)
            raise typer.Exit(WRONG_USAGE) from None
        except OSError as error:
            if error.errno is None or isinstance(error, BrokenPipeError):
                raise
            where = f" ({error.filename})" if error.filename else ""
            sentence = f"The file system refused: {error.strerror}{where}. Nothing was left half written."
            typer.echo(f"{_style('Error:', fg='red', bold=True)} {sentence}", err=True)
            raise typer.Exit(NEEDS_MENDING) from None

    return run


def _style(text: str, **how: Any) -> str:
    return typer.style(text, **how) if sys.stderr.isatty() else text


def line(text: str = "") -> None:
    """Show a line on standard output."""
    typer.echo(text)


def heading(text: str) -> None:
    """Show a heading, bold on a terminal."""
    typer.echo(typer.style(text, bold=True) if sys.stdout.isatty() else text)


def aside(text: str) -> None:
    """Show a line on standard error: progress and remarks that are not the result."""
    typer.echo(text, err=True)


def working(text: str) -> None:
    """Say what is going on, on a terminal only: in a pipe nobody waits for it."""
    if sys.stderr.isatty():
        aside(text)


def notes(given: Sequence[Note | str]) -> None:
    """Show notes on standard error."""
    for note in given:
        aside(f"{_style('Note:', fg='yellow')} {note}")


def warnings(given: Sequence[str]) -> None:
    """Show what nobody may miss, on standard error."""
    for text in given:
        aside(f"{_style('Warning:', fg='red', bold=True)} {text}")


def problems(found: Sequence[Problem], outcome: str = "No result was written.") -> None:
    """Show every problem on standard error: where, what was found, what was expected, what to do next."""
    for problem in found[:MOST_PROBLEMS]:
        aside(_style(str(problem.place), bold=True))
        aside(f"  found     {problem.found}")
        aside(f"  expected  {problem.expected}")
        aside(f"  to do     {problem.action}  [{problem.code}]")
    if len(found) > MOST_PROBLEMS:
        aside(f"… and {len(found) - MOST_PROBLEMS} more: --json lists them all.")
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    aside(_style(f"{count} to mend. {outcome}", fg="red", bold=True))


def say_json(data: Any) -> None:
    """Show data as JSON on standard output."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def table(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Show a table; columns in ``right`` are aligned to the right. Long cells wrap to the terminal's width."""
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
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
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for number in range(max(len(cell) for cell in cells)):
            texts = [cell[number] if number < len(cell) else "" for cell in cells]
            lines.append(
                "  ".join(
                    text.rjust(width) if i in right else text.ljust(width)
                    for i, (text, width) in enumerate(zip(texts, widths, strict=True))
                )
            )
    return lines
