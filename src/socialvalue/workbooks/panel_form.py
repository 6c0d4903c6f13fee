"""One evaluator's private score sheets: their questions only, the bids that they may mark only, and never a price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.layout import full_title
from socialvalue.model.panel import Evaluator, Panel
from socialvalue.model.panel_layout import (
    ABOUT_COMPETITION,
    ABOUT_EVALUATOR,
    ABSTAIN,
    NOT_APPLICABLE,
    PANEL_COLUMNS,
    competition_fingerprint,
    drawn_order,
    sheet_name,
)
from socialvalue.workbooks import checks
from socialvalue.workbooks.bid_form import INSTRUCTIONS_SHEET
from socialvalue.workbooks.heights import fit_rows, set_height
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.question_sheets import (
    Shape,
    add_panel_styles,
    frozen_below,
    room_for,
    set_widths,
    sheet_names,
    top_lines,
    write_lines,
)
from socialvalue.workbooks.save import describe
from socialvalue.workbooks.sheets import about_sheet, competition_line, competition_title, marks_of, scale_of
from socialvalue.workbooks.style import (
    ANSWER,
    ANSWER_CHOICE,
    LABEL,
    PLAIN,
    SECTION,
    SUBTITLE,
    TITLE,
    printable,
    protect,
    put,
    put_over_neighbours,
    widths,
)

#: Row of the sheet `About` that says whether bidders appear under labels.
ABOUT_BLIND = "blind"

#: Height in points of a row in which a reason is to be written.
ROOM_FOR_A_REASON = 78.0

_SHAPE = Shape(
    ids=PANEL_COLUMNS,
    titles=("Bidder", "Mark", "Reason", "Where in the tender", "What would have earned the next mark up"),
    widths=(28.0, 11.0, 80.0, 26.0, 46.0),
    mark=2,
)


def panel_form(
    criteria: Criteria,
    panel: Panel,
    evaluator: Evaluator,
    bidders: Sequence[str],
    *,
    labels: Mapping[str, str] | None = None,
) -> Workbook:
    """Return one evaluator's workbook: a sheet for each of their questions, with the bids in the order drawn for them.

    With ``labels`` (label by bidder) the bidders appear under their labels only, and no name is in the workbook.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_panel_styles(workbook)
    describe(workbook, printable(f"Score sheets of {evaluator.name}: {competition_title(criteria)}"))
    names = sheet_names(criteria)
    leaves = panel.leaves_of(evaluator, criteria)
    own = [bidder for bidder in drawn_order(criteria, evaluator.id, bidders) if evaluator.may_mark(bidder)]
    shown = [labels[bidder] if labels is not None else bidder for bidder in own]
    chosen = [(leaf, names[leaf.key]) for leaf in leaves]
    excluded = [bidder for bidder in bidders if not evaluator.may_mark(bidder)]
    lines = _lines(panel, evaluator, chosen, excluded, blind=labels is not None)
    _read_me(workbook.create_sheet(INSTRUCTIONS_SHEET), criteria, lines)
    for leaf, name in chosen:
        _question(workbook.create_sheet(name), criteria, leaf, evaluator, shown)
    more = (
        (ABOUT_COMPETITION, competition_fingerprint(criteria)),
        (ABOUT_EVALUATOR, evaluator.id),
        (ABOUT_BLIND, "no" if labels is None else "yes"),
    )
    about_sheet(workbook, criteria, "panel", "Score sheets for one evaluator, who marks alone.", more)
    return workbook


def _question(sheet: Worksheet, criteria: Criteria, leaf: Leaf, evaluator: Evaluator, bidders: Sequence[str]) -> None:
    set_widths(sheet, _SHAPE)
    scale = scale_of(criteria, leaf)
    marks = marks_of(scale) if scale is not None else []
    who = f"Marks given alone by {evaluator.name}, {evaluator.role}"
    lines = top_lines(criteria, leaf, _SHAPE, who, _other_things(zero=0 in marks))
    first = row = write_lines(sheet, lines)
    for bidder in bidders:
        put(sheet, row, 1, bidder, LABEL)
        put(sheet, row, 2, "", ANSWER_CHOICE)
        for column in (3, 4, 5):
            put(sheet, row, column, "", ANSWER)
        set_height(sheet, row, room_for([(bidder, _SHAPE.widths[0])], at_least=ROOM_FOR_A_REASON))
        row += 1
    if scale is not None and bidders:
        check = checks.individual_mark(scale, full_title(leaf), f"B{first}")
        checks.limit(sheet, check, f"B{first}:B{row - 1}")
    sheet.freeze_panes = frozen_below(lines)
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    # Rows that were sorted or filtered are read as well as any others, but the order in which they were drawn is lost.
    sheet.protection.sort = True
    printed(sheet, competition_title(criteria), landscape=True, title_rows=f"{first - 1}:{first - 1}")


def _other_things(*, zero: bool) -> str:
    return (
        f"{'0 is a mark like any other.   ' if zero else ''}{NOT_APPLICABLE}: the question does not apply to this "
        f"tender.   {ABSTAIN}: you do not mark this tender on this question.   Blank: not marked yet.   "
        "None of these ever counts as 0."
    )


