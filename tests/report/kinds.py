"""One document of every kind, made of one evaluation."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import assert_never

from socialvalue.model.authority import PLAIN, Look
from socialvalue.model.award_details import AwardDetails
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.panel import Panel
from socialvalue.model.panel_layout import blind_labels
from socialvalue.report.board.summary import board_document, board_summary
from socialvalue.report.evaluation.panel import PanelPage
from socialvalue.report.evaluation.report import report_document, view
from socialvalue.report.letters.letters import letters
from socialvalue.report.pack.pack import pack_document, panel_pack
from socialvalue.report.page.document import Document
from socialvalue.report.page.documents import DOCUMENTS, DocumentName

KINDS: tuple[DocumentName, ...] = tuple(kind.name for kind in DOCUMENTS)

#: Everything that an award file may say.
AWARD = AwardDetails.model_validate(
    tomllib.loads("""
format = 1
nation = "Wales"
letter-date = 2026-11-02
notice-date = 2026-11-03
full-criteria = "The tender documents, schedule 4"
signed-by = "Mo Rees"
signed-role = "Head of procurement"
questions-to = "procurement@example.org"
board = "Cabinet"
board-date = 2026-10-28
contract-start = 2027-04-01
supplier = [{ bidder = "Hopper plc", address = ["1 Example Road", "Llanŵr"], email = "bids@example.org" }]
next-step = [{ what = "Sign the contract", on = 2026-11-20 }]
""")
)


def every_document(
    criteria: Criteria,
    evaluation: Evaluation,
    members: Panel,
    *,
    award: AwardDetails = AWARD,
    look: Look = PLAIN,
    page: PanelPage | None = None,
    letters_to: Sequence[int] = (0, 1, -1),
) -> dict[str, list[Document]]:
    """Return by kind: the report, the board summary, an open and a blind panel pack, the letters at these places."""
    bidders = [bid.bidder for bid in evaluation.bids]
    known = award.model_copy(update={"supplier": tuple(one for one in award.supplier if one.bidder in bidders)})

    def made(kind: DocumentName) -> list[Document]:
        match kind:
            case "evaluation-report":
                return [report_document(view(criteria, evaluation, page), look)]
            case "board-summary":
                return [board_document(board_summary(criteria, evaluation, known, look), look)]
            case "panel-pack":
                open_, blind = members.evaluator[0], members.evaluator[-1]
                labels = blind_labels(criteria, bidders)
                packs = (
                    (open_, panel_pack(criteria, members, open_, bidders)),
                    (blind, panel_pack(criteria, members, blind, bidders, labels=labels)),
                )
                return [pack_document(pack, one, look) for one, pack in packs]
            case "letters":
                all_ = letters(criteria, evaluation, known, look=look).documents
                return list(dict.fromkeys(all_[place] for place in letters_to if -len(all_) <= place < len(all_)))
        assert_never(kind)

    return {kind: made(kind) for kind in KINDS}
