"""What one evaluator is given before marking alone: how to mark, whether they may, what, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from socialvalue.decimals import percent, plain
from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.criteria import Criteria, Leaf, Scale
from socialvalue.model.layout import full_title
from socialvalue.model.panel import Evaluator, Panel
from socialvalue.model.panel_layout import drawn_order, sheet_name
from socialvalue.report.page.document import LONG_TITLE, NO_DATE, RUNNING, About, Document, about
from socialvalue.report.page.documents import PANEL_PACK
from socialvalue.report.words.asked import scale_title
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.roster import averaging
from socialvalue.report.words.wording import cut, day, joined, weight_text

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PackCover:
    authority: str
    authority_running: str
    competition: str
    is_long: bool
    whose: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """What this evaluator declared so far and what was decided; on a blind pack, that it is kept apart."""

    has_interest: bool
    text: str
    decision: str


@dataclass(frozen=True, slots=True)
class PackQuestion:
    """One thing to mark. ``minimums`` say what a low mark would lead to."""

    title: str
    guidance: str
    weight: str
    scale: str
    minimums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackScale:
    title: str
    used_for: str
    levels: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The tenders in the order drawn for this evaluator, those that they do not mark, and when the panel meets."""

    count: str
    bids: tuple[str, ...]
    not_marked: tuple[tuple[str, str], ...]
    left_out: str
    meetings: tuple[str, ...]
    sheet: str
    return_to: str


@dataclass(frozen=True, slots=True)
class PanelPack:
    """A whole pack. It holds no price, no other evaluator's mark and, where it is blind, no bidder's name."""

    title: str
    running: str
    stamped: date
    about: About
    is_blind: bool
    has_zero: bool
    cover: PackCover
    contents: tuple[tuple[str, str], ...]
    declared: Declared
    questions: tuple[PackQuestion, ...]
    scales: tuple[PackScale, ...]
    schedule: Schedule
    afterwards: str


def pack_document(pack: PanelPack, evaluator: Evaluator, look: Look = PLAIN) -> Document:
    """Return one evaluator's pack as the document ``panel-pack-<id>``, in the language it was made in."""
    return PANEL_PACK.document(pack, look, name=f"{PANEL_PACK.name}-{evaluator.id}")


def panel_pack(
    criteria: Criteria,
    panel: Panel,
    evaluator: Evaluator,
    bidders: Sequence[str],
    *,
    labels: Labels | None = None,
    record: str = "",
) -> PanelPack:
    """Return one evaluator's pack as data. With ``labels`` (label by bidder) tenders stand under their labels only.

    ``record`` is the last event of the record when the pack was made.
    """
    details, leaves = criteria.competition, panel.leaves_of(evaluator, criteria)
    competition = details.title or criteria.title
    scales = _scales(criteria, leaves)
    return PanelPack(
        title=_("Panel pack for %(who)s: %(competition)s", who=evaluator.name, competition=competition),
        running=cut(competition, RUNNING),
        stamped=details.tender_date or details.evaluation_date or NO_DATE,
        about=about(criteria),
        is_blind=labels is not None,
        has_zero=any(level.mark == 0 for scale in scales for level in scale.levels),
        cover=_cover(criteria, panel, evaluator, competition, record),
        contents=_contents(scales),
        declared=_declared(evaluator, is_blind=labels is not None),
        questions=tuple(_question(criteria, leaf) for leaf in leaves),
        scales=tuple(_scale(criteria, scale, leaves) for scale in scales),
        schedule=_schedule(criteria, panel, evaluator, bidders, labels),
        afterwards=_afterwards(criteria),
    )


def _contents(scales: Sequence[Scale]) -> tuple[tuple[str, str], ...]:
    return (
        ("marking", _("How to mark")),
        ("interests", _("Conflicts of interest")),
        ("questions", _("What you mark")),
        ("scales", ngettext("The scale", "The scales", len(scales))),
        ("reasons", _("How to write a reason")),
        ("schedule", _("Your schedule")),
    )


def _afterwards(criteria: Criteria) -> str:
    rule = averaging(criteria)
    if rule:
        return _(
            "The score is worked out like this. %(rule)s Your mark and your reason stay as you gave them.", rule=rule
        )
    return _(
        "The panel then meets and agrees one mark for each tender and question, with a reason of its own. Marks are "
        "never averaged. Come with an open mind, and say so if you are not convinced."
    )


