"""How the panel marked, as a page: rows and sentences of the analysis, placed and never worked with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socialvalue.report.words import NOTHING


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
        alike = "" if halo == NOTHING else f"{halo[:1].upper()}{halo[1:]}"
        people.append(EvaluatorRow(who, marks, not_applicable, abstained, blank, severity, used, order, alike))
    return PanelPage(
        spread=tuple(SpreadRow(*row) for row in spread),
        evaluators=tuple(people),
        agreement=tuple(agreement),
        moderated=tuple(moderated),
    )
