"""How a workbook says that its formulas are worked out, and what that means for the results saved with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_ON, _OFF = {"1", "true"}, {"0", "false"}


def doubt(settings: Iterable[Mapping[str, str]]) -> str:
    """Return why saved results may be old, in words; "" where they were worked out when the file was saved."""
    for said in settings:
        if said.get("fullCalcOnLoad") in _ON:
            return "the workbook says that everything must be recalculated when it is next opened"
        if said.get("calcMode") == "manual":
            return "the workbook is set to manual calculation"
        if said.get("calcCompleted") in _OFF:
            return "the workbook was saved before everything was calculated"
    return ""
