"""Sparing half of the second that WeasyPrint takes to start: it is spent on what we do not need."""

from __future__ import annotations

import ctypes.util
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def no_library_search() -> Iterator[None]:
    """Spare half of WeasyPrint's start-up on Linux.

    It asks `find_library` for names of other systems first, and each answer starts a compiler or `ldconfig`. The names
    with `.so.0`, which it tries next, are loaded without that search. Elsewhere the search is needed and is left alone.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - called by that name
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def imported_later(*names: str) -> Iterator[None]:
    """Let modules be imported that are not read before one of their functions is called.

    WeasyPrint imports the tools that cut and change fonts, a quarter of what is left of its start-up. It uses them only
    where HarfBuzz-subset is missing, and for fonts of variable weight, which ours are not.
    """
    standing_in = {name: _Later(name) for name in names if name not in sys.modules}
    sys.modules.update(standing_in)
    try:
        yield
    finally:
        for name, module in standing_in.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


class _Later(ModuleType):
    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):  # Python asks a module about itself
            raise AttributeError(name)

        def call(*given: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*given, **named)

        return call
