"""What the award needs and no tender says, as `award.toml` has it: the regime, the dates, the suppliers' addresses."""

from __future__ import annotations

from datetime import date
from typing import Literal

from socialvalue.model.authority import Nation
from socialvalue.model.base import FromFile, Text

AWARD_FILE = "award.toml"

#: Under which rules the contract is let, which decides what suppliers are told and when it may be signed.
Regime = Literal["procurement-act", "light-touch", "below-threshold", "scotland", "provider-selection-regime"]


class Supplier(FromFile):
    """Who sent a tender, as an assessment summary names them. ``identifier`` is their unique identifier."""

    bidder: Text
    address: tuple[str, ...] = ()
    email: str = ""
    identifier: str = ""


class NextStep(FromFile):
    """Something still to be done, on its day."""

    what: Text
    on: date


class AwardDetails(FromFile):
    """Everything about the award that is known only after the tenders were assessed."""

    format: Literal[1]
    regime: Regime = "procurement-act"
    nation: Nation | None = None
    notice_date: date | None = None
    letter_date: date | None = None
    full_criteria: str = ""
    signed_by: str = ""
    signed_role: str = ""
    questions_to: str = ""
    board: str = ""
    board_date: date | None = None
    recommendation: str = ""
    contract_start: date | None = None
    supplier: tuple[Supplier, ...] = ()
    next_step: tuple[NextStep, ...] = ()
