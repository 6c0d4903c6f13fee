"""Sheets that several forms share: what the form is (`About`), how marks are given (`Scales`), help (`Guidance`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue import __version__
from socialvalue.decimals import grouped, plain
from socialvalue.model.criteria import Criteria, Leaf, Scale
from socialvalue.model.fingerprint import fingerprint
from socialvalue.model.inputs import (
    CommitmentsInput,
    MoneyInput,
    PanelInput,
    PercentInput,
    QuantityInput,
    WholeLifeCostInput,
)
from socialvalue.model.layout import ABOUT_FINGERPRINT, ABOUT_ID, ABOUT_SHEET, ABOUT_VERSION, full_title
from socialvalue.workbooks.heights import fit_rows, set_height
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.style import (
    FACT,
    HEADER,
    LABEL,
    PLAIN,
    SECTION,
    SUBTITLE,
    TITLE,
    protect,
    put,
    put_over_neighbours,
    widths,
)

SCALES_SHEET = "Scales"
GUIDANCE_SHEET = "Guidance"


def competition_title(criteria: Criteria) -> str:
    """Return what the forms are headed with: the competition's title, else the award model's."""
    return criteria.competition.title or criteria.title


def competition_line(criteria: Criteria) -> str:
    """Return authority and reference on one line; empty where the criteria file names neither."""
    details = criteria.competition
    return " · ".join(part for part in (details.authority, details.reference) if part)


def heading(sheet: Worksheet, criteria: Criteria, text: str, *more: str) -> int:
    """Write the heading rows of a form, and return the first free row below them."""
    put(sheet, 1, 1, f"{text}: {competition_title(criteria)}", TITLE)
    sheet.row_dimensions[1].height = 24
    lines = [line for line in (competition_line(criteria), *more) if line]
    for row, line in enumerate(lines, start=2):
        put(sheet, row, 1, line, SUBTITLE)
    return 2 + len(lines)


def header_row(sheet: Worksheet, row: int, titles: Sequence[str]) -> None:
    """Write a row of column headings."""
    for column, title in enumerate(titles, start=1):
        put(sheet, row, column, title, HEADER)
    set_height(sheet, row, 21)


ABOUT_NOTE = (
    "Do not change this sheet. Its version and fingerprint show that this form was made from the published award "
    "model, not from an earlier draft."
)
ABOUT_WIDTHS = {"A": 24.0, "B": 76.0}


def about_facts(criteria: Criteria, form: str, words: str) -> list[tuple[str, str]]:
    """Return what a form says about itself: label and value, those without a value left out."""
    facts = [
        ("form", form),
        ("what it is", words),
        ("competition title", competition_title(criteria)),
        ("authority", criteria.competition.authority),
        ("reference", criteria.competition.reference),
        ("award model", criteria.title),
        (ABOUT_ID, criteria.id),
        (ABOUT_VERSION, criteria.version),
        (ABOUT_FINGERPRINT, fingerprint(criteria)),
        ("made with", f"socialvalue {__version__}"),
    ]
    return [(label, value) for label, value in facts if value]


def about_sheet(
    workbook: Workbook, criteria: Criteria, form: str, words: str, more: Sequence[tuple[str, str]] = ()
) -> None:
    """Add the sheet by which a form that comes back is known to be of this version of the criteria."""
    sheet = workbook.create_sheet(ABOUT_SHEET)
    widths(sheet, ABOUT_WIDTHS)
    row = 1
    for label, value in (*about_facts(criteria, form, words), *more):
        put(sheet, row, 1, label, LABEL)
        put(sheet, row, 2, value, FACT)
        row += 1
    put(sheet, row + 1, 2, ABOUT_NOTE, PLAIN)
    fit_rows(sheet, range(1, row + 2))
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    printed(sheet, competition_title(criteria), landscape=False)


def scale_of(criteria: Criteria, leaf: Leaf) -> Scale | None:
    """Return the scale that a panel leaf is marked on."""
    return criteria.scale_by_id.get(leaf.input.scale) if isinstance(leaf.input, PanelInput) else None


def marks_of(scale: Scale) -> list[Decimal]:
    """Return the marks of a scale, lowest first."""
    return sorted({level.mark for level in scale.levels})


def scales_sheet(workbook: Workbook, criteria: Criteria) -> None:
    """Add a sheet with the descriptors of every scale that the panel marks on; none where nothing is marked."""
    leaves = criteria.panel_leaves
    used = [scale for scale in criteria.scale if any(scale_of(criteria, leaf) is scale for leaf in leaves)]
    if not used:
        return
    sheet = workbook.create_sheet(SCALES_SHEET)
    widths(sheet, {"A": 10, "B": 26, "C": 92})
    row = heading(sheet, criteria, "How written responses are marked") + 1
    for scale in used:
        top = row
        put_over_neighbours(sheet, row, 1, scale.title or f"Scale: {scale.id}", SECTION)
        for column in (2, 3):
            put(sheet, row, column, "", SECTION)
        marked = [full_title(leaf) for leaf in leaves if scale_of(criteria, leaf) is scale]
        put(sheet, row + 1, 1, "Used for", LABEL)
        put(sheet, row + 1, 2, "", LABEL)
        put(sheet, row + 1, 3, "\n".join(marked), LABEL)
        header_row(sheet, row + 2, ("mark", "label", "what it means"))
        row += 3
        for level in sorted(scale.levels, key=lambda level: level.mark):
            put(sheet, row, 1, plain(level.mark), LABEL)
            put(sheet, row, 2, level.label, LABEL)
            put(sheet, row, 3, level.means, LABEL)
            row += 1
        fit_rows(sheet, range(top, row))
        row += 1
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    printed(sheet, competition_title(criteria), landscape=True)


def what_to_enter(criteria: Criteria, leaf: Leaf) -> str:
    """Say in a few words what is entered for a leaf."""
    match leaf.input:
        case MoneyInput():
            return "An amount in pounds"
        case WholeLifeCostInput(years=years):
            return f"Costs in pounds {f'for {years} years' if years else 'by year'}, from year 0"
        case QuantityInput(unit=unit, at_most=most):
            return f"A number of {unit}" + (f", at most {grouped(most)}" if most is not None else "")
        case PanelInput():
            scale = scale_of(criteria, leaf)
            marks = ", ".join(plain(mark) for mark in marks_of(scale)) if scale else ""
            return f"The panel's agreed mark ({marks}), its reason, and where in the tender it is earned"
        case CommitmentsInput():
            return "Promised quantities, each in its own unit"
        case PercentInput():
            return "A percentage from 0 to 100: 45 means 45%"


def guidance_sheet(workbook: Workbook, criteria: Criteria) -> None:
    """Add a sheet with what each column asks for, its weight and its guidance."""
    sheet = workbook.create_sheet(GUIDANCE_SHEET)
    widths(sheet, {"A": 40, "B": 12, "C": 38, "D": 62})
    row = heading(sheet, criteria, "What to enter") + 1
    first = row
    header_row(sheet, row, ("question", "weight", "what to enter", "guidance"))
    for question, weight, enter, guidance in _guidance_rows(criteria):
        row += 1
        put(sheet, row, 1, question, LABEL)
        put(sheet, row, 2, weight, LABEL)
        put(sheet, row, 3, enter, LABEL)
        put(sheet, row, 4, guidance, LABEL)
    fit_rows(sheet, range(first + 1, row + 1))
    sheet.freeze_panes = f"A{first + 1}"
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    printed(sheet, competition_title(criteria), landscape=True, title_rows=f"{first}:{first}")


def _guidance_rows(criteria: Criteria) -> Iterable[tuple[str, str, str, str]]:
    for standard in criteria.standard:
        enter = f"yes or no; only “{standard.pass_}” passes"
        yield (
            standard.title or standard.question,
            "pass or fail",
            enter,
            paragraphs(standard.question if standard.title else "", standard.guidance),
        )
    for leaf in criteria.leaves:
        around = leaf.criterion.guidance if leaf.question else ""
        weight = f"{plain(leaf.weight)} of 100"
        yield full_title(leaf), weight, what_to_enter(criteria, leaf), paragraphs(around, leaf.guidance)
    yield "Withdrawn", "", "yes if the bid was withdrawn; blank for every other bid", ""


def paragraphs(*texts: str) -> str:
    """Return the texts that are not empty, one below the other."""
    return "\n".join(text.strip() for text in texts if text.strip())
