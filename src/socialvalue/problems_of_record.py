"""What faults of the record mean, and of files that were received or could not be written (see `problems`)."""

from __future__ import annotations

OF_THE_RECORD: dict[str, str] = {
    "bid-changed": (
        "A bid is not as it was when it was first read, of which the record keeps a copy. The problem shows the answer "
        "that has changed, what it was and what it is. Nothing is scored until the bid is put back, or somebody "
        "answers for the change by name and with a reason. Both go into the record, with both values."
    ),
    "evaluation-changed": (
        "The file out/evaluation.json is none that the tool has written for this competition, as the record has the "
        "hash of each. Somebody changed it, or it belongs elsewhere. No document is made from it: find out what "
        "happened, delete it, and score again."
    ),
    "evaluation-outdated": (
        "The file out/evaluation.json is sound, but not what the competition's files come to now: a bid, the criteria, "
        "a mark or the record has changed since it was written. No document is made from it, and nothing is scored "
        "again unasked. Run `socialvalue score`, look at the ranking, and make the document again."
    ),
    "history-broken": "The record of the competition is a chain in which every line rests on the one before it. A "
    "line was altered, taken out, added or cut off, and from there on the record proves nothing.",
    "output-locked": "A file that the tool makes could not be replaced, because it is open in Excel, LibreOffice or, "
    "on Windows, a PDF reader. Nothing was changed: close it and run the command again.",
    "output-refused": "A file that the tool makes could not be written: this user has no permission to write there, "
    "or the disk is read-only. Nothing was changed. `check`, `history` and `explain` work on a folder that may only be "
    "read.",
    "received-changed": "The record keeps a copy of every sheet as it was received. One of the copies is missing or "
    "has been altered since.",
    "received-missing": (
        "A bid or a score sheet that was received is not in its folder any more. The record keeps a copy of it: put "
        "it back; or somebody answers for its being gone, by name and with a reason."
    ),
    "record-clock": "An event is dated before the one before it, so a clock was wrong: then or now. The record proves "
    "when things happened only while its days do not go back. Set the clock; or somebody answers for it, by name and "
    "with a reason, and both go into the record.",
    "record-head": (
        "The record does not hold the event that was printed on a document. So the record is not the one that the "
        "document was made from: it was cut, begun again, or belongs to another competition."
    ),
    "record-locked": "Another run was writing to the record of this competition for so long that this one gave up "
    "waiting. The problem names it. The lock ends with that run, also where it is killed.",
    "record-missing": (
        "There was a record of this competition, and it is gone. Without it nobody can show that bids and marks are "
        "what they were. Restore it from a backup; or somebody answers for beginning it again, by name and with a "
        "reason."
    ),
}
"""Code to paragraph, in alphabetical order."""
