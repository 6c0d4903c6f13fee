"""How figures, dates and names are worded on a page: the one place, so that a report never disagrees with itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from math import fsum
from typing import Literal

from socialvalue import decimals
from socialvalue.decimals import fixed, grouped, half_up, percent, plain, pounds, pounds_exactly
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.evaluation import STATUSES, EvaluatedBid, Explained, Status
from socialvalue.model.inputs import Input, PanelInput
from socialvalue.model.outcome import Failure, Withdrawn
from socialvalue.model.said import Said
from socialvalue.report.words.language import Spoken, _, date_text, list_text, spoken

#: Digits after the point kept in a working: a third is shown as 33.333333….
WORKING_DIGITS = 6

NOTHING = "–"


def day(value: date | None) -> str:
    """Return a date in full, ``3 March 2026``, whatever the machine's language is; nothing for no date."""
    return "" if value is None else date_text(value)


def joined(parts: Iterable[str], last: Literal["and", "or"] = "and") -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return list_text(parts, last)


def published(value: Decimal | None, places: int) -> str:
    """Return a figure that was rounded to the published places, with thousands separators; a dash for none."""
    return NOTHING if value is None else grouped(value, places)


def part(value: Decimal | None, places: int) -> str:
    """Return the points of one criterion: two digits finer than what is published, where it has them."""
    if value is None:
        return NOTHING
    exact = decimals.plain(half_up(value, places + 2))
    return fixed(value, max(places, len(exact.partition(".")[2])))


def weight_text(weight: Decimal) -> str:
    """Return a weight without trailing zeros: ``15``, ``7.5``."""
    return plain(half_up(weight, 4))


def humanised(id_: str) -> str:
    """Return an id as words, for the few things that may go without a title: ``zero-to-five`` is “Zero to five”."""
    return id_.replace("-", " ").capitalize()


def say(said: Said, figure: Callable[[Decimal], str] = plain) -> str:
    """Return a fact's sentence in the language being written in, its figures shown by ``figure``."""
    return spoken(said, figure, pounds)


def working(said: Said) -> str:
    """Return a working that people can read: thousands separated, endless fractions cut and marked with ``…``."""
    return say(said, readable)


def readable(number: Decimal) -> str:
    """Return a figure of a working: thousands separated, an endless fraction cut and marked with ``…``."""
    whole, dot, digits = decimals.plain(number).partition(".")
    shown = decimals.grouped(Decimal(whole)) if len(whole.lstrip("-")) > 4 else whole
    cut_off = "…" if len(digits) > WORKING_DIGITS else ""
    return f"{shown}{dot}{digits[:WORKING_DIGITS]}{cut_off}"


def value(criteria: Criteria, leaf: Leaf, figure: Decimal | None) -> str:
    """Return what was scored, with its unit: ``£1,200,000``, ``200 weeks``, ``45%``, ``4 of 5``."""
    if figure is None:
        return NOTHING
    given = leaf.input
    match given.sign:
        case "£":
            return pounds(figure)
        case "%":
            return percent(half_up(figure, 4))
        case "":
            shown = half_up(figure, 4)
            if isinstance(given, PanelInput):
                # The mean of three marks may be a third.
                highest = plain(criteria.scale_by_id[given.scale].highest)
                return _("%(mark)s of %(highest)s", mark=plain(shown), highest=highest)
            return f"{grouped(shown)} {given.counted_in}"


def signed(given: Input, number: Decimal, *, exactly: bool = False) -> str:
    """Return a figure of the award model with the sign of what is asked: rounded as answers are, or to its end."""
    shown = number if exactly else half_up(number, 4)
    match given.sign:
        case "£":
            return pounds_exactly(number) if exactly else pounds(number)
        case "%":
            return percent(shown)
        case "":
            return grouped(shown)


def label(criteria: Criteria, leaf: Leaf, figure: Decimal | None) -> str:
    """Return what a panel mark is called on its scale, ``Good``; nothing for other inputs."""
    if leaf.input.kind != "panel" or figure is None:
        return ""
    levels = criteria.scale_by_id[leaf.input.scale].levels
    return next((level.label for level in levels if level.mark == figure), "")


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a full stop last."""
    bare = text.strip()
    bare = bare[:1].upper() + bare[1:]
    return bare if bare.endswith((".", "!", "?", "…")) else f"{bare}."


def reason(failure: Failure) -> str:
    """Return why a bid is not ranked as a sentence, to stand beside its status."""
    return sentence(say(failure.why if isinstance(failure, Withdrawn) else failure.said))


def queries(bid: EvaluatedBid) -> tuple[str, ...]:
    """Return why a bid's price is queried, a sentence for each test."""
    return tuple(sentence(say(query.said)) for query in bid.price_queries)


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Return the paragraphs that somebody typed into a cell."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def explained(score: Explained) -> tuple[str, ...]:
    """Return the paragraphs beside a mark: the rule by which it was averaged, if it was, and what people wrote."""
    rule = (say(score.rule),) if score.rule else ()
    return (*rule, *paragraphs(score.reason))


def width(text: str) -> float:
    """Return about how wide a text is set, in ems of its type size; never too small for Latin text."""
    # Lengths are added with `fsum` everywhere: `sum` of floats has another last digit from Python 3.12 on, which could
    # cut a name or break a line elsewhere.
    return fsum(_em(character) for character in text)


#: Widths of Source Sans 3 in ems, a little generous, by the first group that a character is in.
_WIDTHS = ((" ", 0.21), ("ijl.,:;'’|!I·", 0.29), ("frt()[]-/", 0.37), ("0123456789csvxyzJ", 0.5), ("mwMW@%—…", 0.86))


@cache  # the same few letters are measured thousands of times to fit a page
def _em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0x2E80:
        return 1.35
    grouped_width = next((ems for group, ems in _WIDTHS if character in group), None)
    return grouped_width or (0.66 if character.isupper() else 0.56 if ord(character) < 0x250 else 0.8)


def cut(text: str, ems: float) -> str:
    """Return the text, or as much of its beginning as is ``ems`` wide with ``…`` after it."""
    text = " ".join(text.split())
    if width(text) <= ems:
        return text
    kept, used = "", width("…")
    for character in text:
        used += _em(character)
        if used > ems:
            break
        kept += character
    at_word = kept.rsplit(" ", 1)[0]
    return f"{(at_word if len(at_word) > len(kept) * 0.6 else kept).rstrip(' ,.&-')}…"


def short_names(names: Sequence[str], ems: float) -> tuple[str, ...]:
    """Return names that fit ``ems``, told apart by a number where cutting made two of them the same."""
    cuts = [cut(name, ems) for name in names]
    folded = [short.casefold() for short in cuts]
    return tuple(
        short if folded.count(short.casefold()) == 1 else f"{cut(name, ems - 2.5)} ({folded[: i + 1].count(folded[i])})"
        for i, (name, short) in enumerate(zip(names, cuts, strict=True))
    )


#: What a bid is called by how it stands.
STATUS: Mapping[Status, str] = Spoken[Status, str](STATUSES, _)


def figure_name(criteria: Criteria) -> str:
    """Return what the figure that ranks is called, as a heading."""
    return _(criteria.basis.figure)


def total(criteria: Criteria, figure: Decimal | None) -> str:
    """Return the figure that ranks, with its unit, to the published places."""
    places = criteria.award.decimal_places
    if figure is None or not criteria.basis.in_pounds:
        return published(figure, places)
    return pounds_exactly(figure, places)
