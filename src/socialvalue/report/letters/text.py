"""Text of a letter: runs in a row, of which some stand for what is withheld; and why it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socialvalue.model.redactions import Part, Redaction, pieces
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.wording import day

#: A ground as long as this stands in each gap; a longer one by its number.
SHORT_GROUND = 60


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, or the mark that stands where words are withheld."""

    text: str
    withheld: bool = False


Paragraph = tuple[Run, ...]


def said(text: str) -> Paragraph:
    """Return a paragraph of which nothing is withheld."""
    return (Run(text),)


def joined_runs(*runs: Run) -> Paragraph:
    """Return runs in a row, with those that are not gaps made one where they meet."""
    made: list[Run] = []
    for run in runs:
        if made and not run.withheld and not made[-1].withheld:
            made[-1] = Run(made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)


class Withheld:
    """What is withheld from one letter's account of a tender: puts the gaps in, and counts them."""

    def __init__(self, redactions: Iterable[Redaction] = ()) -> None:
        self._redactions = tuple(redactions)
        self._grounds = tuple(dict.fromkeys((one.ground, one.decided_by, one.decided_on) for one in self._redactions))
        self._gaps: Counter[int] = Counter()
        self._answers: set[str] = set()

    def of(self, key: str, part: Part) -> tuple[Redaction, ...]:
        """Return what is withheld of one part of what is told of a criterion or question."""
        return tuple(one for one in self._redactions if one.question == key and one.part == part)

    def answer(self, key: str) -> Run | None:
        """Return the gap in the place of a whole answer; nothing where the answer is told."""
        found = self.of(key, "answer")
        if not found:
            return None
        if key not in self._answers:
            self._answers.add(key)
            self._gaps[self._number(found[0])] += 1
        return self._gap(found[0])

    def paragraphs(self, text: str | None, redactions: Sequence[Redaction]) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a text with a gap in the place of each passage that is withheld."""
        made: list[list[Run]] = [[]]
        for piece in pieces(text or "", redactions):
            if isinstance(piece, Redaction):
                self._gaps[self._number(piece)] += 1
                made[-1].append(self._gap(piece))
                continue
            first, *more = piece.split("\n")
            made[-1].append(Run(first))
            made += [[Run(line)] for line in more]
        return tuple(filter(None, map(_tidy, made)))

    def line(self, text: str | None, redactions: Sequence[Redaction]) -> Paragraph:
        """Return a text with its gaps in one paragraph."""
        return self.paragraphs(" ".join((text or "").split()), redactions)[0] if (text or "").strip() else ()

    def grounds(self) -> tuple[str, ...]:
        """Return a line for each ground on which something was withheld: how often, on what ground, who decided."""
        return tuple(
            ngettext(
                "%(n)s passage withheld: %(ground)s. Decided by %(who)s on %(date)s.",
                "%(n)s passages withheld: %(ground)s. Decided by %(who)s on %(date)s.",
                count,
                ground=" ".join(ground.split()).rstrip("."),
                who=who,
                date=day(on),
            )
            for number, (ground, who, on) in enumerate(self._grounds)
            if (count := self._gaps[number])
        )

    def _number(self, redaction: Redaction) -> int:
        return self._grounds.index((redaction.ground, redaction.decided_by, redaction.decided_on))

    def _gap(self, redaction: Redaction) -> Run:
        ground = " ".join(redaction.ground.split()).rstrip(".")
        if len(ground) <= SHORT_GROUND:
            return Run(_("[withheld: %(ground)s]", ground=ground), withheld=True)
        return Run(_("[withheld: the grounds are at the end of this part]"), withheld=True)


def _tidy(runs: list[Run]) -> Paragraph:
    """Return a line without white space at its ends; nothing where it is blank."""
    full = [run for run in runs if run.text]
    if not any(run.text.strip() for run in full):
        return ()
    full[0] = Run(full[0].text.lstrip(), full[0].withheld)
    full[-1] = Run(full[-1].text.rstrip(), full[-1].withheld)
    return tuple(run for run in full if run.text)
