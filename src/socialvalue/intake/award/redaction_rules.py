"""Rules of redactions: only what is told of the winner, only what stands there, never the whole of a reason."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from socialvalue.errors import Note, Place, Problem
from socialvalue.intake.names import key, nearest
from socialvalue.intake.toml.file import TomlFile
from socialvalue.intake.wording import quoted
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation, Score
from socialvalue.model.layout import full_title
from socialvalue.model.redactions import REDACTIONS_FILE, Redaction, Redactions, pieces, spans

#: A passage that is not there is answered with what comes closest, if it comes close.
_CLOSE = 0.6
_LONGEST_SHOWN = 300

#: More words would make it no clearer where the passage was meant to stand, and take minutes in a long reason.
_WORDS_COMPARED = 20


@dataclass
class Judged:
    """The redactions of one file, held against the evaluation; what is wrong and what should be known is collected."""

    file: TomlFile[Redactions]
    rows: Sequence[Redaction]
    criteria: Criteria
    evaluation: Evaluation
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def judge(self) -> None:
        """Go through every row, and then through every text with all that is withheld from it."""
        found: dict[tuple[str, str, str], list[tuple[int, Redaction]]] = {}
        for number, row in enumerate(self.rows, start=1):
            self._day(number, row)
            score = self._score(number, row)
            if score is None or not self._fits(number, row, score):
                continue
            found.setdefault((row.bidder, row.question, row.part), []).append((number, row))
        for (bidder, question, part), rows in found.items():
            if part == "answer":
                self._twice(rows)
                continue
            bid = next(one for one in self.evaluation.bids if one.bidder == bidder)
            score = next(one for one in bid.scores if one.key == question)
            if not self._overlaps(rows, _text(score, part)):
                self._what_is_left(rows, _text(score, part))
                self._elsewhere(rows, bid)

    def _fault(self, code: str, number: int, at: str, found: str, expected: str, action: str) -> None:
        self.problems.append(self.file.fault(code, f"redaction[{number}].{at}", found, expected, action))

    def _note(self, number: int, text: str) -> None:
        self.notes.append(Note(Place(file=REDACTIONS_FILE, key=f"redaction[{number}]"), text))

    def _day(self, number: int, row: Redaction) -> None:
        tender = self.criteria.competition.tender_date
        if tender is not None and row.decided_on < tender:
            found = f"{row.decided_on.day} {row.decided_on:%B} {row.decided_on.year}"
            expected = f"a day after the tender-date of criteria.toml, {tender.day} {tender:%B} {tender.year}"
            self._fault("redactions-rule", number, "decided-on", found, expected, "Correct the day that is wrong.")

    def _score(self, number: int, row: Redaction) -> Score | None:
        bidders = {key(bid.bidder): bid.bidder for bid in self.evaluation.bids}
        bid = next((one for one in self.evaluation.bids if one.bidder == row.bidder), None)
        winners = [one.bidder for one in self.evaluation.bids if one.rank == 1]
        if bid is None:
            meant = nearest(row.bidder, bidders)
            found = f"the bidder {quoted(row.bidder)}, who has not sent a bid"
            expected = quoted(bidders[meant]) if meant else "the name of the winning bidder as in its bid"
            self._fault("redactions-rule", number, "bidder", found, expected, "Correct the name.")
        elif bid.rank != 1:
            named = ", ".join(quoted(one) for one in winners)
            expected = f"the winner, {named}" if winners else "a winning bid, but no bid has won"
            action = "Delete this redaction: the details of this bid go only to its own bidder."
            found = f"{quoted(row.bidder)}, which is not the winning bid"
            self._fault("redactions-not-winner", number, "bidder", found, expected, action)
            return None
        keys = [score.key for score in bid.scores] if bid is not None else [leaf.key for leaf in self.criteria.leaves]
        if row.question not in keys:
            meant = nearest(row.question, keys)
            inside = [one for one in keys if one.startswith(f"{row.question}.")]
            action = f"Did you mean “{meant}”?" if meant else "Name the question that the passage is under."
            expected = f"one of: {', '.join(inside or keys)}"
            self._fault("redactions-rule", number, "question", f"“{row.question}”", expected, action)
            return None
        return next(score for score in bid.scores if score.key == row.question) if bid is not None else None

    def _fits(self, number: int, row: Redaction, score: Score) -> bool:
        if row.part == "answer":
            return self._answer(number, row, score)
        text = _text(score, row.part)
        if not row.passage:
            expected = f"the words to withhold from the {row.part}, copied exactly"
            self._fault("redactions-rule", number, "passage", "no passage", expected, "Copy them from the report.")
            return False
        if spans(row.ground, row.passage):
            expected = "a ground that does not repeat the withheld words, because letters print it"
            self._fault("redactions-rule", number, "ground", f"“{row.ground}”", expected, "Name only the kind of harm.")
            return False
        times = len(spans(text, row.passage))
        if times == 0:
            self._not_found(number, row, score)
        elif times > 1:
            self._note(number, f"The passage stands {times} times in the {row.part}: each of them is withheld.")
        return times > 0

    def _answer(self, number: int, row: Redaction, score: Score) -> bool:
        leaf = self.criteria.leaf_by_key.get(score.key)
        if row.passage:
            action = "Leave the passage out, or say from which part it is: part = “reason” or “reference”."
            found = f"a passage, {quoted(row.passage)}, where the whole answer is withheld"
            self._fault("redactions-rule", number, "passage", found, "no passage beside part = “answer”", action)
            return False
        if leaf is not None and leaf.input.kind == "panel":
            found = f"the panel's mark for “{full_title(leaf)}”"
            expected = "an answer of the bidder's own, such as a price or a quantity"
            action = "Every supplier is shown the score. Withhold a passage of the reason instead."
            self._fault("redactions-rule", number, "part", found, expected, action)
            return False
        return True

    def _not_found(self, number: int, row: Redaction, score: Score) -> None:
        text = _text(score, row.part)
        action = "Copy the passage from the report, word for word: a passage that is not found cannot be withheld."
        other = "reference" if row.part == "reason" else "reason"
        if spans(_text(score, other), row.passage):
            action = f"It stands in the {other}: write part = “{other}”."
        close = _closest(row.passage, text)
        if not text:
            expected = f"a passage of the {row.part}, but there is none here"
        elif close:
            expected = f"the exact words; the nearest are “{close}”"
        else:
            shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
            expected = f"the exact words: “{shown}”"
        found = f"{quoted(row.passage)}, which is not in the {row.part} under “{row.question}”"
        self._fault("redactions-not-found", number, "passage", found, expected, action)

    def _twice(self, rows: Sequence[tuple[int, Redaction]]) -> None:
        for number, _ in rows[1:]:
            found = f"the answer withheld already by redaction[{rows[0][0]}]"
            self._fault("redactions-rule", number, "part", found, "each answer once", "Keep one of the two.")

    def _overlaps(self, rows: Sequence[tuple[int, Redaction]], text: str) -> bool:
        taken = sorted((span, number) for number, row in rows for span in spans(text, row.passage))
        overlapping = False
        for ((_, end), first), ((start, _), second) in pairwise(taken):
            if start < end and first != second:
                overlapping = True
                found = f"a passage that overlaps the one in redaction[{min(first, second)}]"
                action = "Combine the two passages, or end the first where the second begins."
                expected = "passages that do not overlap"
                self._fault("redactions-rule", max(first, second), "passage", found, expected, action)
        return overlapping

    def _what_is_left(self, rows: Sequence[tuple[int, Redaction]], text: str) -> None:
        number, row = rows[-1]
        told = " ".join(piece for piece in pieces(text, [one for _, one in rows]) if isinstance(piece, str))
        left = sum(character.isalnum() for character in told)
        if row.part != "reason":
            return
        if left == 0:
            expected = "a reason with something left to read: suppliers are owed an explanation of every score"
            action = "Withhold only the confidential passage, not the whole reason."
            self._fault("redactions-whole-reason", number, "passage", "the whole reason", expected, action)
        elif 2 * left < sum(character.isalnum() for character in text):
            text = "More than half of the reason is withheld: check that what is left still explains the score."
            self._note(number, text)

    def _elsewhere(self, rows: Sequence[tuple[int, Redaction]], bid: EvaluatedBid) -> None:
        """Say where the same words stand a second time, in a text from which nobody withheld them."""
        for number, row in rows:
            for score in bid.scores:
                for part in ("reason", "reference"):
                    if (score.key, part) == (row.question, row.part) or not spans(_text(score, part), row.passage):
                        continue
                    if any((o.question, o.part, o.passage) == (score.key, part, row.passage) for o in self.rows):
                        continue
                    where = f"The passage also appears in the {part} under “{score.key}”and is not withheld there."
                    self._note(number, where)


def _text(score: Score, part: str) -> str:
    return (score.reason if part == "reason" else score.reference) or ""


def _closest(passage: str, text: str) -> str:
    """Return the words of a text that come closest to the beginning of a passage, from wherever they start."""
    beginning, words = passage.split()[:_WORDS_COMPARED], text.split()
    windows = [" ".join(words[at : at + len(beginning)]) for at in range(max(1, len(words) - len(beginning) + 1))]
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(" ".join(beginning))
    best, ratio = "", _CLOSE
    for window in windows:
        matcher.set_seq1(window)
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio and matcher.ratio() > ratio:
            best, ratio = window, matcher.ratio()
    return best if len(best) <= _LONGEST_SHOWN else f"{best[: _LONGEST_SHOWN - 1]}…"
