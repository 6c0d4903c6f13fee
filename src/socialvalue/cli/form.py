"""`form`: the Excel forms, made from the criteria file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.competition.targets import CRITERIA, load, targets
from socialvalue.errors import WrongUsage

if TYPE_CHECKING:
    from openpyxl import Workbook

    from socialvalue.model.criteria import Criteria

app = typer.Typer(
    help="Make the Excel forms from the criteria file.",
    no_args_is_help=True,
    epilog="Example: socialvalue form bid my-tender",
)

FolderArgument = Annotated[
    Path | None, typer.Argument(metavar="[FOLDER]", help="The competition folder, or a criteria file.")
]
PackOption = Annotated[str | None, typer.Option("--criteria", help="A pack or a criteria file instead of a folder.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="The file (or folder) to write.")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Replace a form that is there already.")]


def _criteria(folder: Path | None, pack: str | None) -> Criteria:
    from socialvalue.intake.criteria.file import load_criteria

    if folder is None and pack is None:
        raise WrongUsage(
            "Say which criteria the form is for: give a competition folder, or --criteria with a pack or a file."
        )
    inside = folder is not None and pack is None and (folder / CRITERIA).is_file()
    return load_criteria(pack or str(folder), CRITERIA if inside else None).criteria


def _destination(folder: Path | None, out: Path | None, name: str) -> Path:
    home = folder / "out" if folder is not None and folder.is_dir() else Path()
    path = out or home / name
    if path.suffix.lower() != ".xlsx":
        path = path / Path(name).name
    return path


def _made(workbooks: dict[Path, Workbook], *, replace: bool) -> dict[Path, bytes]:
    """Return the forms to write, after making sure that none replaces one that may have been filled in.

    Where a run that was cut off has written some of them, the others are still to be made: a form that is as it would
    be made now has not been filled in, as the same form has the same bytes.

    Raises:
        WrongUsage: Where all are there already, or another file is in the place of one.
    """
    from socialvalue.workbooks.save import content

    made = {path: content(workbook) for path, workbook in workbooks.items()}
    there = [path for path in made if path.exists()]
    other = [path for path in there if len(there) == len(made) or not _holds(path, made[path])]
    if other and not replace:
        raise WrongUsage(
            f"“{other[0]}” exists already and may have been filled in. Move it, write elsewhere with --out, or "
            "overwrite it with --replace."
        )
    return made


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _write(forms: dict[Path, bytes]) -> None:
    from socialvalue.files import write_bytes

    for path, content in forms.items():
        write_bytes(path, content)
        show.line(f"Written: {path}")


@app.command("bid", epilog="Example: socialvalue form bid my-tender")
@show.guarded
def bid(
    folder: FolderArgument = None, criteria: PackOption = None, out: OutOption = None, replace: ReplaceOption = False
) -> None:
    """Make the form that each bidder fills in: one row per answer."""
    from socialvalue.workbooks.bid_form import bid_form

    path = _destination(folder, out, "bid-form.xlsx")
    _write(_made({path: bid_form(_criteria(folder, criteria))}, replace=replace))


@app.command("comparison", epilog="Example: socialvalue form comparison my-tender --bidder 'Harbour & Co'")
@show.guarded
def comparison(
    folder: FolderArgument = None,
    criteria: PackOption = None,
    out: OutOption = None,
    bidder: Annotated[list[str] | None, typer.Option("--bidder", help="A bidder to fill in; may be repeated.")] = None,
    replace: ReplaceOption = False,
) -> None:
    """Make one workbook for all bids: a row per bid, with answers, agreed marks and reasons."""
    from socialvalue.workbooks.comparison_form import comparison_form

    path = _destination(folder, out, "comparison.xlsx")
    form = comparison_form(_criteria(folder, criteria), tuple(bidder or ()))
    _write(_made({path: form}, replace=replace))


@app.command("moderation", epilog="Example: socialvalue form moderation my-tender")
@show.guarded
def moderation(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with the bids in bids/.")],
    out: OutOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Make the workbook for the panel's agreed marks: a row per bid and question, with mark, reason and reference."""
    from socialvalue.intake.folder import bidders_in
    from socialvalue.workbooks.moderation_form import moderation_form

    for target in targets(folder):
        path = out or target.path / "moderation.xlsx"
        if target.lot and out:
            path = out / target.lot / "moderation.xlsx"
        path = _destination(target.path, path, "moderation.xlsx")
        model, _ = load(target)
        if not model.panel_leaves:
            show.line(f"{target.path}: the panel marks no questions under these criteria, so no form is needed.")
            continue
        _write(_made({path: moderation_form(model, bidders_in(target.path, model).bidders)}, replace=replace))


@app.command("panel", epilog="Example: socialvalue form panel my-tender --blind")
@show.guarded
def panel(
    folder: Annotated[Path, typer.Argument(help="The competition folder, with panel.toml and the bids in bids/.")],
    blind: Annotated[bool, typer.Option("--blind", help="Show Bidder A, B, … instead of names.")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to. Default: panel/.")] = None,
    replace: ReplaceOption = False,
) -> None:
    """Make a workbook for each evaluator: only their questions, bids in random order, no prices."""
    from socialvalue.cli.moderate import panel_and_bidders
    from socialvalue.competition.recording import recorded_order
    from socialvalue.files import write_text
    from socialvalue.model.panel_layout import BLIND_KEY_FILE, PANEL_FOLDER, blind_labels, drawn_order, sheet_name
    from socialvalue.workbooks.panel_form import panel_form

    for target in targets(folder):
        model, bids, members = panel_and_bidders(target)
        bidders = bids.marked
        home = (out / target.lot if out else None) or target.path / PANEL_FOLDER
        labels = blind_labels(model, bidders) if blind else None
        sheets = {
            home / sheet_name(one): panel_form(model, members, one, bidders, labels=labels) for one in members.evaluator
        }
        forms = _made(sheets, replace=replace)
        orders = {
            one.id: drawn_order(model, one.id, [bidder for bidder in bidders if one.may_mark(bidder)])
            for one in members.evaluator
        }
        # The sheets come last: where all of them are there, a run that was cut off has left nothing undone.
        recorded_order(target.path, orders)
        if labels is not None:
            key = "".join(f"{_quoted(label)} = {_quoted(bidder)}\n" for bidder, label in sorted(labels.items()))
            write_text(
                home / BLIND_KEY_FILE,
                f"# Who is who on the blind score sheets. Keep it from evaluators.\n[labels]\n{key}",
            )
            show.line(f"Written: {home / BLIND_KEY_FILE} (who is who: keep it from the evaluators)")
        _write(forms)


def _quoted(text: str) -> str:
    """Return text as a TOML string."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
