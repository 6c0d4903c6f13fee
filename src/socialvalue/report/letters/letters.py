"""Assessment summaries: one letter for each assessed tender, its own assessment and the winner's, and no other's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from socialvalue.analysis.reasons.published import explained, letter_bids, no_winner
from socialvalue.analysis.reasons.published import winner as winner_of
from socialvalue.errors import FilesNeedMending, Note, Place
from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.award_details import AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import EvaluatedBid, Evaluation
from socialvalue.model.redactions import Redaction
from socialvalue.report.law.regimes import RegimeWords, no_letter, regime_words
from socialvalue.report.letters.criteria import CriteriaPart, criteria_part
from socialvalue.report.letters.file_names import file_names
from socialvalue.report.letters.head import (
    Party,
    Sender,
    Signature,
    party,
    questions,
    sender,
    signature,
    standstill_of,
    standstill_text,
)
from socialvalue.report.letters.notes import award_notes, redaction_notes, supplier_notes, tender_notes
from socialvalue.report.letters.outcome import Why, outcome, why
from socialvalue.report.letters.tender import TenderPart, tender_part
from socialvalue.report.letters.text import Withheld
from socialvalue.report.page.document import NO_DATE, RUNNING, About, Document, about
from socialvalue.report.page.documents import LETTERS
from socialvalue.report.words.language import ENGLISH, _, missed_note, speaking
from socialvalue.report.words.wording import cut, day


@dataclass(frozen=True, slots=True)
class LetterView:
    """A whole letter: everything that its pages say, finished."""

    title: str
    stamped: date
    about: About
    running: str
    document: str
    sender: Sender
    to: Party
    facts: tuple[tuple[str, str], ...]
    competition: str
    outcome: str
    intent: str
    law: tuple[str, ...]
    why: Why | None
    standstill: tuple[str, ...]
    questions: str
    signature: Signature
    criteria: CriteriaPart
    own: TenderPart
    winner_title: str
    winner: TenderPart | None
    winner_party: Party | None


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of one competition, and what whoever sends them should know first."""

    documents: tuple[Document, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class _Shared:
    """What every letter of a competition has in common."""

    criteria: Criteria
    award: AwardDetails
    look: Look
    words: RegimeWords
    winner: EvaluatedBid
    standstill: tuple[str, ...]
    part: CriteriaPart
    redactions: tuple[Redaction, ...]
    others: TenderPart
    """The winner's tender as the other suppliers are told of it."""


def letters(
    criteria: Criteria,
    evaluation: Evaluation,
    award: AwardDetails,
    *,
    look: Look = PLAIN,
    redactions: Sequence[Redaction] = (),
    language: str = ENGLISH,
) -> Letters:
    """Return a letter for each tender that was assessed: for the winner's too, and for those that were disqualified.

    Nothing is checked of the reasons here: `analysis.reasons.published.letter_faults` does, before.

    Raises:
        FilesNeedMending: Where no single tender is first, or the regime of the award has no letter.
    """
    nation = award.nation or look.authority.nation
    with speaking(language) as missed:
        words = regime_words(award.regime, nation)
        evaluation = explained(criteria, evaluation)
        first = winner_of(evaluation)
        problems = [one for one in (None if words.available else no_letter(words), no_winner(evaluation)) if one]
        if problems or first is None:
            raise FilesNeedMending(problems)
        counted = standstill_of(words, award.notice_date, nation)
        kept = tuple(one for one in redactions if one.bidder == first.bidder)
        shared = _Shared(
            criteria=criteria,
            award=award,
            look=look.for_letters(),
            words=words,
            winner=first,
            standstill=standstill_text(words, counted),
            part=criteria_part(criteria, award.full_criteria),
            redactions=kept,
            others=tender_part(criteria, first, Withheld(kept), own=False),
        )
        assessed = letter_bids(evaluation)
        names = file_names([bid.bidder for bid in assessed])
        documents = tuple(_document(shared, bid, names[bid.bidder]) for bid in assessed)
    notes = [
        *tender_notes(evaluation, first),
        *supplier_notes(award, assessed),
        *award_notes(criteria, award, look, words, counted),
        *redaction_notes(criteria, first, kept),
    ]
    if missed and (text := missed_note(language, missed)):
        notes.append(Note(Place(), text))
    return Letters(documents, tuple(notes))


def _document(shared: _Shared, bid: EvaluatedBid, name: str) -> Document:
    return LETTERS.document(_view(shared, bid), shared.look, name=name)


def _stamped(shared: _Shared) -> date:
    details = shared.criteria.competition
    days = (shared.award.letter_date, shared.award.notice_date, details.evaluation_date, details.tender_date)
    return next((one for one in days if one is not None), NO_DATE)


def _view(shared: _Shared, bid: EvaluatedBid) -> LetterView:
    criteria, award, words = shared.criteria, shared.award, shared.words
    competition = criteria.competition.title or criteria.title
    under_the_act = words.regime != "below-threshold"
    short, intent = outcome(bid, shared.winner, under_the_act=under_the_act)
    is_winner = bid is shared.winner
    from_ = sender(criteria, shared.look)
    title = _(
        "%(document)s for %(supplier)s: %(competition)s",
        document=words.document,
        competition=competition,
        supplier=bid.bidder,
    )
    facts = ((_("Date"), day(award.letter_date)), (_("Reference"), criteria.competition.reference))
    return LetterView(
        title=title,
        stamped=_stamped(shared),
        about=about(criteria, from_.name),
        running=cut(bid.bidder, RUNNING),
        document=words.document,
        sender=from_,
        to=party(award.of(bid.bidder)),
        facts=tuple(fact for fact in facts if fact[1]),
        competition=competition,
        outcome=short,
        intent=intent,
        law=tuple(filter(None, (words.law, words.contents))),
        why=why(criteria, bid, shared.winner, Withheld(shared.redactions)),
        standstill=shared.standstill,
        questions=questions(award, shared.look),
        signature=signature(award, from_),
        criteria=shared.part,
        own=tender_part(criteria, bid, Withheld(), own=True),
        winner_title=_("The most advantageous tender") if under_the_act else _("The successful tender"),
        winner=None if is_winner else shared.others,
        winner_party=None if is_winner else party(award.of(shared.winner.bidder)),
    )
