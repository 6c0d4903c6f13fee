"""Sentences that the evaluation wrote in English, told again in the language of a document.

`evaluation.json` keeps what scoring said, word for word. The few shapes that its sentences have stand here as messages;
what has none of them, as the words of a person, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from socialvalue.report.language import ENGLISH, N_, _, language

#: The shapes, with a place for all that differs: why a bid left, why its price is queried, how points came about.
SHAPES = (
    N_("Standard not met: “%(question)s” was answered “%(answer)s”; only “%(wanted)s” passes"),
    N_("Withdrawn: marked as withdrawn in the comparison workbook"),
    N_("marked as withdrawn in the comparison workbook"),
    N_("Below the minimum quality: %(share)s percent of all non-price points; the minimum is %(minimum)s percent"),
    N_("Below the minimum for “%(title)s”: %(share)s percent of the marks; the minimum is %(minimum)s percent"),
    N_("No quality points: Q is zero, so the bid has no figure to rank by on the basis of %(basis)s"),
    N_(
        "%(title)s: %(price)s is %(gap)s%% below the authority's estimate of %(estimate)s; prices %(percent)s%% or "
        "more below it are queried"
    ),
    N_(
        "%(title)s: %(price)s is more than one standard deviation below the mean of the %(count)s bids being scored, "
        "%(mean)s"
    ),
    N_(
        "%(title)s: %(price)s is more than %(deviations)s standard deviations below the mean of the %(count)s bids "
        "being scored, %(mean)s"
    ),
    N_("Not given points: the basis ranks by the price itself"),
    N_("Not scored"),
    N_("0, as every offer is zero"),
    N_("%(sum)s, not below 0"),
    N_("%(sum)s, not above %(weight)s"),
    N_("%(sum)s, as all are equal at %(price)s"),
    N_("%(sum)s, as all are zero"),
    N_("%(sum)s, the lowest offer"),
    N_("%(sum)s, the band from %(start)s"),
    N_("Year %(year)s: %(sum)s"),
    N_("Mean of the individual marks, as published."),
    N_("Median of the individual marks, as published."),
    N_("price per quality point"),
    N_("weighted value"),
    N_("monetised quality"),
    N_("highest quality"),
    N_("about %(figure)s"),
)

#: What a promise is reduced by, in the working of its value; it stands after the value of one unit.
REDUCTIONS = (
    N_("(1 − %(rate)s%% deadweight)"),
    N_("(1 − %(rate)s%% displacement)"),
    N_("(1 − %(rate)s%% attribution)"),
    N_("%(rate)s%% drop-off a year"),
    N_("over %(years)s years"),
)

#: Places whose text is of one of the shapes itself.
_TOLD = {"sum", "share", "basis", "coefficient", "interval"}

#: Places that hold a figure and nothing else.
_FIGURES = {"rate", "years", "year", "gap", "low", "high"}

_UNIT_VALUE = " × £"


def retold(text: str, shapes: Sequence[str] = SHAPES) -> str:
    """Return a sentence or working of the evaluation, or one with another's ``shapes``, in the language of the page."""
    if language() == ENGLISH:
        return text
    for shape in shapes:
        found = _pattern(shape).fullmatch(text)
        if found:
            given = found.groupdict().items()
            return _(shape, **{name: retold(value, shapes) if name in _TOLD else value for name, value in given})
    before, unit_value, after = text.rpartition(_UNIT_VALUE)
    return f"{before}{unit_value}{_reduced(after)}" if unit_value else text


def _reduced(text: str) -> str:
    for shape in REDUCTIONS:
        text = _pattern(shape).sub(partial(_said, shape), text)
    return text


def _said(shape: str, found: re.Match[str]) -> str:
    return _(shape, **found.groupdict())


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    """Return what finds a shape: its own words, and anything where it has a place; a figure where that is one."""
    pieces = re.split(r"%\((\w+)\)s", shape)
    fixed = (re.escape(piece.replace("%%", "%")) for piece in pieces[::2])
    places = (f"(?P<{name}>{'-?[0-9.]+' if name in _FIGURES else '.+'})" for name in pieces[1::2])
    return re.compile("".join(text for pair in zip(fixed, (*places, ""), strict=True) for text in pair), re.DOTALL)
