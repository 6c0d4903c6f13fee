"""The full award model with every kind of input, and evaluations of it, for the tests of the workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import Place
from socialvalue.model.competition import Competition, InputFile, StandardAnswer
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.scoring.evaluate import evaluate
from tests import models

#: A standard that no passes, and that has no title.
BLACKLISTS = """
[[standard]]
id = "blacklists"
question = "Do you use a list of workers' trade union activity when choosing whom to employ?"
pass = "no"
"""

MODEL = models.changed(
    models.FULL + models.PERCENT + BLACKLISTS,
    ('[[criterion]]\nid = "service"', models.WHOLE_LIFE + '[[criterion]]\nid = "service"'),
    ("Community transport in Llanŵr", "Community transport & day-centre journeys"),
    ('title = "Price for four years"\n', 'title = "Price for four years"\nguidance = "In pounds, without VAT."\n'),
    ('title = "Apprenticeship weeks"\n', 'title = "Apprenticeship weeks"\nguidance = "Count only weeks here."\n'),
)

#: No standards, no panel, no measures: the least that can be scored.
PRICE_ONLY = models.changed(
    models.SMALL.partition('[[criterion]]\nid = "plan"')[0],
    ('[award]\ntie-break = ["cost"]\n', ""),
    ('[[dimension]]\nid = "social"\ntitle = "Social"\n', ""),
    ("weight = 60", "weight = 100"),
)

NAMES = (
    "Swift Mobility UK plc",
    "Harbour & Co",
    "Moorland Wheels Co-operative",
    "Carers' Link (charity)",
    "Vale Cabs Ltd",
)


def model(toml: str = MODEL) -> Criteria:
    return models.criteria(toml)


def evaluation(criteria: Criteria, names: Sequence[str] = NAMES) -> Evaluation:
    """Return the evaluation of bids of ``names``; the last fails a standard, where there are standards and others."""
    bids = [models.bid(criteria, 2 + 3 * number, name) for number, name in enumerate(names)]
    if len(bids) > 1 and criteria.standard:
        no = StandardAnswer("no", Place("bids.xlsx"))
        bids[-1] = replace(bids[-1], standards={one.id: no for one in criteria.standard})
    return evaluate(criteria, Competition(tuple(bids), (InputFile("bids.xlsx", "ab" * 32),), "cd" * 32))


def facts(workbook: Workbook) -> dict[str, str]:
    """Return what a form says about itself: the labels and values of its sheet `About`."""
    return {str(row[0].value): str(row[1].value) for row in workbook["About"].iter_rows() if row[0].value}


def validations(sheet: Worksheet) -> dict[str, DataValidation]:
    """Return the drop-downs and limits of a sheet by the cells that they stand on."""
    return {str(check.sqref): check for check in sheet.data_validations.dataValidation}
