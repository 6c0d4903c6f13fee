"""The sheet `About` of a form: which version of the criteria, and which competition, it was made from."""

from __future__ import annotations

import re

from socialvalue.errors import Place, Problem
from socialvalue.intake.names import key
from socialvalue.intake.sheet.answers import as_text
from socialvalue.intake.sheet.workbook import Workbook
from socialvalue.intake.wording import quoted
from socialvalue.model.criteria import Criteria
from socialvalue.model.fingerprint import VERSION, known_fingerprints
from socialvalue.model.layout import ABOUT_FINGERPRINT, ABOUT_ID, ABOUT_SHEET, ABOUT_VERSION
from socialvalue.model.panel_layout import ABOUT_COMPETITION, known_competition_fingerprints

_FINGERPRINT = re.compile("[0-9a-f]{64}")

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
    wanted = {
        ABOUT_ID: (criteria.id,),
        ABOUT_VERSION: (criteria.version,),
        ABOUT_FINGERPRINT: known_fingerprints(criteria),
    }
    for label, expected in wanted.items():
        row = said.get(label)
        value = as_text(sheet.value(row, 1)) if row is not None else ""
        if row is not None and value and value not in expected:
            return Problem(
                "form-version",
                sheet.place(row, 1),
                _TELLS[label][0].format(quoted(_short(value))),
                _TELLS[label][1].format(quoted(_short(expected[0]))),
                "Make new forms with `socialvalue form` and move the answers over, question by question; or restore "
                "the criteria file that the forms were made from.",
            )
    return None


def told(workbook: Workbook, label: str) -> list[tuple[str, Place]]:
    """Return what the sheet `About` says under ``label``: as a rule once, in places not at all or twice."""
    part = workbook.named(ABOUT_SHEET)
    if part is None:
        return []
    sheet = workbook.sheet(part)
    return [
        (text, sheet.place(row, 1))
        for row in range(len(sheet.rows))
        if key(as_text(sheet.value(row, 0))) == label and (text := as_text(sheet.value(row, 1)))
    ]


def check_competition(workbook: Workbook, criteria: Criteria) -> Problem | None:
    """Return a problem for a workbook made for another competition than this. One that does not say is accepted."""
    # The title of the competition stands under the same label as its fingerprint, for people.
    said = [(text, place) for text, place in told(workbook, ABOUT_COMPETITION) if _FINGERPRINT.fullmatch(text)]
    expected = known_competition_fingerprints(criteria)
    if not said or said[0][0] in expected:
        return None
    return Problem(
        "form-competition",
        said[0][1],
        f"a form of another competition (fingerprint {quoted(_short(said[0][0]))})",
        f"a form of this competition (fingerprint {quoted(_short(expected[0]))})",
        "Put it into the folder of its own competition. If that is this one, someone changed the title, authority or "
        "reference in the criteria file after the form was made: change it back.",
    )


def _short(text: str) -> str:
    version, digits = (VERSION, text.removeprefix(VERSION)) if text.startswith(VERSION) else ("", text)
    return version + digits[:12] if len(digits) == 64 else text
