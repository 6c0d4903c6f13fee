"""The evaluation report as data: everything that its pages say, finished, in the order in which a challenge asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from socialvalue.errors import WrongUsage
from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.report.evaluation.award_model import AwardModel, award_model
from socialvalue.report.evaluation.bids import BidPage, bid_pages
from socialvalue.report.evaluation.decision import Decision, decision
from socialvalue.report.evaluation.moderation import ModerationRecord, moderation_record
from socialvalue.report.evaluation.panel import PanelPage
from socialvalue.report.evaluation.scores import Scores, StandardRow, scores, standards
from socialvalue.report.page.document import LONG_TITLE, NO_DATE, RUNNING, About, Attachment, Document, about
from socialvalue.report.page.documents import EVALUATION_REPORT
from socialvalue.report.words import wording as words
from socialvalue.report.words.language import _
from socialvalue.report.words.methods import Explained, used
from socialvalue.report.words.roster import averaging, roster
from socialvalue.report.words.wording import cut, day


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page; ``authority_running`` is the authority's name as it fits the head of every page."""

    authority: str
    authority_running: str
    competition: str
    is_long: bool
    description: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InputsUsed:
    """What went in: enough to show that nothing has changed since."""

    files: tuple[tuple[str, str], ...]
    criteria: str
    criteria_sha256: str
    tool: str
    notes: tuple[str, ...]
    record: str = ""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report. ``title`` names the document; ``running`` is its short form for the head of a page."""

    title: str
    running: str
    stamped: date
    about: About
    cover: Cover
    contents: tuple[tuple[str, str], ...]
    decision: Decision
    model: AwardModel
    scores: Scores
    bids: tuple[BidPage, ...]
    standards: tuple[StandardRow, ...]
    methods: tuple[Explained, ...]
    inputs: InputsUsed
    panel: PanelPage | None = None
    moderation: ModerationRecord | None = None


def view(
    criteria: Criteria, evaluation: Evaluation, panel_page: PanelPage | None = None, record: str = ""
) -> ReportView:
    """Return the report on an evaluation made with these criteria, with the page on the panel where there is one.

    ``record`` is the event of the record by which the evaluation was written.

    Raises:
        WrongUsage: If the evaluation was made with another award model or another version of it.
    """
    made_with, given = evaluation.criteria, (criteria.id, criteria.version)
    if (made_with.id, made_with.version) != given:
        raise WrongUsage(
            f"This evaluation was made with the criteria {made_with.id}, version {made_with.version}; the criteria "
            f"file given is {criteria.id}, version {criteria.version}. Give the file that it was made with, or score "
            "again."
        )
    people = roster(evaluation)
    competition = criteria.competition.title or criteria.title
    met, moderation = standards(criteria, people), moderation_record(criteria, evaluation, people)
    return ReportView(
        title=_("Evaluation report: %(competition)s", competition=competition),
        running=cut(competition, RUNNING),
        stamped=criteria.competition.evaluation_date or criteria.competition.tender_date or NO_DATE,
        about=about(criteria),
        cover=_cover(criteria, competition),
        contents=_contents(standards=bool(met), panel=panel_page is not None, moderation=moderation is not None),
        decision=decision(criteria, people, tuple(words.say(one.said) for one in evaluation.warned)),
        model=award_model(criteria),
        scores=scores(criteria, people),
        bids=bid_pages(criteria, people),
        standards=met,
        methods=used(criteria),
        inputs=InputsUsed(
            files=tuple((given.file, given.sha256) for given in evaluation.inputs),
            criteria=_("%(title)s, version %(version)s", title=criteria.title, version=criteria.version),
            criteria_sha256=made_with.sha256,
            tool=f"socialvalue {evaluation.tool}",
            record=record,
            notes=tuple(words.say(remark.said) for remark in evaluation.remarks),
        ),
        panel=panel_page,
        moderation=moderation,
    )


def _contents(*, standards: bool, panel: bool, moderation: bool) -> tuple[tuple[str, str], ...]:
    """Return the sections in their order, without those that are empty: anchor and title."""
    sections = (
        ("decision", _("The decision"), True),
        ("award-model", _("The award model as published"), True),
        ("scores", _("Scores by criterion"), True),
        ("bids", _("Bid by bid"), True),
        ("standards", _("Standards"), standards),
        ("panel", _("How the panel marked"), panel),
        ("methods", _("How each method works"), True),
        ("inputs", _("What went in"), True),
        ("moderation", _("Appendix: how the marks were agreed"), moderation),
    )
    return tuple((anchor, title) for anchor, title, is_there in sections if is_there)


def report_document(report: ReportView, look: Look = PLAIN, attachments: tuple[Attachment, ...] = ()) -> Document:
    """Return a report as the document ``evaluation-report``, in an authority's look and the language it was made in."""
    return EVALUATION_REPORT.document(report, look, attachments=attachments)


def _cover(criteria: Criteria, competition: str) -> Cover:
    details = criteria.competition
    facts = (
        (_("Reference"), details.reference),
        (_("Tenders due"), day(details.tender_date)),
        (_("Evaluated"), day(details.evaluation_date)),
        (_("Award model"), criteria.title),
        (_("Model version"), criteria.version),
        (_("Panel marks"), averaging(criteria)),
    )
    return Cover(
        authority=details.authority,
        authority_running=cut(details.authority, RUNNING),
        competition=competition,
        is_long=len(competition) > LONG_TITLE,
        description=details.description,
        facts=tuple(fact for fact in facts if fact[1]),
    )
