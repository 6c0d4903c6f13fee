"""A small award model with every kind of input, and evaluations of it, for the tests of the workbooks."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal

from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.errors import Place
from socialvalue.model.competition import (
    Amount,
    Answer,
    Bid,
    Commitments,
    Competition,
    InputFile,
    Mark,
    StandardAnswer,
    YearlyCosts,
)
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.scoring.evaluate import evaluate

MODEL = """
format  = 1
id      = "community-transport"
version = "2026.1"
title   = "Community transport: cost, social, economic and environmental value"

[competition]
title       = "Community transport & day-centre journeys"
authority   = "Northmoor District Council"
reference   = "NDC-2026-014"
description = "Accessible door-to-door journeys for older and disabled residents, four years from April 2027."
tender-date = 2026-10-01

[award]
tie-break = ["social"]

[[dimension]]
id    = "cost"
title = "Cost"
[[dimension]]
id    = "social"
title = "Social value"
[[dimension]]
id    = "economic"
title = "Economic value"
[[dimension]]
id    = "environmental"
title = "Environmental value"

[[standard]]
id       = "living-wage"
title    = "Real Living Wage"
question = "Do you pay the real Living Wage to everyone working on this contract?"
pass     = "yes"
guidance = "The rate in force on each day worked."
[[standard]]
id       = "blacklists"
question = "Do you use a list of workers' trade union activity when choosing whom to employ?"
pass     = "no"

[[criterion]]
id        = "price"
dimension = "cost"
title     = "Price for four years"
guidance  = "In pounds, without VAT, for the whole contract."
weight    = 30
input     = { kind = "money" }
score     = { method = "lowest-price" }
[[criterion]]
id        = "vehicles"
dimension = "cost"
title     = "Whole-life cost of the vehicles"
guidance  = "Year 0 is the purchase; the years after it are running and maintenance."
weight    = 10
input     = { kind = "whole-life-cost", discount-rate = 3.5, years = 4 }
score     = { method = "benchmark", ceiling = 900000, target = 300000 }
[[criterion]]
id        = "delivery"
dimension = "social"
title     = "How the service will be delivered"
guidance  = "Both questions are marked by the panel, on the written response alone."
  [[criterion.question]]
  id       = "plan"
  title    = "Delivery plan"
  guidance = "How journeys are booked, planned and run; what happens when a driver or a vehicle is not there."
  weight   = 15
  input    = { kind = "panel", scale = "zero-to-five" }
  score    = { method = "panel" }
  [[criterion.question]]
  id       = "users"
  title    = "Service users in the governance"
  guidance = "How passengers and carers take part in decisions about the service."
  weight   = 15
  input    = { kind = "panel", scale = "zero-to-five" }
  score    = { method = "panel" }
[[criterion]]
id        = "community"
dimension = "social"
title     = "Help in kind for community groups"
weight    = 10
input     = { kind = "commitments", measures = ["volunteer-hours", "free-journeys"], deadweight = 10 }
score     = { method = "target", full-marks-at = 40000 }
[[criterion]]
id        = "apprenticeships"
dimension = "economic"
title     = "Apprenticeship weeks for people living in the area"
guidance  = "Count only weeks on this contract."
weight    = 10
input     = { kind = "quantity", unit = "weeks" }
score     = { method = "target", full-marks-at = 200 }
[[criterion]]
id        = "electric"
dimension = "environmental"
title     = "Share of the mileage driven by electric vehicles"
weight    = 10
input     = { kind = "percent" }
score     = { method = "highest-offer" }

[[scale]]
id    = "zero-to-five"
title = "Marks from 0 to 5"
levels = [
  { mark = 0, label = "Unacceptable", means = "Nothing submitted, or the response does not address the question." },
  { mark = 1, label = "Poor", means = "Major gaps; little confidence that the requirement would be met." },
  { mark = 2, label = "Limited", means = "Some of the requirement is met; several weaknesses that matter." },
  { mark = 3, label = "Acceptable", means = "The requirement is met; minor weaknesses. The evidence is general." },
  { mark = 4, label = "Good", means = "The requirement is met in full, with evidence from comparable services." },
  { mark = 5, label = "Excellent", means = "Met and exceeded in ways that matter to passengers, with evidence." },
]

