"""openpyxl without numpy, which it loads whole to let its numbers into cells. Ours are exact, and never its."""

from __future__ import annotations

import sys


def load_openpyxl() -> None:
    """Load openpyxl and let it find no numpy, unless that is loaded anyway: a tenth of the time of `score`."""
    if "numpy" in sys.modules or "openpyxl" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]  # Python's own way to say that there is none
    try:
        import openpyxl  # noqa: F401, PLC0415 - only now, and only to have it loaded
    finally:
        del sys.modules["numpy"]
