"""`doctor`: is this machine able to make PDFs, and what to install if not."""

from __future__ import annotations

from dataclasses import asdict

import typer

from socialvalue.cli import show
from socialvalue.cli.options import JsonOption


@show.guarded
def doctor(as_json: JsonOption = False) -> None:
    """Check that this computer has everything it needs, including for PDFs, and say what to install.

    The exit code is 1 if something is missing. Without Pango, documents are written as HTML instead of PDF.
    """
    from socialvalue import machine

    findings = machine.doctor()
    if as_json:
        show.say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            stands = "ok     " if finding.ok else "MISSING" if finding.needed else "advised"
            show.line(f"{stands}  {finding.name}: {finding.detail}")
            show.lines(f"           {text}" for text in finding.what_to_do.splitlines())
        show.line(machine.closing(findings))
    if machine.missing(findings):
        raise typer.Exit(show.NEEDS_MENDING)