def _cover(criteria: Criteria, panel: Panel, evaluator: Evaluator, competition: str, record: str) -> PackCover:
    details = criteria.competition
    chairs = joined(one.name for one in panel.evaluator if one.chair)
    facts = (
        (_("Role"), evaluator.role),
        (_("Organisation"), evaluator.organisation),
        (_("Reference"), details.reference),
        (_("Tenders due"), day(details.tender_date)),
        (_("Panel chaired by"), _("you") if evaluator.chair else chairs),
        (_("Facilitator"), panel.facilitator),
        (_("Award model"), _("%(title)s, version %(version)s", title=criteria.title, version=criteria.version)),
        (_("Record at event"), record),
    )
    return PackCover(
        authority=details.authority,
        authority_running=cut(details.authority, RUNNING),
        competition=competition,
        is_long=len(competition) > LONG_TITLE,
        whose=evaluator.name,
        facts=tuple(fact for fact in facts if fact[1]),
    )


def _declared(evaluator: Evaluator, *, is_blind: bool) -> Declared:
    on = day(evaluator.declared)
    if not evaluator.has_interest:
        return Declared(False, _("On %(date)s you declared that you have no interest in any bidder.", date=on), "")
    if is_blind:  # What was declared, and what was decided, would tell whose tender is left out.
        apart = _("Given to you separately, because this pack names no bidder.")
        return Declared(True, _("On %(date)s you declared an interest.", date=on), apart)
    declared = _("On %(date)s you declared: %(interest)s", date=on, interest=evaluator.interest)
    return Declared(True, declared, evaluator.decision or _("Nothing is on record."))


def _question(criteria: Criteria, leaf: Leaf) -> PackQuestion:
    minimums = []
    if leaf.minimum is not None:
        minimums.append(
            _(
                "%(share)s of the marks on this question; a tender below this (not at it) is disqualified",
                share=percent(leaf.minimum),
            )
        )
    if leaf.question is not None and leaf.criterion.minimum is not None:
        minimums.append(
            _(
                "%(share)s of the marks on “%(criterion)s” as a whole; a tender below this (not at it) is disqualified",
                share=percent(leaf.criterion.minimum),
                criterion=leaf.criterion.title,
            )
        )
    whole = leaf.criterion.guidance if leaf.question is not None else ""
    return PackQuestion(
        title=full_title(leaf),
        guidance=" ".join(text for text in (whole, leaf.guidance) if text),
        weight=_("%(figure)s of 100", figure=weight_text(leaf.weight)),
        scale=scale_title(_scale_of(criteria, leaf)),
        minimums=tuple(minimums),
    )


def _scale_of(criteria: Criteria, leaf: Leaf) -> Scale:
    assert leaf.input.kind == "panel"
    return criteria.scale_by_id[leaf.input.scale]


def _scales(criteria: Criteria, leaves: Sequence[Leaf]) -> tuple[Scale, ...]:
    used = {_scale_of(criteria, leaf).id for leaf in leaves}
    return tuple(scale for scale in criteria.scale if scale.id in used)


def _scale(criteria: Criteria, scale: Scale, leaves: Sequence[Leaf]) -> PackScale:
    titles = [full_title(leaf) for leaf in leaves if _scale_of(criteria, leaf) is scale]
    return PackScale(
        title=scale_title(scale),
        used_for=_("All that you mark") if len(titles) == len(leaves) else "; ".join(titles),
        levels=tuple((plain(level.mark), level.label, level.means) for level in scale.levels),
    )


def _schedule(
    criteria: Criteria, panel: Panel, evaluator: Evaluator, bidders: Sequence[str], labels: Labels | None
) -> Schedule:
    own = [bidder for bidder in drawn_order(criteria, evaluator.id, bidders) if evaluator.may_mark(bidder)]
    questions = len(panel.leaves_of(evaluator, criteria))
    excluded = [one for one in evaluator.excluded if one.bidder in set(bidders)]
    left_out = ""
    if labels is not None and excluded:
        # Named, or under its label, the tender and the interest would give each other away.
        left_out = ngettext(
            "%(n)s tender not on this list, because of the interest that you declared.",
            "%(n)s tenders not on this list, because of the interest that you declared.",
            len(excluded),
        )
    return Schedule(
        count=_(
            "%(marks)s to give: %(tenders)s on %(questions)s.",
            marks=ngettext("%(n)s mark", "%(n)s marks", len(own) * questions),
            tenders=ngettext("%(n)s tender", "%(n)s tenders", len(own)),
            questions=ngettext("%(n)s question", "%(n)s questions", questions),
        ),
        bids=tuple(labels[bidder] if labels is not None else bidder for bidder in own),
        not_marked=tuple((one.bidder, one.reason) for one in excluded) if labels is None else (),
        left_out=left_out,
        meetings=tuple(day(meeting) for meeting in panel.moderation_meetings),
        sheet=sheet_name(evaluator),
        return_to=panel.facilitator or _("whoever gave it to you"),
    )
