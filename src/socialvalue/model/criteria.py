"""The published award model, as it is written in a criteria file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from socialvalue.decimals import EXACT
from socialvalue.model.base import FromFile, Identifier, Number, Percent, Positive, Text
from socialvalue.model.basis import BASES, Basis, BasisName
from socialvalue.model.inputs import Input
from socialvalue.model.methods import AnyMethod


class AbnormallyLow(FromFile):
    """When a price is queried: standard deviations below the mean, or percent below the estimate."""

    below_mean_sd: Positive | None = None
    below_estimate_percent: Percent | None = None


class Award(FromFile):
    """How the bids are ranked."""

    basis: BasisName = "weighted-total"
    weights: Literal["of-total", "of-parent"] = "of-total"
    decimal_places: Annotated[int, Field(ge=0, le=12)] = 2
    tie_break: tuple[Identifier, ...] = ()
    moderation: Literal["consensus", "mean", "median"] = "consensus"
    price_blind: bool = False
    minimum_quality: Percent | None = None
    pounds_per_point: Positive | None = None
    estimate: Positive | None = None
    abnormally_low: AbnormallyLow | None = None


class Dimension(FromFile):
    id: Identifier
    title: Text
    weight: Percent | None = None
    guidance: str = ""


class Question(FromFile):
    """A part of a criterion (sub-criterion), with its own weight, score and reason."""

    id: Identifier
    title: Text
    guidance: str = ""
    weight: Percent
    minimum: Percent | None = None
    input: Input
    score: AnyMethod | None = None


class Criterion(FromFile):
    id: Identifier
    dimension: Identifier
    title: Text
    guidance: str = ""
    weight: Percent | None = None
    minimum: Percent | None = None
    input: Input | None = None
    score: AnyMethod | None = None
    question: tuple[Question, ...] = ()


class Standard(FromFile):
    """A must-do requirement, passed or failed, never scored."""

    id: Identifier
    question: Text
    pass_: Literal["yes", "no"]
    title: str = ""
    guidance: str = ""


class Level(FromFile):
    mark: Annotated[Number, Field(ge=0)]
    label: Text
    means: str = ""


class Scale(FromFile):
    id: Identifier
    title: str = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]

    @property
    def highest(self) -> Decimal:
        """The highest mark of the scale: what full points are divided by."""
        return max(level.mark for level in self.levels)


class Proxy(FromFile):
    """A sourced, dated value in pounds for one unit of a measure, in force from the day `from`."""

    value: Annotated[Number, Field(ge=0)]
    from_: date
    price_year: int
    source: Text
    licence: Text
    place: str = ""
    doubt: str = ""


class Measure(FromFile):
    id: Identifier
    unit: Text
    title: str = ""
    guidance: str = ""
    proxy: tuple[Proxy, ...] = ()


class CompetitionDetails(FromFile):
    """What the report's cover says; `tender_date` also decides which proxies are in force."""

    title: str = ""
    authority: str = ""
    reference: str = ""
    description: str = ""
    tender_date: date | None = None
    evaluation_date: date | None = None


@dataclass(frozen=True)
class Leaf:
    """What is scored: a criterion without questions, or one question of a criterion.

    ``weight`` is of the total (0 to 100), whichever way the weights are written.
    """

    key: str
    criterion: Criterion
    question: Question | None
    weight: Decimal
    input: Input
    score: AnyMethod | None
    minimum: Decimal | None

    @property
    def dimension(self) -> str:
        return self.criterion.dimension

    @property
    def title(self) -> str:
        return self.question.title if self.question else self.criterion.title

    @property
    def guidance(self) -> str:
        return self.question.guidance if self.question else self.criterion.guidance

    @property
    def is_price(self) -> bool:
        return self.input.is_price

    @property
    def is_relative(self) -> bool:
        return self.score is not None and self.score.relative


class Criteria(FromFile):
    """A whole criteria file."""

    format: Literal[1]
    id: Identifier
    version: Text
    title: Text
    source: str = ""
    references: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    jurisdiction: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    licence: str = ""
    competition: CompetitionDetails = CompetitionDetails()
    award: Award = Award()
    dimension: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    criterion: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    standard: tuple[Standard, ...] = ()
    scale: tuple[Scale, ...] = ()
    measure: tuple[Measure, ...] = ()

    @property
    def basis(self) -> Basis:
        """What ranks the bids."""
        return BASES[self.award.basis]

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Everything that is scored, in the order of the file."""
        with localcontext(EXACT):
            return tuple(self._leaves())

    def _leaves(self) -> list[Leaf]:
        hundred = Decimal(100)
        of_parent = self.award.weights == "of-parent"
        shares = {dimension.id: (dimension.weight or Decimal(0)) / hundred for dimension in self.dimension}
        leaves = []
        for criterion in self.criterion:
            share = shares.get(criterion.dimension, Decimal(0)) if of_parent else Decimal(1)
            weight = criterion.weight or Decimal(0)
            if not criterion.question and criterion.input is not None:
                leaf = Leaf(
                    criterion.id, criterion, None, share * weight, criterion.input, criterion.score, criterion.minimum
                )
                leaves.append(leaf)
            for question in criterion.question:
                part = share * weight / hundred * question.weight if of_parent else question.weight
                key = f"{criterion.id}.{question.id}"
                leaves.append(Leaf(key, criterion, question, part, question.input, question.score, question.minimum))
        return leaves

    @cached_property
    def leaf_by_key(self) -> dict[str, Leaf]:
        return {leaf.key: leaf for leaf in self.leaves}

    @property
    def price_leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves if leaf.is_price)

    @property
    def panel_leaves(self) -> tuple[Leaf, ...]:
        """What the panel marks: these need an agreed mark and its reason."""
        return tuple(leaf for leaf in self.leaves if leaf.input.kind == "panel")

    @cached_property
    def scale_by_id(self) -> dict[str, Scale]:
        return {scale.id: scale for scale in self.scale}

    @cached_property
    def measure_by_id(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in self.measure}

    @property
    def committed_measures(self) -> tuple[Measure, ...]:
        """The measures that some criterion values, in the order in which bidders are asked for them."""
        ids = [id_ for leaf in self.leaves if leaf.input.kind == "commitments" for id_ in leaf.input.measures]
        return tuple(self.measure_by_id[id_] for id_ in dict.fromkeys(ids) if id_ in self.measure_by_id)

    @property
    def judged_on(self) -> date | None:
        """The day that decides which proxies are in force: the tender date, else the model's first day."""
        return self.competition.tender_date or self.effective_from

    def proxy_in_force(self, measure: Measure) -> Proxy | None:
        """Return the newest proxy that has started on `judged_on`; with no such day, the only proxy there is."""
        if self.judged_on is None:
            return measure.proxy[0] if len(measure.proxy) == 1 else None
        started = [proxy for proxy in measure.proxy if proxy.from_ <= self.judged_on]
        return max(started, key=lambda proxy: proxy.from_, default=None)
