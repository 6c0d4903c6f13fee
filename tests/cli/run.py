"""The command line, run in this process: what it printed, and its exit code."""

from __future__ import annotations

from dataclasses import dataclass

from typer.testing import CliRunner

from socialvalue.cli.app import app


@dataclass(frozen=True)
class Ran:
    """One run of a command."""

    code: int
    out: str
    err: str


def run(*words: object) -> Ran:
    """Run a command; anything that is no clean exit is raised again, with its traceback."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)
