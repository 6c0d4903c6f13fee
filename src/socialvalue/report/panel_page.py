"""How the panel marked, as a page: rows and sentences of the analysis, placed and never worked with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socialvalue.report.language import N_
from socialvalue.report.retold import retold
from socialvalue.report.words import NOTHING

#: How the analysis of a panel says what it says; a test holds these against it.
SHAPES = (
    N_("%(low)s to %(high)s, %(bidder)s"),
    N_("%(low)s to %(high)s"),
    N_("%(gap)s%% of the scale, early bids higher"),
    N_("%(gap)s%% of the scale, late bids higher"),
    N_("%(gap)s marks above"),
    N_("%(gap)s marks below"),
    N_("%(gap)s%% above"),
    N_("%(gap)s%% below"),
    N_("as colleagues"),
    N_("all one mark: %(name)s"),
    N_("none"),
    N_("%(scale)s: Krippendorff's alpha (ordinal) %(coefficient)s"),
    N_("%(scale)s: ICC(2,1) %(coefficient)s"),
    N_("%(value)s, 95%% interval %(interval)s (%(units)s bids and questions, %(evaluators)s evaluators)"),
    N_("too few to say"),
    N_("no variation to judge by: every mark is the same"),
    N_(
        "After moderation: %(agreed)s marks agreed, %(at)s at the median of the individual marks, %(above)s above it, "
        "%(below)s below; %(left)s still to be agreed."
    ),
    N_(
        "Outside the range of the individual marks: %(bidder)s, %(question)s: agreed %(agreed)s, given %(low)s to "
        "%(high)s."
    ),
)


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A question: how many bids were marked, the widest range with its bid, and bids whose marks are far apart."""

    question: str
    bids: str
    widest: str
    far_apart: str


@dataclass(frozen=True, slots=True)
class EvaluatorRow:
    """An evaluator, as the authority chose to name them. ``halo`` is blank where not all marks were one mark."""

    who: str
    marks: str
    not_applicable: str
    abstained: str
    blank: str
    severity: str
    range: str
    order: str
    halo: str


@dataclass(frozen=True, slots=True)
class PanelPage:
    """The page “How the panel marked”. It starts a discussion; it adjusts no score."""

    spread: tuple[SpreadRow, ...]
    evaluators: tuple[EvaluatorRow, ...]
    agreement: tuple[str, ...]
    moderated: tuple[str, ...]


def panel_page(
    spread: Iterable[Sequence[str]],
    evaluators: Iterable[Sequence[str]],
    agreement: Iterable[str],
    moderated: Iterable[str] = (),
) -> PanelPage:
    """Return the page from what `analysis.told` tells.

    ``spread`` has rows of `spread_rows`, ``evaluators`` of `evaluator_rows` (halo before order), the others sentences.
    """
    people = []
    for who, marks, not_applicable, abstained, blank, severity, used, halo, order in evaluators:
        alike = "" if halo == NOTHING else _told(halo)
        alike = f"{alike[:1].upper()}{alike[1:]}"
        told = (_told(severity), _told(used), _told(order), alike)
        people.append(EvaluatorRow(who, marks, not_applicable, abstained, blank, *told))
    return PanelPage(
        spread=tuple(SpreadRow(question, bids, _told(widest), far) for question, bids, widest, far in spread),
        evaluators=tuple(people),
        agreement=tuple(map(_told, agreement)),
        moderated=tuple(map(_told, moderated)),
    )


def _told(text: str) -> str:
    """Return what the analysis tells in the language being written in: one text, or several with ``;`` between."""
    several = text.split("; ")
    parts = [retold(part, SHAPES) for part in several]
    # A semicolon may also stand inside a sentence, or in somebody's name.
    return retold(text, SHAPES) if any(map(str.__eq__, parts, several)) else "; ".join(parts)
