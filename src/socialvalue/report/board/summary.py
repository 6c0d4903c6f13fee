"""The board summary as data: two pages for a committee or cabinet, every sentence and figure finished.

The first page says what is decided, who ranks where and what it costs; the second what social value was bought, what
could undo the result, and what happens when. Each part of it says where in the evaluation report its working stands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.award_details import AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.board.asked import Asked, asked, decided
from socialvalue.report.board.limits import (
    BODY,
    FIRST_PAGE,
    HEADLINE,
    LIMITS,
    QUIET,
    SECOND_PAGE,
    SECTION,
    TABLE,
    TEXT,
    Limits,
    Part,
    Type,
    shares,
    spare,
)
from socialvalue.report.board.price import Price, price
from socialvalue.report.board.promises import Promises, promises
from socialvalue.report.board.ranking import Left, Ranking, chart, chart_height, left, ranking
from socialvalue.report.board.risks import Risks, risks
from socialvalue.report.board.sources import BIDS, DECISION, INPUTS, first_ranked, where
from socialvalue.report.board.steps import Steps, steps
from socialvalue.report.page.document import NO_DATE, RUNNING, About, Document, about
from socialvalue.report.words.language import _, language, ngettext
from socialvalue.report.words.roster import Roster, roster
from socialvalue.report.words.wording import cut, day

#: Lines of the contract's title at the head of the first page.
TITLE_LINES = 2

#: Heights at the head of the first page: the room of its band, the name or logo above, the marking above that.
BAND, NAME, LOGO, MARKING = 50.0, 47.0, 63.0, 24.0

#: Room for the authority's name beside its logo, and the type it is set in.
LOGO_NAME, NAME_TYPE = 250.0, Type(14, 19.9, 1.0)

#: Characters of a fingerprint: enough to tell two evaluations apart at a glance.
FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class Top:
    """The head of the first page."""

    authority: str
    authority_running: str
    running: str
    kind: str
    title: str
    description: str
    facts: tuple[str, ...]
    edges: float

    @property
    def part(self) -> Part:
        """How high it stands."""
        facts = TABLE.height(" ".join(self.facts), TEXT * 0.9)
        described = BODY.height(self.description, TEXT) + 10 if self.description else 0.0
        return Part(self.edges + HEADLINE.height(self.title, TEXT) + facts + described)


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """The whole summary. ``notes`` are for whoever makes it, and stand on no page."""

    title: str
    stamped: date
    about: About
    top: Top
    asked: Asked
    ranking: Ranking
    chart: Markup | None
    left: Left
    price: Price
    promises: Promises
    risks: Risks
    steps: Steps
    basis: str
    where_ranked: str
    where_not: str
    notes: tuple[str, ...]


def board_summary(
    criteria: Criteria,
    evaluation: Evaluation,
    award: AwardDetails | None = None,
    look: Look = PLAIN,
    *,
    robustness: str = "",
) -> BoardSummary:
    """Return the summary, in the language being written in. ``robustness`` is what an analysis found, in a sentence."""
    people = roster(evaluation)
    one = _first_page(criteria, people, award, look)
    two = _second_page(criteria, evaluation, award, look, robustness)
    top, recommended, ranks, leaving, costs = one.parts
    bars = len(people.ranked)
    drawn = 0 < bars == one.shown[2] and chart_height(criteria, bars) <= one.room
    return BoardSummary(
        title=_("Board summary: %(competition)s", competition=criteria.competition.title or criteria.title),
        stamped=criteria.competition.evaluation_date or criteria.competition.tender_date or NO_DATE,
        about=about(criteria),
        top=top,
        asked=recommended,
        ranking=ranks.shortened(one.shown[2], len(people.ranked)),
        chart=chart(criteria, people) if drawn else None,
        left=leaving.shortened(one.shown[3], len(people.unranked)),
        price=costs,
        promises=two.promises,
        risks=two.risks,
        steps=two.steps,
        basis=_basis(criteria, evaluation),
        where_ranked=where(DECISION),
        where_not=where(BIDS),
        notes=_notes(recommended, two.steps),
    )


@dataclass(frozen=True, slots=True)
class _First:
    """The parts of the first page in their order, how many rows each shows, and the room that is left."""

    parts: tuple[Top, Asked, Ranking, Left, Price]
    shown: tuple[int, ...]
    room: float


def _first_page(criteria: Criteria, people: Roster, award: AwardDetails | None, look: Look) -> _First:
    first = first_ranked(people.ranked)
    ranks, leaving = ranking(criteria, people), left(criteria, people)

    def page(limits: Limits) -> _First:
        parts = (
            _top(criteria, award, look, limits.description),
            asked(criteria, people, award, limits.recommended),
            ranks,
            leaving,
            price(criteria, people.ranked, first, limits.sentence),
        )
        heights = [part.part for part in parts]
        shown = shares(heights, FIRST_PAGE, limits.least)
        return _First(parts, shown, spare(heights, shown, FIRST_PAGE))

    tried = (page(limits) for limits in LIMITS[:-1])
    return next((made for made in tried if made.room >= 0), None) or page(LIMITS[-1])


@dataclass(frozen=True, slots=True)
class _Second:
    """The parts of the second page, shortened to fit it, and the room that is left."""

    promises: Promises
    risks: Risks
    steps: Steps
    room: float


def _second_page(
    criteria: Criteria, evaluation: Evaluation, award: AwardDetails | None, look: Look, robustness: str
) -> _Second:
    first = first_ranked(evaluation.bids)
    foot = Part(SECTION + QUIET.height(_basis(criteria, evaluation), TEXT) + 2)

    def page(limits: Limits) -> _Second:
        following = steps(award, look.authority.nation, limits.sentence, can_be_awarded=bool(first))
        bought = promises(criteria, first, limits.groups, limits.note)
        warned = risks(criteria, evaluation, following.clashes, robustness, limits.sentence)
        heights = [bought.part, warned.part, following.part, foot]
        shown = shares(heights, SECOND_PAGE, limits.least)
        return _Second(
            bought.shortened(shown[0]),
            warned.shortened(shown[1]),
            following.shortened(shown[2]),
            spare(heights, shown, SECOND_PAGE),
        )

    tried = (page(limits) for limits in LIMITS[:-1])
    return next((made for made in tried if made.room >= 0), None) or page(LIMITS[-1])


def board_document(summary: BoardSummary, look: Look = PLAIN) -> Document:
    """Return a summary as the document ``board-summary``, in an authority's look and the language it was made in."""
    return Document(
        name="board-summary",
        title=summary.title,
        stamped=summary.stamped,
        template="board-summary/board-summary.html",
        view=summary,
        look=look,
        language=language(),
    )


