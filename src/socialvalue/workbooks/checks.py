"""Drop-downs and limits: what an input cell lets people type, with a sentence that says so."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.decimals import grouped, plain
from socialvalue.model.criteria import Criteria, Scale
from socialvalue.model.field import Field
from socialvalue.model.panel_layout import ABSTAIN, NOT_APPLICABLE
from socialvalue.workbooks.sheets import marks_of, scale_of

# What Excel shows of a prompt and of an error, at most; a longer one makes it call the file damaged.
_PROMPT, _PROMPT_TITLE, _ERROR, _LIST = 255, 32, 225, 255


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _finished(check: DataValidation, title: str, prompt: str, error: str) -> DataValidation:
    check.promptTitle, check.prompt = _shortened(title, _PROMPT_TITLE), _shortened(prompt, _PROMPT)
    check.errorTitle, check.error = _shortened(title, _PROMPT_TITLE), _shortened(error, _ERROR)
    check.showInputMessage = check.showErrorMessage = True
    return check


def yes_or_no() -> DataValidation:
    """Return a drop-down of yes and no."""
    check = DataValidation(type="list", formula1='"yes,no"', allow_blank=True)
    return _finished(check, "yes or no", "Choose yes or no from the list.", "Please choose yes or no.")


def number(title: str, unit: str, *, above_zero: bool = False, at_most: Decimal | None = None) -> DataValidation:
    """Return a limit to numbers of zero or more (or above zero), typed without unit."""
    if at_most is not None:
        check = DataValidation(type="decimal", operator="between", formula1="0", formula2=plain(at_most))
        words = f"a number from 0 to {grouped(at_most)}"
    elif above_zero:
        check = DataValidation(type="decimal", operator="greaterThan", formula1="0")
        words = "a number above 0"
    else:
        check = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
        words = "a number, 0 or more"
    check.allow_blank = True
    sentence = f"Type {words}, without words" + (f" ({unit})." if unit else ".")
    return _finished(check, title, sentence, sentence)


def mark(scale: Scale, title: str) -> DataValidation:
    """Return a drop-down of the marks of a scale, with their labels as the prompt."""
    marks = [plain(value) for value in marks_of(scale)]
    formula = f'"{",".join(marks)}"'
    labels = {plain(level.mark): level.label for level in scale.levels}
    prompt = "\n".join(f"{value}  {labels[value]}" for value in marks)
    if len(formula) > _LIST:
        low, high = marks[0], marks[-1]
        check = DataValidation(type="decimal", operator="between", formula1=low, formula2=high, allow_blank=True)
    else:
        check = DataValidation(type="list", formula1=formula, allow_blank=True)
    error = f"Please choose a mark of the scale: {', '.join(marks)}."
    return _finished(check, title, prompt, error)


def individual_mark(scale: Scale, title: str, first_cell: str) -> DataValidation:
    """Return a drop-down of the marks of a scale, of N/A and of abstain; ``first_cell`` is the first it stands on."""
    marks = [plain(value) for value in marks_of(scale)]
    choices = [*marks, NOT_APPLICABLE, ABSTAIN]
    formula = f'"{",".join(choices)}"'
    if len(formula) > _LIST:
        one, words = first_cell, (f'{first_cell}="{other}"' for other in (NOT_APPLICABLE, ABSTAIN))
        between = f"AND(ISNUMBER({one}),{one}>={marks[0]},{one}<={marks[-1]})"
        check = DataValidation(type="custom", formula1=f"OR({','.join(words)},{between})", allow_blank=True)
    else:
        check = DataValidation(type="list", formula1=formula, allow_blank=True)
    labels = {plain(level.mark): level.label for level in scale.levels}
    prompt = "\n".join(f"{value}  {labels[value]}" for value in marks)
    said = f"{', '.join(marks)}, {NOT_APPLICABLE} or {ABSTAIN}"
    error = f"Please choose a mark of the scale: {said}. Leave it blank until you have decided."
    return _finished(check, title, f"{prompt}\nor {NOT_APPLICABLE}, or {ABSTAIN}", error)


def for_field(criteria: Criteria, field: Field) -> DataValidation | None:
    """Return what a field's cells let people type; nothing for free text."""
    if field.is_yes_or_no:
        return yes_or_no()
    match field.counts:
        case "money":
            return number(field.title, "pounds", above_zero=field.above_zero)
        case "quantity":
            return number(field.title, field.unit, at_most=field.at_most)
        case "percent":
            return number(field.title, "percent; type 45 for 45%", at_most=field.at_most)
        case "mark":
            scale = scale_of(criteria, field.leaf) if field.leaf else None
            return mark(scale, field.title) if scale else None
        case None:
            return None


def limit(sheet: Worksheet, check: DataValidation | None, *cells: str) -> None:
    """Attach a check to cells or ranges."""
    if check is not None:
        for one in cells:
            check.add(one)
        sheet.data_validations.append(check)  # a streamed sheet has no other way
