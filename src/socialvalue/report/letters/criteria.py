"""The award criteria as a letter sums them up: title, relative importance, how scored, and the scores there were."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialvalue.decimals import percent, plain, pounds
from socialvalue.model.criteria import Criteria, Criterion, Leaf
from socialvalue.model.inputs import CommitmentsInput
from socialvalue.report.words.asked import asks, measure_title, scale_title, scored
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.methods import BASES, used
from socialvalue.report.words.roster import title_of
from socialvalue.report.words.wording import joined, sentence, weight_text


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion or one of its questions: what it weighed, and in sentences how it was scored."""

    title: str
    weight: str
    how: str
    questions: tuple[CriterionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CriteriaGroup:
    title: str
    weight: str
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class StandardLine:
    title: str
    question: str
    passes: str


@dataclass(frozen=True, slots=True)
class ScaleLines:
    title: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CriteriaPart:
    lead: str
    where: str
    rules: tuple[str, ...]
    groups: tuple[CriteriaGroup, ...]
    standards: tuple[StandardLine, ...]
    scales: tuple[ScaleLines, ...]
    methods: tuple[tuple[str, str, str], ...]


def _lead(criteria: Criteria) -> str:
    if criteria.basis.by_points:
        return _(
            "Each criterion, with its weight before it, and how it was scored. The weights add up to 100, so each is "
            "a percentage of the whole. A criterion earns from 0 points up to its weight."
        )
    return _(
        "Each criterion, with its weight before it, and how it was scored. A criterion with points earns from 0 up "
        "to its weight. The rule below says how points and price decide the award."
    )


def criteria_part(criteria: Criteria, full_criteria: str) -> CriteriaPart:
    """Return the published criteria in short; ``full_criteria`` says where they stand in full."""
    groups = tuple(
        CriteriaGroup(dimension.title, _weight(leaves), tuple(_lines(criteria, dimension.id)))
        for dimension in criteria.dimension
        if (leaves := [leaf for leaf in criteria.leaves if leaf.dimension == dimension.id])
    )
    marked = {leaf.input.scale for leaf in criteria.leaves if leaf.input.kind == "panel"}
    ranked_by, *methods, _rounding = used(criteria)
    return CriteriaPart(
        lead=_lead(criteria),
        where=_where(full_criteria),
        rules=tuple(_rules(criteria)),
        groups=groups,
        standards=tuple(
            StandardLine(
                standard.title,
                standard.question,
                _("Passes with “yes”.") if standard.pass_ == "yes" else _("Passes with “no”."),  # noqa: S105 - an answer, no password
            )
            for standard in criteria.standard
        ),
        scales=tuple(
            ScaleLines(
                scale_title(scale), tuple((f"{plain(level.mark)} {level.label}", level.means) for level in scale.levels)
            )
            for scale in criteria.scale
            if scale.id in marked
        ),
        methods=tuple((one.title, one.formula, one.meaning) for one in (ranked_by, *methods)),
    )


def _where(full_criteria: str) -> str:
    where = " ".join(full_criteria.split())
    if not where:
        return _("The place where you can read the award criteria in full is not on file.")
    return _("You can read the award criteria in full here: %(where)s", where=sentence(where))


def _rules(criteria: Criteria) -> list[str]:
    """Return how the award is decided: what ranks, minimums that apply to the whole, ties, rounding."""
    award = criteria.award
    rules = [f"{BASES[award.basis].title}: {BASES[award.basis].formula}."]
    if award.pounds_per_point is not None:
        rules.append(_("A quality point is worth %(pounds)s.", pounds=pounds(award.pounds_per_point)))
    if award.minimum_quality is not None:
        rules.append(
            _(
                "A tender with less than %(minimum)s of the non-price points is disqualified.",
                minimum=percent(award.minimum_quality),
            )
        )
    if criteria.basis.needs_quality:
        rules.append(_("A tender without any points for quality is disqualified."))
    if award.tie_break:
        titles = joined(title_of(criteria, id_) for id_ in award.tie_break)
        rules.append(_("If tenders are equal, more points decide, in this order: %(titles)s.", titles=titles))
    rules.append(
        ngettext(
            "Figures are exact until each is rounded, half up, to %(n)s decimal place, so rounded parts may not add "
            "up exactly to a rounded total.",
            "Figures are exact until each is rounded, half up, to %(n)s decimal places, so rounded parts may not add "
            "up exactly to a rounded total.",
            award.decimal_places,
        )
    )
    return rules


def _weight(leaves: list[Leaf]) -> str:
    return weight_text(sum((leaf.weight for leaf in leaves), Decimal(0)))


def _lines(criteria: Criteria, dimension: str) -> list[CriterionLine]:
    lines = []
    for criterion in criteria.criterion:
        if criterion.dimension != dimension:
            continue
        leaves = [leaf for leaf in criteria.leaves if leaf.criterion is criterion]
        parts = tuple(CriterionLine(leaf.title, _weight([leaf]), _how(criteria, leaf)) for leaf in leaves)
        if criterion.question:
            lines.append(CriterionLine(criterion.title, _weight(leaves), _together(criterion), parts))
        else:
            lines += parts
    return lines


def _together(criterion: Criterion) -> str:
    return "" if criterion.minimum is None else _minimum(criterion.minimum)


def _minimum(minimum: Decimal) -> str:
    return _("A tender with less than %(minimum)s of the marks here is disqualified.", minimum=percent(minimum))


def _how(criteria: Criteria, leaf: Leaf) -> str:
    parts = [sentence(asks(criteria, leaf.input))]
    if isinstance(leaf.input, CommitmentsInput):
        parts += _values(criteria, leaf.input)
    how = sentence(scored(leaf.score, leaf.input))
    parts.append(how if leaf.score is None else _("Method: %(method)s", method=how))
    if leaf.input.kind == "panel" and criteria.award.moderation != "consensus":
        averaged = {
            "mean": _("The mark is the mean of the evaluators' individual marks."),
            "median": _("The mark is the median of the evaluators' individual marks."),
        }
        parts.append(averaged[criteria.award.moderation])
    if leaf.minimum is not None:
        parts.append(_minimum(leaf.minimum))
    return " ".join(parts)


def _values(criteria: Criteria, given: CommitmentsInput) -> list[str]:
    measures = [criteria.measure_by_id[id_] for id_ in given.measures]
    return [
        _(
            "%(measure)s: %(value)s for each of the %(unit)s.",
            measure=measure_title(measure),
            value=pounds(proxy.value),
            unit=measure.unit,
        )
        for measure in measures
        if (proxy := criteria.proxy_in_force(measure)) is not None
    ]
