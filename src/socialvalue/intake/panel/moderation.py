"""The moderation file: what the panel agreed, read into the bids that are scored."""

from __future__ import annotations

from dataclasses import dataclass, field

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.bids.bid import Model, ReadBid, read_mark
from socialvalue.intake.panel.agreed_rows import AgreedRow, Matching, find_forms, report_hidden
from socialvalue.intake.sheet.workbook import Workbook
from socialvalue.intake.wording import quoted


@dataclass
class Moderation:
    """What was read of the moderation form beside the marks, which go straight into the bids.

    ``unmarked`` has the blank mark cells by bidder and question; ``marked`` the marks, also those that were refused.
    """

    place: Place
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unmarked: dict[tuple[str, str], Place] = field(default_factory=dict)
    marked: dict[tuple[str, str], Place] = field(default_factory=dict)


def read_moderation(workbook: Workbook, model: Model, bids: list[ReadBid], *, complete: bool) -> Moderation:
    """Read the agreed marks into ``bids``. ``complete`` says that no bid is lacking because its file was refused.

    Raises:
        Refused: When the workbook holds no such form.
    """
    forms = find_forms(workbook)
    reading = Moderation(forms[0].place if len(forms) == 1 else Place(workbook.label))
    by_bidder = {bid.bidder: bid for bid in reversed(bids)}
    matching = Matching(list(by_bidder), model.panel, complete, reading.problems)
    for form in forms:
        marked: Place | None = None
        for row in matching.rows(form):
            place = _read_row(model, reading, by_bidder[row.bidder], row)
            marked = marked or place
        if marked is not None:
            report_hidden(form, marked, reading.problems)
        reading.notes += form.answers.remarks()
    return reading


def _read_row(model: Model, reading: Moderation, bid: ReadBid, row: AgreedRow) -> Place | None:
    """Read one mark into its bid, and return where it stands; None where there is none yet."""
    answers, leaf, at = row.form.answers, row.leaf, row.at("mark")
    pair, place = (bid.bidder, leaf.key), answers.place(*at)
    if answers.blank(*at):
        reading.unmarked[pair] = place
        return None
    reading.marked[pair] = place
    answers.problems, answers.notes = bid.problems, bid.notes
    if at[0] in answers.sheet.facts.hidden_rows:
        answers.hidden(*at, f"a hidden row ({at[0] + 1}) with an agreed mark")
    if (first := bid.mark_place(leaf.key)) is not None:
        action = "Clear one of them: which of the two counts is never guessed."
        found = f'a second mark for {quoted(bid.bidder)} on "{leaf.title}" (the first is at {first})'
        answers.problems.append(Problem("mark-twice", place, found, "one mark for each bid and question", action))
        return place
    mark = read_mark(answers, model, leaf, at, row.at("reason"), row.at_all("reference"))
    if mark is not None:
        bid.answers[leaf.key] = mark
    return place
