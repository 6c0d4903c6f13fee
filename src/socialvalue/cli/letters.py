"""`letters`: one assessment summary for each assessed tender, checked before any is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from socialvalue.cli import show
from socialvalue.cli.formats import FORMAT, LANGUAGE, FormatOption, LanguageOption, formats, tongue
from socialvalue.cli.report import evaluations, up_to_date
from socialvalue.cli.score import OutOption
from socialvalue.competition.targets import LETTERS, targets
from socialvalue.errors import FilesNeedMending, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from socialvalue.competition.evaluate import Evaluated
    from socialvalue.errors import Note, Problem
    from socialvalue.model.authority import Nation
    from socialvalue.model.award_details import AwardDetails
    from socialvalue.model.redactions import Redaction
    from socialvalue.report.letters.letters import Letters
    from socialvalue.report.page.write import Format

COULD_NOT_BE_MADE = 1

NoticeOption = Annotated[
    datetime | None,
    typer.Option(
        "--notice-date",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The day of the contract award notice, when the standstill begins. Default: the date in award.toml.",
    ),
]
NationOption = Annotated[
    str | None,
    typer.Option(
        "--nation",
        metavar="NATION",
        help="England, Wales, Scotland or Northern Ireland. Default: the nation in award.toml or authority.toml.",
    ),
]


@show.guarded
def letters(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The competition folder, or the folder that contains its lots.")
    ],
    notice_date: NoticeOption = None,
    nation: NationOption = None,
    wanted: FormatOption = FORMAT,
    language: LanguageOption = LANGUAGE,
    out: OutOption = None,
) -> None:
    """Write an assessment summary for every assessed tender, including the winner's, to out/letters/.

    If any letter has a fault, none is written. Each supplier sees its own assessment and the winner's (without redacted
    passages), and nothing about other bids.
    """
    from socialvalue.report.words.language import UNREVIEWED

    asked, tag = formats(wanted), tongue(language)
    told = _Told(notice_date.date() if notice_date else None, _nation(nation), tag)
    ready = _prepared(evaluations(targets(folder, out=out)), told)
    show.notes([UNREVIEWED[tag]] if tag in UNREVIEWED else [])
    whole = [_written(one, asked) for one in ready]
    if not all(whole):
        raise typer.Exit(COULD_NOT_BE_MADE)


@dataclass(frozen=True)
class _Told:
    """What the command line says of the award, in the place of what is on file."""

    notice: date | None
    nation: Nation | None
    language: str

    def award(self, on_file: AwardDetails, tender_date: date | None) -> AwardDetails:
        """Return the award's details with what was said.

        Raises:
            WrongUsage: Where the day of the notice cannot be.
        """
        notice = self.notice
        if notice is not None and on_file.letter_date is not None and notice < on_file.letter_date:
            raise WrongUsage(
                f"--notice-date {notice} is before the letter-date of award.toml, {on_file.letter_date}: assessment "
                "summaries are given before the notice is published."
            )
        if notice is not None and tender_date is not None and notice < tender_date:
            raise WrongUsage(f"--notice-date {notice} is before the tender-date of criteria.toml, {tender_date}.")
        update = {"notice_date": notice or on_file.notice_date, "nation": self.nation or on_file.nation}
        return on_file.model_copy(update=update)


@dataclass(frozen=True)
class _Ready:
    """The letters of one competition, without faults, before any is written."""

    one: Evaluated
    letters: Letters
    redactions: tuple[Redaction, ...]
    notes: tuple[Note, ...]


def _prepared(done: Sequence[Evaluated], told: _Told) -> list[_Ready]:
    """Return the letters of all competitions.

    Raises:
        FilesNeedMending: With every fault of every competition, where there is one: suppliers are told together, so no
            letter is made while another cannot be.
    """
    from socialvalue.analysis.reasons.published import as_problem, letter_faults
    from socialvalue.competition.papers import papers_of
    from socialvalue.report.letters.letters import letters as letters_of

    problems: list[Problem] = []
    ready = []
    for one in done:
        faults = [as_problem(fault, one.criteria) for fault in letter_faults(one.criteria, one.evaluation)]
        problems += [_of_lot(one, problem) for problem in faults]
        try:
            papers = papers_of(one.target, one.criteria, one.evaluation)
        except FilesNeedMending as error:
            problems += error.problems
            continue
        award = told.award(papers.award, one.criteria.competition.tender_date)
        try:
            made = letters_of(
                one.criteria,
                one.evaluation,
                award,
                look=papers.look,
                redactions=papers.redactions,
                language=told.language,
            )
        except FilesNeedMending as error:
            problems += [_of_lot(one, problem) for problem in error.problems]
            continue
        ready.append(_Ready(one, made, papers.redactions, papers.notes))
    if problems:
        raise FilesNeedMending(problems)
    return ready


def _written(ready: _Ready, asked: tuple[Format, ...]) -> bool:
    """Record what is withheld, write the letters, and say what whoever sends them should know; and if all were made."""
    from socialvalue.cli.writing import write_all
    from socialvalue.competition.recording import recorded_redactions

    target = ready.one.target
    up_to_date(ready.one)
    recorded_redactions(target.path, ready.redactions)
    show.notes([*ready.notes, *ready.letters.notes])
    folder = target.out / LETTERS
    before = _files(folder)
    whole = write_all(ready.letters.documents, folder, asked, label="Writing letters")
    old = sorted(path.name for path, mark in _files(folder).items() if before.get(path) == mark)
    if old:
        text = f"{folder} also contains files from an earlier run, which may be out of date: {', '.join(old)}"
        show.notes([text])
    return whole


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return the files of a folder, each with what changes when it is written anew."""
    found = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def _nation(text: str | None) -> Nation | None:
    """Return the nation that is meant.

    Raises:
        WrongUsage: Where it is none.
    """
    known: dict[str, Nation] = {
        "england": "England",
        "wales": "Wales",
        "scotland": "Scotland",
        "northern ireland": "Northern Ireland",
    }
    if text is None:
        return None
    nation = known.get(" ".join(text.casefold().replace("-", " ").split()))
    if nation is None:
        raise WrongUsage(f"“{text}” is not a nation. Give one of: {', '.join(known.values())}.")
    return nation


def _of_lot(one: Evaluated, problem: Problem) -> Problem:
    if not one.target.lot:
        return problem
    return replace(problem, place=replace(problem.place, file=f"{one.target.lot}/{problem.place.file}"))
