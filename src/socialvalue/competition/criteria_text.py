"""An award model as plain text, for `criteria show`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from socialvalue.decimals import plain, pounds, total

if TYPE_CHECKING:
    from datetime import date

    from socialvalue.model.criteria import Criteria, Leaf

WIDTH = 100


def _wrapped(text: str, indent: int) -> list[str]:
    blank = " " * indent
    return textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent=blank, subsequent_indent=blank)


def award_model(model: Criteria) -> Iterator[str]:
    """Yield the award model line by line, as a bidder would want to read it."""
    yield f"{model.title} ({model.id}, version {model.version})"
    for label, value in (
        ("Source", model.source),
        ("For", model.jurisdiction),
        ("In force", _days(model.effective_from, model.effective_to)),
        ("Licence", model.licence),
    ):
        if value:
            yield f"{label}: {value}"
    yield ""
    yield from _award(model)
    for dimension in model.dimension:
        leaves = [leaf for leaf in model.leaves if leaf.dimension == dimension.id]
        yield ""
        yield f"{dimension.title}: {plain(total(leaf.weight for leaf in leaves))} of 100"
        for leaf in leaves:
            yield from _leaf(leaf)
    yield from _rest(model)


def _days(first: date | None, last: date | None) -> str:
    return " ".join(f"{word} {day}" for word, day in (("from", first), ("to", last)) if day is not None)


def _award(model: Criteria) -> Iterator[str]:
    award = model.award
    yield f"Basis: {award.basis}; rounded half up to {award.decimal_places} decimal places, once, at the end"
    yield f"Ties: {', then '.join(award.tie_break)}, more points first" if award.tie_break else "Ties: shown as ties"
    yield f"Moderation: {award.moderation}"
    if award.minimum_quality is not None:
        yield f"Minimum quality: {plain(award.minimum_quality)} percent of all non-price points"
    if award.pounds_per_point is not None:
        yield f"Pounds per quality point: {pounds(award.pounds_per_point)}"
    if award.estimate is not None:
        yield f"The authority's estimate: {pounds(award.estimate)}"
    low = award.abnormally_low
    if low is not None and low.below_mean_sd is not None:
        deviations = (
            "1 standard deviation" if low.below_mean_sd == 1 else f"{plain(low.below_mean_sd)} standard deviations"
        )
        yield f"Price queried when more than {deviations} below the mean"
    if low is not None and low.below_estimate_percent is not None:
        yield f"Price queried when {plain(low.below_estimate_percent)} percent or more below the estimate"


def _leaf(leaf: Leaf) -> Iterator[str]:
    title = f"{leaf.criterion.title}: {leaf.title}" if leaf.question else leaf.title
    yield f"  {plain(leaf.weight):>6}  {title}  [{leaf.key}]"
    asked = ", ".join(
        f"{key} {_value(value)}" for key, value in leaf.input.model_dump(by_alias=True, exclude_none=True).items()
    )
    yield from _wrapped(f"asked: {asked}", 10)
    if leaf.score is not None:
        how = leaf.score.model_dump(by_alias=True)
        method = how.pop("method")
        rows = how.pop("bands", ())
        shown = [f"{key} {_value(value)}" for key, value in how.items()]
        shown += [f"from {plain(row['at-least'])}: {plain(row['percent'])}%" for row in rows]
        yield from _wrapped(f"scored: {method}{' (' + ', '.join(shown) + ')' if shown else ''}", 10)
    if leaf.minimum is not None:
        yield f"          minimum: {plain(leaf.minimum)} percent of the marks"
    if leaf.guidance:
        yield from _wrapped(leaf.guidance, 10)


def _value(value: object) -> str:
    from decimal import Decimal

    if isinstance(value, Decimal):
        return plain(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _rest(model: Criteria) -> Iterator[str]:
    if model.standard:
        yield ""
        yield "Standards (pass or fail, never scored)"
        for standard in model.standard:
            yield from _wrapped(f"{standard.question} Must be “{standard.pass_}”. [{standard.id}]", 2)
    for scale in model.scale:
        yield ""
        yield f"Scale {scale.title or scale.id}"
        for level in scale.levels:
            yield from _wrapped(f"{plain(level.mark)} {level.label}: {level.means}", 2)
    if model.measure:
        yield ""
        yield "Measures and their values"
    for measure in model.measure:
        yield f"  {measure.title or measure.id}, in {measure.unit}  [{measure.id}]"
        for proxy in measure.proxy:
            worth = f"£{plain(proxy.value)} from {proxy.from_}, {proxy.price_year} prices."
            yield from _wrapped(f"{worth} {proxy.source} ({proxy.licence}). {proxy.doubt}", 4)
    for label, texts in (("References", model.references), ("Doubts", model.doubts)):
        if texts:
            yield ""
            yield label
            for text in texts:
                yield from _wrapped(f"- {text}", 2)
