"""The board summary as data: two pages for a committee or cabinet, every sentence and figure finished.

The first page says what is decided, who ranks where and what it costs; the second what social value was bought, what
could undo the result, and what happens when. Each part of it says where in the evaluation report its working stands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.award_details import AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.board.asked import Asked, asked, decided
from socialvalue.report.board.limits import Limits, Step, steps_down
from socialvalue.report.board.price import Price, price
from socialvalue.report.board.promises import Promises, promises
from socialvalue.report.board.ranking import Left, board_ranking, chart, left, shortened
from socialvalue.report.board.risks import Risks, risks
from socialvalue.report.board.sources import BIDS, DECISION, INPUTS, first_ranked, where
from socialvalue.report.board.steps import Steps, steps
from socialvalue.report.page.document import NO_DATE, RUNNING, About, Document, about
from socialvalue.report.page.documents import BOARD_SUMMARY
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.ranking import Ranking
from socialvalue.report.words.roster import roster
from socialvalue.report.words.wording import cut, day

#: Steps that the first page takes before it does without its chart.
WITHOUT_CHART = 2

#: What is told of the recommendation, in English, where its end had no room.
CUT_SHORT = "The recommendation in award.toml is too long for the page, so its end was left out."

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

    def shortened(self, limits: Limits) -> Top:
        """Return it with no text longer than this."""
        return replace(
            self,
            authority=cut(self.authority, limits.title),
            title=cut(self.title, limits.title),
            description=cut(self.description, limits.description) if limits.description else "",
        )


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """The whole summary. ``notes`` and ``left_out`` are for whoever makes it, and stand on no page.

    ``ranked`` and ``unranked`` are how many bids there are, of which the lists may show fewer.
    """

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
    ranked: int
    unranked: int
    notes: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def begin(self) -> tuple[str, ...]:
        """Where the second page begins."""
        return ("second-page",)

    @property
    def shortest(self) -> tuple[int, ...]:
        """How many times each page can say less."""
        return len(self._first_page()) - 1, len(self._second_page()) - 1

    def _first_page(self) -> tuple[Step, ...]:
        """Return how the first page gives way: after its long texts its chart, so that it never takes a row's place."""
        whole, texts, *rows = steps_down((len(self.ranking.rows), len(self.left.lines)), (3, 1))
        return (whole, texts, *([texts] if self.chart else []), *rows)

    def _second_page(self) -> tuple[Step, ...]:
        counts = (self.promises.count, len(self.risks.lines), len(self.steps.steps))
        return tuple(steps_down(counts, (4, 6, 5)))

    def shortened(self, taken: tuple[int, ...]) -> BoardSummary:
        """Return what is said after so many steps on each page."""
        first, second = taken
        one, two = self._first_page()[first], self._second_page()[second]
        recommended = self.asked.shortened(one.limits)
        return replace(
            self,
            top=self.top.shortened(one.limits),
            asked=recommended,
            ranking=shortened(self.ranking, one.shown[0], one.limits, self.ranked),
            chart=self.chart if first < WITHOUT_CHART else None,
            left=self.left.shortened(one.shown[1], one.limits, self.unranked),
            price=self.price.shortened(one.limits),
            promises=self.promises.shortened(two.shown[0], two.limits),
            risks=self.risks.shortened(two.shown[1], two.limits),
            steps=self.steps.shortened(two.shown[2], two.limits),
            left_out=(CUT_SHORT,) if recommended != self.asked else (),
        )


def board_summary(
    criteria: Criteria,
    evaluation: Evaluation,
    award: AwardDetails | None = None,
    look: Look = PLAIN,
    *,
    robustness: str = "",
) -> BoardSummary:
    """Return all that there is to say, in the language being written in; on paper, what fits two pages of it is said.

    ``robustness`` is what an analysis found, in a sentence.
    """
    people = roster(evaluation)
    first = first_ranked(people.ranked)
    following = steps(award, look.authority.nation, can_be_awarded=bool(first))
    made = BoardSummary(
        title=_("Board summary: %(competition)s", competition=criteria.competition.title or criteria.title),
        stamped=criteria.competition.evaluation_date or criteria.competition.tender_date or NO_DATE,
        about=about(criteria),
        top=_top(criteria, award, look),
        asked=asked(criteria, people, award),
        ranking=board_ranking(criteria, people),
        chart=chart(criteria, people),
        left=left(criteria, people),
        price=price(criteria, people.ranked, first),
        promises=promises(criteria, first),
        risks=risks(criteria, evaluation, following.clashes, robustness),
        steps=following,
        basis=_basis(criteria, evaluation),
        where_ranked=where(DECISION),
        where_not=where(BIDS),
        ranked=len(people.ranked),
        unranked=len(people.unranked),
        notes=following.notes,
    )
    return made.shortened((0, 0))


def board_document(summary: BoardSummary, look: Look = PLAIN) -> Document:
    """Return a summary as the document ``board-summary``, in an authority's look and the language it was made in."""
    return BOARD_SUMMARY.document(summary, look)


def _top(criteria: Criteria, award: AwardDetails | None, look: Look) -> Top:
    details = criteria.competition
    authority, title = details.authority or look.authority.name, details.title or criteria.title
    facts = [decided(award)]
    if details.reference:
        facts.append(_("Reference: %(reference)s", reference=cut(details.reference, 20)))
    if details.evaluation_date:
        facts.append(_("Evaluated: %(date)s", date=day(details.evaluation_date)))
    return Top(
        authority=authority,
        authority_running=cut(authority, RUNNING),
        running=cut(title, RUNNING),
        kind=_("Board summary"),
        title=title,
        description=details.description,
        facts=tuple(facts),
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
