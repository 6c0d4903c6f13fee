"""`doctor`: is this machine able to make PDFs, and what to install if not."""

from __future__ import annotations

from socialvalue.cli import show
from socialvalue.cli.score import JsonOption


@show.guarded
def doctor(as_json: JsonOption = False) -> None:
    """Say whether this machine has all that is needed, and what to install if not."""
    from dataclasses import asdict

    from socialvalue.doctor import examine

    findings = examine()
    if as_json:
        show.say_json([asdict(finding) for finding in findings])
        return
    for finding in findings:
        show.line(f"{'ok     ' if finding.ok else 'MISSING'}  {finding.name}: {finding.detail}")
        if not finding.ok:
            for text in finding.what_to_do.splitlines():
                show.line(f"           {text}")
