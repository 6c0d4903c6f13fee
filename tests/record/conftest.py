"""The demonstration, as the tests of the command line have it."""

from __future__ import annotations

from tests.cli.conftest import demo, written_demo

__all__ = ["demo", "written_demo"]
