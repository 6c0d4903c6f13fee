"""What is spared when WeasyPrint starts is put back, also after an error."""

from __future__ import annotations

import ctypes.util

import pytest

from socialvalue.report.page.startup import no_library_search


def test_the_search_is_put_back_after_an_error() -> None:
    search = ctypes.util.find_library
    with pytest.raises(OSError, match="missing"), no_library_search():
        raise OSError("missing")
    assert ctypes.util.find_library is search
