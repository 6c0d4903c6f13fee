"""The Excel forms, made from the criteria file: for bidders, for the authority, for the panel."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.competition.targets import CRITERIA, load
from socialvalue.errors import Note, Place, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from openpyxl import Workbook

    from socialvalue.competition.targets import Target
    from socialvalue.model.criteria import Criteria
    from socialvalue.report.page.written import Written


def bid(
    folder: Path | None = None, *, criteria: str | None = None, out: Path | None = None, replace: bool = False
) -> Written:
    """Write the form that one bidder fills in, one row an answer: out/bid-form.xlsx.

    The criteria are those of the ``folder``, or a pack or file. A form that is there is only replaced where it is said.

    Raises:
        WrongUsage: Where no criteria are named, or a form is there already that may have been filled in.
        FilesNeedMending: Where the criteria file has faults.
    """
    from socialvalue.workbooks.bid_form import bid_form

    path = _destination(folder, out, "bid-form.xlsx")
    return _write(_made({path: bid_form(_criteria(folder, criteria))}, replace=replace))


def comparison(
    folder: Path | None = None,
    *,
    criteria: str | None = None,
    bidders: Sequence[str] = (),
    out: Path | None = None,
    replace: bool = False,
) -> Written:
    """Write the workbook for all bids, one row a bid: out/comparison.xlsx. ``bidders`` are filled in.

    Raises:
        WrongUsage, FilesNeedMending: As `bid` does.
    """
    from socialvalue.workbooks.comparison_form import comparison_form

    path = _destination(folder, out, "comparison.xlsx")
    return _write(_made({path: comparison_form(_criteria(folder, criteria), tuple(bidders))}, replace=replace))


def moderation(found: Sequence[Target], *, out: Path | None = None, replace: bool = False) -> Written:
    """Write the workbook for what the panel agreed, one row for each bid and question: moderation.xlsx.

    Raises:
        WrongUsage: Where a form is there already that may have been filled in.
        FilesNeedMending: Where the criteria or the bidders' names have faults.
    """
    from socialvalue.intake.folder import bidders_in
    from socialvalue.model.panel_layout import MODERATION_FILE
    from socialvalue.report.page.written import Written
    from socialvalue.workbooks.moderation_form import moderation_form

    written = Written()
    for target in found:
        path = out or target.path / MODERATION_FILE
        if target.lot and out:
            path = out / target.lot / MODERATION_FILE
        path = _destination(target.path, path, MODERATION_FILE)
        model, _ = load(target)
        if not model.panel_leaves:
            text = f"{target.path}: the panel marks no questions under these criteria, so no form is needed."
            written += Written(notes=(Note(Place(), text),))
            continue
        form = moderation_form(model, bidders_in(target.path, model).bidders)
        written += _write(_made({path: form}, replace=replace))
    return written


def panel(
    found: Sequence[Target],
    *,
    blind: bool = False,
    out: Path | None = None,
    replace: bool = False,
    when: datetime | None = None,
) -> Written:
    """Write one workbook an evaluator: their questions, in an order of bids drawn for them, without any price: panel/.

    Where it is ``blind``, bids have labels in place of names, and a file says who is who: it is the first of the paths.
    The order goes into the record, at ``when`` or this moment.

    Raises:
        WrongUsage: Where there is no panel.toml, or forms are there already that may have been filled in.
        FilesNeedMending: Where the criteria, the bidders' names or the panel file have faults.
    """
    from socialvalue.report.page.written import Written

    written = Written()
    for target in found:
        home = (out / target.lot if out else None) or target.path / "panel"
        written += _panel(target, home, blind=blind, replace=replace, when=when)
    return written


def _panel(target: Target, home: Path, *, blind: bool, replace: bool, when: datetime | None) -> Written:
    from socialvalue.competition.panel import convened
    from socialvalue.competition.record import Record
    from socialvalue.competition.recording import recorded_order
    from socialvalue.files import write_text
    from socialvalue.model.panel_layout import BLIND_KEY_FILE, blind_labels, drawn_order, sheet_name
    from socialvalue.report.page.written import Written
    from socialvalue.workbooks.panel_form import panel_form

    one = convened(target, when=when)
    model, bidders, evaluators = one.criteria, one.bids.marked, one.panel.evaluator
    labels = blind_labels(model, bidders) if blind else None
    sheets = {home / sheet_name(who): panel_form(model, one.panel, who, bidders, labels=labels) for who in evaluators}
    forms = _made(sheets, replace=replace)
    orders = {
        who.id: drawn_order(model, who.id, [bidder for bidder in bidders if who.may_mark(bidder)]) for who in evaluators
    }
    # The sheets come last: where all of them are there, a run that was cut off has left nothing undone.
    recorded_order(Record(target.path, when=when), orders)
    written = Written(notes=one.notes)
    if labels is not None:
        key = "".join(f"{_quoted(label)} = {_quoted(bidder)}\n" for bidder, label in sorted(labels.items()))
        text = f"# Who is who on the blind score sheets. Keep it from evaluators.\n[labels]\n{key}"
        write_text(home / BLIND_KEY_FILE, text)
        written += Written((home / BLIND_KEY_FILE,))
    return written + _write(forms)


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


def _made(workbooks: Mapping[Path, Workbook], *, replace: bool) -> dict[Path, bytes]:
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


def _write(forms: Mapping[Path, bytes]) -> Written:
    from socialvalue.files import write_bytes
    from socialvalue.report.page.written import Written

    for path, content in forms.items():
        write_bytes(path, content)
    return Written(tuple(forms))


def _quoted(text: str) -> str:
    """Return text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
