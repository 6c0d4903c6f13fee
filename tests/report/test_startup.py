"""What is spared when WeasyPrint starts is there when it is needed, and everything is put back."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from socialvalue.report.startup import imported_later, no_library_search


def test_a_module_is_imported_when_a_function_of_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with imported_later("colorsys"):
        from colorsys import rgb_to_hsv
    assert "colorsys" not in sys.modules
    assert rgb_to_hsv(1, 0, 0) == (0.0, 1.0, 1)
    assert "colorsys" in sys.modules


def test_a_module_that_is_there_stays_itself() -> None:
    import colorsys

    with imported_later("colorsys"):
        assert sys.modules["colorsys"] is colorsys
    assert sys.modules["colorsys"] is colorsys


def test_all_is_put_back_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    search = ctypes.util.find_library
    with pytest.raises(OSError, match="missing"), no_library_search(), imported_later("colorsys"):
        raise OSError("missing")
    assert ctypes.util.find_library is search
    assert "colorsys" not in sys.modules


def test_weasyprint_starts_without_the_tools_that_it_seldom_needs() -> None:
    """And gets them, not a stand-in, when it asks."""
    script = """
import sys
from socialvalue.report import pdf
if pdf.pango_missing() is None:
    assert not [name for name in sys.modules if name.startswith(("fontTools.subset", "fontTools.varLib"))]
    import weasyprint.pdf.fonts
    assert weasyprint.pdf.fonts.subset.Options(retain_gids=True).retain_gids
    assert sys.modules["fontTools.subset"].Options
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
