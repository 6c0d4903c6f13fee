"""Headers and ids as people leave them: matched without case and stray spaces, slips told from extra columns."""

from __future__ import annotations

import re

from socialvalue.intake.bids.bid import Model
from socialvalue.intake.names import key
from socialvalue.model.field import Field
from socialvalue.model.inputs import WholeLifeCostInput
from socialvalue.model.layout import full_title

_PREFIXES = ("reason:", "reference:", "commitment:", "standard:")
_YEAR = re.compile(r"(?P<leaf>.+):year-(?P<year>0|[1-9][0-9]?)")


def find_id(model: Model, text: str) -> str | None:
    """Return the id that a header or id cell names, or None."""
    wanted = key(text)
    if wanted in model.by_id:
        return wanted
    match = _YEAR.fullmatch(wanted)
    leaf = model.criteria.leaf_by_key.get(match["leaf"]) if match else None
    open_ended = leaf is not None and isinstance(leaf.input, WholeLifeCostInput) and leaf.input.years is None
    return wanted if open_ended else None


def titles(model: Model) -> dict[str, set[str]]:
    """Return the ids by every title under which people know them, in the form in which titles are compared."""
    found: dict[str, set[str]] = {}
    for one in model.by_id.values():
        for title in _titles_of(one):
            found.setdefault(key(title), set()).add(one.id)
    return found


def _titles_of(one: Field) -> list[str]:
    known = [one.title, one.titled]
    if one.kind == "mark" and one.leaf is not None:
        known += [full_title(one.leaf), one.leaf.title]
    elif one.kind == "standard" and one.standard is not None:
        known.append(one.standard.question)
    elif one.kind == "withdrawn":
        known += ["Withdrawn", "Withdrawn (leave blank, or say when and why)"]  # The second: forms of version 1.0.
    elif one.leaf is not None and one.leaf.question is not None and not one.is_of_panel and one.kind != "year":
        known.append(one.leaf.title)
    return known


def looks_like_id(text: str) -> bool:
    """Whether a header is written the way that only ids are, so that it cannot be a column of the user's own."""
    return key(text).startswith(_PREFIXES) or _YEAR.fullmatch(key(text)) is not None
