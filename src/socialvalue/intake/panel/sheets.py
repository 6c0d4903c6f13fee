"""The evaluators' workbooks in ``panel/``: whose each is, and everything that was marked alone. Nothing is averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from socialvalue.collector import collector_paused
from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.bids.about import check_competition, check_version, told
from socialvalue.intake.bids.files import find_sheet_files
from socialvalue.intake.names import key, nearest
from socialvalue.intake.panel.agreed_rows import questions_by_name
from socialvalue.intake.panel.labels import PanelNames, read_names
from socialvalue.intake.panel.marks import (
    QuestionSheet,
    Received,
    blank,
    check_columns,
    find_question_sheet,
    read_question,
)
from socialvalue.intake.reading import Progress, few
from socialvalue.intake.refused import Refused
from socialvalue.intake.sheet.answers import Answers
from socialvalue.intake.sheet.workbook import Workbook, open_workbook
from socialvalue.intake.wording import quoted
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.layout import full_title
from socialvalue.model.panel import Evaluator, Panel, ScoreSheet
from socialvalue.model.panel_layout import ABOUT_EVALUATOR, BLIND_KEY_FILE, PANEL_FOLDER, sheet_name


@dataclass(frozen=True)
class SheetsReading:
    """What the evaluators handed in, in the order of panel.toml, as far as it could be read.

    ``reason_problems`` are the marks without a reason, or with a reason of one word: they were read all the same.
    """

    sheets: tuple[ScoreSheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    reason_problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass
class _Gathered:
    """Everything read so far of all workbooks."""

    criteria: Criteria
    panel: Panel
    names: PanelNames
    complete: bool
    sheets: dict[str, ScoreSheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    reason_problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    details: list[Note] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


def read_sheets(  # noqa: PLR0913 - what is known of the bids, each named at the call
    folder: Path,
    criteria: Criteria,
    panel: Panel,
    bidders: Sequence[str],
    progress: Progress | None = None,
    *,
    withdrawn: Sequence[str] = (),
    complete: bool = True,
) -> SheetsReading:
    """Read every evaluator's workbook of a competition folder.

    ``bidders`` are those whom the panel marks, ``withdrawn`` those whom it no longer need mark; ``complete`` says that
    all bids could be read, so that a name among neither is a fault. ``progress`` is called with how many workbooks of
    how many are done.
    """
    found = find_sheet_files(folder / PANEL_FOLDER, PANEL_FOLDER, BLIND_KEY_FILE)
    names, problems = read_names(folder, bidders, withdrawn, complete=complete)
    gathered = _Gathered(criteria, panel, names, complete, problems=[*found.problems, *problems], notes=found.notes)
    with collector_paused():
        for index, path in enumerate(found.workbooks):
            _read_file(path, f"{PANEL_FOLDER}/{path.name}", gathered)
            if progress is not None:
                progress(index + 1, len(found.workbooks))
    for one in panel.evaluator:
        if one.id not in gathered.sheets and one.id not in gathered.refused:
            place = Place(f"{PANEL_FOLDER}/{sheet_name(one)}")
            gathered.notes.append(Note(place, f"{one.name} has not handed in a workbook yet"))
    sheets = tuple(gathered.sheets[one.id] for one in panel.evaluator if one.id in gathered.sheets)
    notes = (*gathered.notes, *few(gathered.details))
    return SheetsReading(sheets, tuple(gathered.problems), tuple(gathered.reason_problems), notes)


def _read_file(path: Path, label: str, gathered: _Gathered) -> None:
    try:
        workbook = open_workbook(path, label)
        evaluator = _whose(workbook, path, gathered)
        if evaluator is None:
            gathered.refused.add(path.stem)
            return
        received = Received(evaluator, gathered.criteria, gathered.names, gathered.complete)
        _read_questions(workbook, received, gathered.panel)
    except Refused as refused:
        gathered.problems.append(refused.problem)
        gathered.refused.add(path.stem)
        return
    order = tuple(bidder for bidder in received.order if bidder in gathered.names.bidders)
    sheet = ScoreSheet(evaluator.id, label, workbook.sha256, tuple(received.marks), order)
    gathered.sheets[evaluator.id] = sheet
    gathered.problems += received.problems
    gathered.reason_problems += received.reason_problems
    gathered.details += received.notes


def _whose(workbook: Workbook, path: Path, gathered: _Gathered) -> Evaluator | None:
    """Return whose workbook it is; None where it belongs to nobody here, or to somebody who has one already."""
    fault = check_version(workbook, gathered.criteria) or check_competition(workbook, gathered.criteria)
    if fault is not None:
        gathered.problems.append(fault)
        return None
    known = {one.id: one for one in gathered.panel.evaluator}
    text, place = next(iter(told(workbook, ABOUT_EVALUATOR)), ("", Place(workbook.label)))
    evaluator = known.get(text)
    if evaluator is None:
        meant = nearest(text, known) if text else None
        found = "a workbook that belongs to no evaluator"
        if text:
            found = f"score sheets for {quoted(text)}, who is not in panel.toml"
        action = (
            "Add the evaluator to panel.toml with their declaration, or move the workbook out of the folder."
            if text
            else "Use the form that `socialvalue form panel` made for the evaluator, with its sheet About."
        )
        expected = quoted(meant) if meant else f"one of: {', '.join(known)}"
        gathered.problems.append(Problem("evaluator-unknown", place, found, expected, action))
    elif path.stem != text and path.stem in known:
        gathered.problems.append(
            Problem(
                "evaluator-mixed",
                place,
                f"{evaluator.name}'s score sheets, saved under {known[path.stem].name}'s file name",
                f"{known[path.stem].name}'s score sheets",
                "Find out who filled it in. Nobody may use another evaluator's form.",
            )
        )
        evaluator = None
    elif text in gathered.sheets:
        gathered.problems.append(
            Problem(
                "evaluator-twice",
                place,
                f"a second workbook from {evaluator.name} (the first is {gathered.sheets[text].file})",
                "one workbook from each evaluator",
                "Ask which one counts, and move the other to a sub-folder. The tool does not choose between them.",
            )
        )
        evaluator = None
    return evaluator


def _read_questions(workbook: Workbook, received: Received, panel: Panel) -> None:
    evaluator, names = received.evaluator, received.names
    questions = questions_by_name(received.criteria.panel_leaves)
    own = panel.leaves_of(evaluator, received.criteria)
    bidders = [bidder for bidder in names.bidders if evaluator.may_mark(bidder)]
    read: dict[str, Place] = {}
    for part in workbook.sheets:
        found = find_question_sheet(workbook.sheet(part))
        if found is None:
            continue
        leaf = _question(found, questions, received)
        if leaf is None or not check_columns(found, received):
            continue
        place = Place(workbook.label, part.name)
        if leaf not in own:
            _not_theirs(found, leaf, received)
        elif leaf.key in read:
            received.problems.append(_second_sheet(place, leaf, read[leaf.key]))
        else:
            read[leaf.key] = place
            read_question(found, leaf, received, bidders)
    for leaf in own:
        if leaf.key not in read:
            place = Place(workbook.label)
            received.notes.append(Note(place, f'no sheet for "{full_title(leaf)}"; counted as not marked yet'))
            received.marks += [blank(received, leaf, bidder, place) for bidder in bidders]


def _question(found: QuestionSheet, questions: dict[str, Leaf], received: Received) -> Leaf | None:
    said = list(found.questions())
    leaf = next((questions[key(text)] for text, _ in said if key(text) in questions), None)
    if leaf is not None or found.header is None:
        return leaf  # The word "question" alone does not make a sheet of marks.
    place = said[0][1] if said else found.sheet.place(found.header, min(found.columns.values()))
    ids = [one.key for one in received.criteria.panel_leaves]
    meant = nearest(said[0][0], ids) if said else None
    received.problems.append(
        Problem(
            "question-unknown",
            place,
            f"the question {quoted(said[0][0])}, which the panel does not mark" if said else "marks without a question",
            f'"{meant}"' if meant else f'the label "question" and beside it one of: {", ".join(ids)}',
            "Write the question's id as it was in the form. Move a sheet that is not a score sheet to another file.",
        )
    )
    return None


def _not_theirs(found: QuestionSheet, leaf: Leaf, received: Received) -> None:
    assert found.header is not None
    answers, columns = Answers(found.sheet), [at for name, at in found.columns.items() if name != "bidder"]
    rows = range(found.header + 1, len(found.sheet.rows))
    marked = ((row, at) for row in rows for at in columns if not answers.empty(row, at))
    titles = {"mark", "reason"}
    cell = next(
        ((row, at) for row, at in marked if key(found.sheet.text(row, found.columns["mark"])) not in titles), None
    )
    if cell is not None:
        theirs = ", ".join(received.evaluator.questions)
        received.problems.append(
            Problem(
                "question-not-theirs",
                answers.place(*cell),
                f"something marked on {leaf.key}, which {received.evaluator.name} does not mark",
                f"marks on {theirs} only",
                "Clear the sheet, because it is not counted. If the evaluator should mark this question, add it in "
                "panel.toml.",
            )
        )


def _second_sheet(place: Place, leaf: Leaf, first: Place) -> Problem:
    found = f"a second sheet for {leaf.key} (the first is {quoted(first.sheet)})"
    action = "Delete the sheet that is wrong; the tool does not choose between them."
    return Problem("mark-twice", place, found, "one sheet for each question", action)
