"""The letters: one assessment summary for each assessed tender, all of them or none, across lots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialvalue.competition.results import as_on_file, first_scored
from socialvalue.competition.targets import LETTERS
from socialvalue.competition.writing import tongue, unreviewed, write_all
from socialvalue.errors import FilesNeedMending, Note, Place, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from socialvalue.competition.evaluate import Evaluated, Progress
    from socialvalue.errors import Problem
    from socialvalue.model.authority import Nation
    from socialvalue.model.award_details import AwardDetails
    from socialvalue.model.redactions import Redaction
    from socialvalue.report.letters.letters import Letters
    from socialvalue.report.page.written import Format, Written


def letters(  # noqa: PLR0913 - all but the first are named by the caller
    evaluated: Sequence[Evaluated],
    *,
    notice_date: date | None = None,
    nation: Nation | None = None,
    formats: Sequence[Format] = ("pdf",),
    language: str = "en",
    when: datetime | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write one assessment summary for each assessed tender, the winner's too: out/letters/.

    If any letter has a fault, none is written. Each supplier sees its own assessment and the winner's (without redacted
    passages), and nothing about other bids.
    ``notice_date`` and ``nation`` stand for what award.toml and authority.toml say. What is withheld goes into the
    record, at ``when`` or this moment.

    Raises:
        FilesNeedMending: With every fault of every competition. Suppliers are told together, so no letter is made while
            another cannot be. A letter that fails after that is among the problems or failures of the answer.
        WrongUsage: Where the day of the notice cannot be, or no document is written in the language.
    """
    from socialvalue.report.page.written import Written

    language = tongue(language)
    ready = _prepared(evaluated, _Told(notice_date, nation, language))
    written = Written(notes=tuple(unreviewed(language)))
    for one in ready:
        written += _written(one, formats, when, progress)
    return written


@dataclass(frozen=True)
class _Told:
    """What the caller says of the award, in the place of what is on file."""

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


def _prepared(evaluated: Sequence[Evaluated], told: _Told) -> list[_Ready]:
    """Return the letters of all competitions.

    Raises:
        FilesNeedMending: With the faults of all of them.
    """
    from socialvalue.analysis.reasons.published import as_problem, letter_faults
    from socialvalue.competition.papers import papers_of
    from socialvalue.report.letters.letters import letters as letters_of

    problems: list[Problem] = []
    done = evaluated
    try:
        done = as_on_file(evaluated)
    except FilesNeedMending as error:
        problems += error.problems
    ready = []
    for one in done:
        faults = [as_problem(fault, one.criteria) for fault in letter_faults(one.criteria, one.evaluation)]
        problems += one.target.located(faults)
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
            problems += one.target.located(error.problems)
            continue
        ready.append(_Ready(one, made, papers.redactions, papers.notes))
    if problems:
        raise FilesNeedMending(problems)
    return ready


def _written(ready: _Ready, formats: Sequence[Format], when: datetime | None, progress: Progress | None) -> Written:
    """Record what is withheld, and write the letters. The notes are for whoever sends them."""
    from socialvalue.competition.record import Record
    from socialvalue.competition.recording import recorded_redactions
    from socialvalue.report.page.written import Written

    target = ready.one.target
    first_scored(ready.one, when)
    recorded_redactions(Record(target.path, when=when), ready.redactions)
    folder = target.out / LETTERS
    before = _files(folder)
    written = write_all(ready.letters.documents, folder, formats, progress)
    old = sorted(path.name for path, mark in _files(folder).items() if before.get(path) == mark)
    text = f"{folder} also contains files from an earlier run, which may be out of date: {', '.join(old)}"
    left = (Note(Place(), text),) if old else ()
    return Written(notes=(*ready.notes, *ready.letters.notes)) + written + Written(notes=left)


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return the files of a folder, each with what changes when it is written anew."""
    found = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}
