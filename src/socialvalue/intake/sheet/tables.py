"""The Excel tables of a sheet, of which one thing matters here: whether they end with a row of totals."""

from __future__ import annotations

from socialvalue.intake.package.package import Package, SheetPart
from socialvalue.intake.package.xml_parts import local
from socialvalue.intake.refused import unsafe
from socialvalue.intake.sheet.facts import merge


def totals_rows(package: Package, part: SheetPart) -> set[int]:
    """Return the rows, counted from zero, that Excel adds up in the tables of a sheet.

    Raises:
        Refused: When a table lies outside the workbook or is damaged.
    """
    rows: set[int] = set()
    for table in package.related(part.part, "table"):
        rows |= _totals_of(package, table, part.name)
    return rows


def _totals_of(package: Package, table: str, sheet: str) -> set[int]:
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag).rpartition(" ")[2] == "table" and not found:
            found.update(attributes)

    package.parse(table, lambda parser: setattr(parser, "StartElementHandler", start), sheet)
    count, area = found.get("totalsRowCount", "0"), found.get("ref", "")
    if not count.isascii() or not count.isdigit() or int(count[:3]) == 0:
        return set()
    try:
        bottom = merge(area).bottom
    except ValueError as error:
        raise unsafe(package.label, f"a table ({table}) without a proper area", sheet) from error
    return set(range(max(0, bottom + 1 - int(count[:3])), bottom + 1))