def _read_me(sheet: Worksheet, criteria: Criteria, lines: Iterable[tuple[str, str]]) -> None:
    widths(sheet, {"A": 4, "B": 98})
    put(sheet, 1, 1, f"Score sheets: {competition_title(criteria)}", TITLE)
    sheet.row_dimensions[1].height = 24
    put(sheet, 2, 1, competition_line(criteria), SUBTITLE)
    row = 3
    for mark, text in lines:
        if mark == SECTION:
            row += 1
            put_over_neighbours(sheet, row, 1, text, SECTION)
            put(sheet, row, 2, "", SECTION)
            set_height(sheet, row, 21)
        else:
            put(sheet, row, 1, mark, PLAIN)
            put(sheet, row, 2, text, PLAIN)
            fit_rows(sheet, [row])
        row += 1
    sheet.sheet_view.showGridLines = False
    protect(sheet)
    printed(sheet, competition_title(criteria), landscape=False)


def _lines(
    panel: Panel, evaluator: Evaluator, chosen: Sequence[tuple[Leaf, str]], excluded: Sequence[str], *, blind: bool
) -> Iterator[tuple[str, str]]:
    """Yield what the read-me says: section headings, and lines with the number or the dash before them."""
    yield SECTION, "Who these are for"
    person = ", ".join(part for part in (evaluator.name, evaluator.role, evaluator.organisation) if part)
    yield "", f"{person}{' (chairs the panel)' if evaluator.chair else ''}"
    yield "", _declaration(evaluator, blind=blind)
    if excluded:
        yield SECTION, "What you do not mark"
        yield from _not_marked(evaluator, excluded, blind=blind)
    yield SECTION, "Your questions, a sheet each"
    for leaf, name in chosen:
        title = full_title(leaf)
        yield "–", title if title == name else f"{title} (sheet “{name}”)"
    yield SECTION, "How to mark"
    for number, step in enumerate(_steps(panel, evaluator, blind=blind), start=1):
        yield f"{number}.", step


def _declaration(evaluator: Evaluator, *, blind: bool) -> str:
    day = _day(evaluator.declared)
    if not evaluator.has_interest:
        return f"On {day} you declared that you have no interest in any bidder. If that changes, stop and say so."
    if blind:  # what was declared would tell whose tender is left out
        return f"On {day} you declared an interest; what was decided about it was given to you apart."
    decided = f" Decided: {evaluator.decision}" if evaluator.decision else ""
    return f"On {day} you declared an interest: {evaluator.interest}{decided}"


def _not_marked(evaluator: Evaluator, excluded: Sequence[str], *, blind: bool) -> Iterator[tuple[str, str]]:
    if blind:
        many = f"{len(excluded)} tenders are" if len(excluded) > 1 else "One tender is"
        yield "–", f"{many} not on your sheets, because of the interest that you declared."
        return
    reasons = {one.bidder: one.reason for one in evaluator.excluded}
    for bidder in excluded:
        yield "–", f"{bidder}: {reasons[bidder]}"


def _steps(panel: Panel, evaluator: Evaluator, *, blind: bool) -> Iterator[str]:
    yield (
        "Mark alone, before you have seen anybody else's marks. Until the panel meets, do not discuss the tenders "
        "with anyone."
    )
    yield (
        "Mark only what is in the tender, against the published question and scale at the top of each sheet. What "
        "you know about a bidder from elsewhere, good or bad, is not in the tender. You do not mark the price, and "
        "you will not see it."
    )
    yield f"Choose the mark from the list in the cream cell. There are four different answers. {_four_things()}"
    yield (
        "Write the reason in at least one full sentence: what in this tender earned this mark, and why the mark is "
        "not higher. A reason that repeats the scale or the question explains nothing."
    )
    yield (
        "Judge each tender against the question and the scale, never against another tender: no “better than”, no "
        "“weaker than the others”, no other bidder's name."
    )
    yield "Give the page or paragraph of the tender where somebody else can find what you relied on."
    yield (
        "Say what would have earned a higher mark, in words that the bidder could learn from. Leave it blank only "
        "for the highest mark."
    )
    named = "The tenders have labels instead of names, and are" if blind else "The tenders stand"
    yield (
        f"{named} in an order drawn at random for you, so that no tender is always marked first. Do not sort, add or "
        "delete rows, and do not change the ids in small grey letters."
    )
    to = f" to the facilitator, {panel.facilitator}" if panel.facilitator else " to the person who gave it to you"
    yield (
        f"A blank mark means that you have not finished. Save it as an Excel workbook under its own name, "
        f"{sheet_name(evaluator)}, and return it{to}: to nobody else on the panel. Your marks and reasons are kept as "
        "you wrote them, whatever the panel agrees later."
    )


def _four_things() -> str:
    return (
        f"0 is a mark, if the scale has it. {NOT_APPLICABLE} says that the question does not apply to this tender. "
        f"{ABSTAIN.capitalize()} says that you do not mark this tender on this question. A blank says that you have "
        "not marked it yet. Only a mark counts. None of the others is ever treated as 0. The first three need a reason."
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
