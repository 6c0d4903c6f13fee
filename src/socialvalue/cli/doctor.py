"""`doctor`: is this machine able to make PDFs, and what to install if not."""

from __future__ import annotations

import typer

from socialvalue.cli import show
from socialvalue.cli.score import JsonOption


@show.guarded
def doctor(as_json: JsonOption = False) -> None:
    """Check that this computer has everything it needs, including for PDFs, and say what to install.

    The exit code is 1 if something is missing. Without Pango, documents are written as HTML instead of PDF.
    """
    from dataclasses import asdict

    from socialvalue.doctor import examine

    findings = examine()
    missing = [finding for finding in findings if finding.needed and not finding.ok]
    if as_json:
        show.say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            stands = "ok     " if finding.ok else "MISSING" if finding.needed else "advised"
            show.line(f"{stands}  {finding.name}: {finding.detail}")
            for text in finding.what_to_do.splitlines():
                show.line(f"           {text}")
        show.line(_closing([finding.name for finding in missing]))
    if missing:
        raise typer.Exit(show.NEEDS_MENDING)


def _closing(missing: list[str]) -> str:
    if not missing:
        return "This computer has everything it needs."
    if set(missing) <= {"Pango", "PangoFT2"}:
        return "This computer can do everything except make PDFs: documents are written as HTML."
    return f"Missing: {', '.join(missing)}."
