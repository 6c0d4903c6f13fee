"""`report`: the evaluation report."""

from __future__ import annotations

from socialvalue.cli import show
from socialvalue.cli.options import (
    FORMAT,
    LANGUAGE,
    CriteriaOption,
    FormatOption,
    LanguageOption,
    OutOption,
    TargetArgument,
    formats,
)
from socialvalue.cli.writing import ready, show_written


@show.guarded
def report(
    target: TargetArgument,
    criteria: CriteriaOption = None,
    out: OutOption = None,
    wanted: FormatOption = FORMAT,
    language: LanguageOption = LANGUAGE,
) -> None:
    """Write the evaluation report for the panel: out/evaluation-report.pdf."""
    from socialvalue.competition.documents import report as write_reports
    from socialvalue.competition.writing import tongue

    asked, tag = formats(wanted), tongue(language)
    done = ready(target, criteria, out)
    show.working("Writing the report …")
    show_written(write_reports(done, formats=asked, language=tag))
