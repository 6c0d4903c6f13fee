"""What faults of the record mean, and of files that were received or could not be written (see `problems`)."""

from __future__ import annotations

OF_THE_RECORD: dict[str, str] = {
    "bid-changed": (
        "A bid has changed since it was first read; the record keeps the original. The problem shows the changed "
        "answer, before and now. Nothing is scored until the bid is restored, or somebody takes responsibility for "
        "the change, with a name and a reason. Name, reason and both values go into the record."
    ),
    "evaluation-changed": (
        "The tool did not write this out/evaluation.json for this competition: its hash is not in the record. "
        "Somebody changed it, or it belongs elsewhere. No document is made from it: find out what happened, delete "
        "it, and score again."
    ),
    "evaluation-outdated": (
        "The file out/evaluation.json is sound, but not what the competition's files come to now: a bid, the criteria, "
        "a mark or the record has changed since it was written. No document is made from it, and nothing is scored "
        "again unasked. Run `socialvalue score`, look at the ranking, and make the document again."
    ),
    "history-broken": "The competition's record is a chain: every line depends on the one before it. A line was "
    "changed, deleted, added or cut off, and from there on the record proves nothing.",
    "output-locked": "A file that the tool makes could not be replaced, because it is open in Excel, LibreOffice or, "
    "on Windows, a PDF reader. Nothing was changed: close it and run the command again.",
    "output-refused": "A file that the tool makes could not be written: you do not have permission to write there, "
    "or the disk is read-only. Nothing was changed. `check`, `history` and `explain` work on a read-only folder.",
    "received-changed": "The record keeps a copy of every sheet as received. One of the copies is missing or has "
    "changed.",
    "received-missing": (
        "A bid or a score sheet that was received is no longer in its folder. Restore it from the copy in the "
        "record, or say who takes responsibility, with a name and a reason."
    ),
    "record-clock": "An event is dated before the one before it, so a clock was wrong: then or now. The record "
    "proves when things happened only if its dates never go back. Correct the clock, or say who "
    "takes responsibility, with a name and a reason. Both go into the record.",
    "record-head": (
        "The record does not contain the event that was printed on a document. The document was made from another "
        "record: this one was cut, started again, or belongs to another competition."
    ),
    "record-locked": "Another run was writing to this competition's record for so long that this one stopped "
    "waiting. The problem names it. The lock ends with that run, even if it is killed.",
    "record-missing": (
        "This competition's record is missing. Without it nobody can show that bids and marks are unchanged. Restore "
        "it from a backup, or say who takes responsibility for starting it again, with a name and a reason."
    ),
}
"""Code to paragraph, in alphabetical order."""
