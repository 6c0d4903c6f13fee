"""What documents need beside the evaluation: the authority's look, the award's details, what is withheld."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from socialvalue.errors import FilesNeedMending, Note, Place, Problem
from socialvalue.folder_files import FOLDER_FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.competition.targets import Target
    from socialvalue.model.authority import Look
    from socialvalue.model.award_details import AwardDetails
    from socialvalue.model.criteria import Criteria
    from socialvalue.model.evaluation import Evaluation
    from socialvalue.model.redactions import Redaction


@dataclass(frozen=True)
class Papers:
    """All three files of one competition, without faults, and what the user should know about them."""

    look: Look
    award: AwardDetails
    redactions: tuple[Redaction, ...]
    notes: tuple[Note, ...] = ()


def papers_of(target: Target, criteria: Criteria, evaluation: Evaluation) -> Papers:
    """Return all that a document of one competition needs beside its evaluation.

    Raises:
        FilesNeedMending: With the faults of all three files at once.
    """
    look, about_look = _look(target)
    award, about_award = _award(target, criteria, evaluation)
    withheld, about_withheld, notes = _redactions(target, criteria, evaluation)
    _refuse([*about_look, *about_award, *about_withheld, *_without_effect(target)])
    return Papers(look, award, withheld, notes)


def looks_of(found: Sequence[Target]) -> list[Look]:
    """Return the look of each competition: with several lots, a fault in the last must be known before the first.

    Raises:
        FilesNeedMending: With the faults of all of them.
    """
    looked = [_look(target) for target in found]
    _refuse(list(dict.fromkeys(problem for _, problems in looked for problem in problems)))
    return [look for look, _ in looked]


def awards_of(done: Sequence[Evaluated]) -> list[AwardDetails]:
    """Return what award.toml says of each competition, its days held against the tender's.

    Raises:
        FilesNeedMending: With the faults of all of them.
    """
    read = [_award(one.target, one.criteria, one.evaluation) for one in done]
    _refuse([problem for _, problems in read for problem in problems])
    return [award for award, _ in read]


def faults(found: Sequence[Target], done: Iterable[Evaluated] = ()) -> tuple[list[Problem], list[Note]]:
    """Return the faults of every such file, for `check`; redactions only where the evaluation could be made."""
    evaluated = {one.target.path: one for one in done}
    problems: list[Problem] = []
    notes: list[Note] = []
    for target in found:
        one = evaluated.get(target.path)
        criteria, evaluation = (one.criteria, one.evaluation) if one is not None else (None, None)
        problems += [*_look(target)[1], *_award(target, criteria, evaluation)[1], *_without_effect(target)]
        if criteria is not None and evaluation is not None:
            _, more, said = _redactions(target, criteria, evaluation)
            problems += more
            notes += said
    return list(dict.fromkeys(problems)), notes


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise FilesNeedMending(problems)


def _folder(target: Target) -> Path:
    return target.path if target.is_folder else target.path.parent


def _look(target: Target) -> tuple[Look, list[Problem]]:
    from socialvalue.intake.award.authority import load_look

    folder = _folder(target)
    loaded = load_look(folder, lots_parent=folder.parent if target.lot else None)
    problems = list(loaded.problems)
    if loaded.look.templates is not None:
        # Jinja is loaded only where there are templates to be read with it.
        from socialvalue.report.page.own_templates import faults as template_faults

        problems += template_faults(loaded.look.templates)
    # A fault in the folder of lots is that of all lots, and is told once.
    return loaded.look, problems if loaded.folder != folder else target.located(problems)


def _award(
    target: Target, criteria: Criteria | None, evaluation: Evaluation | None
) -> tuple[AwardDetails, list[Problem]]:
    from socialvalue.intake.award.award import load_award

    bidders = [bid.bidder for bid in evaluation.bids] if evaluation is not None else None
    tender_date = criteria.competition.tender_date if criteria is not None else None
    loaded = load_award(_folder(target), bidders, tender_date=tender_date)
    return loaded.details, target.located(loaded.problems)


def _redactions(
    target: Target, criteria: Criteria, evaluation: Evaluation
) -> tuple[tuple[Redaction, ...], list[Problem], tuple[Note, ...]]:
    from socialvalue.analysis.reasons.published import explained
    from socialvalue.intake.award.redactions import load_redactions

    # What is withheld is withheld from the letters, which print other reasons than the report where marks are averages.
    loaded = load_redactions(_folder(target), criteria, explained(criteria, evaluation))
    notes = tuple(replace(note, place=target.placed(note.place)) for note in loaded.notes)
    return loaded.redactions, target.located(loaded.problems), notes


def _without_effect(target: Target) -> list[Problem]:
    """Return a problem for each file whose name is nearly one of ours, or that lies where it is not read.

    A passage that was to be withheld would then be told, and nobody would know.
    """
    folder = _folder(target)
    problems = target.located(_misnamed(folder))
    if target.lot:
        problems += _misnamed(folder.parent)
        for name in (file.name for file in FOLDER_FILES if file.of_lot):
            if (folder.parent / name).is_file():
                found = "a file that has no effect in the folder of lots"
                action = "Move it into the folder of its lot: each lot has its own."
                expected = "it in the folder of a lot"
                problems.append(Problem("file-misnamed", Place(file=name), found, expected, action))
    return problems


def _misnamed(folder: Path) -> list[Problem]:
    import difflib

    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    missing = [file.name for file in FOLDER_FILES if not file.required and file.name not in there]
    problems = []
    for name in there:
        meant = next(iter(difflib.get_close_matches(name.casefold(), missing, n=1, cutoff=0.85)), None)
        if meant is not None and ".toml" in name.casefold():
            action = f"Rename it to {meant}."
            found = "a file that has no effect under this name"
            problems.append(Problem("file-misnamed", Place(file=name), found, f"the name {meant}", action))
    return problems