[[measure]]
id    = "volunteer-hours"
title = "Volunteer driver hours"
unit  = "hours"
  [[measure.proxy]]
  value      = 16.50
  from       = 2025-04-01
  price-year = 2025
  source     = "An example"
  licence    = "OGL-3.0"
[[measure]]
id    = "free-journeys"
title = "Free journeys for community groups"
unit  = "journeys"
  [[measure.proxy]]
  value      = 8
  from       = 2025-04-01
  price-year = 2025
  source     = "An example"
  licence    = "OGL-3.0"
"""

#: No standards, no panel, no measures: the least that can be scored.
SMALL = """
format  = 1
id      = "price-only"
version = "1"
title   = "Price only"
[[dimension]]
id    = "cost"
title = "Cost"
[[criterion]]
id        = "price"
dimension = "cost"
title     = "Price"
weight    = 100
input     = { kind = "money" }
score     = { method = "lowest-price" }
"""

NAMES = (
    "Swift Mobility UK plc",
    "Harbour & Co",
    "Moorland Wheels Co-operative",
    "Carers' Link (charity)",
    "Vale Cabs Ltd",
)

REASON = (
    "The plan names a duty manager for every shift and shows, from two services of like size, how late journeys were "
    "brought below 2%. It says little about the first weeks: training of new drivers starts only in week three, and "
    "the panel did not find who covers until then. More would have been given for a mobilisation plan with dates."
)


def model(toml: str = MODEL) -> Criteria:
    return Criteria.model_validate(tomllib.loads(toml, parse_float=Decimal))


def _answers(criteria: Criteria, index: int) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for column, leaf in enumerate(criteria.leaves, start=2):
        place = Place(file="bids.xlsx", sheet="Bids", cell=f"{chr(65 + column % 26)}{6 + index}")
        match leaf.input.kind:
            case "money":
                answers[leaf.key] = Amount(Decimal(1_150_000 + 37_500 * index), place)
            case "whole-life-cost":
                answers[leaf.key] = YearlyCosts(
                    tuple(Amount(Decimal(cost), place) for cost in (240000, 61000, 62500, 70000))
                )
            case "panel":
                answers[leaf.key] = Mark(Decimal(2 + index % 4), place, REASON, f"Response 2, page {index + 3}")
            case "commitments":
                hours, journeys = Amount(Decimal(900 + 75 * index), place), Amount(Decimal(1200), place)
                answers[leaf.key] = Commitments({"volunteer-hours": hours, "free-journeys": journeys})
            case _:
                answers[leaf.key] = Amount(Decimal(35 + 11 * (index % 6)), place)
    return answers


def competition(criteria: Criteria, names: Sequence[str] = NAMES) -> Competition:
    """Return bids of ``names``; the last one fails a standard, where there are standards and other bids."""
    bids = []
    for index, name in enumerate(names):
        place = Place(file="bids.xlsx", sheet="Bids", cell=f"A{6 + index}")
        fails = index == len(names) - 1 and index > 0
        standards = {
            standard.id: StandardAnswer("no" if fails else standard.pass_, place) for standard in criteria.standard
        }
        bids.append(Bid(name, _answers(criteria, index), standards, None, place))
    return Competition(tuple(bids), (InputFile("bids.xlsx", "ab" * 32),), "cd" * 32)


def evaluation(criteria: Criteria, names: Sequence[str] = NAMES) -> Evaluation:
    return evaluate(criteria, competition(criteria, names))


def facts(workbook: Workbook) -> dict[str, str]:
    """Return what a form says about itself: the labels and values of its sheet `About`."""
    return {str(row[0].value): str(row[1].value) for row in workbook["About"].iter_rows() if row[0].value}


def validations(sheet: Worksheet) -> dict[str, DataValidation]:
    """Return the drop-downs and limits of a sheet by the cells that they stand on."""
    return {str(check.sqref): check for check in sheet.data_validations.dataValidation}