def _top(criteria: Criteria, award: AwardDetails | None, look: Look, description: int) -> Top:
    details = criteria.competition
    authority, title = details.authority or look.authority.name, details.title or criteria.title
    facts = [decided(award)]
    if details.reference:
        facts.append(_("Reference: %(reference)s", reference=cut(details.reference, 20)))
    if details.evaluation_date:
        facts.append(_("Evaluated: %(date)s", date=day(details.evaluation_date)))
    return Top(
        authority=NAME_TYPE.fitted(authority, LOGO_NAME if look.logo else TEXT, 1),
        authority_running=cut(authority, RUNNING),
        running=cut(title, RUNNING),
        kind=_("Board summary"),
        title=HEADLINE.fitted(title, TEXT, TITLE_LINES),
        description=BODY.fitted(details.description, TEXT, description) if description else "",
        facts=tuple(facts),
        edges=BAND + (LOGO if look.logo else NAME) + (MARKING if look.authority.marking else 0.0),
    )


def _basis(criteria: Criteria, evaluation: Evaluation) -> str:
    """Return what the summary rests on: the award model, the evaluation, the tool, and where everything is worked."""
    made = hashlib.sha256(evaluation.to_json().encode()).hexdigest()[:FINGERPRINT]
    model = _(
        "Award model: %(title)s, version %(version)s, fingerprint %(fingerprint)s.",
        title=cut(criteria.title, 60),
        version=cut(criteria.version, 20),
        fingerprint=evaluation.criteria.sha256[:FINGERPRINT],
    )
    scored = ngettext(
        "Evaluation: fingerprint %(fingerprint)s, made of %(n)s file with socialvalue %(tool)s.",
        "Evaluation: fingerprint %(fingerprint)s, made of %(n)s files with socialvalue %(tool)s.",
        len(evaluation.inputs),
        fingerprint=made,
        tool=evaluation.tool,
    )
    whole = _(
        "The full working is in the evaluation report; its section “%(section)s” has every file.", section=_(INPUTS)
    )
    return f"{model} {scored} {whole}"


def _notes(recommended: Asked, following: Steps) -> tuple[str, ...]:
    """Return what whoever makes the summary should know, in English."""
    cut_short = "The recommendation of award.toml is too long for the page: its end was left out."
    return ((cut_short,) if recommended.is_cut else ()) + following.notes
