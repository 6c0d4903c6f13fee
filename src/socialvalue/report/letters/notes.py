"""What whoever sends the letters should know first, in English: what is not on file, what can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socialvalue.decimals import grouped, plain
from socialvalue.errors import Note, Place
from socialvalue.model.authority import Look
from socialvalue.model.award_details import AWARD_FILE, AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.model.layout import full_title
from socialvalue.model.redactions import REDACTIONS_FILE, Redaction
from socialvalue.report.law.regimes import RegimeWords
from socialvalue.report.law.standstill import Standstill
from socialvalue.report.letters.head import missing

#: A withheld figure of fewer digits is found in reasons by chance.
TELLING_DIGITS = 4

#: Bases whose figure that ranks is made of the price and of the quality, which are both told.


def tender_notes(evaluation: Evaluation, first: EvaluatedBid) -> Iterator[Note]:
    """Say who gets no letter, and whether the price of the first is still in question."""
    for bid in evaluation.bids:
        if bid.status == "withdrawn":
            yield Note(Place(), f"{bid.bidder} withdrew its tender, so it gets no letter.")
    if first.queries:
        text = (
            f"{first.bidder}'s price (ranked first) has been flagged for query. The letters do not mention this; do "
            "not send them until it is resolved."
        )
        yield Note(Place(), text)


def supplier_notes(award: AwardDetails, assessed: Sequence[EvaluatedBid]) -> Iterator[Note]:
    """Name what the letters say is not on file."""
    for bid in assessed:
        lacking = missing(award.of(bid.bidder))
        if lacking:
            text = f"{bid.bidder}'s letter says that it is not on file: {', '.join(lacking)}"
            yield Note(Place(file=AWARD_FILE, key="supplier"), text)


def award_notes(
    criteria: Criteria, award: AwardDetails, look: Look, words: RegimeWords, counted: Standstill | None
) -> Iterator[Note]:
    """Name what a letter should have and the files do not say; and what the law leaves open."""
    wanted = {
        "letter-date": (award.letter_date, "the letters have no date"),
        "full-criteria": (
            award.full_criteria.strip(),
            "the letters say that the place of the full award criteria is not on file",
        ),
        "signed-by": (award.signed_by.strip(), "the letters will have a signature line but no name"),
        "questions-to": (award.questions_to.strip() or look.authority.email, "the letters will not say whom to ask"),
    }
    for key, (given, consequence) in wanted.items():
        if not given:
            yield Note(Place(file=AWARD_FILE, key=key), f"missing: {consequence}")
    if not (look.authority.name or criteria.competition.authority):
        yield Note(Place(file="authority.toml", key="name"), "missing: the letters will not say who sends them")
    if words.standstill_days and counted is None:
        text = "missing: the letters will state the standstill without its last day"
        yield Note(Place(file=AWARD_FILE, key="notice-date"), text)
    for text in (*(counted.notes if counted is not None else ()), *words.doubts):
        yield Note(Place(), text)


def redaction_notes(criteria: Criteria, first: EvaluatedBid, redactions: Sequence[Redaction]) -> Iterator[Note]:
    """Say where an answer that is withheld can be found all the same."""
    for number, one in enumerate(redactions, start=1):
        if one.part != "answer":
            continue
        leaf = criteria.leaf_by_key[one.question]
        place = Place(file=REDACTIONS_FILE, key=f"redaction[{number}]")
        if leaf.is_price and criteria.basis.mixes:
            yield Note(
                place,
                f"the answer under “{full_title(leaf)}” can be worked out from the ranking figure and the quality, "
                "which every supplier sees",
            )
        elif leaf.score is not None and leaf.score.method not in ("bands", "panel"):
            yield Note(
                place,
                f"the answer under “{full_title(leaf)}” can be worked out from its points, which every supplier sees, "
                "about as exactly as they are rounded",
            )
        score = next(score for score in first.scores if score.key == one.question)
        if score.value is None or len(plain(score.value).replace(".", "")) < TELLING_DIGITS:
            continue
        shapes = {plain(score.value), grouped(score.value)}
        for other in first.scores:
            if criteria.leaf_by_key[other.key].input.kind == "panel" and any(
                shape in (text or "") for shape in shapes for text in (other.reason, other.reference)
            ):
                yield Note(place, f"the answer also appears under “{other.key}”: withhold it there too")
