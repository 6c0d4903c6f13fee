"""The award model as it was published: what was asked, what it weighed, how it was scored."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.decimals import plain, pounds
from socialvalue.model.criteria import Criteria, Criterion, Leaf
from socialvalue.report.answers import asks, measure_title, scale_title, scored
from socialvalue.report.award_terms import award_terms
from socialvalue.report.roster import dimension_weights
from socialvalue.report.words import counted, day, weight_text


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A criterion or, indented, one of its questions."""

    title: str
    guidance: str
    weight: str
    asks: str
    scored: str
    minimum: str
    is_question: bool


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
    return AwardModel(
        title=f"{criteria.title}, version {criteria.version}",
        facts=tuple(fact for fact in award_terms(criteria) if fact[1]),
        dimensions=tuple(
            ModelDimension(d.title, d.guidance, weights[d.id], tuple(_rows(criteria, d.id))) for d in criteria.dimension
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


def _rows(criteria: Criteria, dimension: str) -> list[ModelRow]:
    rows = []
    for criterion in criteria.criterion:
        if criterion.dimension != dimension:
            continue
        leaves = [leaf for leaf in criteria.leaves if leaf.criterion is criterion]
        if criterion.question:
            rows.append(_parent(criterion, leaves))
        rows += [_row(criteria, leaf) for leaf in leaves]
    return rows


def _parent(criterion: Criterion, leaves: list[Leaf]) -> ModelRow:
    weight = weight_text(sum((leaf.weight for leaf in leaves), start=leaves[0].weight * 0))
    return ModelRow(
        criterion.title, criterion.guidance, weight, counted(len(leaves), "question"), "", _minimum(criterion), False
    )


def _minimum(row: Criterion | Leaf) -> str:
    return "" if row.minimum is None else f"{plain(row.minimum)}% of the marks"


def _row(criteria: Criteria, leaf: Leaf) -> ModelRow:
    return ModelRow(
        title=leaf.title,
        guidance=leaf.guidance,
        weight=weight_text(leaf.weight),
        asks=asks(criteria, leaf.input),
        scored=scored(leaf.score, leaf.input),
        minimum=_minimum(leaf),
        is_question=leaf.question is not None,
    )


def _measures(criteria: Criteria) -> list[ModelMeasure]:
    made = []
    for measure in criteria.committed_measures:
        proxy = criteria.proxy_in_force(measure)
        title = measure_title(measure)
        if proxy is None:
            made.append(ModelMeasure(title, "no value in force", "", ""))
            continue
        place = f", {proxy.place}" if proxy.place else ""
        made.append(
            ModelMeasure(
                title=title,
                value=f"{pounds(proxy.value)} for each of the {measure.unit}",
                source=f"{proxy.source}. Prices of {proxy.price_year}{place}; from {day(proxy.from_)}; licence "
                f"{proxy.licence}.",
                doubt=proxy.doubt,
            )
        )
    return made
