"""What happens next and when: the dates of `award.toml`, the standstill counted from the notice, what is not set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from socialvalue.model.authority import Nation
from socialvalue.model.award_details import AwardDetails
from socialvalue.report.board.limits import Limits
from socialvalue.report.board.sources import Line
from socialvalue.report.law.regimes import RegimeWords, regime_words
from socialvalue.report.law.standstill import standstill
from socialvalue.report.words.language import _, ngettext
from socialvalue.report.words.wording import cut, day


@dataclass(frozen=True, slots=True)
class Step:
    """A step and its day; ``is_set`` is false where the day is still to be set."""

    on: str
    what: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps by date, those without one last; ``clashes`` are days out of order, ``notes`` are for the command."""

    steps: tuple[Step, ...]
    clashes: tuple[Line, ...]
    notes: tuple[str, ...]
    left_out: str = ""

    def shortened(self, shown: int, limits: Limits) -> Steps:
        """Return the first ``shown``; what is left out stands in `award.toml`."""
        rest = len(self.steps) - shown
        more = ngettext("And %(n)s more: see award.toml.", "And %(n)s more: see award.toml.", rest) if rest > 0 else ""
        kept = tuple(replace(step, what=cut(step.what, limits.sentence)) for step in self.steps[:shown])
        return replace(self, steps=kept, left_out=more)


def steps(award: AwardDetails | None, nation: Nation | None, *, can_be_awarded: bool = True) -> Steps:
    """Return the steps from the decision to the start of the contract.

    Where nothing ``can_be_awarded``, a step towards the contract stands there only if somebody gave it a day.
    """
    given = award or AwardDetails.model_validate({"format": 1})
    words = regime_words(given.regime, given.nation or nation)
    end, notes = _standstill_end(given, words, given.nation or nation)
    known = [
        (given.board_date, _decision(given)),
        (given.letter_date, _letters(words)),
        (given.notice_date, _("Contract award notice published")),
        *([(end, _standstill(words))] if words.standstill_days else []),
        (given.contract_start, _("Contract starts")),
    ]
    dated = [(on, what) for on, what in known if on is not None] + [(step.on, step.what) for step in given.next_step]
    # A stable sort: steps of one day stay in the order in which they happen.
    dated.sort(key=lambda step: step[0])
    open_ = [what for on, what in (known if can_be_awarded else known[:1]) if on is None]
    return Steps(
        steps=(
            *(Step(day(on), what, is_set=True) for on, what in dated),
            *(Step(_("date to be set"), what, is_set=False) for what in open_),
        ),
        clashes=tuple(_clashes(given, end)),
        notes=notes,
    )


def _decision(award: AwardDetails) -> str:
    if award.board:
        return _("Decision by %(board)s", board=award.board)
    return _("Decision on the award")


def _letters(words: RegimeWords) -> str:
    if words.document:
        return _("%(document)s sent to each supplier whose tender was assessed", document=words.document)
    return _("Suppliers informed of the decision")


def _standstill(words: RegimeWords) -> str:
    return ngettext(
        "Standstill ends at midnight: %(n)s working day, beginning with the day of the notice",
        "Standstill ends at midnight: %(n)s working days, beginning with the day of the notice",
        words.standstill_days,
    )


def _standstill_end(
    award: AwardDetails, words: RegimeWords, nation: Nation | None
) -> tuple[date | None, tuple[str, ...]]:
    if not words.standstill_days or award.notice_date is None:
        return None, () if words.standstill_days else (_NOT_COUNTED,)
    found = standstill(award.notice_date, nation, words.standstill_days)
    return found.last, found.notes


_NOT_COUNTED = (
    "The board summary states no standstill, because none applies under the regime in award.toml. If you observe "
    "one, add its end to award.toml as a next-step."
)


def _clashes(award: AwardDetails, end: date | None) -> Iterator[Line]:
    """Yield what is dated before something that has to come first."""
    order = [
        (_("the decision"), award.board_date),
        (_("what suppliers are sent"), award.letter_date),
        (_("the contract award notice"), award.notice_date),
    ]
    for (earlier, first), (later, second) in pairwise([(what, on) for what, on in order if on is not None]):
        if second < first:
            yield Line(
                _("Dates"),
                _(
                    "%(later)s is dated %(second)s, before %(earlier)s on %(first)s.",
                    later=later[:1].upper() + later[1:],
                    second=day(second),
                    earlier=earlier,
                    first=day(first),
                ),
            )
    if end is not None and award.contract_start is not None and award.contract_start <= end:
        yield Line(
            _("Dates"),
            _(
                "The contract starts on %(start)s, but the standstill runs to the end of %(end)s.",
                start=day(award.contract_start),
                end=day(end),
            ),
        )
