"""Titles beside ids: what people read over a column or beside an answer must be the question that the id names."""

from __future__ import annotations

from collections.abc import Mapping

from socialvalue.errors import Place, Problem
from socialvalue.intake.bids.bid import Model
from socialvalue.intake.bids.ids import find_id
from socialvalue.intake.names import key
from socialvalue.intake.sheet.numbers import not_in_pounds
from socialvalue.intake.wording import quoted


def title_fault(model: Model, known: Mapping[str, set[str]], id_: str, title: str, place: Place) -> Problem | None:
    """Return the problem of a title that belongs to another question than its id, or asks in another unit."""
    meant = known.get(key(title), set())
    if id_ in meant:
        return None
    if meant and (one := model.by_id.get(id_)) is not None:
        return Problem(
            "header-ambiguous",
            place,
            f'the title {quoted(title)} with the id "{id_}", which belongs to "{one.title}"',
            f'the title "{one.title}", or the id of the question that the title names',
            "Find out which question was answered here, and correct the id or the title.",
        )
    asked = model.by_id.get(find_id(model, id_) or "")
    if asked is None or asked.counts != "money":
        return None
    unit = not_in_pounds(title)
    if not unit:
        return None
    return Problem(
        "wrong-unit",
        place,
        f"the title {quoted(title)}, which asks for another unit ({unit}) than pounds",
        f'the title "{asked.title}", and amounts in pounds',
        "Find out in which unit the amounts are, type them in pounds, and correct the title.",
    )
