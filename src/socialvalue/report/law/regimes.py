"""What suppliers are told under each regime: the document's name, the law that it rests on, the standstill, in words.

Where each statement was seen (public sources, November 2026). No sentence of a letter asserts what was not seen:

    section 50(1), (3)-(5)     summary before the notice; what it is; assessed tender     legislation.gov.uk
    section 50(3)              public contracts only, following a competition             legislation.gov.uk, gov.wales
    section 51(1), (2)         eight working days beginning with the day of the notice    legislation.gov.uk
    SI 2024/692, reg. 31       what the summary holds                                     legislation.gov.uk (as laid)
    WSI 2024/782, reg. 32      what the summary holds, of devolved Welsh authorities      gov.wales guidance
    light touch                same rules where the Act has no special ones               gov.uk and gov.wales guidance
    section 51(3)              no standstill is mandatory for light touch contracts       law firm's note: not said
    Scotland                   devolved Scottish authorities are outside the Act          law firms' notes: no letter
    Provider Selection Regime  SI 2023/1348: a standstill of its own in regulation 12     legislation.gov.uk (contents)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from socialvalue.errors import Place, Problem
from socialvalue.model.authority import Nation
from socialvalue.model.award_details import AWARD_FILE, Regime
from socialvalue.report.law.standstill import WORKING_DAYS
from socialvalue.report.words.language import _, date_text


@dataclass(frozen=True, slots=True)
class RegimeWords:
    """Finished sentences for a letter, in the language being written in.

    Where there is no letter for the regime, ``available`` is false, ``why_not`` says so and the rest is empty.
    ``standstill_days`` is 0 where no standstill is stated. ``why_not`` and ``doubts`` are for the commissioner, in
    English, and never for a letter.
    """

    regime: Regime
    available: bool
    why_not: str = ""
    document: str = ""
    law: str = ""
    contents: str = ""
    standstill: str = ""
    standstill_days: int = 0
    doubts: tuple[str, ...] = ()


def regime_words(regime: Regime, nation: Nation | None) -> RegimeWords:
    """Return what suppliers are told under ``regime`` by an authority in ``nation``."""
    if regime == "scotland" or nation == "Scotland":
        return RegimeWords(regime, available=False, why_not=_SCOTLAND)
    match regime:
        case "procurement-act":
            return _procurement_act(nation)
        case "light-touch":
            return _light_touch(nation)
        case "below-threshold":
            return _below_threshold()
        case "provider-selection-regime":
            return RegimeWords(regime, available=False, why_not=_PROVIDER_SELECTION)


def dated_standstill(words: RegimeWords, notice: date, last: date) -> str:
    """Return the standstill with its days: ``last`` is that of the standstill counted from ``notice``.

    Nothing is said where the regime's words state no standstill.
    """
    if not words.standstill_days:
        return ""
    return _(
        "The authority intends to publish the contract award notice on %(notice)s. The standstill period then ends at "
        "the end of %(last)s, and the authority may not enter into the contract before that. If the notice is "
        "published on another day, the period is counted from that day.",
        notice=date_text(notice),
        last=date_text(last),
    )


def no_letter(words: RegimeWords) -> Problem:
    """Return the problem that the regime has no letter here."""
    return Problem(
        "letter-regime",
        Place(file=AWARD_FILE, key="regime"),
        f"“{words.regime}”, for which there is no letter",
        "a regime with rules that this tool knows",
        words.why_not,
    )


_SCOTLAND = (
    "There is no letter for an award under Scottish procurement law: devolved Scottish authorities are outside the "
    "Procurement Act 2023, and this tool does not know Scotland's rules on what to tell tenderers and on standstill. "
    "Write to the tenderers under those rules; the evaluation report holds the scores and reasons. If your "
    "authority works in Scotland but is under the Act, leave “nation” out and keep the regime “procurement-act”."
)
_PROVIDER_SELECTION = (
    "There is no letter for the Provider Selection Regime: it has its own rules on what to tell providers and on "
    "standstill, which this tool does not know. Write to the providers under those rules; the evaluation "
    "report holds the scores and reasons."
)
_DISREGARDED = (
    "Section 50(5) of the Procurement Act 2023: a tender that was disregarded in the assessment is not an assessed "
    "tender, and no summary is owed for it. A letter is made for every disqualified bid all the same: decide whether "
    "to send it."
)
_WORKING_DAY = (
    "Working days are counted without the bank holidays of any part of the United Kingdom. That this is how section "
    "123 of the Procurement Act 2023 defines them was seen in a law firm's note and not in the Act: it is the reading "
    "under which the standstill ends last."
)
_LATER_STANDSTILL = (
    "If the contract award notice provides for a longer standstill, the contract may not be entered into before that "
    "one ends (section 51(1)): the date in the letters is that of the eight working days."
)
_LIGHT_TOUCH = (
    "The letters state no standstill: by a law firm's note none is mandatory for a light touch contract, and one may "
    "be chosen; the Act's own words (section 51(3)) were not seen. If you observe one, state it in the contract award "
    "notice and tell the suppliers."
)
_BELOW_THRESHOLD = (
    "The duty to give assessment summaries is for public contracts only (guidance on section 50), so these letters are "
    "not called that and state no standstill. Whether your own rules or your tender documents promise one is for you "
    "to check."
)
_NO_NATION = (
    "No nation is given, so the letters name no regulations: give “nation” in award.toml or authority.toml if you want "
    "them named."
)
_WALES = (
    "The letters name the Procurement (Wales) Regulations 2024, which are for devolved Welsh authorities. If yours is "
    "not one, give as nation the one whose regulations apply to you."
)


def _procurement_act(nation: Nation | None) -> RegimeWords:
    return RegimeWords(
        "procurement-act",
        available=True,
        document=_("Assessment summary"),
        law=_summary_law(nation),
        contents=_summary_contents(),
        standstill=_(
            "The authority may not enter into the contract before the end of the mandatory standstill period, or of a "
            "later one that the contract award notice provides for. The mandatory standstill period is the eight "
            "working days beginning with the day on which the contract award notice is published (section 51 of the "
            "Procurement Act 2023)."
        ),
        standstill_days=WORKING_DAYS,
        doubts=(_DISREGARDED, _WORKING_DAY, _LATER_STANDSTILL, *_of_nation(nation)),
    )


def _light_touch(nation: Nation | None) -> RegimeWords:
    return RegimeWords(
        "light-touch",
        available=True,
        document=_("Assessment summary"),
        law=_summary_law(nation),
        contents=_summary_contents(),
        standstill=_(
            "This letter states no standstill period. Please see the contract award notice for any that the authority "
            "observes before it enters into the contract."
        ),
        doubts=(_DISREGARDED, _LIGHT_TOUCH, *_of_nation(nation)),
    )


def _below_threshold() -> RegimeWords:
    return RegimeWords(
        "below-threshold",
        available=True,
        document=_("Outcome of your tender"),
        law=_(
            "This letter explains how the authority assessed your tender. It is not an assessment summary under "
            "section 50 of the Procurement Act 2023, which is about public contracts only."
        ),
        contents=_(
            "It gives the authority's assessment of your tender and, where another tender was successful, of that "
            "tender as well."
        ),
        standstill=_("This letter states no standstill period."),
        doubts=(_BELOW_THRESHOLD,),
    )


def _summary_law(nation: Nation | None) -> str:
    if nation is None:
        return _("This is an assessment summary under section 50 of the Procurement Act 2023.")
    if nation == "Wales":
        return _(
            "This is an assessment summary under section 50 of the Procurement Act 2023 and regulation 32 of the "
            "Procurement (Wales) Regulations 2024."
        )
    return _(
        "This is an assessment summary under section 50 of the Procurement Act 2023 and regulation 31 of the "
        "Procurement Regulations 2024."
    )


def _summary_contents() -> str:
    return _(
        "It gives the authority's assessment of your tender and, where yours is not the most advantageous tender, of "
        "the most advantageous tender as well."
    )


def _of_nation(nation: Nation | None) -> tuple[str, ...]:
    if nation is None:
        return (_NO_NATION,)
    return (_WALES,) if nation == "Wales" else ()
