"""What the award needs and no tender says, as `award.toml` has it: the regime, the dates, the suppliers' addresses."""

from __future__ import annotations

from typing import Literal

from socialvalue.folder_files import AWARD
from socialvalue.model.authority import Nation
from socialvalue.model.base import FromFile
from socialvalue.model.entries import Day, Email, Line, Lines, SaidLine

AWARD_FILE = AWARD.name

#: Under which rules the contract is let, which decides what suppliers are told and when it may be signed.
Regime = Literal["procurement-act", "light-touch", "below-threshold", "scotland", "provider-selection-regime"]


class Supplier(FromFile):
    """Who sent a tender, as an assessment summary names them. ``identifier`` is their unique identifier."""

    bidder: SaidLine
    address: Lines = ()
    email: Email = ""
    identifier: Line = ""


class NextStep(FromFile):
    """Something still to be done, on its day."""

    what: SaidLine
    on: Day


class AwardDetails(FromFile):
    """Everything about the award that is known only after the tenders were assessed.

    ``notice_date`` is the day of the contract award notice, with which the standstill begins; ``letter_date`` that of
    the assessment summaries. ``nation`` is where the authority is, for its bank holidays, where `authority.toml` does
    not say. ``full_criteria`` says where the award criteria stand in full.
    """

    format: Literal[1]
    regime: Regime = "procurement-act"
    nation: Nation | None = None
    notice_date: Day | None = None
    letter_date: Day | None = None
    full_criteria: str = ""
    signed_by: Line = ""
    signed_role: Line = ""
    questions_to: str = ""
    board: Line = ""
    board_date: Day | None = None
    recommendation: str = ""
    contract_start: Day | None = None
    supplier: tuple[Supplier, ...] = ()
    next_step: tuple[NextStep, ...] = ()

    def of(self, bidder: str) -> Supplier:
        """Return what is known of a bidder as spelt in its bid; of one not in the file, the name alone."""
        return next((one for one in self.supplier if one.bidder == bidder), Supplier.model_construct(bidder=bidder))
