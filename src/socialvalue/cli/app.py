"""The list of commands. Heavy imports live inside the commands, so that `--help` answers at once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from socialvalue import __version__
from socialvalue.cli import (
    analyse,
    board_summary,
    check,
    criteria,
    demo,
    doctor,
    explain,
    form,
    history,
    letters,
    moderate,
    new,
    panel_pack,
    report,
    score,
    show,
)
from socialvalue.cli.early import interrupted
from socialvalue.collector import collector_for_a_command

app = typer.Typer(
    name="socialvalue",
    cls=show.Commands,
    no_args_is_help=True,
    # A bug keeps its plain traceback: it goes into a bug report as it stands.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: socialvalue demo",
)


def _version(wanted: bool) -> None:
    if wanted:
        show.line(f"socialvalue {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Evaluate bids against published award criteria, with every number's working."""


app.command("demo", epilog="Example: socialvalue demo my-demo")(demo.demo)
app.command("new", epilog="Example: socialvalue new my-tender --criteria best-value")(new.new)
app.add_typer(criteria.app, name="criteria")
app.add_typer(form.app, name="form")
app.command("panel-pack", epilog="Example: socialvalue panel-pack my-tender")(panel_pack.panel_pack)
app.command("moderate", epilog="Example: socialvalue moderate my-tender")(moderate.moderate)
app.command("check", epilog="Example: socialvalue check my-tender")(check.check)
app.command("score", epilog="Example: socialvalue score my-tender")(score.score)
app.command("explain", epilog='Example: socialvalue explain my-tender "Harbour & Co" price')(explain.explain)
app.command("report", epilog="Example: socialvalue report my-tender")(report.report)
app.command("letters", epilog="Example: socialvalue letters my-tender --notice-date 2026-11-13")(letters.letters)
app.command("board-summary", epilog="Example: socialvalue board-summary my-tender")(board_summary.board_summary)
app.command("history", epilog="Example: socialvalue history my-tender --verify")(history.history)
app.add_typer(analyse.app, name="analyse")
app.command("doctor", epilog="Example: socialvalue doctor")(doctor.doctor)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles may not speak UTF-8; a name must never stop a ranking from being shown.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.excepthook = show.crash
    try:
        with collector_for_a_command():
            app()
    except KeyboardInterrupt:
        # Between two commands' own guards, as while their modules are loaded.
        show.aside(interrupted())
        sys.exit(show.INTERRUPTED)
