"""The sheet `About` of a form: which version of the criteria it was made from."""

from __future__ import annotations

from socialvalue.errors import Problem
from socialvalue.intake.answers import as_text
from socialvalue.intake.ids import key
from socialvalue.intake.wording import quoted
from socialvalue.intake.workbook import Workbook
from socialvalue.model.criteria import Criteria
from socialvalue.model.layout import ABOUT_FINGERPRINT, ABOUT_ID, ABOUT_SHEET, ABOUT_VERSION, fingerprint

#: What each row tells, found and expected, in the order in which a difference is reported: where the id differs, so
#: does the rest.
_TELLS = {
    ABOUT_ID: ("a form made from the criteria {}", "a form made from the criteria {}"),
    ABOUT_VERSION: ("a form made from version {} of the criteria", "a form made from version {}"),
    ABOUT_FINGERPRINT: (
        "a form made from these criteria before they were changed (fingerprint {})",
        "a form made from the criteria as they are (fingerprint {})",
    ),
}


def check_version(workbook: Workbook, criteria: Criteria) -> Problem | None:
    """Return a problem for a workbook made from other criteria than these. One that does not say is accepted."""
    part = workbook.named(ABOUT_SHEET)
    if part is None:
        return None
    sheet = workbook.sheet(part)
    said = {key(as_text(sheet.value(row, 0))): row for row in reversed(range(len(sheet.rows)))}
    wanted = {ABOUT_ID: criteria.id, ABOUT_VERSION: criteria.version, ABOUT_FINGERPRINT: fingerprint(criteria)}
    for label, expected in wanted.items():
        row = said.get(label)
        value = as_text(sheet.value(row, 1)) if row is not None else ""
        if row is not None and value and value != expected:
            return Problem(
                "form-version",
                sheet.place(row, 1),
                _TELLS[label][0].format(quoted(_short(value))),
                _TELLS[label][1].format(quoted(_short(expected))),
                "Make new forms with `socialvalue form` and move the answers over, question by question; or go back "
                "to the criteria file that the forms were made from.",
            )
    return None


def _short(text: str) -> str:
    return text[:12] if len(text) == 64 else text
