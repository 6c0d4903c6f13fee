"""`moderation.xlsx`: everything that was marked alone, side by side, and a row for what the panel agrees.

The agreed mark is never filled in for the panel, not even when all marks are the same: what stands in such a row was
put there by people, and comes back unchanged whenever the workbook is made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook

from socialvalue.decimals import plain
from socialvalue.model.criteria import Criteria, Leaf
from socialvalue.model.layout import ABOUT_SHEET, full_title
from socialvalue.model.panel import AgreedMark, Flag, IndividualMark, Panel
from socialvalue.model.panel_layout import (
    ABOUT_COMPETITION,
    ABOUT_MARKS,
    ABOUT_RECORD,
    ABSTAIN,
    AGREED,
    NOT_APPLICABLE,
    competition_fingerprint,
)
from socialvalue.workbooks import checks
from socialvalue.workbooks.bid_form import INSTRUCTIONS_SHEET
from socialvalue.workbooks.heights import height_for
from socialvalue.workbooks.moderation_rows import SHAPE, Together, bid_lines, by_question
from socialvalue.workbooks.page import printed
from socialvalue.workbooks.question_sheets import (
    GIVEN,
    GIVEN_MARK,
    OVERVIEW_SHEET,
    SECTION_LINE,
    Shape,
    add_panel_styles,
    as_figure,
    frozen_below,
    room_for,
    set_widths,
    sheet_names,
    stream_lines,
    top_lines,
)
from socialvalue.workbooks.save import describe
from socialvalue.workbooks.sheets import (
    ABOUT_NOTE,
    ABOUT_WIDTHS,
    about_facts,
    competition_line,
    competition_title,
    scale_of,
)
from socialvalue.workbooks.stream import Figure, RowStream, Value
from socialvalue.workbooks.style import (
    FACT,
    HEADER,
    LABEL,
    PLAIN,
    SUBTITLE,
    TITLE,
    WHOLE,
    protect,
    widths,
)

TO_BE_AGREED = "to be agreed"

_OVERVIEW = Shape(
    ids=(),
    titles=("Question", "Bidder", "Individual marks", "Lowest", "Highest", "Apart", "Flags", "Agreed"),
    widths=(44.0, 44.0, 30.0, 10.0, 10.0, 10.0, 10.0, 16.0),
    mark=8,
)


def moderation_book(  # noqa: PLR0913 - what stands in the workbook, each named at the call
    criteria: Criteria,
    panel: Panel,
    bidders: Sequence[str],
    marks: Sequence[IndividualMark],
    agreed: Sequence[AgreedMark],
    flags: Sequence[Flag],
    *,
    marks_hash: str,
    differences: Sequence[str] = (),
    record: str = "",
) -> Workbook:
    """Return the panel's moderation workbook, to be saved once: a sheet a question, with what has been agreed kept.

    ``differences`` say what changed in the sheets since the last time; ``marks_hash`` is the fingerprint of ``marks``.
    ``record`` is the last event of the record when the workbook is made.

    Raises:
        ValueError: For an agreed mark on a question that the panel does not mark.
    """
    workbook = Workbook(write_only=True)
    add_panel_styles(workbook)
    describe(workbook, f"Moderation: {competition_title(criteria)}")
    found = by_question(criteria, panel, bidders, marks, agreed, flags)
    names = sheet_names(criteria)
    _read_me(RowStream(workbook, INSTRUCTIONS_SHEET), criteria, panel, differences)
    _overview(RowStream(workbook, OVERVIEW_SHEET), criteria, found, names)
    for leaf in criteria.panel_leaves:
        _question(RowStream(workbook, names[leaf.key]), criteria, panel, leaf, found[leaf.key])
    _about(RowStream(workbook, ABOUT_SHEET), criteria, marks_hash, record)
    return workbook


def _question(stream: RowStream, criteria: Criteria, panel: Panel, leaf: Leaf, bids: Iterable[Together]) -> None:
    sheet = stream.sheet
    set_widths(sheet, SHAPE)
    top = top_lines(criteria, leaf, SHAPE, competition_line(criteria) or competition_title(criteria))
    stream_lines(stream, top)
    agreed_cells = []
    for bid in bids:
        stream_lines(stream, bid_lines(panel, bid))
        agreed_cells.append(f"{SHAPE.mark_letter}{stream.last_row}")
    scale = scale_of(criteria, leaf)
    if scale is not None and agreed_cells:
        checks.limit(sheet, checks.mark(scale, full_title(leaf)), *agreed_cells)
    sheet.freeze_panes = frozen_below(top)
    sheet.auto_filter.ref = f"A{len(top)}:{SHAPE.last_letter}{stream.last_row}"
    _finish(stream, criteria, title_rows=f"{len(top)}:{len(top)}")
    sheet.protection.sort = True  # a row that is sorted away from its bid's heading is hard to find again


def _finish(stream: RowStream, criteria: Criteria, *, landscape: bool = True, title_rows: str = "") -> None:
    stream.sheet.sheet_view.showGridLines = False
    protect(stream.sheet)
    printed(stream.sheet, competition_title(criteria), landscape=landscape, title_rows=title_rows)


def _overview(
    stream: RowStream, criteria: Criteria, found: Mapping[str, list[Together]], names: Mapping[str, str]
) -> None:
    bids = [bid for together in found.values() for bid in together]
    done = sum(bid.agreed is not None and bid.agreed.value is not None for bid in bids)
    set_widths(stream.sheet, _OVERVIEW)
    stream.write_texts(TITLE, f"Overview: {competition_title(criteria)}", height=24)
    said = (
        f"{done} of {len(bids)} marks were agreed when this workbook was made; {len(bids) - done} are still to be "
        "agreed."
    )
    stream.write_texts(SUBTITLE, f"{said} Click on a question to go to its sheet.")
    stream.write_texts(HEADER, *_OVERVIEW.titles, height=21)
    top = stream.last_row
    for key, together in found.items():
        for bid in together:
            title = full_title(bid.leaf)
            cells = _overview_cells(title, bid)
            stream.write_styled(cells, room_for(_texts(cells)))
            stream.link("A", f"{quote_sheetname(names[key])}!A1")
    stream.sheet.freeze_panes = f"A{top + 1}"
    stream.sheet.auto_filter.ref = f"A{top}:{_OVERVIEW.last_letter}{stream.last_row}"
    _finish(stream, criteria, title_rows=f"{top}:{top}")


def _overview_cells(title: str, bid: Together) -> tuple[tuple[Value, str], ...]:
    values = bid.values
    ends = (as_figure(values[0]), as_figure(values[-1]), as_figure(values[-1] - values[0])) if values else (None,) * 3
    given = ", ".join(plain(value) for value in values)
    agreed = as_figure(bid.agreed.value) if bid.agreed is not None else None
    return (
        (title, LABEL),
        (bid.bidder, GIVEN),
        ("; ".join(part for part in (given, bid.without_mark) if part), GIVEN),
        *((figure, GIVEN_MARK) for figure in ends),
        (Figure(len(bid.flags), WHOLE) if bid.flags else None, GIVEN_MARK),
        (agreed or TO_BE_AGREED, GIVEN_MARK),
    )


def _texts(cells: Iterable[tuple[Value, str]]) -> Iterator[tuple[str, float]]:
    return ((value, width) for (value, _), width in zip(cells, _OVERVIEW.widths, strict=True) if isinstance(value, str))


def _read_me(stream: RowStream, criteria: Criteria, panel: Panel, differences: Sequence[str]) -> None:
    widths(stream.sheet, {"A": 4, "B": 98})

    def section(title: str) -> None:
        stream.write_texts(SUBTITLE, "")
        stream.write_texts(SECTION_LINE, title, "", height=21)

    def line(mark: str, text: str) -> None:
        stream.write_texts(PLAIN, mark, text, height=height_for(text, 98))

    stream.write_texts(TITLE, f"Moderation: {competition_title(criteria)}", height=24)
    stream.write_texts(SUBTITLE, competition_line(criteria))
    if differences:
        section("Changes in the score sheets since this workbook was last made")
        for difference in differences:
            line("–", difference)
    section("The panel")
    for one in panel.evaluator:
        person = ", ".join(part for part in (one.name, one.role, one.organisation) if part)
        line("–", f"{one.id}: {person}{' (chairs the panel)' if one.chair else ''}")
    if panel.facilitator:
        line("–", f"Facilitator: {panel.facilitator}")
    section("How to use it")
    for number, step in enumerate(_STEPS, start=1):
        line(f"{number}.", step)
    _finish(stream, criteria, landscape=False)


_STEPS = (
    (
        "Each question has a sheet. Under each bid are the marks that the evaluators gave alone, with their reasons; "
        "then comes a row of cream cells for what the panel agrees."
    ),
    (
        "Agree a mark by discussing what is in the tender, never by taking an average. The cream cell stays empty "
        "until you fill it in, even if all marks are the same: the agreed mark still needs its own reason."
    ),
    (
        "Write the agreed reason so that the bidder could follow it: what in its tender earned the mark, where, and "
        "why the mark is not higher. You may draw on the individual reasons above it. Do not name another bid."
    ),
    (
        "If somebody gave a different mark, say why the agreed mark differs: what they were shown, or accepted. If "
        "you change an agreed mark later, say why in the last column. Nothing can be scored without that reason."
    ),
    (
        f"{NOT_APPLICABLE} and {ABSTAIN} mean that an evaluator gave no mark; an empty cell has not been marked yet. "
        "None of them ever counts as 0."
    ),
    "“Look at” shows what to discuss before you agree a mark. It does not change any mark.",
    (
        "Rows are as tall as Excel allows; read the rest of a very long reason in the formula bar. To see the agreed "
        f"rows only, filter the column “Who” by “{AGREED}”."
    ),
    (
        "When a score sheet changes, make this workbook again: the cream cells are kept. Do not move, add or delete "
        "rows, and do not change the ids in small grey letters."
    ),
)


def _about(stream: RowStream, criteria: Criteria, marks_hash: str, record: str) -> None:
    widths(stream.sheet, ABOUT_WIDTHS)
    facts = about_facts(criteria, "moderation", "The marks the panel gave alone, and the marks it agreed.")
    facts += [(ABOUT_COMPETITION, competition_fingerprint(criteria)), (ABOUT_MARKS, marks_hash)]
    facts += [(ABOUT_RECORD, record)] if record else []
    for label, value in facts:
        height = room_for([(label, ABOUT_WIDTHS["A"]), (value, ABOUT_WIDTHS["B"])])
        stream.write_styled([(label, LABEL), (value, FACT)], height)
    stream.write_texts(PLAIN, "")
    stream.write_texts(PLAIN, "", ABOUT_NOTE, height=height_for(ABOUT_NOTE, ABOUT_WIDTHS["B"]))
    _finish(stream, criteria, landscape=False)
