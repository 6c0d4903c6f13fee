"""The rules that a criteria file must keep beyond its form: sums, references, order of the law.

Each check is a function from the model to its problems; `broken_rules` runs them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Protocol

from socialvalue.decimals import plain, total
from socialvalue.errors import Place, Problem
from socialvalue.model.criteria import Criteria, Criterion, Question
from socialvalue.model.inputs import CommitmentsInput, PanelInput, QuantityInput
from socialvalue.model.methods import Bands, Panel, Range, Target

#: Ids that the forms use themselves.
RESERVED = ("bidder", "withdrawn")

HUNDRED = Decimal(100)


def broken_rules(criteria: Criteria, name: str) -> list[Problem]:
    """Return every broken rule of a criteria file called ``name``."""
    checks = (
        _ids,
        _parts,
        _weights,
        _scales,
        _quantities,
        _measures,
        _minimums,
        _basis,
        _tie_break,
        _abnormally_low,
        _dates,
    )
    rule = partial(_problem, name)
    return [problem for check in checks for problem in check(criteria, rule)]


class _Rule(Protocol):
    """`_problem` with its file name filled in."""

    def __call__(self, key: str, found: str, expected: str, action: str, code: str = "criteria-rule") -> Problem: ...


def _problem(name: str, key: str, found: str, expected: str, action: str, code: str = "criteria-rule") -> Problem:
    return Problem(code, Place(file=name, key=key), found, expected, action)


def _parts_of(criteria: Criteria) -> Iterator[tuple[str, Criterion | Question]]:
    """Yield everything that has an input and a score of its own, with its key path."""
    for criterion in criteria.criterion:
        if not criterion.question:
            yield f"criterion.{criterion.id}", criterion
        for question in criterion.question:
            yield f"criterion.{criterion.id}.question.{question.id}", question


def _repeated(ids: Iterable[str]) -> list[str]:
    seen: dict[str, int] = {}
    for id_ in ids:
        seen[id_] = seen.get(id_, 0) + 1
    return [id_ for id_, count in seen.items() if count > 1]


def _ids(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    tables: dict[str, Iterable[str]] = {
        "dimension": (row.id for row in criteria.dimension),
        "criterion": (row.id for row in criteria.criterion),
        "standard": (row.id for row in criteria.standard),
        "scale": (row.id for row in criteria.scale),
        "measure": (row.id for row in criteria.measure),
    }
    tables |= {f"criterion.{c.id}.question": [q.id for q in c.question] for c in criteria.criterion}
    for key, ids in tables.items():
        for id_ in _repeated(ids):
            yield rule(f"{key}.{id_}", f"the id “{id_}” more than once", "each id once", "Rename one of them.")
    for criterion in criteria.criterion:
        if criterion.id in RESERVED:
            found = f"the id “{criterion.id}”"
            yield rule(f"criterion.{criterion.id}", found, "an id that the forms do not use", "Rename the criterion.")
    known = [dimension.id for dimension in criteria.dimension]
    for criterion in criteria.criterion:
        if criterion.dimension not in known:
            yield rule(
                f"criterion.{criterion.id}.dimension",
                f"“{criterion.dimension}”",
                f"one of the dimensions: {', '.join(known)}",
                "Correct the id, or add the dimension.",
            )


def _parts(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    for criterion in criteria.criterion:
        key = f"criterion.{criterion.id}"
        if criterion.question and (criterion.input is not None or criterion.score is not None):
            yield rule(
                key,
                "questions, and an input or score beside them",
                "input and score on each question",
                "Move input and score to the questions.",
            )
        if not criterion.question and criterion.input is None:
            action = "Say what is asked, for example input = { kind = “money” }."
            yield rule(f"{key}.input", "nothing", "an input, or questions", action, "criteria-missing")
    ranks_by_points = criteria.basis.by_points
    for key, part in _parts_of(criteria):
        if part.input is None:
            continue
        price = part.input.is_price
        if part.score is None and (ranks_by_points or not price):
            action = "Say how points are given, for example score = { method = “target”, full-marks-at = 200 }."
            yield rule(f"{key}.score", "nothing", "a score method", action, "criteria-missing")
        if isinstance(part.score, Panel) and not isinstance(part.input, PanelInput):
            yield rule(
                f"{key}.score.method",
                f"the method panel on an input of kind {part.input.kind}",
                "an input of kind panel, with its scale",
                "Change the input to panel, or choose a method for numbers.",
            )


def _sum_problem(rule: _Rule, key: str, what: str, weights: list[Decimal]) -> Iterator[Problem]:
    added_up = total(weights)
    if added_up != HUNDRED:
        gap = total([HUNDRED, added_up.copy_negate()])
        which = f"{plain(gap)} too little" if gap > 0 else f"{plain(gap.copy_negate())} too much"
        added = " + ".join(plain(weight) for weight in weights) if 0 < len(weights) <= 40 else "no weights"
        yield rule(
            key,
            f"{plain(added_up)} ({added})",
            f"{what} adding up to exactly 100",
            f"It is {which}: change the weights. The tool does not rescale them.",
            "weights-sum",
        )


def _weights(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    missing = [row for row in criteria.criterion if not row.question and row.weight is None]
    for criterion in missing:
        key = f"criterion.{criterion.id}.weight"
        yield rule(key, "nothing", "a weight", "Give the criterion its published weight.", "criteria-missing")
    if not missing:
        yield from (_of_parent if criteria.award.weights == "of-parent" else _of_total)(criteria, rule)


def _of_parent(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    for dimension in criteria.dimension:
        key = f"dimension.{dimension.id}"
        rows = [criterion for criterion in criteria.criterion if criterion.dimension == dimension.id]
        if dimension.weight is None:
            action = "Give the dimension its published weight."
            yield rule(f"{key}.weight", "nothing", "a weight (weights = of-parent)", action, "criteria-missing")
        if not rows and dimension.weight != 0:
            yield rule(key, "no criterion", "at least one criterion", "Add a criterion, or delete the dimension.")
        if rows:
            weights = [criterion.weight or Decimal(0) for criterion in rows]
            yield from _sum_problem(rule, key, "the weights of its criteria", weights)
    yield from _sum_problem(
        rule, "award.weights", "the weights of the dimensions", [d.weight or Decimal(0) for d in criteria.dimension]
    )
    for criterion in criteria.criterion:
        if criterion.question:
            if criterion.weight is None:
                key = f"criterion.{criterion.id}.weight"
                action = "Give the criterion its published weight."
                yield rule(key, "nothing", "a weight (weights = of-parent)", action, "criteria-missing")
            weights = [question.weight for question in criterion.question]
            yield from _sum_problem(rule, f"criterion.{criterion.id}", "the weights of its questions", weights)


def _of_total(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    yield from _sum_problem(rule, "award.weights", "all weights", [leaf.weight for leaf in criteria.leaves])
    for criterion in criteria.criterion:
        parts = total(question.weight for question in criterion.question)
        if criterion.question and criterion.weight is not None and criterion.weight != parts:
            yield rule(
                f"criterion.{criterion.id}.weight",
                plain(criterion.weight),
                f"{plain(parts)}, the sum of its questions (weights = of-total)",
                "Correct the weight, or leave it out: with of-total the questions carry it.",
                "weights-sum",
            )
    for dimension in criteria.dimension:
        parts = total(leaf.weight for leaf in criteria.leaves if leaf.dimension == dimension.id)
        if dimension.weight is not None and dimension.weight != parts:
            yield rule(
                f"dimension.{dimension.id}.weight",
                plain(dimension.weight),
                f"{plain(parts)}, the sum of its criteria (weights = of-total)",
                "Correct the weight, or leave it out: with of-total the criteria carry it.",
                "weights-sum",
            )


def _scales(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    for key, part in _parts_of(criteria):
        if isinstance(part.input, PanelInput) and part.input.scale not in criteria.scale_by_id:
            known = ", ".join(criteria.scale_by_id) or "none are defined"
            action = "Correct the id, or add the scale."
            yield rule(f"{key}.input.scale", f"“{part.input.scale}”", f"one of the scales: {known}", action)
    for scale in criteria.scale:
        marks = [level.mark for level in scale.levels]
        if any(later <= earlier for earlier, later in pairwise(marks)):
            found = ", ".join(plain(mark) for mark in marks)
            expected = "marks in rising order, each once"
            yield rule(f"scale.{scale.id}.levels", found, expected, "Put the levels in order, lowest mark first.")


def _quantities(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    """Full points must be within reach: no offer may be above `at-most`."""
    for key, part in _parts_of(criteria):
        most = part.input.at_most if isinstance(part.input, QuantityInput) else None
        match part.score:
            case Target(full_marks_at=full) | Range(full_at=full):
                pass
            case Bands(bands=bands):
                full = bands[-1].at_least
            case _:
                continue
        if most is not None and most < full:
            found = f"{plain(most)}, below {plain(full)}, which the scoring method asks for"
            action = "Raise at-most, or correct the scoring method."
            yield rule(f"{key}.input.at-most", found, "the most that a credible offer can be", action)


def _measures(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    used: dict[str, str] = {}
    for key, part in _parts_of(criteria):
        if not isinstance(part.input, CommitmentsInput):
            continue
        for id_ in part.input.measures:
            if id_ not in criteria.measure_by_id:
                known = ", ".join(criteria.measure_by_id) or "none are defined"
                action = "Correct the id, or add the measure."
                yield rule(f"{key}.input.measures", f"“{id_}”", f"one of the measures: {known}", action)
            elif id_ in used:
                action = "Value each measure under one criterion only."
                found = f"“{id_}” here and under {used[id_]}"
                yield rule(f"{key}.input.measures", found, "no commitment counted twice", action)
            used.setdefault(id_, key)
    day = criteria.judged_on
    for measure in criteria.measure:
        key = f"measure.{measure.id}.proxy"
        for start in _repeated(str(proxy.from_) for proxy in measure.proxy):
            action = "Keep the one in force."
            yield rule(key, f"two proxies from {start}", "one proxy from each day", action)
        late = [proxy.from_ for proxy in measure.proxy if day and proxy.from_ > day]
        if late and len(late) == len(measure.proxy):
            what = "the tender date" if criteria.competition.tender_date else "the first day of this model"
            yield rule(
                key,
                f"a proxy that starts on {min(late)}, after {what}, {day}",
                f"a proxy in force on {day}",
                "Use the value that was in force, or correct the dates.",
            )
        elif measure.id in used and criteria.proxy_in_force(measure) is None:
            found = "no proxy" if not measure.proxy else "several proxies, and no date to choose by"
            expected = "one £ value in force"
            action = "Add a [[measure.proxy]], or give competition.tender-date so that the tool can tell which applies."
            yield rule(key, found, expected, action)


def _minimums(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    def relative(key: str, scope: str, title: str, method: str) -> Problem:
        return rule(
            key,
            f"a minimum on {scope}, which is scored by {method}" + (f" (“{title}”)" if title else ""),
            "a method that does not depend on the other bids",
            "Delete the minimum, or use target, range, bands, benchmark or panel: whether a bid passes must not "
            "depend on who else bid.",
        )

    for criterion in criteria.criterion:
        key = f"criterion.{criterion.id}"
        if criterion.minimum is not None and criterion.score is not None and criterion.score.relative:
            yield relative(f"{key}.minimum", f"“{criterion.title}”", "", criterion.score.method)
        for question in criterion.question:
            if question.score is not None and question.score.relative and question.minimum is not None:
                own = f"{key}.question.{question.id}.minimum"
                yield relative(own, f"“{question.title}”", "", question.score.method)
            if question.score is not None and question.score.relative and criterion.minimum is not None:
                yield relative(f"{key}.minimum", f"“{criterion.title}”", question.title, question.score.method)
        if criterion.minimum is not None and criterion.question and not any(q.weight for q in criterion.question):
            yield rule(f"{key}.minimum", "questions that all weigh 0", "some weight", "Give a question a weight.")
    for key, part in _parts_of(criteria):
        if part.minimum is not None and part.score is None and part.input is not None:
            yield rule(f"{key}.minimum", "a minimum without a score method", "a score method", "Add one.")
    if criteria.award.minimum_quality is not None:
        key = "award.minimum-quality"
        for leaf in criteria.leaves:
            if leaf.is_relative and not leaf.is_price and leaf.score is not None:
                yield relative(key, "all non-price points", leaf.title, leaf.score.method)
        if not any(leaf.weight for leaf in criteria.leaves if not leaf.is_price):
            yield rule(key, "no non-price weight", "criteria other than price", "Delete the minimum.")


def _basis(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    award, prices = criteria.award, criteria.price_leaves
    quality = total(leaf.weight for leaf in criteria.leaves if not leaf.is_price)
    if criteria.basis.needs_price and len(prices) != 1:
        found = f"{len(prices)} price criteria" + (f" ({', '.join(leaf.key for leaf in prices)})" if prices else "")
        expected = f"exactly one (input money or whole-life-cost), because {award.basis} ranks by the price"
        yield rule("award.basis", found, expected, "Leave one price criterion, or change the basis.")
    if criteria.basis.needs_quality and quality == 0:
        action = "Give weight to criteria other than price, or change the basis."
        yield rule("award.basis", "no non-price weight", f"some, because {award.basis} ranks by quality", action)
    if award.basis == "weighted-value" and len(prices) == 1 and prices[0].weight == 0:
        found = f"“{prices[0].title}” with the weight 0"
        yield rule("award.basis", found, "a price weight above 0", "Weigh the price: Q is raised to wQ/wC.")
    if award.basis == "monetised-quality" and award.pounds_per_point is None:
        expected = "pounds-per-point, because monetised-quality ranks by p − Q × pounds-per-point"
        yield rule("award.pounds-per-point", "nothing", expected, "Add it under [award].", "criteria-missing")


def _tie_break(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    dimensions = {dimension.id for dimension in criteria.dimension}
    known = dimensions | {criterion.id for criterion in criteria.criterion}
    for id_ in criteria.award.tie_break:
        if id_ not in known:
            expected = f"dimension or criterion ids: {', '.join(sorted(known))}"
            yield rule("award.tie-break", f"“{id_}”", expected, "Correct the id.")
        elif any(leaf.score is None for leaf in criteria.leaves if id_ in {leaf.dimension, leaf.criterion.id}):
            found = f"“{id_}”, which is given no points"
            yield rule(
                "award.tie-break", found, "ids that are given points", "Give it a score method, or leave it out."
            )
    for id_ in _repeated(criteria.award.tie_break):
        yield rule("award.tie-break", f"“{id_}” more than once", "each id once", "Take one out.")


def _abnormally_low(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    award, key = criteria.award, "award.abnormally-low"
    if award.abnormally_low is None:
        return
    low = award.abnormally_low
    if low.below_mean_sd is None and low.below_estimate_percent is None:
        yield rule(key, "an empty table", "below-mean-sd or below-estimate-percent, or both", "Add one of them.")
    if not criteria.price_leaves:
        yield rule(key, "no price criterion", "one with the input money or whole-life-cost", "Take it out.")
    if low.below_estimate_percent is not None:
        if award.estimate is None:
            action = "Add estimate = … under [award]."
            yield rule(
                "award.estimate", "nothing", "the authority's own estimate in pounds", action, "criteria-missing"
            )
        if len(criteria.price_leaves) > 1:
            found = f"{len(criteria.price_leaves)} price criteria"
            action = "Leave one price criterion, or use below-mean-sd alone."
            yield rule(f"{key}.below-estimate-percent", found, "exactly one to compare with the estimate", action)


def _dates(criteria: Criteria, rule: _Rule) -> Iterator[Problem]:
    first, last, details = criteria.effective_from, criteria.effective_to, criteria.competition
    if first and last and last < first:
        yield rule("effective-to", str(last), f"a day on or after effective-from, {first}", "Correct the dates.")
    tender = details.tender_date
    if tender and ((first and tender < first) or (last and tender > last)):
        expected = f"a day while this model is in force ({first or 'always'} to {last or 'further notice'})"
        yield rule("competition.tender-date", str(tender), expected, "Use the version in force on that day.")
    if tender and details.evaluation_date and details.evaluation_date < tender:
        found = str(details.evaluation_date)
        yield rule("competition.evaluation-date", found, f"a day on or after the tender date, {tender}", "Correct it.")
