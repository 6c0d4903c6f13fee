"""The history: append-only, chained, found broken wherever it is broken, and whole after a disk that refused."""

from __future__ import annotations

import errno
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.errors import FilesNeedMending, Place
from socialvalue.model.panel import AgreedMark
from socialvalue.record import store
from socialvalue.record.chain import Chain, chain_of
from socialvalue.record.changes import Known, agreed_events
from socialvalue.record.history import Event, Line, chained, head_of, path_in
from socialvalue.record.lock import locked

WHEN = "2026-10-01T09:30:00Z"


def _events(count: int) -> list[Event]:
    return [Event("agreed-mark", bidder=f"Bidder {n}", question="plan", now={"mark": str(n)}) for n in range(count)]


def _text(count: int) -> str:
    return "".join(f"{line.as_json()}\n" for line in chained([], _events(count), WHEN))


def _read(lines: list[str], head: str | None = None) -> Chain:
    """Read lines as a file, with the head that belongs to them unless another is given."""
    if head is None:
        last = json.loads(lines[-1])
        head = json.dumps({"format": 1, "number": last["number"], "hash": last["hash"]})
    return chain_of("".join(f"{line}\n" for line in lines).encode(), head.encode())


def test_a_history_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """Two runs append; the lines are numbered and follow each other."""
    store.append(tmp_path, lambda _: _events(2), WHEN)
    lines = store.append(tmp_path, lambda _: _events(1), "2026-10-02T09:30:00Z")
    assert lines == store.sound(tmp_path)
    assert [line.number for line in lines] == [1, 2, 3]
    assert lines[2].previous == lines[1].hash


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    """Without an event there is not even a folder."""
    assert store.append(tmp_path, lambda _: [], WHEN) == []
    assert list(tmp_path.iterdir()) == []


@given(st.integers(1, 6), st.data())
def test_a_line_altered_taken_out_moved_or_added_is_found(count: int, data: st.DataObject) -> None:
    """Whatever is done to whichever line, the chain or the head says so."""
    text = _text(count)
    lines = text.splitlines()
    head = head_of(_read(lines).lines)
    where = data.draw(st.integers(0, count - 1))
    how = data.draw(st.sampled_from(["alter", "remove", "repeat", "swap", "cut", "forge"]))
    if how == "alter":
        lines[where] = lines[where].replace('"question":"plan"', '"question":"plant"')
    elif how == "remove":
        del lines[where]
    elif how == "repeat":
        lines.insert(where, lines[where])
    elif how == "swap":
        lines[0], lines[where] = lines[where], lines[0]
        if where == 0:
            return
    elif how == "cut":
        lines[where] = lines[where][:-5]
    else:
        forged = json.loads(lines[where])
        forged["now"] = {"mark": "5"} if forged["now"] != {"mark": "5"} else {"mark": "0"}
        lines[where] = json.dumps(forged, sort_keys=True, separators=(",", ":"))
    assert _read(lines, head).problems


def test_the_broken_line_is_named() -> None:
    """Line 3 of 5 altered: the problem is at line 3."""
    lines = _text(5).splitlines()
    lines[2] = lines[2].replace("Bidder 2", "Bidder X")
    assert [str(problem.place) for problem in _read(lines).problems] == ["record/history.jsonl · line 3"]


def test_a_line_that_is_taken_out_is_named_where_the_next_does_not_follow() -> None:
    """Line 3 of 5 gone: what stands there now is number 4."""
    lines = _text(5).splitlines()
    del lines[2]
    assert _read(lines).problems[0].place.key == "line 3"


def test_a_broken_record_is_not_added_to(tmp_path: Path) -> None:
    """Nothing more is written to a record that cannot be trusted."""
    store.append(tmp_path, lambda _: _events(2), WHEN)
    path = path_in(tmp_path)
    path.write_text(path.read_text("utf-8").replace("Bidder 0", "Bidder 9"), "utf-8")
    before = path.read_bytes()
    with pytest.raises(FilesNeedMending, match="line 1"):
        store.append(tmp_path, lambda _: _events(1), WHEN)
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_history_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk refuses in the middle: no half line, and the next run goes on."""
    store.append(tmp_path, lambda _: _events(2), WHEN)
    before = path_in(tmp_path).read_bytes()

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="No space"):
            store.append(tmp_path, lambda _: _events(1), WHEN)
    assert path_in(tmp_path).read_bytes() == before
    assert len(store.append(tmp_path, lambda _: _events(1), WHEN)) == 3


def test_two_runs_at_once_do_not_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for a while and is then told who holds the record; when the first is done it may."""
    monkeypatch.setattr("socialvalue.record.lock.PATIENCE", 0.1)
    with locked(tmp_path), pytest.raises(FilesNeedMending, match=f"another run .*process {os.getpid()}"):
        store.append(tmp_path, lambda _: _events(1), WHEN)
    assert len(store.append(tmp_path, lambda _: _events(1), WHEN)) == 1


def test_copies_are_kept_by_content(tmp_path: Path) -> None:
    """Two versions of a sheet are both kept; one that is altered later is found."""
    sheet = tmp_path / "panel.xlsx"
    sheet.write_bytes(b"first")
    first = store.keep(tmp_path, sheet)
    sheet.write_bytes(b"second")
    second = store.keep(tmp_path, sheet)
    store.keep(tmp_path, sheet)
    lines = store.append(tmp_path, lambda _: [Event("received", files={"panel.xlsx": first})], WHEN)
    assert sorted(path.read_bytes() for path in (tmp_path / "record" / "received").iterdir()) == [b"first", b"second"]
    assert first != second
    assert store.check_received(tmp_path, lines) == []
    (tmp_path / "record" / "received" / f"{first}.xlsx").write_bytes(b"other")
    assert "changed" in store.check_received(tmp_path, lines)[0].found


def _agreed(value: str | None, change: str = "", reason: str = "Because of page 4.") -> AgreedMark:
    place = Place("moderation.xlsx", "Plan", "D9")
    return AgreedMark("A & Co", "plan", Decimal(value) if value else None, reason, change=change, place=place)


def test_a_changed_mark_needs_a_new_reason() -> None:
    """3 to 4 without a word is refused with its cell; with a reason it is an event; the same words do not do twice."""
    known = Known()
    steps = [
        (_agreed("3"), 1, 0),
        (_agreed("3"), 0, 0),
        (_agreed("4"), 0, 1),
        (_agreed(None), 0, 1),
        (_agreed("4", "Annex D had not been read."), 1, 0),
        (_agreed("5", "Annex D had not been read."), 0, 1),
        (_agreed("5", "Annex E neither."), 1, 0),
    ]
    lines: list[Line] = []
    for mark, events, problems in steps:
        made, found = agreed_events(known, [mark], {})
        assert (len(made), len(found)) == (events, problems)
        lines = chained(lines, made, WHEN)
        for line in lines:
            known.add(line)


def test_a_mark_changed_after_prices_were_opened_is_remembered() -> None:
    """What the report flags: an agreed mark changed when the prices were known."""
    events = [
        Event("agreed-mark", bidder="A", question="plan", now={"mark": "3"}),
        Event("quality-complete", now={"fingerprint": "f"}),
        Event("agreed-mark", bidder="A", question="plan", was={"mark": "3"}, now={"mark": "4"}, reason="Annex D."),
    ]
    known = Known.of(chained([], events, WHEN))
    assert [line.event.reason for line in known.changed_after_prices] == ["Annex D."]
