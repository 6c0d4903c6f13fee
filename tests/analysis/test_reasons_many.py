"""Flags over many reasons: near texts are found without comparing every pair."""

from __future__ import annotations

from random import Random

import pytest

from socialvalue.analysis.reasons import texts
from socialvalue.analysis.reasons.findings import flags
from tests.analysis.builders import CRITERIA, mark, panel

ONE = "The escort is trained and named, and a spare stands ready at Lowgate from seven, with a log kept of late runs."


@pytest.mark.parametrize("writing", ["own words", "one template", "one text"])
def test_reasons_are_not_compared_pair_by_pair(writing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 300 reasons on one question there are 44,850 pairs; each is compared with a few at most."""
    compared: list[int] = []
    plain = texts._same

    def counted(size: int, bits: int, other_size: int, other_bits: int) -> bool:
        compared.append(size)
        return plain(size, bits, other_size, other_bits)

    monkeypatch.setattr(texts, "_same", counted)
    chance = Random(1)  # noqa: S311 - the same words every time, and no secret
    several = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("ral", "ten", "vik", "so", "quim")]
    marks = []
    for number in range(300):
        own = chance.choices(several, k=40)
        reason = {
            "own words": " ".join(own),
            "one template": f"The plan has {' '.join(own[:9])} in the service and it says {' '.join(own[9:16])} on it.",
            "one text": f"{ONE} {own[0]}",
        }[writing]
        marks.append(mark(3, reason, bidder=f"Bidder number {number}"))

    found = flags(CRITERIA, panel("ann", "bob", "cat"), marks)

    assert len(compared) < 10 * len(marks)
    assert (300 if writing == "one text" else 0) == len(found)
