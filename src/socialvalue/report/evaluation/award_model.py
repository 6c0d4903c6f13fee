"""The award model as it was published: what was asked, what it weighed, how it was scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from socialvalue.decimals import percent, plain, pounds
from socialvalue.model.criteria import Criteria, Criterion, Leaf
from socialvalue.report.evaluation.award_terms import award_terms
from socialvalue.report.words.asked import asks, measure_title, scale_title, scored
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.methods import METHODS, used
from socialvalue.report.words.roster import dimension_weights
from socialvalue.report.words.wording import day, weight_text


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A criterion or, indented, one of its questions. ``method`` is the anchor of how it is scored, told in full."""

    title: str
    guidance: str
    weight: str
    asks: str
    scored: str
    minimum: str
    is_question: bool
    method: str = ""


@dataclass(frozen=True, slots=True)
class ModelDimension:
    title: str
    guidance: str
    weight: str
    rows: tuple[ModelRow, ...]


@dataclass(frozen=True, slots=True)
class ModelStandard:
    title: str
    question: str
    passes: str
    guidance: str


@dataclass(frozen=True, slots=True)
class ModelScale:
    title: str
    levels: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ModelMeasure:
    title: str
    value: str
    source: str
    doubt: str


@dataclass(frozen=True, slots=True)
class AwardModel:
    title: str
    facts: tuple[tuple[str, str], ...]
    dimensions: tuple[ModelDimension, ...]
    standards: tuple[ModelStandard, ...]
    scales: tuple[ModelScale, ...]
    measures: tuple[ModelMeasure, ...]
    references: tuple[str, ...]
    doubts: tuple[str, ...]


def award_model(criteria: Criteria) -> AwardModel:
    """Return the published model, with titles where the criteria file has ids."""
    weights = dimension_weights(criteria)
    methods = {one.title: method_anchor(place) for place, one in enumerate(used(criteria), start=1)}
    return AwardModel(
        title=_("%(title)s, version %(version)s", title=criteria.title, version=criteria.version),
        facts=tuple(fact for fact in award_terms(criteria) if fact[1]),
        dimensions=tuple(
            ModelDimension(d.title, d.guidance, weights[d.id], tuple(_rows(criteria, d.id, methods)))
            for d in criteria.dimension
        ),
        standards=tuple(
            ModelStandard(s.title, s.question, s.pass_.capitalize(), s.guidance) for s in criteria.standard
        ),
        scales=tuple(
            ModelScale(scale_title(s), tuple((plain(lv.mark), lv.label, lv.means) for lv in s.levels))
            for s in criteria.scale
        ),
        measures=tuple(_measures(criteria)),
        references=criteria.references,
        doubts=criteria.doubts,
    )


def method_anchor(place: int) -> str:
    """Return the anchor of the explanation at this place of `methods.used`, from 1."""
    return f"method-{place}"


def _rows(criteria: Criteria, dimension: str, methods: Mapping[str, str]) -> list[ModelRow]:
    rows = []
    for criterion in criteria.criterion:
        if criterion.dimension != dimension:
            continue
        leaves = [leaf for leaf in criteria.leaves if leaf.criterion is criterion]
        if criterion.question:
            rows.append(_parent(criterion, leaves))
        rows += [_row(criteria, leaf, methods) for leaf in leaves]
    return rows


def _parent(criterion: Criterion, leaves: list[Leaf]) -> ModelRow:
    weight = weight_text(sum((leaf.weight for leaf in leaves), start=leaves[0].weight * 0))
    asked = ngettext("%(n)s question", "%(n)s questions", len(leaves))
    return ModelRow(criterion.title, criterion.guidance, weight, asked, "", _minimum(criterion), False)


def _minimum(row: Criterion | Leaf) -> str:
    return "" if row.minimum is None else _("%(share)s of the marks", share=percent(row.minimum))


def _row(criteria: Criteria, leaf: Leaf, methods: Mapping[str, str]) -> ModelRow:
    return ModelRow(
        title=leaf.title,
        guidance=leaf.guidance,
        weight=weight_text(leaf.weight),
        asks=asks(criteria, leaf.input),
        scored=scored(leaf.score, leaf.input),
        minimum=_minimum(leaf),
        is_question=leaf.question is not None,
        method=methods[METHODS[leaf.score.method].title] if leaf.score else "",
    )


def _measures(criteria: Criteria) -> list[ModelMeasure]:
    made = []
    for measure in criteria.committed_measures:
        proxy = criteria.proxy_in_force(measure)
        title = measure_title(measure)
        if proxy is None:
            made.append(ModelMeasure(title, _("no value in force"), "", ""))
            continue
        year = f"{proxy.price_year}, {proxy.place}" if proxy.place else str(proxy.price_year)
        made.append(
            ModelMeasure(
                title=title,
                value=_("%(value)s for each of the %(unit)s", value=pounds(proxy.value), unit=measure.unit),
                source=_(
                    "%(source)s. Prices of %(year)s; from %(start)s; licence %(licence)s.",
                    source=proxy.source,
                    year=year,
                    start=day(proxy.from_),
                    licence=proxy.licence,
                ),
                doubt=proxy.doubt,
            )
        )
    return made
