"""What is withheld goes on record: by whom, on what ground, when it changed and when it was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from socialvalue.competition.history_text import by_question
from socialvalue.competition.record import Record
from socialvalue.competition.recording import recorded_redactions
from socialvalue.model.redactions import Redaction
from socialvalue.record import store
from socialvalue.record.changes import Known, redaction_events
from socialvalue.record.history import Event, Line, chained

WHEN = datetime(2026, 11, 12, 9, tzinfo=UTC)


def _redaction(**changes: str) -> Redaction:
    given = {"bidder": "Harbour & Co", "question": "voice", "passage": "at Quay Lane", "ground": "A lease."}
    return Redaction.model_validate({**given, "decided-by": "Ann Ash", "decided-on": date(2026, 10, 19), **changes})


def _after(*steps: Sequence[Redaction]) -> list[list[Event]]:
    """Return the events of each step, every one folded into what the next one knows."""
    lines: list[Line] = []
    told = []
    for step in steps:
        events = redaction_events(Known.of(lines), step)
        lines = lines + chained(lines, events, "2026-11-12T09:00:00Z")
        told.append(events)
    return told


def test_a_redaction_is_one_event_however_often_letters_are_made() -> None:
    first, again = _after([_redaction()], [_redaction()])

    assert [(one.what, one.who, one.bidder, one.question, one.reason) for one in first] == [
        ("redaction", "Ann Ash", "Harbour & Co", "voice", "A lease.")
    ]
    assert first[0].now == {
        "part": "reason",
        "passage": "at Quay Lane",
        "ground": "A lease.",
        "decided-by": "Ann Ash",
        "decided-on": "2026-10-19",
    }
    assert again == []


def test_another_ground_is_a_change_that_keeps_the_one_before() -> None:
    _, (event,) = _after([_redaction()], [_redaction(ground="A trade secret.")])

    assert ((event.was or {})["ground"], (event.now or {})["ground"]) == ("A lease.", "A trade secret.")


def test_another_passage_is_one_taken_back_and_one_new() -> None:
    _, (back, new) = _after([_redaction()], [_redaction(passage="Quay Lane")])

    assert ((back.was or {})["passage"], back.now) == ("at Quay Lane", None)
    assert (new.was, (new.now or {})["passage"]) == (None, "Quay Lane")


def test_what_is_taken_back_is_told_once_and_may_come_again() -> None:
    _, gone, still_gone, again = _after([_redaction()], [], [], [_redaction()])

    assert ([len(gone), len(still_gone), len(again)], gone[0].now) == ([1, 0, 1], None)


def test_one_passage_in_two_parts_is_two_redactions() -> None:
    assert [len(step) for step in _after([_redaction(), _redaction(part="reference")])] == [2]


def test_the_history_tells_it_in_plain_words(tmp_path: Path) -> None:
    """Whoever asks later sees what was withheld, and that it no longer is."""
    record = Record(tmp_path, when=WHEN)
    recorded_redactions(record, [_redaction(), _redaction(question="price", part="answer", passage="")])
    recorded_redactions(Record(tmp_path, when=WHEN), [_redaction(ground="A trade secret.")])
    text = "\n".join(by_question(store.sound(tmp_path)))

    assert "Harbour & Co: a passage of the reason is withheld from the letters of other suppliers" in text
    assert "passage: at Quay Lane" in text
    assert "Harbour & Co: a passage of the reason is still withheld" in text
    assert "ground: A trade secret." in text
    assert "decided: by Ann Ash on 2026-10-19" in text
    assert "Harbour & Co: the answer is no longer withheld" in text


def test_nothing_withheld_writes_no_record(tmp_path: Path) -> None:
    recorded_redactions(Record(tmp_path, when=WHEN), [])

    assert list(tmp_path.iterdir()) == []
