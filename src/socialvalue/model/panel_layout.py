"""What the panel's workbooks hold, and under which ids: the one list that their writers and readers share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from socialvalue.folder_files import PANEL
from socialvalue.model.criteria import Criteria
from socialvalue.model.fingerprint import fingerprint, known_fingerprints
from socialvalue.model.panel import Evaluator, IndividualMark

#: An evaluator's sheet: one a question, which a row with `QUESTION_LABEL` in its first cell names by id; below it a
#: header with these ids, and a row per bid.
QUESTION_LABEL = "question"
PANEL_COLUMNS = ("bidder", "mark", "reason", "reference", "more")

#: What may stand in a mark's cell beside the marks of the scale; a blank cell is a fourth thing.
NOT_APPLICABLE = "N/A"
ABSTAIN = "abstain"

#: The moderation workbook: one sheet a question; for each bid a row per evaluator (`who` is the evaluator's id) and
#: one whose `who` is `AGREED`. The simple form of `form moderation` has no `who`: each of its rows is an agreed one.
MODERATION_BOOK_COLUMNS = ("bidder", "question", "who", "mark", "reason", "reference", "differs", "change")
AGREED = "agreed"

#: Further rows of the sheet `About`.
ABOUT_COMPETITION = "competition"
ABOUT_EVALUATOR = "evaluator"
ABOUT_MARKS = "individual-marks"

#: The last event of the record when the workbook was made.
ABOUT_RECORD = "record"

PANEL_FOLDER = "panel"
MODERATION_FILE = "moderation.xlsx"
PANEL_FILE = PANEL.name
BLIND_KEY_FILE = "blind-key.toml"


def competition_fingerprint(criteria: Criteria) -> str:
    """Return the SHA-256 by which a form knows its competition: the award model, and the competition's reference.

    Where there is no reference, its title stands in; with one, a title may be corrected after the forms went out.
    """
    return _competition_fingerprint(criteria, fingerprint(criteria))


def known_competition_fingerprints(criteria: Criteria) -> tuple[str, ...]:
    """Return every fingerprint of the competition that a form of it may carry: today's first, then older ones."""
    return tuple(_competition_fingerprint(criteria, one) for one in known_fingerprints(criteria))


def _competition_fingerprint(criteria: Criteria, of_model: str) -> str:
    details = criteria.competition
    parts = (of_model, details.reference or details.title)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def drawn_order(criteria: Criteria, evaluator_id: str, bidders: Iterable[str]) -> tuple[str, ...]:
    """Return the bids in the order drawn for one evaluator: by hash, so anybody can draw it again.

    Each bid's place comes from SHA-256 of the competition's fingerprint, the evaluator's id and the bidder's name.
    """
    seed = competition_fingerprint(criteria)

    def drawn(bidder: str) -> str:
        return hashlib.sha256(f"{seed}\n{evaluator_id}\n{bidder}".encode()).hexdigest()

    return tuple(sorted(bidders, key=drawn))


def blind_labels(criteria: Criteria, bidders: Iterable[str]) -> dict[str, str]:
    """Return what each bidder is called on blind sheets: Bidder A, Bidder B, …, in an order drawn by hash."""
    order = drawn_order(criteria, "blind", bidders)
    return {bidder: f"Bidder {_letters(number)}" for number, bidder in enumerate(order)}


def _letters(number: int) -> str:
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def marks_fingerprint(marks: Sequence[IndividualMark]) -> str:
    """Return the SHA-256 of what all evaluators gave, in whatever order: a moderation file knows its sheets by it."""
    lines = sorted(
        "\t".join((m.evaluator, m.bidder, m.question, m.given.value, str(m.value), m.reason, m.reference, m.more))
        for m in marks
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def sheet_name(evaluator: Evaluator) -> str:
    """Return the file name of an evaluator's workbook."""
    return f"{evaluator.id}.xlsx"
