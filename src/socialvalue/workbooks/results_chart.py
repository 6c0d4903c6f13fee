"""The chart beside the ranking: points by dimension, a stacked bar per ranked bid, native to Excel."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrData, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from socialvalue.model.criteria import Criteria
from socialvalue.workbooks.results_rows import BEFORE_DIMENSIONS
from socialvalue.workbooks.style import printable

#: Bars that can still be told apart on one page.
MOST_BARS = 40

#: Height of the chart in centimetres that one printed page takes.
TALLEST = 24.0

_LONGEST_NAME = 36

#: Dark and light in turn, so that neighbours differ when printed in grey too.
_COLOURS = ("1D3557", "A8C5DA", "5B7F95", "E3D5B0", "8A6D3B", "D9D9D9", "3F6F6A", "BFD8B8")


def points_chart(criteria: Criteria, sheet: Worksheet, top: int, names: list[str]) -> BarChart | None:
    """Return the chart of the first bids of a ranking whose headings stand in row ``top``; nothing without bids.

    ``names`` are the ranked bidders in the order of the rows.
    """
    if not names:
        return None
    shown = names[:MOST_BARS]
    first, last = top + 1, top + len(shown)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 60
    chart.title = "Points by dimension"
    if len(names) > len(shown):
        chart.title = f"Points by dimension: the first {len(shown)} of {len(names)} ranked bids"
    for position, dimension in enumerate(criteria.dimension):
        column = BEFORE_DIMENSIONS + 1 + position
        values = Reference(sheet, min_col=column, min_row=first, max_row=last)
        series = Series(values, title=printable(dimension.title))
        properties = series.graphicalProperties
        assert properties is not None
        properties.solidFill = _COLOURS[position % len(_COLOURS)]
        properties.line.solidFill = "FFFFFF"
        chart.series.append(series)
    if any(len(name) > _LONGEST_NAME for name in shown):
        points = [StrVal(idx=index, v=_short(name)) for index, name in enumerate(shown)]
        for series in chart.series:
            series.cat = AxDataSource(strLit=StrData(ptCount=len(points), pt=points))
    else:
        chart.set_categories(Reference(sheet, min_col=2, min_row=first, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"  # the first rank on top
    chart.x_axis.delete = chart.y_axis.delete = False  # Excel hides axes that do not say that they stay
    chart.y_axis.title = "Points"
    chart.y_axis.scaling.min = 0
    chart.y_axis.crosses = "max"  # which with the bars turned round is the bottom
    gridlines = chart.y_axis.majorGridlines
    if gridlines is not None:
        gridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    chart.y_axis.number_format = "0"
    chart.legend.position = "b"
    chart.width, chart.height = 27, min(TALLEST, 6 + 0.9 * len(shown))
    return chart


def _short(name: str) -> str:
    clean = printable(name)
    return clean if len(clean) <= _LONGEST_NAME else clean[: _LONGEST_NAME - 1].rstrip() + "…"
